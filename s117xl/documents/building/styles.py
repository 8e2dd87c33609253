"""How our documents look: the styles of the file.

All spacing and all emphasis is a style's, so that a council changes a look in one place.
"""

from __future__ import annotations

from s117xl.documents.building.elements import Element, el, in_list, val
from s117xl.documents.building.looks import (
    BLUE,
    BULLETS,
    FIELD,
    FONT,
    GREY,
    NUMBERS,
    PALE_BLUE,
    PALE_RED,
    RED,
    RULE,
    SIZES,
    WARNING_BULLETS,
    WHITE,
    Look,
    Size,
    border,
    letters,
    points,
    spacing,
    style,
    style_id,
)
from s117xl.documents.building.page_styles import letterhead, page_edges


def styles(look: Look) -> Element:
    """The part `styles.xml` for a look."""
    size = SIZES[look]
    root = el("w:styles", defaults(size))
    root.extend([*texts(size), *headings(size), *lists(size), *boxes(size), *asking(size)])
    root.extend([*page_edges(size), *letterhead(size), *characters(), *tables(), table_style()])
    return root


def defaults(size: Size) -> Element:
    """Arial, British English, and space after each paragraph."""
    fonts = el("w:rFonts", w_ascii=FONT, w_hAnsi=FONT, w_eastAsia=FONT, w_cs=FONT)
    language = el("w:lang", w_val="en-GB", w_eastAsia="en-GB", w_bidi="ar-SA")
    letters = el("w:rPr", fonts, *points(size.body), language)
    space = spacing(after=size.after, line=size.line)
    return el(
        "w:docDefaults",
        el("w:rPrDefault", letters),
        el("w:pPrDefault", el("w:pPr", space)),
    )


def texts(size: Size) -> list[Element]:
    """Plain paragraphs, and those of a letter's opening and close."""
    close = el("w:pPr", el("w:keepNext"), spacing(before=12, after=0))
    # The room above is to sign in; those who sign stand on one page.
    whole = el("w:pPr", el("w:keepNext"), el("w:keepLines"), spacing(before=34, after=0))
    return [
        style("Normal", el("w:pPr", el("w:widowControl"))),
        style("Address", el("w:pPr", el("w:keepNext"), spacing(line=252))),
        style("Date Line", el("w:pPr", spacing(before=14, after=14))),
        style("Reference Line", el("w:pPr", spacing(before=14, after=6)), letters(colour=GREY)),
        style("Kept", el("w:pPr", el("w:keepNext"))),
        style("Closing", close, then="Signed"),
        style("Signed", whole),
        style("End Note", el("w:pPr", spacing(before=12)), letters(max(size.body - 2, 12), GREY)),
        style("Picture", el("w:pPr", spacing(before=4, after=size.after, line=240))),
    ]


def headings(size: Size) -> list[Element]:
    """The title and three levels of heading, each kept with what follows."""
    more = 1.0 if size.body <= 12 else 1.25
    made = [heading("Title", size.body + 7 * more, before=14, after=10)]
    for level, (larger, before) in enumerate([(3, 16), (1, 12), (0, 10)], start=1):
        made.append(
            heading(f"heading {level}", size.body + larger * more, before, 5, outline=level - 1)
        )
    return made


def heading(
    name: str, size: float, before: float, after: float, outline: int | None = None
) -> Element:
    """A heading's style; the title has no level in the outline."""
    level = () if outline is None else (val("w:outlineLvl", outline),)
    space = spacing(before, after, line=252)
    shape = el("w:pPr", el("w:keepNext"), el("w:keepLines"), space, *level)
    return style(name, shape, letters(size, BLUE, bold=True), then="Normal")


def lists(size: Size) -> list[Element]:
    """Bullets and numbers, as real lists."""
    return [
        style(name, el("w:pPr", in_list(number), spacing(after=size.after * 0.7)))
        for name, number in (("List Bullet", BULLETS), ("List Number", NUMBERS))
    ]


def boxes(size: Size) -> list[Element]:
    """Bordered and shaded paragraphs; those of one kind that follow each other share a box."""
    lead, items = spacing(0, 3, 259), spacing(0, size.after + 2, 288)
    listed = box(RED, PALE_RED, items, 340, in_list(WARNING_BULLETS))
    listed.append(el("w:contextualSpacing"))
    return [
        style("Note Box", box(BLUE, PALE_BLUE, spacing(size.after, size.after + 4))),
        style("Last Box", el("w:pPr", el("w:keepNext")), based="NoteBox"),
        style("Warning Box", box(RED, PALE_RED, spacing(size.after, size.after + 4))),
        style("Missing Box", box(RED, PALE_RED, lead, hanging=340)),
        style("Missing Item", listed),
    ]


def box(
    colour: str, shade: str, space: Element, hanging: int = 0, numbering: Element | None = None
) -> Element:
    """A thin line on three sides, a bar at the left, a pale ground.

    Word joins two boxes only where their indents are the same: hence `hanging` without bullets.
    """
    gaps = {"top": 5, "left": 8, "bottom": 5, "right": 6}
    sides = [border(side, colour, 36 if side == "left" else 4, gap) for side, gap in gaps.items()]
    ground = el("w:shd", w_val="clear", w_color="auto", w_fill=shade)
    indent = el("w:ind", w_left=str(227 + hanging), w_right="142", w_hanging=str(hanging))
    return el("w:pPr", el("w:keepLines"), numbering, el("w:pBdr", *sides), ground, space, indent)


def asking(size: Size) -> list[Element]:
    """A question of a form, its hint, and the field for the answer."""
    question = el("w:pPr", el("w:keepNext"), spacing(before=10, after=3))
    hint = el("w:pPr", el("w:keepNext"), spacing(after=3))
    tick = el("w:pPr", spacing(after=4), el("w:ind", w_left="425", w_hanging="425"))
    return [
        style("Question", question, letters(bold=True), then="Answer"),
        style("Hint", hint, letters(colour=GREY)),
        style("Answer", answer(hanging=0, line=288)),
        style("Answer Tick", answer(hanging=425, line=340)),
        style("Tick", tick),
    ]


def answer(hanging: int, line: int) -> Element:
    """A field: a thin line round it, and round several of them together."""
    sides = [border(side, FIELD, 6, 5) for side in ("top", "left", "bottom", "right")]
    indent = el("w:ind", w_left=str(113 + hanging), w_right="113", w_hanging=str(hanging))
    space, together = spacing(4, 12, line), el("w:contextualSpacing")
    return el("w:pPr", el("w:keepLines"), el("w:pBdr", *sides), space, indent, together)


def characters() -> list[Element]:
    """Bold, the mark of a draft, and the text of an empty field."""
    return [
        el(
            "w:style",
            val("w:name", "Default Paragraph Font"),
            val("w:uiPriority", 1),
            el("w:semiHidden"),
            w_type="character",
            w_default="1",
            w_styleId="DefaultParagraphFont",
        ),
        character("Strong", letters(bold=True)),
        character("Draft Mark", letters(12, RED, bold=True)),
        character("Placeholder Text", letters(colour=GREY)),
    ]


def character(name: str, run: Element) -> Element:
    """A character style."""
    based = val("w:basedOn", "DefaultParagraphFont")
    return el(
        "w:style",
        val("w:name", name),
        based,
        el("w:qFormat"),
        run,
        w_type="character",
        w_styleId=style_id(name),
    )


def tables() -> list[Element]:
    """The text in the cells of tables."""
    cell = el("w:pPr", spacing(before=1, after=1, line=252))
    plain = el(
        "w:style",
        val("w:name", "Normal Table"),
        val("w:uiPriority", 99),
        el("w:semiHidden"),
        w_type="table",
        w_default="1",
        w_styleId="TableNormal",
    )
    return [
        plain,
        style("Table Text", cell),
        style(
            "Table Heading",
            el("w:pPr", el("w:keepNext")),
            letters(colour=WHITE, bold=True),
            based="TableText",
        ),
        style("Row Heading", None, letters(bold=True), based="TableText"),
        style("Signer", el("w:pPr", el("w:keepNext")), based="RowHeading"),
        style("Easy Picture", el("w:pPr", spacing(before=6, after=6, line=240))),
        style("Easy Text", el("w:pPr", spacing(before=6, after=6))),
    ]


def table_style() -> Element:
    """Thin grey rules, room in the cells, a dark first row."""
    rules = [
        border(side, RULE, 4) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    room = el(
        "w:tblCellMar",
        *[
            el(f"w:{side}", w_w=wide, w_type="dxa")
            for side, wide in (("top", "68"), ("left", "113"), ("bottom", "68"), ("right", "113"))
        ],
    )
    ground = el("w:tcPr", el("w:shd", w_val="clear", w_color="auto", w_fill=BLUE))
    first = el("w:tblStylePr", letters(colour=WHITE, bold=True), ground, w_type="firstRow")
    return el(
        "w:style",
        val("w:name", "S117 Table"),
        val("w:basedOn", "TableNormal"),
        el("w:qFormat"),
        el("w:tblPr", el("w:tblBorders", *rules), room),
        first,
        w_type="table",
        w_customStyle="1",
        w_styleId="S117Table",
    )
