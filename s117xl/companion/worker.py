"""One thread beside the window: whatever waits for Excel is done there, one errand at a time.

Nothing of the window's is handed over: an errand goes out under a name, and news of it come back.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from s117xl.refusal import fault_of_ours

Tell = Callable[[str], None]
Errand = Callable[[Tell], Any]


class News(NamedTuple):
    """What became of an errand: `told` on the way, then `done` with its answer or `failed`.

    `what` is the answer, or a sentence.
    """

    errand: str
    kind: str
    what: Any


class Worker:
    """The thread. It ends with the window."""

    def __init__(self) -> None:
        self._errands: SimpleQueue[tuple[str, Errand] | None] = SimpleQueue()
        self._news: SimpleQueue[News] = SimpleQueue()
        self._thread = Thread(target=self._work, name="s117xl errands", daemon=True)
        self._thread.start()

    def do(self, name: str, errand: Errand) -> None:
        """The errand is done in its turn, and its news bear this name."""
        self._errands.put((name, errand))

    def news(self) -> Iterator[News]:
        """All news since they were last asked for, oldest first; it never waits."""
        while True:
            try:
                yield self._news.get_nowait()
            except Empty:
                return

    def stop(self) -> None:
        """No further errand is begun after those that wait."""
        self._errands.put(None)

    def join(self) -> None:
        """The thread has ended."""
        self._thread.join()

    def _work(self) -> None:
        _let_this_thread_speak_to_excel()
        while (given := self._errands.get()) is not None:
            self._do(*given)

    def _do(self, name: str, errand: Errand) -> None:
        try:
            answer = errand(lambda text: self._news.put(News(name, "told", text)))
        except Exception as error:  # whatever it is, the window goes on
            self._news.put(News(name, "failed", _sentence(error)))
        else:
            self._news.put(News(name, "done", answer))


def _sentence(error: Exception) -> str:
    """Why an errand was not done, also where what speaks to Excel cannot be loaded at all."""
    try:
        from s117xl.press import reason
    except Exception as unloadable:
        return fault_of_ours(unloadable)
    return reason(error)


def _let_this_thread_speak_to_excel() -> None:
    """On Windows each thread that speaks to Excel says so first; elsewhere there is no need."""
    try:
        importlib.import_module("pythoncom").CoInitialize()
    except ImportError:
        return
