"""The facts for Word: role profiles, one person's supervision record, the training needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.competency.book import Filled
from s117xl.competency.model import Competency
from s117xl.competency.score import score
from s117xl.competency.word_facts import (
    role_profile,
    role_profiles,
    supervision_record,
    training_needs,
)
from tests.competency.people import RATED, made, many, rated, staff


@pytest.fixture
def book(tmp_path: Path) -> Competency:
    filled = Filled(
        [staff("A", "Commissioner"), staff("B")],
        [rated("A", C1_S1=2)],
        [rated("A", C1_S1=1, C5_P1=None, C6_L1="N/A")],
        settings={"partnership": "Northshire"},
    )
    return made(tmp_path / "x.xlsx", filled)


def test_a_role_profile_holds_the_statements_up_to_its_level(book: Competency) -> None:
    (profile,) = [p for p in role_profiles(book) if p.role == "Commissioner"]
    law, person = profile.domains[:2]
    assert profile.partnership == "Northshire"
    assert law.expected == "Senior or specialist practitioner"
    assert [ref for level in law.levels for ref, _ in level.statements] == [
        "C1.P1", "C1.P2", "C1.P3", "C1.S1", "C1.S2", "C1.S3",
    ]  # fmt: skip
    assert [level.level for level in person.levels] == ["Practitioner"]
    assert "title inferred" in profile.domains[2].title


def test_a_role_with_nothing_set_says_so() -> None:
    profile = role_profile("Porter", {"C1": "none"})
    assert [d.expected for d in profile.domains] == ["none", *["not set"] * 5]
    assert not any(d.levels for d in profile.domains)


def test_a_supervision_record_tells_gaps_differences_and_prompts(book: Competency) -> None:
    record = supervision_record(score(book).people[0], book)
    assert (record.person_id, record.role, record.supervisor) == ("A", "Commissioner", "Sam Lead")
    assert (record.rated_on, record.supervisor_rated_on) == (RATED, RATED)
    assert [line.result for line in record.lines] == ["gap", "met", "met", "met", "cannot tell",
                                                      "met"]  # fmt: skip
    assert [(g.ref, g.own, g.supervisor) for g in record.gaps] == [
        ("C1.S1", "2 met", "1 developing")
    ]
    assert [(d.ref, d.supervisor) for d in record.differences] == [
        ("C1.S1", "1 developing"), ("C6.L1", "N/A"),
    ]  # fmt: skip
    assert [prompt[:3] for prompt in record.prompts] == ["C1:", "C1:", "C5:", "C6:"]


def test_somebody_whom_nobody_has_rated_has_a_record_too(book: Competency) -> None:
    record = supervision_record(score(book).people[1], book)
    assert (record.rated_on, record.gaps, record.differences) == (None, (), ())
    assert {line.result for line in record.lines} == {"cannot tell"}


def test_training_needs_hold_nobody(tmp_path: Path) -> None:
    book = made(tmp_path / "many.xlsx", many())
    facts = repr(training_needs(score(book), book.audit))
    assert "C1" in facts
    assert not any(person.id in facts or person.name in facts for person in book.people)
