"""Identity: who the person is, and whether the record can be theirs."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, also, rule
from s117xl.rules.faults import faulty
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import is_live

DEAD = Scope(lambda r: r.filled("dod"), "No date of death is recorded.")
TEST_RANGE = "999"
LISTED = ("gender", "ethnic_category", "record_status")
"""Fields whose unlisted values R120 reports, and not R201."""


@rule(
    "R110",
    "NHS number that cannot be right",
    "invalid",
    fields=("nhs_number",),
    authority=("dd-nhs-number",),
    pillar=8,
    message="The NHS number is of the range that is kept for tests (999), and this register "
    "holds real people.",
    fix="Enter the ten digits of the person's own NHS number, or say why there is none.",
    spoils=("nhs_number",),
)
def nhs_number_wrong(r: Rows) -> Iterator[Found]:
    yield from faulty(r, "nhs_number", "R110")
    holds = r.context.settings.text("holds")
    if holds == "real people":
        yield Found(_of_test_range(r), regardless=True)
    elif holds != "invented people":
        yield Found(
            _of_test_range(r),
            message="The NHS number is of the range that is kept for tests (999); Settings do not "
            "say whether this register holds real or invented people.",
            fix="Say on the Settings sheet what this register holds.",
            severity="prompt",
            regardless=True,
        )


def _of_test_range(r: Rows) -> Truth:
    numbers = r.text("nhs_number")
    return numbers.matches([text.startswith(TEST_RANGE) for text in numbers.texts])


@rule(
    "R111",
    "No NHS number, and no reason for it",
    "missing",
    fields=("nhs_number", "nhs_number_reason"),
    authority=("hsca-251a",),
    pillar=8,
    message="The record has no NHS number and no reason why there is none.",
    fix="Trace the number, or give the reason for having none.",
    speaks_for=("nhs_number", "nhs_number_reason"),
)
def nhs_number_missing(r: Rows) -> Truth:
    return ~(r.filled("nhs_number") | r.filled("nhs_number_reason"))


@rule(
    "R115",
    "The person has died and the record is still open",
    "invalid",
    scope=DEAD,
    fields=("record_status", "dod", "next_review_due", "write_to"),
    authority=("register-practice",),
    pillar=9,
    message="The person died on {dod} and the record is still {record_status}: letters and "
    "reminders may go out.",
    fix="Set the status to DECEASED, clear the review ahead and stop all letters.",
)
def open_after_death(r: Rows) -> Iterator[Found]:
    # One finding says it for a live record; a closed one is shown the cell that was left.
    died, live = r.dod <= r.as_at, is_live(r)
    yield Found(died & live, regardless=True)
    yield Found(
        died & ~live & (r.next_review_due > r.dod),
        "next_review_due",
        message="The person died on {dod} and a review is still due on {next_review_due}.",
        fix="Clear the date, so that nobody is invited.",
        regardless=True,
    )
    yield Found(
        died & ~live & r.write_to.isin("person"),
        "write_to",
        message="The person died on {dod} and letters would still be written to them.",
        fix="Choose representative or do not write.",
        regardless=True,
    )


def _parent_died(r: Rows) -> Truth:
    return Truth.of(r.parent.dod.known)


@also(
    "R115",
    table="Reviews",
    scope=Scope(_parent_died, "No review is of a person with a date of death."),
    fields=("due", "held", "cancelled_reason", "Register.dod"),
    message="The person died on {died} and this review is still due on {due}.",
    fix="Say in the cancelled column that the person has died.",
)
def review_due_after_death(r: Rows) -> Found:
    died = r.parent.dod
    open_yet = r.held.empty & r.cancelled_reason.empty
    return Found((r.due > died) & open_yet, facts={"died": died})


@rule(
    "R116",
    "Date of death that cannot be right",
    "invalid",
    scope=DEAD,
    fields=("dod", "detention_start"),
    authority=("data-quality",),
    pillar=9,
    message="Died on {dod}, before the detention of {detention_start}.",
    fix="Correct the date that is wrong.",
    spoils=("dod",),
)
def death_out_of_order(r: Rows) -> Iterator[Found]:
    yield Found(r.dod < r.detention_start, spoils=())
    yield Found(
        r.dod > r.as_at,
        message="The date of death, {dod}, is after the as-at date.",
        fix="Correct the date.",
    )


@rule(
    "R117",
    "Postcode that cannot be right",
    "invalid",
    fields=("postcode", "or_postcode"),
    authority=("dd-postcode",),
    pillar=8,
    message="The postcode cannot be right.",
    fix="Enter the postcode as the Royal Mail writes it, or ZZ99 3VZ for no fixed abode.",
)
def postcode_wrong(r: Rows) -> Iterator[Found]:
    for key in ("postcode", "or_postcode"):
        yield from faulty(r, key, "R117")


@rule(
    "R118",
    "Practice code that cannot be right",
    "invalid",
    fields=("gp_practice_code",),
    authority=("dd-gp",),
    pillar=8,
    message="The practice code cannot be right.",
    fix="Enter the code of the GP practice: a letter and five digits.",
)
def practice_wrong(r: Rows) -> Iterator[Found]:
    return faulty(r, "gp_practice_code", "R118")


@rule(
    "R119",
    "Trust code that cannot be right",
    "invalid",
    fields=("provider_trust_code",),
    authority=("dd-ods",),
    pillar=3,
    message="The Trust code cannot be right.",
    fix="Enter the code that the Organisation Data Service gives the Trust.",
)
def trust_wrong(r: Rows) -> Iterator[Found]:
    yield from faulty(r, "provider_trust_code", "R119")
    known = r.context.settings.providers
    if known:
        yield Found(
            ~r.list("provider_trust_code").isin(*known),
            "provider_trust_code",
            message="{provider_trust_code} is not one of the Trusts that Settings lists.",
            fix="Confirm the Trust, or add its code to Settings.",
            severity="prompt",
        )


@rule(
    "R120",
    "Value that is not in its national or local list",
    "invalid",
    fields=LISTED,
    authority=("dd-lists", "dd-ethnic"),
    pillar=8,
    message="The value is not in its list.",
    fix="Choose a value from the list in the cell.",
)
def value_not_listed(r: Rows) -> Iterator[Found]:
    # A broken cell, and a list of ours, give the fault of lists in general.
    for key in LISTED:
        for code in ("R120", "R201"):
            yield from faulty(r, key, code)
