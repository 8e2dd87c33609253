"""What is read in the window: a text, and the list of findings."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable, Iterator, Sequence
from tkinter import font, ttk

from s117xl.findings import Finding
from s117xl.law.authorities import authority

Part = tuple[str, str]
"""A piece of text and how it looks: "" or "bold"."""

_EDGE, _EDGE_IN_FOCUS = "#9a9a9a", "#1d5fa8"


class Reading(ttk.Frame):
    """A text that can be read, selected and copied, and not typed into."""

    def __init__(self, parent: tk.Misc, height: int) -> None:
        super().__init__(parent)
        self._text = tk.Text(
            self, height=height, width=1, wrap="word", state="disabled", takefocus=True,
            font="TkDefaultFont", relief="flat", padx=8, pady=6, spacing3=3,
            highlightthickness=1, highlightbackground=_EDGE, highlightcolor=_EDGE_IN_FOCUS,
        )  # fmt: skip
        bold = font.nametofont("TkDefaultFont").copy()
        bold.configure(weight="bold")
        self._bold = bold  # Tk forgets a font that nobody holds
        self._text.tag_configure("bold", font=bold)
        self._text.bind("<Tab>", lambda _event: _focus(self._text.tk_focusNext()))
        self._text.bind("<Shift-Tab>", lambda _event: _focus(self._text.tk_focusPrev()))
        self._text.bind("<Control-a>", lambda _event: self._select_all())
        _with_scrollbar(self, self._text)

    def show(self, parts: Iterable[Part]) -> None:
        """These pieces stand in place of what stood there."""
        self._text["state"] = "normal"
        self._text.delete("1.0", "end")
        for piece, look in parts:
            self._text.insert("end", piece, look)
        self._text["state"] = "disabled"

    @property
    def shown(self) -> str:
        """The text that stands there."""
        return self._text.get("1.0", "end-1c")

    def _select_all(self) -> str:
        self._text.tag_add("sel", "1.0", "end-1c")
        return "break"


class FindingsList(tk.Frame):
    """A list of findings, the first of them chosen.

    `chosen` is called with the finding that is chosen, None where there is none; `go` with the
    one at which Enter or a double click is given.
    """

    def __init__(
        self,
        parent: tk.Misc,
        chosen: Callable[[Finding | None], None],
        go: Callable[[Finding], None],
    ) -> None:
        super().__init__(parent, highlightthickness=1, highlightcolor=_EDGE_IN_FOCUS)
        self._edge(_EDGE)
        self._findings: Sequence[Finding] = ()
        self._chosen, self._go = chosen, go
        self.tree = ttk.Treeview(
            self, columns=("severity", "heading", "message"), show="headings",
            selectmode="browse", height=5,
        )  # fmt: skip
        for name, width, stretch in (
            ("severity", 110, 0),
            ("heading", 150, 0),
            ("message", 240, 1),
        ):
            self.tree.heading(name, text=name.capitalize(), anchor="w")
            self.tree.column(name, width=width, minwidth=80, stretch=bool(stretch))
        self.tree.bind("<<TreeviewSelect>>", lambda _event: self._chosen(self.at()))
        self.tree.bind("<Return>", lambda _event: self._go_there())
        self.tree.bind("<Double-Button-1>", self._double_click)
        self.tree.bind("<FocusIn>", lambda _event: self._edge(_EDGE_IN_FOCUS))
        self.tree.bind("<FocusOut>", lambda _event: self._edge(_EDGE))
        _with_scrollbar(self, self.tree)

    def show(self, findings: Sequence[Finding]) -> None:
        """These findings stand in the list."""
        self._findings = findings
        self.tree.delete(*self.tree.get_children())
        for number, each in enumerate(findings):
            self.tree.insert("", "end", str(number), values=_cells(each))
        if findings:
            self.tree.selection_set("0")
            self.tree.focus("0")
        self._chosen(self.at())

    def at(self) -> Finding | None:
        """The finding that is chosen."""
        chosen = self.tree.selection()
        return self._findings[int(chosen[0])] if chosen else None

    def _edge(self, colour: str) -> None:
        self["highlightbackground"] = colour

    def _go_there(self) -> None:
        if finding := self.at():
            self._go(finding)

    def _double_click(self, event: tk.Event[ttk.Treeview]) -> None:
        if self.tree.identify_row(event.y):
            self._go_there()


def in_full(finding: Finding) -> Iterator[Part]:
    """A finding with what to do and the law."""
    yield f"{severity(finding)} ({finding.code}): {finding.heading}\n", "bold"
    yield f"{finding.message}\n", ""
    yield "What to do: ", "bold"
    yield finding.fix, ""
    for id in finding.authority:
        law = authority(id)
        yield "\nLaw: ", "bold"
        yield f"{law.citation}.", ""
        if law.check:
            yield f" To be confirmed by your lawyer: {law.check}.", ""


def severity(finding: Finding) -> str:
    """How grave it is, in words, and whether a person has explained it."""
    return finding.severity.capitalize() + (", explained" if finding.explained else "")


def _cells(finding: Finding) -> tuple[str, str, str]:
    return severity(finding), finding.heading, finding.message


def _with_scrollbar(frame: tk.Frame | ttk.Frame, inside: tk.Text | ttk.Treeview) -> None:
    bar = ttk.Scrollbar(frame, orient="vertical", command=inside.yview)
    inside.configure(yscrollcommand=bar.set)
    inside.grid(row=0, column=0, sticky="nsew")
    bar.grid(row=0, column=1, sticky="ns")
    frame.rowconfigure(0, weight=1)
    frame.columnconfigure(0, weight=1)


def _focus(widget: tk.Misc | None) -> str:
    """The focus moved on: a tab is not typed here."""
    if widget is not None:
        widget.focus_set()
    return "break"
