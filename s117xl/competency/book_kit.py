"""How the sheets of the competency workbook are drawn: cells to fill in, words, tables, pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from s117xl.competency.framework import domains
from s117xl.competency.tables import CANNOT_TELL, GAP, MET, NOT_EXPECTED, CompetencyTable
from s117xl.workbook.areas import column_letters
from s117xl.workbook.looks import Look
from s117xl.workbook.templates.book import MARKING, Book, define_hidden, set_page
from s117xl.workbook.templates.styles import DATE_FORMAT, look_properties

FOOTER = "&LSection 117 workforce competencies&RPage &P of &N"
NOBODY = "OFFICIAL-SENSITIVE"
"""The marking of a page that tells of nobody by name."""

TYPED = {"bg_color": "FFFBEB", "border": 1, "border_color": "D6C9A0"}
"""The look of a cell that a person fills in."""

_COLOURS = ("Identity", "Inclusion", "Entitlement", "Responsibility", "Planning", "Funding")
GROUPS = dict(zip(domains(), _COLOURS, strict=True))
"""Which of the register's heading colours each domain has."""

LOOKS = {
    GAP: Look("F4B183", "4A1F00", bold=True),
    MET: Look("D5EBD8", "1B4332"),
    CANNOT_TELL: Look("E4E7EB", "374151", underline=True),
    NOT_EXPECTED: Look("FFFFFF", "595F69"),
    "Amber": Look("FFE08A", "4A3500"),
    "Red": Look("7B1E2B", "FFFFFF", bold=True),
    "Green": Look("D5EBD8", "1B4332"),
    "yes": Look("F4B183", "4A1F00", bold=True),
}
"""How words look; each pair has a contrast of at least 4.5 to 1."""


def typed(out: Book, **more: Any) -> Any:
    """The format of a cell that a person fills in."""
    return out.styles.get(**TYPED, valign="top", **more)


def day(out: Book) -> Any:
    """The format of a day that a person fills in."""
    return typed(out, num_format=DATE_FORMAT, align="left")


def worked_out(out: Book, **more: Any) -> Any:
    """The format of a cell that Excel works out."""
    return out.styles.get(**{"valign": "top", "bg_color": "F4F6F8", **more})


def write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    """A value as its kind asks; a text is never taken for a formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def add_table(
    sheet: Any, name: str, rows: int, columns: Sequence[Mapping[str, Any]], top: int = 0
) -> None:
    """An Excel table from the sheet's first column."""
    # XlsxWriter looks for some thirty new functions in each formula; ours are named in full.
    sheet._prepare_formula = _ready
    sheet.add_table(top, 0, top + rows, len(columns) - 1, {
        "name": name, "style": "Table Style Light 1", "columns": columns,
    })  # fmt: skip


def _ready(formula: str, expand_future_functions: bool = False) -> str:
    return formula.removeprefix("=")


def define_columns(out: Book, table: CompetencyTable) -> None:
    """A hidden name for each column that is filled in: it holds through renaming and moving."""
    for key in table.typed:
        reference = f"={table.excel_name}[{table.columns[key]}]"
        define_hidden(out, table.defined_name(key), reference)


def colour_words(
    out: Book, sheet: Any, area: tuple[int, int, int, int], words: Sequence[str]
) -> None:
    """Each of the words in its colours, in the area of first and last row and column."""
    top, left, bottom, right = area
    first = f"{column_letters(left + 1)}{top + 1}"
    for word in words:
        look = out.book.add_format(look_properties(LOOKS[word]))
        rule = {"type": "formula", "criteria": f'={first}="{word}"', "format": look}
        sheet.conditional_format(top, left, bottom, right, rule)


def tell(title: str, text: str) -> dict[str, Any]:
    """What Excel says beside a cell that is chosen."""
    return {"input_title": title[:32], "input_message": text[:255]}


def explain_headings(sheet: Any, row: int, texts: Mapping[int, tuple[str, str]]) -> None:
    """A message beside each heading, by column: its title and what it says."""
    for number, (title, text) in texts.items():
        sheet.data_validation(row, number, row, number, {"validate": "any", **tell(title, text)})


def title(out: Book, sheet: Any, text: str, about: str) -> None:
    """The name of a sheet and a line on what it is for."""
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, text, out.styles.title())
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, about, out.styles.get(font_color="374151"))


def page(
    sheet: Any, paper: int, *, landscape: bool = True, wide: bool = True, marking: str = MARKING
) -> None:
    """The page: marking, foot, and all columns on one where `wide`."""
    set_page(sheet, paper, landscape=landscape)
    sheet.set_header(f"&L&A&R{marking}")
    sheet.set_footer(FOOTER)
    if wide:
        sheet.fit_to_pages(1, 0)
