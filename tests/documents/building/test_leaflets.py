from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

from s117xl.documents.building import leaflets
from s117xl.documents.building.easy_read import WORDS
from s117xl.documents.building.leaflets import PICTURES, picture, rights, rights_easy_read
from s117xl.documents.statements import required
from tests.documents.test_readability import prose

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = sorted(PICTURES.glob("*.svg"))
BOTH = pytest.mark.parametrize("leaflet", [rights, rights_easy_read])
Leaflet = Callable[[], bytes]


def text(template: bytes) -> str:
    """All text of a template, its tags too."""
    part = zipfile.ZipFile(io.BytesIO(template)).read("word/document.xml")
    return "\n".join(map(str, etree.fromstring(part).itertext()))


# The pictures


def test_the_pictures_beside_the_words_are_all_that_there_are() -> None:
    shown = {row[0] for rows in WORDS.values() for row in rows}
    assert shown == {drawing.stem for drawing in DRAWINGS}
    assert shown == {drawn.stem for drawn in PICTURES.glob("*.png")}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture_is_small_square_and_described(drawing: Path) -> None:
    png, shown = picture(drawing.stem)
    assert png[16:24] == (400).to_bytes(4, "big") * 2
    assert len(png) < 12_000
    assert shown[0].isupper()
    assert not shown.endswith(".")


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_picture_is_drawn_in_the_one_style(drawing: Path) -> None:
    root = etree.parse(drawing).getroot()
    assert root.get("viewBox") == "0 0 120 120"
    colours = {
        colour.upper() for colour in re.findall("#[0-9A-Fa-f]+", etree.tostring(root).decode())
    }
    assert colours <= {"#1F3864", "#F2B84B", "#BFD7EA", "#B3261E", "#FFF"}
    names = {str(each.tag).removeprefix(SVG) for each in root.iter()}
    assert names <= {"svg", "title", "g", "path", "rect", "circle", "ellipse"}


def test_a_drawing_without_a_title_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare.svg").write_text("<svg/>")
    monkeypatch.setattr(leaflets, "PICTURES", tmp_path)
    with pytest.raises(ValueError, match="bare has no title"):
        picture("bare")


# The leaflets


@BOTH
def test_a_leaflet_is_the_same_each_time(leaflet: Leaflet) -> None:
    assert leaflet() == leaflet()


@pytest.mark.parametrize(
    ("leaflet", "kind"), [(rights, "rights"), (rights_easy_read, "rights-easy-read")]
)
def test_a_leaflet_says_all_that_it_must(leaflet: Leaflet, kind: str) -> None:
    said = set(re.findall(r"\{\{ say\.(\w+) \}\}", text(leaflet())))
    assert said >= set(required(kind, home=False, no_public_funds=False))


@BOTH
def test_a_leaflet_says_once_that_it_is_no_legal_advice(leaflet: Leaflet) -> None:
    assert text(leaflet()).count("legal advice.") == 1


def test_the_headings_of_the_plain_leaflet_are_questions() -> None:
    paragraphs = docx.Document(io.BytesIO(rights())).paragraphs
    asked = [p.text for p in paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert len(asked) > 10
    assert all(question.endswith("?") for question in asked)


def test_each_picture_of_the_easy_read_leaflet_is_told_in_words() -> None:
    part = zipfile.ZipFile(io.BytesIO(rights_easy_read())).read("word/document.xml")
    told = [each.get("descr") for each in etree.fromstring(part).iter("{*}docPr")]
    assert len(told) == sum(map(len, WORDS.values()))
    assert all(told)


@BOTH
def test_a_leaflet_always_says_whom_to_call(leaflet: Leaflet) -> None:
    own = prose(leaflet(), crisis="Call 01632 960 111 at any hour.")
    assert "01632 960 111" in own
    assert "999" in own
    none = prose(leaflet())
    assert "111" in none
    assert "999" in none


@BOTH
def test_a_leaflet_names_advocacy_and_where_to_complain(leaflet: Leaflet) -> None:
    said = prose(
        leaflet(), advocacy="Borset Advocacy", complaints_council="by post",
        complaints_board="by phone",
    )  # fmt: skip
    assert all(words in said for words in ("Borset Advocacy", "by post", "by phone"))
