"""The Escalation sheet: what goes to the Partnership Board, and when it is audited again."""

from __future__ import annotations

from typing import Any

from s117xl.audit.questions import domains
from s117xl.audit.score import REAUDIT_BY, REAUDIT_FROM
from s117xl.audit.tables import ESCALATION
from s117xl.audit.workbook.formulas import COMPLETED, nested, stands, this
from s117xl.audit.workbook.laying import EPOCH, Column, Place, day, lay, set_widths, told
from s117xl.audit.workbook.looks import cell, colour_ratings, colour_words
from s117xl.audit.workbook.page import new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown, text
from s117xl.law.months import shift_months
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

_TOP = 4
_NAME = "tblEscalation"
_WAIVER = (
    "Only where the board has agreed that this need not come to it: why. Domains 6 and 8 always go "
    "to the board."
)
_ALWAYS = "An Amber or Red in this domain always goes to the board."
_COLUMNS = (
    Column("Domain", 10, "told", bold=True),
    Column("Rating", 11, "worked", bold=True),
    Column("To be escalated", 13, "worked"),
    Column("Escalated on", 15, number="date", bounds=day(),
           told="The day on which the Section 117 Partnership Board was told."),
    Column("Board minute", 22, told="The reference of the minute, so that it can be found."),
    Column("Not escalated because", 32),
    Column("Re-audit from", 14, "worked", "date"),
    Column("Re-audit by", 14, "worked", "date"),
    Column("Re-audited on", 15, number="date", bounds=day(),
           told="The day on which the domain was audited again."),
    Column("To do", 30, "worked"),
)  # fmt: skip


def add_escalation_sheet(out: Book, shown: Shown) -> None:
    """A row for each of the nine domains."""
    line = "Every Amber or Red goes to the board, starts a plan with dates, and is audited again."
    sheet = new_sheet(out, ESCALATION.sheet, "Escalation and audit again", line, back=9)
    note(out, sheet, 2, "A domain that is not rated yet goes by its suggestion. The days of the "
         "audit again are counted from the date completed on Scope.")  # fmt: skip
    set_widths(sheet, _COLUMNS)
    place = Place(_TOP, 0, len(domains()))
    lay(
        out,
        sheet,
        ESCALATION,
        _COLUMNS,
        place,
        [_row(shown, number) for number in domains()],
        least=26,
    )
    _guard_waivers(out, sheet, place)
    colour_ratings(out, sheet, (place.first, 1, place.last, 1))
    colour_words(out, sheet, (place.first, 9, place.last, 9))
    area = f"B{place.first + 1}:B{place.last + 1}"
    sheet.ignore_errors({"calculated_column": area, "formula_differs": area})
    sheet.freeze_panes(place.first, 1)
    set_print(sheet, _TOP)


def _row(shown: Shown, number: int) -> dict[str, Any]:
    typed = shown.filled.escalation.get(f"D{number}", {})
    return {
        **typed,
        "Domain": f"D{number}",
        "Rating": Formula(stands(number), shown.stands(number)),
        "To be escalated": Formula(_escalate(), shown.escalate(number)),
        "Re-audit from": Formula(_again(REAUDIT_FROM), serial(shown, number, REAUDIT_FROM)),
        "Re-audit by": Formula(_again(REAUDIT_BY), serial(shown, number, REAUDIT_BY)),
        "To do": Formula(_to_do(), first_to_do(shown, number)),
    }


def _guard_waivers(out: Book, sheet: Any, place: Place) -> None:
    """Domains 6 and 8 have no cell for a reason not to escalate."""
    column = ESCALATION.headings.index("Not escalated because")
    for row, domain in enumerate(domains().values(), place.first):
        bounds = told("Not escalated because", _WAIVER) | {"validate": "any"}
        if domain.high_risk:
            sheet.write_blank(row, column, None, cell(out, "told", bg_color="E5E7EB"))
            bounds = told("Always escalated", _ALWAYS) | {
                "validate": "custom", "value": "=FALSE", "error_message": _ALWAYS,
            }  # fmt: skip
        sheet.data_validation(row, column, row, column, bounds)


def _poor() -> str:
    rating = this(_NAME, "Rating")
    return f'OR({rating}="Amber",{rating}="Red")'


def _waived() -> str:
    domain, why = this(_NAME, "Domain"), this(_NAME, "Not escalated because")
    return f'AND({domain}<>"D6",{domain}<>"D8",TRIM({why})<>"")'


def _escalate() -> str:
    return nested(
        (f'{this(_NAME, "Rating")}=""', '""'),
        (f"NOT({_poor()})", '"No"'),
        (_waived(), '"No"'),
        otherwise='"Yes"',
    )


def _again(months: int) -> str:
    return f'IF(AND({_poor()},ISNUMBER({COMPLETED})),EDATE({COMPLETED},{months}),"")'


def _to_do() -> str:
    """What comes next for a domain."""
    escalated, minute = this(_NAME, "Escalated on"), f"TRIM({this(_NAME, 'Board minute')})"
    again, start, end = (this(_NAME, h) for h in ("Re-audited on", "Re-audit from", "Re-audit by"))
    return nested(
        (f'{this(_NAME, "Rating")}=""', '""'),
        (f"NOT({_poor()})", '"Nothing"'),
        (f'AND({this(_NAME, "To be escalated")}="Yes",{escalated}="")', '"Escalate to the board"'),
        (f'AND({this(_NAME, "To be escalated")}="Yes",{minute}="")', '"Give the board minute"'),
        (f'{end}=""', '"Fill in the date completed on Scope"'),
        (f'{again}=""', f'"Audit again by "&TEXT({end},"d mmm yyyy")'),
        (f"OR({again}<{start},{again}>{end})", '"Audited again outside the three to six months"'),
        otherwise='"Done"',
    )


def serial(shown: Shown, number: int, months: int) -> int | str:
    """The day so many months after completion, as Excel's number; blank where there is none."""
    if shown.completed is None or shown.stands(number) not in ("Amber", "Red"):
        return ""
    return (shift_months(shown.completed, months) - EPOCH).days


def first_to_do(shown: Shown, number: int) -> str:
    """What comes next for a domain, as it stands at first."""
    if shown.stands(number) not in ("Amber", "Red"):
        return "Nothing" if shown.stands(number) else ""
    typed = shown.filled.escalation.get(f"D{number}", {})
    if shown.escalate(number) == "Yes":
        if not text(typed, "Escalated on"):
            return "Escalate to the board"
        if not text(typed, "Board minute"):
            return "Give the board minute"
    return _again_shown(shown, typed)


def _again_shown(shown: Shown, typed: Any) -> str:
    if shown.completed is None:
        return "Fill in the date completed on Scope"
    start, end = (shift_months(shown.completed, m) for m in (REAUDIT_FROM, REAUDIT_BY))
    if not (again := typed.get("Re-audited on")):
        return f"Audit again by {end.day} {end:%b %Y}"
    return "Done" if start <= again <= end else "Audited again outside the three to six months"
