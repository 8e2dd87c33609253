"""What a reader makes of one cell, for tests."""

from __future__ import annotations

from typing import Any

from s117xl.register.cells import reader
from s117xl.register.kinds import Kind


def value(cell: Any, kind: Kind, **how: bool) -> Any:
    """The value of a cell, None where it cannot be read."""
    return reader(kind, **how)(cell)[0]


def codes(cell: Any, kind: Kind) -> list[str]:
    """The rules that its faults belong to."""
    return [fault.code for fault in reader(kind)(cell)[1]]


def message(cell: Any, kind: Kind, **how: bool) -> str:
    """The sentence of its only fault."""
    [fault] = reader(kind, **how)(cell)[1]
    return fault.message
