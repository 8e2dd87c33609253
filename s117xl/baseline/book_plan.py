"""Priorities, the improvement plan, and the years side by side."""

from __future__ import annotations

from datetime import date

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline import typed
from s117xl.baseline.book_sheet import Form, Formula, Sheet, Value
from s117xl.baseline.plan import is_begun, plan_line
from s117xl.baseline.questions import dimensions
from s117xl.baseline.score import Scored
from s117xl.baseline.tables import (
    MOST_PRIORITIES,
    PARTNERS,
    PLAN,
    PREVIOUS,
    PRIORITIES,
    REVIEWS,
    STATES,
    Action,
    Baseline,
    Past,
    Priority,
    Progress,
)
from s117xl.workbook.templates.book import Book

_PRIORITY_TOP, _PLAN_TOP, _YEARS_TOP = 5, 5, 4
_PLAN_ROWS = 15
_FAR = 60
"""Rows below the five priorities in which nothing can be typed."""
_PLAN_WIDTHS = {
    "Priority": 9, "Action": 40, "Lead organisation": 15, "Accountable officer": 20, "Start": 13,
    "Due": 13, "Milestone": 28, "Measure of success": 28, "Co-produced": 13, "With whom": 22,
    "Aligned to": 22, "State": 13, "To do": 34,
    **{f"Review {n} on": 13 for n in REVIEWS}, **{f"Review {n}: progress": 32 for n in REVIEWS},
}  # fmt: skip


def add_priorities_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """Five rows, and no sixth."""
    sheet = Sheet(out, PRIORITIES.sheet, (11, 52, 30, 60, 20))
    sheet.title("Priorities")
    sheet.line(1, "Three to five things that the whole system does first, agreed by all partners. "
               "There is no sixth row: to name another, take one of the five out.")  # fmt: skip
    sheet.says(2, "Priorities", Formula(formulas.priorities_say(), scored.says["priorities"]))
    sheet.heading(4, "What comes first")
    names = [each.sheet for each in dimensions().values()]
    forms = {
        "No.": Form("numeral"),
        "Priority": Form("typed", typed.told(
            "Priority", "One sentence: what will be different. At most five.")),
        "Dimension": Form("typed", typed.choice(
            "Dimension", names, "The dimension that it mends most.")),
        "Why it comes first": Form("typed", typed.told(
            "Why it comes first", "The risk, the rating or the finding behind it.")),
        "Actions in the plan": Form("worked", typed.NOTHING),
    }  # fmt: skip
    rows = [_priority_row(filled, number) for number in range(1, MOST_PRIORITIES + 1)]
    calculated = {"Actions in the plan": formulas.actions_for_priority()}
    sheet.table(_PRIORITY_TOP, PRIORITIES, forms, rows, calculated, least=3)
    below = _PRIORITY_TOP + MOST_PRIORITIES + 1
    sheet.sheet.data_validation(below, 0, below + _FAR, sheet.last, typed.NO_SIXTH)


def _priority_row(filled: Baseline, number: int) -> list[Value]:
    named = {priority.number: priority for priority in filled.priorities}
    priority = named.get(number, Priority(number, ""))
    names = {each.ref: each.sheet for each in dimensions().values()}
    count = sum(a.priority == number and bool(a.action) for a in filled.actions)
    return [number, priority.text, names.get(priority.dimension, ""), priority.why,
            Formula(formulas.actions_for_priority(), count)]  # fmt: skip


def add_plan_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """The improvement plan; its reviews print on pages of their own."""
    sheet = Sheet(out, PLAN.sheet, [_PLAN_WIDTHS[heading] for heading in PLAN.headings])
    sheet.title("Improvement plan")
    sheet.sheet.write_string(1, 0, "One line for each action. To do says what is missing or late. "
                             "Drag the corner of the table down for more lines.")  # fmt: skip
    sheet.sheet.write_string(2, 0, "Write Yes under Co-produced where people with lived experience "
                             "helped to shape the action, and with whom.")  # fmt: skip
    sheet.sheet.write_formula(3, 0, formulas.plan_says(), out.styles.get(bold=True),
                              scored.says["plan"])  # fmt: skip
    rows = [_plan_row(action, scored.as_at) for action in filled.actions]
    rows += [_plan_row(Action(0), scored.as_at)] * max(0, _PLAN_ROWS - len(rows))
    sheet.table(_PLAN_TOP, PLAN, _plan_forms(), rows, {"To do": formulas.to_do()}, least=2)
    column = PLAN.headings.index("To do")
    sheet.stand_out(_PLAN_TOP + 1, column, _PLAN_TOP + len(rows), column)
    _show_co_produced(sheet, len(rows))
    _set_plan_page(sheet, column)


def _show_co_produced(sheet: Sheet, rows: int) -> None:
    column = PLAN.headings.index("Co-produced")
    look = sheet.out.book.add_format({"bg_color": "E6DAEE", "font_color": "4A1F5C", "bold": True})
    sheet.sheet.conditional_format(_PLAN_TOP + 1, column, _PLAN_TOP + rows, column, {
        "type": "cell", "criteria": "==", "value": '"Yes"', "format": look,
    })  # fmt: skip


def _set_plan_page(sheet: Sheet, to_do: int) -> None:
    page = sheet.sheet
    page.set_row(_PLAN_TOP, 32)
    page.freeze_panes(_PLAN_TOP + 1, 2)
    page.fit_page = False
    page.set_print_scale(50)
    page.repeat_rows(_PLAN_TOP)
    page.repeat_columns(0, 1)
    page.set_v_pagebreaks([to_do + 1])


def _plan_forms() -> dict[str, Form]:
    text = {
        "Action": "What will be done, in one sentence.",
        "Accountable officer": "The post that answers for it, by name if you wish.",
        "Milestone": "What can be seen on the way, and when.",
        "Measure of success": "How it will be known that it worked, with today's figure.",
        "With whom": "The group or forum of people with lived experience. No names of people who "
        "are supported.",
        "Aligned to": "The wider plan it belongs to: mental health, Care Act, CQC, audit.",
    }
    reviews = {f"Review {n} on": "The day of the joint governance meeting." for n in REVIEWS}
    numbers = [str(number) for number in range(1, MOST_PRIORITIES + 1)]
    return {
        "Priority": Form("typed", typed.choice("Priority", numbers, "Its number on Priorities.")),
        "Lead organisation": Form("typed", typed.choice(
            "Lead organisation", PARTNERS, "One organisation leads, also where all take part.",
            strict=False)),
        "Start": Form("date", typed.day("Start", "The day on which it starts.")),
        "Due": Form("date", typed.day("Due", "The day by which it is done.")),
        "Co-produced": Form("typed", typed.choice(
            "Co-produced", ("Yes", "No"), "Yes where people with lived experience shaped it.")),
        "State": Form("typed", typed.choice("State", STATES, "Where it stands today.")),
        "To do": Form("worked", typed.NOTHING),
        **{name: Form("typed", typed.told(name, help)) for name, help in text.items()},
        **{name: Form("date", typed.day(name, help)) for name, help in reviews.items()},
        **{f"Review {n}: progress": Form("typed", typed.told(
            f"Review {n}", "What has changed since the last review, and what was decided."))
           for n in REVIEWS},
    }  # fmt: skip


def _plan_row(action: Action, as_at: date) -> list[Value]:
    said = {True: "Yes", False: "No", None: ""}[action.co_produced]
    says = plan_line(action, as_at).says if is_begun(action) else ""
    reviews = [*action.reviews, *[Progress()] * (len(REVIEWS) - len(action.reviews))]
    return [
        action.priority, action.action, action.lead, action.officer, action.start, action.due,
        action.milestone, action.measure, said, action.with_whom, action.aligned_to, action.state,
        Formula(formulas.to_do(), says),
        *(cell for review in reviews for cell in (review.on, review.text)),
    ]  # fmt: skip


def add_years_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """The agreed ratings of the last baseline beside those of this one."""
    sheet = Sheet(out, PREVIOUS.sheet, (11, 38, 20, 15, 15, 44))
    sheet.title("Year on year")
    sheet.line(1, "What was agreed the last time, beside what is agreed now. Type it, or let "
               "s117xl fill it in from the last workbook.", 2)  # fmt: skip
    sheet.heading(3, "Then and now")
    forms = {
        "Ref": Form("strong"), "Dimension": Form("fixed"),
        "Last period": Form("typed", typed.told("Last period", "For instance 2025/26.")),
        "Last agreed": Form("rating", typed.rating()),
        "Agreed now": Form("worked", typed.NOTHING), "Change": Form("worked", typed.NOTHING),
    }  # fmt: skip
    rows: list[list[Value]] = []
    for each, change in zip(scored.dimensions, scored.years, strict=True):
        past = filled.past.get(each.number, Past())
        cell = f"$D${_YEARS_TOP + 1 + each.number}"
        rows.append([
            each.ref, each.title, past.period, past.agreed,
            Formula(formulas.agreed_now(each.number), each.agreed or ""),
            Formula(formulas.change_says(each.number, cell), change.says),
        ])  # fmt: skip
    sheet.table(_YEARS_TOP, PREVIOUS, forms, rows)
    sheet.colour_ratings(_YEARS_TOP + 1, 3, _YEARS_TOP + 5, 4)
