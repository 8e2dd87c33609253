"""The text of a template: headings, paragraphs, lists, boxes, and their conditions and loops."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from s117xl.documents.building import lists
from s117xl.documents.building.controls import fixed
from s117xl.documents.building.elements import Element
from s117xl.documents.building.flow import Flow

Item = str | tuple[str, str | None]


class Writing:
    """A body that grows by a block with each call."""

    def __init__(self, title: str, opening: list[Element]) -> None:
        self.title = title
        self._flow = Flow(opening)
        self._numbered = 0
        self._heading = title
        self.when, self.otherwise = self._flow.when, self._flow.otherwise
        self.each, self.end = self._flow.each, self._flow.end
        self.page_break = self._flow.page_break

    def heading(self, text: str, level: int = 1) -> None:
        """A heading of level 1 to 3."""
        if level not in (1, 2, 3):
            raise ValueError("A heading has level 1, 2 or 3")
        self._heading = fixed(text)
        self._flow.text(text, f"Heading{level}")

    def para(self, text: str, *, kept: bool = False) -> None:
        """A paragraph; what stands between `**` and `**` is bold.

        A kept one stays on one page with what follows.
        """
        self._flow.text(text, "Kept" if kept else None)

    def box(self, text: str, kind: Literal["note", "last", "warning"] = "note") -> None:
        """A bordered paragraph; a warning begins with the word Important.

        The last of a letter stays on one page with its close.
        """
        if kind == "warning":
            self._flow.text(f"**Important.** {text}", "WarningBox")
        else:
            self._flow.text(text, "LastBox" if kind == "last" else "NoteBox")

    def bullets(self, items: Iterable[Item]) -> None:
        """A list with bullets; an item may be a pair of text and condition."""
        for item in items:
            self._item(item, "ListBullet", None)

    def bullet_each(self, loop: str, text: str) -> None:
        """A bullet for each of a list: `item in list`."""
        name, _, among = loop.partition(" in ")
        self.each(name, among)
        self._flow.text(text, "ListBullet")
        self.end()

    def numbered(self, items: Iterable[Item]) -> None:
        """A list with numbers that begin at 1; an item may be a pair of text and condition."""
        if self._flow.in_loop:
            raise ValueError("A list of numbers in a loop would count on: use bullets")
        number = lists.FIRST_OWN + self._numbered
        self._numbered += 1
        for item in items:
            self._item(item, "ListNumber", number)

    def steps(self, items: Iterable[tuple[str, str]]) -> None:
        """Numbered steps: what to do in bold, then how."""
        self.numbered([f"**{what}** {how}" for what, how in items])

    def closing(self, words: str, *signers: Sequence[str]) -> None:
        """The end of a letter, on one page: room to sign above the lines of each signer."""
        self._flow.text(words, "Closing")
        for lines in signers:
            self._flow.text("\n".join(lines), "Signed")

    def _item(self, item: Item, style: str, number: int | None) -> None:
        text, condition = item if isinstance(item, tuple) else (item, None)
        if condition is None:
            self._flow.text(text, style, number)
            return
        self.when(condition)
        self._flow.text(text, style, number)
        self.end()
