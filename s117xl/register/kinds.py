"""What a column may hold: the types of the schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of column. `word` is its name in the field catalogue."""

    word: str


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """Free text. `ident` where it is an id or a reference, in which stray spaces do harm."""

    word: str = "text"
    ident: bool = False


@dataclass(frozen=True, slots=True)
class Date(Kind):
    """A day, with no time. `ahead` where it may lie after the as-at date."""

    word: str = "date"
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One value of a list. The value `unknown`, where listed, says that nobody knows."""

    word: str = "list"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeveralOf(Kind):
    """Any number of values of a list, parted by semicolons."""

    word: str = "list (several)"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code(Kind):
    """A code of a published set, read and checked by the module that knows the set.

    `system` is one of ethnic, gp, section, la, icb, trust.
    """

    word: str = "code"
    system: str = ""


@dataclass(frozen=True, slots=True)
class NhsNumber(Kind):
    """Ten digits held as text, the last a check digit."""

    word: str = "nhs_number"


@dataclass(frozen=True, slots=True)
class Postcode(Kind):
    """A United Kingdom postcode, or a ZZ99 pseudo-postcode."""

    word: str = "postcode"


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A number from `least` to `most`: a percent (0 to 100), pounds, or a whole number."""

    word: str = "whole number"
    least: float = 0
    most: float = 1e9


TEXT = Text()
IDENT = Text(ident=True)
DATE = Date()
DATE_AHEAD = Date("date (may be ahead)", ahead=True)
YES_NO = OneOf("yes/no", ("yes", "no"))
YES_NO_UNKNOWN = OneOf("yes/no/unknown", ("yes", "no", "unknown"))
NHS_NUMBER = NhsNumber()
POSTCODE = Postcode()
PERCENT = Number("percent", 0, 100)
MONEY = Number("money", 0, 1_000_000)
WHOLE = Number("whole number", 0, 1_000_000)


def one_of(*values: str) -> OneOf:
    """A list of which a cell holds one value."""
    return OneOf(values=values)


def several_of(*values: str) -> SeveralOf:
    """A list of which a cell holds any number of values."""
    return SeveralOf(values=values)


def code(system: str) -> Code:
    """A code of the set named `system`."""
    return Code(system=system)
