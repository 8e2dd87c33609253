"""How sources are named: in short where they bear something out, in full at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from s117xl.law.authorities import Authority

TO_BE_CONFIRMED = "to be confirmed"
BY_LAWYER = "To be confirmed by your lawyer"
NUMBER = "the paragraph number"
"""What is to be confirmed of nearly every paragraph of the Code: each document says so once."""

_SHORTER = (
    (re.compile(r"^Mental Health Act 1983: Code of Practice \(2015\)"), "Code of Practice"),
    (re.compile(r"^R \(([^)]+?)(?: CC)?\) v .+? (?=\[)"), r"\1 "),
    (re.compile(r"^R v .+? (ex p \w+ )(?=\[)"), r"\1"),
    (re.compile(r"^.+ v (MM|PJ) (?=\[)"), r"\1 "),
    (re.compile(r"^(?!R )(\w+) v .+? (?=\[)"), r"\1 "),
    (re.compile(r"^.+ \((SI \d+/\d+)\)"), r"\1"),
    (re.compile(r"^Department of Health.+: (Discharge) from .+ (\(.+\))"), r"\1 guidance \2"),
    (re.compile(r"^NHS England: Guidance on .+ (personal health budgets) \(.+"),
     r"NHS England on \1"),
    (re.compile(r"^NHS England: (Who Pays\?) .+"), r"\1 (NHS England)"),
    (re.compile(r"^National Framework for .+ \((\d+)\)"), r"Continuing Healthcare Framework \1"),
    (re.compile(r"^Ombudsman decision ([\w /]+), .+"), r"Ombudsman \1"),
    (re.compile(r"^(NHS Standard Contract): .+"), r"\1"),
    (re.compile(r"^The (rules of this product) .+"), r"\1"),
    (re.compile(r"^The (small-number rule) .+"), r"\1"),
    (re.compile(r"^Local practice as published by the London Borough of (Camden)"),
     r"local practice (\1)"),
    (re.compile(r"^Section 117 toolkit: .+"), "Section 117 toolkit"),
    (re.compile(r"^(?=HSC \d)"), "Circular "),
)  # fmt: skip


def cited(named: Iterable[Authority], *, short: bool = False, mark: str = "") -> Iterator[str]:
    """Their citations; those of one source that follow each other name it once.

    `mark` stands beside what is to be confirmed, but for the numbers of paragraphs.
    """

    def source(each: Authority) -> tuple[str, bool]:
        before, comma, _ = each.citation.rpartition(", ")
        return before if comma else each.citation, bool(mark) and is_open(each)

    for (before, open_still), group in groupby(named, source):
        parts = [each.citation.removeprefix(f"{before}, ") for each in group]
        whole = ", ".join([before, *numbered(part for part in parts if part != before)])
        yield f"{shorter(whole) if short else whole}{f' ({mark})' if open_still else ''}"


def numbered(parts: Iterable[str]) -> Iterator[str]:
    """The parts of one source; `section 1, section 2` as `sections 1, 2`."""
    for word, group in groupby(parts, lambda part: part.partition(" ")[0].removesuffix("s")):
        each = list(group)
        if len(each) == 1 or word not in ("section", "paragraph"):
            yield from each
        else:
            yield f"{word}s {', '.join(part.partition(' ')[2] for part in each)}"


def shorter(citation: str) -> str:
    """The citation as people say it: a case by its party, regulations by their number."""
    for pattern, short in _SHORTER:
        citation = pattern.sub(short, citation, count=1)
    return citation


def is_open(law: Authority) -> bool:
    """Whether more than the number of its paragraph is to be confirmed."""
    return law.check not in ("", NUMBER)


def is_shortened(law: Authority) -> bool:
    """Whether a document names it in short."""
    return shorter(law.citation) != law.citation
