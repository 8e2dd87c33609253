"""What the documents for adoption share: a draft that keeps count of the law that it names."""

from __future__ import annotations

from collections.abc import Iterable

from s117xl.documents.building.kit import Cell, Draft, Part, choose, pick_date, write_here
from s117xl.documents.building.looks import Look
from s117xl.documents.building.shared_blocks import titled
from s117xl.law.authorities import Authority, authority
from s117xl.register.schema import field
from s117xl.reports.editable.citing import BY_LAWYER, TO_BE_CONFIRMED, cited, is_open

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
        """The citations in one line, short; what is to be confirmed is marked."""
        return "; ".join(cited(self._named(ids), short=True, mark=TO_BE_CONFIRMED))

    def law(self, *ids: str) -> str:
        """The citations as a line of their own, first what is settled, then what is not."""
        named = self._named(ids)
        open_ones = [each for each in named if is_open(each)]
        firm = "; ".join(cited((each for each in named if not is_open(each)), short=True))
        unsettled = "; ".join(cited(open_ones, short=True))
        parts = [firm and f"{firm}.", unsettled and f"{BY_LAWYER}: {unsettled}."]
        return " ".join(filter(None, ["**Authority:**", *parts]))

    def checked_by(self, *codes: str) -> str:
        """The codes of rules in one line."""
        self.rules.update(dict.fromkeys(codes))
        return ", ".join(codes)

    def _named(self, ids: tuple[str, ...]) -> list[Authority]:
        self.authorities.update(dict.fromkeys(ids))
        return [authority(id) for id in ids]


def headings(table: str, *keys: str) -> str:
    """The headings of these fields, as the register shows them."""
    names = "; ".join(field(table, key).heading for key in keys)
    return names if table == "Register" else f"{table}: {names}"


def purpose(paper: Paper, what: str) -> None:
    """What the document is for, and what it is not."""
    paper.box(
        f"{what} It is a draft for your partnership to adopt: change, add and strike out as you "
        "decide. Nothing here is legal advice. Where it says to be confirmed, your lawyer settles "
        "the matter before you rely on it; so too the numbers of the Code's paragraphs, save 33.10."
    )


def rests_on(paper: Paper, point: Point) -> list[str]:
    """The words of a point, and below them its authorities, for a cell."""
    words, *ids = point
    return [words, paper.cited(*ids)]


def bullets_with_law(paper: Paper, points: Iterable[Point]) -> None:
    """Each point as an item, with its authorities after it."""
    paper.bullets(f"{words} Authority: {paper.cited(*ids)}." for words, *ids in points)


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
    cells: list[tuple[str, Cell]] = [
        (question, [proposal, write_here(titled(question))]) for question, proposal in rows
    ]
    paper.facts(
        cells,
        ("To settle", "Our proposal, and your decision"),
        widths=(5.2, 11.4),
    )


def sources(paper: Paper) -> None:
    """Every source in full, and what a lawyer is to confirm, with room to say who did."""
    paper.heading("Sources, and what your lawyer is to confirm")
    paper.para(
        "Law as at {{ document.law_as_at }}. Local policy, guidance and the toolkit's tools are no "
        "statute."
    )
    paper.when("in_full")
    paper.para("**Sources that are named in short above,** in full: {{ in_full }}.")
    paper.end()
    paper.when("open_points")
    paper.para("**Your lawyer is to confirm** these points; the sources stand in brackets:")
    paper.bullet_each("point in open_points", "{{ point.what }} ({{ point.where }})")
    paper.ask("Which of these are confirmed, by whom, and when?", write_here("Confirmed points"))
    paper.end()


def rules_of(paper: Paper) -> None:
    """The rules that were named, with what each looks for."""
    paper.heading("What the rules look for")
    paper.para(
        "A check of the register runs these rules. What it finds stands on the Findings sheet, "
        "with the law and with what to do."
    )
    paper.table(
        ["Rule", "What it looks for, how grave it is, and whether it is run here"],
        "rule in rules",
        ["{{ rule.code }}", "{{ rule.title }} ({{ rule.severity }}; {{ rule.standing }})"],
        [1.9, 14.7],
    )


def settled(label: str) -> list[Part]:
    """Whether it is settled, where, by whom, and by when: for one cell."""
    return [
        choose(label, ("In our policy", "Partly", "Not yet")),
        write_here(f"{label}: where", empty="Where"),
        write_here(f"{label}: owner", empty="Owner"),
        pick_date(f"{label}: by"),
    ]
