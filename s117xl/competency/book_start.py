"""The sheet Start: what the workbook is for, how far it is filled in, and what words mean."""

from __future__ import annotations

from typing import Any

from s117xl.competency import workings
from s117xl.competency.book_kit import page, title
from s117xl.competency.formulas import NOT_ON_STAFF, column
from s117xl.competency.framework import LEVEL_TITLES, SCALE
from s117xl.competency.tables import (
    CANNOT_TELL,
    GAP,
    GAPS,
    MET,
    NOT_EXPECTED,
    SELF,
    STAFF,
    START_SHEET,
    SUPERVISOR,
    TWO_ROWS,
)
from s117xl.workbook.templates.book import A4, MARKING, Book

_LINE = 100  # letters that fit on one line of the wide column
_ABOUT = "Section 117 aftercare: what the workforce knows and does, and what would help."
_STEPS = (
    ("Framework", "Read what is expected: six domains, and statements at three levels."),
    ("Roles", "Set the level that you expect of each role. Ours are a proposal."),
    ("Staff", "One row for each person. Give everybody an id, a role and a team."),
    ("Self", "Each person rates every statement that applies: choose 0, 1, 2 or N/A. Choose a "
     "heading or a cell to read the statement in full; fold a domain away with the - above it."),
    ("Supervisor", "The supervisor rates the same statements."),
    ("Gaps", "Shows for each person and domain what is met and where there is a gap. Unfold a "
     "domain with the + above it. For supervision alone."),
    ("Teams, Training", "What may be shown: counts with small teams withheld, and what is "
     "proposed."),
    ("Audit link", "The ratings of the annual audit, typed here; weak ones add proposals."),
    ("Settings", "Whose ratings decide, the smallest group shown, when training is proposed."),
)  # fmt: skip
_WORDS = (
    (MET, "Every statement expected of the role that applies is rated 2."),
    (GAP, "A statement expected of the role is rated 0 or 1."),
    (CANNOT_TELL, "A rating is blank, or no level is set for the role. A blank is never a no."),
    (NOT_EXPECTED, "Roles says none: nothing is expected of the role in this domain."),
)


def add_start_sheet(out: Book) -> None:
    """Start, on one printed page."""
    sheet = out.book.add_worksheet(START_SHEET)
    title(out, sheet, "Workforce competencies", _ABOUT)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 92)
    sheet.write_string(2, 0, MARKING, out.styles.strong())
    sheet.write_string(2, 1, "This workbook holds ratings of people at work. Keep it where only "
                       "those who supervise can open it. Sheet protection is not security.",
                       out.styles.sentence())  # fmt: skip
    sheet.set_row(2, 34)
    row = _section(out, sheet, 4, "How it is filled in", _STEPS)
    row = _progress(out, sheet, row + 1)
    row = _section(out, sheet, row + 1, "The scale", tuple(SCALE.items()))
    row = _section(out, sheet, row + 1, "The levels", _levels())
    row = _section(out, sheet, row + 1, "What the words mean", _WORDS)
    note = "The levels of the roles and what is proposed are suggestions of this product. The "
    note += "framework asks to be owned jointly by council and Integrated Care Board, and to be "
    note += "looked at each year and whenever the law or the Code of Practice changes."
    _section(out, sheet, row + 1, "Who owns it", (("Jointly", note),))
    page(sheet, A4, landscape=False)
    sheet.fit_to_pages(1, 1)


def _levels() -> tuple[tuple[str, str], ...]:
    about = {
        "Practitioner": "Works with people directly.",
        "Senior": "Advises, coaches and checks others, and does all of the above.",
        "Leader": "Answers for policy, panels and the system, and does all of the above.",
    }
    return tuple((LEVEL_TITLES[level], text) for level, text in about.items())


def _section(
    out: Book, sheet: Any, row: int, heading: str, lines: tuple[tuple[str, str], ...]
) -> int:
    """A titled list; the row after it."""
    row = _heading(out, sheet, row, heading)
    for number, (label, text) in enumerate(lines, row):
        sheet.write_string(number, 0, label, out.styles.strong())
        sheet.write_string(number, 1, text, out.styles.sentence())
        sheet.set_row(number, 52 if len(text) > 2 * _LINE else 34 if len(text) > _LINE else 20)
    return row + len(lines)


def _heading(out: Book, sheet: Any, row: int, text: str) -> int:
    sheet.write_string(row, 0, text, out.styles.heading())
    sheet.write_blank(row, 1, None, out.styles.heading())
    sheet.set_row(row, 24)
    return row + 1


def _progress(out: Book, sheet: Any, row: int) -> int:
    """How many people, who is rated, and what stands in the way; all by formula."""
    row = _heading(out, sheet, row, "How far it is")
    style = out.styles.get(valign="vcenter", align="left", num_format="#,##0", text_wrap=True)
    for label, formula in _figures():
        sheet.write_string(row, 0, label, out.styles.strong())
        sheet.write_formula(row, 1, f"={formula}", style, "")
        sheet.set_row(row, 20)
        row += 1
    return row


def _figures() -> tuple[tuple[str, str], ...]:
    counted = f"SUM({GAPS}[Counted])"
    room = f"ROWS({GAPS}[Counted])"
    on_staff = f"SUMPRODUCT(--(LEN({column(STAFF, 'staff_id')})>0))"
    short = f'"Gaps has room for "&{room}&" rows, and Staff holds "&ROWS({column(STAFF, "name")})'
    short += '&": drag the corner of the table on Gaps down."'
    names = [f"{column(table, 'name')}" for table in (SELF, SUPERVISOR)]
    strangers = "+".join(f'COUNTIF({name},"{NOT_ON_STAFF}")' for name in names)
    own, theirs = (f"COUNT({GAPS}[{who} row])" for who in ("Self", "Supervisor"))
    return (
        ("People on Staff", counted),
        ("Rated by themselves", f'{own}&" of "&{counted}'),
        ("Rated by a supervisor", f'{theirs}&" of "&{counted}'),
        ("Teams", f"COUNT({GAPS}[First of team])"),
        ("Rows with the id of another row", f"{on_staff}-{counted}"),
        ("People with two rows of ratings", f'COUNTIF({GAPS}[Rated by],"{TWO_ROWS}")'),
        ("Rows rated but not on Staff", strangers),
        ("Room", f'IF(ROWS({column(STAFF, "name")})>{room},{short},IF(COUNT({GAPS}[First of team])>'
         f'{workings.TEAMS},"Teams shows {workings.TEAMS} teams and leaves out the others.",'
         '"Enough."))'),
    )  # fmt: skip
