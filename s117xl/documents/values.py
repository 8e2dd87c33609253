"""What a fact may be: ready to print, more than one line long, or not held."""

from __future__ import annotations

import re

# XML 1.0 holds none of these; the marks of direction would turn what follows them round.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"\r\n?|\x85|\u2028|\u2029")


class Blank(str):
    """A fact that the register does not hold: no text, and not true.

    Printed all the same, it says what is to be completed. It is `needed` where the register, or
    the document, requires it.
    """

    __slots__ = ("label", "needed")
    label: str
    needed: bool

    def __new__(cls, label: str, *, needed: bool = False) -> Blank:
        """A blank with the name of what is missing."""
        made = super().__new__(cls, "")
        made.label, made.needed = label, needed
        return made

    @property
    def shown(self) -> str:
        """What stands in its place in a document."""
        return f"[{self.label}: to be completed]"


class Prose(str):
    """A text that may hold more than one line."""

    __slots__ = ()


def line(text: str) -> str:
    """The text on one line, without what cannot be printed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", text)).strip()


def prose(text: str) -> Prose:
    """The text with its line breaks, without what cannot be printed."""
    if text.isascii() and text.isprintable():
        return Prose(text.strip())
    return Prose(_BREAKS.sub("\n", _UNPRINTABLE.sub("", _BREAKS.sub("\n", text))).strip())


def has_unprintable(text: str) -> bool:
    """Whether the text holds characters that no document can print."""
    return bool(_UNPRINTABLE.search(text))
