"""The facts of a document for adoption, gathered from Settings and the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from s117xl.documents.gather.contexts import DRAFT, organisation
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import Blank, line
from s117xl.law.authorities import Authority, all_authorities, authority
from s117xl.law.periods import period
from s117xl.reports import facts
from s117xl.reports.editable.catalogue import EditableKind, editable, named_in
from s117xl.reports.editable.citing import cited, is_open, is_shortened
from s117xl.rules.catalogue import Rule, all_rules
from s117xl.settings import Settings

if TYPE_CHECKING:
    from s117xl.competency.training import Proposal

REFORMS = "mha-25-"
RUN = "run"

PERIODS: Mapping[str, str] = {
    "first_review": "first_review_months",
    "review_cycle": "review_cycle_months",
    "full_review": "full_review_at_least_months",
    "asc_notified": "asc_notified_within_days",
    "planning_start": "planning_start_within_days",
    "registered_within": "registered_within_working_days",
    "register_update": "register_update_days",
    "prison_planning": "prison_release_planning_months",
    "transition_age": "transition_age_months",
    "funding_agreed": "funding_agreed_within_days",
    "topup_review": "topup_review_months",
    "refund_within": "refund_within_days",
    "dispute_stage": "dispute_stage_days",
    "or_dispute_referral": "or_dispute_referral_months",
    "decisions_apart": "decisions_apart_days",
    "reassessment_within": "reassessment_within_days",
    "early_ending": "early_ending_months",
    "premature_readmission": "premature_readmission_days",
    "end_request_answer": "end_request_answer_days",
    "complaint": "complaint_months",
    "reaudit_from": "reaudit_from_months",
    "reaudit_by": "reaudit_by_months",
}
"""The period of law/periods.toml behind each fact."""


def gather_editable(
    kind: str,
    settings: Settings,
    as_at: date,
    *,
    made_on: date | None = None,
    state: str = "",
    needs: Sequence[Proposal] = (),
) -> facts.Editable:
    """The facts of the document of this kind; `needs` are for the training programme alone.

    `made_on` is the day that it bears, the as-at date where it is not given; `state` is DRAFT or
    FINAL, as Settings say where it is blank. With something to be completed it is a draft all the
    same. Raises Refused where there is no such kind.
    """
    which = editable(kind)
    bodies = organisation(settings, has_logo=False)
    names = (bodies.council, bodies.board, bodies.trust)
    missing = tuple(name.label for name in names if isinstance(name, Blank))
    asked = state or settings.text("documents_state") or DRAFT
    ids, codes = named_in(kind)
    laws = sorted(map(authority, ids), key=lambda law: law.citation)
    own: dict[str, Any] = {
        "needs": lambda: tuple(map(_need, needs)),
        "reforms": lambda: tuple(_reforms(as_at)),
        "rules": lambda: tuple(_rules(codes, settings)),
    }
    return which.facts(
        document=_about(which, as_at, made_on or as_at, DRAFT if missing else asked),
        organisation=bodies,
        periods=_periods(settings),
        authorisers=line(settings.text("authorisers"))
        or Blank("Settings: Roles that may authorise an ending"),
        laws=tuple(_law(each, as_at) for each in laws),
        in_full="; ".join(cited(law for law in laws if is_shortened(law) and not is_open(law))),
        open_points=tuple(_open_points(laws)),
        missing=missing,
        **{field.name: own[field.name]() for field in fields(which.facts) if field.name in own},
    )


def _about(kind: EditableKind, as_at: date, made_on: date, state: str) -> facts.AboutEditable:
    return facts.AboutEditable(
        title=kind.title,
        date=in_words(made_on),
        state=state,
        is_draft=state == DRAFT,
        law_as_at=in_words(as_at),
        reference=f"made on {in_words(made_on)}",
    )


def _periods(settings: Settings) -> facts.Periods:
    return facts.Periods(
        **{fact: span(settings.period(name), period(name).unit) for fact, name in PERIODS.items()}
    )


def span(value: int, unit: str) -> str:
    """The figure in words: `1 month`, `28 days`; 210 months is 17 years and 6 months."""
    if unit == "months" and value > 36:
        years, months = divmod(value, 12)
        return f"{span(years, 'years')} and {span(months, unit)}" if months else f"{years} years"
    return f"{value} {unit.removesuffix('s') if value == 1 else unit}"


def _law(law: Authority, as_at: date) -> facts.Law:
    return facts.Law(
        citation=law.citation,
        summary=law.summary,
        standing=standing(law, as_at),
        check=law.check,
        link=law.link,
    )


def standing(law: Authority, as_at: date) -> str:
    """Whether it is in force on that day, as words; guidance and local policy say what they are."""
    if law.status in ("guidance", "local_policy"):
        return law.status.replace("_", " ")
    if law.status == "design":
        return "a rule of this product"
    if not law.in_force_on(as_at):
        return _not_in_force(law, as_at)
    return f"in force since {in_words(law.in_force_from)}" if law.in_force_from else "in force"


def _not_in_force(law: Authority, as_at: date) -> str:
    if law.status == "enacted_not_commenced":
        return "enacted, not in force"
    if law.in_force_from and as_at < law.in_force_from:
        return f"in force from {in_words(law.in_force_from)}"
    return "no longer in force"


def _open_points(laws: Iterable[Authority]) -> Iterable[facts.OpenPoint]:
    """What is to be confirmed, once each, with all that it is about.

    That the numbers of the Code's paragraphs are to be confirmed each document says by itself.
    """
    about: dict[str, list[Authority]] = {}
    for law in laws:
        if is_open(law):
            about.setdefault(law.check, []).append(law)
    for check, of in about.items():
        what = check[:1].upper() + check[1:]
        yield facts.OpenPoint(what=what, where="; ".join(cited(of)))


def _reforms(as_at: date) -> Iterable[facts.Reform]:
    """The Mental Health Act 2025: what is in force first."""
    found = [law for id, law in all_authorities().items() if id.startswith(REFORMS)]
    for law in sorted(found, key=lambda law: not law.in_force_on(as_at)):
        yield facts.Reform(
            citation=law.citation,
            summary=law.summary,
            in_force=law.in_force_on(as_at),
            standing=standing(law, as_at),
            check=law.check,
        )


def _rules(codes: Iterable[str], settings: Settings) -> Iterable[facts.RuleLine]:
    """The rules of these codes, in the order of their codes."""
    known = all_rules()
    for code in sorted(codes):
        rule = known[code]
        yield facts.RuleLine(
            code=code,
            title=rule.title,
            severity=settings.severities.get(code, rule.severity),
            standing=_standing_of(rule, settings),
            is_run=_standing_of(rule, settings) == RUN,
        )


def _standing_of(rule: Rule, settings: Settings) -> str:
    if rule.dormant:
        return "not in force"
    return "switched off in Settings" if rule.code in settings.off else RUN


def _need(proposal: Proposal) -> facts.TrainingNeed:
    levels = ", ".join(
        f"{level} (withheld)" if people is None else f"{level} ({people})"
        for level, people in proposal.levels.items()
    )
    return facts.TrainingNeed(
        domain=f"{proposal.domain.ref} {proposal.domain.name}",
        kind=proposal.kind,
        what=proposal.text,
        why=proposal.why,
        levels=levels,
        teams=", ".join(map(line, proposal.teams)),
    )
