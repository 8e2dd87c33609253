"""Planning: aftercare is planned from admission, and a plan stands when the person goes home."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.columns import DateColumn
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import PLANNED_FOR, is_live, is_planned_for, lacks
from s117xl.rules.wording import Counted, count, days_between

DISCHARGED = Scope(
    lambda r: is_planned_for(r) & r.filled("discharge_date"),
    "Nobody for whom planning is due is discharged.",
)
NOBODY_LEADS = ("NOT-ENTITLED", "DECEASED", "SUPERSEDED", "TRANSFERRED-OUT", "ENDED")
LED = Scope(
    lambda r: ~r.list("record_status").isin(*NOBODY_LEADS).sure(),
    "Every record is closed or NOT-ENTITLED.",
)
CARED_FOR = Scope(
    lambda r: ~r.list("record_status").isin("NOT-ENTITLED"), "Every record is NOT-ENTITLED."
)


@rule(
    "R054",
    "No aftercare plan at discharge",
    "risk",
    scope=DISCHARGED,
    fields=("plan_date", "discharge_date", "record_status", "last_review_date", "Reviews.held"),
    authority=("code-33-10", "code-33-11", "lgo-24-015-710"),
    pillar=2,
    audit=("D8.2.4",),
    message="Discharged on {discharge_date} with no aftercare plan recorded.",
    fix="Record the plan that was made; if there was none and the record is open, make it with "
    "the person now.",
    owner="Named lead",
    speaks_for=("plan_date",),
)
def no_plan_at_discharge(r: Rows) -> Iterator[Found]:
    old = _before_process_rules(r, r.discharge_date)
    late = r.plan_date > r.discharge_date
    none = Truth(r.plan_date.blank, late.no)
    # A plan that came late cannot be mended; a live person who has none can still be given one.
    yield Found(none, lighter={"info": old & ~is_live(r).yes}, regardless=True)
    # The plan in force is the one recorded: at a review the first gives way to another.
    revised = _revised(r)
    yield Found(
        Truth(late.yes & ~revised.yes, late.no),
        facts={"days": Counted(days_between(r.discharge_date, r.plan_date), "day")},
        message="Discharged on {discharge_date}; the aftercare plan is dated {plan_date}, {days} "
        "later.",
        fix="Record why there was no plan, and check that the person came to no harm by it.",
        lighter={"info": old},
        due=r.discharge_date.moments,
    )


def _revised(r: Rows) -> Truth:
    """Whether a review had been held by the day of the plan."""
    held: Truth = r.last_review_date <= r.plan_date
    if "Reviews" not in r.context.register.tables:
        return held
    return held | r.any("Reviews", _held_before_plan)


def _held_before_plan(review: Rows) -> Truth:
    answer: Truth = review.held <= review.parent.plan_date
    return answer


def _before_process_rules(r: Rows, event: DateColumn) -> Mask:
    """Where an event is too old for anybody to mend what went wrong with it."""
    return (event < r.context.process_from).yes


@rule(
    "R055",
    "Aftercare plan missing, or not to be found",
    "missing",
    scope=PLANNED_FOR,
    fields=("plan_ref", "plan_date"),
    authority=("audit-s003", "code-33-13"),
    pillar=2,
    audit=("D8.2.4",),
    message="The record does not say where the aftercare plan is filed.",
    fix="Record the day and the reference of the plan; if there is none, make it.",
    owner="Named lead",
    speaks_for=("plan_ref", "plan_date"),
)
def plan_missing(r: Rows) -> Iterator[Found]:
    yield Found(lacks(r, "plan_ref"), "plan_ref", regardless=True)
    yield Found(
        lacks(r, "plan_date"),
        "plan_date",
        message="The record shows no aftercare plan with its date.",
        regardless=True,
    )


@rule(
    "R057",
    "Plan says nothing of a crisis",
    "risk",
    scope=PLANNED_FOR,
    fields=("contingency_plan",),
    authority=("code-33-13", "lgo-21-008-501"),
    pillar=4,
    message="The aftercare plan does not say what to do in a crisis or if support breaks down.",
    fix="Agree with the person what to do in a crisis, and write it into the plan.",
    owner="Named lead",
)
def no_contingency(r: Rows) -> Truth:
    return r.list("contingency_plan").isin("no")


@rule(
    "R105",
    "No named lead, or one who has left",
    "prompt",
    scope=LED,
    fields=("lead_name", "lead_left", "record_status"),
    authority=("code-33-19", "lgo-peterborough"),
    pillar=3,
    audit=("D8.1",),
    message="Nobody is named as lead for this person's aftercare.",
    fix="Name a lead, tell the person who it is, and record it.",
    owner="Council and ICB deciders",
    speaks_for=("lead_name",),
)
def no_lead(r: Rows) -> Iterator[Found]:
    yield Found(lacks(r, "lead_name"), "lead_name", regardless=True)
    gone = r.lead_left.filled & (r.lead_left <= r.as_at)
    yield Found(
        gone & is_live(r),
        "lead_left",
        message="The named lead left on {lead_left}, and no other is named.",
        regardless=True,
    )


@rule(
    "R107",
    "Adult social care told late",
    "risk",
    scope=CARED_FOR,
    fields=("asc_notified", "discharge_date", "detention_start"),
    authority=("audit-s003", "code-33-10"),
    pillar=5,
    audit=("D2.3",),
    message="Discharged on {discharge_date}; adult social care was told on {asc_notified}, {days} "
    "later.",
    fix="Nothing can mend this now: record why, and agree with the ward how it tells the council.",
    owner="Mental Health Act office",
    process="discharge_date",
)
def council_told_late(r: Rows) -> Iterator[Found]:
    yield _after_discharge(r, "asc_notified")
    yield _long_after_detention(
        r,
        "asc_notified",
        r.period("asc_notified_within_days"),
        "adult social care was told on {asc_notified}",
    )


@rule(
    "R108",
    "Planning began late",
    "risk",
    scope=CARED_FOR,
    fields=("planning_start", "discharge_date", "detention_start"),
    authority=("code-33-10", "audit-s003"),
    pillar=5,
    audit=("D2.4",),
    message="Discharged on {discharge_date}; planning began on {planning_start}, {days} later.",
    fix="Nothing can mend this now: record why, and agree with the ward how planning begins.",
    owner="Named lead",
    process="discharge_date",
)
def planning_late(r: Rows) -> Iterator[Found]:
    yield _after_discharge(r, "planning_start")
    yield _long_after_detention(
        r,
        "planning_start",
        r.period("planning_start_within_days"),
        "planning began on {planning_start}",
    )


def _after_discharge(r: Rows, key: str) -> Found:
    day = r.date(key)
    days = Counted(days_between(r.discharge_date, day), "day")
    late = r.discharge_date.filled & (day > r.discharge_date)
    return Found(late, key, {"days": days}, due=r.discharge_date.moments, regardless=True)


def _long_after_detention(r: Rows, key: str, within: int, what: str) -> Found:
    """Found where a step came too long after detention, and not only after discharge as well."""
    due = r.detention_start.plus_days(within)
    day = r.date(key)
    days = Counted(days_between(r.detention_start, day), "day")
    return Found(
        (day > due) & ~(day > r.discharge_date).sure(),
        key,
        {"days": days, "within": count(within, "day")},
        due=due,
        message="Detained on {detention_start}; " + what + ", {days} later, where within {within} "
        "is expected.",
        regardless=True,
    )
