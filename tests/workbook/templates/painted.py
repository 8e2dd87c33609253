"""The colours that LibreOffice really gives to cells, read from its own web page of a workbook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_SHEET = re.compile(r'<A NAME="table\d+"><h1>[^<]*<em>([^<]*)</em>(.*?)</table>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<td([^>]*)>(.*?)</td>", re.DOTALL)


class Paint(NamedTuple):
    """Fill and letters as six digits, blank where there is none of their own; and the text."""

    fill: str
    font: str
    bold: bool
    underline: bool
    text: str


Page = dict[str, list[list[Paint]]]


def read_page(path: Path) -> Page:
    """Each cell of each sheet as it is painted. Hidden columns are not on the page."""
    found = _SHEET.findall(path.read_text(encoding="utf-8"))
    return {name: [_cells(row) for row in _ROW.findall(table)] for name, table in found}


def _cells(row: str) -> list[Paint]:
    cells: list[Paint] = []
    for attributes, inside in _CELL.findall(row):
        span = re.search(r'colspan="?(\d+)', attributes)
        cells += [_paint(attributes, inside)] * (int(span[1]) if span else 1)
    return cells


def _paint(attributes: str, inside: str) -> Paint:
    fill = re.search(r'bgcolor="#(\w+)"', attributes)
    font = re.search(r'<font[^>]*color="#(\w+)"', inside)
    text = re.sub(r"<[^>]*>", "", inside)
    return Paint(
        fill[1].upper() if fill else "",
        font[1].upper() if font else "",
        "<b>" in inside,
        "<u>" in inside,
        " ".join(text.split()),
    )
