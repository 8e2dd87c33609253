"""The framework is whole: every ref once, the counts of the published one, law that is known."""

from __future__ import annotations

from collections import Counter

import pytest

from s117xl.audit.questions import all_questions
from s117xl.competency.framework import (
    INFERRED,
    LEVELS,
    Role,
    audit_domains,
    bearing_on,
    domains,
    roles,
    statements,
)
from s117xl.competency.tables import SELF, SUPERVISOR, heading
from s117xl.law.authorities import all_authorities

COUNTS = {"C1": (5, 3, 3, 3), "C2": (5, 3, 3, 3), "C3": (4, 3, 3, 3), "C4": (4, 3, 3, 3),
          "C5": (4, 2, 3, 3), "C6": (4, 2, 3, 3)}  # fmt: skip
PILLARS = {"C1": (1, 7, 9), "C2": (2, 4, 5, 6), "C3": (3, 8), "C4": (4, 5, 9), "C5": (7,),
           "C6": (8, 9)}  # fmt: skip


def test_each_domain_has_its_behaviours_and_statements() -> None:
    found = {
        ref: (len(d.behaviours), *(len(d.at(level)) for level in LEVELS))
        for ref, d in domains().items()
    }
    assert found == COUNTS
    assert sum(len(d.behaviours) for d in domains().values()) == 26
    assert Counter(s.level for s in statements().values()) == {
        "Practitioner": 16, "Senior": 18, "Leader": 18,
    }  # fmt: skip


def test_each_ref_stands_once_and_in_order() -> None:
    refs = [x.ref for d in domains().values() for x in (*d.behaviours, *d.statements)]
    assert len(refs) == len(set(refs)) == 78
    for ref, (behaviours, p, s, leader) in COUNTS.items():
        letters = {"B": behaviours, "P": p, "S": s, "L": leader}
        expected = [f"{ref}.{x}{n}" for x, count in letters.items() for n in range(1, count + 1)]
        assert [each for each in refs if each.startswith(ref)] == expected


def test_the_pillars_are_those_of_the_published_framework() -> None:
    assert {ref: d.pillars for ref, d in domains().items()} == PILLARS


def test_a_title_that_was_lost_is_said_to_be_inferred() -> None:
    assert [ref for ref, d in domains().items() if d.inferred] == ["C3", "C4", "C6"]
    for domain in domains().values():
        assert (INFERRED in domain.name) == domain.inferred


def test_each_authority_is_known() -> None:
    named = {id for d in domains().values() for id in d.authority}
    assert named - all_authorities().keys() == set()


def test_each_audit_domain_bears_on_something_and_a_question_bears_it_out() -> None:
    asked = {(q.domain, number) for q in all_questions().values() for number in q.competency}
    for ref in audit_domains():
        assert bearing_on(ref)
        for domain in bearing_on(ref):
            assert (int(ref[1:]), int(domain.ref[1:])) in asked


def test_each_domain_proposes_all_three_kinds() -> None:
    for domain in domains().values():
        assert all((domain.training, domain.supervision, domain.system))


@pytest.mark.parametrize("role", roles(), ids=lambda role: role.name)
def test_each_role_has_a_level_in_each_domain(role: Role) -> None:
    expected = role.expected
    assert list(expected) == list(domains())
    assert set(expected.values()) <= set(LEVELS)


def test_the_roles_are_named_once() -> None:
    assert len({role.name for role in roles()}) == len(roles()) == 11


def test_headings_can_be_told_apart_and_stand_in_a_structured_reference() -> None:
    headings = [heading(s) for s in statements().values()]
    assert len(set(headings)) == 52
    assert not any(set(text) & set("[]#'@") for text in headings)
    for table in (SELF, SUPERVISOR):
        assert len({h.casefold() for h in table.headings}) == len(table.headings)


def test_a_statement_fits_beside_the_scale_in_a_message_of_excel() -> None:
    for statement in statements().values():
        assert len(statement.text) < 130
