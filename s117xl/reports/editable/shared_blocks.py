"""What the documents for adoption share: a draft that keeps count of the law that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from s117xl.documents.building.kit import Cell, Draft, choose, pick_date, write_here
from s117xl.documents.building.looks import Look
from s117xl.documents.building.shared_blocks import titled
from s117xl.law.authorities import Authority, authority
from s117xl.register.schema import field

TO_BE_CONFIRMED = " (to be confirmed)"
SIGNERS = ("{{ organisation.council }}", "{{ organisation.board }}", "{{ organisation.trust }}")
HERE = "Click here to write"

Point = tuple[str, ...]
"""A point's words, and then the ids of the authorities that it rests on."""


class Paper(Draft):
    """A draft that remembers the authorities and the rules that it names, in their order."""

    def __init__(self, title: str, look: Look = "form", subject: str | None = None) -> None:
        super().__init__(title, look, subject)
        self.authorities: dict[str, None] = {}
        self.rules: dict[str, None] = {}

    def cited(self, *ids: str) -> str:
        """The citations in one line, for a cell; what is to be confirmed is marked."""
        return "; ".join(citations(self._named(ids), marked=True))

    def law(self, *ids: str) -> str:
        """The citations as a line of their own, with what is to be confirmed in words."""
        named = self._named(ids)
        line = f"**Authority:** {'; '.join(citations(named))}."
        checks = dict.fromkeys(each.check for each in named if each.check)
        return f"{line} To be confirmed by your lawyer: {'; '.join(checks)}." if checks else line

    def checked_by(self, *codes: str) -> str:
        """The codes of rules in one line."""
        self.rules.update(dict.fromkeys(codes))
        return ", ".join(codes)

    def _named(self, ids: tuple[str, ...]) -> list[Authority]:
        self.authorities.update(dict.fromkeys(ids))
        return [authority(id) for id in ids]


def citations(named: Iterable[Authority], marked: bool = False) -> Iterator[str]:
    """Their citations; those of one source that follow each other name it once."""

    def source(each: Authority) -> tuple[str, bool]:
        before, comma, _ = each.citation.rpartition(", ")
        return before if comma else each.citation, marked and bool(each.check)

    for (before, unsettled), group in groupby(named, source):
        parts = [each.citation.removeprefix(f"{before}, ") for each in group]
        whole = before if parts == [before] else f"{before}, {', '.join(parts)}"
        yield f"{whole}{TO_BE_CONFIRMED if unsettled else ''}"


def headings(table: str, *keys: str) -> str:
    """The headings of these fields, as the register shows them."""
    names = "; ".join(field(table, key).heading for key in keys)
    return names if table == "Register" else f"{table}: {names}"


def purpose(paper: Paper, what: str) -> None:
    """What the document is for, and what it is not."""
    paper.box(
        f"{what} It is a draft for your partnership to adopt: change, add and strike out as you "
        "decide. Nothing here is legal advice. Where it says to be confirmed, your lawyer settles "
        "the matter before you rely on it."
    )


def rests_on(paper: Paper, point: Point) -> list[str]:
    """The words of a point, and below them its authorities, for a cell."""
    words, *ids = point
    return [words, paper.cited(*ids)]


def bullets_with_law(paper: Paper, points: Iterable[Point]) -> None:
    """Each point as an item, with its authorities in brackets."""
    paper.bullets(f"{words} ({paper.cited(*ids)})" for words, *ids in points)


def adoption(paper: Paper, *rows: tuple[str, Cell]) -> None:
    """Who adopted it, when, and when it is looked at again."""
    paper.heading("Adoption")
    paper.facts(
        [
            ("Version", write_here("Version", empty=HERE)),
            ("Owner of this document", write_here("Owner of this document")),
            *rows,
            ("Adopted on", pick_date("Adopted on")),
            ("To be looked at again by", pick_date("To be looked at again by")),
        ],
        ("What", "Write here"),
    )


def signed(paper: Paper) -> None:
    """Room for the three bodies to sign."""
    adoption(paper)
    paper.para("Signed for the partners, who adopt it together:", kept=True)
    paper.signature(SIGNERS)


def roles(paper: Paper, rows: Iterable[tuple[str, str]], caption: str) -> None:
    """Who fills which role, with a deputy."""
    paper.grid(
        ["Role and task", "Name or post", "Deputy"],
        [[[f"**{role}**", task], write_here(f"{role}: who"), write_here(f"{role}: deputy")]
         for role, task in rows],
        [8.6, 4, 4],
        caption,
    )  # fmt: skip


def to_settle(paper: Paper, rows: Iterable[tuple[str, str]]) -> None:
    """Questions that the partnership answers for itself, each with our proposal."""
    paper.facts(
        [(question, [proposal, write_here(titled(question))]) for question, proposal in rows],
        ("To settle", "Our proposal, and your decision"),
        widths=(5.2, 11.4),
    )


def to_confirm(paper: Paper) -> None:
    """What a lawyer is to confirm, with room to say who did and when."""
    paper.heading("What your lawyer is to confirm")
    paper.when("open_points")
    paper.para("Law as at {{ document.law_as_at }}. What is settled is not listed.")
    paper.table(
        ["To be confirmed", "In what is cited as", "Confirmed by, and on"],
        "point in open_points",
        ["{{ point.what }}", "{{ point.where }}", [write_here("Confirmed by"), pick_date("On")]],
        [5.2, 7.6, 3.8],
    )
    paper.otherwise()
    paper.para("Nothing that is named here is marked as to be confirmed.")
    paper.end()


def behind_it(paper: Paper) -> None:
    """The authorities that the document names, with what they say."""
    paper.heading("The law and guidance behind this")
    paper.para(
        "What each says is put in our own words. Local policy is a standard that partners set "
        "themselves, and no statute."
    )
    paper.table(
        ["Authority", "What it says"],
        "law in laws",
        [["{{ law.citation }}", "({{ law.standing }})"], "{{ law.summary }}"],
        [6.6, 10],
    )


def rules_of(paper: Paper) -> None:
    """The rules that were named, with what each looks for."""
    paper.heading("What the rules look for")
    paper.para(
        "A check of the register runs these rules. What it finds stands on the Findings sheet, "
        "with the law and with what to do."
    )
    paper.table(
        ["Rule", "What it looks for", "How grave, and whether it is run here"],
        "rule in rules",
        ["{{ rule.code }}", "{{ rule.title }}", "{{ rule.severity }}; {{ rule.standing }}"],
        [1.9, 9.1, 5.6],
    )


def settled(label: str) -> list[Cell]:
    """Three cells: whether it is settled, where and by whom, and by when."""
    return [
        choose(label, ("In our policy", "Partly", "Not yet")),
        [write_here(f"{label}: where", empty="Where"), write_here(f"{label}: owner", empty="Owner"),
         pick_date(f"{label}: by")],
    ]  # fmt: skip
