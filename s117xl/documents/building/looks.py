"""What looks there are, their type and colours, and how a style is written down."""

from __future__ import annotations

from typing import Literal, NamedTuple

from s117xl.documents.building.elements import Element, el, qualified, val

Look = Literal["letter", "form", "note", "leaflet", "plain leaflet"]

FONT = "Arial"
BLUE = "1F3864"
PALE_BLUE = "EAF0F8"
GREY = "595959"
INK = "404040"  # small print
RULE = "A6A6A6"
FIELD = "7F7F7F"  # the edge of a field to fill
RED = "9C0006"
PALE_RED = "FDF0EF"
WHITE = "FFFFFF"
_WORDS_OWN = ("Normal", "Title", "List Bullet", "List Number", "header", "footer", "Closing")
BULLETS, NUMBERS, WARNING_BULLETS = 1, 2, 3  # abstract lists; a list of numbers gets its own


class Size(NamedTuple):
    """The type of a look: body in points, line height in 240ths, space after in points."""

    body: float
    line: int
    after: float


SIZES: dict[Look, Size] = {
    "letter": Size(12, 252, 6),
    "form": Size(12, 264, 8),
    "note": Size(12, 264, 8),
    "plain leaflet": Size(14, 312, 10),
    "leaflet": Size(16, 360, 12),
}


def points(size: float) -> tuple[Element, Element]:
    """A type size for Latin and for other scripts."""
    half = str(round(size * 2))
    return val("w:sz", half), val("w:szCs", half)


def spacing(before: float = 0, after: float = 0, line: int | None = None) -> Element:
    """Space above and below in points; line height in 240ths of a line."""
    made = el("w:spacing", w_before=str(round(before * 20)), w_after=str(round(after * 20)))
    if line:
        made.set(qualified("w:line", ":"), str(line))
        made.set(qualified("w:lineRule", ":"), "auto")
    return made


def letters(size: float | None = None, colour: str | None = None, bold: bool = False) -> Element:
    """The properties of a run."""
    weight = (el("w:b"), el("w:bCs")) if bold else ()
    shade = (val("w:color", colour),) if colour else ()
    return el("w:rPr", *weight, *shade, *(points(size) if size else ()))


def style(name: str, paragraph: Element | None, run: Element | None = None, **more: str) -> Element:
    """A paragraph style named as in Word's list; its id is the name without spaces.

    `more`: `then` is the style of the paragraph that follows, `based` the one it builds on.
    """
    made = el("w:style", val("w:name", name), w_type="paragraph", w_styleId=style_id(name))
    if name not in _WORDS_OWN and not name.startswith("heading "):
        made.set(qualified("w:customStyle", ":"), "1")
    if name == "Normal":
        made.set(qualified("w:default", ":"), "1")
    else:
        made.append(val("w:basedOn", more.get("based", "Normal")))
    if "then" in more:
        made.append(val("w:next", more["then"]))
    made.append(el("w:qFormat"))
    made.extend([part for part in (paragraph, run) if part is not None])
    return made


def style_id(name: str) -> str:
    """`heading 1` is `Heading1`."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def border(side: str, colour: str, eighths: int, gap: int = 0) -> Element:
    """One line; its width in eighths of a point, its gap from the text in points."""
    return el(f"w:{side}", w_val="single", w_sz=str(eighths), w_space=str(gap), w_color=colour)
