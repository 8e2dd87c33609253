"""The count of clauses is started before the rules are tested, and read after."""

from __future__ import annotations

import pytest

from tests.rules import clauses

LAST = "test_every_clause.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The count is read when everything else in this folder has run."""
    items.sort(key=lambda item: item.path.name == LAST)


__all__ = ["clauses"]
