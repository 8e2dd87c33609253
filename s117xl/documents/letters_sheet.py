"""The lines of the Letters sheet: each document that was made, with a link."""

from __future__ import annotations

from datetime import date

from s117xl.documents.making import Outcome
from s117xl.documents.shelf import Shelf
from s117xl.workbook.edits import AppendRows, Formula, Value
from s117xl.workbook.templates.ours import LETTERS

# A formula holds a text of up to 255 letters.
_LONGEST_LINK = 250


def letters_edit(outcome: Outcome, made_on: date, shelf: Shelf) -> AppendRows:
    """A line for each document that was made."""
    rows: list[list[Value]] = [
        [made_on, outcome.kind.title, made.record, made.row, _link(shelf, made.file),
         made.state]
        for made in outcome.made
    ]  # fmt: skip
    return AppendRows(LETTERS.excel_name, LETTERS.headings, rows)


def _link(shelf: Shelf, name: str) -> Value:
    target = shelf.link(name)
    if not target or len(target) > _LONGEST_LINK:
        return name
    quoted = target.replace('"', '""')
    return Formula(f'HYPERLINK("{quoted}","{name}")', name)
