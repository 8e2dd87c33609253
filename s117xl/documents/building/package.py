"""The file itself: its parts, how they refer to each other, and a zip that is always the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

DATE = "2026-01-01T00:00:00Z"  # of making and of the last change: a template has no history
PRODUCT = "s117xl"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    "word/header1.xml": f"{_WORD}.header+xml",
    "word/footer1.xml": f"{_WORD}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_OPEN = "application/vnd.openxmlformats-officedocument"
CHART, WORKBOOK = f"{_OPEN}.drawingml.chart+xml", f"{_OPEN}.spreadsheetml.sheet"
HEADER, FOOTER = "rId4", "rId5"
_FIXED = ("styles", "settings", "numbering", "header", "footer", "fontTable", "theme")
FIRST_PICTURE = len(_FIXED) + 1


def zipped(members: Mapping[str, bytes]) -> bytes:
    """The members as a file in which no time and no system shows."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return out.getvalue()


def surroundings(title: str, pictures: Iterable[str]) -> dict[str, bytes]:
    """The parts that say what the other parts are.

    `pictures` are the names of pictures and charts under `word/`.
    """
    return {
        "[Content_Types].xml": content_types(name for name in pictures if is_chart(name)),
        "_rels/.rels": relations(_package_relations()),
        "docProps/core.xml": core(title),
        "docProps/app.xml": app(),
        "word/_rels/document.xml.rels": relations(_document_relations(pictures)),
    }


def is_chart(name: str) -> bool:
    """Whether a name under `word/` is that of a chart."""
    return name.startswith("charts/")


def content_types(charts: Iterable[str] = ()) -> bytes:
    """What each part is."""
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = {"rels": rels, "xml": "application/xml", "png": "image/png"}
    drawn = {f"word/{name}": CHART for name in charts}
    defaults |= {"xlsx": WORKBOOK} if drawn else {}
    known = _PARTS | drawn
    inner = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in defaults.items())
    inner += "".join(f'<Override PartName="/{k}" ContentType="{v}"/>' for k, v in known.items())
    return (f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{inner}</Types>').encode()


def relations(pairs: Iterable[tuple[str, str]]) -> bytes:
    """A part of relations, numbered from rId1, from pairs of type and target."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    space = f"{_PACKAGE}/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'.encode()


def _package_relations() -> list[tuple[str, str]]:
    return [
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ]


def _document_relations(pictures: Iterable[str]) -> list[tuple[str, str]]:
    files = {"header": "header1.xml", "footer": "footer1.xml", "theme": "theme/theme1.xml"}
    fixed = [(f"{_OFFICE}/{kind}", files.get(kind, f"{kind}.xml")) for kind in _FIXED]
    shown = [(f"{_OFFICE}/{'chart' if is_chart(name) else 'image'}", name) for name in pictures]
    return fixed + shown


def chart_relations(book: str) -> bytes:
    """The part that leads from a chart to its workbook, a name under `word/`."""
    return relations([(f"{_OFFICE}/package", f"../{book}")])


def core(title: str) -> bytes:
    """Title and language; the product in place of an author."""
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{DATE}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{_HEAD}<cp:coreProperties {spaces}><dc:title>{escape(title)}</dc:title>"
        f"<dc:creator>{PRODUCT}</dc:creator><cp:lastModifiedBy>{PRODUCT}</cp:lastModifiedBy>"
        f"{days}<dc:language>en-GB</dc:language></cp:coreProperties>"
    ).encode()


def app() -> bytes:
    """The program that made the file."""
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    inner = f"<Application>{PRODUCT}</Application>"
    return f'{_HEAD}<Properties xmlns="{space}">{inner}</Properties>'.encode()
