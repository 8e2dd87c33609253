"""A template is made ready once; what it makes reads as its facts do, and opens in Word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Undefined

from s117xl.documents import compiled
from s117xl.documents.compiled import (
    CompiledTemplate,
    TemplateFaults,
    compile_template,
    visible_text,
)
from s117xl.documents.values import Blank, Prose, line, prose
from s117xl.documents.wall import Wall
from s117xl.refusal import Refused
from tests.documents.test_package import linked, with_parts
from tests.ooxml.validators import assert_opens_clean

NAME = "letter.docx"


@dataclass(frozen=True, slots=True)
class Person:
    name: Annotated[str, "forename and surname"]
    on_cto: Annotated[bool, "whether an order is in force"]
    lines: Annotated[tuple[str, ...], "the address"]


@dataclass(frozen=True, slots=True)
class Service:
    name: Annotated[str, "what it is called"]
    needs: Annotated[tuple[str, ...], "what it meets"]


@dataclass(frozen=True, slots=True)
class Letter:
    person: Person
    services: tuple[Service, ...]
    reasons: Annotated[str, "in words"]


def facts(name: str = "Ada Lovelace", **changes: Any) -> dict[str, Any]:
    services = (Service("Home care", ("a", "b")), Service("Art & music", ()))
    person = Person(name, True, ("1 The Street", "Any Town"))
    return {"person": person, "services": services, "reasons": "Because."} | changes


def saved(document: Docx) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def template(*paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(document)


def from_xml(*paragraphs: str) -> bytes:
    document = Document()
    for xml in paragraphs:
        start = xml.index(">") if not xml.startswith("<w:p ") else 4
        paragraph = parse_xml(f"{xml[:start]} {nsdecls('w', 'wp', 'a', 'r')}{xml[start:]}")
        document.element.body.insert(len(document.element.body) - 1, paragraph)
    return saved(document)


def ready(data: bytes) -> CompiledTemplate:
    return compile_template(data, Letter, NAME)


def read(made: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(made)).paragraphs]


def lines(*paragraphs: str, **changes: Any) -> list[str]:
    return read(ready(template(*paragraphs)).render(facts(**changes)))


def kinds(data: bytes) -> list[str]:
    with pytest.raises(TemplateFaults) as caught:
        ready(data)
    return [fault.kind for fault in caught.value.faults]


# What a template makes


def test_facts_stand_where_their_tags_stood() -> None:
    assert lines("Dear {{ person.name }},", "{{ reasons }}") == ["Dear Ada Lovelace,", "Because."]


def test_paragraphs_come_and_go_and_repeat() -> None:
    made = lines(
        "{%p if person.on_cto %}", "On a CTO", "{%p else %}", "On none", "{%p endif %}",
        "{%p for s in services %}", "{{ loop.index }}. {{ s.name }}", "{%p endfor %}",
    )  # fmt: skip
    assert made == ["On a CTO", "1. Home care", "2. Art & music"]


def test_words_come_and_go_within_a_paragraph() -> None:
    source = "{% for s in services %}{{ s.name }}{% if not loop.last %}; {% endif %}{% endfor %}"
    assert lines(source) == ["Home care; Art & music"]
    assert lines(source, services=()) == [""]


def test_rows_repeat() -> None:
    rows = [["What", "Why"], ["{%tr for s in services %}", ""],
            ["{{ s.name }}", "{{ s.needs|join(', ') }}"], ["{%tr endfor %}", ""]]  # fmt: skip
    made = Document(io.BytesIO(ready(template(rows=rows)).render(facts())))
    cells = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert cells == [["What", "Why"], ["Home care", "a, b"], ["Art & music", ""]]


def test_filters() -> None:
    assert lines(
        "{{ reasons|upper }} {{ reasons|lower }} {{ person.lines|first }} {{ person.lines|last }}",
        "{{ services|length }} {{ person.lines|join(' / ') }} {{ reasons|capitalize }}",
        reasons="NHS trust",
    ) == ["NHS TRUST nhs trust 1 The Street Any Town", "2 1 The Street / Any Town NHS trust"]


def test_a_comparison_with_a_text_of_signs() -> None:
    source = "{% if reasons == 'a & b < \"c\"' %}yes{% endif %}"
    assert lines(source, reasons='a & b < "c"') == ["yes"]


def test_typographic_quotes_in_a_tag_are_quotes() -> None:
    assert lines("{% if reasons == “Because.” %}yes{% endif %}") == ["yes"]


def test_a_blank_says_what_is_missing_and_is_not_true() -> None:
    source = [
        "{{ person.name }}",
        "{{ person.name|upper }}",
        "{% if person.name %}named{% endif %}",
    ]
    shown = "[name: to be completed]"
    assert lines(*source, name=Blank("name")) == [shown, shown, ""]
    assert lines(
        "{{ person.lines|join(', ') }}", person=Person("", True, (Blank("name"), "b"))
    ) == [f"{shown}, b"]


def test_prose_has_its_lines_and_tabs() -> None:
    assert lines("{{ reasons }}", reasons=Prose("one\n\ttwo & three")) == ["one\n\ttwo & three"]


def test_header_footer_and_footnotes_are_filled() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ person.name }}"
    document.sections[0].footer.paragraphs[0].text = "as it is"
    made = ready(saved(document))
    section = Document(io.BytesIO(made.render(facts()))).sections[0]
    assert [part.paragraphs[0].text for part in (section.header, section.footer)] == [
        "Ada Lovelace",
        "as it is",
    ]
    assert visible_text(made.render_parts(facts())).split() == ["Ada", "Lovelace", "as", "it", "is"]


def test_what_has_no_tag_stays_byte_for_byte() -> None:
    data = template("{{ person.name }}")
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(io.BytesIO(ready(data).render(facts()))) as after,
    ):
        assert sorted(before.namelist()) == sorted(after.namelist())
        for name in set(before.namelist()) - {"word/document.xml"}:
            assert before.read(name) == after.read(name)


def test_a_logo_takes_the_place_of_the_one_in_the_template() -> None:
    data = with_parts(**{"word/media/logo.png": b"old"})
    pictures = {"word/media/logo.png": b"new", "word/media/other.png": b"not there"}
    made = compile_template(data, Letter, NAME, pictures).render(facts())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("word/media/logo.png") == b"new"
        assert "word/media/other.png" not in archive.namelist()


def test_equal_facts_give_equal_bytes() -> None:
    data = template("{{ person.name }}", "{{ reasons }}")
    assert ready(data).render(facts()) == ready(data).render(facts())
    assert ready(data).render(facts()) != ready(data).render(facts(name="Another"))


def test_visible_text_is_what_a_reader_sees() -> None:
    document = Document()
    document.add_paragraph("one\ttwo\nthree").add_run(" & four")
    document.paragraphs[0].paragraph_format.tab_stops.add_tab_stop(1000)
    document.add_paragraph("{{ person.name }}")
    text = visible_text(ready(saved(document)).render_parts(facts(name="<b> & c")))
    assert text == "one\ttwo\nthree & four\n<b> & c\n"


# Values


HOSTILE = [
    "a & b", "<b>bold</b>", 'say "no"', "O'Brien", "{{ 7*7 }}", "{% raw %}", "{%p if x %}", "{_{",
    "}_}", "{_%", "]]>", "<![CDATA[", "&amp;", "&lt;", "&#65;", "=cmd|' /C calc'!A0", "<w:br/>",
    "</w:t></w:r></w:p>", "<!-- -->", "<?xml?>", "Seán Ó Ceallaigh", "שלום עולם", "مرحبا بالعالم",
    "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "  two  spaces  ", " ", "", "x" * 32_767, "\U0010ffff", "%s %(a)s",
    "a\u00a0b", "a\u200bb", "{0.__class__}", "\\n", "$1 \\1 \\g<0>",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_reads_as_it_is(value: str) -> None:
    assert lines("[{{ person.name }}]", name=value) == [f"[{value}]"]
    assert lines("[{{ person.name }}]", name=Prose(value)) == [f"[{value}]"]
    assert lines("{{ person.lines|join }}", person=Person("", True, ("a", value))) == [f"a{value}"]


def test_characters_that_no_document_can_hold_are_left_out() -> None:
    assert lines("{{ person.name }}", name="a\x00\x08\x0b\x1f\ud800\ufffe\uffffb\r") == ["ab"]
    assert lines("{{ person.name }}", name=Prose("a\x00\r\nb\ud800")) == ["a\nb"]


def test_what_says_that_it_is_escaped_is_not_believed() -> None:
    from markupsafe import Markup

    class Lying(str):
        def __html__(self) -> str:
            return "<w:br/>"

        def __str__(self) -> str:
            return "<w:br/>"

    for value in (Markup("<b>&amp;"), Lying("<b>&amp;")):
        assert lines("{{ person.name }}", name=value) == ["<b>&amp;"]
        assert lines("{{ person.name|upper }}", name=value) == ["<B>&AMP;"]
        assert lines("{{ person.lines|join }}", person=Person("", True, (value,))) == ["<b>&amp;"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_in_the_description_of_a_picture(value: str) -> None:
    made = ready(from_xml(picture("{{ person.name }}"))).render(facts(name=value))
    found = Document(io.BytesIO(made)).element.xpath("//wp:docPr/@descr")
    assert found == [value]


def test_prose_in_a_description_is_one_line() -> None:
    made = ready(from_xml(picture("{{ person.name }}"))).render(facts(name=Prose("a\n<b>")))
    assert Document(io.BytesIO(made)).element.xpath("//wp:docPr/@descr") == ["a <b>"]


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text())
def test_whatever_is_written_is_read(one: str, many: str) -> None:
    made = WRITTEN.render(facts(name=line(one), reasons=prose(many)))
    assert read(made) == [f"[{line(one)}]", str(prose(many))]
    assert visible_text(WRITTEN.render_parts(facts(name=line(one), reasons=prose(many)))) == (
        f"[{line(one)}]\n{prose(many)}\n"
    )


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_a_text_that_was_not_made_ready_is_read_too(value: str) -> None:
    wanted = re.sub("[\ufffe\uffff]", "", value)
    assert read(WRITTEN.render(facts(name=value, reasons=value))) == [f"[{wanted}]", wanted]


WRITTEN = ready(template("[{{ person.name }}]", "{{ reasons }}"))


# What a template is refused for


@pytest.mark.parametrize(
    "source",
    ["{{ ''.__class__.__mro__ }}", "{{ person.__init__.__globals__ }}", "{% include 'a' %}",
     "{% import 'a' as b %}", "{% for i in range(10**9) %}{% endfor %}", "{{ 'a' * 10**9 }}",
     "{{ person|attr('x') }}", "{{ cycler }}", "{% set a = 1 %}", "{{ lipsum() }}",
     "{{ '{0.__class__}'.format(person) }}", "{% raw %}{{ reasons }}{% endraw %}"],
)  # fmt: skip
def test_hostile_tags_in_the_text_and_in_a_header(source: str) -> None:
    assert kinds(template(source))
    document = Document()
    document.sections[0].header.paragraphs[0].text = source
    assert kinds(saved(document))


def test_the_refusal_names_the_file_the_first_fault_and_the_command() -> None:
    with pytest.raises(TemplateFaults) as caught:
        ready(template("{{ nope }}", "{{ person }}", "{{ person.nam }}"))
    text = str(caught.value)
    assert text.startswith(f"{NAME} cannot be used as a template: in the text, {{{{ nope }}}} ")
    assert "2 more faults" in text
    assert f"s117xl templates check {NAME}" in text
    assert len(caught.value.faults) == 3


def test_a_harmful_file_is_refused() -> None:
    with pytest.raises(Refused, match="from outside"):
        ready(linked("attachedTemplate", "https://example.invalid/a.dotm"))


def test_a_template_of_word_and_a_file_without_text_are_refused() -> None:
    dotx = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with pytest.raises(Refused, match="not a Word document"):
        ready(with_parts(**{"[Content_Types].xml": dotx}))


@pytest.mark.parametrize(
    "source",
    ["{{ reasons", "reasons }}", "{% if reasons %}a{% endif", "{{ {% }}", "{{ reasons } }",
     "{ { reasons }}", "{{ {{ reasons }}", "{# a note", "a note #}"],
)  # fmt: skip
def test_a_tag_that_is_not_whole(source: str) -> None:
    assert kinds(template(source)) == ["not closed"]


def test_a_tag_over_two_paragraphs() -> None:
    assert kinds(template("{{ reasons", "}}")) == ["not closed", "not closed"]


@pytest.mark.parametrize(
    "pieces",
    [["{{ per", "son.na", "me }}"], ["{", "{ person.name }", "}"], ["{{", " person.name ", "}}"],
     ["{", "%", " if reasons %", "}{{ person.name", " }}{% end", "if %", "}"]],
)  # fmt: skip
def test_a_tag_that_word_split_over_runs_is_healed(pieces: list[str]) -> None:
    document = Document()
    paragraph = document.add_paragraph("Dear ")
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(number % 2)
    assert read(ready(saved(document)).render(facts())) == ["Dear Ada Lovelace"]


def test_a_tag_that_runs_into_a_link() -> None:
    link = '<w:hyperlink w:anchor="a"><w:r><w:t>name }}</w:t></w:r></w:hyperlink>'
    assert kinds(from_xml(f"<w:p><w:r><w:t>{{{{ person.</w:t></w:r>{link}</w:p>")) == ["place"]


@pytest.mark.parametrize("tag", ["{%p if reasons == '5%' %}", "{%p if reasons == '}' %}"])
def test_a_sign_that_ends_a_paragraph_tag_too_early(tag: str) -> None:
    assert kinds(template(tag, "a", "{%p endif %}")) == ["syntax"]


@pytest.mark.parametrize(
    "paragraphs",
    [["{%p if reasons %}a{%p endif %}"], ["a {%p if reasons %}", "b", "{%p endif %}"],
     ["{%tr if reasons %}", "a", "{%tr endif %}"]],
)  # fmt: skip
def test_text_that_docxtpl_would_lose(paragraphs: list[str]) -> None:
    assert set(kinds(template(*paragraphs))) == {"place"}


def test_a_row_tag_with_other_text_in_its_row() -> None:
    rows = [["{%tr if reasons %}", "lost"], ["a", "b"], ["{%tr endif %}", ""]]
    assert kinds(template(rows=rows)) == ["place"]


@pytest.mark.parametrize(
    "tag",
    ["{{r reasons }}", "{%r if reasons %}", "{{p reasons }}", "{{tr reasons }}",
     "{%tc for s in services %}", "{% colspan reasons %}", "{% cellbg reasons %}", "{% vm %}",
     "{%hm%}"],
)  # fmt: skip
def test_tags_of_docxtpl_that_are_not_known_here(tag: str) -> None:
    assert kinds(template(rows=[[tag, "a"]])) == ["not allowed"]


def test_a_tag_and_its_end_in_different_cells() -> None:
    rows = [["{% if reasons %}a", "b{% endif %}"], ["{%tr if reasons %}", ""]]
    assert kinds(template(rows=rows)) == ["not closed"]
    document = Document()
    document.add_paragraph("{%p if reasons %}")
    document.add_table(1, 1).rows[0].cells[0].text = "{%p endif %}"
    assert kinds(saved(document)) == ["place"]


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE {{ reasons }}"
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        "<w:p><w:fldSimple w:instr='PAGE {{ reasons }}'/></w:p>",
        "<w:p><w:hyperlink r:id='{{ reasons }}'/></w:p>",
        "<w:p w:rsidR='{% if reasons %}1{% endif %}'/>",
    ],
)
def test_a_fact_that_would_become_part_of_a_field_or_link(xml: str) -> None:
    assert kinds(from_xml(xml)) == ["place"]


@pytest.mark.parametrize("part", ["docProps/core.xml", "word/styles.xml", "customXml/item9.xml"])
def test_a_tag_in_a_part_that_is_not_filled(part: str) -> None:
    xml = b'<a b="{{ person.name }}"/>'
    assert kinds(with_parts(**{part: xml})) == ["place"]


def test_comments_and_tracked_changes_would_go_out_with_the_letter() -> None:
    document = Document()
    paragraph = document.add_paragraph("Dear all")
    document.add_comment(paragraph.runs, "not for Mary", author="A")
    assert kinds(saved(document)) == ["comments"]
    change = '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    assert kinds(from_xml(change)) == ["changes"]


def test_a_template_of_many_megabytes() -> None:
    assert kinds(template("".join(map(str, range(800_000))))) == ["too long"]


# What stops a letter


def stopped(source: str, **changes: Any) -> str:
    with pytest.raises(Refused) as caught:
        lines(source, **changes)
    return str(caught.value)


@pytest.mark.parametrize("value", [None, 3, 1.5, True, b"Mary", ("Mary",), object(), facts()])
def test_a_fact_that_is_no_text_is_not_printed(value: object) -> None:
    text = stopped("{{ reasons }} {{ person.name }}", name=value)
    assert text.startswith(f"{NAME} ")
    assert "{{ person.name }}" in text
    assert "Mary" not in text


def test_a_list_with_nothing_in_it_has_no_first() -> None:
    assert "{{ person.lines|first }}" in stopped(
        "{{ reasons }}{{ person.lines|first }}", person=Person("Mary", True, ())
    )


def test_a_fact_that_is_not_given_stops_the_letter() -> None:
    with pytest.raises(Refused, match=r"person\.name"):
        ready(template("{{ person.name }}")).render({"reasons": "a"})
    with pytest.raises(Refused, match="if reasons"):
        ready(template("{% if reasons %}a{% endif %}")).render({})


def test_the_second_wall_reaches_declared_facts_alone() -> None:
    wall, person = Wall(), facts()["person"]
    assert wall.getattr(person, "name") == "Ada Lovelace"
    reached = [(person, "__class__"), (person, "__init__"), ("a", "upper"), ({"a": 1}, "a"),
               ("{}", "format"), (facts, "__globals__"), (Person, "name")]  # fmt: skip
    for owner, name in reached:
        assert isinstance(wall.getattr(owner, name), Undefined)
        assert isinstance(wall.getitem(owner, name), Undefined)
        assert not wall.is_safe_attribute(owner, name, None)
    assert not wall.is_safe_callable(len)
    assert wall.globals == {}


def test_a_document_of_too_many_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "MOST_LETTER", 1 << 20)
    made = ready(template("{% for s in services %}{{ reasons }}{% endfor %}"))
    assert made.render(facts())
    with pytest.raises(Refused, match="1 MB"):
        made.render(facts(reasons="x" * 600_000))


# Whether Word opens it


def picture(described: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
        f'<wp:docPr id="7" name="Logo" descr="{described}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


CONTROL = (
    '<w:p><w:sdt><w:sdtPr><w:alias w:val="A note"/><w:tag w:val="note"/><w:id w:val="77"/>'
    "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{{ person.name }}</w:t></w:r></w:sdtContent>"
    "</w:sdt></w:p>"
)
LOOP = ("<w:p><w:r><w:t>{%p for s in services %}</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>")  # fmt: skip


def test_every_content_control_is_still_there() -> None:
    made = Document(io.BytesIO(ready(from_xml(CONTROL)).render(facts())))
    assert made.element.xpath("//w:sdt/w:sdtPr/w:id/@w:val") == ["77"]
    assert "".join(made.element.xpath("//w:sdtContent//w:t/text()")) == "Ada Lovelace"


def test_pictures_controls_and_bookmarks_in_a_loop_have_no_id_twice() -> None:
    mark = '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>x</w:t></w:r>'
    mark += '<w:bookmarkEnd w:id="1"/></w:p>'
    data = from_xml(LOOP[0], CONTROL, picture("a"), mark, LOOP[1], picture("b"), mark)
    made = Document(io.BytesIO(ready(data).render(facts())))
    numbers = made.element.xpath("//wp:docPr/@id")
    assert len(numbers) == len(set(numbers)) == 3
    assert len(made.element.xpath("//w:sdt")) == 2
    assert made.element.xpath("//w:sdtPr/w:id") == []
    assert len(made.element.xpath("//w:bookmarkStart")) == 1


def test_ids_of_paragraphs_are_not_given_twice() -> None:
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" w14:paraId="1A2B3C4D"'
    made = ready(from_xml(LOOP[0], f"<w:p {w14}><w:r><w:t>a</w:t></w:r></w:p>", LOOP[1]))
    assert "paraId" not in made.render_parts(facts())["word/document.xml"]


def test_a_cell_that_would_be_empty_keeps_a_paragraph() -> None:
    document = Document()
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = "{%p if reasons %}"
    cell.add_paragraph("a")
    cell.add_paragraph("{%p endif %}")
    made = Document(io.BytesIO(ready(saved(document)).render(facts(reasons=""))))
    assert [len(each.paragraphs) for each in made.tables[0].rows[0].cells] == [1, 1]


def test_a_table_that_would_have_no_row_is_left_out() -> None:
    rows = [["{%tr for s in services %}"], ["{{ s.name }}"], ["{%tr endfor %}"]]
    made = ready(template("a", rows=rows))
    assert len(Document(io.BytesIO(made.render(facts()))).tables) == 1
    assert len(Document(io.BytesIO(made.render(facts(services=())))).tables) == 0


@pytest.mark.parametrize("services", [(), (Service("a & <b>", ("x", "y")),) * 3])
def test_word_opens_what_is_made(services: tuple[Service, ...], tmp_path: Path) -> None:
    rows = [["What", "Why"], ["{%tr for s in services %}", ""],
            ["{{ s.name }}", "{% for need in s.needs %}{{ need }} {% endfor %}"],
            ["{%tr endfor %}", ""]]  # fmt: skip
    document = Document(io.BytesIO(template(
        "Dear {{ person.name }}", "{%p if person.on_cto %}", "{{ reasons }}", "{%p endif %}",
        "{%p for s in services %}", "{{ loop.index }} {{ s.name }}", "{%p endfor %}", rows=rows,
    )))  # fmt: skip
    document.sections[0].header.paragraphs[0].text = "{{ person.name }}"
    path = tmp_path / NAME
    reasons = Prose("one\n\ttwo & <three>")
    made = ready(saved(document)).render(facts(services=services, reasons=reasons))
    path.write_bytes(made)
    assert_opens_clean(path)
