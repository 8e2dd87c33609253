"""Data validations: complete, with lists and messages that fit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import overlaps, parse_area, parse_areas
from tests.ooxml.book import Book, M, unescape

LONGEST_LIST, MOST = 255, 65_534
MESSAGES = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 225}
KINDS = {"none", "whole", "decimal", "list", "date", "time", "textLength", "custom"}
WITH_OPERATOR = {"whole", "decimal", "date", "time", "textLength"}


def check_validations(book: Book) -> Iterator[str]:
    """Every validation of every sheet, and that no cell has two."""
    for sheet in book.sheets:
        validations = list(sheet.all("dataValidations/dataValidation"))
        if len(validations) > MOST:
            yield f"{sheet.part}: {len(validations)} validations, over {MOST}"
        for validation in validations:
            place = f"{sheet.part} validation on {validation.get('sqref', '')[:60]}"
            yield from (f"{place}: {fault}" for fault in faults(validation))
        areas = [a for v in validations for a in parse_areas(v.get("sqref", ""))]
        for one, other in overlaps(areas):
            yield f"{sheet.part}: the validations on {one} and {other} overlap"


def faults(validation: etree._Element) -> Iterator[str]:
    """What is wrong with one validation."""
    areas = validation.get("sqref", "").split()
    if not areas or not all(map(parse_area, areas)):
        yield "stands on what is no area"
    for attribute, longest in MESSAGES.items():
        if len(unescape(validation.get(attribute, ""))) > longest:
            yield f"{attribute} is over {longest} characters"
    kind = validation.get("type", "none")
    first = validation.findtext(f"{M}formula1") or ""
    if kind not in KINDS:
        yield f"unknown type {kind!r}"
    elif kind != "none" and not first:
        yield f"{kind} has no formula1"
    if kind in WITH_OPERATOR and needs_two(validation) and not validation.findtext(f"{M}formula2"):
        yield f"{kind} between two values has no formula2"
    if kind == "list" and first.startswith('"'):
        yield from list_faults(first[1:-1].replace('""', '"'))


def needs_two(validation: etree._Element) -> bool:
    """Whether the operator stands between two values."""
    return validation.get("operator", "between") in ("between", "notBetween")


def list_faults(listed: str) -> Iterator[str]:
    """A list that is written out fits in 255 characters and has something in it."""
    if len(listed) > LONGEST_LIST:
        yield f"the list has {len(listed)} characters, over {LONGEST_LIST}"
    if not listed.strip(", "):
        yield "the list is empty"
