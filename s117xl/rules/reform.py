"""The Mental Health Act 2025: what it changed, and what it would change once it is in force."""

from __future__ import annotations

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.later_detention import Before
from s117xl.rules.rows import Rows

RESTRICTING = Scope(
    lambda r: r.list("cd_dol").isin("yes"), "No conditional discharge deprives of liberty."
)
STILL_DETAINED = Scope(
    lambda r: r.list("section_code").isin("03") & ~r.filled("detention_end"),
    "Nobody is detained under section 3 with no end recorded.",
)


@rule(
    "R128",
    "Conditions that deprived of liberty before the law allowed it",
    "prompt",
    scope=RESTRICTING,
    fields=("cd_dol", "cd_start"),
    authority=("mm-2018", "mha-25-35"),
    pillar=1,
    message="The conditional discharge of {cd_start} deprives of liberty, and the law did not "
    "allow that then.",
    fix="Ask for legal advice on the conditions.",
    owner="Mental Health Act office",
)
def deprived_too_early(r: Rows) -> Truth:
    return ~r.governed_by("mha-25-35", r.cd_start)


@rule(
    "R129",
    "Detention under section 3 by the new periods",
    "prompt",
    scope=STILL_DETAINED,
    fields=("detention_start", "section_code", "detention_end"),
    authority=("mha-25-29",),
    awaits="mha-25-29",
    pillar=1,
    message="Detained under section 3 from {detention_start}. Under section 29 of the Mental "
    "Health Act 2025 the first period would end {months} later, on {due}.",
    fix="Check that the detention was renewed, or record its end.",
    owner="Mental Health Act office",
)
def detained_by_new_periods(r: Rows) -> Found:
    months = r.period("reformed_first_detention_months")
    due = r.detention_start.plus_months(months)
    governed = r.governed_by("mha-25-29", r.detention_start)
    facts = {"due": due, "months": f"{months} months"}
    return Found(governed & (due < r.as_at), facts=facts, due=due)


@rule(
    "R208",
    "A council that would stay responsible for a person whom it placed",
    "prompt",
    fields=("la_code", "detention_start", "nhs_number", "la_person_id", "host_la_code",
            "record_status"),
    authority=("mha-25-46", "care-act-39", "worcestershire-2023"),
    awaits="mha-25-46",
    pillar=7,
    message="Council {placing} had placed the person in the area of {la_code}. Under section 46 "
    "of the Mental Health Act 2025 it would stay responsible after the new detention.",
    fix="Ask for legal advice before naming another council.",
    owner="Council decider",
)  # fmt: skip
def placing_council_stays(r: Rows) -> Found:
    before = Before(r)
    same_place = before.equal(r.list("host_la_code"), r.list("la_code"))
    other_council = ~before.equal(r.list("la_code"), r.list("la_code"))
    governed = r.governed_by("mha-25-46", r.detention_start)
    placed = before.went_on() & same_place & other_council
    return Found(governed & placed, facts={"placing": before.shown("la_code")}, regardless=True)
