"""Which gaps and which audit ratings propose what."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from s117xl.audit.tables import DOMAINS, rating_table
from s117xl.competency.audit_link import read_audit_ratings, write_ratings
from s117xl.competency.book import Filled, write_competency
from s117xl.competency.read import read_competency
from s117xl.competency.score import Scores, score
from s117xl.competency.settings import CompetencySettings
from s117xl.competency.tables import KINDS
from s117xl.competency.training import SUPERVISION, SYSTEM, TRAINING, kinds, needs
from s117xl.refusal import Refused
from s117xl.workbook.closed import ClosedWorkbook
from tests.competency.people import TODAY, made, rated, staff, team

AMBER, RED = {"D5": "Amber"}, {"D5": "Amber", "D6": "Red"}


@pytest.mark.parametrize(
    ("rate", "gaps", "weak", "proposed"),
    [
        (0.0, 0, {}, []),
        (0.2, 4, {}, [SUPERVISION]),
        (0.25, 5, {}, [TRAINING, SUPERVISION]),
        (0.49, 9, {}, [TRAINING, SUPERVISION]),
        (0.5, 10, {}, list(KINDS)),
        # The audit is weak though people know how: the system is looked at.
        (0.0, 0, AMBER, [SUPERVISION, SYSTEM]),
        (0.2, 4, AMBER, [SUPERVISION, SYSTEM]),
        (0.3, 6, AMBER, [TRAINING, SUPERVISION]),
        (0.3, 6, RED, list(KINDS)),
        # What is withheld or not known is not nought, and proposes nothing by itself.
        (None, None, {}, []),
        (None, None, AMBER, [SUPERVISION, SYSTEM]),
        (None, None, RED, [SUPERVISION, SYSTEM]),
    ],
)
def test_what_is_proposed(
    rate: float | None, gaps: int | None, weak: dict[str, str], proposed: list[str]
) -> None:
    assert kinds(rate, gaps, weak, CompetencySettings()) == proposed


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    """Twelve people; in C5 half of North falls short, in C2 one of South."""
    people = [*team("North", "ABCDEF"), *team("South", "GHIJKL")]
    rows = [rated(id, C5_P1=0 if id in "ABC" else 2, C2_P1=1 if id == "G" else 2)
            for id in "ABCDEFGHIJKL"]  # fmt: skip
    path = tmp_path_factory.mktemp("twelve") / "twelve.xlsx"
    return score(made(path, Filled(people, (), rows)))


def test_gaps_alone_propose(scores: Scores) -> None:
    found = [(p.domain.ref, p.kind, p.people, p.of) for p in needs(scores, {})]
    assert found == [
        ("C2", SUPERVISION, 1, 12),
        ("C5", TRAINING, 3, 12),
        ("C5", SUPERVISION, 3, 12),
    ]


def test_a_proposal_says_for_whom_and_why(scores: Scores) -> None:
    proposal = next(p for p in needs(scores, {"D4": "Red", "D1": "Green"}) if p.kind == TRAINING)
    assert proposal.domain.ref == "C5"
    assert (proposal.teams, proposal.levels) == (("North",), {"Practitioner": 3})
    assert proposal.audit == {"D4": "Red"}
    assert "3 of 12" in proposal.why
    assert "D4 Red" in proposal.why


def test_a_weak_audit_domain_proposes_where_it_bears(scores: Scores) -> None:
    found = {(p.domain.ref, p.kind) for p in needs(scores, {"D8": "Amber"})}
    assert {("C6", SUPERVISION), ("C6", SYSTEM)} <= found
    assert ("C6", TRAINING) not in found


def test_a_green_or_missing_rating_adds_nothing(scores: Scores) -> None:
    assert needs(scores, {"D8": "Green"}) == needs(scores, {})


def test_gaps_of_four_people_propose_nothing(tmp_path: Path) -> None:
    rows = [rated(id, all=0) for id in "ABCD"]
    few = score(made(tmp_path / "x.xlsx", Filled([staff(id) for id in "ABCD"], (), rows)))
    assert needs(few, {}) == []


def audit(path: Path, ratings: dict[int, tuple[str, str]]) -> Path:
    """An audit workbook with the suggested and the chosen rating of these domains."""
    book = xlsxwriter.Workbook(path)
    for number in DOMAINS:
        table = rating_table(number)
        sheet = book.add_worksheet(table.sheet)
        suggested, chosen = ratings.get(number, ("", ""))
        cells = {"Suggested": suggested, "Rating": chosen, "Narrative": "x"}
        row = [cells.get(name, "") for name in table.headings]
        columns = [{"header": name} for name in table.headings]
        sheet.add_table(0, 0, 1, len(columns) - 1, {
            "name": table.excel_name, "columns": columns, "data": [row],
        })  # fmt: skip
    book.close()
    return path


def test_ratings_are_read_from_the_audit(tmp_path: Path) -> None:
    path = audit(tmp_path / "audit.xlsx", {
        1: ("Green", "Amber"), 2: ("Red", ""), 3: ("", "red "), 4: ("Green", "orange"),
        **{n: ("Green", "Green") for n in (5, 6, 7)},
    })  # fmt: skip
    ratings, notes = read_audit_ratings(path)
    assert ratings == {
        "D1": "Amber", "D2": "Red", "D3": "Red", "D5": "Green", "D6": "Green", "D7": "Green",
    }  # fmt: skip
    assert ["D2" in notes[0], "D4" in notes[1], "D4, D8, D9" in notes[2]] == [True] * 3


def test_what_is_no_audit_is_refused(tmp_path: Path) -> None:
    write_competency(tmp_path / "c.xlsx")
    with pytest.raises(Refused, match=r"c\.xlsx is not an audit workbook"):
        read_audit_ratings(tmp_path / "c.xlsx")


def test_ratings_written_onto_audit_link_are_read_again(tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    write_competency(path, Filled(audit={"D1": "Green", "D2": "Amber"}))
    write_ratings(ClosedWorkbook(path), {"D2": "Red", "D9": "Amber"})
    assert read_competency(path, TODAY).audit == {"D1": "Green", "D2": "Red", "D9": "Amber"}
