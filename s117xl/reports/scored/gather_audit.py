"""The facts of the report on an annual audit, from the audit as it was scored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s117xl.audit.answers import is_yes, read_answer
from s117xl.audit.command import Scored
from s117xl.audit.entries import Audit
from s117xl.audit.score import Scores, Thresholds
from s117xl.audit.tables import DOMAIN_8_RULES
from s117xl.documents.values import Prose, line, prose
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import Making, about, named, on, sentence, share, unnamed
from s117xl.reports.scored.gather_audit_domains import audit_domains
from s117xl.reports.scored.gather_audit_plan import actions
from s117xl.reports.scored.gather_audit_register import spoken, untested
from s117xl.reports.scored.gather_audit_result import pillars, result, scores_chart, years
from s117xl.reports.scored.gather_audit_sample import audit_sample

TITLE = "Annual audit"
METHODS = {
    "method_files": "Case files were read",
    "method_policies": "Policies and agreements were read",
    "method_register": "The register was looked at",
    "method_performance": "Performance figures were looked at",
    "method_feedback": "People's own experience was heard",
}
"""What the Scope sheet asks on methods, by its key."""
BODIES = {"la": "Council", "icb": "Integrated Care Board", "trust": "NHS Trust"}


def audit_facts(
    scored: Scored,
    as_at: date,
    state: str,
    before: Scores | None = None,
    *,
    made_on: date | None = None,
    invented: bool = False,
) -> f.AuditReport:
    """The facts of the report. `before` are the scores of the audit before, where there is one.

    With anything missing it is a draft. What is late is judged by `made_on`, else by `as_at`.
    """
    audit, scores = scored.audit, scored.scores
    making = Making(as_at, state, made_on, invented)
    period = named(audit.text("period"), "Scope: Year that is audited")
    bodies = _bodies(audit)
    names = (period, bodies.council, bodies.board, bodies.trust)
    missing = (*unnamed(*names), *map(sentence, scores.lacks))
    said = spoken(scored)
    carried, planned = actions(scored, making.day)
    return f.AuditReport(
        document=about(making, TITLE, period, missing),
        organisation=bodies,
        missing=missing,
        result=result(scored, making.day, len(missing)),
        domains=tuple(audit_domains(audit, scores, said, making.day)),
        scores_chart=scores_chart(scores, before),
        strengths=_summed_up(audit, "Areas of strength"),
        improvements=_summed_up(audit, "Areas for improvement"),
        high_risks=_summed_up(audit, "High-risk issues"),
        sample=audit_sample(audit),
        years=tuple(years(scores, before, scored.changes)),
        carried=carried,
        actions=planned,
        pillars=tuple(pillars(scores)),
        methods=tuple(_methods(audit)),
        thresholds=tuple(_thresholds(scores.thresholds)),
        untested=tuple(untested(scored)),
        warnings=tuple(sentence(text) for text in (*scores.warnings, *scored.notes)),
        lead=_lead(audit),
        completed=on(audit.completed),
        partners=tuple(_partners(audit)),
    )


def _bodies(audit: Audit) -> f.Partners:
    council, board, trust = (
        named(audit.text(f"{key}_name"), f"Scope: {name}") for key, name in BODIES.items()
    )
    return f.Partners(council=council, board=board, trust=trust)


def _summed_up(audit: Audit, heading: str) -> Prose:
    return prose(audit.summary.get(heading, ""))


def _methods(audit: Audit) -> Iterator[str]:
    """Each method and whether it was used; nothing where none is recorded."""
    said = {text: read_answer(audit.scope.get(key)) for key, text in METHODS.items()}
    for text, answer in said.items():
        if any(said.values()):
            used = {"Yes": "yes", "No": "no"}.get(answer or "", "not recorded")
            yield f"{text}: {used}"


def _thresholds(limits: Thresholds) -> Iterator[str]:
    green, amber = share(limits.green), share(limits.amber)
    yield "Yes counts 1 point, Partial a half and No none. N/A and blanks do not count."
    yield f"Green is suggested from {green} of the points, Amber from {amber}, Red below that."
    yield "A critical question makes its domain Red where it is No, and at best Amber at Partial."
    yield (
        f"In domain 3 a question counts as Yes from {green} of the points over all cases, and as "
        f"Partial from {amber}."
    )
    if limits.domain_8 == DOMAIN_8_RULES[0]:
        yield "Domain 8 is as good as the poorest of its parts."
    else:
        yield "Domain 8 goes by the mean of its questions, and is Amber at best with a Red part."
    yield "Domain 9 is shown by evidence alone, so that no rating is suggested for it."
    yield (
        f"An Amber or Red needs a narrative of {limits.narrative} letters or more, and an action "
        "with an owner, a date and a rating."
    )


def _lead(audit: Audit) -> str:
    if not audit.text("lead_name"):
        return ""
    return line(", ".join(filter(None, (audit.text(f"lead_{k}") for k in ("name", "role", "org")))))


def _partners(audit: Audit) -> Iterator[f.SignOff]:
    for key, name in BODIES.items():
        took_part = "yes" if is_yes(audit.scope.get(f"partner_{key}")) else "not confirmed"
        yield f.SignOff(partner=line(audit.text(f"{key}_name")) or name, took_part=took_part)
