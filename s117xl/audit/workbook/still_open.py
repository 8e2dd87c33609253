"""What still stands between the draft and the final report: each as a formula of how many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, all_questions, domains
from s117xl.audit.tables import RATINGS
from s117xl.audit.workbook import first_words, formulas, scope
from s117xl.audit.workbook.escalation import first_to_do
from s117xl.audit.workbook.formulas import only
from s117xl.audit.workbook.sentences import NOTHING_LACKS
from s117xl.audit.workbook.shown import Shown, case_to_do, text

_PARTNERS = ("partner_la", "partner_icb", "partner_trust")
_LEAD = ("lead_name", "lead_role", "lead_org")
_ASKED = [number for number in domains() if number not in (CASE_SAMPLE, EVIDENCE_ALONE)]


class Check(NamedTuple):
    """One thing that the final report needs: how many are left, as a formula and now; where."""

    what: str
    left: str
    now: int
    sheet: str


def checks(shown: Shown) -> Iterator[Check]:
    """Everything that the final report needs, in the order of the work."""
    yield Check("Cases of the sample that are not finished",
                f"{formulas.cases_listed()}-{formulas.cases_done()}",
                sum(case_to_do(case).endswith("to answer") for case in shown.filled.cases),
                "D3 cases")  # fmt: skip
    yield Check("Questions with no answer", _unanswered(), _unanswered_now(shown), "D1")
    yield Check("Yes without evidence, N/A without a reason", _states("Say why", "Evidence"),
                _states_now(shown, "Say why", "Evidence"), "D1")  # fmt: skip
    rated = [number for number in domains() if shown.rating(number) in RATINGS]
    all_rated = "+".join(_rated(number) for number in domains())
    yield Check("Domains with no rating", f"{len(domains())}-({all_rated})",
                len(domains()) - len(rated), "D1")  # fmt: skip
    yield Check("Ratings that lack a narrative, a reason or a second name",
                "+".join(f"{_rated(n)}*({lacks_name(n)}<>\"{NOTHING_LACKS}\")" for n in domains()),
                sum(first_words.rating_lacks(shown, n) != NOTHING_LACKS for n in rated),
                "D1")  # fmt: skip
    yield Check("Amber and Red domains with no action",
                "+".join(_planless(f"D{n}") for n in domains()), len(_planless_now(shown)),
                "Action plan")  # fmt: skip
    to_do = [first_to_do(shown, number) for number in domains()]
    yield Check("Amber and Red domains not escalated yet",
                'COUNTIF(tblEscalation[To do],"Escalate*")+COUNTIF(tblEscalation[To do],"Give*")',
                sum(each.startswith(("Escalate", "Give")) for each in to_do),
                "Escalation")  # fmt: skip
    scoped = shown.filled.scope
    yield Check("Partners who have not taken part",
                "+".join(f'({scope.value_of(key)}<>"yes")' for key in _PARTNERS),
                sum(scoped.get(key) != "yes" for key in _PARTNERS), "Scope")  # fmt: skip
    yield Check("Name, role or organisation of the audit lead",
                "+".join(f'({scope.value_of(key)}="")' for key in _LEAD),
                sum(not scoped.get(key) for key in _LEAD), "Scope")  # fmt: skip
    yield Check("Date completed", f"IF(ISNUMBER({formulas.COMPLETED}),0,1)",
                int(shown.completed is None), "Scope")  # fmt: skip


def lacks_name(number: int) -> str:
    """The defined name of the sentence that says what a rating lacks."""
    return f"s117_audit_lacks_D{number}"


def _states(*words: str) -> str:
    return "+".join(f'COUNTIF(tblD{n}[To do],"{word}")' for n in _ASKED for word in words)


def _states_now(shown: Shown, *words: str) -> int:
    asked = (question for question in all_questions().values() if question.domain in _ASKED)
    return sum(shown.to_do(question) in words for question in asked)


def _unanswered() -> str:
    answered = _states(*formulas.ANSWERED)
    return (f'{len(all_questions())}-({answered}+COUNTIF(tblD3[Counts as],"?*")'
            '+COUNTIF(tblD9[To do],"Done"))')  # fmt: skip


def _unanswered_now(shown: Shown) -> int:
    return sum(not _is_answered(shown, ref) for ref in all_questions())


def _is_answered(shown: Shown, ref: str) -> bool:
    question = all_questions()[ref]
    if question.domain == CASE_SAMPLE:
        return bool(shown.counts_as(question))
    if question.domain == EVIDENCE_ALONE:
        return shown.to_do(question) == "Done"
    return shown.to_do(question) in formulas.ANSWERED


def _rated(number: int) -> str:
    return f"COUNTIF({formulas.RATINGS},TRIM({only(f'tblRateD{number}', 'Rating')}))"


def _planless(ref: str) -> str:
    rating = f'INDEX(tblEscalation[Rating],MATCH("{ref}",tblEscalation[Domain],0))'
    planned = f'COUNTIFS(tblActions[Domain],"{ref}",tblActions[Action],"?*")'
    return f'({planned}=0)*(({rating}="Amber")+({rating}="Red"))'


def _planless_now(shown: Shown) -> list[str]:
    poor = (f"D{number}" for number in domains() if shown.stands(number) in ("Amber", "Red"))
    planned = {text(row, "Domain") for row in shown.filled.actions if text(row, "Action")}
    return [ref for ref in poor if ref not in planned]
