"""What a test may need that a machine may lack: without it the test skips, and says how to run.

With S117XL_NO_SKIPS=1, as in the full run, the lack is a failure.
"""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def lack(what: str, how: str) -> NoReturn:
    """End the test: skipped with a reason, or failed where nothing may be skipped."""
    reason = f"{what} is not on this machine. To run this test: {how}"
    if no_skips():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def no_skips() -> bool:
    """Whether this run must skip nothing."""
    return os.environ.get("S117XL_NO_SKIPS") == "1"
