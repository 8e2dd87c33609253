"""The nine pillars: what is mapped to each agrees with where it comes from."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from s117xl.law.authorities import authority
from s117xl.pillars.pillars import all_pillars, questions, rules_of, score_practice
from s117xl.rules.catalogue import all_rules

# Domain: pillars, as the published audit tool and competency framework print them.
AUDIT = {1: (1, 7, 8), 2: (1, 5), 3: (2, 4, 5), 4: (7,), 5: (4, 5, 9), 6: (), 7: (6, 9),
         8: (1, 8, 9), 9: (4, 5, 9)}  # fmt: skip
COMPETENCY = {1: (1, 7, 9), 2: (2, 4, 5, 6), 3: (3, 8), 4: (4, 5, 9), 5: (7,), 6: (8, 9)}


def test_there_are_nine() -> None:
    assert list(all_pillars()) == list(range(1, 10))
    assert len({pillar.name for pillar in all_pillars().values()}) == 9


@pytest.mark.parametrize(("part", "printed"), [("audit", AUDIT), ("competency", COMPETENCY)])
def test_domains_are_mapped_as_printed(part: str, printed: dict[int, tuple[int, ...]]) -> None:
    for number, pillar in all_pillars().items():
        assert getattr(pillar, part) == tuple(d for d, ps in printed.items() if number in ps)


def test_no_audit_domain_is_invented_for_pillar_3() -> None:
    assert all_pillars()[3].audit == ()
    assert all(6 not in pillar.audit for pillar in all_pillars().values())


def test_every_figure_belongs_to_one_pillar() -> None:
    codes = Counter(code for pillar in all_pillars().values() for code in pillar.kpis)
    assert codes == Counter(f"K{number:02}" for number in range(1, 39))


def test_every_rule_belongs_to_one_pillar() -> None:
    assert sum(len(rules_of(number)) for number in all_pillars()) == len(all_rules())
    assert "R041" in rules_of(9)


def test_the_baseline_is_mapped_as_its_questions_are() -> None:
    baseline: Any = pytest.importorskip("s117xl.baseline.questions")
    for number, pillar in all_pillars().items():
        asked = {q.dimension for q in baseline.all_questions().values() if number in q.pillars}
        assert pillar.baseline == tuple(sorted(asked))


def test_pillar_2_alone_has_questions_four_of_them() -> None:
    assert list(questions()) == ["P2.1", "P2.2", "P2.3", "P2.4"]
    assert {question.pillar for question in questions().values()} == {2}
    assert all(authority(question.authority) for question in questions().values())


def test_questions_are_single_sentences() -> None:
    for question in questions().values():
        assert re.fullmatch(r"[A-Z][^?.]+\?", question.text)


@pytest.mark.parametrize(
    ("answer", "score"),
    [("yes", 2), ("Yes ", 2), ("Y", 2), ("partly", 1), ("partially", 1), ("not yet", 0), ("no", 0),
     (2, 2), (1.0, 1), ("0", 0), ("", None), (None, None), (3, None), ("often", None),
     (True, None), ("1.5", None)],
)  # fmt: skip
def test_an_answer_is_read_where_it_cannot_be_mistaken(answer: Any, score: int | None) -> None:
    assert score_practice({"P2.1": answer}).scores["P2.1"] == score


def test_a_blank_is_no_nought() -> None:
    practice = score_practice({"P2.1": "yes", "P2.2": ""})
    assert (practice.points, practice.answered) == (2, 1)
    assert practice.notes == ()


def test_what_cannot_be_told_is_named() -> None:
    practice = score_practice({"P2.1": "often", "P9.1": "yes"})
    assert len(practice.notes) == 2
    assert "P2.1" in practice.notes[0]
    assert "P9.1" in practice.notes[1]
    assert "often" not in " ".join(practice.notes)
