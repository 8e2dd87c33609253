"""The person, and to whom letters go."""

from __future__ import annotations

from datetime import date

from s117xl.documents.facts import Person, Recipient
from s117xl.documents.gather.rows import Row, in_words
from s117xl.documents.values import Blank
from s117xl.law.codes import all_ethnicities
from s117xl.register.truth import Truth

_NOT_KNOWN_POSTCODE = "ZZ99"


def person(row: Row) -> Person:
    """Everything that the register holds of the person."""
    forename, surname = row.text("forename"), row.text("surname")
    communication = tuple(v for v in row.several("communication_need") if v != "none")
    disability = tuple(v for v in row.several("disability") if v != "none")
    easy = "Easy Read" in communication or "learning disability" in disability
    return Person(
        name=f"{forename} {surname}".strip() if forename and surname else _one(surname, forename),
        called=row.text("preferred_name") or forename or row.blank("forename"),
        dob=row.day("dob"),
        age=_age(row),
        under_18=_under_18(row),
        nhs_number=_nhs_number(row),
        council_id=row.text("la_person_id"),
        trust_id=row.text("trust_person_id"),
        address_lines=address(row),
        living=row.choice("accommodation_status"),
        gender=row.choice("gender"),
        ethnicity=_ethnicity(row),
        religion=row.text("religion_belief"),
        language=row.text("language"),
        interpreter=row.yes_no("interpreter_needed"),
        needs_interpreter=row.yes("interpreter_needed"),
        communication=_listed(row, "communication_need", communication),
        easy_read=easy,
        adjustments=row.prose("reasonable_adjustments"),
        disability=_listed(row, "disability", disability),
        capacity=row.choice("capacity"),
        gp_practice=row.choice("gp_practice_code"),
        no_public_funds=row.yes("nrpf"),
        carer=row.text("carer_name"),
        has_carer=bool(row.text("carer_name")),
        carer_consent=row.yes_no("carer_consent"),
        carer_assessment=row.day("carer_assessment_offered"),
        advocacy_type=row.choice("advocacy_type"),
        advocacy_offered=row.day("advocacy_offered"),
        voice=row.prose("person_voice"),
        cyp_lead=row.text("cyp_lead"),
        ehcp=row.yes_no("ehcp"),
        looked_after=row.yes_no("looked_after"),
        transition_plan=row.day("transition_plan_date"),
    )


def _one(surname: str, forename: str) -> str:
    return surname or forename or Blank("Name", needed=True)


def _listed(row: Row, key: str, values: tuple[str, ...]) -> str:
    """The values; the word none where the cell says so."""
    if values:
        return ", ".join(values)
    return "none" if row.several(key) else row.blank(key)


def _nhs_number(row: Row) -> str:
    digits = row.text("nhs_number")
    if digits:
        plain = digits.replace(" ", "")
        return f"{plain[:3]} {plain[3:6]} {plain[6:]}" if len(plain) == 10 else digits
    reason = row.choice("nhs_number_reason")
    return f"none ({reason})" if reason else row.blank("nhs_number")


def _ethnicity(row: Row) -> str:
    code = row.choice("ethnic_category")
    return all_ethnicities()[code].label if code in all_ethnicities() else code


def _age(row: Row) -> str:
    born = row.date("dob")
    if born is None:
        return row.blank("dob")
    on = row.rows.as_at
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return str(years) if years >= 0 else row.blank("dob")


def _under_18(row: Row) -> bool:
    reached: Truth = row.rows.age_reached("dob", 18, 0)
    return bool(reached.no[row.number])


def address(row: Row) -> tuple[str, ...]:
    """The lines of the address with the postcode; none where no address is held."""
    lines = row.lines("address")
    postcode = row.text("postcode")
    if not lines or not postcode or postcode.startswith(_NOT_KNOWN_POSTCODE):
        return lines
    held = "".join(lines).replace(" ", "").upper()
    return lines if postcode.replace(" ", "") in held else (*lines, postcode)


def recipient(row: Row, about: Person) -> tuple[Recipient, list[str]]:
    """To whom a letter goes, and what is to be completed before it can go."""
    to = row.choice("write_to")
    if to == "representative":
        lines = row.lines("representative_address")
        missing = [] if lines else [row.blank("representative_address").label]
        return Recipient(lines=lines, salutation="Sir or Madam", is_representative=True), missing
    missing = [] if to else ["Write to (to whom letters go is not recorded)"]
    if not about.address_lines:
        missing.append("Address for letters")
    lines = (about.name, *about.address_lines) if about.name else about.address_lines
    return Recipient(lines=lines, salutation=about.called, is_representative=False), missing


def died(row: Row) -> date | str | None:
    """The day of death, or that the record says so without one; None where it says nothing."""
    if (day := row.date("dod")) is not None:
        return day
    says_so = row.choice("record_status") == "DECEASED" or "L2" in row.several("end_reason")
    if row.filled("dod") or says_so:
        return "the record says so"
    return None


def death_in_words(found: date | str) -> str:
    """How the record tells of a death."""
    return f"died on {in_words(found)}" if isinstance(found, date) else "has died, as it stands"
