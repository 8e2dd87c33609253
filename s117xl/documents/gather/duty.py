"""The duty: why it is owed, by whom, how it ended, and what was wrongly charged."""

from __future__ import annotations

from s117xl.documents.facts import Ending, Entitlement, Refund, Responsible
from s117xl.documents.gather.rows import Row, Source, iso_in_words
from s117xl.documents.values import Blank
from s117xl.law.bodies import Body, all_boards, all_councils
from s117xl.law.reasons import all_reasons
from s117xl.law.sections import all_sections
from s117xl.register.truth import Truth
from s117xl.rules.rows import ColumnAbsent
from s117xl.rules.scopes import in_prison, on_conditional_discharge, on_cto

_STATUS = {
    "PROSPECTIVE": "not yet entitled; planning has begun",
    "ACTIVE": "entitled, and receiving aftercare",
    "ACTIVE-PRISON": "entitled, and in prison",
    "ACTIVE-INPATIENT": "entitled, and in hospital",
    "ACTIVE-DECLINED": "entitled, and has decided not to use services for now",
    "ENDED": "ended",
    "SUPERSEDED": "followed by a new entitlement",
    "DECEASED": "closed, as the person has died",
    "NOT-ENTITLED": "recorded as not entitled",
    "TRANSFERRED-OUT": "taken over by another authority",
}
_ANSWERS = {
    True: "Entitled to aftercare under section 117",
    False: "Not entitled on what the register holds",
    None: "A person must decide: the register does not tell",
}
_BODIES = {"LA": "the council", "ICB": "the Integrated Care Board", "Trust": "the NHS Trust"}


def entitlement(source: Source, row: Row) -> Entitlement:
    """Why the person is owed aftercare, as far as the register tells."""
    derived = source.derived[row.number]
    cto, cd = _order(row, on_cto), _order(row, on_conditional_discharge)
    had_cto = row.filled("cto_start") or row.choice("trigger") == "CTO"
    conditional = row.filled("cd_start") or row.choice("trigger") == "conditional discharge"
    status = row.choice("record_status")
    code = row.choice("section_code")
    return Entitlement(
        section=_section(row, code),
        section_code=code,
        restricted=row.yes_no("restricted"),
        detained=row.day("detention_start"),
        detention_ended=row.day("detention_end"),
        hospital=row.text("detention_hospital"),
        left_hospital=row.day("discharge_date"),
        trigger=row.choice("trigger"),
        since=iso_in_words(derived.since) or Blank("Day from which aftercare is owed"),
        answer=_ANSWERS[derived.entitled],
        status=_STATUS.get(status, status),
        evidence=row.text("entitlement_evidence_ref"),
        episode=f"{found:g}" if (found := row.amount("episode_no")) else row.blank("episode_no"),
        had_cto=had_cto,
        on_cto=cto is True,
        cto_started=row.day("cto_start"),
        cto_expires=row.day("cto_expiry"),
        cto_ended=row.day("cto_end"),
        cto_answer=_in_force("community treatment order", had_cto, cto),
        conditional=conditional,
        cd_started=row.day("cd_start"),
        cd_ended=row.day("cd_end"),
        cd_answer=_in_force("conditional discharge", conditional, cd),
        in_prison=_prison(row) is True,
        prison=row.text("prison_name"),
        release_due=row.day("prison_release_due"),
    )


def _section(row: Row, code: str) -> str:
    section = all_sections().get(code)
    if section is None:
        return code or row.blank("section_code")
    return section.label


def _order(row: Row, test: object) -> bool | None:
    """Whether an order is in force on the as-at date; None where nobody knows."""
    try:
        truth: Truth = test(row.rows, row.rows.today)  # type: ignore[operator]
    except ColumnAbsent:
        return None
    return answer_of(truth, row.number)


def answer_of(truth: Truth, number: int) -> bool | None:
    """One row's answer: None where it is not known."""
    return True if truth.yes[number] else False if truth.no[number] else None


def _in_force(what: str, said: bool, answer: bool | None) -> str:
    if not said and not answer:
        return f"No {what} is on record"
    return {
        True: f"The {what} is in force",
        False: f"The {what} is not in force",
        None: f"Whether the {what} is in force is not known",
    }[answer]


def _prison(row: Row) -> bool | None:
    return _order(row, in_prison)


def responsible(row: Row) -> Responsible:
    """Who must act."""
    body = row.choice("lead_org")
    return Responsible(
        council=_named(row, "la_code", all_councils()),
        board=_named(row, "icb_code", all_boards()),
        council_basis=row.choice("or_basis"),
        board_basis=row.choice("icb_basis"),
        decided_for=row.day("or_determined_on"),
        trust=row.choice("provider_trust_code"),
        lead=row.text("lead_name"),
        lead_role=row.text("lead_role"),
        lead_body=_BODIES.get(body, body),
        team=row.text("team"),
    )


def _named(row: Row, key: str, bodies: dict[str, Body]) -> str:
    code = row.choice(key)
    held = bodies.get(code)
    return f"{held.name} ({code})" if held else code


def ending(row: Row) -> Ending:
    """How the duty ended, as it was recorded."""
    reasons = [all_reasons()[code] for code in row.several("end_reason") if code in all_reasons()]
    return Ending(
        date=row.day("end_date"),
        reasons=tuple(each.text for each in reasons),
        told_reasons=tuple(each.told or each.text for each in reasons),
        rationale=row.prose("end_rationale"),
        reassessed=row.day("end_reassessment_date"),
        council_decider=row.text("end_la_decider"),
        council_date=row.day("end_la_date"),
        board_decider=row.text("end_icb_decider"),
        board_date=row.day("end_icb_date"),
        involved=row.yes_no("end_person_involved"),
        was_involved=row.yes("end_person_involved"),
        not_involved_because=row.prose("end_involvement_reason"),
        authorised_by=row.text("end_authorised_by"),
        panel=row.text("end_panel_ref"),
        notice=row.day("end_notice_date"),
        joint_notice=row.yes_no("end_notice_joint"),
        follow_on=row.prose("end_follow_on"),
        requested=row.day("end_requested_date"),
    )


def refund(source: Source, row: Row) -> Refund:
    """What the person was charged for, and what became of it."""
    services = [source.row("Services", number)
                for number in source.children("Services", row.number)]  # fmt: skip
    charged = [each.text("service_name") for each in services
               if each.yes("charged") and each.yes("is_s117")]  # fmt: skip
    return Refund(
        services=tuple(filter(None, charged)),
        found=row.day("refund_found"),
        amount=row.pounds("refund_amount"),
        paid=row.day("refund_paid"),
        is_paid=row.choice("refund_status") == "paid" and bool(row.day("refund_paid")),
    )
