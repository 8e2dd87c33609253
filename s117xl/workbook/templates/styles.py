"""The formats of a new workbook: fonts, group colours, and what a cell of each kind looks like."""

from __future__ import annotations

from functools import cache
from typing import Any

from s117xl.register.kinds import Code, Date, Kind, NhsNumber, Number, Postcode, Text
from s117xl.workbook.looks import STYLES, Look

FONT = "Calibri"
INK = "1F2937"
GREY = "595F69"
NAVY = "1F3A5F"
RULE = "B8C2CC"
PAPER = "F4F6F8"

GROUP_COLOURS = {
    "Identity": "1F3A5F",
    "Inclusion": "6B3E75",
    "Entitlement": "7A4A12",
    "Responsibility": "2F5D50",
    "Planning": "1D5E7A",
    "Reviews": "4A5A1F",
    "Funding": "5B4A8A",
    "Children": "8A3F5B",
    "Ending": "6B2B2B",
    "Assurance": "3D4A57",
    "Ours": "111827",
}
"""Dark enough for white letters on each (contrast 5 to 1 or more)."""

DATE_FORMAT = "dd mmm yyyy"


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.get = cache(self._make)

    def _make(self, **properties: Any) -> Any:
        return self._book.add_format({"font_name": FONT, "font_size": 11, **properties})

    def header(self, group: str) -> Any:
        """A heading of the group's colour: wrapped, white and bold."""
        return self.get(
            bold=True, font_color="FFFFFF", bg_color=GROUP_COLOURS.get(group, NAVY),
            text_wrap=True, valign="top", border=1, border_color="FFFFFF",
        )  # fmt: skip

    def body(self, kind: Kind) -> Any:
        """A cell of a column of this kind."""
        return self.get(valign="top", **_number_format(kind))

    def ours(self) -> Any:
        """A cell of a column that only this product writes."""
        return self.get(valign="top", text_wrap=True, font_color=INK, bg_color=PAPER)

    def derived(self) -> Any:
        """A cell that Excel works out: a day, blank for 0."""
        return self.get(valign="top", num_format=f"{DATE_FORMAT};;;@", align="left", bg_color=PAPER)

    def flags(self) -> Any:
        """A cell of Flags, for Excel and not for the eye: `fill` keeps it in its column."""
        return self.get(valign="top", align="fill", font_color=GREY, bg_color=PAPER, font_size=8)

    def title(self) -> Any:
        """The name of a sheet at its top."""
        return self.get(bold=True, font_size=18, font_color=NAVY)

    def heading(self) -> Any:
        """A heading within a sheet."""
        return self.get(
            bold=True, font_size=13, font_color=NAVY, bottom=2, bottom_color=NAVY, valign="bottom"
        )

    def plain(self) -> Any:
        """Text in a cell of a table."""
        return self.get(text_wrap=True, valign="top", font_color=INK)

    def sentence(self) -> Any:
        """Running text on a line of its own."""
        return self.get(text_wrap=True, valign="vcenter", font_color=INK)

    def strong(self) -> Any:
        """A name before running text."""
        return self.get(text_wrap=True, valign="vcenter", font_color=INK, bold=True)

    def look(self, name: str) -> Any:
        """A cell that shows how a mark looks."""
        return self.get(**look_properties(STYLES[name]), text_wrap=True, valign="vcenter", border=1,
                        border_color=RULE)  # fmt: skip

    def mark(self, name: str) -> Any:
        """The differential format of a mark: only what it changes."""
        return self._book.add_format(look_properties(STYLES[name]))


def look_properties(look: Look) -> dict[str, Any]:
    """A look as XlsxWriter's format properties."""
    properties: dict[str, Any] = {"bg_color": look.fill, "font_color": look.font}
    if look.bold:
        properties["bold"] = True
    if look.underline:
        properties["underline"] = 1
    return properties


def _number_format(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Date):
        return {"num_format": DATE_FORMAT, "align": "left"}
    if isinstance(kind, Number):
        form = {"percent": "0%", "money": "£#,##0.00"}.get(kind.word, "0")
        return {"num_format": form}
    if isinstance(kind, NhsNumber | Code | Postcode) or (isinstance(kind, Text) and kind.ident):
        return {"num_format": "@"}
    if isinstance(kind, Text):
        return {"text_wrap": True}
    return {}
