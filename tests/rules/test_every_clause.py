"""Every clause of every rule has a row that it finds and a row that it passes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.rules.conftest import COUNTED


def test_every_clause_is_found_and_passed_and_every_condition_decides() -> None:
    """The other tests of the rules are run once more, in one process, and counted."""
    command = [sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider"]
    here = Path(__file__)
    result = subprocess.run(
        [*command, str(here.parent), f"--ignore={here}"],
        cwd=here.parents[2],
        env=os.environ | {COUNTED: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout[-4000:]
