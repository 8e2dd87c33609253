"""The workbook's own formulas say what Python says, as LibreOffice works them out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import openpyxl
import pytest

from s117xl.competency.book import Filled, write_competency
from s117xl.competency.book_teams import TEAM_FIRST
from s117xl.competency.framework import domains
from s117xl.competency.model import Competency
from s117xl.competency.read import read_competency
from s117xl.competency.score import Scores, score
from s117xl.competency.summary import summarise
from s117xl.competency.tables import KINDS, SMALL, WITHHELD
from s117xl.competency.training import needs
from tests.competency.people import TODAY, many, rated, staff
from tests.office import needs_libreoffice, recalculate

pytestmark = needs_libreoffice


def odd() -> Filled:
    """The workforce with rows that do not count, a role that is unknown, and other settings."""
    filled = many()
    people = [*filled.staff, staff("S003", team="Nowhere"), staff("T1", "Juggler", "North"),
              staff("", name="No id"), staff("T2", " Manager ", " North "),
              staff("T3", "Visitor")]  # fmt: skip
    own = [*filled.own, rated("S004"), rated("Stranger"), rated("T2", C1_P1=0), rated("T3")]
    theirs = [*filled.supervisor, rated("S005", all=0), rated("T1"), rated("T2"), rated("T3")]
    roles = [{"role": "Social worker", **dict.fromkeys(domains(), "Practitioner")},
             {"role": "Manager", **dict.fromkeys(domains(), "Senior"), "C6": None},
             {"role": "Visitor", **dict.fromkeys(domains(), "none"), "C1": "Leader"}]  # fmt: skip
    settings = {"counts": "both", "least": 6, "training_from": 0.4, "system_from": 0.45}
    return Filled(people, own, theirs, roles, {"D2": "Amber", "D6": "Red"}, settings)


class Both(NamedTuple):
    """A workbook as Python reads and scores it, and as LibreOffice works it out."""

    book: Competency
    scores: Scores
    calculated: Any


CASES = {
    "many": many(),
    "odd": odd(),
    "by themselves": replace(many(), settings={"counts": "self"}),
    "empty": Filled(),
    "four": Filled([staff(id) for id in "ABCD"], (), [rated(id, all=0) for id in "ABCD"]),
}


@pytest.fixture(scope="module", params=CASES)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("agrees")
    path = folder / "competency.xlsx"
    write_competency(path, CASES[request.param])
    calculated = openpyxl.load_workbook(recalculate(path, folder / "out"), data_only=True)
    book = read_competency(path, TODAY)
    return Both(book, score(book), calculated)


def gaps(both: Both) -> list[dict[str, Any]]:
    """The rows of Gaps that count, by heading."""
    headings, *rows = both.calculated["Gaps"].iter_rows(values_only=True)
    found = [dict(zip(headings, row, strict=True)) for row in rows]
    return [row for row in found if row["Counted"] == 1]


def test_gaps_has_everybody_once(both: Both) -> None:
    shown = [(row["Staff id"], row["Team"]) for row in gaps(both)]
    assert shown == [(p.person.id, p.team) for p in both.scores.people]


@pytest.mark.parametrize("ref", domains())
def test_gaps_says_what_python_says(both: Both, ref: str) -> None:
    for row, person in zip(gaps(both), both.scores.people, strict=True):
        mine = person.domains[ref]
        parts = ("expected", "self", "self short at", "supervisor", "supervisor short at", "gap")
        shown = tuple(row[f"{ref} {part}"] or "" for part in parts)
        assert shown == (
            mine.expected, mine.own.reached, mine.own.short_at, mine.supervisor.reached,
            mine.supervisor.short_at, mine.result,
        )  # fmt: skip
        assert (row[f"{ref} differ"] or 0) == len(mine.differ)


def test_the_number_of_gaps_is_no_nought_where_something_is_open(both: Both) -> None:
    for row, person in zip(gaps(both), both.scores.people, strict=True):
        number = len(person.gaps)
        is_open = any(s.result == "cannot tell" for s in person.domains.values())
        words = f"at least {number}" if number else "cannot tell"
        assert row["Gaps"] == (words if is_open else number)


def test_all_staff_by_domain(both: Both) -> None:
    sheet = both.calculated["Teams"]
    for row, mine in enumerate(summarise(both.scores).domains.values(), 6):
        shown = [cell.value for cell in sheet[row][1:6]]
        figures = mine.figures
        if figures.suppressed:
            assert shown == [WITHHELD] * 5
        else:
            assert shown[3] == pytest.approx(figures.gap_rate, abs=1e-4)
            assert [*shown[:3], shown[4]] == [
                figures.people, figures.met, figures.gaps, mine.cannot_tell,
            ]  # fmt: skip


def test_each_team_and_what_is_withheld(both: Both) -> None:
    rows = both.calculated["Teams"].iter_rows(min_row=TEAM_FIRST + 1, values_only=True)
    shown = [row for row in rows if row[0]]
    teams = summarise(both.scores).teams
    assert [row[0] for row in shown] == [t.team for t in teams]
    for row, team in zip(shown, teams, strict=True):
        assert row[1] == (SMALL if team.people is None else team.people)
        for place, figures in enumerate(team.figures.values()):
            people, rate = row[2 + 2 * place : 4 + 2 * place]
            if figures.suppressed:
                assert (people, rate) == (WITHHELD, WITHHELD)
            else:
                assert people == figures.people
                assert rate == pytest.approx(figures.gap_rate, abs=1e-4)


def test_training_proposes_the_same(both: Both) -> None:
    proposed = {(p.domain.ref, p.kind) for p in needs(both.scores, both.book.audit)}
    rows = list(both.calculated["Training"].iter_rows(min_row=2, max_row=19, values_only=True))
    assert [(row[0], row[2]) for row in rows] == [(r, k) for r in domains() for k in KINDS]
    assert {(row[0], row[2]) for row in rows if row[3] == "yes"} == proposed
    whys = {p.domain.ref: p.why for p in needs(both.scores, both.book.audit)}
    for row in rows:
        if row[0] in whys:
            assert row[4] == whys[row[0]]


def test_start_counts_people_and_who_is_rated(both: Both) -> None:
    rows = {row[0]: row[1] for row in both.calculated["Start"].iter_rows(values_only=True)}
    people = len(both.scores.people)
    assert rows["People on Staff"] == people
    assert rows["Rated by themselves"] == f"{len(both.book.own)} of {people}"
    assert rows["Rated by a supervisor"] == f"{len(both.book.supervisor)} of {people}"
    assert rows["Teams"] == len(both.scores.teams)
    assert rows["Room"] == "Enough."


def test_no_formula_shows_an_error(both: Both) -> None:
    for sheet in both.calculated:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e", f"{sheet.title}!{cell.coordinate}"
