"""The window under Xvfb, beside a stand-in for Excel: real events, real threads."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tkinter import ttk
from typing import Any

import pytest
import xlwings as xw

from s117xl.actions import ACTIONS, ASSESSMENTS, DOCUMENTS, MENUS, Action
from s117xl.companion.session import NO_WORKBOOK, Session
from s117xl.new import write_rows_as_register
from tests.excel.standin import Book, Excel, open_in_standin, run
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


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of two people; the day of judging is in its Settings."""
    path = tmp_path_factory.mktemp("companion") / "register.xlsx"
    letters = {"documents_folder": str(path.with_name("letters"))}
    rows = [
        person(la_code="E07000032", plan_ref=None),
        person(register_id="V-002", nhs_number="9990000026"),
    ]
    tables = {"Register": rows, "Services": [SERVICE | {"charged": "yes"}]}
    write_rows_as_register(
        path, tables, AS_AT, {"as_at": AS_AT, "holds": "invented people"} | letters
    )
    return path


@pytest.fixture
def folder(register: Path) -> Iterator[Path]:
    """Where the workbook's Settings say that documents go."""
    yield register.with_name("letters")
    shutil.rmtree(register.with_name("letters"), ignore_errors=True)


@pytest.fixture
def opened(register: Path) -> Iterator[tuple[xw.Book, Excel]]:
    """That register, open in the stand-in."""
    book, excel = open_in_standin(register)
    run(excel)
    yield book, excel
    run()


@pytest.fixture
def session(screen: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr("s117xl.companion.session.LOOK_MS", 20)
    made = Session()

    def fail(*error: Any) -> None:
        raise AssertionError(f"a fault in the window: {error[1]!r}")

    made.window.report_callback_exception = fail  # type: ignore[method-assign]
    yield made
    if not is_gone(made.window):
        made.close()
    made.worker.join()
    gc.collect()  # here, as Tk's parts must not be thrown away by another thread


def is_gone(window: tk.Tk) -> bool:
    try:
        return not window.winfo_exists()
    except tk.TclError:
        return True


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


ALONE = [each for each in ACTIONS if each.group not in MENUS]
"""The actions with a button of their own."""


def ready(session: Session) -> None:
    until(session, lambda: len(buttons(session)) >= len(ALONE))
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


def list_of_row(session: Session, book: xw.Book, sheet: str, cell: str) -> Any:
    """The register checked and a cell of a row with findings selected: the list, filled."""
    press(session, "Check register")
    select(book, sheet, cell)
    tree = session.window.findings.tree
    until(session, lambda: bool(tree.get_children()))
    return tree


def test_every_action_has_a_button_with_a_key_of_its_own(session: Session) -> None:
    ready(session)
    shown = buttons(session)
    assert list(shown) == [each.label for each in ALONE]
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
    tree = list_of_row(session, book, "Services", "A2")
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
    until(session, lambda: is_gone(session.window))
    book, _ = opened
    assert any(
        "|id=V-001|" in str(cell.value) for cell in book.sheets["Register"].impl.cells.values()
    )


def menu_of(session: Session, name: str = "Documents") -> tk.Menu:
    ready(session)
    (button,) = (b for b in parts(session.window, ttk.Menubutton) if b["text"] == name)
    (menu,) = parts(button, tk.Menu)
    assert isinstance(menu, tk.Menu)
    return menu


@pytest.mark.parametrize(("name", "actions"), [("Documents", DOCUMENTS), ("Audit", ASSESSMENTS)])
def test_a_menu_has_an_entry_for_each_of_its_buttons(
    session: Session, name: str, actions: Sequence[Action]
) -> None:
    menu = menu_of(session, name)
    at = range(len(actions))
    assert menu.index("end") == at[-1]
    labels = [str(menu.entrycget(each, "label")) for each in at]
    assert [label.partition(" (")[0] for label in labels] == [each.label for each in actions]
    letters = [labels[n][int(menu.entrycget(n, "underline"))].lower() for n in at]
    assert len(set(letters)) == len(letters)


def test_a_document_is_made_for_the_rows_and_the_folder_is_told(
    session: Session, opened: tuple[xw.Book, Excel], folder: Path, screen: str
) -> None:
    book, _ = opened
    menu = menu_of(session)
    select(book, "Register", "A2:A3")
    menu.invoke([each.id for each in DOCUMENTS].index("write_rights"))
    until(session, lambda: not session._pressed)
    assert line(session) == "Rights leaflet: done."
    told = said(session)
    assert f"2 documents made in {folder}." in told
    assert "V-001 rights v1.docx" in told
    assert (folder / "V-002 rights v1.docx").exists()
    picture("companion-documents", screen)


def test_what_is_stopped_is_told_and_no_file_is_there(
    session: Session, opened: tuple[xw.Book, Excel], folder: Path, screen: str
) -> None:
    book, _ = opened
    menu = menu_of(session)
    select(book, "Register", "A2")
    menu.invoke([each.id for each in DOCUMENTS].index("write_plan"))
    until(session, lambda: not session._pressed)
    assert line(session) == "Aftercare plan: not done."
    assert "V-001: NOT MADE (R001)" in said(session)
    assert not list(folder.rglob("*.docx"))
    picture("companion-stopped", screen)


def test_each_part_can_be_reached_with_tab(session: Session) -> None:
    ready(session)
    session.window.focus_force()
    session.window.update()
    seen: list[Any] = []
    while (at := session.window.focus_get()) not in seen:
        seen.append(at)
        assert at is not None
        at.event_generate("<Tab>")
        session.window.update()
    kinds = (ttk.Button, ttk.Menubutton, tk.Text, ttk.Treeview, ttk.Checkbutton)
    reachable = [part for kind in kinds for part in parts(session.window, kind)]
    assert set(reachable) <= set(seen)
    assert list(buttons(session).values()) == [b for b in seen if isinstance(b, ttk.Button)]


def test_a_double_click_goes_to_the_cell_and_another_workbook_in_front_is_said(
    session: Session, opened: tuple[xw.Book, Excel]
) -> None:
    book, excel = opened
    ready(session)
    tree = list_of_row(session, book, "Services", "B2")
    until(session, lambda: bool(tree.bbox(tree.get_children()[0])))
    x, y, _, _ = tree.bbox(tree.get_children()[0])
    for kind in ("<Button-1>", "<ButtonRelease-1>") * 2:
        tree.event_generate(kind, x=x + 5, y=y + 5)
    until(session, lambda: excel.selection.column != 2)
    Book(excel, "another.xlsx")
    until(session, lambda: session.window.of_row["text"].endswith("which is not in front."))
    assert session.window._top["text"] == "Workbook: another.xlsx"
    assert tree.get_children() == ()


def test_clear_empties_the_list(session: Session, opened: tuple[xw.Book, Excel]) -> None:
    book, _ = opened
    ready(session)
    tree = list_of_row(session, book, "Register", "C2")
    press(session, "Clear marks")
    assert tree.get_children() == ()
    assert session.window.full.shown == ""


def test_while_a_cell_is_edited_the_list_stays_as_it_is(
    session: Session, opened: tuple[xw.Book, Excel]
) -> None:
    book, excel = opened
    ready(session)
    tree = list_of_row(session, book, "Register", "C2")
    before, told = tree.get_children(), line(session)
    excel.editing = True
    select(book, "Register", "C3")
    end = time.monotonic() + 0.3
    until(session, lambda: time.monotonic() > end)
    assert (tree.get_children(), line(session)) == (before, told)
    excel.editing = False
    until(session, lambda: "row 3" in session.window.of_row["text"])


def test_in_a_narrow_window_no_button_is_cut_off(session: Session) -> None:
    ready(session)
    session.window.geometry("440x640")
    until(session, lambda: session.window.winfo_width() == 440)
    session.window.update()
    for each in buttons(session).values():
        assert each.winfo_width() >= each.winfo_reqwidth()
        assert each.winfo_rootx() + each.winfo_width() <= session.window.winfo_rootx() + 440


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
