"""The workbooks beside the register, filled in by an invented partnership, sampled and scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.audit.book import write_audit
from s117xl.audit.command import Scored, sample, score_audit
from s117xl.audit.tables import CASE_GRID, INDICATORS
from s117xl.baseline.book import write_baseline
from s117xl.competency.book import write_competency
from s117xl.demo.audits import THIS_YEAR, indicator_answers, last_year, this_year
from s117xl.demo.partners import northvale
from s117xl.demo.staff import workforce
from s117xl.demo.voices import voices
from s117xl.survey.book import write_survey
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import WriteColumn
from s117xl.workbook.headings import Wanted

AUDIT, BEFORE = "audit.xlsx", "audit-last-year.xlsx"
BASELINE, COMPETENCY, SURVEY = "baseline.xlsx", "competency.xlsx", "survey.xlsx"
NAMES = (AUDIT, BEFORE, BASELINE, COMPETENCY, SURVEY)


def make_assessments(folder: Path, register: Path, names: Mapping[str, Any], as_at: date) -> Scored:
    """The folder holds this year's audit and last year's, a baseline, competencies and a survey.

    The audit's cases are drawn from the register and answered, and the audit is scored and marked;
    `names` are those of the partners, as the register's settings have them. All is as on `as_at`.
    """
    write_audit(folder / BEFORE, filled=last_year(names, as_at.replace(year=as_at.year - 1)))
    write_audit(folder / AUDIT, filled=this_year(names, as_at))
    scored = _audit(folder, register, lambda: as_at)
    write_baseline(folder / BASELINE, northvale(names, as_at), as_at)
    ratings = {each.ref: each.rating for each in scored.scores.domains if each.rating}
    partnership = "Northvale partnership"
    write_competency(folder / COMPETENCY, workforce(partnership, ratings))
    write_survey(folder / SURVEY, voices(partnership))
    return scored


def _audit(folder: Path, register: Path, today: Callable[[], date]) -> Scored:
    """This year's audit: the sample drawn, its cases answered, all of it scored and marked."""
    audit, previous = ClosedWorkbook(folder / AUDIT), folder / BEFORE
    drawn = sample(register, audit, THIS_YEAR, today, previous=previous, as_at=today())
    _answer_cases(audit, len(drawn.cases))
    return score_audit(audit, today, register=register, previous=previous, as_at=today(),
                       mark=True)  # fmt: skip


def _answer_cases(audit: ClosedWorkbook, count: int) -> None:
    """Each case that was drawn is answered, but for one whose papers could not be found."""
    name = CASE_GRID.excel_name
    wanted = Wanted(name, name, {"Case": "Case"}, {}, frozenset())
    (grid,) = audit.read([wanted], lambda _: None)
    answers = [indicator_answers(number) for number in range(1, count + 1)]
    blank = [None] * (grid.count - count)
    edits = [
        WriteColumn(name, ref, [*(None if row is answers[-1] else row[ref] for row in answers),
                                *blank])
        for ref in (f"D3.{n}" for n in range(1, INDICATORS + 1))
    ]  # fmt: skip
    why = [*[None] * (count - 1), "The papers could not be found.", *blank]
    audit.apply([*edits, WriteColumn(name, "Not auditable because", why)])
