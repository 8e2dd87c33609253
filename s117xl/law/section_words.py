"""The words in which people write a section of the Act, brought to one form.

`S.37 /41`, `sections 37 & 41` and `37-41 MHA 1983` all come to `37/41`.
"""

from __future__ import annotations

import re
import unicodedata

_INSANITY = re.compile(r"insanity|\bcp\s*\(?i\)?\s*a?\b")
_LEAD = re.compile(r"\b(?:sections?|sect?|ss?)[\s.]*(?=\d|[ivxl]+\b)")
_ROMAN = re.compile(r"\b(l?x{0,3}|xl)(ix|iv|v?i{0,3})\b")
_PART = re.compile(r"(?<![\da-z])0*(\d{1,3})(?:\s?\(([n1-9])\)|\s?([a-fn]))?(?![\da-z])")
_WORD = re.compile(r"[^\W\d_]+|\d+|\?")

_NOISE_WORDS = (
    "s ss sec sect section sections and with under of the for on to then now from mha act mental "
    "health 1983 order hospital direction limitation transfer treatment assessment admission "
    "patient detained detention leave discharge discharged unrestricted"
)
_NOISE = frozenset(_NOISE_WORDS.split())
_SAME = {
    "community": "cto",
    "conditional": "cd",
    "conditionally": "cd",
    "expired": "ended",
    "guardian": "guardianship",
    "inf": "informal",
    "lapsed": "ended",
    "restriction": "restricted",
    "restrictions": "restricted",
}
_LATER = frozenset({"17", "17a", "42", "73"})
"""What can follow a detention and is not one: leave, community order, conditional discharge."""


def plain(cell: str | int | float) -> str:
    """The cell in small letters, with one kind of space, stroke and dash."""
    text = unicodedata.normalize("NFKC", str(cell)).casefold()
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("\\", "/").replace("\u2044", "/")
    return re.sub(r"\s+", " ", text).strip(" .,;:")


def section_form(text: str) -> str:
    """The parts of the Act that a plain text names, joined by strokes, then what matters of them.

    `37/41`, `37 notional`, `45a ended`. What came after the detention (leave, a community
    treatment order, a conditional discharge) is left out unless it stands alone.
    """
    if _INSANITY.search(text):
        return "insanity"
    text = re.sub(r"(\d)\.(\d)", r"\1(\2)", text)
    text = re.sub(r"\bn(?=37\b)", "notional ", _LEAD.sub(" ", text))
    text = _ROMAN.sub(lambda found: _digits(found[0]), text)
    found = _PART.findall(text)
    words = {_SAME.get(word, word) for word in _WORD.findall(_PART.sub(" ", text))} - _NOISE
    if any("n" in (bracketed, letter) for _, bracketed, letter in found):
        words.add("notional")
    return _detention([_part(*each) for each in found], words)


def _part(number: str, bracketed: str, letter: str) -> str:
    return number + (f"({bracketed})" if bracketed not in ("", "n") else "") + letter.strip("n")


def _detention(parts: list[str], words: set[str]) -> str:
    before = [part for part in parts if part not in _LATER]
    if before:
        return " ".join(["/".join(before), *sorted(words - {"cto", "cd"})])
    if "cto" in words:
        return "17a"
    return "/".join(parts) or " ".join(sorted(words))


def _digits(roman: str) -> str:
    """The Roman number in digits; an empty text as it is."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-v if v < following else v for v, following in pairs)) if roman else ""
