"""The Pillars sheet: the nine pillars with the ratings of their audit domains."""

from __future__ import annotations

from typing import Any

from s117xl.audit.questions import domains
from s117xl.audit.score import worst
from s117xl.audit.tables import PILLARS, PRACTICE, RATINGS
from s117xl.audit.workbook.formulas import nested
from s117xl.audit.workbook.laying import Column, Place, lay, set_widths
from s117xl.audit.workbook.looks import colour_ratings
from s117xl.audit.workbook.page import new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown
from s117xl.pillars.pillars import SCALE, questions
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates import figures
from s117xl.workbook.templates.book import Book

_TOP = 5
_NONE = "No audit domain"
_COLUMNS = (
    Column("Pillar", 9, "told", "number", bold=True),
    Column("Name", 38, "told"),
    Column("Audit domains", 24, "told"),
    Column("Ratings", 70, "worked"),
    Column("Poorest rating", 18, "worked", bold=True),
)


_SCALE = {"validate": "list", "source": list(SCALE[::-1]),
          "error_message": "Choose from the list."}  # fmt: skip
_PRACTICE = (
    Column("Ref", 0, "told", bold=True),
    Column("Question", 0, "told"),
    Column("Answer", 0, told="Yes, partly or not yet.", bounds=_SCALE, bold=True),
    Column("What shows it", 0),
)


def add_pillars_sheet(out: Book, shown: Shown) -> None:
    """A row for each pillar, and the questions of the second below."""
    line = "What the audit says of each pillar. A domain that is not rated goes by its suggestion."
    sheet = new_sheet(out, PILLARS.sheet, "The nine pillars", line, back=4)
    note(out, sheet, 2, "In the published audit tool no domain belongs to pillar 3, and domain 6 "
         "(ending aftercare) names no pillar:")  # fmt: skip
    note(out, sheet, 3, "the audit is silent on the one, and the other counts for itself. See "
         "Summary for domain 6.")  # fmt: skip
    set_widths(sheet, _COLUMNS)
    rows = [_row(shown, number, name) for number, name in enumerate(figures.PILLARS, 1)]
    place = Place(_TOP, 0, len(rows))
    lay(out, sheet, PILLARS, _COLUMNS, place, rows, least=26)
    colour_ratings(out, sheet, (place.first, 4, place.last, 4))
    area = f"D{place.first + 1}:E{place.last + 1}"
    sheet.ignore_errors({"calculated_column": area, "formula_differs": area})
    sheet.freeze_panes(place.first, 2)
    _add_practice(out, sheet, place.last + 3, shown)
    set_print(sheet, _TOP)


def _add_practice(out: Book, sheet: Any, top: int, shown: Shown) -> None:
    """The questions of pillar 2, the one whose text the published framework gives."""
    line = "Pillar 2, planning with the person and from their strengths: how far it is practised. "
    note(out, sheet, top - 1, f"{line}Yes counts 2, partly 1, not yet 0.")
    rows = [
        {"Ref": each.ref, "Question": each.text, **shown.filled.practice.get(each.ref, {})}
        for each in questions().values()
    ]
    widths = [column.width for column in _COLUMNS[: len(_PRACTICE)]]
    lay(out, sheet, PRACTICE, _PRACTICE, Place(top, 0, len(rows)), rows, widths=widths, least=26)


def domains_of(pillar: int) -> list[int]:
    """The audit domains of a pillar."""
    return [number for number, domain in domains().items() if pillar in domain.pillars]


def _row(shown: Shown, pillar: int, name: str) -> dict[str, Any]:
    its = domains_of(pillar)
    named = ", ".join(f"D{number}" for number in its)
    row: dict[str, Any] = {"Pillar": pillar, "Name": name, "Audit domains": named or _NONE}
    if its:
        said = ", ".join(f"D{n} {shown.stands(n) or 'not rated'}" for n in its)
        row["Ratings"] = Formula(_ratings(its), said)
        row["Poorest rating"] = Formula(_poorest(its), worst(shown.stands(n) for n in its))
    return row


def _stands(number: int) -> str:
    return f'INDEX(tblEscalation[Rating],MATCH("D{number}",tblEscalation[Domain],0))'


def _ratings(numbers: list[int]) -> str:
    each = (f'"D{n} "&IF({_stands(n)}="","not rated",{_stands(n)})' for n in numbers)
    return '&", "&'.join(each)


def _poorest(numbers: list[int]) -> str:
    tests = (
        ("OR(" + ",".join(f'{_stands(n)}="{word}"' for n in numbers) + ")", f'"{word}"')
        for word in reversed(RATINGS)
    )
    return nested(*tests, otherwise='""')
