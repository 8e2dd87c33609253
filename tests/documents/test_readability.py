"""How hard our documents are to read, by Flesch's measures as textstat takes them.

The versions of textstat that are used have the CMU Pronouncing Dictionary with them; later ones
download it. A document to a person, rendered from a full row, is measured: headings, addresses and
cells of tables are no sentences, and would flatter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import docx
import jinja2
import pytest
import textstat
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from s117xl.documents.building import leaflets
from s117xl.documents.statements import say
from tests.documents.reading import paragraphs, whole_text
from tests.documents.test_making import make, record, tables

_WORD = re.compile(r"[A-Za-z0-9][\w'\u2019@.-]*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
PROSE = ("Normal", "List Bullet", "List Number", "Easy Text", "Note Box", "Warning Box",
         "Kept", "Last Box")  # fmt: skip
"""The styles of what is written in sentences."""


@dataclass(frozen=True)
class Measures:
    """Flesch's two measures of a text, and how long its sentences are, in words.

    Reading ease: 60 is plain English, 90 very easy. Grade: five more is the age of a reader.
    """

    ease: float
    grade: float
    sentence: float
    words: int


def measured(text: str) -> Measures:
    """The measures of a text; as Flesch has it, a colon ends a sentence, and so does a line."""
    sentences = [
        " ".join(found) for part in _SENTENCE.split(text) if (found := _WORD.findall(part))
    ]
    plain = ". ".join(sentences) + "."
    words = sum(len(each.split()) for each in sentences)
    return Measures(
        textstat.flesch_reading_ease(plain),
        textstat.flesch_kincaid_grade(plain),
        words / len(sentences),
        words,
    )


def prose(template: bytes, **organisation: str) -> str:
    """What a template says in sentences, with simple facts in it, and these of the organisation."""
    document = docx.Document(io.BytesIO(template))
    every = [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]
    kept = "\n".join(p.text for p in every if p.style is not None and p.style.name in PROSE)
    language = jinja2.Environment(undefined=jinja2.StrictUndefined)
    facts = FACTS | {"organisation": SimpleNamespace(**ORGANISATION | organisation)}
    return language.from_string(re.sub(r"\{%(p|tr) ", "{% ", kept)).render(facts)


COUNCIL, BOARD = "Borsetshire Council", "Borsetshire Integrated Care Board"
ORGANISATION: dict[str, object] = {
    "council": COUNCIL, "board": BOARD, "contact_lines": ("01632 960 001",),
    "phone": "01632 960 001", "email": "aftercare@example.org", "advocacy": "", "crisis": "",
    "complaints_council": "", "complaints_board": "",
}  # fmt: skip
FACTS: dict[str, object] = {"say": say(COUNCIL, BOARD), "missing": ()}

# What is measured: the template, the highest grade, the lowest ease, the longest mean sentence.
MEASURED = [
    pytest.param(leaflets.rights_easy_read, 4.0, 85.0, 10.0, id="rights-easy-read"),
    pytest.param(leaflets.rights, 8.0, 60.0, 15.0, id="rights"),
]


@pytest.mark.parametrize(("template", "grade", "ease", "sentence"), MEASURED)
def test_is_easy_enough_to_read(
    template: Callable[[], bytes], grade: float, ease: float, sentence: float
) -> None:
    found = measured(prose(template()))
    assert found.words > 100
    assert found.grade <= grade
    assert found.ease >= ease
    assert found.sentence <= sentence


def long_sentences(text: str, most: int) -> Iterator[str]:
    """The sentences of a text that are longer than this."""
    return (part for part in _SENTENCE.split(text) if len(_WORD.findall(part)) > most)


def test_no_sentence_of_the_easy_read_leaflet_is_long() -> None:
    assert list(long_sentences(prose(leaflets.rights_easy_read()), 12)) == []


def sentences_of(data: bytes) -> str:
    """What a finished document says in sentences."""
    return "\n".join(
        whole_text(p) for p in paragraphs(data) if p.style is not None and p.style.name in PROSE
    )


# What is measured: the lowest ease and the highest grade of each letter to a person.
LETTERS = {
    "decision": (65, 8),
    "ending-letter": (65, 8),
    "reinstatement": (65, 8),
    "refund": (65, 8),
    "rights": (70, 7),
}


@pytest.mark.parametrize("id", LETTERS)
def test_a_letter_is_in_plain_english(id: str) -> None:
    _, files = make(id, tables(id, record(id, disability=None, communication_need="none")))
    (data,) = [data for name, data in files.items() if "note for" not in name]
    found = measured(sentences_of(data))
    ease, grade = LETTERS[id]
    assert found.words > 150
    assert found.ease >= ease
    assert found.grade <= grade
