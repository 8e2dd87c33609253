"""Charts that Word draws itself, filled for each document: the numbers change, the look stays.

A chart of a template is filled where its name (Selection pane) is `chart:` and a fact. Its numbers
stand twice: in its own part, as Word shows them, and in the small workbook behind Edit data.
"""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, Any

from lxml import etree

from s117xl.documents.chart_book import SHEET, Numbers, workbook_of
from s117xl.documents.facts import facts
from s117xl.documents.language import Fault, members
from s117xl.documents.package import parse
from s117xl.documents.values import Blank, line

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
BOUND = "chart:"
MOST_SERIES = 20
LONGEST = 200  # letters of a label

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@facts
class SeriesFacts:
    """One row of numbers in a chart."""

    name: Annotated[str, "what it is called in the chart"]
    values: Annotated[tuple[str, ...], "a number for each label, such as 0.85; empty if not known"]


@facts
class ChartFacts:
    """The numbers of a chart. Raises ValueError where they are not numbers, or not as many."""

    labels: Annotated[tuple[str, ...], "what is compared; none where there is nothing to show"]
    series: Annotated[tuple[SeriesFacts, ...], "its numbers"]

    def __post_init__(self) -> None:
        """Each series has a number, or none, for each label."""
        if len(self.series) > MOST_SERIES:
            raise ValueError(f"A chart has {MOST_SERIES} series at most")
        for each in self.series:
            if len(each.values) != len(self.labels):
                raise ValueError("A series of a chart has a value for each label")
            for value in filter(None, each.values):
                _number(value)


def chart_of(labels: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> ChartFacts:
    """The facts of a chart. A series without a number is left out; without any, all is."""
    known = {name: values for name, values in series.items() if any(v is not None for v in values)}
    made = tuple(
        SeriesFacts(name=name, values=tuple("" if v is None else _written(v) for v in values))
        for name, values in known.items()
    )
    return ChartFacts(labels=tuple(labels) if made else (), series=made)


def _written(value: float) -> str:
    return f"{value:.10g}"


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("A chart shows numbers alone")
    return number


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a template: its part, that of its workbook if it has one, the fact it shows."""

    part: str
    book: str
    fact: str
    source: bytes

    @property
    def members(self) -> tuple[str, ...]:
        """The parts that differ from document to document."""
        return tuple(filter(None, (self.part, self.book)))

    def filled(self, context: Mapping[str, object]) -> str:
        """The chart's XML with the numbers that these facts hold."""
        first, *rest = self.fact.split(".")
        data: Any = context[first]
        for name in rest:
            data = getattr(data, name)
        root = parse(self.source)
        fill(root, data)
        return etree.tostring(root, encoding="unicode")

    def packed(self, xml: str) -> dict[str, bytes]:
        """The parts of a filled chart: itself, and the workbook with the numbers it shows."""
        data = _HEAD + xml.encode()
        return {self.part: data} | ({self.book: book_of(parse(data))} if self.book else {})


_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def charts_of(parts: Mapping[str, bytes], known: type) -> Iterator[Chart | Fault]:
    """Each chart that is filled, or what is wrong with it; `known` is the class of the facts."""
    for part, data in parts.items():
        if not part.endswith(".xml") or BOUND.encode() not in data:
            continue
        for about in parse(data).iter(f"{_WP}docPr"):
            if (name := about.get("name", "")).startswith(BOUND):
                yield _chart(parts, part, about, name, known)


def _chart(
    parts: Mapping[str, bytes], part: str, about: etree._Element, name: str, known: type
) -> Chart | Fault:
    fact, frame = name.removeprefix(BOUND), about.getparent()
    if not _is_chart(fact, known):
        says = "names no chart among the facts; correct its name in Word's Selection pane."
        return Fault("unknown name", name, f"{name} {says}", part)
    shown = frame.find(f".//{C}chart") if frame is not None else None
    target = "" if shown is None else _target(parts, part, shown.get(f"{_R}id", ""))
    if target not in parts or not target.endswith(".xml"):
        return Fault("place", name, f"{name} is the name of something that is no chart.", part)
    root = parse(parts[target])
    series = list(root.iter(f"{C}ser"))
    if not series or any(each.find(f"{C}val") is None for each in series):
        says = "is of a kind that cannot be filled; use a bar, column, line or radar chart."
        return Fault("place", name, f"{name} {says}", part)
    return Chart(target, _book(parts, target, root), fact, parts[target])


def _book(parts: Mapping[str, bytes], part: str, root: etree._Element) -> str:
    """The workbook behind a chart, nothing where it has none."""
    outside = root.find(f"{C}externalData")
    book = "" if outside is None else _target(parts, part, outside.get(f"{_R}id", ""))
    return book if book in parts and book.endswith(".xlsx") else ""


def _is_chart(fact: str, known: type) -> bool:
    kind: object = known
    for name in fact.split("."):
        kind = members(kind).get(name) if isinstance(kind, type) else None
    return kind is ChartFacts


def _target(parts: Mapping[str, bytes], part: str, relation: str) -> str:
    """The part that a relation of a part leads to, nothing where there is none."""
    folder, name = posixpath.split(part)
    relations = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    for each in parse(relations) if relations else ():
        if each.get("Id") == relation:
            place = posixpath.join("/", folder, each.get("Target", ""))
            return posixpath.normpath(place).lstrip("/")
    return ""


def fill(root: etree._Element, data: ChartFacts) -> None:
    """The chart shows these numbers, each series in the look that stands in its place."""
    chart = root.find(f"{C}chart")
    legend = chart.find(f"{C}legend") if chart is not None else None
    for number, (ser, each) in enumerate(
        zip(_as_many(root, len(data.series)), data.series, strict=True)
    ):
        column, last = chr(ord("B") + number), max(len(data.labels), 1) + 1
        for name in ("idx", "order"):
            _child(ser, name).set("val", str(number))
        _put(ser, "tx", "str", f"{SHEET}!${column}$1", [each.name])
        _put(ser, "cat", "str", f"{SHEET}!$A$2:$A${last}", data.labels)
        _put(ser, "val", "num", f"{SHEET}!${column}$2:${column}${last}", each.values)
    if len(data.series) < 2 and chart is not None and legend is not None:
        chart.remove(legend)


def _as_many(root: etree._Element, count: int) -> list[etree._Element]:
    """The series of the chart, of which the last is repeated or those over are taken out."""
    found = list(root.iter(f"{C}ser"))
    for spare in found[count:]:
        _parent(spare).remove(spare)
    while len(found) < count:
        copy = deepcopy(found[-1])
        for own in copy.findall(f"{C}extLst"):
            copy.remove(own)  # it holds an id that no other series may have
        found[-1].addnext(copy)
        found.append(copy)
    return found[:count]


def _put(ser: etree._Element, name: str, kind: str, cells: str, texts: Sequence[str]) -> None:
    """Where the values stand in the workbook, and the values themselves."""
    place = _child(ser, name)
    code = place.findtext(f".//{C}formatCode", "General")
    place[:] = []
    reference = etree.SubElement(place, f"{C}{kind}Ref")
    etree.SubElement(reference, f"{C}f").text = cells
    cache = etree.SubElement(reference, f"{C}{kind}Cache")
    if kind == "num":
        etree.SubElement(cache, f"{C}formatCode").text = code
    etree.SubElement(cache, f"{C}ptCount", val=str(len(texts)))
    for number, text in enumerate(map(_shown, texts)):
        if text:
            point = etree.SubElement(cache, f"{C}pt", idx=str(number))
            etree.SubElement(point, f"{C}v").text = text


def _child(ser: etree._Element, name: str) -> etree._Element:
    """The child of this name; one made where the schema wants it if a series has none."""
    found = ser.find(f"{C}{name}")
    if found is None:
        found = etree.Element(f"{C}{name}")
        if name == "tx":
            _child(ser, "order").addnext(found)
        else:
            _child(ser, "val").addprevious(found)
    return found


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _shown(text: str) -> str:
    """The text as it stands in a chart: one line, and not too long."""
    plain = line(text.shown if isinstance(text, Blank) else text)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def book_of(root: etree._Element) -> bytes:
    """The workbook with the numbers that a filled chart shows."""
    series = list(root.iter(f"{C}ser"))
    code = root.findtext(f".//{C}formatCode", "General")
    labels = _cached(series[0], "cat") if series else []
    rows = [(_cached(ser, "tx")[0], _cached(ser, "val")) for ser in series]
    return workbook_of(Numbers(labels, rows, code))


def _cached(ser: etree._Element, name: str) -> list[str]:
    """The values that a series holds, with empty ones where it holds none."""
    place = _child(ser, name)
    found = {each.get("idx"): each.findtext(f"{C}v", "") for each in place.iter(f"{C}pt")}
    count = place.find(f".//{C}ptCount")
    many = int(str(count.get("val"))) if count is not None else 0
    return [found.get(str(number), "") for number in range(many)]
