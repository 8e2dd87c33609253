"""A picture, a text box and a note on a sheet that has none yet, or has some already."""

from __future__ import annotations

from lxml import etree

from tests.ooxml.areas import address
from tests.ooxml.book import M, Sheet
from tests.ooxml.checks.sheets import ORDER
from tests.ooxml.operation import BLOCK, Operation, insert_in_order, to_bytes, written
from tests.ooxml.parts import R

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OPEN = "application/vnd.openxmlformats-officedocument."
VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
COLUMN = 2  # the note goes to the first cell under the header of column B that has none


def add_to_register(operation: Operation, name: str, picture: str) -> None:
    """The sheet of this name has a picture, a text box and a note more than before."""
    sheet = next(sheet for sheet in operation.book.sheets if sheet.name == name)
    add_drawing(operation, sheet, picture)
    add_note(operation, sheet)


def add_drawing(operation: Operation, sheet: Sheet, picture: str) -> None:
    """The picture and the text box stand in the sheet's drawing, a new one if it had none."""
    name = own_part(operation, sheet, "drawing")
    number = len(list(operation.tree(name).iter(f"{DRAWING}cNvPr"))) + 101 if name else 101
    fresh = name or operation.free_name("xl/drawings/drawing", ".xml")
    link_id = operation.link(fresh, f"{OFFICE}image", picture)
    values = {"picture_shape": number, "text_shape": number + 1, "picture_link": link_id}
    data = written("register_drawing.xml", **values)
    if name:
        grow(operation, name, list(etree.fromstring(data)))
    else:
        operation.add(fresh, data, f"{OPEN}drawing+xml")
        show(
            operation, sheet, "drawing", operation.link(sheet.part or "", f"{OFFICE}drawing", fresh)
        )


def add_note(operation: Operation, sheet: Sheet) -> None:
    """The note stands among the sheet's comments, and its shape in the old drawing."""
    comments, vml = own_part(operation, sheet, "comments"), own_part(operation, sheet, "vmlDrawing")
    taken, author, shapes = set(), 0, 0
    if comments:
        root = operation.tree(comments)
        taken = {comment.get("ref") for comment in root.iter(f"{M}comment")}
        author = len(list(root.iter(f"{M}author")))
    if vml:
        shapes = len(list(operation.tree(vml).iter(f"{VML}shape")))
    row = next(row for row in range(2, 9_999) if address(row, COLUMN) not in taken)
    values = {"cell": address(row, COLUMN), "author": author, "row": row - 1, "column": COLUMN - 1}
    add_comment(operation, sheet, comments, written("register_comments.xml", **values))
    block = own_block(operation, vml) if vml else operation.free_block()
    values |= {"shape_block": block, "note_shape": block * BLOCK + shapes + 1}
    add_shape(operation, sheet, vml, written("register_vml.vml", **values))


def add_comment(operation: Operation, sheet: Sheet, name: str | None, data: bytes) -> None:
    """The comment of `data` is in the sheet's comments."""
    if name is None:
        name = operation.free_name("xl/comments", ".xml")
        operation.add(name, data, f"{OPEN}spreadsheetml.comments+xml")
        operation.link(sheet.part or "", f"{OFFICE}comments", name)
        return
    own, new = operation.tree(name), etree.fromstring(data)
    for outer in ("authors", "commentList"):
        own.find(M + outer).extend(new.find(M + outer))  # type: ignore[union-attr, arg-type]
    operation.added[name] = to_bytes(own)


def add_shape(operation: Operation, sheet: Sheet, name: str | None, data: bytes) -> None:
    """The shape of `data` is in the sheet's old drawing."""
    if name is None:
        name = operation.free_name("xl/drawings/vmlDrawing", ".vml")
        operation.add(name, data, f"{OPEN}vmlDrawing")
        link_id = operation.link(sheet.part or "", f"{OFFICE}vmlDrawing", name)
        show(operation, sheet, "legacyDrawing", link_id)
    else:
        grow(operation, name, list(etree.fromstring(data).iter(f"{VML}shape")))


def own_part(operation: Operation, sheet: Sheet, kind: str) -> str | None:
    """The sheet's part of this kind, or None; an old drawing for headers is none of these."""
    if kind == "vmlDrawing":
        shown = operation.tree(sheet.part or "").find(f"{M}legacyDrawing")
        return (
            None if shown is None else operation.book.target(sheet.part or "", shown.get(f"{R}id"))
        )
    return next(iter(operation.book.linked(sheet.part or "", kind)), None)


def own_block(operation: Operation, vml: str) -> int:
    """The block of shape numbers of an old drawing."""
    ids = [shape.get("id", "") for shape in operation.tree(vml).iter(f"{VML}shape")]
    return int(ids[0].removeprefix("_x0000_s")) // BLOCK


def grow(operation: Operation, name: str, elements: list[etree._Element]) -> None:
    """A part of the workbook's own holds these at its end, and counts among those added."""
    operation.tree(name).extend(elements)
    operation.added[name] = to_bytes(operation.tree(name))


def show(operation: Operation, sheet: Sheet, tag: str, link_id: str) -> None:
    """The sheet names the drawing."""
    element = etree.Element(M + tag)
    element.set(f"{R}id", link_id)
    insert_in_order(operation.tree(sheet.part or ""), element, ORDER)
