"""What the baseline asks: five dimensions of five questions, each aligned to what is there."""

from __future__ import annotations

import pytest

from s117xl.audit.questions import all_questions as audit_questions
from s117xl.baseline.questions import (
    Question,
    all_questions,
    dimensions,
    of_dimension,
    quality_statements,
    scale,
)
from s117xl.law.authorities import all_authorities

QUESTIONS = list(all_questions().values())


def test_five_dimensions_of_five_questions_in_the_printed_order() -> None:
    refs = [f"B{dimension}.{number}" for dimension in range(1, 6) for number in range(1, 6)]
    assert list(all_questions()) == refs
    assert [len(of_dimension(number)) for number in dimensions()] == [5] * 5


def test_the_scale_has_five_levels_of_the_published_names() -> None:
    assert [level.name for level in scale().values()] == [
        "Significant gaps", "Early development", "Established", "Embedded", "Optimised",
    ]  # fmt: skip


def test_nine_quality_statements_and_nine_pillars_are_each_asked_about() -> None:
    assert len(quality_statements()) == 9
    assert {name for question in QUESTIONS for name in question.cqc} == set(quality_statements())
    assert {pillar for question in QUESTIONS for pillar in question.pillars} == set(range(1, 10))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.ref)
def test_a_question_says_what_good_evidence_is_and_rests_on_sources_that_exist(
    question: Question,
) -> None:
    assert question.text.endswith("?")
    assert question.good.endswith(".")
    assert question.sources
    assert set(question.authority) <= set(all_authorities())
    assert set(question.audit) <= set(audit_questions())
    assert question.authority
    assert question.audit
