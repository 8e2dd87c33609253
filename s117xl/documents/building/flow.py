"""The blocks of a document in their order, and the conditions and loops that are open.

Two tables that touch become one in Word, and a table leaves no room below it. So the flow knows
what stood last: it refuses the first and gives room for the second, without empty paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from s117xl.documents.building.elements import Element, expression, marker, paragraph

DEEPEST = 2  # loops within each other that the language of templates allows
ROOM = 10  # points between a table and what follows it
Last = Literal["text", "table", "loop"]
ROOMY = ("Heading1", "Heading2", "Heading3", "Closing", "Question", "EndNote")


@dataclass(slots=True)
class Block:
    """An open `if` or `for`, what stood before it, and how its first branch ended."""

    kind: Literal["if", "for"]
    before: Last
    first_branch: Last | None = None


@dataclass
class Flow:
    """The body of a document while it is being written."""

    body: list[Element] = field(default_factory=list)
    _open: list[Block] = field(default_factory=list)
    _last: Last = "text"
    _breaks: bool = False

    @property
    def in_loop(self) -> bool:
        """Whether what comes next may stand more than once."""
        return any(block.kind == "for" for block in self._open)

    def page_break(self) -> None:
        """The next paragraph begins a page."""
        self._breaks = True

    def text(
        self,
        content: str | Iterable[Element],
        style: str | None = None,
        list_number: int | None = None,
    ) -> None:
        """A paragraph, with room above it after a table."""
        room = ROOM if self._last == "table" and style not in ROOMY else None
        made = paragraph(content, style, before=room, list_number=list_number, breaks=self._breaks)
        self.body.append(made)
        self._last, self._breaks = "text", False

    def table(self, made: Element) -> None:
        """A table, which a paragraph must part from the one before."""
        if self._last != "text":
            raise ValueError("Before a table, also as the first thing in a loop, put a paragraph")
        self._refuse_break("a table")
        self.body.append(made)
        self._last = "table"

    def when(self, condition: str) -> None:
        """What follows, up to `otherwise` or `end`, stands where the condition holds."""
        self._refuse_break("when()")
        self.body.append(marker(f"{{%p if {expression(condition)} %}}"))
        self._open.append(Block("if", self._last))

    def otherwise(self) -> None:
        """What follows, up to `end`, stands where the condition does not hold."""
        block = self._open[-1] if self._open else None
        if block is None or block.kind == "for" or block.first_branch:
            raise ValueError("otherwise() without its when()")
        block.first_branch, self._last = self._last, block.before
        self.body.append(marker("{%p else %}"))

    def each(self, name: str, among: str) -> None:
        """What follows, up to `end`, stands once for each of a list."""
        self._refuse_break("each()")
        if sum(block.kind == "for" for block in self._open) == DEEPEST:
            raise ValueError("Loops within each other: two at most")
        self.body.append(marker(f"{{%p for {expression(name)} in {expression(among)} %}}"))
        self._open.append(Block("for", self._last))
        self._last = "loop"

    def end(self) -> None:
        """The innermost `when` or `each` is closed."""
        if not self._open:
            raise ValueError("end() without when() or each()")
        block = self._open.pop()
        possible = (self._last, block.first_branch or block.before)
        self._last = "table" if "table" in possible else "text"
        self.body.append(marker("{%p endif %}" if block.kind == "if" else "{%p endfor %}"))

    def finished(self) -> list[Element]:
        """The body; a table at its end is followed by words, where Word would add a blank."""
        if self._open:
            raise ValueError("A when() or each() has no end()")
        self._refuse_break("the end")
        end = [paragraph("End of document", "EndNote")] if self._last == "table" else []
        return [*self.body, *end]

    def _refuse_break(self, what: str) -> None:
        if self._breaks:
            raise ValueError(f"After page_break() comes a paragraph, not {what}")
