"""How a cell of a survey is read: an answer, an audience, what somebody says about themselves.

What could mean more than one thing is not read: no half numbers, no yes and no, no N alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from s117xl.law.codes import all_ethnicities, read_ethnic
from s117xl.register.plain_text import is_blank, tidy
from s117xl.survey.themes import UNSAID, about, about_aliases, audiences, choices, plain

Answer = int | str
"""1 to 5, `unsure` or `unsaid`; "" says that no answer was given."""

_NOT_ASKED = frozenset(("n a", "na", "not applicable", "does not apply"))
_NUMBERED = re.compile(r"([0-9]+)(?:[.,]0+)?\s*(?:[-:=.,)(\u2013\u2014]\s*)?(.*)")
_AGES = re.compile(r"(\d{1,3})(?: (?:to )?(\d{1,3}))?(?: years?(?: old)?)?")
_OLDEST = 120


def read_answer(cell: Any) -> Answer | None:
    """The answer that a cell gives, "" for none; None where it cannot be told."""
    if isinstance(cell, bool):
        return None
    if is_blank(cell) or plain(tidy(cell)) in _NOT_ASKED or not plain(tidy(cell)):
        return ""
    text = tidy(cell)
    if match := _NUMBERED.fullmatch(text):
        return _numbered(match[1], plain(match[2]))
    return _words().get(plain(text))


def _numbered(digits: str, words: str) -> Answer | None:
    """4, or 4 with its own words behind it."""
    number = int(digits) if len(digits) < 4 else 0
    if not 1 <= number <= 5 or (words and _words().get(words) != number):
        return None
    return number


@cache
def _words() -> dict[str, Answer]:
    return {
        plain(words): int(each.key) if each.key.isdigit() else each.key
        for each in choices().values()
        for words in (each.label, each.easy, *each.aliases)
    }


def is_as_excel_counts(cell: Any, answer: Answer) -> bool:
    """Whether the formulas of the workbook see the same answer in this cell."""
    if not isinstance(answer, int):
        return True  # they count answers on the scale alone
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    return re.sub(" +", " ", text).strip(" ").casefold() in excel_words(answer)


def excel_words(answer: int) -> tuple[str, str]:
    """What the formulas take for this answer, in small letters."""
    return str(answer), choices()[str(answer)].label.casefold()


def read_audience(cell: Any) -> str:
    """The audience that a cell names, "" where none."""
    return _audience_words().get(plain(tidy(cell)), "")


@cache
def _audience_words() -> dict[str, str]:
    return {
        plain(words): key
        for key, each in audiences().items()
        for words in (key, each.label, each.title, *each.aliases)
    }


def read_about(key: str, cell: Any) -> str | None:
    """The coarse value that a cell gives, "" where nothing is said; None where not on the list."""
    text = plain(tidy(cell)) if not is_blank(cell) else ""
    if not text or text in _NOT_ASKED or _words().get(text) or text in ("not stated", "unknown"):
        return ""
    listed = {plain(value): value for value in about()[key].values} | about_aliases(key)
    if text in listed:
        return listed[text]
    if key == "age_band":
        return _age_band(text, tidy(cell))
    return _ethnic_group(tidy(cell), text, listed) if key == "ethnic_group" else None


def _age_band(text: str, shown: str) -> str | None:
    """The band of an age, or of a narrower band that lies within one."""
    match = _AGES.fullmatch(text)
    if not match:
        return None
    last = match[2] or (str(_OLDEST) if shown.endswith("+") else match[1])
    bands = {_band_of(int(age)) for age in (match[1], last)}
    return bands.pop() if len(bands) == 1 else None


def _band_of(age: int) -> str | None:
    edges = zip((18, 26, 65, _OLDEST + 1), about()["age_band"].values, strict=True)
    return next((band for edge, band in edges if age < edge), None)


def _ethnic_group(shown: str, text: str, listed: dict[str, str]) -> str | None:
    """The group of a national category, or the one with whose name the text begins."""
    if code := read_ethnic(shown).code:
        group = all_ethnicities()[code].group
        return "" if group == "Not known" else group
    begun = (value for name, value in listed.items() if text.startswith(f"{name} "))
    return next(begun, None)


_NAMING = (
    re.compile(r"[\w.+-]+@[\w-]+\.\w+"),  # e-mail
    re.compile(r"(?:\d[ -]?){9,}"),  # NHS number, telephone
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),  # postcode
    re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b"),  # a day, such as a birthday
    re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? [A-Z]"),
)


def seems_to_name(text: str) -> bool:
    """Whether a text holds what may say who somebody is. No is no promise: read every text."""
    return any(pattern.search(text) for pattern in _NAMING)


def labels() -> Iterator[str]:
    """What may stand in a column of a statement, from the list."""
    yield from (str(each.stored) for each in reversed(choices().values()) if each.key.isdigit())
    yield from (each.label for each in choices().values() if not each.key.isdigit())


__all__ = ["UNSAID", "excel_words", "is_as_excel_counts", "labels", "read_about", "read_answer",
           "read_audience", "seems_to_name"]  # fmt: skip
