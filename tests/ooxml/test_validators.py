"""The validators run, see what is wrong, and are never skipped where nothing may be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ooxml import assert_opens_clean, audit, open_xml_sdk
from tests.ooxml.samples import good_document, good_workbook
from tests.ooxml.surgery import replace
from tests.ooxml.validators import VARIABLE

SHEET = "xl/worksheets/sheet1.xml"
MERGES, FIRST = '<mergeCells count="1"><mergeCell ref="F6:G6"/></mergeCells>', "<sheetData>"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with no fault."""
    return good_workbook(tmp_path / "good.xlsx")


@pytest.fixture
def disordered(workbook: Path, tmp_path: Path) -> Path:
    """The same with its merges before its cells, which no schema allows."""
    without = replace(workbook, tmp_path / "without.xlsx", SHEET, MERGES, "")
    return replace(without, tmp_path / "disordered.xlsx", SHEET, FIRST, MERGES + FIRST)


def test_a_good_workbook_opens_clean(workbook: Path) -> None:
    assert_opens_clean(workbook)


def test_a_good_document_opens_clean(tmp_path: Path) -> None:
    assert_opens_clean(good_document(tmp_path / "good.docx"))


@pytest.mark.parametrize("validate", [audit, open_xml_sdk])
def test_a_broken_workbook_is_complained_of(
    validate: Callable[[Path], list[str]], disordered: Path
) -> None:
    assert any("sheet1.xml" in complaint for complaint in validate(disordered))


@pytest.mark.parametrize("validate", [audit, open_xml_sdk])
def test_a_broken_document_is_complained_of(
    validate: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    good = good_document(tmp_path / "good.docx")
    bad = replace(good, tmp_path / "bad.docx", "word/document.xml", "<w:tbl>", "<w:tbl><w:p/>")
    assert any("document.xml" in complaint for complaint in validate(bad))


def test_what_is_no_package_is_complained_of(tmp_path: Path) -> None:
    (tmp_path / "no.xlsx").write_bytes(b"PK and no more")
    assert audit(tmp_path / "no.xlsx")
    assert open_xml_sdk(tmp_path / "no.xlsx")


def test_the_assertion_fails_and_says_why(disordered: Path) -> None:
    with pytest.raises(AssertionError, match=r"(?s)disordered\.xlsx, lint:.*stands after"):
        assert_opens_clean(disordered)


def test_without_the_program_a_test_skips_and_says_how_to_run(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-program")
    monkeypatch.delenv("S117XL_NO_SKIPS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="npm install"):
        open_xml_sdk(workbook)


def test_without_the_program_a_full_run_fails(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-program")
    monkeypatch.setenv("S117XL_NO_SKIPS", "1")
    with pytest.raises(pytest.fail.Exception, match="npm install"):
        open_xml_sdk(workbook)
