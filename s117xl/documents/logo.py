"""The organisation's logo in the place of a template's placeholder."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile

from lxml import etree

from s117xl.documents.package import parse, parts_of

_MAIN = "word/document.xml"
_NAME = "Logo"
_EMU = 360_000  # of Word's units in a centimetre
_WIDEST, _HIGHEST = 5.5 * _EMU, 2.2 * _EMU
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def with_logo(data: bytes, png: bytes, file: str) -> bytes:
    """The template with the picture named Logo made this one, in its own proportions.

    A template that has no such picture stays as it is. Raises Refused where the file could do harm.
    """
    parts = parts_of(data, file)
    root = parse(parts.get(_MAIN, b"<none/>"))
    for drawing in root.iter("{*}inline", "{*}anchor"):
        named = next(drawing.iter("{*}docPr"), None)
        picture = next(drawing.iter("{*}blip"), None)
        if named is not None and named.get("name") == _NAME and picture is not None:
            part = _part(parts, str(picture.get(_EMBED)))
            if part in parts:
                parts[part] = png
                _fit(drawing, png)
    parts[_MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part_data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part_data)
    return made.getvalue()


def _part(parts: dict[str, bytes], id: str) -> str:
    links = parse(parts.get("word/_rels/document.xml.rels", b"<none/>"))
    target = next((link.get("Target", "") for link in links if link.get("Id") == id), "")
    return target.lstrip("/") if target.startswith("/") else posixpath.join("word", target)


def _fit(drawing: etree._Element, png: bytes) -> None:
    width, height = struct.unpack(">II", png[16:24])
    scale = min(_WIDEST / max(width, 1), _HIGHEST / max(height, 1))
    for element in drawing.iter("{*}extent", "{*}ext"):
        if element.get("cx"):
            element.set("cx", str(max(int(width * scale), 1)))
            element.set("cy", str(max(int(height * scale), 1)))
