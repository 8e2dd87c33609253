"""The window under Xvfb, beside a stand-in for Excel: real events, real threads."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import ttk
from typing import Any

import pytest
import xlwings as xw

from s117xl.actions import ACTIONS
from s117xl.companion.session import NO_WORKBOOK, Session
from s117xl.new import write_rows_as_register
from tests.excel.standin import Excel, open_in_standin, run
from tests.needs import lack
from tests.people import AS_AT, SERVICE, person

PICTURES = os.environ.get("S117XL_PICTURES")
"""A folder for pictures of the window, for a person to look at."""


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen of its own, which nobody sees."""
    xvfb = shutil.which("Xvfb") or lack("Xvfb", "apt-get install xvfb")
    reads, writes = os.pipe()
    command = [xvfb, "-displayfd", str(writes), "-screen", "0", "1000x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    with os.fdopen(reads) as said:
        display = f":{said.readline().strip()}"
    before = os.environ.get("DISPLAY")
    os.environ["DISPLAY"] = display
    yield display
    os.environ.pop("DISPLAY")
    if before is not None:
        os.environ["DISPLAY"] = before
    server.terminate()
    server.wait(10)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[xw.Book, Excel]]:
    """A register of two people, open in the stand-in; the day of judging is in its Settings."""
    path = tmp_path / "register.xlsx"
    rows = [
        person(la_code="E07000032", plan_ref=None),
        person(register_id="V-002", nhs_number="9990000026"),
    ]
    tables = {"Register": rows, "Services": [SERVICE | {"charged": "yes"}]}
    write_rows_as_register(path, tables, AS_AT, {"as_at": AS_AT, "holds": "invented people"})
    book, excel = open_in_standin(path)
    run(excel)
    yield book, excel
    run()


@pytest.fixture
def session(screen: str) -> Iterator[Session]:
    made = Session()

    def fail(*error: Any) -> None:
        raise AssertionError(f"a fault in the window: {error[1]!r}")

    made.window.report_callback_exception = fail  # type: ignore[method-assign]
    yield made
    if made.window.children:
        made.close()
    made.worker.join()


def until(session: Session, true: Callable[[], bool], seconds: float = 20) -> None:
    """Let the window live until this is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never was so"
        session.window.update()
        time.sleep(0.005)


def parts(root: tk.Misc, kind: type[Any]) -> list[Any]:
    found = [root] if isinstance(root, kind) else []
    return found + [part for child in root.winfo_children() for part in parts(child, kind)]


def buttons(session: Session) -> dict[str, ttk.Button]:
    return {str(each["text"]).split(" [")[0].split(" (")[0]: each
            for each in parts(session.window, ttk.Button)}  # fmt: skip


def ready(session: Session) -> None:
    until(session, lambda: len(buttons(session)) >= len(ACTIONS))
    until(session, lambda: not session._outstanding)


def press(session: Session, label: str) -> None:
    buttons(session)[label].invoke()
    until(session, lambda: not session._pressed)
    until(session, lambda: not session._outstanding)


def said(session: Session) -> str:
    return "\n".join(str(part.get("1.0", "end")) for part in parts(session.window, tk.Text))


def line(session: Session) -> str:
    return str(session.window._line["text"])


def picture(name: str, display: str) -> None:
    if PICTURES:
        subprocess.run(["import", "-display", display, "-window", "root",
                        str(Path(PICTURES) / f"{name}.png")], check=True)  # fmt: skip


def select(book: xw.Book, sheet: str, cell: str) -> None:
    book.sheets[sheet].activate()
    book.sheets[sheet].range(cell).select()


def test_every_action_has_a_button_with_a_key_of_its_own(session: Session) -> None:
    ready(session)
    shown = buttons(session)
    assert list(shown) == [each.label for each in ACTIONS]
    letters = [str(each["text"])[int(str(each["underline"]))].lower() for each in shown.values()]
    assert len(set(letters)) == len(letters)


def test_check_says_what_was_found_and_follows_the_selected_row(
    session: Session, opened: tuple[xw.Book, Excel], screen: str
) -> None:
    book, _ = opened
    ready(session)
    press(session, "Check register")
    assert "Checked as at 30 June 2026: 1 unlawful" in said(session)
    assert line(session) == "Check register: done."
    select(book, "Register", "C2")
    tree = parts(session.window, ttk.Treeview)[0]
    until(session, lambda: bool(tree.get_children()))
    first = tree.item(tree.get_children()[0])["values"]
    assert any("missing" in str(cell).lower() or "invalid" in str(cell).lower() for cell in first)
    tree.selection_set(tree.get_children()[0])
    session.window.update()
    assert "What to do" in said(session)
    picture("companion", screen)
    session.window.geometry("440x700")
    until(session, lambda: session.window.winfo_width() == 440)
    picture("companion-narrow", screen)


def test_enter_on_a_finding_goes_to_its_cell(
    session: Session, opened: tuple[xw.Book, Excel]
) -> None:
    book, excel = opened
    ready(session)
    press(session, "Check register")
    select(book, "Services", "A2")
    tree = parts(session.window, ttk.Treeview)[0]
    until(session, lambda: bool(tree.get_children()))
    select(book, "Services", "B2")
    tree.focus_force()
    tree.selection_set(tree.get_children()[0])
    tree.focus(tree.get_children()[0])
    session.window.update()
    tree.event_generate("<Return>")
    until(session, lambda: (excel.selection.row, excel.selection.column) != (2, 2))
    assert excel.selection.sheet.name == "Services"
    assert excel.selection.row == 2


def test_the_keyboard_is_enough(session: Session, opened: tuple[xw.Book, Excel]) -> None:
    ready(session)
    session.window.focus_force()
    session.window.update()
    letter = str(buttons(session)["Worklist"]["text"])
    at = int(str(buttons(session)["Worklist"]["underline"]))
    session.window.event_generate(f"<Alt-{letter[at].lower()}>")
    until(session, lambda: line(session) == "Worklist: done.")
    session.window.event_generate("<F1>")
    until(session, lambda: line(session) == "Guide: done.")
    session.window.event_generate("<Escape>")
    session.window.update()
    assert session.window.winfo_exists()


def test_while_it_works_nothing_can_be_pressed(
    session: Session, opened: tuple[xw.Book, Excel]
) -> None:
    ready(session)
    buttons(session)["Check register"].invoke()
    assert all(each.instate(["disabled"]) for each in buttons(session).values())
    session.press("clear")  # is passed over
    until(session, lambda: not session._pressed)
    assert not any(each.instate(["disabled"]) for each in buttons(session).values())
    assert line(session) == "Check register: done."


def test_what_was_refused_is_one_sentence(
    session: Session, opened: tuple[xw.Book, Excel], screen: str
) -> None:
    book, _ = opened
    book.sheets["Services"].impl.ProtectContents = True
    ready(session)
    press(session, "Check register")
    assert "The sheet Services is protected" in said(session)
    assert line(session) == "Check register: not done."
    picture("companion-refused", screen)


def test_a_fault_of_ours_is_a_sentence_without_its_text(
    session: Session, opened: tuple[xw.Book, Excel], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("Zebedee")

    monkeypatch.setattr("s117xl.press.action", fail)
    ready(session)
    press(session, "Check register")
    assert "fault of s117xl's" in said(session)
    assert "Zebedee" not in said(session)


def test_with_no_workbook_it_says_what_to_do(session: Session, screen: str) -> None:
    run(Excel())
    ready(session)
    assert str(session.window._top["text"]) == NO_WORKBOOK
    press(session, "Check register")
    assert "No workbook is open in Excel" in said(session)
    picture("companion-empty", screen)
    run()


def test_closing_while_it_works_waits_for_the_end(
    session: Session, opened: tuple[xw.Book, Excel]
) -> None:
    ready(session)
    buttons(session)["Check register"].invoke()
    session.close()
    assert session.window.winfo_exists()
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            session.window.update()
        except tk.TclError:
            break
    book, _ = opened
    assert any(
        "|id=V-001|" in str(cell.value) for cell in book.sheets["Register"].impl.cells.values()
    )
    session.window.children.clear()


def test_without_a_screen_it_says_so() -> None:
    clean = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    command = [sys.executable, "-m", "s117xl"]
    end = subprocess.run(
        command, env=clean, capture_output=True, text=True, timeout=60, check=False
    )
    assert end.returncode == 2
    assert end.stderr.startswith("s117xl: There is no screen here to open the window on; ")
    assert len(end.stderr.splitlines()) == 1


def test_with_anything_after_it_it_is_the_command_line() -> None:
    end = subprocess.run([sys.executable, "-m", "s117xl", "--version"], capture_output=True,
                         text=True, timeout=60, check=False)  # fmt: skip
    assert end.stdout.startswith("s117xl ")
