"""What goes on between the window and Excel, from the opening of the window to its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from s117xl.companion import errands
from s117xl.companion.rows import RowFindings
from s117xl.companion.window import Window, Wishes
from s117xl.companion.worker import Errand, Worker
from s117xl.findings import Finding

NO_WORKBOOK = "Open the register in Excel, then press a button."
NO_CHECK = RowFindings("Findings of the selected row: the register has not been checked yet.")
SETS_FINDINGS = frozenset(("check", "clear"))
"""The actions after which the list follows what they found; clear leaves none."""
HELP = "help"
HEAR_MS = 40
LOOK_MS = 700


class Session:
    """The window open, and the errands that it gives. Nothing is written to a disk."""

    def __init__(self) -> None:
        self.window = Window(Wishes(self.press, self.go, self._come_back, self.close))
        self.worker = Worker()
        self._labels: dict[str, str] = {}
        self._pressed = ""
        self._checked: str | None = None
        self._findings: tuple[Finding, ...] = ()
        self._row = NO_CHECK
        self._outstanding: list[str] = []
        self._next_look = ""
        self._closes = False
        self.window.name("Starting …")
        self.window.show_row(NO_CHECK)
        # The window is drawn before the buttons and what is behind them are loaded.
        self.window.after(1, self._do, "offer", errands.offer)

    def press(self, id: str) -> None:
        """The action with this id is begun, where there is one and none is being done."""
        if self._pressed or id not in self._labels:
            return
        self._pressed = id
        self.window.work(True)
        self.window.say(())
        self.window.progress(f"{self._labels[id]} …")
        self._do("press", partial(errands.press, id))

    def go(self, finding: Finding) -> None:
        """The person is taken to the cell of a finding."""
        if not self._pressed:
            self._do("go", partial(errands.go, self._checked, finding, self._row.row))

    def close(self) -> None:
        """The window is gone; while a button does its work, as soon as that is done."""
        if self._pressed:
            self._closes = True
            self.window.progress("The window will close when this is done …")
            return
        self.worker.stop()
        self.window.destroy()

    def _do(self, name: str, errand: Errand) -> None:
        self._outstanding.append(name)
        self.worker.do(name, errand)
        if len(self._outstanding) == 1:
            self.window.after(HEAR_MS, self._hear)

    def _hear(self) -> None:
        """What the worker has to tell is taken in, and again until nothing is outstanding."""
        news = list(self.worker.news())
        for each in news:
            if each.kind != "told":
                self._outstanding.remove(each.errand)
        if self._outstanding:
            self.window.after(HEAR_MS, self._hear)
        for each in news:
            if each.kind == "told":
                self._told(each.what)
            elif each.kind == "failed":
                self._failed(each.errand, each.what)
            else:
                self._answers()[each.errand](each.what)

    def _answers(self) -> dict[str, Callable[[Any], None]]:
        """What is done with the answer of each errand."""
        return {
            "offer": self._offered,
            "press": self._said,
            "look": self._seen,
            "go": lambda _: self._look_in(0),
        }

    def _offered(self, offered: errands.Offered) -> None:
        self._labels = {each.id: each.label for each in offered.actions}
        self.window.offer(offered.actions, offered.menus, offered.advice, HELP)
        self._advice = offered.advice
        self._name(None)
        self._look()

    def _told(self, text: str) -> None:
        if not self._closes:
            self.window.progress(f"{self._labels[self._pressed]}: {text} …")

    def _said(self, pressed: errands.Pressed) -> None:
        # The advice stands at the bottom of the window, and is said once.
        self.window.say(line for line in pressed.said.lines if line != self._advice)
        self._name(pressed.workbook)
        if pressed.id in SETS_FINDINGS:
            self._checked, self._findings = pressed.workbook, pressed.said.findings
            self._row = NO_CHECK
            self.window.show_row(NO_CHECK)
        self._end("done")

    def _failed(self, errand: str, sentence: str) -> None:
        if errand == "press":
            self.window.say([sentence])
            self._end("not done")
            return
        # What the last button said stays where it is.
        self.window.progress(sentence)
        self._look_in(LOOK_MS)

    def _end(self, how: str) -> None:
        self.window.progress(f"{self._labels[self._pressed]}: {how}.")
        self._pressed = ""
        self.window.work(False)
        if self._closes:
            self.close()
        else:
            self._look_in(0)

    def _come_back(self) -> None:
        """The person has come to the window, perhaps with another workbook in front."""
        if self._labels and not self._findings:
            self._look()

    def _look_in(self, milliseconds: int) -> None:
        """Excel is looked at once more, and then from time to time, while there are findings."""
        if self._next_look:
            self.window.after_cancel(self._next_look)
            self._next_look = ""
        if self._findings:
            self._next_look = self.window.after(milliseconds, self._look)

    def _look(self) -> None:
        if not self._pressed and "look" not in self._outstanding:
            self._do("look", partial(errands.look, self._findings))

    def _seen(self, sight: errands.Sight | None) -> None:
        if sight is not None:
            self._name(sight.workbook)
            self._show_row(sight)
        self._look_in(LOOK_MS)

    def _show_row(self, sight: errands.Sight) -> None:
        if not self._findings or sight.row is None:
            return
        row = sight.row
        if sight.workbook != self._checked:
            row = RowFindings(f"The findings are of {self._checked}, which is not in front.")
        if row != self._row:
            self._row = row
            self.window.show_row(row)

    def _name(self, workbook: str | None) -> None:
        self.window.name(f"Workbook: {workbook}" if workbook else NO_WORKBOOK)
