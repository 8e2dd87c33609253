"""Children and young people: the duty has no age limit, at 18 or below it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.exclusion import settled, shut_out_by_ending, shut_out_by_status
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import ENDED, has_not_died, is_under_18
from s117xl.rules.wording import Counted, days_between

ASKED = {
    "cyp_lead": "who leads for children's services",
    "ehcp": "whether the person has an education, health and care plan",
    "looked_after": "whether the person is looked after by a council",
}


def is_near_18(r: Rows) -> Truth:
    """Whether the person is old enough to plan for 18, and not yet 18."""
    old_enough = r.birthday("dob", 0, r.period("transition_age_months")) <= r.as_at
    return old_enough & is_under_18(r) & has_not_died(r)


CHILD = Scope(
    lambda r: is_under_18(r) & ~r.list("record_status").isin("NOT-ENTITLED", "DECEASED").sure(),
    "Nobody for whom the duty may be owed is under 18 on the as-at date.",
)
NEAR_18 = Scope(is_near_18, "Nobody is between 17 and a half and 18 on the as-at date.")


@rule(
    "R094",
    "A child's record does not show who leads and what else is in place",
    "risk",
    scope=CHILD,
    fields=("cyp_lead", "ehcp", "looked_after", "dob", "record_status"),
    authority=("code-33-2", "audit-s003"),
    pillar=5,
    audit=("D7.4", "D8.5.5"),
    message="The person is under 18, and the record does not say {what}.",
    fix="Ask children's services, and fill the children's fields.",
    owner="Children's services lead",
    speaks_for=tuple(ASKED),
)
def child_not_led(r: Rows) -> Iterator[Found]:
    for key, what in ASKED.items():
        yield Found(r.column(key).empty, key, {"what": what})


@rule(
    "R095",
    "Nearly 18 with no transition plan",
    "prompt",
    scope=NEAR_18,
    fields=("transition_plan_date", "dob", "record_status"),
    authority=("care-act-58", "register-practice"),
    pillar=5,
    audit=("D7.4", "D8.5.5"),
    message="The person is 18 on {birthday}, and no transition plan is recorded.",
    fix="Plan the move to adult services together; the aftercare goes on.",
    owner="Children's services lead",
    speaks_for=("transition_plan_date",),
)
def no_transition_plan(r: Rows) -> Found:
    return Found(
        r.transition_plan_date.empty, "transition_plan_date", {"birthday": r.birthday("dob", 18)}
    )


@rule(
    "R096",
    "Ended for age near the 18th birthday",
    "risk",
    scope=ENDED,
    fields=("end_reason", "end_date", "dob"),
    authority=("code-33-2", "code-33-21"),
    pillar=5,
    audit=("D7.4", "D8.5.5"),
    message="Ended on {end_date} for reaching an age or a change of service, {days} from the "
    "18th birthday.",
    fix="Reinstate the entry: the duty passes to adult services and does not end at 18.",
    owner="Council and ICB deciders",
)
def ended_at_18(r: Rows) -> Found:
    birthday = r.birthday("dob", 18)
    days = np.abs(days_between(birthday, r.end_date))
    near = days <= r.period("near_birthday_days")
    known = r.end_date.known & birthday.known
    return Found(
        r.end_reason.any_of(("X11",)) & Truth.of(near, known),
        facts={"days": Counted(days, "day")},
    )


@rule(
    "R097",
    "Shut out for being under 18",
    "unlawful",
    fields=("status_reason", "record_status", "end_reason", "end_date", "dob"),
    authority=("mha-117-1", "code-33-2"),
    pillar=5,
    audit=("D7.4", "D8.5.5"),
    message="The record is {record_status} because the person is under 18.",
    fix="Reinstate the entry: the duty is owed at every age.",
    owner="Council and ICB deciders",
)
def shut_out_as_child(r: Rows) -> Iterator[Found]:
    status = shut_out_by_status(r, "under 18")
    # Nearer to the birthday it is turning 18 that was the reason, which is R096.
    near = r.birthday("dob", 18).plus_days(-r.period("near_birthday_days"))
    ending = shut_out_by_ending(r, "X11") & (near > r.end_date)
    yield Found(settled(status, ending), "status_reason", regardless=True)
    yield Found(
        settled(ending, status),
        "end_reason",
        message="Ended on {end_date} for reaching an age or a change of service, when the person "
        "was under 18.",
        regardless=True,
    )
