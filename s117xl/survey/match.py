"""Which statement or other column of ours a heading of theirs stands for, and how surely."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from s117xl.register.plain_text import tidy
from s117xl.survey.themes import about, audiences, column_aliases, plain, statements

SURE = 0.85
"""What is less sure than this is proposed, and not brought in."""

MANY = frozenset(("free_text", "private", "passed"))
"""What several columns may be."""

_HOLDS, _NEAR, _DOUBT = 0.9, 0.94, 0.7
_LEAST = 0.55
_APART = 0.04
_REF = re.compile(r"([lcw]\d\d)\b ?(.*)", re.IGNORECASE)
_PRIVATE = re.compile(r"\b(name|surname|email|e mail|nhs (number|no)|date of birth|postcode|"
                      r"telephone|phone|address)\b")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A column of theirs: what it stands for ("" for nothing), how surely, whether it is used."""

    column: int
    heading: str
    to: str
    confidence: float
    used: bool


def match_headings(headings: Mapping[int, str]) -> list[Match]:
    """Each column's match; what can be once only goes to the surest column."""
    whose = main_audience(headings)
    guesses = {column: guess(tidy(text), whose) for column, text in headings.items()}
    taken: dict[str, int] = {}
    for column, (to, _) in sorted(guesses.items(), key=lambda each: (-each[1][1], each[0])):
        taken.setdefault(to, column)
    return [
        Match(column, tidy(headings[column]), to, sure,
              sure >= SURE and (to in MANY or taken[to] == column))
        for column, (to, sure) in guesses.items()
    ]  # fmt: skip


def main_audience(headings: Mapping[int, str]) -> str:
    """The audience to which most of the statements that are surely there belong, "" for none."""
    found = Counter(
        statements()[to].audience
        for text in headings.values()
        for to, sure in [guess(tidy(text), "")]
        if sure >= SURE and to in statements()
    )
    return found.most_common(1)[0][0] if found else ""


@cache
def guess(heading: str, audience: str) -> tuple[str, float]:
    """What a heading stands for, with a confidence from 0 to 1; the audience settles a tie."""
    text = plain(heading)
    if match := _REF.fullmatch(text):
        return _by_ref(match[1].upper(), match[2])
    if to := _exact().get(text):
        return to, 1.0
    found = sorted(_near(text), key=lambda each: (-each[1], each[0]))
    if found and found[0][1] >= SURE:
        return _settled(found, audience)
    if _PRIVATE.search(text):
        return "private", SURE
    return found[0] if found else ("", 0.0)


def _by_ref(ref: str, words: str) -> tuple[str, float]:
    """The ref is believed unless words beside it are far from its own."""
    if ref not in statements():
        return "", 0.0
    return ref, 1.0 if not words or _likeness(words, ref) >= _LEAST else _DOUBT


def _settled(found: list[tuple[str, float]], audience: str) -> tuple[str, float]:
    """The best; where another is as good, that of the audience, else none surely."""
    close = [to for to, sure in found if sure > found[0][1] - _APART]
    if len(close) == 1:
        return found[0]
    theirs = [to for to in close if statements()[to].audience == audience]
    return (theirs[0], found[0][1]) if len(theirs) == 1 else (found[0][0], _DOUBT)


def _near(text: str) -> Iterator[tuple[str, float]]:
    for ref in statements() if text else ():
        likeness = _likeness(text, ref)
        if likeness >= _LEAST:
            yield ref, likeness


def _likeness(text: str, ref: str) -> float:
    """How near the words are to the statement's; all of it within a longer heading is near."""
    from rapidfuzz import fuzz

    best = 0.0
    for words in _wordings(ref):
        if f" {words} " in f" {text} ":
            return _HOLDS
        best = max(best, fuzz.token_sort_ratio(text, words) / 100)
    return round(_NEAR * best, 2)


@cache
def _wordings(ref: str) -> tuple[str, ...]:
    each = statements()[ref]
    return tuple(plain(words) for words in (each.text, each.easy) if words)


@cache
def _exact() -> dict[str, str]:
    """Every heading that is known to the letter, plain."""
    known = dict(column_aliases())
    known |= {plain(each.free_text): "free_text" for each in audiences().values()}
    known |= {plain(words): key for key, q in about().items() for words in (q.heading, q.question)}
    return known | {words: ref for ref in statements() for words in _wordings(ref)}
