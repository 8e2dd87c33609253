"""Invented people: coherent, lawful records of any number, the same for the same seed.

No name, number or address is of a real person: NHS numbers are of the range kept for tests
(999), and codes are of real bodies only so that they can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from s117xl.law.months import shift_months

Row = dict[str, Any]

FORENAMES = (
    "Avery", "Blake", "Carys", "Dilan", "Esme", "Farah", "Gwen", "Hari", "Ines", "Jonah", "Kemi",
    "Lowri", "Mina", "Noor", "Orla", "Pavel", "Quinn", "Rhea", "Sami", "Tess", "Uma", "Vera",
    "Wren", "Yusuf", "Zora", "Adeola", "Bilal", "Chidi", "Dawn", "Eamon", "Freya", "Gita",
)  # fmt: skip
SURNAMES = (
    "Ashdown", "Birchall", "Cawthorne", "Dunmore", "Eastlake", "Fenwicke", "Garroway", "Hollis",
    "Ingleby", "Jessop", "Kettering", "Lorimer", "Maddox", "Nettleton", "Oakes", "Penhale",
    "Quarmby", "Rushton", "Selwood", "Thackray", "Underhill", "Varley", "Whitlock", "Yarrow",
    "Okafor", "Rahman", "Sandhu", "Mwangi", "Kowalska", "Nguyen", "Haddad", "Silva",
)  # fmt: skip
_TEAMS = ("North team", "South team", "East team", "West team", "Forensic team")
_LEADS = ("A. Brennan", "C. Dacosta", "E. Farrow", "G. Hussain", "I. Jarvis", "K. Lund", "M. Nye")
_STREETS = ("Acorn Street", "Mill Lane", "Station Road", "Orchard Close", "Quarry Hill")
_PROVIDERS = ("Acorn Support", "Beacon Homes", "Cedar Care", "Dovecote Trust", "Elm Enablement")
_ETHNIC = ("A", "A", "A", "A", "B", "C", "D", "F", "H", "J", "K", "L", "M", "N", "P", "R", "S")
_LANGUAGES = ("English", "English", "English", "English", "Polish", "Urdu", "Bengali", "Yoruba")
_SECTIONS = ("03",) * 14 + ("10", "10", "16", "18", "09", "09", "15", "38")
_RESTRICTED = ("09", "15", "17", "37")
_CTO_FROM = ("03", "10", "16", "18", "38")
_SERVICES = (
    ("Support worker visits", "care at home", "Keeps up routines that psychosis took away."),
    ("Supported living", "accommodation", "Staffed housing that watches for early signs."),
    ("Gardening project", "day opportunity", "Gives structure, which keeps relapse away."),
    ("Talking therapy", "psychological", "Works on voices; lowers distress and risk."),
    ("Medication prompts", "medication support", "Missed doses came before each admission."),
    ("Job coaching", "employment", "Work is part of staying well, by the person's own plan."),
)


@dataclass(slots=True)
class Person:
    """One invented person: the Register row and its child rows."""

    register: Row
    services: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)
    panel: list[Row] = field(default_factory=list)
    disputes: list[Row] = field(default_factory=list)
    admissions: list[Row] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The register id."""
        return str(self.register["register_id"])


def nhs_numbers() -> Iterator[str]:
    """NHS numbers of the test range whose check digit is right, in order."""
    for base in range(999_000_001, 1_000_000_000):
        digits = str(base)
        total = sum(
            int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)
        )
        check = (11 - total % 11) % 11
        if check != 10:
            yield f"{digits}{check}"


def invent(count: int, as_at: date, seed: int = 117) -> list[Person]:
    """`count` people whose records are full, coherent and lawful on `as_at`."""
    numbers = nhs_numbers()
    return [
        _person(number, next(numbers), as_at, Random(f"{seed}:{number}"))
        for number in range(1, count + 1)
    ]


def _person(number: int, nhs: str, as_at: date, rng: Random) -> Person:
    kind = _kind(number)
    left = _left_hospital(kind, as_at, rng)
    row = _identity(number, nhs, kind, left, as_at, rng)
    row |= _entitlement(number, kind, left, as_at, rng)
    row |= _responsibility(row)
    row |= _planning(number, row, left, rng)
    row |= _funding(rng)
    row |= _assurance(number, kind, left, as_at, rng)
    person = Person(row)
    _add_services(person, number, left, rng)
    _add_reviews(person, number, left, _judged_on(row, as_at), rng)
    if kind == "ended":
        _end(person, as_at, rng)
    if kind == "plain" and number % 5 == 0:
        person.panel.append(_panel(person, number, as_at))
    if kind == "plain" and number % 31 == 0 and len(person.services) > 1:
        _charge_and_refund(person, as_at)
    if kind == "child":
        row |= {"cyp_lead": "P. Quist", "ehcp": "yes", "looked_after": "no"}
        row["transition_plan_date"] = as_at - timedelta(days=40)
    if kind == "inpatient":
        person.admissions.append(
            _admission(person, as_at - timedelta(days=rng.randrange(3, 20)), "01")
        )
    if kind == "prison":
        row |= {"prison_name": "HMP Test", "prison_start": as_at - timedelta(days=200)}
    return person


def _kind(number: int) -> str:
    """What sort of record: most are plain, each other sort comes round at its own pace."""
    for every, kind in (
        (53, "prison"),
        (41, "child"),
        (37, "inpatient"),
        (29, "deceased"),
        (11, "ended"),
        (7, "cto"),
        (17, "declined"),
    ):
        if number % every == 0:
            return kind
    return "plain"


def _left_hospital(kind: str, as_at: date, rng: Random) -> date:
    most = 400 if kind == "child" else 2600
    least = 800 if kind == "ended" else 430 if kind == "deceased" else 30
    return as_at - timedelta(days=rng.randrange(least, most))


def _identity(number: int, nhs: str, kind: str, left: date, as_at: date, rng: Random) -> Row:
    born = date(rng.randrange(1945, 2001), rng.randrange(1, 13), rng.randrange(1, 29))
    if kind == "child":
        born = shift_months(as_at, -12 * 17 - rng.randrange(7, 11))
    row: Row = {
        "register_id": f"V-{number:05d}",
        "nhs_number": nhs,
        "la_person_id": f"LA{100000 + number}",
        "trust_person_id": f"T{500000 + number}",
        # A number in the surname keeps pairs of people apart, as hundreds share few names.
        "surname": SURNAMES[number % len(SURNAMES)] + _family(number // 1024),
        "forename": FORENAMES[(number // len(SURNAMES)) % len(FORENAMES)],
        "dob": born,
        "gender": rng.choice(("male", "female", "male", "female", "indeterminate")),
        "ethnic_category": rng.choice(_ETHNIC),
        "language": rng.choice(_LANGUAGES),
        "interpreter_needed": "no",
        "communication_need": rng.choice(
            ("none", "none", "none", "Easy Read", "large print; audio")
        ),
        "disability": rng.choice(("none", "none", "autism", "physical", "learning disability")),
        "postcode": _postcode(rng),
        "address": f"{number} {_STREETS[number % len(_STREETS)]}, Northvale",
        "write_to": "person",
        "accommodation_status": rng.choice(("settled", "settled", "supported", "residential")),
        "gp_practice_code": f"B860{rng.randrange(10, 99)}",
        "nrpf": "no",
    }
    if kind == "deceased":
        row |= {"dod": as_at - timedelta(days=rng.randrange(10, 300)), "write_to": "do not write"}
    return row


def _postcode(rng: Random) -> str:
    district, sector = rng.randrange(1, 28), rng.randrange(1, 9)
    return f"LS{district} {sector}{rng.choice('ABDEFGHJ')}{rng.choice('LNPQRST')}"


def _family(number: int) -> str:
    return "" if not number else "-" + FORENAMES[number % len(FORENAMES)]


def _entitlement(number: int, kind: str, left: date, as_at: date, rng: Random) -> Row:
    section = "03" if kind in ("cto", "child") else rng.choice(_SECTIONS)
    start = left - timedelta(days=rng.randrange(40, 200))
    statuses = {
        "prison": "ACTIVE-PRISON", "inpatient": "ACTIVE-INPATIENT", "declined": "ACTIVE-DECLINED",
        "deceased": "DECEASED", "ended": "ENDED",
    }  # fmt: skip
    row: Row = {
        "record_status": statuses.get(kind, "ACTIVE"),
        "episode_no": 1,
        "section_code": section,
        "restricted": "yes" if section in _RESTRICTED else "no",
        "detention_start": start,
        "detention_end": left,
        "detention_hospital": "RXX01",
        "discharge_date": left,
        "trigger": "discharge",
        "entitlement_evidence_ref": f"EV-{number:05d}",
    }
    if kind == "cto":
        ends = min(shift_months(left, 5), as_at - timedelta(days=1))
        row |= {
            "trigger": "CTO",
            "cto_start": left,
            "cto_expiry": shift_months(left, 6),
            "cto_end": ends,
        }
    if section == "09":
        row |= {"trigger": "conditional discharge", "cd_start": left, "cd_dol": "no"}
        if kind == "ended":
            row["cd_end"] = left + timedelta(days=300)
    if kind == "declined":
        row |= {"declined_date": left + timedelta(days=20), "declined_informed": "yes"}
    return row


def _responsibility(row: Row) -> Row:
    return {
        "or_postcode": row["postcode"],
        "or_basis": "ordinarily resident before detention",
        "or_determined_on": row["detention_start"],
        "la_code": "E08000035",
        "icb_code": "QWO",
        "icb_basis": "GP at detention",
        "hospital_la_code": "E08000035",
        "provider_trust_code": "RXX",
    }


def _planning(number: int, row: Row, left: date, rng: Random) -> Row:
    start = row["detention_start"]
    return {
        "asc_notified": start + timedelta(days=rng.randrange(1, 10)),
        "planning_start": start + timedelta(days=rng.randrange(2, 12)),
        "meeting_date": left - timedelta(days=rng.randrange(12, 20)),
        "assessment_date": left - timedelta(days=rng.randrange(10, 30)),
        "assessment_la": "yes",
        "assessment_nhs": "yes",
        "plan_date": left - timedelta(days=rng.randrange(3, 9)),
        "plan_ref": f"PL-{number:05d}",
        "plan_shared_date": left - timedelta(days=rng.randrange(0, 3)),
        "contingency_plan": "yes",
        "person_voice": f"{rng.choice(_WISHES)} ({number}).",
        "capacity": "has capacity",
        "advocacy_offered": start + timedelta(days=rng.randrange(5, 20)),
        "advocacy_type": rng.choice(("IMHA", "Care Act", "declined")),
        "rights_leaflet_date": left - timedelta(days=1),
        "rights_leaflet_format": "standard",
        "lead_name": rng.choice(_LEADS),
        "lead_role": rng.choice(("Care coordinator", "Social worker")),
        "lead_org": rng.choice(("LA", "Trust")),
        "team": rng.choice(_TEAMS),
        "open_case": rng.choice(("LA", "Trust", "both")),
        "follow_up_72h": left + timedelta(days=2),
    }


_WISHES = (
    "Wants to stay near family and keep the dog",
    "Would like to go back to college in the autumn",
    "Wants fewer visits and more say in when they are",
    "Hopes to cook at home again and to see friends",
    "Wants help with letters and money, and quiet nights",
)


def _funding(rng: Random) -> Row:
    share = rng.choice((0.5, 0.5, 0.4, 0.6))
    return {
        "funding_status": "agreed",
        "la_share": share,
        "icb_share": round(1 - share, 2),
        "accommodation_s117": "no",
        "charged": "no",
        "chc_status": "not relevant",
        "phb_offered": "yes",
    }


def _assurance(number: int, kind: str, left: date, as_at: date, rng: Random) -> Row:
    seen = as_at - timedelta(days=rng.randrange(1, 80))
    seen = max(seen, left + timedelta(days=5))
    return {
        "verified_on": min(seen, as_at),
        "verified_by": rng.choice(_LEADS),
        "updated_on": min(seen, as_at),
        "registered_on": left + timedelta(days=rng.randrange(1, 5)),
    }


def _judged_on(row: Row, as_at: date) -> date:
    died: date | None = row.get("dod")
    return died or as_at


def _add_services(person: Person, number: int, left: date, rng: Random) -> None:
    share = person.register["la_share"]
    for place, (name, kind, why) in enumerate(rng.sample(_SERVICES, rng.choice((1, 2, 2, 3))), 1):
        row = {
            "service_id": f"S-{number:05d}-{place}",
            "register_id": person.id,
            "service_name": name,
            "service_type": kind,
            "is_s117": "yes",
            "test_a": "yes",
            "test_b": "yes",
            "link_rationale": why,
            "provider": rng.choice(_PROVIDERS),
            "start": left,
            "weekly_cost": float(rng.randrange(60, 900, 5)),
            "la_share": share,
            "icb_share": round(1 - share, 2),
            "la_agreed": left - timedelta(days=6),
            "icb_agreed": left - timedelta(days=5),
            "charged": "no",
        }
        if kind == "accommodation":
            row["accommodation_paid_by"] = "LA and ICB"
            person.register |= {"accommodation_s117": "yes", "accommodation_rationale": why}
        person.services.append(row)


def _add_reviews(person: Person, number: int, left: date, until: date, rng: Random) -> None:
    """An initial review within three months and a full one within each year after it."""
    held = min(shift_months(left, 3) - timedelta(days=rng.randrange(2, 20)), until)
    due, place = shift_months(left, 3), 0
    while held <= until and (held - left).days > 7:
        place += 1
        person.reviews.append({
            "review_id": f"RV-{number:05d}-{place}",
            "register_id": person.id,
            "kind": "initial" if place == 1 else "annual",
            "type": "full",
            "due": due,
            "held": held,
            "la_present": "yes",
            "nhs_present": "yes",
            "person_present": "yes",
            "change_of_need": "no",
            "outcome": "continue",
            "outcomes_recorded": f"{rng.choice(_WISHES)}: on the way there ({number}.{place}).",
            "next_due": shift_months(held, 12),
        })  # fmt: skip
        due = shift_months(held, 12)
        held = due - timedelta(days=rng.randrange(2, 50))
    if place:
        last = person.reviews[-1]
        person.register |= {"last_review_date": last["held"], "last_review_type": "full"}
        if "dod" not in person.register:
            person.register["next_review_due"] = last["next_due"]


_REQUESTS = (
    "Six more hours of support a week, as evenings are the hardest time",
    "A place in supported living near family, with staff at night",
    "Travel training, and a bus pass until it is done",
    "A course in furniture making, two days a week",
)
_DECISIONS = (
    ("approved", "needs met", "The support meets a need that comes from your illness, and without "
     "it you were unwell again within weeks."),
    ("approved in part", "needs met", "Four of the six hours are agreed: they cover the evenings "
     "that you told us about. The two morning hours are met by the support you already have."),
    ("deferred", "evidence missing", "We need to hear from you and from the occupational therapist "
     "how long the training is likely to take."),
    ("declined", "not aftercare need", "The course does not meet a need that comes from your "
     "illness. Your lead will help you to ask the college for a grant."),
)  # fmt: skip


def _panel(person: Person, number: int, as_at: date) -> Row:
    """A request to the panel, lawfully decided; the four decisions come round in turn."""
    place = number // 5 % len(_DECISIONS)
    decision, category, reasons = _DECISIONS[place]
    sat = as_at - timedelta(days=7 + number % 40)
    row = {
        "panel_id": f"P-{number:05d}",
        "register_id": person.id,
        "panel_date": sat,
        "request": f"{_REQUESTS[place]}.",
        "decision": decision,
        "reasons": reasons,
        "reason_category": category,
        "members": "Head of Mental Health (council); Complex Care Lead (board)",
    }
    if decision.startswith("approved"):
        share = person.register["la_share"]
        row |= {"la_share": share, "icb_share": round(1 - share, 2)}
        row["start_date"] = sat + timedelta(days=14)
    else:
        row["interim_arrangement"] = "Your present support goes on as it is."
        row["ask_again_by"] = sat + timedelta(days=28)
    return row


def _charge_and_refund(person: Person, as_at: date) -> None:
    """Charged for a service that is over, found out, and paid back."""
    ended = as_at - timedelta(days=120)
    person.services[-1] |= {"end": ended, "end_reason": "Changed at the review",
                            "ended_by": "review", "charged": "yes"}  # fmt: skip
    person.register |= {
        "charged": "yes",
        "refund_status": "paid",
        "refund_amount": 1248.5,
        "refund_found": as_at - timedelta(days=60),
        "refund_paid": as_at - timedelta(days=30),
    }


def _end(person: Person, as_at: date, rng: Random) -> None:
    """Ended lawfully: reassessed, decided by both on one day, told in writing, help offered."""
    ended = as_at - timedelta(days=rng.randrange(20, 200))
    decided = ended - timedelta(days=10)
    person.register |= {
        "end_date": ended,
        "end_reason": "L1",
        "end_rationale": "Reassessed in full with the person; both bodies are satisfied that no "
        "need for aftercare remains, and other support is in place.",
        "end_reassessment_date": decided - timedelta(days=20),
        "end_la_decider": "R. Stead",
        "end_la_date": decided,
        "end_icb_decider": "T. Ull",
        "end_icb_date": decided,
        "end_person_involved": "yes",
        "end_authorised_by": "Director of Adult Social Services",
        "end_panel_ref": f"P{ended:%y%m}",
        "end_notice_date": decided + timedelta(days=1),
        "end_notice_joint": "yes",
        "end_follow_on": "Care Act assessment offered; GP and crisis line explained.",
    }
    person.reviews = [review for review in person.reviews if review["held"] <= ended]
    for service in person.services:
        service |= {"end": ended, "end_reason": "No longer needed", "ended_by": "duty ended"}
    last = person.reviews[-1]
    person.register |= {"last_review_date": last["held"], "next_review_due": None}


def _admission(person: Person, admitted: date, status: str) -> Row:
    return {
        "admission_id": f"A-{person.id[2:]}",
        "register_id": person.id,
        "admitted": admitted,
        "legal_status": status,
        "kind": "admission",
    }


def tables(people: list[Person]) -> dict[str, list[Row]]:
    """The rows of every table, in the order of the people."""
    return {
        "Register": [person.register for person in people],
        "Services": [row for person in people for row in person.services],
        "Reviews": [row for person in people for row in person.reviews],
        "Panel": [row for person in people for row in person.panel],
        "Disputes": [row for person in people for row in person.disputes],
        "Admissions": [row for person in people for row in person.admissions],
    }
