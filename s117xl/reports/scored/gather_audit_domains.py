"""The domains of an audit in full: rating, narrative, and each question with what was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from s117xl.audit.entries import Audit, Case, Rating
from s117xl.audit.evidence import Said
from s117xl.audit.evidence_edits import differs
from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, Question, domains, of_domain
from s117xl.audit.score import DomainScore, GroupScore, QuestionScore, Scores
from s117xl.audit.tables import ANSWERS, RATINGS
from s117xl.documents.values import line, prose
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import as_sentence, share
from s117xl.reports.scored.gather_audit_result import NOT_RATED, escalated, reaudit

SHOWN = "Shown by evidence"


def audit_domains(
    audit: Audit, scores: Scores, said: Mapping[str, Said], day: date
) -> Iterator[f.AuditDomain]:
    """The nine domains; `said` is what the register says by question."""
    for scored in scores.domains:
        number = int(scored.ref[1:])
        domain, typed = domains()[number], audit.ratings[scored.ref]
        taken = audit.escalations.get(scored.ref)
        yield f.AuditDomain(
            ref=scored.ref,
            title=scored.title,
            high_risk=domain.high_risk,
            pillars=", ".join(map(str, domain.pillars)),
            answered=f"{scored.answered} of {scored.asked}",
            score=share(scored.score),
            suggested=scored.suggested,
            rating=scored.rating or NOT_RATED,
            is_red=scored.stands == "Red",
            why_better=_why_better(scored, typed),
            narrative_heading=domain.narrative,
            narrative=prose(typed.narrative),
            escalated=escalated(
                scored, taken.escalated_on if taken else None, taken.minute if taken else ""
            ),
            reaudit=reaudit(scored, taken.reaudited_on if taken else None),
            answers=tuple(_answers(audit, scored, of_domain(number), said)),
            parts=tuple(map(_part, scored.groups)),
        )


def _why_better(scored: DomainScore, typed: Rating) -> str:
    """The reason, and who agreed, where the rating is better than the answers suggest."""
    if not (scored.rating and scored.suggested):
        return ""
    if RATINGS.index(scored.rating) >= RATINGS.index(scored.suggested):
        return ""
    agreed = f"Agreed by {line(typed.second_name)}." if typed.second_name else ""
    return line(f"{as_sentence(typed.why_better)} {agreed}")


def _part(group: GroupScore) -> f.AuditPart:
    return f.AuditPart(
        ref=group.ref, title=group.title, score=share(group.score), suggested=group.suggested
    )


def _answers(
    audit: Audit, scored: DomainScore, asked: Sequence[Question], said: Mapping[str, Said]
) -> Iterator[f.AuditAnswer]:
    counted = {each.ref: each for each in scored.questions}
    for question in asked:
        answer, register = audit.answers[question.ref], said.get(question.ref)
        its = counted[question.ref]
        yield f.AuditAnswer(
            ref=question.ref,
            question=question.text,
            critical=question.critical,
            answer=_answer(question, its),
            over_cases=_over_cases(question, audit.cases),
            evidence=prose(_evidence(question, answer.evidence, its)),
            why_not=line(answer.why_not) if its.counts_as == "N/A" else "",
            comment=prose(answer.comment),
            register_says=line(register.words) if register else "",
            differs=bool(register and differs(its.counts_as, register.proposes)),
        )


def _answer(question: Question, scored: QuestionScore) -> str:
    if question.domain == EVIDENCE_ALONE:
        return SHOWN if scored.counts_as else ""
    return scored.counts_as


def _evidence(question: Question, typed: str, scored: QuestionScore) -> str:
    if question.domain != CASE_SAMPLE or not scored.cases:
        return typed
    return f"{scored.cases} case{'s' if scored.cases > 1 else ''} of the sample."


def _over_cases(question: Question, cases: Sequence[Case]) -> str:
    """How the cases answer a question of the sample; nothing for another question."""
    if question.domain != CASE_SAMPLE:
        return ""
    count = Counter(case.answers[question.ref] for case in cases if not case.not_auditable)
    if not any(count[word] for word in ANSWERS):
        return ""
    shown = [f"{word} {count[word]}" for word in ANSWERS if count[word] or word != "N/A"]
    return ", ".join([*shown, *([f"open {count['']}"] if count[""] else [])])
