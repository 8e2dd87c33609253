"""How well letters stand out from what is behind them (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from s117xl.documents.accessible.names import W

WHITE = "ffffff"
LEAST = 4.5
LEAST_LARGE = 3.0
LARGE_POINTS = 18
LARGE_BOLD_POINTS = 14

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "darkBlue": "00008b",
    "darkCyan": "008b8b", "darkGray": "a9a9a9", "darkGreen": "006400", "darkMagenta": "800080",
    "darkRed": "8b0000", "darkYellow": "808000", "green": "00ff00", "lightGray": "d3d3d3",
    "magenta": "ff00ff", "red": "ff0000", "white": WHITE, "yellow": "ffff00",
}  # fmt: skip


def ratio(first: str, second: str) -> float:
    """From 1, no contrast, to 21, black on white. Colours are RRGGBB."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 for black to 1 for white."""
    red, green, blue = (_linear(channel / 255) for channel in bytes.fromhex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def is_colour(text: str) -> bool:
    """Whether this is six hexadecimal digits."""
    return len(text) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def least(points: float, bold: bool) -> float:
    """The contrast that letters of this size must have."""
    large = points >= LARGE_POINTS or (bold and points >= LARGE_BOLD_POINTS)
    return LEAST_LARGE if large else LEAST


def behind(shadings: Iterable[etree._Element]) -> str:
    """The colour behind a text: of the nearest shading that paints, or the white page."""
    return next((colour for each in shadings if (colour := _painted(each))), WHITE)


def _painted(element: etree._Element) -> str:
    """The colour of a highlight or shading, or nothing where it is see-through."""
    if element.tag == f"{W}highlight":
        return _HIGHLIGHTS.get(str(element.get(f"{W}val")), "")
    pattern = str(element.get(f"{W}val", "clear"))
    fill = _colour(element.get(f"{W}fill"))
    ink = _colour(element.get(f"{W}color")) or "000000"
    if pattern == "solid":
        return ink
    if pattern.startswith("pct") and pattern[3:].isdigit():
        return _mixed(ink, fill or WHITE, int(pattern[3:]) / 100)
    return "" if pattern == "nil" else fill


def _colour(value: object) -> str:
    return str(value).lower() if value and is_colour(str(value)) else ""


def _mixed(ink: str, paper: str, share: float) -> str:
    both = zip(bytes.fromhex(ink), bytes.fromhex(paper), strict=True)
    return bytes(round(one * share + other * (1 - share)) for one, other in both).hex()
