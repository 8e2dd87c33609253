"""The kit: what each call writes, what it refuses, and that Word and a render take it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace as Fact
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from s117xl.documents.building.drawings import placeholder_logo
from s117xl.documents.building.elements import SPACES
from s117xl.documents.building.kit import Draft, choose, pick_date, tick, write_here
from s117xl.documents.building.looks import SIZES, Look
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean, audit, open_xml_sdk

LOOKS: tuple[Look, ...] = tuple(SIZES)
PNG = placeholder_logo(40, 20)


def facts(**more: Any) -> dict[str, Any]:
    """What the templates of these tests name; `approved` and `missing` may be given."""
    services = (
        Fact(name="A quiet home", start="1 April"),
        Fact(name="Talking & therapy", start=""),
    )
    return {
        "document": Fact(
            title="Review",
            reference="S117-1",
            date="3 March 2026",
            is_draft=True,
            state="DRAFT",
            law_as_at="1 March 2026",
        ),
        "organisation": Fact(
            council="Northshire",
            board="NHS Northshire",
            has_logo=True,
            logo_alt="Our logo",
            contact_lines=("County Hall", "01234 567890"),
        ),
        "person": Fact(name="Alex <Smith>"),
        "recipient": Fact(lines=("Alex Smith", "12 High Street")),
        "services": services,
        "approved": True,
        "missing": ("Date of the panel",),
        **more,
    }


def everything(look: Look) -> Draft:
    """A template with each kind of block."""
    d = Draft("Annual review", look, subject="Your review, {{ person.name }}")
    d.heading("What we decided")
    d.para("We said **yes** to {{ person.name }}.")
    d.when("approved")
    d.para("It begins soon.")
    d.otherwise()
    d.box("It cannot begin.", kind="warning")
    d.end()
    d.each("service", "services")
    d.heading("{{ service.name }}", 2)
    d.ask("Still needed?", choose("Still needed", ["Yes", "No"]))
    d.end()
    d.bullets(["One", ("Two", "approved")])
    d.bullet_each("service in services", "{{ service.name }}")
    d.numbered(["First", ("Second", "not approved")])
    d.steps([("Ring us.", "Any day.")])
    d.box("You do not pay.")
    d.facts([("Name", "{{ person.name }}"), ("Soon", "Yes", "approved"), ("Late", "No", "missing")])
    d.page_break()
    d.para("Each service:")
    d.table(["Service", "Seen"], "service in services", ["{{ service.name }}", tick("Seen")])
    d.heading("Form", 3)
    d.ask("When?", pick_date("Date of review", "{{ document.date }}"), hint="The day you met.")
    d.ask("What was said?", write_here("What was said", lines=3))
    d.ask("Who was there?", [tick("The person"), tick("An advocate", ticked=True)])
    d.tick("On an order", when="approved")
    d.grid(["Area", "Notes"], [["Home", write_here("Home")], (["Work", "x"], "approved")], [1, 3])
    d.picture(PNG, "A grey field", 3)
    d.pictured(
        [(PNG, "A house", "You have help at **home**."), (PNG, "A bus", "You go out.", "missing")]
    )
    d.closing("Yours sincerely", ["**A. Worker**", "Aftercare lead"])
    d.signature(["{{ organisation.council }}", "The person"])
    return d


def opened(data: bytes) -> Docx:
    return Document(io.BytesIO(data))


def rendered(draft: Draft, **more: Any) -> bytes:
    template = DocxTemplate(io.BytesIO(draft.bytes()))
    template.render(facts(**more), SandboxedEnvironment(autoescape=True, undefined=StrictUndefined))
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    """Every paragraph's text in order, those of tables and controls too."""
    return ["".join(p.itertext(f"{{{SPACES['w']}}}t")) for p in found(data, "//w:p")]


def found(data: bytes, path: str, member: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(member)).xpath(path, namespaces=SPACES)


def values(data: bytes, path: str, member: str = "word/document.xml") -> list[str]:
    return [str(value) for value in found(data, path, member)]


def letter() -> Draft:
    return Draft("Decision", "letter")


# The file


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_draft_is_the_same_bytes(look: Look) -> None:
    draft = everything(look)
    assert draft.bytes() == draft.bytes() == everything(look).bytes()


def test_it_names_no_author_and_no_day_of_making() -> None:
    about = opened(letter().bytes()).core_properties
    assert (about.title, about.author, about.language) == ("Decision", "s117xl", "en-GB")
    assert about.created == about.modified
    with zipfile.ZipFile(io.BytesIO(letter().bytes())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_logo_is_one_member_whose_name_stays() -> None:
    assert letter().members()["word/media/logo.png"] == placeholder_logo()
    assert found(letter().bytes(), "//wp:docPr[@name='Logo']/@descr") == [
        "{{ organisation.logo_alt }}"
    ]


def test_the_same_picture_is_kept_once() -> None:
    assert sum("media" in name for name in everything("form").members()) == 2


@pytest.mark.parametrize("look", LOOKS)
def test_page_and_language(look: Look) -> None:
    data = letter().bytes() if look == "letter" else Draft("A", look).bytes()
    assert values(data, "//w:pgSz/@w:w") == ["11906"]
    styles = "word/styles.xml"
    assert values(data, "//w:docDefaults//w:lang/@w:val", styles) == ["en-GB"]
    body = values(data, "//w:docDefaults//w:sz/@w:val", styles)
    assert body == [str(round(SIZES[look].body * 2))]
    settings = "word/settings.xml"
    assert values(data, "//w:compatSetting/@w:val", settings) == ["15"]
    assert values(data, "//w:autoHyphenation/@w:val", settings) == ["0"]


def test_every_style_that_is_used_is_there() -> None:
    data = everything("letter").bytes()
    known = set(values(data, "//w:style/@w:styleId", "word/styles.xml"))
    for member in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml"):
        used = "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val | //w:basedOn/@w:val"
        assert set(values(data, f"{used} | //w:next/@w:val", member)) <= known


# Text


def test_a_letter_has_one_title_and_real_headings() -> None:
    draft = letter()
    draft.heading("What we decided")
    draft.heading("Why", 2)
    names = [p.style.name for p in opened(draft.bytes()).paragraphs if p.style]
    assert names.count("Title") == 1
    assert names[-2:] == ["Heading 1", "Heading 2"]


def test_a_tag_is_in_one_run_and_bold_is_a_style() -> None:
    draft = letter()
    draft.para("We said **yes, {{ person.name }},** today")
    runs = opened(draft.bytes()).paragraphs[-1].runs
    assert [run.text for run in runs] == ["We said ", "yes, {{ person.name }},", " today"]
    assert runs[1].style.name == "Strong"


def test_each_list_of_numbers_begins_at_one() -> None:
    draft = letter()
    draft.numbered(["One"])
    draft.steps([("Two.", "More.")])
    data = draft.bytes()
    used = values(data, "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']//w:numId/@w:val")
    assert len(set(used)) == 2
    fresh = "//w:num[w:lvlOverride/w:startOverride/@w:val='1']/@w:numId"
    assert values(data, fresh, "word/numbering.xml") == used


@pytest.mark.parametrize("text", ["{{ a **b** }}", "**{{ a** }}", "{% if a", ""])
def test_it_refuses_a_tag_cut_in_two_and_no_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"tag|without text"):
        letter().para(text)


@pytest.mark.parametrize("condition", ["a %} b", "{{ a }}", "a\nb", " "])
def test_it_refuses_a_condition_that_would_end_its_tag(condition: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a tag"):
        letter().when(condition)


def test_it_refuses_what_is_not_closed_or_not_open() -> None:
    draft = letter()
    with pytest.raises(ValueError, match="without"):
        draft.end()
    draft.each("service", "services")
    with pytest.raises(ValueError, match="otherwise"):
        draft.otherwise()
    with pytest.raises(ValueError, match="no end"):
        draft.bytes()


def test_it_refuses_in_a_loop_what_would_not_repeat() -> None:
    draft = letter()
    draft.each("a", "services")
    with pytest.raises(ValueError, match="count on"):
        draft.numbered(["One"])
    with pytest.raises(ValueError, match="picture"):
        draft.picture(PNG, "Grey", 2)
    draft.each("b", "services")
    with pytest.raises(ValueError, match="two at most"):
        draft.each("c", "services")


def test_a_page_break_is_its_next_paragraph() -> None:
    draft = letter()
    draft.page_break()
    with pytest.raises(ValueError, match="paragraph"):
        draft.when("approved")
    draft.heading("Next")
    assert opened(draft.bytes()).paragraphs[-1].paragraph_format.page_break_before


# Tables


def a_table(draft: Draft) -> None:
    draft.facts([("Name", "x")])


def test_a_table_is_described_and_its_first_row_repeats() -> None:
    draft = letter()
    draft.heading("About {{ person.name }}")
    draft.table(["Service", "From"], "s in services", ["{{ s.name }}", "{{ s.start }}"], [3, 1])
    data = draft.bytes()
    assert values(data, "//w:tblCaption/@w:val") == ["About"]
    assert values(data, "//w:tblDescription/@w:val") == ["A table with 2 columns: Service, From."]
    assert len(found(data, "//w:tr[1]/w:trPr/w:tblHeader")) == 1
    assert values(data, "//w:gridCol/@w:w") == ["7059", "2353"]


def test_a_row_may_have_a_condition_or_be_one_of_a_list() -> None:
    data = rendered(everything("form"), missing=())
    assert "Soon" in texts(data)
    assert "Late" not in texts(data)
    assert texts(data).count("Talking & therapy") == 3  # heading, bullet, row


@pytest.mark.parametrize("between", [lambda d: None, lambda d: d.when("approved")])
def test_it_refuses_two_tables_that_would_touch(between: Any) -> None:
    draft = letter()
    a_table(draft)
    between(draft)
    with pytest.raises(ValueError, match="put a paragraph"):
        a_table(draft)


def test_a_table_in_each_branch_does_not_touch() -> None:
    draft = letter()
    draft.when("approved")
    a_table(draft)
    draft.otherwise()
    a_table(draft)
    draft.end()
    with pytest.raises(ValueError, match="put a paragraph"):
        a_table(draft)


def test_after_a_table_there_is_room_and_at_the_end_there_are_words() -> None:
    draft = letter()
    a_table(draft)
    assert opened(draft.bytes()).paragraphs[-1].text == "End of document"
    draft.para("More")
    last = opened(draft.bytes()).paragraphs[-1]
    assert last.paragraph_format.space_before


def test_it_refuses_rows_and_widths_of_another_length() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        letter().grid(["A", "B"], [["1"], ["2"]])
    with pytest.raises(ValueError, match="3 widths"):
        letter().grid(["A", "B"], [["1", "2"]], [1, 2, 3])


# Controls


def test_a_control_has_a_name_a_tag_and_an_id_of_its_own() -> None:
    draft = Draft("Form", "form")
    draft.ask("When?", [pick_date("Date of review"), pick_date("Date of review")])
    draft.ask("Who?", write_here("Said by {{ person.name }}"))
    data = draft.bytes()
    assert values(data, "//w:sdtPr/w:tag/@w:val") == [
        "date-of-review",
        "date-of-review-2",
        "said-by",
    ]
    assert values(data, "//w:sdtPr/w:alias/@w:val")[-1] == "Said by"
    assert len(set(values(data, "//w:sdtPr/w:id/@w:val"))) == 3


def test_an_empty_control_says_so_and_a_filled_one_does_not() -> None:
    draft = Draft("Form", "form")
    draft.ask("When?", pick_date("Date"))
    draft.ask("When?", pick_date("Other date", "{{ document.date }}"))
    data = rendered(draft)
    assert len(found(data, "//w:sdt[w:sdtPr/w:showingPlcHdr]//w:rStyle")) == 1
    assert "3 March 2026" in texts(data)


def test_a_choice_is_a_list_of_different_words() -> None:
    draft = Draft("Form", "form")
    draft.ask("Needed?", choose("Needed", ["Yes", "No"]))
    assert values(draft.bytes(), "//w:dropDownList/w:listItem/@w:value") == ["Yes", "No"]
    with pytest.raises(ValueError, match="once"):
        choose("Needed", ["Yes", "Yes"])


@pytest.mark.parametrize(("approved", "sign"), [(True, "☒On an order"), (False, "☐On an order")])
def test_a_tick_may_follow_from_a_fact(approved: bool, sign: str) -> None:
    data = rendered(everything("form"), approved=approved)
    assert sign in texts(data)
    checked = "//w:sdt[w:sdtPr/w:tag/@w:val='on-an-order']//w14:checked/@w14:val"
    assert values(data, checked) == [str(int(approved))]


@pytest.mark.parametrize("look", LOOKS)
def test_every_control_survives_a_render(look: Look) -> None:
    draft = everything(look)
    before = values(draft.bytes(), "//w:sdtPr/w:tag/@w:val")
    data = rendered(draft)
    assert set(values(data, "//w:sdtPr/w:tag/@w:val")) == set(before)
    ids = values(data, "//w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids))


# As a render leaves it


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("approved", [True, False])
def test_a_render_leaves_no_empty_paragraph_and_no_tag(look: Look, approved: bool) -> None:
    data = rendered(everything(look), approved=approved, missing=() if approved else ("x",))
    paragraphs = found(data, "//w:p[not(.//w:drawing)]")
    assert all("".join(p.itertext()).strip() for p in paragraphs)
    assert not [text for text in texts(data) if "{" in text or "}" in text]


def test_a_letter_begins_with_what_is_missing_and_whose_it_is() -> None:
    said = texts(rendered(letter()))
    assert said[:2] == [
        "Draft. Not to be sent yet. To be completed in the register:",
        "Date of the panel",
    ]
    assert said[3:] == [
        "Northshire",
        "NHS Northshire",
        "County Hall  ·  01234 567890",
        "3 March 2026",
        "Alex Smith",
        "12 High Street",
        "Our reference: S117-1",
        "Decision",
    ]


def test_a_final_document_is_not_marked_as_a_draft() -> None:
    final = Fact(**{**vars(facts()["document"]), "is_draft": False, "state": "FINAL"})
    data = rendered(letter(), document=final, missing=())
    words = "".join(values(data, "//w:t/text()", "word/header1.xml"))
    assert words == "Section 117 aftercare"
    assert "FINAL" in values(data, "//w:t/text()", "word/footer1.xml")
    assert not [text for text in texts(data) if "DRAFT" in text.upper()]


@needs_libreoffice
def test_libreoffice_makes_pages_of_it(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(rendered(everything("form")))
    assert len(to_pngs(path, tmp_path / "out", dpi=30)) >= 2


@pytest.mark.parametrize("look", LOOKS)
def test_the_validators_know_of_nothing_wrong(look: Look, tmp_path: Path) -> None:
    template, made = tmp_path / "template.docx", tmp_path / "made.docx"
    template.write_bytes(everything(look).bytes())
    made.write_bytes(rendered(everything(look)))
    assert audit(template) == []
    assert_opens_clean(made)
    assert open_xml_sdk(template) == []
