"""LibreOffice as the tests use it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.office import needs_libreoffice, recalculate, to_pngs

pytestmark = needs_libreoffice


@pytest.fixture
def stale(tmp_path: Path) -> Path:
    """A workbook whose formula gives 42 and whose file says 0."""
    path = tmp_path / "stale.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sums")
    sheet.write_row("A1", [40, 2])
    sheet.write_formula("C1", "=A1+B1", None, 0)
    book.close()
    return path


def shown(path: Path) -> object:
    """The value that the file holds for the formula."""
    return openpyxl.load_workbook(path, data_only=True)["Sums"]["C1"].value


def test_a_formula_is_computed_whatever_the_file_says(stale: Path, tmp_path: Path) -> None:
    assert shown(stale) == 0
    assert shown(recalculate(stale, tmp_path / "out")) == 42


def test_two_processes_at_once_do_not_wait_or_fail(stale: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        made = list(pool.map(recalculate, [stale, stale], outs))
    assert [shown(path) for path in made] == [42, 42]


def test_each_printed_page_becomes_a_picture(stale: Path, tmp_path: Path) -> None:
    (page,) = to_pngs(stale, tmp_path / "pages")
    assert page.read_bytes().startswith(b"\x89PNG")


def test_the_source_is_never_written_over(stale: Path) -> None:
    with pytest.raises(ValueError, match="holds the source itself"):
        recalculate(stale, stale.parent)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"could not open absent\.xlsx"):
        recalculate(tmp_path / "absent.xlsx", tmp_path / "out")
