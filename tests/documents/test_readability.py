"""How hard our documents are to read, by Flesch's measures.

textstat counts the syllables of English by a word list that it downloads, and pyphen finds one in
nine too few, which flatters. So the two formulas stand here, with a count that on ten thousand
words of our own prose came within 2 % of the CMU Pronouncing Dictionary's.
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
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from s117xl.documents.building import leaflets
from s117xl.documents.statements import say

_WORD = re.compile(r"[A-Za-z0-9][\w'\u2019@.-]*")
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouydt]ed$|(?<!sh)(?<!ch)[^aeiouysxzcg]es$")
_TWO = re.compile(r"[eiuy]ing|(?<!q)ua(?!g|r)|(?<![ct])ia(?!n)|(?<![ctgsn])io")
PROSE = ("Normal", "List Bullet", "List Number", "Easy Text", "Note Box", "Warning Box")
"""Headings, addresses and the cells of tables are no sentences, and would flatter."""


@dataclass(frozen=True)
class Measures:
    """What a text is made of, and Flesch's two measures of it."""

    sentences: int
    words: int
    syllables: int
    longest: int

    @property
    def sentence(self) -> float:
        """Words in a sentence, on average."""
        return self.words / self.sentences

    @property
    def ease(self) -> float:
        """Flesch reading ease: 60 is plain English, 90 very easy."""
        return 206.835 - 1.015 * self.sentence - 84.6 * self.syllables / self.words

    @property
    def grade(self) -> float:
        """Flesch-Kincaid grade; five more is the age of a reader."""
        return 0.39 * self.sentence + 11.8 * self.syllables / self.words - 15.59


def measured(text: str) -> Measures:
    """The measures of a text; as Flesch has it, a colon ends a sentence, and so does a line."""
    sentences = [words for part in _SENTENCE.split(text) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    return Measures(
        len(sentences), len(words), sum(map(syllables, words)), max(map(len, sentences))
    )


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, less those that are silent."""
    letters = re.sub("[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(letters)) + len(_TWO.findall(letters))
    return max(groups - len(_SILENT.findall(letters)), 1)


def prose(template: bytes, **organisation: str) -> str:
    """What a template says in sentences, with simple facts in it, and these of the organisation."""
    document = docx.Document(io.BytesIO(template))
    paragraphs = [Paragraph(p, document._body) for p in document.element.body.iter(qn("w:p"))]
    kept = "\n".join(p.text for p in paragraphs if p.style is not None and p.style.name in PROSE)
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


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("care", 1), ("people", 2), ("aftercare", 3), ("services", 3), ("decided", 3),
        ("asked", 1), ("changes", 2), ("being", 2), ("social", 2), ("individual", 5),
        ("council", 2), ("Ombudsman", 3), ("45A", 1),
    ],
)  # fmt: skip
def test_counts_the_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_measures_a_text_as_flesch_did() -> None:
    found = measured("The cat sat on the mat. It was happy:\nall day")
    assert (found.sentences, found.words, found.syllables, found.longest) == (3, 11, 12, 6)
    assert found.ease == pytest.approx(206.835 - 1.015 * 11 / 3 - 84.6 * 12 / 11)
    assert found.grade == pytest.approx(0.39 * 11 / 3 + 11.8 * 12 / 11 - 15.59)
