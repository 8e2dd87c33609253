"""Tables: one look, a first row that repeats, rows that stay whole, words that describe them."""

from __future__ import annotations

from collections.abc import Sequence

from s117xl.documents.building.elements import Element, el, expression, marker, paragraph, val
from s117xl.documents.building.looks import BLUE
from s117xl.documents.building.page import TEXT_WIDTH

Cells = Sequence[list[Element]]
"""A row: the paragraphs of each cell."""


def table(
    headings: Sequence[str],
    rows: list[Element],
    widths: Sequence[float] | None,
    caption: str,
    row_headings: bool,
) -> Element:
    """A table as wide as the text; `widths` are proportions."""
    columns = spread(widths or [1] * len(headings), len(headings))
    grid = el("w:tblGrid", *[el("w:gridCol", w_w=str(wide)) for wide in columns])
    made = el("w:tbl", about(caption, headings, row_headings), grid, heading_row(headings))
    made.extend(rows)
    for each in made.iterchildren("{*}tr"):
        set_widths(each, columns)
    return made


def spread(widths: Sequence[float], count: int) -> list[int]:
    """The width of the text in these proportions, to the last twentieth of a point."""
    if len(widths) != count:
        raise ValueError(f"{count} columns, but {len(widths)} widths")
    ends = [round(TEXT_WIDTH * sum(widths[: n + 1]) / sum(widths)) for n in range(count)]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


def about(caption: str, headings: Sequence[str], row_headings: bool) -> Element:
    """Style, width and description of a table."""
    look = {
        "w_firstRow": "1",
        "w_firstColumn": str(int(row_headings)),
        "w_lastRow": "0",
        "w_lastColumn": "0",
        "w_noHBand": "1",
        "w_noVBand": "1",
        "w_val": "06A0" if row_headings else "0620",
    }
    described = f"A table with {len(headings)} columns: {', '.join(headings)}."
    return el(
        "w:tblPr",
        val("w:tblStyle", "S117Table"),
        el("w:tblW", w_w=str(TEXT_WIDTH), w_type="dxa"),
        el("w:tblLayout", w_type="fixed"),
        el("w:tblLook", **look),
        val("w:tblCaption", caption),
        val("w:tblDescription", described),
    )


def heading_row(headings: Sequence[str]) -> Element:
    """The first row: dark, and again at the top of each page."""
    # Shaded here too: white text on a ground that only the style gives is lost where a program
    # does not know such styles.
    cells = [cell([paragraph(text, "TableHeading")], fill=BLUE) for text in headings]
    return el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")), *cells)


def row(cells: Cells, height_cm: float = 0, middle: bool = False) -> Element:
    """A row that is not split between pages, at least so high; `middle`: text half-way down."""
    high = str(round(height_cm * 567))
    least = el("w:trHeight", w_val=high, w_hRule="atLeast") if height_cm else None
    shape = el("w:trPr", el("w:cantSplit"), least)
    return el("w:tr", shape, *[cell(content, middle=middle) for content in cells])


def cell(
    content: Sequence[Element], fill: str | None = None, span: int = 1, middle: bool = False
) -> Element:
    """One cell; its width is set with its row's."""
    ground = el("w:shd", w_val="clear", w_color="auto", w_fill=fill) if fill else None
    across = val("w:gridSpan", span) if span > 1 else None
    half_way = val("w:vAlign", "center") if middle else None
    return el("w:tc", el("w:tcPr", across, ground, half_way), *content)


def set_widths(made: Element, columns: Sequence[int]) -> None:
    """Each cell as wide as its column; a cell across all is as wide as the table."""
    cells = list(made.iterchildren("{*}tc"))
    across = cells[0].find("{*}tcPr/{*}gridSpan") is not None
    wides = [sum(columns)] if across else columns
    if len(cells) != len(wides):
        raise ValueError(f"{len(columns)} columns, but a row of {len(cells)} cells")
    for each, wide in zip(cells, wides, strict=True):
        each[0].insert(0, el("w:tcW", w_w=str(wide), w_type="dxa"))


def tag_row(tag: str, columns: int) -> Element:
    """A row that is gone once rendered."""
    return el("w:tr", cell([marker(tag)], span=columns))


def repeated(rows: list[Element], loop: str, columns: int) -> list[Element]:
    """The rows once for each of a list: `service in services`."""
    begin = f"{{%tr for {expression(loop)} %}}"
    return [tag_row(begin, columns), *rows, tag_row("{%tr endfor %}", columns)]


def conditional(made: Element, condition: str | None, columns: int) -> list[Element]:
    """The row only where a condition holds."""
    if condition is None:
        return [made]
    begin = f"{{%tr if {expression(condition)} %}}"
    return [tag_row(begin, columns), made, tag_row("{%tr endif %}", columns)]
