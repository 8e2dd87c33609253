"""The audit asks what the published tool asks, by its refs, and each question stands on its law."""

from __future__ import annotations

import re

import pytest

from s117xl.audit.questions import all_questions, domains, of_domain, of_group
from s117xl.law.authorities import all_authorities
from s117xl.rules.catalogue import all_rules

COUNTS = {1: 5, 2: 4, 3: 6, 4: 5, 5: 5, 6: 4, 7: 5, 8: 30, 9: 4}
GROUPS = {"8.1": 5, "8.2": 6, "8.3": 5, "8.4": 5, "8.5": 5, "8.6": 4}
PILLARS = {
    1: (1, 7, 8), 2: (1, 5), 3: (2, 4, 5), 4: (7,), 5: (4, 5, 9), 6: (), 7: (6, 9), 8: (1, 8, 9),
    9: (4, 5, 9),
}  # fmt: skip
CRITICAL = {
    "D3.1", "D3.4", "D3.5", "D4.2", "D4.3", "D4.4", "D5.1", "D5.2", "D6.1", "D6.2", "D6.3", "D6.4",
    "D7.4", "D7.5", "D8.2.1", "D8.2.2", "D8.2.3", "D8.5.3", "D8.5.4",
}  # fmt: skip
RULES = {
    "D8.2.2": "R027 R028 R029", "D8.2.3": "R066 R067 R068 R069 R070 R071", "D8.2.4": "R054 R055",
    "D8.2.5": "R080 R081", "D8.2.6": "R084", "D8.3.1": "R041 R042", "D8.3.2": "R043",
    "D8.3.3": "R041 R044", "D8.3.4": "R047", "D8.4.1": "R121", "D8.5.1": "R122 R124 R125",
    "D8.5.2": "R123 R124 R125", "D8.5.3": "R126", "D8.5.4": "R015",
    "D8.5.5": "R094 R095 R096 R097", "D6.1": "R003 R004 R005", "D6.2": "R006", "D6.3": "R008",
    "D6.4": "R013", "D7.1": "R101", "D7.2": "R100", "D7.4": "R094 R095 R096 R097",
    "D7.5": "R092 R093", "D4.3": "R001", "D4.5": "R089",
}  # fmt: skip
"""The rules that must speak to a question; more may."""

KPIS = {"D5.1": "K05", "D5.2": "K06", "D5.3": "K09"}


def printed_refs() -> list[str]:
    plain = {n: [f"D{n}.{q}" for q in range(1, count + 1)] for n, count in COUNTS.items()}
    plain[8] = [f"D{group}.{q}" for group, count in GROUPS.items() for q in range(1, count + 1)]
    return [ref for refs in plain.values() for ref in refs]


def test_64_questions_and_4_indicators_stand_in_the_printed_order() -> None:
    assert list(all_questions()) == printed_refs()
    answered = [question.answered for question in all_questions().values()]
    assert (answered.count(True), answered.count(False)) == (64, 4)
    assert all(
        question.domain == 9 for question in all_questions().values() if not question.answered
    )


@pytest.mark.parametrize(("number", "count"), COUNTS.items())
def test_each_domain_has_its_count(number: int, count: int) -> None:
    assert len(of_domain(number)) == count


@pytest.mark.parametrize(("group", "count"), GROUPS.items())
def test_each_part_of_domain_8_has_its_count(group: str, count: int) -> None:
    assert len(of_group(group)) == count
    assert list(domains()[8].groups) == list(GROUPS)


def test_pillars_are_as_printed_with_none_for_domain_6_and_no_domain_for_pillar_3() -> None:
    assert {number: domain.pillars for number, domain in domains().items()} == PILLARS
    assert all(
        question.pillars == PILLARS[question.domain] for question in all_questions().values()
    )
    assert 3 not in {pillar for pillars in PILLARS.values() for pillar in pillars}


def test_domains_6_and_8_are_those_whose_escalation_nobody_may_waive() -> None:
    assert [number for number, domain in domains().items() if domain.high_risk] == [6, 8]


def test_narratives_are_headed_as_printed() -> None:
    headings = {number: domain.narrative for number, domain in domains().items()}
    assert (headings[1], headings[3], headings[8]) == (
        "Key issues and actions", "Common themes", "Key risks",
    )  # fmt: skip
    assert all(headings.values())


def test_the_critical_questions_are_those_of_the_domain() -> None:
    assert {ref for ref, question in all_questions().items() if question.critical} == CRITICAL


@pytest.mark.parametrize(("ref", "codes"), RULES.items())
def test_the_rules_that_must_speak_to_a_question_do(ref: str, codes: str) -> None:
    assert set(codes.split()) <= set(all_questions()[ref].rules)


@pytest.mark.parametrize(("ref", "code"), KPIS.items())
def test_the_figures_that_must_speak_to_a_question_do(ref: str, code: str) -> None:
    assert code in all_questions()[ref].kpis


@pytest.mark.parametrize("ref", all_questions())
def test_a_question_names_only_what_there_is(ref: str) -> None:
    question = all_questions()[ref]
    assert set(question.rules) <= set(all_rules())
    assert question.authority
    assert set(question.authority) <= set(all_authorities())
    assert all(re.fullmatch(r"K(0[1-9]|[12]\d|3[0-8])", code) for code in question.kpis)
    assert question.competency
    assert set(question.competency) <= set(range(1, 7))
    for codes in (question.rules, question.kpis, question.authority, question.competency):
        assert list(codes) == list(dict.fromkeys(codes))


@pytest.mark.parametrize("ref", all_questions())
def test_a_question_is_one_plain_sentence_and_says_what_good_evidence_is(ref: str) -> None:
    question = all_questions()[ref]
    asks = question.domain not in (3, 9)
    assert question.text.endswith("?" if asks else ".")
    assert 20 <= len(question.text) <= 130
    assert question.good.endswith(".")
    assert 25 <= len(question.good) <= 130


def test_no_question_is_asked_twice() -> None:
    texts = [question.text for question in all_questions().values()]
    assert len(set(texts)) == len(texts)
