"""A cell as plain text: what cannot be seen is taken out, what only looks like ours is replaced."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from s117xl.register.columns import Fault

_SPACES = re.compile(r"\s+")
# Controls, soft hyphens, zero-width spaces and joiners, marks of direction, byte-order marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff]"
)
_CYRILLIC = ("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx")  # noqa: RUF001 - meant
_GREEK = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo")  # noqa: RUF001 - meant
_DASHES = ("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_WIDE = ("".join(map(chr, range(0xFF01, 0xFF5F))), "".join(map(chr, range(0x21, 0x7F))))
_LOOK_ALIKES = str.maketrans(
    *("".join(both) for both in zip(_CYRILLIC, _GREEK, _DASHES, _WIDE, strict=True))
)


def tidy(cell: Any) -> str:
    """The cell as plain text: no outer or repeated spaces, no invisible characters."""
    text = cell if isinstance(cell, str) else _as_excel_shows(cell)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _SPACES.sub(" ", text).strip()


def _as_excel_shows(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not (cell[:1].isalnum() or tidy(cell)))


def plain_code(cell: Any) -> str:
    """The cell as a code or an id: tidy, in our letters, with no apostrophe in front."""
    text = tidy(cell)
    if not text.isascii():
        text = text.translate(_LOOK_ALIKES)
    return text.lstrip("'\u2018\u2019 ")


def strange_characters(cell: Any) -> list[Fault]:
    """R133 where a code holds characters that cannot be seen, or that only look like ours."""
    if not isinstance(cell, str) or (cell.isascii() and cell.isprintable()):
        return []
    if _INVISIBLE.search(cell):
        return [_stray("characters that cannot be seen: type it again")]
    text = tidy(cell)
    if text.translate(_LOOK_ALIKES) != text:
        return [_stray("characters that only look like ours: type it again")]
    return []


def _stray(what: str) -> Fault:
    return Fault("R133", f"holds {what}", unreadable=False)


def tidy_code(cell: Any) -> tuple[str, list[Fault]]:
    """The cell as a code or id; R133 where anything was taken out or replaced."""
    text = plain_code(cell)
    if text is cell or not isinstance(cell, str):
        return text, []
    faults = strange_characters(cell)
    if not faults and text != unicodedata.normalize("NFC", cell):
        apostrophe = cell.lstrip()[:1] in ("'", "\u2018", "\u2019")
        what = "an apostrophe in front" if apostrophe else "stray spaces"
        faults = [_stray(f"{what}: type it again without")]
    return text, faults
