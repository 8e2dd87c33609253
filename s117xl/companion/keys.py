"""The letter that presses a button together with Alt, and where it is underlined."""

from __future__ import annotations

from typing import NamedTuple


class AccessKey(NamedTuple):
    """A label with its letter: `underline` is the place of the letter, -1 where there is none."""

    text: str
    underline: int
    letter: str


def access_key(label: str, wished: str, taken: set[str]) -> AccessKey:
    """The label with a letter that no other has; the letter is then taken.

    A letter of those wished for if one is free, best where the label holds it, else in brackets;
    otherwise the first letter of the label that is free.
    """
    free = [letter for letter in wished.casefold() if letter.isalnum() and letter not in taken]
    low = label.casefold()
    others = (letter for letter in low if letter.isalnum() and letter not in taken)
    letter = next((each for each in free if each in low), "")
    if not letter and free:
        taken.add(free[0])
        return AccessKey(f"{label} ({free[0].upper()})", len(label) + 2, free[0])
    letter = letter or next(others, "")
    if not letter:
        return AccessKey(label, -1, "")
    taken.add(letter)
    return AccessKey(label, low.index(letter), letter)
