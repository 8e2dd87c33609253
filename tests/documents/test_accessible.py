"""What the check of a document finds: each barrier in a document that has it, and in none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache, reduce
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor

from s117xl.documents.accessible import Barrier, barriers
from s117xl.documents.accessible.contrast import ratio
from s117xl.refusal import Refused

Change = Callable[[Any], None]


def clean() -> Any:
    """A document without a barrier: a title, headings, a table, a picture, a link, a control."""
    document = Document()
    document.core_properties.title = "Notice"
    _set_styles(document)
    document.add_paragraph("Your aftercare", style="Title")
    document.add_heading("What was decided", 1)
    document.add_paragraph("We met on 3 June. Here is what we decided, and why.")
    document.add_heading("Who decided", 2)
    _add_table(document)
    _add_link(document.add_paragraph("Read about "), "https://example.org/", "your rights")
    document.add_picture(io.BytesIO(_dot()))
    document.inline_shapes[-1]._inline.docPr.set("descr", "A blue dot")
    document.element.body.insert(3, _control("Name", "Alex Day"))
    document.sections[0].footer.paragraphs[0].text = "Notice, page 1"
    return document


def _set_styles(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    defaults.find(".//" + qn("w:lang")).set(qn("w:val"), "en-GB")
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            fonts = style.element.find(".//" + qn("w:rFonts"))
            if fonts is not None:
                fonts.attrib.clear()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(12)
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        document.styles[name].font.size = Pt(16)
        document.styles[name].font.color.rgb = RGBColor(0, 0x30, 0x87)


def _add_table(document: Any) -> None:
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for row, texts in zip(
        table.rows, (("Body", "Name"), ("ICB", "A"), ("Council", "B")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    described = f'<w:tblDescription {nsdecls("w")} w:val="Who decided"/>'
    table._tbl.tblPr.append(parse_xml(described))


def _add_link(paragraph: Any, address: str, text: str) -> None:
    id = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = (
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{id}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    )
    paragraph._p.append(parse_xml(link))


def _control(title: str, text: str) -> BaseOxmlElement:
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{alias}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{text}</w:t>"
        "</w:r></w:p></w:sdtContent></w:sdt>"
    )


@cache
def _dot() -> bytes:
    """A picture of one pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c49444154789c6360f8cf00000201010078d4c4620000000049454e44ae426082"
    )


def saved(document: Any) -> bytes:
    """The document as the bytes of a file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def found(document: Any) -> list[Barrier]:
    """The barriers in the document."""
    return barriers(saved(document))


def kinds(document: Any) -> list[str]:
    """The kinds of barriers in the document, each once."""
    return sorted({barrier.kind for barrier in found(document)})


def body_xml(document: Any, xml: str, at: int = 4) -> None:
    """Put this into the body."""
    names = nsdecls("w", "wp", "a", "r", "pic").replace("\n", " ")
    names += ' xmlns:v="urn:schemas-microsoft-com:vml"'
    names += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.element.body.insert(at, parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {names}", xml)))


def text_xml(run: str = "", paragraph: str = "", text: str = "Some text of ours") -> str:
    """A paragraph with these properties."""
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def drawing(kind: str = "inline", about: str = 'descr="A map"', inside: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:{kind}><wp:docPr id="9" name="P" {about}>{inside}</wp:docPr>'
        f"</wp:{kind}></w:drawing></w:r></w:p>"
    )


def table_of(document: Any) -> Any:
    return document.tables[0]


def has(xml: str) -> Change:
    return lambda document: body_xml(document, xml)


def cell_xml(xml: str) -> Change:
    """Put this before what stands in a cell."""

    def change(document: Any) -> None:
        names = nsdecls("w")
        cell = table_of(document).cell(1, 1)._tc
        cell.insert(1, parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {names}", xml)))

    return change


def title(text: str) -> Change:
    return lambda document: setattr(document.core_properties, "title", text)


def language(code: str) -> Change:
    def change(document: Any) -> None:
        document.styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), code)

    return change


def cell(text: str, row: int = 1) -> Change:
    return lambda document: setattr(table_of(document).cell(row, 1), "text", text)


def many(number: int, *, headed: bool) -> Change:
    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.style.name.startswith(("Heading", "Title")):
                paragraph.style = "Normal"
        for _ in range(number):
            document.add_paragraph("More text.")
        if headed:
            document.add_heading("More", 1)

    return change


def drop(tag: str) -> Change:
    def change(document: Any) -> None:
        for element in list(document.element.body.iter(qn(tag))):
            element.getparent().remove(element)

    return change


def merged(document: Any) -> None:
    table_of(document).cell(1, 0).merge(table_of(document).cell(2, 0))


def shortened(document: Any) -> None:
    row = table_of(document).rows[2]._tr
    row.remove(row.tc_lst[1])


def hyphenated(value: str) -> Change:
    def change(document: Any) -> None:
        mark = f'<w:autoHyphenation {nsdecls("w")} w:val="{value}"/>'
        document.settings.element.insert(0, parse_xml(mark))

    return change


def linked(text: str) -> Change:
    return lambda document: _add_link(document.add_paragraph("See "), "https://example.org/", text)


def link_field(text: str) -> Change:
    return has(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
        '"https://example.org" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{text}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def controlled(name: str) -> Change:
    return lambda document: document.element.body.insert(4, _control(name, "Text"))


def small_print(points: float, where: str) -> Change:
    def change(document: Any) -> None:
        if where == "footer":
            run = document.sections[0].footer.paragraphs[0].runs[0]
        else:
            run = document.add_paragraph(style=where).add_run("A map of the town")
        run.font.size = Pt(points)
        run.font.color.rgb = RGBColor(0, 0, 0)

    return change


def headings(*levels: int) -> Change:
    def change(document: Any) -> None:
        for level in levels:
            document.add_heading(f"Part {level}", level)

    return change


def heading(text: str) -> Change:
    return lambda document: setattr(document.add_heading(text, 2), "alignment", None)


def new_style(document: Any, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> Any:
    return document.styles.add_style(f"Ours {len(document.styles)}", kind)


def styled(**look: Any) -> Change:
    """A paragraph whose style is based on another that says how it looks."""

    def change(document: Any) -> None:
        base, style = new_style(document), new_style(document)
        base.base_style, style.base_style = document.styles["Normal"], base
        for name, value in look.items():
            *above, attribute = name.split("__")
            setattr(reduce(getattr, above, base), attribute, value)
        document.add_paragraph("Some text of ours", style=style)

    return change


BOLD = "<w:b/>"
WHITE_ON = '<w:color w:val="FFFFFF"/>'
MARK = "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"
BOX = (
    "<w:p><w:r><w:drawing><wp:anchor><wp:docPr id='9' name='B'/><w:txbxContent>"
    f"{text_xml()}</w:txbxContent></wp:anchor></w:drawing></w:r></w:p>"
)
SAME = BOX.replace("<w:drawing>", "<mc:AlternateContent><mc:Fallback><w:drawing>").replace(
    "</w:drawing>", "</w:drawing></mc:Fallback></mc:AlternateContent>"
)
INNER = (
    "<w:tbl><w:tblPr><w:tblCaption w:val='x'/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>"
    f"<w:tc>{text_xml()}</w:tc></w:tr></w:tbl>"
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C}"><x:decorative val="1" '
    'xmlns:x="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)


def shade(fill: str, pattern: str = "clear", ink: str = "auto") -> str:
    return f'<w:shd w:val="{pattern}" w:color="{ink}" w:fill="{fill}"/>'


def lang(code: str) -> str:
    return f'<w:lang w:val="{code}"/>'


CASES: dict[str, tuple[str, Change, Change]] = {
    # name: the kind, a document that has it, and the same that has not
    "no title": ("title", title(" "), title("Decision")),
    "a file's name for a title": ("title", title("letter v2.docx"), title("Letter")),
    "a title of Word's own": ("title", title("Document1"), title("Document for you")),
    "another language": ("language", language("en-US"), language("en-GB")),
    "American text": (
        "language-of-text", has(text_xml(lang("en-US"))), has(text_xml(lang("en-GB"))),
    ),
    "text pasted as French": (
        "language-of-text", has(text_xml(lang("fr-FR"))), has(text_xml(lang("fr-FR"), text="12 %")),
    ),
    "no heading in a long text": ("no-heading", many(12, headed=False), many(12, headed=True)),
    "no heading in a short text": ("no-heading", many(11, headed=False), many(2, headed=False)),
    "a skipped level": ("skipped-level", headings(1, 3), headings(1, 2, 3, 1)),
    "an empty heading": ("empty-heading", heading("  "), heading("Now")),
    "a bold line for a heading": ("false-heading", has(text_xml(BOLD)), has(text_xml())),
    "a bold sentence": (
        "false-heading", has(text_xml(BOLD)), has(text_xml(BOLD, text="This is a sentence.")),
    ),
    "a bold line of a style": (
        "false-heading", has(text_xml(BOLD)), styled(font__bold=True),
    ),
    "no header row": ("header-row", drop("w:tblHeader"), drop("w:sdt")),
    "no description of a table": ("table-description", drop("w:tblDescription"), drop("w:sdt")),
    "cells merged": ("merged-cell", merged, lambda document: None),
    "an empty header cell": ("empty-cell", cell(" ", row=0), cell("Who", row=0)),
    "an empty cell": ("empty-cell", cell(""), cell("none")),
    "a cell with a control": (
        "empty-cell", cell(""), cell_xml('<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr>'
        "<w:sdtContent><w:p/></w:sdtContent></w:sdt>"),
    ),
    "rows of other lengths": ("uneven-row", shortened, lambda document: None),
    "a table in a table": ("nested-table", cell_xml(INNER), has(INNER)),
    "no alt text": ("alt-text", has(drawing(about="")), has(drawing())),
    "decoration": ("alt-text", has(drawing(about="")), has(drawing(about="", inside=DECORATIVE))),
    "a file's name for alt text": (
        "alt-text-file-name", has(drawing(about='descr="map 2.png"')), has(drawing()),
    ),
    "alt text of Word's own": (
        "alt-text-file-name", has(drawing(about='descr="Picture 4"')), has(drawing()),
    ),
    "a floating picture": ("floating-picture", has(drawing("anchor")), has(drawing())),
    "an old picture": ("vml-picture", has(MARK), has(text_xml())),
    "a text box": ("text-box", has(BOX), has(SAME)),
    "an empty paragraph": (
        "empty-paragraph", has("<w:p/>"), has('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
    ),
    "a paragraph of line breaks": (
        "empty-paragraph", has("<w:p><w:r><w:br/></w:r></w:p>"), has(MARK),
    ),
    "an empty paragraph in a cell": (
        "empty-paragraph", cell_xml("<w:p/>"), cell_xml("<w:p><w:r><w:t>A</w:t></w:r></w:p>"),
    ),
    "an empty paragraph in a template": (
        "empty-paragraph", has(text_xml(text="{% if a %}{% endif %}")),
        has(text_xml(text="{%p if a %}")),
    ),
    "repeated spaces": (
        "layout-by-spaces", has(text_xml(text="Name:    Alex")), has(text_xml(text="Yes.  No.")),
    ),
    "repeated tabs": (
        "layout-by-spaces", has("<w:p><w:r><w:t>A</w:t><w:tab/><w:tab/><w:t>B</w:t></w:r></w:p>"),
        has("<w:p><w:r><w:t>A</w:t><w:tab/><w:t>B</w:t></w:r></w:p>"),
    ),
    "spaces within tags": (
        "layout-by-spaces", has(text_xml(text="A   b")),
        has(text_xml(text="{%    if a %}b{% endif %}")),
    ),
    "small text": (
        "small-text", has(text_xml('<w:sz w:val="23"/>')), has(text_xml('<w:sz w:val="24"/>')),
    ),
    "small text by a style": ("small-text", styled(font__size=Pt(11)), styled(font__size=Pt(12))),
    "small text in a footer": ("small-text", small_print(8.5, "footer"), small_print(9, "footer")),
    "small text in a caption": (
        "small-text", small_print(8.5, "Caption"), small_print(9, "Caption"),
    ),
    "serifs": (
        "serifs", has(text_xml('<w:rFonts w:ascii="Georgia"/>')),
        has(text_xml('<w:rFonts w:ascii="Verdana"/>')),
    ),
    "pale text": (
        "contrast", has(text_xml('<w:color w:val="777777"/>')),
        has(text_xml('<w:color w:val="767676"/>')),
    ),
    "pale large text": (
        "contrast", has(text_xml('<w:color w:val="777777"/>')),
        has(text_xml('<w:color w:val="777777"/><w:sz w:val="36"/>')),
    ),
    "pale large bold text": (
        "contrast", has(text_xml('<w:color w:val="777777"/><w:sz w:val="28"/>')),
        has(text_xml('<w:b/><w:color w:val="777777"/><w:sz w:val="28"/>', text="Now, then.")),
    ),
    "white on a pale run": (
        "contrast", has(text_xml(WHITE_ON + shade("FFFF00"))),
        has(text_xml(WHITE_ON + shade("003087"))),
    ),
    "white on a highlight": (
        "contrast", has(text_xml(WHITE_ON + '<w:highlight w:val="yellow"/>')),
        has(text_xml(WHITE_ON + '<w:highlight w:val="darkBlue"/>')),
    ),
    "white on the page": (
        "contrast", has(text_xml(WHITE_ON)), has(text_xml(WHITE_ON, shade("003087"))),
    ),
    "white on a pattern": (
        "contrast", has(text_xml(WHITE_ON, shade("FFFFFF", "pct10", "000000"))),
        has(text_xml(WHITE_ON, shade("FFFFFF", "solid", "000000"))),
    ),
    "blue of a style": (
        "contrast", styled(font__color__rgb=RGBColor(0x99, 0xCC, 0xFF)),
        styled(font__color__rgb=RGBColor(0, 0x30, 0x87)),
    ),
    "a link that says nothing": ("link-text", linked("click here"), linked("how to complain")),
    "a link of an address": (
        "link-text", linked("www.example.org/rights"), linked("a@example.org"),
    ),
    "a link without text": ("link-text", linked(" "), linked("your rights")),
    "a link field": ("link-text", link_field("here"), link_field("your rights")),
    "a control without a title": ("control-title", controlled(""), controlled("Date")),
    "justified text": (
        "justified", has(text_xml(paragraph='<w:jc w:val="both"/>')),
        has(text_xml(paragraph='<w:jc w:val="center"/>')),
    ),
    "capitals": (
        "capitals", has(text_xml(text="PLEASE READ ALL OF THIS")),
        has(text_xml(text="NHS NUMBER: 12")),
    ),
    "capitals by a format": (
        "capitals", has(text_xml("<w:caps/>")), has(text_xml('<w:caps w:val="0"/>')),
    ),
    "a block of italics": (
        "italics", has(text_xml("<w:i/>", text="One. Two.")), has(text_xml("<w:i/>", text="One.")),
    ),
    "hyphenation": ("hyphenation", hyphenated("1"), hyphenated("0")),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_it_finds_what_keeps_people_from_reading(name: str) -> None:
    kind, change, _ = CASES[name]
    document = clean()
    change(document)
    assert kind in kinds(document)


@pytest.mark.parametrize("name", CASES)
def test_it_finds_nothing_of_the_kind_where_there_is_none(name: str) -> None:
    kind, _, change = CASES[name]
    document = clean()
    change(document)
    assert kind not in kinds(document)


def test_a_clean_document_has_no_barrier() -> None:
    assert found(clean()) == []


def test_what_it_says_of_the_place_holds_nothing_of_the_text() -> None:
    document = clean()
    for change in (case[1] for case in CASES.values()):
        change(document)
    for barrier in found(document):
        assert re.fullmatch(
            r"the (?:properties|styles|settings|body)|(?:the body|footer)"
            r"(?:, (?:paragraph|table|row|column|content control) \d+|, text box)*",
            barrier.place,
        )
        assert barrier.severity in ("stop", "warn")
        assert barrier.sentence.endswith(".")


def test_the_place_is_counted_as_a_reader_counts() -> None:
    document = clean()
    cell(" ")(document)
    document.add_paragraph("")
    document.add_paragraph("The last line of them all, and a rather long one too").runs[
        0
    ].italic = True
    empty_cell, empty = found(document)
    assert empty_cell.place == "the body, table 1, row 2, column 2"
    assert re.fullmatch(r"the body, paragraph \d+", empty.place)


def test_the_text_is_there_for_the_screen_and_short() -> None:
    document = clean()
    document.add_paragraph("A line that is aligned on both sides, and is rather long").alignment = 3
    (barrier,) = found(document)
    assert barrier.text == "A line that is aligned on both sides, an..."


def test_one_that_may_be_meant_is_a_warning() -> None:
    document = clean()
    body_xml(document, text_xml(text="PLEASE READ ALL OF THIS"))
    assert [(each.kind, each.severity) for each in found(document)] == [("capitals", "warn")]


def test_another_language_is_meant_where_a_style_says_so() -> None:
    document = clean()
    style = new_style(document, WD_STYLE_TYPE.CHARACTER)
    style.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="cy-GB"/>'))
    document.add_paragraph("In Welsh: ").add_run("Croeso", style=style)
    assert kinds(document) == []


def table_styled(document: Any, region: str, properties: str) -> None:
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="Dark"><w:name w:val="Dark"/>'
        f'<w:tblStylePr w:type="{region}">{properties}</w:tblStylePr></w:style>'
    )
    document.styles.element.append(style)
    table = table_of(document)
    table._tbl.tblPr.find(qn("w:tblStyle")).set(qn("w:val"), "Dark")
    for look in table._tbl.tblPr.findall(qn("w:tblLook")):
        table._tbl.tblPr.remove(look)
    look = f'<w:tblLook {nsdecls("w")} w:firstRow="1" w:noHBand="0" w:noVBand="1"/>'
    table._tbl.tblPr.append(parse_xml(look))


@pytest.mark.parametrize(
    ("region", "row"), [("firstRow", 1), ("band1Horz", 2), ("band2Horz", 3), ("wholeTable", 1)]
)
def test_a_table_style_colours_its_own_rows(region: str, row: int) -> None:
    document = clean()
    table_styled(document, region, "<w:rPr><w:color w:val='CCCCCC'/></w:rPr>")
    pale = [each for each in found(document) if each.kind == "contrast"]
    assert pale[0].place == f"the body, table 1, row {row}, column 1"


def test_light_letters_on_the_dark_row_of_a_table_style_are_read_well() -> None:
    document = clean()
    dark = "<w:tcPr><w:shd w:val='clear' w:fill='003087'/></w:tcPr>"
    table_styled(document, "firstRow", f"<w:rPr><w:color w:val='FFFFFF'/></w:rPr>{dark}")
    assert kinds(document) == []


def test_a_cells_own_shading_is_before_its_style() -> None:
    document = clean()
    table_styled(document, "firstRow", "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>")
    for each in table_of(document).rows[0].cells:
        each._tc.get_or_add_tcPr().append(
            parse_xml(f"<w:shd {nsdecls('w')} w:val='clear' w:fill='000000'/>")
        )
    assert kinds(document) == []


def test_two_styles_that_both_embolden_make_no_bold() -> None:
    document = clean()
    paragraph_style, run_style = new_style(document), new_style(document, WD_STYLE_TYPE.CHARACTER)
    paragraph_style.base_style = document.styles["Normal"]
    paragraph_style.font.bold = run_style.font.bold = True
    paragraph_style.font.size = Pt(14)
    run = document.add_paragraph(style=paragraph_style).add_run("Grey", style=run_style)
    run.font.color.rgb = RGBColor(0x77, 0x77, 0x77)
    assert kinds(document) == ["contrast"]
    run.style = None
    assert kinds(document) == []


def test_a_style_that_is_based_on_itself_is_read_to_its_end() -> None:
    document = clean()
    style = new_style(document)
    style.base_style = style
    document.add_paragraph("Some text", style=style)
    assert found(document)


def test_a_templates_rows_and_tags_are_passed_over() -> None:
    document = clean()
    table = table_of(document)
    table.rows[1].cells[0].merge(table.rows[1].cells[1]).text = "{%tr for s in services %}"
    for text in ("{%p if a %}", "{%p else %}", "{%p endif %}"):
        document.add_paragraph().add_run(text).font.size = Pt(8)
    document.add_paragraph("Dear {{ person.name }}{% if a %},{% endif %}")
    assert kinds(document) == []


def test_a_tag_that_is_split_over_runs_is_passed_over() -> None:
    document = clean()
    paragraph = document.add_paragraph("Text ")
    for piece in ("{", "% if person", ".name %}", "{% endif %", "}"):
        paragraph.add_run(piece).font.size = Pt(8)
    assert kinds(document) == []


def test_hidden_text_is_not_read() -> None:
    document = clean()
    body_xml(document, text_xml('<w:vanish/><w:sz w:val="2"/>'))
    assert kinds(document) == ["empty-paragraph"]


def test_word_asks_for_a_paragraph_after_a_last_table() -> None:
    document = clean()
    body = document.element.body
    body.insert(len(body) - 1, table_of(document)._tbl)
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}/>"))
    assert kinds(document) == []


def test_an_empty_footer_is_no_barrier() -> None:
    document = clean()
    document.sections[0].footer.paragraphs[0].text = ""
    assert kinds(document) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("000000", "ffffff", 21),
        ("767676", "ffffff", 4.54),
        ("ff0000", "ffffff", 4),
        ("111111", "111111", 1),
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, expected: float) -> None:
    assert ratio(first, second) == ratio(second, first)
    assert ratio(first, second) == pytest.approx(expected, abs=0.01)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info))
    return out.getvalue()


def entities(data: bytes) -> bytes:
    xml = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><w>&a;&b;</w>'
    return with_part(data, "word/document.xml", xml)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"%PDF-1.7",
        lambda data: data[: len(data) // 2],
        lambda data: with_part(data, "word/document.xml", b"<w:document"),
        lambda data: with_part(data, "word/styles.xml", b"\x00"),
        lambda data: with_part(data, "_rels/.rels", b"<Relationships/>"),
        entities,
    ],
)
def test_what_is_no_sound_word_file_is_refused(spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Refused):
        barriers(spoil(saved(clean())))


def test_a_part_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s117xl.documents.accessible.package.MOST_UNPACKED", 10_000)
    with pytest.raises(Refused, match="unpacks"):
        barriers(saved(clean()))
