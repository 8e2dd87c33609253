"""Conditional formats: complete, ranked once each, with styles that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import parse_area
from tests.ooxml.book import X14, XM, Book, M, Sheet

BETWEEN = {"between", "notBetween"}
COMPARISONS = BETWEEN | {
    "equal",
    "notEqual",
    "greaterThan",
    "greaterThanOrEqual",
    "lessThan",
    "lessThanOrEqual",
}
# The attributes that a rule of each type needs, and how many formulas.
NEEDS: dict[str, tuple[tuple[str, ...], int]] = {
    "expression": ((), 1),
    "cellIs": (("operator",), 1),
    "containsText": (("operator", "text"), 1),
    "notContainsText": (("operator", "text"), 1),
    "beginsWith": (("operator", "text"), 1),
    "endsWith": (("operator", "text"), 1),
    "containsBlanks": ((), 1),
    "notContainsBlanks": ((), 1),
    "containsErrors": ((), 1),
    "notContainsErrors": ((), 1),
    "timePeriod": (("timePeriod",), 1),
    "top10": (("rank",), 0),
    "aboveAverage": ((), 0),
    "duplicateValues": ((), 0),
    "uniqueValues": ((), 0),
}
SCALES = {"colorScale": (2, 3), "dataBar": (2, 2), "iconSet": (3, 5)}


def check_formats(book: Book) -> Iterator[str]:
    """Every conditional format of every sheet, those of the extension too."""
    limit = book.count("dxfs")
    for sheet in book.sheets:
        yield from (f"{sheet.part}: {fault}" for fault in sheet_faults(sheet, limit))


def sheet_faults(sheet: Sheet, limit: int) -> Iterator[str]:
    """What is wrong with the conditional formats of one sheet."""
    for block in sheet.all("conditionalFormatting"):
        ref = block.get("sqref", "")
        if not ref.split() or not all(map(parse_area, ref.split())):
            yield f"a conditional format stands on {ref!r}"
        for rule in block.iterfind(f"{M}cfRule"):
            yield from (f"conditional format on {ref[:60]}: {f}" for f in rule_faults(rule, limit))
    for priority, times in Counter(priorities(sheet)).items():
        if times > 1 or int(priority) < 1:
            yield f"{times} conditional formats have the priority {priority}"


def priorities(sheet: Sheet) -> list[str]:
    """The priorities of the rules; those of the extension rank in the same line."""
    rules = list(sheet.all("conditionalFormatting/cfRule"))
    own = [rule.get("priority", "0") for rule in rules]
    if sheet.root is None:
        return own
    later = sheet.root.iter(f"{X14}cfRule")
    return own + [rule.get("priority", "") for rule in later if rule.get("priority")]


def rule_faults(rule: etree._Element, limit: int) -> Iterator[str]:
    """What a rule lacks."""
    kind = rule.get("type", "")
    if "dxfId" in rule.attrib and int(rule.get("dxfId", 0)) >= limit:
        yield f"dxfId {rule.get('dxfId')} is out of range"
    if kind in SCALES:
        yield from scale_faults(rule, kind)
    elif kind not in NEEDS:
        yield f"unknown type {kind!r}"
    else:
        attributes, formulas = NEEDS[kind]
        for attribute in attributes:
            if not rule.get(attribute):
                yield f"{kind} has no {attribute}"
        yield from operator_faults(rule, kind, formulas)


def operator_faults(rule: etree._Element, kind: str, formulas: int) -> Iterator[str]:
    """The operator is one of Excel's and has the formulas that it needs."""
    operator = rule.get("operator", "")
    if kind == "cellIs" and operator and operator not in COMPARISONS:
        yield f"unknown operator {operator!r}"
    wanted = 2 if kind == "cellIs" and operator in BETWEEN else formulas
    found = len(rule.findall(f"{M}formula"))
    if found != wanted:
        yield f"{kind} has {found} formulas and needs {wanted}"


def scale_faults(rule: etree._Element, kind: str) -> Iterator[str]:
    """A scale has as many points and colours as its kind needs."""
    scale = rule.find(M + kind)
    points = 0 if scale is None else len(scale.findall(f"{M}cfvo"))
    least, most = SCALES[kind]
    if scale is None or not least <= points <= most:
        yield f"{kind} has {points} points"
    elif kind == "colorScale" and len(scale.findall(f"{M}color")) != points:
        yield f"{kind} has {points} points and another number of colours"


def check_extension_areas(book: Book) -> Iterator[str]:
    """Formats and validations of the extension stand on cells."""
    for sheet in book.sheets:
        for element in () if sheet.root is None else sheet.root.iter(f"{XM}sqref"):
            if not all(map(parse_area, (element.text or "-").split())):
                yield f"{sheet.part}: an extension stands on {element.text!r}"
