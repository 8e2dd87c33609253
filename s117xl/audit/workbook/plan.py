"""The Action plan."""

from __future__ import annotations

from s117xl.audit.questions import domains
from s117xl.audit.tables import ACTIONS
from s117xl.audit.workbook.formulas import RATINGS
from s117xl.audit.workbook.laying import Column, Place, day, lay, one_of, set_widths
from s117xl.audit.workbook.looks import colour_ratings
from s117xl.audit.workbook.page import new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown, text
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

DOMAIN_LIST, STATES = "s117_audit_domains", "s117_audit_states"
_TOP, _ROWS = 4, 20
_ACTION = (
    "What will be done, so plainly that somebody can say later whether it was. A domain that is "
    "Amber or Red needs at least one."
)
_COLUMNS = (
    Column("Action id", 9, "ours"),
    Column("Domain", 10, told="D1 to D9.", bounds=one_of(DOMAIN_LIST)),
    Column("Action", 52, told=_ACTION),
    Column("Owner", 24, told="One person's post, who answers for it."),
    Column("Due", 14, number="date", bounds=day(ahead=True), told="The day by which it is done."),
    Column("RAG", 10, told="How it stands: Green on course, Amber at risk, Red off course.",
           bounds=one_of(RATINGS), bold=True),
    Column("State", 11, told="Open, Done or Dropped.", bounds=one_of(STATES)),
    Column("Progress", 40, told="What has been done, with dates."),
    Column("Carried from", 20, "ours"),
)  # fmt: skip


def add_plan_sheet(out: Book, shown: Shown) -> None:
    """The plan with these actions and some blank rows."""
    sheet = new_sheet(out, ACTIONS.sheet, "Action plan", Formula(_count(), _count_shown(shown)), 7)
    note(out, sheet, 2, Formula(_bare(), _bare_shown(shown)), strong=True)
    set_widths(sheet, _COLUMNS)
    place = Place(_TOP, 0, max(_ROWS, len(shown.filled.actions)))
    lay(out, sheet, ACTIONS, _COLUMNS, place, shown.filled.actions, filters=True, least=28)
    colour_ratings(out, sheet, (place.first, 5, place.last + _ROWS, 5))
    sheet.freeze_panes(place.first, 3)
    set_print(sheet, _TOP)


def _count() -> str:
    rows = "tblActions[Action]"
    return (
        f'COUNTIF({rows},"?*")&" actions, "&COUNTIF(tblActions[State],"Done")&" done, "&'
        'COUNTIFS(tblActions[Due],"<"&TODAY(),tblActions[State],"<>Done",'
        f'tblActions[State],"<>Dropped",{rows},"?*")&" past their day."'
    )


def _count_shown(shown: Shown) -> str:
    """The days that have passed are left for Excel to count."""
    actions = [row for row in shown.filled.actions if text(row, "Action")]
    done = sum(text(row, "State") == "Done" for row in actions)
    return f"{len(actions)} actions, {done} done."


def _bare() -> str:
    """Which Amber and Red domains have no action."""
    each = "&".join(_bare_domain(f"D{number}") for number in domains())
    return f'IF({each}="","","Amber or Red with no action yet:"&{each})'


def _bare_domain(ref: str) -> str:
    rating = f'INDEX(tblEscalation[Rating],MATCH("{ref}",tblEscalation[Domain],0))'
    planned = f'COUNTIFS(tblActions[Domain],"{ref}",tblActions[Action],"?*")'
    return f'IF(AND(OR({rating}="Amber",{rating}="Red"),{planned}=0)," {ref}","")'


def _bare_shown(shown: Shown) -> str:
    poor = [f"D{number}" for number in domains() if shown.stands(number) in ("Amber", "Red")]
    planned = {text(row, "Domain") for row in shown.filled.actions if text(row, "Action")}
    bare = [ref for ref in poor if ref not in planned]
    return f"Amber or Red with no action yet: {' '.join(bare)}" if bare else ""
