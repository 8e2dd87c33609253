"""The buttons of the menu Audit: the sample and the scores of the workbooks beside the register.

Each imports what it works with when it is pressed, so that every other press begins as quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from s117xl.actions.desk import Action, Desk, Said
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.workbook.headings import Wanted

REGISTER = "tblRegister"


class Kind(NamedTuple):
    """A sort of workbook: what it is called, how one is made, how the tables that tell it begin."""

    called: str
    made_by: str
    known_by: tuple[str, ...]

    def is_that_of(self, workbook: Workbook) -> bool:
        """Whether the workbook is of this kind."""
        return any(name.startswith(self.known_by) for name in workbook.tables)


KINDS = {
    "register": Kind("a register", "s117xl new register REGISTER.xlsx", (REGISTER,)),
    "audit": Kind("an audit workbook", "s117xl new audit AUDIT.xlsx", ("tblRateD",)),
    "baseline": Kind(
        "a baseline workbook", "s117xl new baseline BASELINE.xlsx", ("tblBRate",)
    ),
    "competency": Kind(
        "a competency workbook", "s117xl new competency COMPETENCY.xlsx",
        ("tblStaff", "tblSelf", "tblSupervisor"),
    ),
    "survey": Kind("a survey workbook", "s117xl new survey SURVEY.xlsx", ("tblResponses",)),
}  # fmt: skip


def assessment_tables() -> list[str]:
    """The Excel names of all tables that these buttons read or write, but the register's."""
    from s117xl.audit import tables as audit
    from s117xl.baseline.read import known_tables
    from s117xl.competency import tables as competency
    from s117xl.survey import tables as survey

    names = [each.excel_name for each in audit.ALL]
    names += [each.excel_name for each in known_tables()]
    names += [each.excel_name for each in competency.READ]
    return [*names, *(each.excel_name for each in survey.ALL)]


def draw_sample(desk: Desk) -> Said:
    """The case sample stands in the audit, drawn from the register that is open beside it.

    The seed is the year that Scope names, and the register is looked at as at Scope's day.
    """
    from s117xl.audit import command as audit
    from s117xl.audit.answers import read_day, text_of

    workbook = require(desk, "audit", "Draw sample")
    scope = _scope(workbook)
    seed = text_of(scope.get("period"))
    if not seed:
        raise Refused(
            "The sample is drawn from the year that is audited, and the sheet Scope names none; "
            "fill in Year that is audited, such as 2025/26, then press the button again."
        )
    register = desk.beside(REGISTER)
    if register is None:
        raise Refused(
            f"The sample is drawn from the register, and none is open beside {workbook.name}; open "
            "it in the same Excel and press the button again, or, as in Excel on the web, do it "
            "on the closed files: s117xl sample REGISTER AUDIT --seed SEED"
        )
    drawn = audit.sample(register, workbook, seed, desk.today, as_at=read_day(scope.get("as_at")),
                         tell=desk.tell)  # fmt: skip
    lines = (*audit.sample_said(drawn, workbook.name), _from(register, drawn.as_at))
    return Said(lines, ("Sample", "A1"))


def score_audit(desk: Desk) -> Said:
    """The audit is scored, and what it comes to stands beside the answers.

    Where a register is open beside it, so does what the register says.
    """
    from s117xl.audit import command as audit
    from s117xl.audit.answers import read_day

    workbook = require(desk, "audit", "Score audit")
    as_at = read_day(_scope(workbook).get("as_at"))
    register = desk.beside(REGISTER)
    scored = audit.score_audit(workbook, desk.today, register=register, as_at=as_at, mark=True,
                               tell=desk.tell)  # fmt: skip
    scores = scored.scores
    gist = (
        "Scored, and written beside the answers: nothing stops the final report."
        if scores.final
        else f"Scored, and written beside the answers: {len(scores.lacks)} things stop the final "
        "report."
    )
    told = (
        f"The register's evidence is from {register.name}."
        if register
        else "The register's evidence was left out, as no register is open beside this workbook. "
        "Open it in the same Excel and press the button again, or, as in Excel on the web, do it "
        "on the closed files: s117xl score AUDIT --register REGISTER --mark"
    )
    return Said((gist, *audit.said(scored), told), ("Summary", "A1"))


def score_baseline(desk: Desk) -> Said:
    """What the baseline comes to is said; nothing is written, as its own formulas show it."""
    from s117xl.actions.scores_said import baseline_said
    from s117xl.baseline.read import days_ahead, read_baseline
    from s117xl.baseline.score import score

    found = read_baseline(require(desk, "baseline", "Baseline"), desk.tell)
    scored = score(found, found.as_at or desk.today())
    notes = [*found.notes, *days_ahead(found, scored.as_at)]
    lines = [*baseline_said(scored), *(f"Could not be read: {note}" for note in notes)]
    return Said(tuple(lines), ("Profile", "A1"))


def score_competency(desk: Desk) -> Said:
    """The gaps and what they ask for are said, with nobody's own scores; nothing is written."""
    from s117xl.actions.scores_said import competency_said
    from s117xl.competency.read import read_competency
    from s117xl.competency.score import score
    from s117xl.competency.summary import summarise
    from s117xl.competency.training import needs_of

    workbook = require(desk, "competency", "Competencies")
    book = read_competency(workbook, desk.today(), desk.tell)
    scores = score(book)
    summary = summarise(scores)
    proposals = needs_of(summary, book.audit, scores.settings)
    notes = (f"Note: {note.sentence}" for note in book.notes)
    lines = (*competency_said(summary, proposals), *notes)
    return Said(lines, ("Training", "A1"))


def score_survey(desk: Desk) -> Said:
    """What people say is told, small numbers withheld; nothing is written."""
    from s117xl.actions.scores_said import survey_said
    from s117xl.survey.read import read_survey
    from s117xl.survey.score import score

    found = read_survey(require(desk, "survey", "Survey"))
    lines = [*survey_said(score(found)), *(f"Note: {note}" for note in found.notes)]
    return Said(tuple(lines), ("Themes", "A1"))


def require(desk: Desk, name: str, label: str) -> Workbook:
    """The workbook of the desk. Refused where it is of another kind than the one named."""
    workbook, kind = desk.workbook, KINDS[name]
    if kind.is_that_of(workbook):
        return workbook
    others = (each.called for each in KINDS.values() if each.is_that_of(workbook))
    raise Refused(
        f"{label} is for {kind.called}, and {workbook.name} is {next(others, 'none of ours')}; "
        "open the one that is meant, or bring it to the front, then press the button again. A new "
        f"one is made by: {kind.made_by}"
    )


def _scope(workbook: Workbook) -> Mapping[str, Any]:
    """What an audit's Scope holds, by key."""
    from s117xl.audit.answers import text_of
    from s117xl.audit.tables import SCOPE

    name = SCOPE.excel_name
    wanted = Wanted(name, name, {"Key": "Key", "Value": "Value"}, {}, frozenset())
    rows = [row for table in workbook.read([wanted], lambda _: None) for row in records(table)]
    return {text_of(row.get("Key")): row.get("Value", "") for row in rows}


def _from(register: Workbook, as_at: str) -> str:
    return f"Drawn from {register.name} as at {as_at}."


ASSESSMENTS = (
    Action("draw_sample", "Audit", "Draw sample", "Filter",
           "Draw the cases of the audit in front from the register that is open beside it, so "
           "that anybody can draw them again. No answer is touched.", "AD", "workbook",
           draw_sample, "sample REGISTER AUDIT --seed YEAR --as-at DAY"),
    Action("score_audit", "Audit", "Score audit", "ConditionalFormattingIconSetsGallery",
           "Score the audit in front: ratings, what goes to the board, actions, and what the "
           "register says. No cell that you typed is changed.", "AS", "workbook", score_audit,
           "score AUDIT --register REGISTER --mark"),
    Action("score_baseline", "Audit", "Baseline", "ChartTypeBarInsertGallery",
           "Say what the baseline in front comes to: the lowest ratings, where partners differ, "
           "what is to be mended.", "AB", "workbook", score_baseline, "baseline BASELINE"),
    Action("score_competency", "Audit", "Competencies", "AddressBook",
           "Say what gaps in competency there are, and what they ask for. Nobody's own scores "
           "are told.", "AC", "workbook", score_competency, "competency COMPETENCY"),
    Action("score_survey", "Audit", "Survey", "ReviewNewComment",
           "Say what people, carers and practitioners tell in the survey in front. Small numbers "
           "are withheld.", "AV", "workbook", score_survey, "survey SURVEY"),
)  # fmt: skip
"""The menu Audit, for the workbook in front whose tables say of what kind it is."""
