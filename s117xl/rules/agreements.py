"""Agreements on funding: both bodies agree in time, say why, and do not let a dispute lie."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import EVERY_ROW, Found, Scope, also, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import AFTERCARE, OPEN, is_aftercare, lacks
from s117xl.rules.wording import Counted, count, days_between

BODIES = {"la_agreed": "council", "icb_agreed": "Integrated Care Board"}
PAYERS = {"la_share": "council", "icb_share": "Integrated Care Board"}


@rule(
    "R078",
    "A dispute stands still",
    "overdue",
    table="Disputes",
    scope=OPEN,
    fields=("stage_date", "raised", "stage", "resolved"),
    authority=("audit-s003", "framework-s000"),
    pillar=7,
    audit=("D1.5",),
    message="Open, and at one stage since {since}; it was due to move on by {due}; {days} late.",
    fix="Settle it, or take it to the next stage, and record the day.",
    owner="Council and ICB deciders",
)
def dispute_stands_still(r: Rows) -> Found:
    stage, raised = r.date("stage_date"), r.date("raised")
    own = Moments(stage.days, stage.known)
    since = own.or_else(Moments(raised.days, raised.known & stage.blank))
    due = since.plus_days(r.period("dispute_stage_days"))
    days = Counted(days_between(due, r.today), "day")
    return Found(due < r.as_at, facts={"since": since, "due": due, "days": days}, due=due)


@rule(
    "R079",
    "A dispute with nobody paying meanwhile",
    "risk",
    table="Disputes",
    scope=OPEN,
    fields=("interim_funder", "stage", "resolved"),
    authority=("mha-117-2", "care-act-40"),
    pillar=7,
    message="The dispute is open, and neither body is recorded as paying meanwhile.",
    fix="Agree at once which body pays until it is settled, and record it.",
    owner="Council and ICB deciders",
    speaks_for=("Disputes.interim_funder",),
)
def nobody_pays(r: Rows) -> Truth:
    return lacks(r, "interim_funder") | r.list("interim_funder").isin("none")


@rule(
    "R081",
    "Funding was not agreed in time by both bodies",
    "risk",
    table="Services",
    scope=AFTERCARE,
    fields=("la_agreed", "icb_agreed", "start", "is_s117"),
    authority=("audit-s003",),
    pillar=7,
    audit=("D4.2", "D8.2.5"),
    message="The service began on {start}, and no agreement of the {body} is recorded; one was "
    "due by {due}.",
    fix="Get the agreement of both bodies, and record both days.",
    owner="Council and ICB deciders",
    speaks_for=("Services.la_agreed", "Services.icb_agreed"),
)
def funding_not_agreed(r: Rows) -> Iterator[Found]:
    within = r.period("funding_agreed_within_days")
    due = r.start.plus_days(within)
    for key, body in BODIES.items():
        agreed = r.date(key)
        facts = {"body": body, "due": due, "within": count(within, "day")}
        overdue = due < r.as_at
        yield Found(lacks(r, key) & overdue, key, facts, due, regardless=True)
        yield Found(
            lacks(r, key) & ~overdue.sure(),
            key,
            facts,
            message="No agreement of the {body} to the funding is recorded.",
            severity="missing",
            regardless=True,
        )
        late = {"days": Counted(days_between(r.start, agreed), "day")}
        yield Found(
            agreed > due,
            key,
            facts | late,
            due,
            message=f"The service began on {{start}}; the {{body}} agreed on {{{key}}}, {{days}} "
            "later, where within {within} is expected.",
            fix="Nothing can mend this now: record why it was late.",
            regardless=True,
        )


WHOLLY_PAID = Scope(
    lambda r: _pays_all(r, "la_share") | _pays_all(r, "icb_share"),
    "Nothing is paid for by one body alone.",
)


def _pays_all(r: Rows, key: str) -> Truth:
    return r.number(key).equals(100)


@rule(
    "R082",
    "One body pays all, with no reason given",
    "prompt",
    scope=WHOLLY_PAID,
    fields=("la_share", "icb_share", "split_rationale"),
    authority=("mha-117-2", "audit-s003"),
    pillar=7,
    message="The {body} pays all, and the record does not say why.",
    fix="Record why one body pays all, or agree on a split.",
    owner="Council and ICB deciders",
    speaks_for=("split_rationale",),
)
def one_body_pays_all(r: Rows) -> Iterator[Found]:
    for key, body in PAYERS.items():
        unexplained = _pays_all(r, key) & lacks(r, "split_rationale")
        yield Found(unexplained, "split_rationale", {"body": body}, regardless=True)


@also(
    "R082",
    table="Services",
    scope=Scope(
        lambda r: is_aftercare(r) & WHOLLY_PAID.rows(r),
        "No section 117 service is paid for by one body alone.",
    ),
    fields=("la_share", "icb_share", "is_s117", "Register.split_rationale"),
    message="The {body} pays all of this service, and the person's record does not say why.",
)
def one_body_pays_for_service(r: Rows) -> Iterator[Found]:
    unexplained = r.parent.answer(lacks(r.parent.rows, "split_rationale"))
    for key, body in PAYERS.items():
        yield Found(_pays_all(r, key) & unexplained, key, {"body": body}, regardless=True)


@rule(
    "R083",
    "A panel decided on cost alone",
    "risk",
    table="Panel",
    scope=EVERY_ROW,
    fields=("reason_category",),
    authority=("framework-s000", "mha-117-6"),
    pillar=7,
    message="The panel of {panel_date} decided on cost alone ({decision}).",
    fix="Take it back to the panel, to decide on the person's needs.",
    owner="Funding panel",
)
def decided_on_cost(r: Rows) -> Truth:
    return r.list("reason_category").isin("cost only")
