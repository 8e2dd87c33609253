"""What a person adds is all there, is sound, and leaves the rest of the workbook as it was."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.office import needs_libreoffice, recalculate
from tests.ooxml import assert_opens_clean
from tests.ooxml.additions import LINKS, PARTS, add_everything
from tests.ooxml.lint import lint
from tests.ooxml.samples import good_workbook
from tests.ooxml.surgery import operate

KINDS = {
    "a picture": "xl/media/",
    "shapes": "xl/drawings/drawing",
    "a chart": "xl/charts/",
    "a pivot": "xl/pivotTables/pivotTable",
    "a pivot's cache": "xl/pivotCache/pivotCacheRecords",
    "a slicer": "xl/slicers/",
    "a slicer's cache": "xl/slicerCaches/",
    "threaded comments": "xl/threadedComments/",
    "their people": "xl/persons/",
    "comments": "xl/comments",
    "a form control": "xl/ctrlProps/",
    "custom XML": "customXml/item",
    "a sensitivity label": "docMetadata/LabelInfo.xml",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with a table and nothing else: no drawing, no comment."""
    path = tmp_path_factory.mktemp("plain") / "plain.xlsx"
    book = xlsxwriter.Workbook(path)
    columns = [{"header": "Id"}, {"header": "Name"}]
    options = {"name": "tblRegister", "columns": columns, "data": [["V-001", "A"]]}
    book.add_worksheet("Register").add_table("A1:B2", options)
    book.close()
    return path


@pytest.fixture(scope="module")
def added(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The plain workbook with everything added, and the parts that hold it."""
    out = tmp_path_factory.mktemp("added") / "added.xlsx"
    return out, add_everything(plain, out)


@pytest.mark.parametrize("start", KINDS.values(), ids=KINDS)
def test_each_kind_is_among_the_parts(start: str, added: tuple[Path, dict[str, bytes]]) -> None:
    assert any(name.startswith(start) for name in added[1])


def test_the_parts_are_in_the_package_as_given(added: tuple[Path, dict[str, bytes]]) -> None:
    with zipfile.ZipFile(added[0]) as package:
        assert {name: package.read(name) for name in added[1]} == added[1]


def test_sparklines_are_on_the_sheet(added: tuple[Path, dict[str, bytes]]) -> None:
    assert b"x14:sparklineGroup" in added[1]["xl/worksheets/sheet2.xml"]


def test_the_parts_that_were_there_keep_their_bytes(
    plain: Path, added: tuple[Path, dict[str, bytes]]
) -> None:
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(added[0]) as after:
        changed = {n for n in before.namelist() if before.read(n) != after.read(n)}
    assert changed == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }


def test_a_plain_workbook_with_everything_opens_clean(
    added: tuple[Path, dict[str, bytes]],
) -> None:
    assert_opens_clean(added[0])


def test_a_workbook_with_drawings_and_notes_of_its_own_opens_clean(tmp_path: Path) -> None:
    good = good_workbook(tmp_path / "good.xlsx")
    once = add_everything(good, tmp_path / "once.xlsx", "Register")
    assert b"Seen by a person" in once["xl/comments1.xml"]
    assert b"Seen too" in once["xl/comments1.xml"]
    assert_opens_clean(tmp_path / "once.xlsx")


def test_a_sheet_with_a_chart_keeps_it_in_one_drawing(tmp_path: Path) -> None:
    good = good_workbook(tmp_path / "good.xlsx")
    added = add_everything(good, tmp_path / "added.xlsx", "Lists & more")
    assert {n for n in added if n.startswith("xl/drawings/d")} == {
        "xl/drawings/drawing1.xml",
        "xl/drawings/drawing2.xml",
    }
    assert b"Picture on the register" in added["xl/drawings/drawing1.xml"]
    assert_opens_clean(tmp_path / "added.xlsx")


@pytest.mark.parametrize("file", sorted(PARTS))
def test_a_part_that_is_lost_is_missed(
    file: str, added: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    stem, ending = PARTS[file][0], Path(file).suffix
    lost = max(n for n in added[1] if n.startswith(stem) and n.endswith(ending))
    bad = operate(added[0], tmp_path / "bad.xlsx", {lost: None})
    assert any(lost in complaint and "missing" in complaint for complaint in lint(bad))


def test_every_part_is_linked() -> None:
    named = {"sheet.xml", "slicer_cache.xml", *(target for *_, target in LINKS)}
    assert set(PARTS) <= named


@needs_libreoffice
def test_libreoffice_opens_it(added: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(recalculate(added[0], tmp_path / "out"))
    assert book.sheet_names == ["Register", "Mine"]
    days = [row[2] for row in book.get_sheet_by_name("Mine").to_python()[:5]]
    assert days == ["Days", 3, 5, 2, 8]
