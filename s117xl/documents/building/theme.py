"""The document's palette and fonts, so that Word's own pickers offer ours."""

from __future__ import annotations

from s117xl.documents.building.elements import Element, el, val
from s117xl.documents.building.looks import BLUE, FONT, GREY, PALE_BLUE, RED, WHITE

_COLOURS = {
    "dk1": "000000",
    "lt1": WHITE,
    "dk2": BLUE,
    "lt2": PALE_BLUE,
    "accent1": BLUE,
    "accent2": "2E5C8A",
    "accent3": GREY,
    "accent4": RED,
    "accent5": "7A4B00",
    "accent6": "2E6B34",
    "hlink": "0B4F9E",
    "folHlink": "5B2C83",
}


def theme() -> Element:
    """The part `theme1.xml`; its fills and lines are plain, for nothing of ours uses them."""
    colours = [el(f"a:{name}", el("a:srgbClr", val=rgb)) for name, rgb in _COLOURS.items()]
    scheme = el(
        "a:themeElements",
        el("a:clrScheme", *colours, name="s117xl"),
        el("a:fontScheme", fonts("major"), fonts("minor"), name="s117xl"),
        el(
            "a:fmtScheme",
            el("a:fillStyleLst", fill(), fill(), fill()),
            el("a:lnStyleLst", *[el("a:ln", fill(), w="9525") for _ in range(3)]),
            el("a:effectStyleLst", *[plain_effect() for _ in range(3)]),
            el("a:bgFillStyleLst", fill(), fill(), fill()),
            name="s117xl",
        ),
    )
    return el("a:theme", scheme, name="s117xl")


def fonts(kind: str) -> Element:
    """Our font, for Latin script; Word chooses for the others."""
    blank = [el(f"a:{script}", typeface="") for script in ("ea", "cs")]
    return el(f"a:{kind}Font", el("a:latin", typeface=FONT), *blank)


def fill() -> Element:
    """The colour of whatever it fills."""
    return el("a:solidFill", el("a:schemeClr", val="phClr"))


def plain_effect() -> Element:
    """No shadow, no glow."""
    return el("a:effectStyle", el("a:effectLst"))


def font_table() -> Element:
    """The part `fontTable.xml`: our font, and the one that has tick boxes."""
    return el("w:fonts", font(FONT, "swiss"), font("MS Gothic", "modern"))


def font(name: str, family: str) -> Element:
    """One font by name."""
    return el("w:font", val("w:family", family), w_name=name)
