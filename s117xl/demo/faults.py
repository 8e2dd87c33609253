"""Faults sown among invented people, each with the rule that must find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from s117xl.demo.people import Person
from s117xl.law.months import shift_months

Sow = Callable[[Person, date], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the rule that finds it, a plain sentence, the sort of person, and the sowing."""

    code: str
    says: str
    among: str
    sow: Sow


@dataclass(frozen=True, slots=True)
class Sown:
    """A fault as it stands in the register: what must be found, and where."""

    record: str
    code: str
    says: str


def sow(people: list[Person], as_at: date) -> list[Sown]:
    """Sow each fault into one person of its sort, and say what must be found.

    People are taken from the top, each at most once.
    """
    free = list(people)
    sown = []
    for fault in FAULTS:
        person = next(person for person in free if _is(person, fault.among, as_at))
        free.remove(person)
        fault.sow(person, as_at)
        sown.append(Sown(person.id, fault.code, fault.says))
    return sown


def _is(person: Person, among: str, as_at: date) -> bool:
    row = person.register
    if among == "ended":
        return bool(row["record_status"] == "ENDED" and row["section_code"] == "03")
    if among == "prison":
        return bool(row["record_status"] == "ACTIVE-PRISON")
    if among == "child":
        return "cyp_lead" in row
    if among == "deceased":
        return "dod" in row
    plain = (
        row["record_status"] == "ACTIVE" and row["trigger"] == "discharge" and "cyp_lead" not in row
    )
    settled = (as_at - row["discharge_date"]).days > 500 and len(person.reviews) > 1
    return bool(plain and settled and row["section_code"] == "03")


def _set(**values: object) -> Sow:
    def change(person: Person, as_at: date) -> None:
        person.register |= values

    return change


def _service(**values: object) -> Sow:
    def change(person: Person, as_at: date) -> None:
        person.services[0] |= values

    return change


def _ended_on_cto(person: Person, as_at: date) -> None:
    row = person.register
    row |= {
        "cto_start": shift_months(row["end_date"], -3),
        "cto_expiry": shift_months(row["end_date"], 3),
    }


def _no_review(person: Person, as_at: date) -> None:
    """Left hospital more than three months ago, and nothing held since."""
    person.reviews.clear()
    for key in ("last_review_date", "last_review_type", "next_review_due"):
        person.register[key] = None


def _review_lapsed(person: Person, as_at: date) -> None:
    person.reviews = [r for r in person.reviews if (as_at - r["held"]).days > 380]
    last = person.reviews[-1]
    person.register |= {"last_review_date": last["held"], "next_review_due": last["next_due"]}


def _light_first(person: Person, as_at: date) -> None:
    person.reviews[0] |= {"type": "light-touch"}


def _one_body(person: Person, as_at: date) -> None:
    person.reviews[-1] |= {"nhs_present": "no"}


def _residence_dispute(person: Person, as_at: date) -> None:
    raised = as_at - timedelta(days=150)
    person.disputes.append({
        "dispute_id": f"D-{person.id[2:]}", "register_id": person.id, "type": "ordinary residence",
        "raised": raised, "stage": "senior", "stage_date": as_at - timedelta(days=5),
        "interim_funder": "LA", "support_paused": "no",
    })  # fmt: skip


def _paused(person: Person, as_at: date) -> None:
    person.disputes.append({
        "dispute_id": f"D-{person.id[2:]}", "register_id": person.id, "type": "funding split",
        "raised": as_at - timedelta(days=9), "stage": "operational",
        "stage_date": as_at - timedelta(days=9), "interim_funder": "both", "support_paused": "yes",
    })  # fmt: skip


def _rent(person: Person, as_at: date) -> None:
    person.register |= {
        "accommodation_s117": "yes",
        "accommodation_rationale": "Staffed housing; watches for early signs.",
    }
    person.services[0] |= {"service_type": "accommodation", "accommodation_paid_by": "person"}


def _repeat_last_digit(person: Person, as_at: date) -> None:
    number = str(person.register["nhs_number"])
    person.register["nhs_number"] = number[:-1] + str((int(number[-1]) + 1) % 10)


def _text_date(person: Person, as_at: date) -> None:
    person.register["plan_shared_date"] = "tbc"


def _future(person: Person, as_at: date) -> None:
    person.register["verified_on"] = as_at + timedelta(days=30)


def _old(person: Person, as_at: date) -> None:
    person.register["updated_on"] = as_at - timedelta(days=200)


def _dead_and_live(person: Person, as_at: date) -> None:
    person.register["record_status"] = "ACTIVE"
    person.register["next_review_due"] = None


def _left_before(person: Person, as_at: date) -> None:
    row = person.register
    row["detention_start"] = row["discharge_date"] + timedelta(days=9)
    row["or_determined_on"] = row["detention_start"]


def _ended_turning_18(person: Person, as_at: date) -> None:
    row = person.register
    row["dob"] = shift_months(row["end_date"], -18 * 12) - timedelta(days=10)
    row["end_reason"] = "L1;X11"


FAULTS = (
    Fault("R001", "charged for a section 117 service", "plain", _service(charged="yes")),
    Fault("R002", "ended while on a community treatment order", "ended", _ended_on_cto),
    Fault("R003", "ended with no decision of the council", "ended", _set(end_la_date=None, end_la_decider=None)),
    Fault("R004", "ended with no decision of the board", "ended", _set(end_icb_date=None, end_icb_decider=None)),
    Fault("R006", "ended with no reassessment", "ended", _set(end_reassessment_date=None)),
    Fault("R007", "ended as settled", "ended", _set(end_reason="X1")),
    Fault("R008", "ended with hardly a word of reason", "ended", _set(end_reason="X99", end_rationale="Settled.")),
    Fault("R010", "ended without the person", "ended", _set(end_person_involved="no", end_involvement_reason=None)),
    Fault("R011", "ended with no letter", "ended", _set(end_notice_date=None)),
    Fault("R013", "ended with no authoriser", "ended", _set(end_authorised_by=None)),
    Fault("R023", "a section that does not qualify", "plain", _set(section_code="02")),
    Fault("R024", "a code that does not exist", "plain", _set(section_code="23")),
    Fault("R027", "no section", "plain", _set(section_code=None)),
    Fault("R028", "no date of detention", "plain", _set(detention_start=None)),
    Fault("R030", "left hospital before being detained", "plain", _left_before),
    Fault("R032", "verified in the future", "plain", _future),
    Fault("R041", "no first review", "plain", _no_review),
    Fault("R043", "last review over a year ago", "plain", _review_lapsed),
    Fault("R046", "a light-touch first review", "plain", _light_first),
    Fault("R048", "reviewed by one body", "plain", _one_body),
    Fault("R054", "no aftercare plan", "plain", _set(plan_date=None)),
    Fault("R055", "a plan with no reference", "plain", _set(plan_ref=None)),
    Fault("R057", "no crisis plan", "plain", _set(contingency_plan="no")),
    Fault("R062", "a service with test A unmet", "plain", _service(test_a="no")),
    Fault("R066", "no responsible council", "plain", _set(la_code=None)),
    Fault("R068", "a district council", "plain", _set(la_code="E07000008")),
    Fault("R069", "an abolished board", "plain", _set(icb_code="QMJ")),
    Fault("R076", "support paused in a dispute", "plain", _paused),
    Fault("R077", "a residence dispute of five months", "plain", _residence_dispute),
    Fault("R080", "shares of 60 and 30", "plain", _service(la_share=0.6, icb_share=0.3)),
    Fault("R084", "accommodation with no reasoning", "plain", _set(accommodation_s117="yes", accommodation_rationale=None)),
    Fault("R085", "the person pays the rent", "plain", _rent),
    Fault("R092", "turned away for want of public funds", "plain", _set(nrpf="yes", nrpf_note="Told not eligible.", record_status="NOT-ENTITLED", status_reason="no recourse to public funds")),
    Fault("R094", "a child with no lead", "child", _set(cyp_lead=None)),
    Fault("R096", "ended on turning 18", "ended", _ended_turning_18),
    Fault("R110", "an NHS number with a wrong digit", "plain", _repeat_last_digit),
    Fault("R111", "no NHS number and no reason", "plain", _set(nhs_number=None)),
    Fault("R115", "dead and still active", "deceased", _dead_and_live),
    Fault("R121", "not looked at for months", "plain", _old),
    Fault("R132", "text in a date cell", "plain", _text_date),
    Fault("R200", "no surname", "plain", _set(surname=None)),
    Fault("R201", "a word that is not in the list", "plain", _set(funding_status="maybe")),
)  # fmt: skip
"""One of each of the rules that matter most, in order of code."""
