"""Who a row is about, in a form in which two lists can be compared."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from s117xl.rules.people import plain_name

LOST = "?"
"""What an export puts for a letter that its character set does not have."""

# These fall apart into a letter and nothing else, so no accent can be taken off them.
_WHOLE_LETTERS = "łøđðßæœþŁØĐÐÆŒÞ"
_IN_PLAIN = ("l", "o", "d", "d", "ss", "ae", "oe", "th", "L", "O", "D", "D", "AE", "OE", "TH")
_LETTERS = str.maketrans(dict(zip(_WHOLE_LETTERS, _IN_PLAIN, strict=True)) | {"\ufffd": LOST})
_APART = re.compile(r"[\s\-\u2010-\u2015]+")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev"})
_SOUNDS = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556")
_PSEUDO_AREA = "ZZ99"


@dataclass(frozen=True, slots=True)
class Identity:
    """Names in plain letters; `digits` as typed, `valid` where they are an NHS number.

    `postcode` has no space, and is blank for a pseudo-postcode. A blank is not known.
    """

    digits: str = ""
    valid: bool = False
    surname: str = ""
    forename: str = ""
    born: date | None = None
    postcode: str = ""
    trust_id: str = ""
    surname_parts: tuple[str, ...] = ()

    @property
    def names_somebody(self) -> bool:
        """Whether anything tells who the person is."""
        return bool(self.digits or self.surname or self.trust_id)

    @property
    def nhs_number(self) -> str:
        """The NHS number, blank where it cannot be one."""
        return self.digits if self.valid else ""

    def key(self) -> str:
        """A hash by which a decision about this person is known again; it holds no value in clear.

        The postcode is left out, as people move.
        """
        born = self.born.isoformat() if self.born else ""
        parts = ("s117xl reconcile 1", self.digits, self.surname, self.forename, born)
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def identity(
    surname: str,
    forename: str,
    *,
    digits: str = "",
    valid: bool = False,
    born: date | None = None,
    postcode: str = "",
    trust_id: str = "",
) -> Identity:
    """An identity from names and codes as they were read."""
    code = postcode.replace(" ", "").upper()
    return Identity(
        digits, valid, plain(surname), plain(forename), born,
        "" if code.startswith(_PSEUDO_AREA) else code,
        trust_id.casefold(), parts_of(surname),
    )  # fmt: skip


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name in small letters with no accents, spaces or hyphens; a lost letter is a `?`."""
    return plain_name(name.translate(_LETTERS))


@lru_cache(maxsize=200_000)
def parts_of(name: str) -> tuple[str, ...]:
    """The parts of a double name, none of a single one."""
    parts = tuple(filter(None, map(plain, _APART.split(name))))
    return parts if len(parts) > 1 else ()


def split_name(text: str) -> tuple[str, str]:
    """Surname and forename of one cell: `Khan, Chidi`, or `Chidi Khan` with the surname last."""
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma:
        return before, " ".join(_untitled(after.split()))
    words = _untitled(text.split())
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def _untitled(words: list[str]) -> list[str]:
    kept = [word for word in words if word.casefold().rstrip(".") not in _TITLES]
    return kept or words


@lru_cache(maxsize=200_000)
def sound(name: str) -> str:
    """How a name sounds (Soundex), blank where a lost letter leaves that open."""
    letters = "".join(letter for letter in name if letter.isalpha())
    if not letters or LOST in name[:1]:
        return ""
    codes = [letters[0]]
    before = letters[0].translate(_SOUNDS)
    for letter in letters[1:]:
        code = letter.translate(_SOUNDS)
        if code.isdigit() and code != before:
            codes.append(code)
        if letter not in "hw":
            before = code
    return "".join(codes)[:4].ljust(4, "0")


def same_name(one: str, other: str) -> bool:
    """Whether two plain names are equal; a lost letter stands for any one letter."""
    if one == other:
        return True
    if LOST not in one + other or len(one) != len(other):
        return False
    return all(a == b or LOST in (a, b) for a, b in zip(one, other, strict=True))
