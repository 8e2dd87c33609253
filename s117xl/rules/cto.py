"""Community treatment orders that run on, and sections that were not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import not_renewed_since, on_cto
from s117xl.rules.wording import count

HOSPITAL_DIRECTIONS = ("34", "37", "38")
INFORMAL = "01"


def runs_on(r: Rows) -> Truth:
    """Whether an order was begun and is not known to be over on the as-at date."""
    going_on: Truth = r.cto_end.empty | (r.cto_end > r.as_at)
    return r.filled("cto_start") & going_on


RUNNING = Scope(runs_on, "No community treatment order is running.")
ORDERED = Scope(lambda r: r.filled("cto_start"), "No record has a community treatment order.")
DIRECTED = Scope(
    lambda r: r.list("section_code").isin(*HOSPITAL_DIRECTIONS),
    "No record has a hospital direction under section 45A.",
)


@rule(
    "R035",
    "Section 45A before there was one",
    "prompt",
    scope=DIRECTED,
    fields=("detention_start", "section_code"),
    authority=("ca-1997-45a",),
    pillar=1,
    audit=("D8.2.2",),
    message="Detained under section 45A from {detention_start}, before the section was in force.",
    fix="Check the date and the section against the papers.",
    owner="Mental Health Act office",
)
def direction_too_early(r: Rows) -> Truth:
    return ~r.governed_by("ca-1997-45a", r.detention_start)


@rule(
    "R039",
    "Community treatment order with no renewal on record",
    "prompt",
    scope=RUNNING,
    fields=("cto_renewed", "cto_start", "cto_end", "cto_expiry"),
    authority=("mha-20a",),
    pillar=5,
    message="The order of {cto_start} lasts for {within} unless it is renewed; no renewal and no "
    "end is recorded.",
    fix="Record the renewal, or the day on which the order ended; until then it is not known "
    "whether the duty can end.",
    owner="Mental Health Act office",
)
def not_renewed(r: Rows) -> Iterator[Found]:
    first, later = r.period("cto_first_renewal_months"), r.period("cto_renewal_months")
    due = r.cto_start.plus_months(first)
    lapsed = r.cto_renewed.empty & (due < r.as_at)
    yield Found(lapsed, facts={"within": count(first, "month")}, due=due, regardless=True)
    expired = (r.cto_expiry < r.as_at) & not_renewed_since(r)
    again = r.cto_renewed.plus_months(later)
    # An expiry that was moved on tells more than the day of the renewal does.
    moved_on = r.cto_renewed.filled & not_renewed_since(r)
    yield Found(
        (again < r.as_at) & ~moved_on.sure(),
        facts={"within": count(later, "month")},
        due=again,
        message="The order was last renewed on {cto_renewed}, more than {within} ago, and no later "
        "renewal and no end is recorded.",
        regardless=True,
    )
    yield Found(
        expired & ~lapsed.sure(),
        "cto_expiry",
        due=r.cto_expiry.moments,
        message="The order was to expire on {cto_expiry}; no later renewal and no end is recorded.",
        regardless=True,
    )


@rule(
    "R040",
    "Informal, though a community treatment order is in force",
    "invalid",
    scope=ORDERED,
    fields=("section_code", "trigger", "cto_start", "cto_end", "cto_expiry", "cto_renewed"),
    authority=("mhsds-guide", "mha-17a"),
    pillar=1,
    audit=("D8.2.2",),
    message="The section is informal (01), while the community treatment order of {cto_start} is "
    "in force.",
    fix="Enter the section that the order suspends, such as 03.",
    owner="Mental Health Act office",
)
def informal_on_order(r: Rows) -> Truth:
    return on_cto(r, r.today) & r.list("section_code").isin(INFORMAL)
