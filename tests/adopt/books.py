"""Workbooks of other councils, made for tests: every person is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

Grid = Sequence[Sequence[Any]]


def write_book(path: Path, sheets: Mapping[str, Grid], **more: Any) -> Path:
    """A workbook with these cells; `comments` are by sheet and cell, `hidden` rows by sheet."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"})
    for name, grid in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if isinstance(cell, str) and not cell.startswith("=COUNT"):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
        for place, text in more.get("comments", {}).get(name, {}).items():
            sheet.write_comment(place, text)
        for row in more.get("hidden", {}).get(name, ()):
            sheet.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    return path


SOUTHVALE = {
    "Cover sheet": [["Southvale partnership", "s117 list"], ["Owner", "Business support"]],
    "Section 117": [
        ["Mosaic ID", "Full name", "Date of birth", "NHS number", "Gender", "Legal status",
         "Section start", "Discharge date", "Responsible council", "CCG/ICB", "Funding split",
         "Status", "Social worker", "Review date", "Next of kin", "Shoe size", "Favourite colour"],
        [8812, "Maybury, Toni", "04/11/1979", "999 000 0018", "female", "Section 3",
         "12/02/2024", "01/06/2024", "E10000030", "QXU", "LA 60 ICB 40", "Open", "P. Ash",
         "03/06/2025", "A sister", 6, "green"],
        [8813, "Okoro, Lee", "25/12/1990", 9990000026, "m", "37/41", "30/01/2020", "15/08/2021",
         "E10000030", "QXU", "100% ICB", "Closed", "VACANT", "tbc", None, None, None],
        ["Mosaic ID", "Full name", "Date of birth", "NHS number", "Gender", "Legal status",
         "Section start", "Discharge date", "Responsible council", "CCG/ICB", "Funding split",
         "Status", "Social worker", "Review date", "Next of kin", "Shoe size", "Favourite colour"],
        [8814, "Pat Single", "1 March 1985", "9990000034", "F", "117", "31/13/2022", None,
         "Southvale", "Surrey ICB", "half each", "?", "P. Ash", None, None, 9, "blue"],
        ["Total", "=COUNTA(B2:B5)"],
    ],
}  # fmt: skip
"""One sheet for all, headings in row 1, days as text, no ids of a register, headings repeated."""

EASTMERE = {
    "Register": [
        [],
        [None, "EASTMERE: aftercare register", None, None, None, None, None, None, None],
        [],
        [None, "Register ref", "Family name", "Given name", "Birth date", "Sec", "Detained on",
         "Left hospital", "S117 status"],
        [None, "EM/001", "Quill", "Ros", date(1971, 3, 4), "03", date(2023, 1, 9),
         date(2023, 4, 1), "ACTIVE"],
        [None, "EM/002", "Vane", "Idris", date(2001, 7, 30), "10", date(2022, 5, 5),
         date(2022, 11, 2), "ACTIVE"],
    ],
    "Review log": [
        ["Case ref", "Date held", "Full / light", "Result", "Next review"],
        ["EM/001", date(2023, 6, 20), "full", "continue", date(2024, 6, 20)],
        ["EM/001", date(2024, 6, 10), "LT", "continue", date(2025, 6, 10)],
        ["EM/002", date(2023, 1, 30), "F", "modify", date(2024, 1, 30)],
    ],
    "Care packages": [
        ["Client ref", "Package", "Provider", "Start date", "Cost pw", "Split"],
        ["EM/001", "Support hours", "Acorn", date(2023, 4, 1), 310.5, "50/50"],
    ],
    "Closed": [
        ["Reference", "Name", "DOB", "Section", "Date closed", "Closure reason", "Signed off by"],
        ["EM/900", "OLD, Case", date(1960, 2, 2), "3", date(2024, 9, 1), "moved to Wales", "Panel"],
    ],
}  # fmt: skip
"""A sheet for each table, columns from B, national codes, real days, closed cases apart."""
