"""The buttons, made from the table of actions: a frame for each group, or one menu for it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from tkinter import ttk
from typing import TYPE_CHECKING

from s117xl.companion.keys import AccessKey, access_key

if TYPE_CHECKING:
    from s117xl.actions import Action, Menu

_GAP = 4


class Buttons(ttk.Frame):
    """All the buttons, as many beside each other as the width allows.

    `press` is called with the id of an action; `explain` with what a button is for when the
    pointer or the focus comes to it, and with "" when it leaves.
    """

    def __init__(
        self,
        parent: tk.Misc,
        press: Callable[[str], None],
        explain: Callable[[str], None],
        taken: set[str],
    ) -> None:
        super().__init__(parent)
        self._press, self._explain, self._taken = press, explain, taken
        self._blocks: list[tuple[ttk.Frame | ttk.Labelframe, list[ttk.Widget]]] = []
        self._across = 0
        self.bind("<Configure>", lambda _event: self._lay_out())

    def offer(self, actions: Sequence[Action], menus: Mapping[str, Menu]) -> None:
        """Every action has its button, in the order of the table."""
        for name, group in groupby(actions, lambda each: each.group):
            if name in menus:
                self._menu(name, menus[name], list(group))
            else:
                self._group(name, list(group))
        self.update_idletasks()
        self._lay_out()

    def enable(self, enabled: bool) -> None:
        """All of them can be pressed, or none."""
        for button in self._all():
            button.state(["!disabled" if enabled else "disabled"])

    def focus_first(self) -> None:
        """The first button has the focus."""
        for button in self._all():
            button.focus_set()
            return

    def _group(self, name: str, actions: Sequence[Action]) -> None:
        frame = ttk.Labelframe(self, text=name, padding=_GAP)
        made: list[ttk.Widget] = []
        for each in actions:
            key = access_key(each.label, each.key, self._taken)
            press = partial(self._press, each.id)
            button = ttk.Button(frame, text=key.text, underline=key.underline, command=press)
            self._wire(button, key, each.tip)
            made.append(button)
        self._blocks.append((frame, made))

    def _menu(self, name: str, menu: Menu, actions: Sequence[Action]) -> None:
        frame = ttk.Frame(self, padding=_GAP)
        frame.rowconfigure(0, weight=1)  # it stands at the bottom, as high as the buttons beside it
        key = access_key(name, menu.key, self._taken)
        button = ttk.Menubutton(frame, text=key.text, underline=key.underline)
        button["menu"] = self._entries(button, menu, actions)
        self._wire(button, key, menu.tip)
        self._blocks.append((frame, [button]))

    def _entries(self, button: ttk.Menubutton, menu: Menu, actions: Sequence[Action]) -> tk.Menu:
        entries, taken = tk.Menu(button, tearoff=False), set[str]()
        for each in actions:
            key = access_key(each.label, each.key.removeprefix(menu.key), taken)
            press = partial(self._press, each.id)
            entries.add_command(label=key.text, underline=key.underline, command=press)
        tips = [each.tip for each in actions]
        entries.bind("<<MenuSelect>>", lambda _event: self._explain(_chosen(entries, tips)))
        return entries

    def _wire(self, button: ttk.Widget, key: AccessKey, tip: str) -> None:
        wire_key(button, key.letter)
        button.bind("<Return>", lambda _event: button.event_generate("<<Invoke>>"))
        for come, leave in (("<Enter>", "<Leave>"), ("<FocusIn>", "<FocusOut>")):
            button.bind(come, lambda _event: self._explain(tip), add=True)
            button.bind(leave, lambda _event: self._explain(""), add=True)

    def _all(self) -> Iterator[ttk.Widget]:
        return (button for _, buttons in self._blocks for button in buttons)

    def _lay_out(self) -> None:
        """Lines of equal columns; a group stays together, and its buttons go on below."""
        widest = max((button.winfo_reqwidth() for button in self._all()), default=1)
        across = max(1, self.winfo_width() // (widest + 3 * _GAP))
        if across == self._across or not self._blocks:
            return
        _even_columns(self, across, self._across)
        self._across = across
        line, used = 0, 0
        for frame, buttons in self._blocks:
            wide = min(len(buttons), across)
            if used + wide > across:
                line, used = line + 1, 0
            frame.grid(
                row=line,
                column=used,
                columnspan=wide,
                sticky="nsew",
                padx=(0, _GAP),
                pady=(0, _GAP),
            )
            _fill(frame, buttons, wide)
            used += wide


def _fill(frame: ttk.Widget, buttons: Sequence[ttk.Widget], across: int) -> None:
    for place, button in enumerate(buttons):
        row, column = divmod(place, across)
        button.grid(row=row, column=column, sticky="sew", padx=_GAP // 2, pady=_GAP // 2)
    _even_columns(frame, across, len(buttons))


def _even_columns(frame: tk.Misc, count: int, before: int) -> None:
    """So many columns of one width, where there were others before."""
    for column in range(max(count, before)):
        used = column < count
        frame.columnconfigure(column, weight=int(used), uniform="even" if used else "")


def _chosen(entries: tk.Menu, tips: Sequence[str]) -> str:
    at = entries.index("active")
    return tips[at] if isinstance(at, int) else ""


def wire_key(button: ttk.Widget, letter: str) -> None:
    """Alt and the letter, small or capital, press the button."""
    for each in {letter, letter.upper()} - {""}:
        button.winfo_toplevel().bind(
            f"<Alt-{each}>", lambda _event: button.event_generate("<<Invoke>>")
        )
