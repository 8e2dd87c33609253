"""Pictures within a line, each with its words for those who do not see it."""

from __future__ import annotations

import struct
import zlib

from s117xl.documents.building.chart_parts import EMU, ChartPart
from s117xl.documents.building.elements import SPACES, Element, el
from s117xl.documents.building.package import FIRST_PICTURE, chart_relations, is_chart

LOGO = "media/logo.png"  # this name stays: a render replaces the member
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def pixels(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    if png[:8] != _SIGNATURE or png[12:16] != b"IHDR":
        raise ValueError("Only PNG pictures can be placed in a template")
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def drawing(
    png: bytes, relation: str, number: int, alt: str, width_cm: float, name: str
) -> Element:
    """A run with the picture, as high as its own proportions make it."""
    if not alt.strip():
        raise ValueError("A picture needs its alternative text")
    wide, high = pixels(png)
    cx = str(round(width_cm * EMU))
    cy = str(round(width_cm * EMU * high / wide))
    known = {"id": str(number), "name": name}
    shown = el("a:graphicData", picture(relation, known, cx, cy), uri=SPACES["pic"])
    return inline(shown, known, alt, cx, cy)


def inline(shown: Element, known: dict[str, str], alt: str, cx: str, cy: str) -> Element:
    """A run with what is drawn, as a letter in its line."""
    made = el(
        "wp:inline",
        el("wp:extent", cx=cx, cy=cy),
        el("wp:docPr", **known, descr=alt),
        el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks", noChangeAspect="1")),
        el("a:graphic", shown),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )
    return el("w:r", el("w:drawing", made))


def picture(relation: str, known: dict[str, str], cx: str, cy: str) -> Element:
    """The picture itself, stretched to its frame."""
    fill = el("pic:blipFill", el("a:blip", r_embed=relation), el("a:stretch", el("a:fillRect")))
    frame = el("a:xfrm", el("a:off", x="0", y="0"), el("a:ext", cx=cx, cy=cy))
    shape = el("pic:spPr", frame, el("a:prstGeom", el("a:avLst"), prst="rect"))
    about = el("pic:nvPicPr", el("pic:cNvPr", **known), el("pic:cNvPicPr"))
    return el("pic:pic", about, fill, shape)


def placeholder_logo(width: int = 300, height: int = 100) -> bytes:
    """A pale grey PNG that stands where a council's logo will be."""
    row = b"\x00" + b"\xd9" * width
    # Not compressed: the same bytes from every build of zlib.
    pixels_packed = zlib.compress(row * height, 0)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", pixels_packed), (b"IEND", b"")]
    return _SIGNATURE + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


class Album:
    """The pictures and charts of a document, each kept once, and the drawings that show them."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {LOGO: placeholder_logo()}
        self.beside: dict[str, bytes] = {}
        self._drawn = 0

    def logo(self, width_cm: float = 4.5) -> Element:
        """The council's logo; a render puts its own bytes and size in the place of ours."""
        return self._draw(LOGO, "{{ organisation.logo_alt }}", width_cm, "Logo")

    def show(self, png: bytes, alt: str, width_cm: float) -> Element:
        """A run with this picture."""
        return self._draw(self._keep(png), alt, width_cm, f"Picture {self._drawn + 1}")

    def chart(self, made: ChartPart, alt: str) -> Element:
        """A run with this chart; its workbook is kept beside it."""
        if not alt.strip():
            raise ValueError("A chart needs its alternative text")
        number = sum(is_chart(name) for name in self.kept) + 1
        name, book = f"charts/chart{number}.xml", f"embeddings/chart{number}.xlsx"
        self.kept[name] = made.xml
        self.beside |= {f"charts/_rels/chart{number}.xml.rels": chart_relations(book),
                        book: made.book}  # fmt: skip
        self._drawn += 1
        known = {"id": str(self._drawn), "name": made.name}
        return inline(made.shown(self._relation(name)), known, alt, *made.size)

    def _keep(self, png: bytes) -> str:
        for name, known in self.kept.items():
            if known == png and name != LOGO:
                return name
        name = f"media/image{len(self.kept)}.png"
        self.kept[name] = png
        return name

    def _draw(self, member: str, alt: str, width_cm: float, name: str) -> Element:
        self._drawn += 1
        relation = self._relation(member)
        return drawing(self.kept[member], relation, self._drawn, alt, width_cm, name)

    def _relation(self, member: str) -> str:
        return f"rId{FIRST_PICTURE + list(self.kept).index(member)}"
