"""Our conditional formats on a sheet: known by their formula, laid afresh, no other touched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from s117xl.workbook.areas import column_letters
from s117xl.workbook.edits import Format
from s117xl.workbook.looks import STYLES, Look
from s117xl.workbook.package import Table
from s117xl.workbook.patch.bodies import column_of
from s117xl.workbook.patch.dxfs import Dxfs
from s117xl.workbook.patch.markup import (
    Node,
    attribute,
    child,
    children,
    escaped,
    inner_text,
    splice,
    with_attribute,
)
from s117xl.workbook.patch.survey import data_rows

_BEFORE = frozenset(
    b"sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate "
    b"customSheetViews mergeCells phoneticPr conditionalFormatting".split()
)
_PLACEHOLDER = re.compile(r"\{(cell|heading|column:((?:[^{}])+))\}")
_ANY_RULE = re.compile(rb"<(?:[\w.-]+:)?cfRule\s[^<>]*>")


class Laid(NamedTuple):
    """A format as it stands, or is to stand, on a sheet."""

    area: str
    formula: str
    look: Look | None


class Rule(NamedTuple):
    """A rule of ours found on a sheet: its place, its priority, and what it lays."""

    start: int
    end: int
    priority: int
    laid: Laid


def wanted(table: Table, formats: Sequence[Format]) -> list[Laid]:
    """The formats as they are to be laid over the table's rows of data, first to last."""
    rows = data_rows(table)
    area = table.area._replace(top=rows.start, bottom=rows.stop - 1)
    return [
        Laid(area.a1, formula_at(table, rows.start, one.formula), STYLES[one.style])
        for one in formats
    ]


def formula_at(table: Table, row: int, formula: str) -> str:
    """The formula for the first data cell, its placeholders filled in."""
    left = column_letters(table.area.left)

    def fill(match: re.Match[str]) -> str:
        if match[1] == "cell":
            return f"{left}{row}"
        if match[1] == "heading":
            return f"{left}${table.area.top}"
        return f"${column_letters(column_of(table, match[2]))}{row}"

    return _PLACEHOLDER.sub(fill, formula)


def lay(
    tail: bytes, prefix: bytes, laid: Sequence[Laid], marks: Sequence[str], dxfs: Dxfs
) -> bytes:
    """The tail of a sheet with our formats so laid, and all that are not ours where they were.

    Equal to `tail` when they stand so already. A format is ours when its formula holds a mark.
    """
    at = after_rows(tail)
    elements = [node for node in children(tail, at) if node.name == b"conditionalFormatting"]
    rules = [rule for node in elements for rule in _ours(tail, node, marks, dxfs)]
    rules.sort(key=lambda rule: rule.priority)
    if [rule.laid for rule in rules] == list(laid):
        return tail
    place = next((n.start for n in children(tail, at) if n.name not in _BEFORE), None)
    if place is None:
        place = _end_of_sheet(tail)
    free, shift = _priorities(tail, rules, len(laid))
    changes = _removed(tail, elements, rules) + _shifted(tail, rules, shift)
    changes.append((place, place, _element(prefix, laid, free, dxfs)))
    return splice(tail, changes)


def after_rows(tail: bytes) -> int:
    """Where the elements that follow the rows begin."""
    return tail.index(b">") + 1 if tail.startswith(b"</") else 0


def _end_of_sheet(tail: bytes) -> int:
    return tail.rindex(b"</")


def _ours(tail: bytes, node: Node, marks: Sequence[str], dxfs: Dxfs) -> list[Rule]:
    area = attribute(tail[node.start : node.inner], b"sqref") or ""
    found = []
    for rule in children(tail, node.inner) if node.inner < node.end else ():
        tag = tail[rule.start : rule.inner]
        formula = child(tail, b"formula", rule.inner) if rule.inner < rule.end else None
        if formula is None or attribute(tag, b"type") != "expression":
            continue
        text = inner_text(tail, formula)
        if any(mark in text for mark in marks):
            laid = Laid(area, text, dxfs.look(attribute(tag, b"dxfId")))
            found.append(Rule(rule.start, rule.end, _priority(tag), laid))
    return found


def _priority(tag: bytes) -> int:
    said = attribute(tag, b"priority") or ""
    return int(said) if said.isdecimal() else 0


def _priorities(tail: bytes, ours: list[Rule], count: int) -> tuple[list[int], int]:
    """Priorities for our formats, and by how much all others must move to make room.

    Those that ours had are used again, so a person's own formats keep their rank against them.
    """
    had = sorted({rule.priority for rule in ours if rule.priority})
    if len(had) >= count:
        return had[:count], 0
    mine = {rule.start for rule in ours}
    others = [
        _priority(match[0]) for match in _ANY_RULE.finditer(tail) if match.start() not in mine
    ]
    first = min((number for number in others if number), default=count + 1)
    return list(range(1, count + 1)), max(0, count + 1 - first)


def _removed(tail: bytes, elements: list[Node], ours: list[Rule]) -> list[tuple[int, int, bytes]]:
    """The changes that take our rules away, and the elements that would be left empty."""
    changes = []
    for node in elements:
        inside = [rule for rule in ours if node.start < rule.start < node.end]
        rules = sum(n.name == b"cfRule" for n in children(tail, node.inner)) if inside else 0
        if inside and len(inside) == rules:
            changes.append((node.start, node.end, b""))
        else:
            changes += [(rule.start, rule.end, b"") for rule in inside]
    return changes


def _shifted(tail: bytes, ours: list[Rule], shift: int) -> list[tuple[int, int, bytes]]:
    if not shift:
        return []
    mine = {rule.start for rule in ours}
    return [
        (match.start(), match.end(), with_attribute(match[0], b"priority", str(number + shift)))
        for match in _ANY_RULE.finditer(tail)
        if match.start() not in mine and (number := _priority(match[0]))
    ]


def _element(prefix: bytes, laid: Sequence[Laid], priorities: list[int], dxfs: Dxfs) -> bytes:
    if not laid:
        return b""
    name = prefix + b"conditionalFormatting"
    rules = b"".join(
        b'<%bcfRule type="expression" dxfId="%d" priority="%d"><%bformula>%b</%bformula></%bcfRule>'
        % (prefix, dxfs.index(one.look), priority, prefix, escaped(one.formula), prefix, prefix)
        for one, priority in zip(laid, priorities, strict=True)
        if one.look
    )
    return b'<%b sqref="%b">%b</%b>' % (name, laid[0].area.encode(), rules, name)
