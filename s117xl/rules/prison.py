"""Prison: the duty is kept, and release is planned for."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import in_prison, is_live
from s117xl.rules.wording import count


def knew_prison(r: Rows) -> Truth:
    """Whether the record tells of a stay in prison."""
    return r.filled("prison_start") | r.filled("prison_name")


KNEW_PRISON = Scope(knew_prison, "No record tells of a stay in prison.")
LIVE_IN_PRISON = Scope(
    lambda r: is_live(r) & (knew_prison(r) | r.filled("prison_release_due") | _said_to_be(r)),
    "No live record tells of a stay in prison.",
)


def _said_to_be(r: Rows) -> Truth:
    """Whether the status says that the person is in prison."""
    return r.list("record_status").isin("ACTIVE-PRISON")


@rule(
    "R098",
    "Release from prison is not planned for",
    "risk",
    scope=LIVE_IN_PRISON,
    fields=("release_planning_start", "prison_release_due", "prison_start", "prison_released",
            "prison_name", "record_status"),
    authority=("code-33-10", "care-act-76"),
    pillar=5,
    message="Release is due on {prison_release_due}, and no planning is recorded; it begins "
    "{months} before at the latest.",
    fix="Begin to plan with the prison, the person and the probation service, and record the day.",
    owner="Named lead",
)  # fmt: skip
def release_not_planned(r: Rows) -> Iterator[Found]:
    months = r.period("prison_release_planning_months")
    facts = {"months": count(months, "month")}
    unplanned = r.release_planning_start.empty
    near = r.prison_release_due <= r.today.plus_months(months)
    inside = in_prison(r, r.today)
    # The status tells, where no day of the stay does.
    inside = inside | (_said_to_be(r) & r.prison_start.empty & r.prison_released.empty)
    yield Found(inside & near & unplanned, facts=facts, regardless=True)
    lately = (r.prison_released <= r.as_at) & (r.prison_released.plus_months(months) >= r.as_at)
    yield Found(
        lately & unplanned,
        message="Released from prison on {prison_released}, and no planning is recorded.",
        fix="See the person now, and make or renew the aftercare plan.",
        regardless=True,
    )


@rule(
    "R099",
    "Prison dates that contradict one another",
    "invalid",
    scope=KNEW_PRISON,
    fields=("prison_start", "prison_name", "prison_released"),
    authority=("data-quality",),
    pillar=8,
    audit=("D8.5.4",),
    message="In prison from {prison_start}, and the prison is not named.",
    fix="Enter the prison, or take the date out if the person was not in prison.",
)
def prison_contradicts(r: Rows) -> Iterator[Found]:
    yield Found(r.prison_start.filled & r.prison_name.empty, "prison_name", regardless=True)
    yield Found(
        r.prison_start > r.prison_released,
        "prison_start",
        message="In prison from {prison_start}, after the release on {prison_released}.",
        fix="Correct the date that is wrong.",
    )
