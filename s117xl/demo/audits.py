"""The demonstration's two audits of an invented partnership: last year's, and this year's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from s117xl.audit.book import Filled
from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, all_questions
from s117xl.audit.tables import INDICATORS

THIS_YEAR, LAST_YEAR = "2025/26", "2024/25"
COMPLETED, COMPLETED_LAST = date(2026, 6, 29), date(2025, 6, 27)
Row = dict[str, Any]

_EVIDENCE = {
    1: "Joint policy of May 2025, sections 2 to 6; minutes of the board, four meetings.",
    2: "Twelve discharge summaries read; the ward's list of admissions held against them.",
    4: "Twenty plans read; the council's charging run of March 2026 held against the register.",
    5: "The register's review dates, and the minutes of twenty reviews.",
    6: "All endings of the year: the forms, the letters, the two signatures.",
    7: "Thirty records read for communication needs; the advocacy service's yearly figures.",
    8: "The register as it stands, the board's quarterly minutes, and the access list.",
}
_OUTCOMES = {
    "D9.1": "Readmissions by quarter: report to the board of May 2026.",
    "D9.2": "Crises of the year looked into one by one: paper of April 2026.",
    "D9.3": "Tenancies kept after a year: figures of the housing lead, March 2026.",
}
_NOT_YES = {
    "D1.5": "Partial", "D2.3": "Partial", "D2.4": "No", "D4.1": "Partial", "D4.3": "No",
    "D4.5": "Partial", "D5.2": "Partial", "D5.5": "No", "D6.3": "Partial", "D7.2": "Partial",
    "D7.5": "N/A", "D8.1.5": "No", "D8.2.4": "Partial", "D8.3.2": "Partial", "D8.3.5": "No",
    "D8.4.5": "Partial", "D8.5.2": "No", "D8.6.2": "Partial",
}  # fmt: skip
_NOT_YES_LAST = _NOT_YES | {
    "D1.2": "No", "D1.5": "No", "D2.2": "Partial", "D4.2": "No", "D5.1": "Partial",
    "D5.2": "No", "D6.3": "No", "D8.3.3": "No", "D8.4.1": "Partial", "D7.2": "Yes",
}  # fmt: skip
_NO_SUCH = "Nobody on the register has no recourse to public funds this year."

_RATINGS: dict[int, str | Row] = {
    1: {"Rating": "Green", "Narrative": "The policy is in force; disputes took too long once."},
    2: {"Rating": "Amber", "Narrative": "Wards tell social care late, and planning starts late."},
    3: {"Rating": "Amber", "Narrative": "Needs are described well; the link to the disorder is "
        "missing in some plans."},
    4: {"Rating": "Red", "Narrative": "Two people were charged for aftercare; both were paid back "
        "in May 2026."},
    5: {"Rating": "Amber", "Narrative": "Yearly reviews slip in two teams; light-touch reviews are "
        "not told apart."},
    6: {"Rating": "Amber", "Narrative": "Endings are joint and authorised; two letters gave no "
        "reasons that a person could follow."},
    7: {"Rating": "Green"},
    8: {"Rating": "Red", "Narrative": "Leads are not prompted, the Trust's teams cannot open it, "
        "and caseloads were not compared."},
    9: {"Rating": "Amber", "Narrative": "Readmissions and crises are followed; what people say is "
        "not yet gathered."},
}  # fmt: skip
_RATINGS_LAST: dict[int, str | Row] = _RATINGS | {
    1: {"Rating": "Amber", "Narrative": "No memorandum was signed, and disputes had no route."},
    5: {"Rating": "Red", "Narrative": "A third of the yearly reviews were late, some by a year."},
    6: {"Rating": "Red", "Narrative": "Half of the letters on endings gave no reasons at all."},
}
_ESCALATION: dict[str, Row] = {
    "D2": {"Escalated on": date(2026, 6, 30), "Board minute": "29/26"},
    "D3": {"Escalated on": date(2026, 6, 30), "Board minute": "30/26"},
    "D4": {"Escalated on": date(2026, 6, 30), "Board minute": "31/26"},
    "D6": {"Escalated on": date(2026, 6, 30), "Board minute": "32/26"},
    "D8": {"Escalated on": date(2026, 6, 30), "Board minute": "33/26"},
    "D9": {"Not escalated because": "The board asked for it itself, on 12 May 2026."},
}
_SUMMARY = {
    "Areas of strength": "Both bodies decide together, and people say that reviews help them.",
    "Areas for improvement": "Earlier planning on the wards, and yearly reviews in time.",
    "High-risk issues": "Two people were charged; the Trust cannot open the register.",
}
_PRACTICE: dict[str, Row] = {
    "P2.1": {"Answer": "yes", "What shows it": "The team's template asks for strengths first."},
    "P2.2": {"Answer": "partly", "What shows it": "Seen in eleven of twenty plans."},
    "P2.3": {"Answer": "partly", "What shows it": "Two of five teams."},
}


def this_year(names: Mapping[str, Any], as_at: date) -> Filled:
    """This year's audit before its sample is drawn: all but the cases is answered."""
    return Filled(
        scope=_scope(names, THIS_YEAR, as_at, COMPLETED),
        answers=_answers(_NOT_YES), ratings=_RATINGS, summary=_SUMMARY, escalation=_ESCALATION,
        practice=_PRACTICE, actions=[
            _action("D2", "Tell social care within two days of admission", "Head of wards", 9, 30),
            _action("D4", "Hold charging against the register each quarter", "Head of income",
                    7, 31),
            _action("D5", "Clear the late yearly reviews, two teams", "Head of mental health",
                    9, 30),
            _action("D6", "A letter that gives the reasons in plain words", "Head of practice",
                    8, 31),
            _action("D8", "Give the Trust's teams access", "Chief digital officer", 10, 31),
            _action("D9", "Hold the survey each year", "Head of quality", 12, 31),
        ],
    )  # fmt: skip


def last_year(names: Mapping[str, Any], as_at: date) -> Filled:
    """Last year's audit, whole, with a sample of its own and two actions still open."""
    return Filled(
        scope=_scope(names, LAST_YEAR, as_at, COMPLETED_LAST),
        answers=_answers(_NOT_YES_LAST), ratings=_RATINGS_LAST,
        cases=[
            {"Case": f"C{n:03}", "Record": f"Last year {n}", "Stratum": "live, section 3"}
            | indicator_answers(n + 40)
            for n in range(1, 13)
        ],
        actions=[
            {"Action id": "A-001"}
            | _action("D6", "Two signatures on each ending", "Head of practice", 1, 31, "Done"),
            {"Action id": "A-002"}
            | _action("D5", "A monthly list of reviews that fall due", "Head of quality", 3, 31),
            {"Action id": "A-003"}
            | _action("D8", "A register that both bodies can open", "Chief digital officer", 3, 31),
        ],
    )  # fmt: skip


def indicator_answers(number: int) -> dict[str, str]:
    """The six answers of a case, most of them Yes; the same for the same number."""
    return {f"D3.{n}": _of_case(number, n) for n in range(1, INDICATORS + 1)}


def _of_case(number: int, indicator: int) -> str:
    turn = (7 * number + 5 * indicator + number * indicator) % 23
    if turn < (indicator > 2) + 2 * (indicator == 5):
        return "No"
    if turn < 3 + 2 * (indicator == 5):
        return "Partial"
    return "N/A" if turn == 22 and indicator == 6 else "Yes"


def _scope(names: Mapping[str, Any], period: str, as_at: date, completed: date) -> Row:
    bodies = {key: names[key] for key in ("la_name", "icb_name", "trust_name")}
    methods = ("files", "policies", "register", "performance")
    done = {f"method_{name}": "yes" for name in methods} | {"method_feedback": "no"}
    partners = {f"partner_{name}": "yes" for name in ("la", "icb", "trust")}
    return {
        "period": period, "as_at": as_at, "completed": completed, "lead_name": "H. Calder",
        "lead_role": "Head of quality", "lead_org": bodies["la_name"], **bodies, **done, **partners,
    }  # fmt: skip


def _answers(not_yes: Mapping[str, str]) -> dict[str, str | Row]:
    answers: dict[str, str | Row] = dict(_OUTCOMES)
    for ref, question in all_questions().items():
        if question.domain in (CASE_SAMPLE, EVIDENCE_ALONE):
            continue
        answer = not_yes.get(ref, "Yes")
        row = {"Answer": answer, "Evidence": _EVIDENCE[question.domain]}
        answers[ref] = row | {"Why not applicable": _NO_SUCH} if answer == "N/A" else row
    return answers


def _action(domain: str, action: str, owner: str, month: int, day: int, state: str = "Open") -> Row:
    return {"Domain": domain, "Action": action, "Owner": owner, "Due": date(2026, month, day),
            "RAG": "Amber", "State": state}  # fmt: skip
