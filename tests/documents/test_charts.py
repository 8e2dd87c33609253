"""A chart is filled with the numbers of its facts, for Word and for Edit data alike."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from s117xl.documents.accessible import barriers
from s117xl.documents.building.chart_parts import ChartKind
from s117xl.documents.building.kit import Draft
from s117xl.documents.charts import MOST_SERIES, C, ChartFacts, SeriesFacts, chart_of
from s117xl.documents.compiled import CompiledTemplate, TemplateFaults, compile_template
from s117xl.documents.package import parts_of
from s117xl.documents.values import Blank
from tests.documents.reading import text
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean, audit, open_xml_sdk

PART, BOOK = "word/charts/chart1.xml", "word/embeddings/chart1.xlsx"
KINDS: tuple[ChartKind, ...] = ("bar", "column", "line", "radar")
SCORES = chart_of(["D1: Green", "D2: Red"], {"This year": [0.95, 0.4], "Last year": [None, 0.5]})
NOTHING = chart_of([], {})
HOSTILE = '</c:v> & "{{ x }}" \x07\ud800 =1+1\nnext'


@dataclass(frozen=True, slots=True)
class Words:
    council: Annotated[str, "the council"]
    board: Annotated[str, "the board"]
    title: Annotated[str, "what it is"]
    reference: Annotated[str, "its reference"]
    state: Annotated[str, "DRAFT or FINAL"]
    is_draft: Annotated[bool, "whether it is a draft"]
    law_as_at: Annotated[str, "a day"]


@dataclass(frozen=True, slots=True)
class Year:
    scores: Annotated[ChartFacts, "the scores"]


@dataclass(frozen=True, slots=True)
class Report:
    document: Annotated[Words, "the document"]
    organisation: Annotated[Words, "the bodies"]
    missing: Annotated[tuple[str, ...], "what is missing"]
    scores: Annotated[ChartFacts, "the scores"]
    year: Annotated[Year, "the same, in a group"]
    in_words: Annotated[str, "the scores in words"]


def facts(scores: ChartFacts = SCORES, **more: Any) -> dict[str, Any]:
    words = Words("Council", "Board", "Report", "R-1", "FINAL", False, "1 May 2026")
    return {"document": words, "organisation": words, "missing": (), "scores": scores,
            "year": Year(scores), "in_words": "D1 95%, D2 40%"} | more  # fmt: skip


def template(
    fact: str = "scores", kind: ChartKind = "bar", looks: tuple[str, ...] = ("A", "B")
) -> bytes:
    draft = Draft("Report", "note")
    draft.heading("Scores")
    alt = "A chart of the scores: {{ in_words }}."
    draft.chart(fact, kind, "Score by domain", alt, series=looks, number="0%", top=1)
    draft.para("The end.")
    return draft.bytes()


def ready(data: bytes) -> CompiledTemplate:
    return compile_template(data, Report, "report.docx")


def made(scores: ChartFacts = SCORES, **more: Any) -> dict[str, bytes]:
    return parts_of(ready(template(**more)).render(facts(scores)), "report.docx")


def drawn(part: bytes) -> dict[str, dict[str, str]]:
    """The numbers in the chart's part, by series and label."""
    found = {}
    for ser in etree.fromstring(part).iter(f"{C}ser"):
        (name,) = [v.text or "" for v in ser.find(f"{C}tx").iter(f"{C}v")]
        labels = points(ser.find(f"{C}cat"))
        values = points(ser.find(f"{C}val"))
        found[name] = {labels[n]: value for n, value in values.items()}
    return found


def points(place: Any) -> dict[str, str]:
    return {pt.get("idx"): pt.findtext(f"{C}v") for pt in place.iter(f"{C}pt")}


def rows(book: bytes) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True))


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def replaced(part: str, old: str, new: str, data: bytes | None = None) -> bytes:
    parts = parts_of(data or template(), "report.docx")
    assert old.encode() in parts[part]
    return zipped(parts | {part: parts[part].replace(old.encode(), new.encode())})


def faults(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(TemplateFaults) as caught:
        ready(data)
    return [(fault.kind, fault.tag) for fault in caught.value.faults]


# What is filled


def test_the_chart_and_its_workbook_hold_the_same_numbers() -> None:
    parts = made()
    assert drawn(parts[PART]) == {
        "This year": {"D1: Green": "0.95", "D2: Red": "0.4"},
        "Last year": {"D2: Red": "0.5"},
    }
    assert rows(parts[BOOK]) == [
        (None, "This year", "Last year"),
        ("D1: Green", 0.95, None),
        ("D2: Red", 0.4, 0.5),
    ]


def test_what_is_not_known_is_a_gap_and_never_nought() -> None:
    part = made()[PART]
    last = list(etree.fromstring(part).iter(f"{C}ser"))[1]
    assert points(last.find(f"{C}val")) == {"1": "0.5"}
    assert last.find(f"{C}val//{C}ptCount").get("val") == "2"
    assert b'<c:dispBlanksAs val="gap"/>' in part


def test_the_cells_named_are_those_that_hold_the_numbers() -> None:
    cells = [f.text for f in etree.fromstring(made()[PART]).iter(f"{C}f")]
    assert cells == [
        "Sheet1!$B$1", "Sheet1!$A$2:$A$3", "Sheet1!$B$2:$B$3",
        "Sheet1!$C$1", "Sheet1!$A$2:$A$3", "Sheet1!$C$2:$C$3",
    ]  # fmt: skip


def test_equal_facts_give_equal_bytes() -> None:
    assert ready(template()).render(facts()) == ready(template()).render(facts())
    assert template() == template()


def test_one_compiled_template_serves_many_facts() -> None:
    compiled, other = ready(template()), chart_of(["D3"], {"Only": [1]})
    before = compiled.render(facts())
    assert drawn(parts_of(compiled.render(facts(other)), "x")[PART]) == {"Only": {"D3": "1"}}
    assert compiled.render(facts()) == before


def test_more_series_than_looks_repeat_the_last_look() -> None:
    names = "ABCDE"
    part = made(chart_of(["x"], {name: [1] for name in names}))[PART]
    assert list(drawn(part)) == list(names)
    ids = [ser.find(f"{C}idx").get("val") for ser in etree.fromstring(part).iter(f"{C}ser")]
    assert ids == ["0", "1", "2", "3", "4"]


def test_one_series_has_no_legend() -> None:
    one = chart_of(["x"], {"This year": [1]})
    assert b"c:legend>" not in made(one)[PART]
    assert b"c:legend>" in made()[PART]


def test_a_chart_in_a_group_of_facts() -> None:
    assert drawn(made(fact="year.scores")[PART])["This year"]["D1: Green"] == "0.95"


def test_the_words_for_who_cannot_see_it_hold_facts() -> None:
    assert b'descr="A chart of the scores: D1 95%, D2 40%."' in made()["word/document.xml"]


def test_nothing_to_show_leaves_it_out(tmp_path: Path) -> None:
    path = tmp_path / "none.docx"
    path.write_bytes(ready(template()).render(facts(NOTHING)))
    assert b"c:chart" not in parts_of(path.read_bytes(), "x")["word/document.xml"]
    assert "Scores\nThe end." in text(path.read_bytes())
    assert_opens_clean(path)


def test_blanks_say_what_is_missing() -> None:
    blank = ChartFacts(
        labels=(Blank("Domain"),), series=(SeriesFacts(name="A", values=("1",)),)
    )  # fmt: skip
    assert list(drawn(made(blank)[PART])["A"]) == ["[Domain: to be completed]"]


# What goes wrong


def test_mischief_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "hostile.docx"
    scores = chart_of([HOSTILE, "=1+1"], {HOSTILE: [1, 2], "a" * 5000: [1, None]})
    path.write_bytes(ready(template()).render(facts(scores)))
    parts = parts_of(path.read_bytes(), "x")
    clean = '</c:v> & "{{ x }}" =1+1 next'
    assert list(drawn(parts[PART])[clean]) == [clean, "=1+1"]
    assert rows(parts[BOOK])[2][0] == "=1+1"
    sheet = openpyxl.load_workbook(io.BytesIO(parts[BOOK])).active
    assert sheet["A3"].data_type == "s"
    assert open_xml_sdk(path) == audit(path) == []


@pytest.mark.parametrize("value", ["85%", "Known", "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"number|float"):
        ChartFacts(labels=("x",), series=(SeriesFacts(name="A", values=(value,)),))


def test_a_value_for_each_label() -> None:
    with pytest.raises(ValueError, match="each label"):
        chart_of(["x"], {"A": [1, 2]})
    with pytest.raises(ValueError, match="at most"):
        chart_of(["x"], {str(n): [1] for n in range(MOST_SERIES + 1)})


def test_a_series_without_a_number_is_left_out() -> None:
    assert [s.name for s in chart_of(["x"], {"A": [1], "B": [None]}).series] == ["A"]
    assert chart_of(["x"], {"B": [None]}) == NOTHING


def test_a_name_that_is_no_fact_is_a_fault() -> None:
    for wrong in ("skores", "in_words", "year", "year.scoers", "scores.labels"):
        data = replaced("word/document.xml", '"chart:scores"', f'"chart:{wrong}"')
        assert faults(data) == [("unknown name", f"chart:{wrong}")]


def test_a_name_on_what_is_no_chart_is_a_fault() -> None:
    data = replaced("word/_rels/document.xml.rels", "charts/chart1.xml", "media/logo.png")
    assert faults(data) == [("place", "chart:scores")]


def test_a_workbook_that_is_none_is_left_alone() -> None:
    rels = "word/charts/_rels/chart1.xml.rels"
    data = replaced(rels, "../embeddings/chart1.xlsx", "../styles.xml")
    done = parts_of(ready(data).render(facts()), "x")
    assert done["word/styles.xml"] == parts_of(data, "x")["word/styles.xml"]


def test_a_chart_that_has_no_plain_numbers_is_a_fault() -> None:
    parts = parts_of(template(), "x")
    xml = parts[PART].replace(b"c:val>", b"c:yVal>")
    assert faults(zipped(parts | {PART: xml})) == [("place", "chart:scores")]


def test_tags_in_a_chart_are_a_fault() -> None:
    data = replaced(PART, "Score by domain", "{{ in_words }}")
    assert faults(data) == [("place", "{{ in_words }}")]


# What an author does to it in Word


def test_word_may_name_the_parts_as_it_likes() -> None:
    parts = parts_of(template(), "x")
    moved = {
        "word/charts/chart7.xml": parts.pop(PART),
        "word/charts/_rels/chart7.xml.rels": parts.pop("word/charts/_rels/chart1.xml.rels").replace(
            b"../embeddings/chart1.xlsx", b"/word/embeddings/Sheet.xlsx"
        ),
        "word/embeddings/Sheet.xlsx": parts.pop(BOOK),
    }
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        moved[name] = parts.pop(name).replace(b"charts/chart1.xml", b"charts/chart7.xml")
    done = parts_of(ready(zipped(parts | moved)).render(facts()), "x")
    assert "This year" in drawn(done["word/charts/chart7.xml"])
    assert rows(done["word/embeddings/Sheet.xlsx"])[0][1] == "This year"


def test_a_chart_without_a_workbook_is_filled_too() -> None:
    parts = parts_of(template(), "x")
    del parts[BOOK], parts["word/charts/_rels/chart1.xml.rels"]
    done = parts_of(ready(zipped(parts)).render(facts()), "x")
    assert "This year" in drawn(done[PART])
    assert BOOK not in done


def test_a_chart_with_another_name_stays_as_it_is() -> None:
    data = replaced("word/document.xml", '"chart:scores"', '"Our budget"')
    done = parts_of(ready(data).render(facts()), "x")
    assert "First" in drawn(done[PART])["A"]


def test_its_looks_stay() -> None:
    data = replaced(PART, "wdUpDiag", "dkVert")
    part = parts_of(ready(data).render(facts()), "x")[PART]
    assert b'prst="dkVert"' in part


# What the kit writes


@pytest.mark.parametrize("kind", KINDS)
def test_word_opens_each_kind(kind: ChartKind, tmp_path: Path) -> None:
    looks = ("A", "B", "C", "D")
    scores = chart_of(["x", "y", "z"], {name: [0.2, None, 1] for name in looks})
    files = {
        "template": template(kind=kind, looks=looks),
        "filled": ready(template(kind=kind, looks=looks)).render(facts(scores)),
    }
    for name, data in files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        assert audit(path) == []
        assert open_xml_sdk(path) == []
    assert barriers(path.read_bytes()) == []


def test_what_it_refuses() -> None:
    draft = Draft("Report", "note")
    for alt, title, looks in (
        (" ", "Scores", ["A"]),
        ("Words", "{{ in_words }}", ["A"]),
        ("Words", " ", ["A"]),
        ("Words", "Scores", []),
        ("Words", "Scores", list("ABCDE")),
    ):
        with pytest.raises(ValueError, match=r"chart"):
            draft.chart("scores", "bar", title, alt, series=looks)
    looped = Draft("Report", "note")
    looped.each("item", "missing")
    with pytest.raises(ValueError, match="loop"):
        looped.chart("scores", "bar", "Scores", "Words", series=["A"])


def test_pictures_and_charts_keep_their_own_relations(tmp_path: Path) -> None:
    draft = Draft("Report", "note")
    for kind in KINDS:
        draft.chart("scores", kind, kind, "Words", series=["A"])
    from s117xl.documents.building.drawings import placeholder_logo

    draft.picture(placeholder_logo(40, 20), "A grey field", 3)
    draft.chart("year.scores", "bar", "again", "Words", series=["A"])
    path = tmp_path / "both.docx"
    path.write_bytes(ready(draft.bytes()).render(facts()))
    parts = parts_of(path.read_bytes(), "x")
    assert sum(name.startswith("word/embeddings/") for name in parts) == 5
    assert_opens_clean(path)


@needs_libreoffice
def test_libreoffice_draws_it(tmp_path: Path) -> None:
    sizes = []
    for name, scores in (("with", SCORES), ("without", NOTHING)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(ready(template()).render(facts(scores)))
        (page,) = to_pngs(path, tmp_path, 60)
        sizes.append(page.stat().st_size)
    assert sizes[0] > sizes[1] + 2000


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_the_numbers_both_hold_them(data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.text("abc <&", min_size=1).filter(str.strip), min_size=1,
                                max_size=5, unique_by=lambda t: " ".join(t.split())))  # fmt: skip
    numbers = st.one_of(st.none(), st.floats(-1e9, 1e9).map(lambda x: round(x, 4)))
    values = data.draw(st.lists(numbers, min_size=len(labels), max_size=len(labels)))
    scores = chart_of(labels, {"A": values})
    parts = parts_of(COMPILED.render(facts(scores)), "x")
    shown = [v for v in values if v is not None]
    if shown:
        assert [float(v) for v in drawn(parts[PART])["A"].values()] == pytest.approx(shown)
        held = [row[1] for row in rows(parts[BOOK])[1:] if row[1] is not None]
        assert held == pytest.approx(shown)


COMPILED = ready(template())
