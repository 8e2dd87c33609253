"""The demonstration's register, for whatever opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.demo.faults import sow
from s117xl.demo.people import invent, tables
from s117xl.demo.show import SETTINGS
from s117xl.new import write_rows_as_register
from tests.people import AS_AT


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of 300 invented people with known faults, as a closed file."""
    people = invent(300, AS_AT)
    sow(people, AS_AT)
    path = tmp_path / "register.xlsx"
    write_rows_as_register(path, tables(people), AS_AT, SETTINGS)
    return path
