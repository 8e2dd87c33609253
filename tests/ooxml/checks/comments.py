"""Comments, old and threaded, and the shapes that show them; drawings' ids."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import address, parse_cell
from tests.ooxml.book import Book, M, rich_text
from tests.ooxml.parts import R, repeated

T = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
VML_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def check_comments(book: Book) -> Iterator[str]:
    """Every sheet's comments, and the threads that stand on them."""
    for sheet in book.sheets:
        for part in book.linked(sheet.part, "comments") if sheet.part else ():
            shapes = shape_places(book, sheet.part or "")
            yield from (f"{part}: {f}" for f in comment_faults(book.tree(part), shapes))
        for part in book.linked(sheet.part, "threadedComment") if sheet.part else ():
            yield from (f"{part}: {f}" for f in thread_faults(book, sheet.part or "", part))


def comment_faults(root: etree._Element, shapes: set[str]) -> Iterator[str]:
    """One comment on a cell, with an author and a shape that are there, and text that fits."""
    comments = list(root.iter(f"{M}comment"))
    authors = len(list(root.iter(f"{M}author")))
    for ref in repeated([comment.get("ref", "") for comment in comments]):
        yield f"two comments on {ref.upper()}"
    for comment in comments:
        ref, text = comment.get("ref", ""), comment.find(f"{M}text")
        if not parse_cell(ref):
            yield f"a comment stands on {ref!r}"
        if int(comment.get("authorId", 0)) >= authors:
            yield f"the comment on {ref} has the author {comment.get('authorId')}: out of range"
        if ref not in shapes:
            yield f"the comment on {ref} has no shape"
        if text is not None and len(rich_text(text)) > 32_767:
            yield f"the comment on {ref} is over 32767 characters"


def shape_places(book: Book, sheet: str) -> set[str]:
    """The cells whose comments have a shape in the sheet's legacy drawing."""
    drawings = [
        book.target(sheet, element.get(f"{R}id"))
        for element in book.tree(sheet).iterfind(f"{M}legacyDrawing")
    ]
    notes = [
        note
        for part in drawings
        if part
        for note in book.tree(part).iter(f"{VML_EXCEL}ClientData")
        if note.get("ObjectType") == "Note"
    ]
    return {
        address(
            int(note.findtext(f"{VML_EXCEL}Row") or 0) + 1,
            int(note.findtext(f"{VML_EXCEL}Column") or 0) + 1,
        )
        for note in notes
    }


def thread_faults(book: Book, sheet: str, part: str) -> Iterator[str]:
    """A thread has a person, and an old comment that carries its id as the author."""
    people = {
        person.get("id")
        for name in book.linked(book.part, "person")
        for person in book.tree(name).iter(f"{T}person")
    }
    authors = {
        f"{comment.get('ref')} {author}"
        for name in book.linked(sheet, "comments")
        for comment, author in zip_authors(book.tree(name))
    }
    comments = list(book.tree(part).iter(f"{T}threadedComment"))
    for comment in comments:
        if comment.get("personId") not in people:
            yield f"the thread on {comment.get('ref')} has a person who is not there"
        if comment.get("parentId") is None:
            if f"{comment.get('ref')} tc={comment.get('id')}" not in authors:
                yield f"the thread on {comment.get('ref')} has no old comment"
        elif comment.get("parentId") not in {c.get("id") for c in comments}:
            yield f"an answer on {comment.get('ref')} has no thread"


def zip_authors(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Each comment with the name of its author."""
    authors = [author.text or "" for author in root.iter(f"{M}author")]
    for comment in root.iter(f"{M}comment"):
        index = int(comment.get("authorId", 0))
        yield comment, authors[index] if index < len(authors) else ""


def check_shapes(book: Book) -> Iterator[str]:
    """The shapes of one drawing have ids of their own."""
    for name in book.parts:
        if name.endswith(".vml"):
            ids = [str(shape.get("id")) for shape in book.tree(name).iter(f"{VML}shape")]
        elif (book.type_of(name) or "").endswith(".drawing+xml"):
            ids = [
                str(element.get("id"))
                for element in book.tree(name).iter(f"{DRAWING}cNvPr")
                if not any(above.tag == FALLBACK for above in element.iterancestors())
            ]
        else:
            continue
        yield from (f"{name}: two shapes have the id {number}" for number in repeated(ids))
