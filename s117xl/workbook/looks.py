"""How marks look: one place for the colours that the template and the marks share.

Colour is never the only sign: a marked cell's row says in words, in `To do`, what is wrong.
Each pair has a contrast of at least 4.5 to 1.
"""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """Six-digit RGB for fill and font, and whether the font is bold or underlined."""

    fill: str
    font: str
    bold: bool = False
    underline: bool = False


STYLES: dict[str, Look] = {
    "unlawful": Look("7B1E2B", "FFFFFF", bold=True),
    "risk": Look("F4B183", "4A1F00", bold=True),
    "overdue": Look("FFD966", "4A3500", underline=True),
    "missing": Look("BDD7EE", "1F3864"),
    "invalid": Look("F8CBEC", "5B0F4D", underline=True),
    "note": Look("E4E7EB", "374151"),
    "blank": Look("DBE9F6", "1F3864"),
    "soon": Look("FFF4CE", "4A3500"),
}
