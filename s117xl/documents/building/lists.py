"""The numbering of a document: bullets, the bullets of a warning, and each list of numbers."""

from __future__ import annotations

from s117xl.documents.building.elements import Element, el, val
from s117xl.documents.building.looks import BULLETS, NUMBERS, WARNING_BULLETS

FIRST_OWN = 10  # the lists of numbers that a document begins have this id and those after it


def numbering(lists_of_numbers: int) -> Element:
    """The part `numbering.xml`, with as many lists of numbers, each of which begins at 1."""
    kinds = [
        kind(BULLETS, "bullet", "•", left=567),
        kind(NUMBERS, "decimal", "%1.", left=567),
        kind(WARNING_BULLETS, "bullet", "•", left=510),
    ]
    plain = [
        el("w:num", val("w:abstractNumId", n), w_numId=str(n))
        for n in (BULLETS, NUMBERS, WARNING_BULLETS)
    ]
    own = [fresh(FIRST_OWN + index) for index in range(lists_of_numbers)]
    return el("w:numbering", *kinds, *plain, *own)


def kind(number: int, shape: str, text: str, left: int) -> Element:
    """A list of one level, its marks hanging in the margin."""
    place = el("w:pPr", el("w:ind", w_left=str(left), w_hanging="340"))
    level = el(
        "w:lvl",
        val("w:start", 1),
        val("w:numFmt", shape),
        val("w:lvlText", text),
        val("w:lvlJc", "left"),
        place,
        w_ilvl="0",
    )
    single = val("w:multiLevelType", "singleLevel")
    return el("w:abstractNum", single, level, w_abstractNumId=str(number))


def fresh(number: int) -> Element:
    """A list of numbers that begins at 1 again."""
    start = el("w:lvlOverride", val("w:startOverride", 1), w_ilvl="0")
    return el("w:num", val("w:abstractNumId", NUMBERS), start, w_numId=str(number))
