"""Figures of people: by status, by how late a review is, children, in prison, without funds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from s117xl.derived import Derived
from s117xl.register.tables.status import RECORD_STATUSES
from s117xl.register.truth import Truth
from s117xl.reports.board.counting import by_value, counted, how
from s117xl.reports.board.model import Block, Figure
from s117xl.rules.children import CHILD, is_near_18
from s117xl.rules.exclusion import shut_out_by_status
from s117xl.rules.inclusion import NO_RECOURSE
from s117xl.rules.review_dates import latest_held
from s117xl.rules.rows import Context, Rows
from s117xl.rules.scopes import in_prison, is_live, lacks
from s117xl.workbook.templates.figures import BANDS

YEAR = 12


def each_row(r: Rows) -> Truth:
    """Every row of the table."""
    return r.all_rows()


def statuses(context: Context) -> Block:
    """Records by status."""
    values = [(status, status) for status in RECORD_STATUSES]
    found = tuple(by_value(context, "Register", "record_status", each_row, values))
    return Block("Records by status", found, adds_up=True)


def late_by(derived: Sequence[Derived], least: int, most: int) -> tuple[str, ...]:
    """Live records whose review is this many days past the day on which it was due."""
    return tuple(
        each.record for each in derived if each.days_over and least <= each.days_over <= most
    )


def overdue(derived: Sequence[Derived]) -> Block:
    """Overdue reviews by how long, in the bands of the register's Dashboard."""
    late = len(late_by(derived, 1, 99999))
    figures = [
        Figure(f"overdue.{least}", name, len(records := late_by(derived, least, most)),
               how(late_by), of=late, records=records)
        for name, least, most in BANDS
    ]  # fmt: skip
    note = "Records whose review has no day are not among these."
    return Block("Overdue reviews by how long", tuple(figures), adds_up=True, note=note)


def late_reviews(derived: Sequence[Derived]) -> Figure:
    """Live records whose next review is past the day on which it was due."""
    records = late_by(derived, 1, 99999)
    untold = sum(each.days_over is None for each in derived)
    if untold and untold == len(derived):
        return Figure("head.overdue", "Reviews overdue", None, how(late_reviews), untested=untold,
                      why="no record tells")  # fmt: skip
    return Figure("head.overdue", "Reviews overdue", len(records), how(late_reviews),
                  untested=untold, records=records)  # fmt: skip


def lacks_child_lead(r: Rows) -> Truth:
    """The record does not name who leads for children's services."""
    return lacks(r, "cyp_lead")


def lacks_transition_plan(r: Rows) -> Truth:
    """The record has no date of a plan for becoming 18."""
    return lacks(r, "transition_plan_date")


def shut_out_under_18(r: Rows) -> Truth:
    """The status says that the person is not owed aftercare because they are under 18."""
    return shut_out_by_status(r, "under 18").sure()


def children(context: Context) -> Block:
    """Children and young people."""
    say = "Register"
    return Block("Children and young people", (
        counted(context, say, "child.all", "Under 18, for whom the duty may be owed", under_18),
        counted(context, say, "child.lead", "of these, with no children's lead named",
                lacks_child_lead, under_18),
        counted(context, say, "child.near", "Old enough to plan for 18", is_near_18),
        counted(context, say, "child.plan", "of these, with no plan for becoming 18",
                lacks_transition_plan, is_near_18),
        counted(context, say, "child.out", "Shut out for being under 18", shut_out_under_18),
    ))  # fmt: skip


def under_18(r: Rows) -> Truth:
    """Records of people under 18 that are neither NOT-ENTITLED nor DECEASED."""
    return CHILD.rows(r)


def now_in_prison(r: Rows) -> Truth:
    """Live records of people who are in prison on the as-at date, by status or by the dates."""
    said = r.list("record_status").isin("ACTIVE-PRISON")
    return is_live(r) & (said.sure() | in_prison(r, r.today))


def not_reviewed_in_a_year(r: Rows) -> Truth:
    """No review since leaving hospital was held in the last 12 months."""
    held = latest_held(r)
    recent = held.plus_months(YEAR) >= r.as_at
    never = held.known & np.isnat(held.days)
    return Truth(recent.no | never, recent.yes)


def release_not_planned(r: Rows) -> Truth:
    """The record has no day on which planning for release began."""
    return lacks(r, "release_planning_start")


def prison(context: Context) -> Block:
    """People in prison: the duty goes on."""
    return Block("People in prison", (
        counted(context, "Register", "prison.all", "In prison, with a live record", now_in_prison),
        counted(context, "Register", "prison.reviewed", "of these, no review in the last 12 months",
                not_reviewed_in_a_year, now_in_prison),
        counted(context, "Register", "prison.plan", "of these, planning for release has not begun",
                release_not_planned, now_in_prison),
    ))  # fmt: skip


def without_funds(r: Rows) -> Truth:
    """Live records of people who have no recourse to public funds."""
    return is_live(r) & r.list("nrpf").isin("yes")


def funds_not_recorded(r: Rows) -> Truth:
    """Live records that do not say whether the person has recourse to public funds."""
    column = r.list("nrpf")
    return is_live(r) & (column.empty | column.isin("unknown").sure())


def funds_not_handled(r: Rows) -> Truth:
    """The record does not say how it was made sure that immigration status limits no aftercare."""
    return lacks(r, "nrpf_note")


def shut_out_for_funds(r: Rows) -> Truth:
    """The status says that the person is not owed aftercare for want of public funds."""
    return shut_out_by_status(r, NO_RECOURSE).sure()


def nrpf(context: Context) -> Block:
    """No recourse to public funds: it never takes away the right to aftercare."""
    return Block("No recourse to public funds", (
        counted(context, "Register", "nrpf.all", "Live records: no recourse to public funds",
                without_funds),
        counted(context, "Register", "nrpf.note", "of these, how it was handled is not recorded",
                funds_not_handled, without_funds),
        counted(context, "Register", "nrpf.blank", "Live records: not recorded",
                funds_not_recorded),
        counted(context, "Register", "nrpf.out", "Shut out for want of public funds",
                shut_out_for_funds),
    ))  # fmt: skip
