"""The window as it is seen: its parts, and what each is made to show. It knows nothing of Excel."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from tkinter import font, ttk
from types import TracebackType
from typing import TYPE_CHECKING

from s117xl.companion.buttons import Buttons, wire_key
from s117xl.companion.keys import access_key
from s117xl.companion.panes import FindingsList, Reading, in_full
from s117xl.companion.rows import RowFindings
from s117xl.findings import Finding
from s117xl.refusal import fault_of_ours

if TYPE_CHECKING:
    from s117xl.actions import Action, Menu

_PAD = 8


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person does in the window that is answered outside it."""

    press: Callable[[str], None]
    go: Callable[[Finding], None]
    come_back: Callable[[], None]
    close: Callable[[], None]


class Window(tk.Tk):
    """The window, open and without buttons yet."""

    def __init__(self, wishes: Wishes) -> None:
        _sharp_on_windows()
        super().__init__(className="Section117")
        self.title("Section 117")
        self.minsize(440, 640)
        self.geometry("720x740")
        self._wishes = wishes
        self._keys: set[str] = set()
        self._line_text = ""
        self._works = False
        self._dress()
        self._build()
        self._stack()
        self.protocol("WM_DELETE_WINDOW", wishes.close)
        self.bind("<FocusIn>", self._come_back)

    def offer(
        self, actions: Sequence[Action], menus: Mapping[str, Menu], advice: str, help: str
    ) -> None:
        """Every action has its button, and F1 presses that of the action `help`."""
        self.buttons.offer(actions, menus)
        self.buttons.focus_first()
        self._advice["text"] = advice
        self._offer_to_stay_on_top()
        self.bind("<F1>", lambda _event: self._wishes.press(help))

    def name(self, text: str) -> None:
        """The top line says this of the workbook."""
        self._top["text"] = text

    def progress(self, text: str) -> None:
        """The line below the buttons says what is being done or was done."""
        self._line_text = text
        self._line["text"] = text

    def work(self, works: bool) -> None:
        """While there is work nothing can be pressed, and a bar moves."""
        self._works = works
        self.buttons.enable(not works)
        if works:
            self._bar.grid(row=0, column=1, sticky="ne", padx=(_PAD, 0))
            self._bar.start(15)
        else:
            self._bar.stop()
            self._bar.grid_remove()

    def say(self, lines: Iterable[str]) -> None:
        """These lines are what was said last; the first is the gist."""
        gist, *rest = [*lines] or [""]
        self.said.show([(gist, "bold"), *((f"\n{line}", "") for line in rest)])

    def show_row(self, row: RowFindings) -> None:
        """The list holds the findings of this row, and below it stands the first in full."""
        self.of_row["text"] = row.heading
        self.note["text"] = row.note
        self.note.grid() if row.note else self.note.grid_remove()
        self.findings.show(row.findings)

    def report_callback_exception(
        self, exc: type[BaseException], val: BaseException, tb: TracebackType | None
    ) -> None:
        """A fault of ours in the window itself is one sentence too: its text may be personal."""
        if isinstance(val, Exception):
            self.say([fault_of_ours(val)])

    def _dress(self) -> None:
        style = ttk.Style(self)
        if self.tk.call("tk", "windowingsystem") == "x11":
            style.theme_use("clam")
        self._line_height = font.nametofont("TkDefaultFont").metrics("linespace")
        style.configure("Treeview", rowheight=self._line_height + 8)
        style.configure("Strong.TLabel", font="TkHeadingFont")

    def _build(self) -> None:
        self._body = ttk.Frame(self, padding=_PAD)
        self._top = _wrapped(self._body, "Strong.TLabel")
        self.buttons = Buttons(self._body, self._wishes.press, self._explain, self._keys)
        self._doing = ttk.Frame(self._body)
        self._line = _wrapped(self._doing)
        self._bar = ttk.Progressbar(self._doing, mode="indeterminate", length=110)
        self.said = Reading(self._body, height=4)
        self.of_row = _wrapped(self._body, "Strong.TLabel")
        self.note = _wrapped(self._body)
        self.findings = FindingsList(self._body, self._show_in_full, self._wishes.go)
        self.full = Reading(self._body, height=6)
        self._bottom = ttk.Frame(self._body)
        self._advice = _wrapped(self._bottom)

    def _stack(self) -> None:
        """The parts below each other; the texts and the list share what height there is."""
        self._body.pack(fill="both", expand=True)
        self._body.columnconfigure(0, weight=1)
        parts: tuple[tuple[tk.Widget, int], ...] = (
            (self._top, 0), (self.buttons, 0), (self._doing, 0), (self.said, 2),
            (self.of_row, 0), (self.note, 0), (self.findings, 4), (self.full, 4),
            (self._bottom, 0),
        )  # fmt: skip
        for row, (part, weight) in enumerate(parts):
            part.grid(row=row, column=0, sticky="nsew", pady=(0, _PAD))
            self._body.rowconfigure(row, weight=weight)
        for frame, inside in ((self._doing, self._line), (self._bottom, self._advice)):
            frame.columnconfigure(0, weight=1)
            inside.grid(row=0, column=0, sticky="new")
        # Room for two lines, so that nothing jumps when a longer one is shown.
        self._doing.rowconfigure(0, minsize=2 * self._line_height + 2)

    def _come_back(self, event: tk.Event[tk.Misc]) -> None:
        """Only the window's own: its parts send theirs here too."""
        if event.widget is self:
            self._wishes.come_back()

    def _explain(self, tip: str) -> None:
        if not self._works:
            self._line["text"] = tip or self._line_text

    def _show_in_full(self, finding: Finding | None) -> None:
        self.full.show(in_full(finding) if finding else ())

    def _offer_to_stay_on_top(self) -> None:
        """A box to tick; its letter is chosen after those of the buttons."""
        key = access_key("Keep on top", "K", self._keys)
        self._stays = tk.BooleanVar(self, False)
        box = ttk.Checkbutton(
            self._bottom, text=key.text, underline=key.underline, variable=self._stays,
            command=lambda: self.attributes("-topmost", self._stays.get()),
        )  # fmt: skip
        wire_key(box, key.letter)
        box.grid(row=0, column=1, sticky="ne", padx=(_PAD, 0))


def _wrapped(parent: tk.Misc, style: str = "TLabel") -> ttk.Label:
    """A label whose text goes on in the next line where the window is narrow."""
    label = ttk.Label(parent, style=style)
    label.bind("<Configure>", lambda event: label.configure(wraplength=event.width))
    return label


def _sharp_on_windows() -> None:
    """On an enlarged screen of Windows the letters are drawn at their size, not blown up."""
    if sys.platform == "win32":
        import contextlib
        import ctypes

        with contextlib.suppress(AttributeError, OSError):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)
