"""Answers brought into the survey workbook from a file with headings of its own.

Every column and every row is brought in or named. What says who somebody is stays out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused
from s117xl.register.plain_text import is_blank, tidy
from s117xl.survey.answers import read_about, read_answer, read_audience
from s117xl.survey.given import Cells, Given, read_given
from s117xl.survey.match import Match, match_headings
from s117xl.survey.read import Survey
from s117xl.survey.tables import RESPONSES, TEXTS, SurveyTable
from s117xl.survey.themes import about, audiences, choices, statements
from s117xl.survey.years import day_of, financial_year
from s117xl.workbook.areas import column_letters
from s117xl.workbook.edits import AppendRows, Edit, Value

Row = dict[str, Value]
_HEADINGS_WITHIN = 20
_LONGEST = 32_767


@dataclass(slots=True)
class Brought:
    """What comes of a file: rows by key for the two tables, the matches, and what is to be said."""

    responses: list[Row] = field(default_factory=list)
    words: list[Row] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def edits(self, survey: Survey) -> list[Edit]:
        """The rows under the workbook's own headings."""
        found = (_append(RESPONSES, self.responses, survey), _append(TEXTS, self.words, survey))
        return [edit for edit in found if edit.rows]


def _append(table: SurveyTable, rows: list[Row], survey: Survey) -> AppendRows:
    headings = survey.headings.get(table.sheet, {})
    cells = [[row.get(key) for key in headings] for row in rows]
    return AppendRows(table.excel_name, list(headings.values()), cells)


def bring(path: Path, survey: Survey, today: date) -> Brought:
    """The answers in the file that the survey does not hold. Raises Refused where there are none.

    Equal files give equal rows: a form with no id is given one made from its answers.
    """
    sheets = read_given(path)
    sheet, top, matches = _headed(sheets, path)
    bringing = _Bringing(survey, today, matches)
    for number, cells in sheet.rows:
        if number > top:
            bringing.take(cells)
    found = bringing.done()
    found.notes = [*_on_sheets(sheets, sheet, top), *_on_columns(found, survey), *found.notes]
    return found


def _headed(sheets: list[Given], path: Path) -> tuple[Given, int, list[Match]]:
    """The sheet and the row whose headings are known best."""
    best: tuple[int, Given, int, list[Match]] | None = None
    for sheet in sheets:
        for number, cells in sheet.rows[:_HEADINGS_WITHIN]:
            matches = match_headings({c: str(cell) for c, cell in cells.items()})
            known = sum(each.used and each.to in statements() for each in matches)
            if known and (best is None or known > best[0]):
                best = known, sheet, number, matches
    if best is None:
        raise Refused(
            f"No heading in {path.name} is a statement of this survey; head each column with its "
            "ref, such as L01, or with the words of the Questions sheet, and try again."
        )
    return best[1:]


def _on_sheets(sheets: list[Given], sheet: Given, top: int) -> Iterator[str]:
    if above := sum(number < top for number, _ in sheet.rows):
        yield f"Rows above the headings that were passed over: {above}."
    if others := [each.sheet for each in sheets if each is not sheet and each.rows]:
        yield f"Sheets that were not read: {', '.join(others)}."


def _on_columns(found: Brought, survey: Survey) -> Iterator[str]:
    """What became of each column that was not simply brought in."""
    for each in found.matches:
        where = f"Column {column_letters(each.column)} ({_short(each.heading)})"
        sure = f"{each.confidence:.0%} sure"
        if each.used and each.to == "private":
            yield f"{where} may say who somebody is and was not brought in."
        elif each.used and each.to == "passed":
            yield f"{where} is not needed and was not brought in."
        elif each.used and each.to in statements() and each.confidence < 1:
            yield f"{where} was taken for {each.to}, {sure}; see that it is right."
        elif not each.used and each.to:
            yield (
                f"{where} was not brought in; the nearest is {each.to}, {sure}. If it is that, "
                f"head it {each.to}, delete these rows from Responses, and import again."
            )
        elif not each.used:
            yield f"{where} is like nothing of this survey and was not brought in."
    theirs = {each.to for each in found.matches if each.used}
    ours = survey.headings.get(RESPONSES.sheet, {})
    if lost := sorted((theirs & set(RESPONSES.headings)) - set(ours)):
        yield f"Responses has no column for {', '.join(lost)}; what the file holds is not there."


def _short(heading: str) -> str:
    return heading if len(heading) <= 60 else f"{heading[:57]}..."


class _Bringing:
    """The rows of one file on their way in."""

    def __init__(self, survey: Survey, today: date, matches: list[Match]) -> None:
        self._year, self._today = survey.year, today
        self._places = {each.to: each.column for each in matches if each.used}
        self._texts = [each for each in matches if each.used and each.to == "free_text"]
        self._known = {each.column for each in matches}
        self._there = {each.id.casefold() for each in survey.responses}
        self._rows: dict[str, Row] = {}
        self._said: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._found = Brought(matches=matches)

    def take(self, cells: Cells) -> None:
        """Bring in one row, unless its id is there: then nothing more is said of it."""
        before, self._said = self._said, Counter()
        row: Row = {ref: self._answer(cells[self._places[ref]]) for ref in self._refs(cells)}
        row |= {key: self._about(key, self._cell(cells, key)) for key in about()}
        audience = self._audience(cells)
        said = tidy(self._cell(cells, "audience"))
        row["audience"] = audiences()[audience].label if audience else said
        row["year"] = self._year_of(cells)
        row["id"] = self._id(cells, audience, row)
        self._said["Cells under no heading, not brought in"] += len(cells.keys() - self._known)
        if again := self._again(row):
            self._said = before
            self._said[again] += 1
            return
        self._said += before
        self._rows[str(row["id"]).casefold()] = row
        self._take_words(cells, row)

    def done(self) -> Brought:
        """All that was brought in. Texts stand by the alphabet: their place tells nothing."""
        self._found.responses = list(self._rows.values())
        self._found.words.sort(key=lambda row: str(row["text"]).casefold())
        self._found.notes += [f"{what}: {n}." for what, n in self._said.items() if n]
        if any(isinstance(v, int) for row in self._rows.values() for v in row.values()):
            self._found.notes.append("Answers run from 1, strongly disagree, to 5, strongly agree.")
        return self._found

    def _cell(self, cells: Cells, key: str) -> Any:
        return cells.get(self._places.get(key, 0), "")

    def _refs(self, cells: Cells) -> Iterator[str]:
        return (ref for ref in statements() if self._places.get(ref, 0) in cells)

    def _answer(self, cell: Any) -> Value:
        answer = read_answer(cell)
        if answer is None:
            self._said["Answers that are none of ours, brought in as they stand, not counted"] += 1
            return cell if isinstance(cell, int | float | str) else str(cell)
        if answer == "":
            self._said["Answers such as n/a, taken as not answered"] += not is_blank(cell)
            return None
        return choices()[str(answer)].stored

    def _about(self, key: str, cell: Any) -> Value:
        value = read_about(key, cell)
        if value is None:
            self._said[f"{about()[key].heading} not on the list, and left blank"] += 1
        return value or None

    def _audience(self, cells: Cells) -> str:
        """As its column says; where that is blank, as the answers alone allow."""
        cell = self._cell(cells, "audience")
        if not is_blank(cell):
            found = read_audience(cell)
            self._said["Audiences that cannot be told; correct them in Responses"] += not found
            return found
        answered = {statements()[ref].audience for ref in self._refs(cells)}
        if len(answered) == 1:
            return answered.pop()
        self._said["Audiences that cannot be told; correct them in Responses"] += 1
        return ""

    def _year_of(self, cells: Cells) -> str:
        """As its column says, else the financial year of its date, else the survey's own."""
        if year := tidy(self._cell(cells, "year")):
            return year
        day = day_of(self._cell(cells, "when"))
        if day and day > self._today:
            self._said["Dates after today, which were not used"] += 1
            day = None
        if not day:
            return self._year
        return financial_year(day)

    def _id(self, cells: Cells, audience: str, row: Row) -> str:
        """Their id after its audience and year, as two forms may number alike; else one made."""
        letter = audiences()[audience].letter if audience else ""
        before = "".join(f"{part}-" for part in (letter, row["year"]) if part)
        if theirs := tidy(self._cell(cells, "id")):
            return theirs if theirs.startswith(before) else before + theirs
        words = [str(cells.get(each.column, "")) for each in self._texts]
        told = repr((sorted(row.items(), key=lambda each: each[0]), words))
        made = hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:10]
        self._made[made] += 1  # two people may answer all alike
        return f"{before}{made}-{self._made[made]}"

    def _again(self, row: Row) -> str:
        """What is said of a row whose id is there already, "" where it is new."""
        id = str(row["id"]).casefold()
        if id in self._there:
            return "Responses that are there already and were not added again"
        if id not in self._rows:
            return ""
        other = "the same answers" if self._rows[id] == row else "other answers: mend the ids"
        return f"Rows that repeat a response id with {other}, not added"

    def _take_words(self, cells: Cells, row: Row) -> None:
        for each in self._texts:
            text = str(cells.get(each.column, "")).strip()
            self._said["Texts longer than a cell holds, cut at its end"] += len(text) > _LONGEST
            if text:
                self._found.words.append(
                    {"audience": row["audience"], "year": row["year"], "question": each.heading,
                     "text": text}
                )  # fmt: skip
