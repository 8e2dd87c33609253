"""Where it is asked for, the clauses that the tests of the rules have shown are counted."""

from __future__ import annotations

import os

import pytest

COUNTED = "S117XL_COUNT_CLAUSES"

if COUNTED in os.environ:
    from tests.rules import clauses

    def pytest_sessionfinish(session: pytest.Session) -> None:
        """Print what was not shown, and fail for it; with `write` the list is made anew first."""
        if os.environ[COUNTED] == "write":
            clauses.REGARDLESS.write_text("\n".join([*clauses.held_lines(), ""]), "utf-8")
        lacking = clauses.lacking()
        print("\n".join(["", *lacking]))  # noqa: T201
        if lacking:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
