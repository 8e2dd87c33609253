"""What s117xl says that it needs, as its installed package has it, against what is there.

`packaging` reads such lines in full, and s117xl does not depend on it. Ours use a name, `>=`, `<`
and `extra ==`, and a test holds them to that; of a version its numbers count, and no letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LINE = re.compile(r"([\w.-]+)(?:\[[^]]*])?\s*\(?([^;)]*)\)?\s*(?:;.*extra == ['\"](\w+)['\"])?")
_BOUND = re.compile(r"(>=|<)\s*(\d+(?:\.\d+)*)")
_WORDS = {">=": "{} or later", "<": "before {}"}


class Requirement(NamedTuple):
    """A package, between which versions, and for which extra of s117xl (blank for none)."""

    name: str
    bounds: tuple[tuple[str, str], ...]
    extra: str

    @property
    def wanted(self) -> str:
        """The versions in words."""
        ordered = sorted(self.bounds, key=lambda bound: bound[0] == "<")
        return " and ".join(_WORDS[sign].format(number) for sign, number in ordered)

    def allows(self, version: str) -> bool:
        """Whether a version lies within."""
        found = _numbers(version)
        return all(
            found >= _numbers(number) if sign == ">=" else found < _numbers(number)
            for sign, number in self.bounds
        )


def read(line: str) -> Requirement:
    """One line of a package's own requirements. Raises ValueError where it is of another form."""
    match = _LINE.fullmatch(line.strip())
    if match is None:
        raise ValueError("a requirement of a form that is not read here")
    bounds = [_BOUND.fullmatch(part.strip()) for part in match[2].split(",") if part.strip()]
    if None in bounds:
        raise ValueError("a requirement of a form that is not read here")
    return Requirement(match[1], tuple((b[1], b[2]) for b in bounds if b), match[3] or "")


def of_extra(lines: Sequence[str], extra: str = "") -> Iterator[Requirement]:
    """The requirements of one extra; without one, those that s117xl always has."""
    return (each for each in map(read, lines) if each.extra == extra)


def _numbers(version: str) -> tuple[int, ...]:
    match = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in match[0].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
