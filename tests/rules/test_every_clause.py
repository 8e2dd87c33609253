"""Every clause of every rule has a row that it finds and a row that it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.rules.catalogue import all_rules
from tests.rules import clauses


@pytest.fixture(autouse=True)
def _whole_folder(request: pytest.FixtureRequest) -> None:
    """Only a run of the whole folder can tell."""
    folder = Path(__file__).parent
    run = {item.path for item in request.session.items}
    if not set(folder.glob("test_*.py")) <= run:
        pytest.skip("only a run of all the rules' tests can count their clauses")


def test_each_rule_was_asked() -> None:
    assert sorted(set(all_rules()) - clauses.asked) == []


def test_each_answer_was_found_and_passed() -> None:
    lacking = clauses.not_shown()
    assert not lacking, "\n".join(lacking)


def test_each_side_of_each_condition_has_decided() -> None:
    lacking = clauses.not_decided()
    assert not lacking, "\n".join(lacking)
