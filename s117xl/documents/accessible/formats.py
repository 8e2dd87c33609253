"""How text looks in the end: what a run says, its styles, its table and the defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from s117xl.documents.accessible.names import A, W
from s117xl.documents.accessible.regions import regions
from s117xl.documents.accessible.story import Cell, Paragraph, Run

OFF = ("0", "false", "off", "none")
_RPR, _PPR = f"{W}rPr", f"{W}pPr"
_POINTS_BY_DEFAULT = 10.0
_FONT_BY_DEFAULT = "Times New Roman"
_HEADING = re.compile(r"heading ([1-9])\Z")


class Formats:
    """The styles of one document, and what they make of a paragraph or a run.

    Where several layers speak, the nearest is heard: the run, its character style, the paragraph
    style, the table style, the defaults; each style before the one that it is based on.
    """

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        self._root = styles if styles is not None else etree.Element(f"{W}styles")
        self._theme = theme
        self._by_id = {str(each.get(f"{W}styleId")): each for each in self._root.iter(f"{W}style")}
        self._of_cells: dict[Cell, list[etree._Element]] = {}
        self._chains: dict[tuple[str, str], list[etree._Element]] = {}

    def points(self, run: Run) -> float:
        """The size of the run's letters in points."""
        found = self._text_value(run, "sz")
        return float(found) / 2 if found and found.isdigit() else _POINTS_BY_DEFAULT

    def language(self, run: Run) -> str:
        """The language that the run is in, such as en-GB, or nothing."""
        return self._text_value(run, "lang") or ""

    def language_is_direct(self, run: Run) -> bool:
        """Whether the run itself, and no style, says its language."""
        return run.element.find(f"{_RPR}/{W}lang") is not None

    def document_language(self) -> str:
        """The language of text that says nothing itself."""
        for layer in (*self._paragraph_styles(None), self._defaults("rPr")):
            found = _child(layer, _RPR, "lang") if layer.tag != _RPR else layer.find(f"{W}lang")
            if found is not None and found.get(f"{W}val"):
                return str(found.get(f"{W}val"))
        return ""

    def colour(self, run: Run) -> str:
        """The colour of the letters as RRGGBB, or auto."""
        return (self._text_value(run, "color") or "auto").lower()

    def font(self, run: Run) -> str:
        """The name of the typeface."""
        for layer in self._text_layers(run):
            fonts = layer.find(f"{W}rFonts")
            if fonts is None:
                continue
            if themed := fonts.get(f"{W}asciiTheme"):
                return self._theme_font(themed)
            if name := fonts.get(f"{W}ascii"):
                return str(name)
        return _FONT_BY_DEFAULT

    def is_on(self, run: Run, name: str) -> bool:
        """Whether b, i, caps or the like is on; two styles that both switch it switch it off."""
        direct = run.element.find(f"{_RPR}/{W}{name}")
        if direct is not None:
            return direct.get(f"{W}val") not in OFF
        groups = (self._run_styles(run), self._styles_of(run.paragraph), self._table(run.paragraph))
        said = [_first(group, name) for group in groups]
        if any(each is not None for each in said):
            return (
                sum(each is not None and each.get(f"{W}val") not in OFF for each in said) % 2 == 1
            )
        default = self._defaults("rPr").find(f"{W}{name}")
        return default is not None and default.get(f"{W}val") not in OFF

    def style_is_bold(self, run: Run) -> bool:
        """Whether the paragraph's style alone makes the run bold."""
        said = _first(self._styles_of(run.paragraph), "b")
        return said is not None and said.get(f"{W}val") not in OFF

    def alignment(self, paragraph: Paragraph) -> str:
        """How the lines are set: left, both and so on."""
        for layer in self._paragraph_layers(paragraph):
            found = layer.find(f"{W}jc")
            if found is not None:
                return str(found.get(f"{W}val"))
        return "left"

    def heading_level(self, paragraph: Paragraph) -> int | None:
        """1 to 9 for a heading, None for other text."""
        for layer in self._paragraph_layers(paragraph):
            found = layer.find(f"{W}outlineLvl")
            if found is not None and str(found.get(f"{W}val")).isdigit():
                level = int(str(found.get(f"{W}val"))) + 1
                return level if level <= 9 else None
        named = (_HEADING.match(name) for name in self.style_names(paragraph))
        return next((int(found[1]) for found in named if found), None)

    def style_names(self, paragraph: Paragraph) -> list[str]:
        """The names of the paragraph's style and of those that it is based on, in small letters."""
        names = (style.find(f"{W}name") for style in self._paragraph_styles(paragraph.element))
        return [str(name.get(f"{W}val")).lower() for name in names if name is not None]

    def shadings(self, run: Run) -> Iterator[etree._Element]:
        """What is painted behind the run, from the nearest: run, paragraph, cell, table."""
        for layer in self._text_layers(run):
            yield from (each for each in layer if each.tag in (f"{W}highlight", f"{W}shd"))
        for layer in self._paragraph_layers(run.paragraph):
            yield from layer.findall(f"{W}shd")
        yield from self._cell_shadings(run.paragraph.cell)

    def _cell_shadings(self, cell: Cell | None) -> Iterator[etree._Element]:
        while cell is not None:
            yield from cell.element.findall(f"{W}tcPr/{W}shd")
            for layer in self._table_styles(cell):
                yield from layer.findall(f"{W}tcPr/{W}shd")
            for layer in (cell.table.element, *self._table_chain(cell)):
                yield from layer.findall(f"{W}tblPr/{W}shd")
            cell = cell.table.inside

    def _text_value(self, run: Run, name: str) -> str | None:
        for layer in self._text_layers(run):
            found = layer.find(f"{W}{name}")
            if found is not None and found.get(f"{W}val"):
                return str(found.get(f"{W}val"))
        return None

    def _text_layers(self, run: Run) -> Iterator[etree._Element]:
        """What is said of the run's letters, from the nearest."""
        yield from run.element.findall(_RPR)
        yield from _each(self._run_styles(run), _RPR)
        yield from _each(self._styles_of(run.paragraph), _RPR)
        yield from _each(self._table(run.paragraph), _RPR)
        yield self._defaults("rPr")

    def _paragraph_layers(self, paragraph: Paragraph) -> Iterator[etree._Element]:
        yield from paragraph.element.findall(_PPR)
        yield from _each(self._styles_of(paragraph), _PPR)
        yield from _each(self._table(paragraph), _PPR)
        yield self._defaults("pPr")

    def _run_styles(self, run: Run) -> list[etree._Element]:
        named = run.element.find(f"{_RPR}/{W}rStyle")
        return self._chain(_val(named), "character") if named is not None else []

    def _styles_of(self, paragraph: Paragraph) -> list[etree._Element]:
        return self._paragraph_styles(paragraph.element)

    def _paragraph_styles(self, paragraph: etree._Element | None) -> list[etree._Element]:
        named = None if paragraph is None else paragraph.find(f"{_PPR}/{W}pStyle")
        return self._chain(_val(named), "paragraph")

    def _table(self, paragraph: Paragraph) -> list[etree._Element]:
        return self._table_styles(paragraph.cell) if paragraph.cell else []

    def _table_chain(self, cell: Cell) -> list[etree._Element]:
        return self._chain(_val(cell.table.element.find(f"{W}tblPr/{W}tblStyle")), "table")

    def _table_styles(self, cell: Cell) -> list[etree._Element]:
        """What the table's style says of this cell: for its corner, row or column, then for all."""
        if cell not in self._of_cells:
            chain = self._table_chain(cell)
            self._of_cells[cell] = [*_parts(chain, regions(cell)), *chain]
        return self._of_cells[cell]

    def _chain(self, id: str, kind: str) -> list[etree._Element]:
        """A style and those that it is based on; the default of its kind where there is none."""
        if (id, kind) not in self._chains:
            self._chains[id, kind] = list(self._climbed(id, kind))
        return self._chains[id, kind]

    def _climbed(self, id: str, kind: str) -> Iterator[etree._Element]:
        style = self._by_id.get(id)
        if style is None or style.get(f"{W}type") != kind:
            style = self._default_styles.get(kind)
        seen: set[str] = set()
        while style is not None and str(style.get(f"{W}styleId")) not in seen:
            yield style
            seen.add(str(style.get(f"{W}styleId")))
            style = self._by_id.get(_val(style.find(f"{W}basedOn")))

    @cached_property
    def _default_styles(self) -> dict[str, etree._Element]:
        return {
            str(style.get(f"{W}type")): style
            for style in self._by_id.values()
            if style.get(f"{W}default") in ("1", "true", "on")
        }

    def _defaults(self, name: str) -> etree._Element:
        found = self._root.find(f"{W}docDefaults/{W}{name}Default/{W}{name}")
        return found if found is not None else etree.Element(f"{W}{name}")

    def _theme_font(self, themed: str) -> str:
        font = "majorFont" if themed.startswith("major") else "minorFont"
        found = self._theme.find(f".//{A}{font}/{A}latin") if self._theme is not None else None
        return str(found.get("typeface")) if found is not None else _FONT_BY_DEFAULT


def _val(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))


def _child(layer: etree._Element, group: str, name: str) -> etree._Element | None:
    return layer.find(f"{group}/{W}{name}")


def _first(styles: list[etree._Element], name: str) -> etree._Element | None:
    found = (_child(style, _RPR, name) for style in styles)
    return next((each for each in found if each is not None), None)


def _each(styles: list[etree._Element], group: str) -> Iterator[etree._Element]:
    for style in styles:
        yield from style.findall(group)


def _parts(styles: list[etree._Element], wanted: list[str]) -> Iterator[etree._Element]:
    """What the styles say of each of these parts of a table."""
    for region in wanted:
        for style in styles:
            for part in style.findall(f"{W}tblStylePr"):
                if part.get(f"{W}type") == region:
                    yield part
