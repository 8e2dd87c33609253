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


def add_lists_sheet(out: Book) -> None:
    """One column for each list, then the section codes and the end reasons with their words."""
    sheet = out.book.add_worksheet("Lists")
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Lists", out.styles.title())
    sheet.write_string(1, 0, "What may stand in each column that has a list. The codes are "
                       "explained on the right. Nothing is typed on this sheet.",
                       out.styles.get(font_color="374151"))  # fmt: skip
    column = 0
    for name, heading, values in _lists():
        sheet.write_string(3, column, heading, out.styles.header("Ours"))
        for row, value in enumerate(values, 4):
            sheet.write_string(row, column, value, out.styles.plain())
        letters = column_letters(column + 1)
        define_hidden(out, name, f"=Lists!${letters}$5:${letters}${len(values) + 4}")
        sheet.set_column(column, column, max(14, min(34, max(map(len, (*values, heading))) + 2)))
        column += 1
    verdicts = {"yes": "yes", "no": "no", "review": "ask for legal advice", "missing": "not known"}
    sections = [(s.code, s.label, verdicts[s.qualifies]) for s in all_sections().values()]
    reasons = [(r.code, r.text, r.lawful_alone) for r in all_reasons().values()]
    column = _explained(
        out, sheet, column + 1, ("Section code", "Legal status", "Gives aftercare?"), sections
    )
    _explained(out, sheet, column, ("End reason", "Meaning", "Lawful alone?"), reasons)
    sheet.set_row(3, 32)
    sheet.freeze_panes(4, 0)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)


def _lists() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    seen = set()
    for table in TABLES.values():
        for field in table.fields:
            if isinstance(field.kind, OneOf):
                name = list_name(table, field)
                plain = name in ("list_yes_no", "list_yes_no_unknown")
                heading = "Yes or no" if plain else field.heading
                if name not in seen:
                    yield name, heading, field.kind.values
                seen.add(name)
            elif isinstance(field.kind, SeveralOf) and field.key != "end_reason":
                yield f"list_{table.key}_{field.key}", field.heading, field.kind.values


def _explained(
    out: Book, sheet: Any, column: int, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> int:
    """A code list with its words in three columns; the column after the gap behind it."""
    for offset, (heading, width) in enumerate(zip(headings, (12, 58, 20), strict=True)):
        sheet.write_string(3, column + offset, heading, out.styles.header("Entitlement"))
        sheet.set_column(column + offset, column + offset, width)
    for row, cells in enumerate(rows, 4):
        for offset, cell in enumerate(cells):
            sheet.write_string(row, column + offset, cell, out.styles.plain())
    return column + 4
