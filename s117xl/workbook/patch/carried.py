"""Cells of a person's own columns, which follow their row when a table of ours is rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterable

from s117xl.workbook.areas import Area
from s117xl.workbook.edits import Value
from s117xl.workbook.package import Package, unescape
from s117xl.workbook.patch.cells import Kept, cell_reference, formula_of, is_blank
from s117xl.workbook.patch.markup import (
    Node,
    UnknownShapeError,
    attribute,
    child,
    children,
    escaped,
    inner_text,
    root,
    splice,
    with_attribute,
    without_attributes,
)

_STRING_OR_CELL = re.compile(
    r"\"[^\"]*\"|'[^']*'|\[[^\]]*\]"
    r"|(?<![\w.$])(\$?[A-Za-z]{1,3})([1-9][0-9]{0,6})(?![\w(.!])"
)
_SHARED_STRING = re.compile(
    rb"<(?:[\w.-]+:)?si(?:\s[^>]*)?(?:/>|(?<!/)>.*?</(?:[\w.-]+:)?si\s*>)", re.DOTALL
)


def kept(cell: bytes, column: int, before: int, after: int, formulas: dict[str, str]) -> Kept:
    """The cell, to be put in row `after` where it was in row `before`.

    `formulas` are the shared formulas of its column as `shared_formulas` gives them.
    """
    node = root(cell)
    tag = without_attributes(cell[: node.inner], b"r")
    name = re.compile(rb"<(?:[\w.-]+:)?c").match(tag)
    attributes = tag[name.end() if name else 0 : -2 if tag.endswith(b"/>") else -1].rstrip()
    content = cell[node.inner : node.close]
    if formula_of(cell) and (before != after or b"shared" in formula_of(cell)):
        content = _moved(content, column, before, after, formulas)
    return Kept(attributes, content)


def _moved(content: bytes, column: int, before: int, after: int, formulas: dict[str, str]) -> bytes:
    node = child(content, b"f")
    if node is None:
        return content
    tag = content[node.start : node.inner]
    text = inner_text(content, node)
    if (index := attribute(tag, b"si")) is not None:
        text = _shifted(formulas[index], before - int(formulas["@" + index]))
        tag = without_attributes(tag, b"t", b"si", b"ref")
    elif area := attribute(tag, b"ref"):
        if Area.from_a1(area)[0::2] != (before, before):
            raise UnknownShapeError("it has a formula over several rows in a column of its own")
        tag = with_attribute(tag, b"ref", cell_reference(column, after).decode())
    name = tag[1:].split(None, 1)[0].rstrip(b"/>")
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    new = tag + escaped(_shifted(text, after - before)) + b"</" + name + b">"
    return splice(content, [(node.start, node.end, new)])


def _shifted(formula: str, rows: int) -> str:
    """The formula as Excel would copy it this many rows down; `$` holds a row in its place."""

    def shift(match: re.Match[str]) -> str:
        return f"{match[1]}{max(1, int(match[2]) + rows)}" if match[1] else match[0]

    return _STRING_OR_CELL.sub(shift, formula) if rows else formula


def shared_formulas(cells: Iterable[tuple[int, bytes]]) -> dict[str, str]:
    """The formulas that cells of one column share, by index, and under `@` and it their rows."""
    found: dict[str, str] = {}
    for row, cell in cells:
        tag = formula_of(cell)
        index = attribute(tag, b"si") if tag else None
        if index is not None and (text := value_text(cell, b"f")):
            found |= {index: text, "@" + index: str(row)}
    return found


def value_text(cell: bytes, name: bytes) -> str:
    """The text of a cell's formula or value element, or nothing."""
    node = root(cell)
    inside = child(cell, name, node.inner) if node.inner < node.end else None
    return inner_text(cell, inside) if inside else ""


def read_value(cell: bytes, strings: dict[int, str]) -> Value:
    """The value that a cell shows; a shared string is looked up in `strings`."""
    if is_blank(cell):
        return None
    node = root(cell)
    kind = attribute(cell[: node.inner], b"t") or "n"
    if kind == "inlineStr":
        inside = child(cell, b"is", node.inner)
        return _rich_text(cell, inside) if inside else None
    text = value_text(cell, b"v")
    if kind == "s":
        return strings.get(int(text), "")
    if kind == "n":
        return _as_number(text)
    return text == "1" if kind == "b" else unescape(text)


def _as_number(text: str) -> Value:
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() else number


def _rich_text(data: bytes, node: Node) -> str:
    """The text of a string, its runs joined and its phonetic guides left out."""
    pieces = []
    for part in children(data, node.inner) if node.inner < node.end else ():
        if part.name == b"t":
            pieces.append(inner_text(data, part))
        elif part.name == b"r":
            pieces.append(_rich_text(data, part))
    return unescape("".join(pieces))


def shared_strings(package: Package, cells: Iterable[bytes]) -> dict[int, str]:
    """The shared strings that these cells name, by index."""
    wanted = {
        int(value_text(cell, b"v"))
        for cell in cells
        if attribute(cell[: cell.index(b">") + 1], b"t") == "s"
    }
    parts = [
        relation.target
        for relation in package.relations(package.workbook_part)
        if relation.kind == "sharedStrings"
    ]
    if not wanted or not parts:
        return {}
    found = enumerate(_SHARED_STRING.finditer(package.read(parts[0])))
    return {
        index: _rich_text(match[0], root(match[0])) for index, match in found if index in wanted
    }
