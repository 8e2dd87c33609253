"""The care: services, the plan, reviews, the panel and disputes."""

from __future__ import annotations

from datetime import date

from s117xl.documents.facts import Dispute, NextReview, Panel, Plan, Review, Service
from s117xl.documents.gather.rows import Row, Source, in_words, iso_in_words, shares
from s117xl.documents.values import Blank
from s117xl.law.months import shift_months

_HELD_AT_MOST = 4
_TESTS = {"yes": "Yes", "no": "No", "unknown": "Not known"}
_PAID_BY = {
    "LA and ICB": "the council and the Integrated Care Board",
    "housing benefit": "housing benefit",
    "person": "the person",
}
_FUNDERS = {
    "LA": "the council",
    "ICB": "the Integrated Care Board",
    "both": "the council and the Integrated Care Board together",
}
_DISPUTES = {
    "ordinary residence": "ordinary residence: which council is responsible",
    "ICB": "which Integrated Care Board is responsible",
    "funding split": "how the cost is shared",
    "care": "what care is to be given",
}
_STAGES = {
    "operational": "operational managers",
    "senior": "senior managers",
    "executive": "directors or executives",
    "legal or Secretary of State": "lawyers or the Secretary of State",
    "resolved": "resolved",
}


def services(source: Source, parent: int) -> list[Service]:
    """Every service of a person, in the order of the sheet."""
    return [service(source.row("Services", number))
            for number in source.children("Services", parent)]  # fmt: skip


def service(row: Row) -> Service:
    """One service."""
    ended = row.date("end")
    aftercare = row.yes("is_s117")
    return Service(
        id=row.text("service_id"),
        name=row.text("service_name"),
        type=row.choice("service_type"),
        provider=row.text("provider"),
        is_aftercare=aftercare,
        aftercare=row.yes_no("is_s117"),
        meets_need=_tested(row, "test_a"),
        reduces_risk=_tested(row, "test_b"),
        why=row.prose("link_rationale"),
        started=row.day("start"),
        ended=row.day("end"),
        is_open=not row.filled("end") or (ended is not None and ended > row.rows.as_at),
        weekly_cost=_weekly(row, "weekly_cost"),
        funded_by=shares(row) if aftercare else row.blank("la_share", needed=False),
        direct_payment=row.yes("direct_payment"),
        is_home=row.choice("service_type") == "accommodation",
        home_paid_by=_words(row, "accommodation_paid_by", _PAID_BY),
        top_up=_top_up(row),
    )


def _tested(row: Row, key: str) -> str:
    value = row.choice(key)
    return _TESTS.get(value, value)


def _words(row: Row, key: str, words: dict[str, str]) -> str:
    value = row.choice(key)
    return words.get(value, value)


def _weekly(row: Row, key: str) -> str:
    found = row.pounds(key)
    return found if isinstance(found, Blank) else f"{found} a week"


def _top_up(row: Row) -> str:
    """A top-up as it stands on the register; one without a written agreement says so."""
    if not (amount := row.amount("topup_amount")):
        return Blank("Top-up")
    payer = row.choice("topup_payer")
    agreed = row.day("topup_agreement")
    by = f" paid by {'the person' if payer == 'person' else 'a third party'}" if payer else ""
    how = f"agreed in writing on {agreed}" if agreed else "with no written agreement on record"
    return f"£{amount:,.2f} a week{by}, {how}"


def is_home_aftercare(row: Row, all_services: list[Service]) -> bool:
    """Whether accommodation is part of the aftercare, by the record or by a service."""
    return row.yes("accommodation_s117") or any(s.is_home and s.is_aftercare for s in all_services)


def plan(row: Row, home: bool) -> Plan:
    """The plan and its funding as the register knows them."""
    return Plan(
        date=row.day("plan_date"),
        reference=row.text("plan_ref"),
        shared=row.day("plan_shared_date"),
        contingency=row.yes_no("contingency_plan"),
        assessed=row.day("assessment_date"),
        assessed_by=_took_part(row),
        meeting=row.day("meeting_date"),
        home_is_aftercare=home,
        home_reason=row.prose("accommodation_rationale"),
        shares=shares(row),
        share_reason=row.prose("split_rationale"),
        funding=row.choice("funding_status"),
        healthcare=row.choice("chc_status"),
        budget_offered=row.yes_no("phb_offered"),
    )


def _took_part(row: Row) -> str:
    bodies = (("assessment_la", "the council"), ("assessment_nhs", "the NHS"))
    if not any(row.filled(key) for key, _ in bodies):
        return Blank("Council took part, NHS took part", needed=row.blank("assessment_la").needed)
    took = [body for key, body in bodies if row.yes(key)]
    return " and ".join(took) if took else "neither body"


def reviews(source: Source, parent: int) -> tuple[Review, ...]:
    """The reviews that were held, the latest first."""
    rows = [source.row("Reviews", number) for number in source.children("Reviews", parent)]
    held = [(day, row) for row in rows if (day := row.date("held"))]
    held.sort(key=lambda each: each[0], reverse=True)
    return tuple(_review(row) for _, row in held[:_HELD_AT_MOST])


def _review(row: Row) -> Review:
    return Review(
        id=row.text("review_id"),
        kind=row.choice("kind"),
        type=row.choice("type"),
        due=row.day("due"),
        held=row.day("held"),
        present=_present(row),
        change_of_need=row.yes_no("change_of_need"),
        outcome=row.choice("outcome"),
        recorded=row.prose("outcomes_recorded"),
        next_due=row.day("next_due"),
    )


def _present(row: Row) -> str:
    who = (("person_present", "the person"), ("carer_present", "the carer"),
           ("advocate_present", "the advocate"), ("la_present", "the council"),
           ("nhs_present", "the NHS"))  # fmt: skip
    there = [words for key, words in who if row.yes(key)]
    return ", ".join(there) if there else row.blank("la_present")


def next_review(source: Source, row: Row, held: bool) -> NextReview:
    """The review that comes next, worked out from leaving hospital or from the last one held."""
    derived = source.derived[row.number]
    over = derived.days_over or 0
    return NextReview(
        due=iso_in_words(derived.review_due) or Blank("Day by which the next review is due"),
        overdue=f"{over} day{'' if over == 1 else 's'} overdue" if over else Blank("Days overdue"),
        is_first=not held and bool(derived.review_due),
        kind="Annual review" if held else "Initial review",
    )


def panel(row: Row) -> Panel:
    """A request to the panel and what became of it."""
    decision = row.choice("decision")
    return Panel(
        id=row.text("panel_id"),
        date=row.day("panel_date"),
        request=row.prose("request"),
        decision=decision,
        approved=decision == "approved",
        in_part=decision == "approved in part",
        deferred=decision == "deferred",
        declined=decision == "declined",
        undecided=not decision,
        reasons=row.prose("reasons"),
        main_reason=row.choice("reason_category"),
        shares=shares(row),
        interim=row.prose("interim_arrangement"),
        conditions=row.prose("conditions"),
        start=row.day("start_date"),
        ask_again_by=row.day("ask_again_by"),
        members=row.prose("members"),
    )


def dispute(row: Row) -> Dispute:
    """A dispute, with the days by which it moves on."""
    settings = row.source.settings
    raised, since = row.date("raised"), row.date("stage_date")
    funder = row.choice("interim_funder")
    over = row.choice("stage") == "resolved" or row.filled("resolved")
    return Dispute(
        id=row.text("dispute_id"),
        about=_words(row, "type", _DISPUTES),
        raised=row.day("raised"),
        stage=_words(row, "stage", _STAGES),
        stage_since=row.day("stage_date"),
        move_on_by=_later(since, days=settings.period("dispute_stage_days")),
        is_over=over,
        is_residence=row.choice("type") == "ordinary residence",
        refer_by=_later(raised, months=settings.period("or_dispute_referral_months")),
        referred=row.day("referred"),
        interim=_FUNDERS.get(funder, "nobody" if funder == "none" else funder),
        has_interim=funder in _FUNDERS,
        paused=row.yes("support_paused"),
        resolved=row.day("resolved"),
        outcome=row.prose("outcome"),
    )


def _later(day: date | None, *, days: int = 0, months: int = 0) -> str:
    if day is None:
        return Blank("Day that is counted from")
    return in_words(date.fromordinal(shift_months(day, months).toordinal() + days))
