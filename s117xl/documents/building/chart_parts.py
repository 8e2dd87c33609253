"""Charts of a template: the part that Word draws, in looks that are told apart without colour.

Each bar, line and point has its number beside it, so that no scale need be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from s117xl.documents.building.elements import SPACES, Element, el
from s117xl.documents.building.looks import BLUE, FONT, GREY, INK, RULE, WHITE
from s117xl.documents.building.page import TEXT_WIDTH
from s117xl.documents.charts import BOUND, C, ChartFacts, SeriesFacts, book_of, fill

ChartKind = Literal["bar", "column", "line", "radar"]

EMU = 360_000  # Word's units in a centimetre
_TWIP = 635  # the same in a twentieth of a point
_SPACES = {prefix: SPACES[prefix] for prefix in ("a", "r")} | {"c": C.strip("{}")}
_PLACEHOLDERS = ("First", "Second", "Third")
_CATEGORIES, _VALUES = "117001", "117002"
_LETTERS, _TITLE = 1100, 1200  # hundredths of a point


class Line(NamedTuple):
    """How a line is drawn: colour, dashes, width in points, and the sign at each number."""

    colour: str
    dash: str
    width: float
    sign: str
    filled: bool


LINES = (
    Line(BLUE, "solid", 3, "circle", True),
    Line(GREY, "dash", 1.75, "square", False),
    Line("2E5C8A", "sysDot", 1.75, "triangle", False),
    Line("000000", "lgDashDot", 1.25, "diamond", False),
)
BARS: tuple[tuple[str, str], ...] = (
    ("", BLUE),
    ("wdUpDiag", BLUE),
    ("", "C9D3E6"),
    ("pct25", INK),
)
"""The pattern of each series, if it has one, and its colour."""


class ChartPart(NamedTuple):
    """A chart as it goes into a template: its name, its part, its workbook, its size."""

    name: str
    xml: bytes
    book: bytes
    size: tuple[str, str]

    def shown(self, relation: str) -> Element:
        """What the drawing holds in place of a picture."""
        chart = c("chart")
        chart.set(f"{{{SPACES['r']}}}id", relation)
        return el("a:graphicData", chart, uri=_SPACES["c"])


def chart_part(
    fact: str,
    kind: ChartKind,
    title: str,
    series: Sequence[str],
    number: str,
    top: float | None,
    height_cm: float,
) -> ChartPart:
    """The chart of a fact as wide as the text, with numbers in it that a render replaces."""
    if "{" in title or not title.strip():
        raise ValueError("The title of a chart is fixed words: its alternative text may hold facts")
    if not 1 <= len(series) <= len(BARS):
        raise ValueError(f"A chart has looks for 1 to {len(BARS)} series")
    root = chart_space(kind, title, len(series), number, top)
    fill(root, placeholder(series, top or 1))
    etree.cleanup_namespaces(root, keep_ns_prefixes=["a", "c", "r"])
    xml = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    size = str(TEXT_WIDTH * _TWIP), str(round(height_cm * EMU))
    return ChartPart(f"{BOUND}{fact}", xml, book_of(root), size)


def placeholder(series: Sequence[str], top: float) -> ChartFacts:
    """Numbers for who opens the template in Word."""
    values = tuple(f"{top * part:g}" for part in (0.8, 0.6, 0.9))
    made = tuple(SeriesFacts(name=name, values=values) for name in series)
    return ChartFacts(labels=_PLACEHOLDERS, series=made)


def c(name: str, *children: Element | None, **parts: str) -> Element:
    """An element of a chart."""
    made = etree.Element(f"{C}{name}", {k: str(v) for k, v in parts.items()}, nsmap=_SPACES)
    made.extend([child for child in children if child is not None])
    return made


def chart_space(
    kind: ChartKind, title: str, series: int, number: str, top: float | None
) -> Element:
    """The whole part."""
    chart = c(
        "chart",
        heading(title),
        c("autoTitleDeleted", val="0"),
        c("plotArea", layout(kind), plot(kind, series, number), *axes(kind, number, top)),
        c("legend", c("legendPos", val="b"), c("overlay", val="0")) if series > 1 else None,
        c("plotVisOnly", val="1"),
        c("dispBlanksAs", val="gap"),
    )
    outside = c("externalData", c("autoUpdate", val="0"))
    outside.set(f"{{{SPACES['r']}}}id", "rId1")
    ground = c("spPr", solid(WHITE), el("a:ln", el("a:noFill")))
    begin = (c("date1904", val="0"), c("lang", val="en-GB"), c("roundedCorners", val="0"))
    return c("chartSpace", *begin, chart, ground, letters("txPr", _LETTERS), outside)


def layout(kind: ChartKind) -> Element:
    """Where the lines stand: a radar leaves room for its labels on all sides."""
    if kind != "radar":
        return c("layout")
    place = {"x": "0.31", "y": "0.2", "w": "0.38", "h": "0.6"}
    modes = (c(f"{side}Mode", val="edge") for side in "xy")
    shares = (c(name, val=value) for name, value in place.items())
    return c("layout", c("manualLayout", c("layoutTarget", val="inner"), *modes, *shares))


def heading(title: str) -> Element:
    """The title above the chart."""
    look = {"lang": "en-GB", "sz": str(_TITLE), "b": "1"}
    words = el("a:r", el("a:rPr", solid(BLUE), **look), el("a:t", text=title))
    rich = c("rich", el("a:bodyPr"), el("a:lstStyle"), el("a:p", words))
    return c("title", c("tx", rich), c("overlay", val="0"))


def letters(name: str, size: int, colour: str = "000000") -> Element:
    """How the letters of a chart, or of a part of it, look."""
    font = el("a:latin", typeface=FONT), el("a:cs", typeface=FONT)
    look = el("a:defRPr", solid(colour), *font, sz=str(size), b="0")
    paragraph = el("a:p", el("a:pPr", look), el("a:endParaRPr", lang="en-GB"))
    return c(name, el("a:bodyPr"), el("a:lstStyle"), paragraph)


def solid(colour: str) -> Element:
    """One colour."""
    return el("a:solidFill", el("a:srgbClr", val=colour))


def plot(kind: ChartKind, series: int, number: str) -> Element:
    """The bars or lines, in as many looks as there are series."""
    made = [one_series(kind, place, number) for place in range(series)]
    ids = c("axId", val=_CATEGORIES), c("axId", val=_VALUES)
    one_colour = c("varyColors", val="0")
    if kind == "radar":
        return c("radarChart", c("radarStyle", val="marker"), one_colour, *made, *ids)
    if kind == "line":
        shape = c("grouping", val="standard"), one_colour
        return c("lineChart", *shape, *made, c("marker", val="1"), *ids)
    shape = c("barDir", val="bar" if kind == "bar" else "col"), c("grouping", val="clustered")
    room = c("gapWidth", val="55"), c("overlap", val="-10")
    return c("barChart", *shape, one_colour, *made, *room, *ids)


def one_series(kind: ChartKind, place: int, number: str) -> Element:
    """A series without its numbers."""
    begin = c("idx", val=str(place)), c("order", val=str(place)), c("tx")
    code = c("formatCode")
    code.text = number
    values = c("val", c("numRef", c("numCache", code)))
    if kind in ("bar", "column"):
        look = bar_look(*BARS[place]), c("invertIfNegative", val="0")
        return c("ser", *begin, *look, labels(number, "outEnd"), c("cat"), values)
    # In a radar the numbers of all series would lie over each other: the first has its own.
    own = (
        labels(number, "t" if kind == "line" else "outEnd") if kind == "line" or not place else None
    )
    end = c("smooth", val="0") if kind == "line" else None
    return c("ser", *begin, *line_look(LINES[place]), own, c("cat"), values, end)


def bar_look(pattern: str, colour: str) -> Element:
    """A bar with an edge, in one colour or hatched on white."""
    edge = el("a:ln", solid(BLUE), w="9525")
    if not pattern:
        return c("spPr", solid(colour), edge)
    ink, ground = (el("a:srgbClr", val=each) for each in (colour, WHITE))
    hatched = el("a:pattFill", el("a:fgClr", ink), el("a:bgClr", ground), prst=pattern)
    return c("spPr", hatched, edge)


def line_look(look: Line) -> Iterator[Element]:
    """A line with its dashes, and the sign at each number."""
    dashes = el("a:prstDash", val=look.dash)
    drawn = el("a:ln", solid(look.colour), dashes, el("a:round"), w=str(round(look.width * 12700)))
    yield c("spPr", drawn)
    inside = solid(look.colour if look.filled else WHITE)
    edge = el("a:ln", solid(look.colour), w="15875")
    yield c("marker", c("symbol", val=look.sign), c("size", val="8"), c("spPr", inside, edge))


def labels(number: str, place: str | None) -> Element:
    """The number at each bar or point."""
    shown = {"LegendKey": "0", "Val": "1", "CatName": "0", "SerName": "0", "Percent": "0",
             "BubbleSize": "0"}  # fmt: skip
    return c(
        "dLbls",
        c("numFmt", formatCode=number, sourceLinked="0"),
        c("spPr", el("a:noFill"), el("a:ln", el("a:noFill"))),
        letters("txPr", _LETTERS),
        c("dLblPos", val=place) if place else None,
        *[c(f"show{name}", val=value) for name, value in shown.items()],
    )


def axes(kind: ChartKind, number: str, top: float | None) -> tuple[Element, Element]:
    """What is compared, from the top or the left; and the scale, from nought."""
    across = kind == "bar"
    thin = c("spPr", el("a:ln", solid(RULE), w="9525"))
    categories = c(
        "catAx",
        c("axId", val=_CATEGORIES),
        c("scaling", c("orientation", val="maxMin" if across else "minMax")),
        c("delete", val="0"),
        c("axPos", val="l" if across else "b"),
        c("majorGridlines", c("spPr", el("a:ln", solid(RULE), w="6350"))) if kind == "radar"
        else None,
        c("numFmt", formatCode="General", sourceLinked="0"),
        *ticks("low"),
        thin,
        letters("txPr", _LETTERS),
        c("crossAx", val=_VALUES),
        c("crosses", val="autoZero"),
        c("auto", val="1"),
        c("lblAlgn", val="ctr"),
        c("lblOffset", val="100"),
        c("noMultiLvlLbl", val="0"),
    )  # fmt: skip
    return categories, scale(kind, number, top)


def scale(kind: ChartKind, number: str, top: float | None) -> Element:
    """The axis of the numbers; bars have theirs beside them and need none."""
    bars = kind in ("bar", "column")
    # Beyond the longest bar there is room for its number.
    end = c("max", val=f"{top * (1.12 if bars else 1):g}") if top is not None else None
    lines = c("majorGridlines", c("spPr", el("a:ln", solid("D9D9D9"), w="6350")))
    return c(
        "valAx",
        c("axId", val=_VALUES),
        c("scaling", c("orientation", val="minMax"), end, c("min", val="0")),
        c("delete", val="1" if bars else "0"),
        c("axPos", val="b" if kind == "bar" else "l"),
        lines if kind in ("line", "radar") else None,
        c("numFmt", formatCode=number, sourceLinked="0"),
        *ticks("none" if kind == "radar" else "nextTo"),
        c("spPr", el("a:ln", solid(RULE), w="6350")),
        letters("txPr", _LETTERS - 100, GREY),
        c("crossAx", val=_CATEGORIES),
        c("crosses", val="autoZero"),
        c("crossBetween", val="between"),
        c("majorUnit", val="1") if kind == "radar" else None,
    )


def ticks(labels_at: str) -> tuple[Element, ...]:
    """No marks on the axis, and where its labels stand."""
    none = (c("majorTickMark", val="none"), c("minorTickMark", val="none"))
    return (*none, c("tickLblPos", val=labels_at))
