"""The Lists sheet: every list and code that the register uses, with the names that lists need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from s117xl.law.reasons import all_reasons
from s117xl.law.sections import all_sections
from s117xl.register.kinds import OneOf, SeveralOf
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import A3, Book, define_hidden, set_page
from s117xl.workbook.templates.validations import list_name

_TOP = 3
_WIDTHS = (13, 76, 20)
_SHARED = {"list_yes_no": "Yes or no", "list_yes_no_unknown": "Yes, no or unknown"}
_VERDICTS = {"yes": "yes", "no": "no", "review": "ask for legal advice", "missing": "not known"}


def add_lists_sheet(out: Book) -> None:
    """The section codes and the end reasons with their words, then one column for each list."""
    sheet = out.book.add_worksheet("Lists")
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Lists", out.styles.title())
    sheet.write_string(1, 0, "What the codes mean and, to the right, what may stand in each column "
                       "that has a list. Nothing is typed on this sheet.",
                       out.styles.get(font_color="374151"))  # fmt: skip
    column = _add_codes(out, sheet)
    for name, heading, values in _lists():
        _add_list(out, sheet, column, name, heading, values)
        column += 1
    sheet.set_row(_TOP, 32)
    sheet.freeze_panes(_TOP + 1, 0)
    set_page(sheet, A3)
    sheet.repeat_rows(_TOP)
    sheet.set_print_scale(90)  # the two code lists fill the first page


def _add_codes(out: Book, sheet: Any) -> int:
    """The two code lists; the first column after them."""
    sections = [(s.code, s.label, _VERDICTS[s.qualifies]) for s in all_sections().values()]
    reasons = [(r.code, r.text, r.lawful_alone) for r in all_reasons().values()]
    column = _explained(
        out, sheet, 0, ("Section code", "Legal status", "Gives aftercare?"), sections
    )
    return _explained(out, sheet, column, ("End reason", "Meaning", "Lawful alone?"), reasons)


def _add_list(
    out: Book, sheet: Any, column: int, name: str, heading: str, values: tuple[str, ...]
) -> None:
    sheet.write_string(_TOP, column, heading, out.styles.header("Ours"))
    for row, value in enumerate(values, _TOP + 1):
        sheet.write_string(row, column, value, out.styles.plain())
    letters = column_letters(column + 1)
    define_hidden(out, name, f"=Lists!${letters}${_TOP + 2}:${letters}${_TOP + 1 + len(values)}")
    sheet.set_column(column, column, max(14, min(34, max(map(len, (*values, heading))) + 2)))


def _lists() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    seen = set()
    for table in TABLES.values():
        for field in table.fields:
            if isinstance(field.kind, OneOf):
                name = list_name(table, field)
                if name not in seen:
                    yield name, _SHARED.get(name, field.heading), field.kind.values
                seen.add(name)
            elif isinstance(field.kind, SeveralOf) and field.key != "end_reason":
                yield f"list_{table.key}_{field.key}", field.heading, field.kind.values


def _explained(
    out: Book, sheet: Any, column: int, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> int:
    """A code list with its words in three columns; the column after the gap behind it."""
    for offset, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.write_string(_TOP, column + offset, heading, out.styles.header("Entitlement"))
        sheet.set_column(column + offset, column + offset, width)
    for row, cells in enumerate(rows, _TOP + 1):
        for offset, cell in enumerate(cells):
            sheet.write_string(row, column + offset, cell, out.styles.plain())
    return column + 4
