"""s117xl.xlam: built from its texts, read back by another reader, and its buttons pressed.

The VBA runs in an interpreter, which stands in for Excel; it starts real programs.
"""

from __future__ import annotations

import hashlib
import io
import json
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter import VBAObject, _preprocess, member, method

from s117xl.actions import ACTIONS, DOCUMENTS, MENUS, Action, show_guide
from s117xl.addin import ribbon
from s117xl.addin.build import vba_source, write_xlam, xlam
from s117xl.addin.ribbon import ribbon_xml
from s117xl.refusal import Refused
from tests.office import convert, needs_libreoffice
from tests.ooxml.validators import open_xml_sdk

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "workbooks" / "s117xl.xlam"
BUTTONS = {each.id for each in ACTIONS}
TAG = "{http://schemas.microsoft.com/office/2009/07/customui}"


@pytest.fixture(scope="module")
def built() -> bytes:
    return xlam()


def test_it_is_the_one_that_is_committed(built: bytes) -> None:
    assert built == COMMITTED.read_bytes(), "build it: s117xl addin build workbooks/s117xl.xlam"
    said = COMMITTED.with_name("s117xl.xlam.sha256").read_text()
    assert said == f"{hashlib.sha256(built).hexdigest()}  s117xl.xlam\n"


def test_equal_texts_give_equal_bytes(built: bytes) -> None:
    assert xlam() == built


def test_nothing_in_it_names_a_person_a_time_or_a_machine(built: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(built)) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "<dc:creator>s117xl</dc:creator>" in core
    assert "<cp:lastModifiedBy>s117xl</cp:lastModifiedBy>" in core
    assert str(Path.home()).encode() not in built


def test_another_reader_finds_exactly_our_source() -> None:
    olevba = [sys.executable, "-m", "oletools.olevba", "--json", str(COMMITTED)]
    read = json.loads(subprocess.run(olevba, check=True, capture_output=True, timeout=60).stdout)
    (package,) = (each for each in read if each.get("type") == "OpenXML")
    found = {
        macro["vba_filename"]: macro["code"].replace("\r\n", "\n").strip()
        for macro in package["macros"]
    }
    ours = vba_source().strip()
    assert found == {"Buttons.bas": ours, "ThisWorkbook.cls": "", "Sheet1.cls": ""}


def test_the_sdk_of_open_xml_finds_the_ribbon_and_the_rest_valid() -> None:
    assert open_xml_sdk(COMMITTED) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"supertip=", b"hovertip="),
        (b'size="large"', b'size="huge"'),
        (b"<tabs>", b"<tabs><button/>"),
        (b' onAction="OnAction"', b' onAction=""'),
        (b"<menu ", b'<menu onAction="OnAction" '),
    ],
)
def test_a_wrong_ribbon_is_found_wrong(
    built: bytes, tmp_path: Path, right: bytes, wrong: bytes
) -> None:
    path = tmp_path / "wrong.xlam"
    with zipfile.ZipFile(io.BytesIO(built)) as package, zipfile.ZipFile(path, "w") as out:
        for name in package.namelist():
            part = package.read(name)
            if name == "customUI/customUI14.xml":
                assert right in part
                part = part.replace(right, wrong, 1)
            out.writestr(name, part)
    assert open_xml_sdk(path)


def test_the_ribbon_has_each_action_once_as_the_table_says() -> None:
    buttons = {
        button.get("id"): button for button in etree.fromstring(ribbon_xml()).iter(f"{TAG}button")
    }
    assert list(buttons) == [each.id for each in ACTIONS]
    for each in ACTIONS:
        shown = buttons[each.id]
        assert (shown.get("label"), shown.get("imageMso")) == (each.label, each.icon)
        inside = shown.getparent()
        before = inside.get("keytip", "")  # what opens the menu that it stands in
        assert (shown.get("supertip"), before + shown.get("keytip")) == (each.tip, each.key)
        assert inside.get("label") == each.group


def menus() -> dict[str | None, etree._Element]:
    """The ribbon's menus by what they are called."""
    return {menu.get("label"): menu for menu in etree.fromstring(ribbon_xml()).iter(f"{TAG}menu")}


@pytest.mark.parametrize("name", ["Documents", "Audit"])
def test_the_buttons_of_a_menu_stand_in_it_each_with_a_letter(name: str) -> None:
    menu = menus()[name]
    assert menu.get("keytip") == MENUS[name].key
    assert [b.get("id") for b in menu] == [each.id for each in ACTIONS if each.group == name]
    keys = [button.get("keytip") for button in menu]
    assert len(set(keys)) == len(keys)


def test_a_later_kind_appears_with_no_change_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    later = Action("write_later", "Documents", "Later letter", "FileNew", "A letter.", "DZ",
                   "selected row", show_guide)  # fmt: skip
    at = ACTIONS.index(DOCUMENTS[-1]) + 1
    monkeypatch.setattr(ribbon, "ACTIONS", (*ACTIONS[:at], later, *ACTIONS[at:]))
    assert [button.get("id") for button in menus()["Documents"]][-1] == "write_later"


@needs_libreoffice
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    made = convert(COMMITTED, tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76",
                   infilter="Calc MS Excel 2007 VBA XML")  # fmt: skip
    assert "the tab Section 117" in made.read_text("utf-8")


class Control(VBAObject):
    """What Excel hands to a callback of the ribbon."""

    def __init__(self, id: str) -> None:
        self.id = id

    @member(name="ID")
    def _id(self) -> str:
        return self.id


class Host(VBAObject):
    """Windows' own WScript.Shell, in part: it starts a program and reads the registry."""

    def __init__(self, start: Callable[[str], int], python: str) -> None:
        self.start, self.python = start, python
        self.started: list[str] = []

    @method(name="Run")
    def _run(self, command: str, window: Any, wait: Any) -> int:
        assert (int(window), bool(wait)) == (0, True)
        self.started.append(command)
        return self.start(command)

    @method(name="RegRead")
    def _reg_read(self, name: str) -> str:
        assert name == r"HKCU\Software\s117xl\Python"
        return self.python


class Pressed:
    """The add-in opened in a stand-in for Excel, with a workbook in front where one is given."""

    def __init__(
        self,
        addin: Path,
        start: Callable[[str], int] = lambda _: 0,
        python: str = "C:/P/pythonw.exe",
        front: Path | None = None,
    ) -> None:
        self.app: Any = ExcelApplication.open(addin)
        if front:
            self.app.open_workbook(front)
        self.host = Host(start, python)
        self.app.interpreter.host.create = lambda name: {"WScript.Shell": self.host}[name]

    def press(self, id: str) -> None:
        self.app.run("OnAction", Control(id))

    @property
    def told(self) -> list[str]:
        return [prompt for _, prompt, *_ in self.app.dialogs]


@pytest.mark.parametrize("id", sorted(BUTTONS))
def test_each_callback_reaches_its_python_call(id: str) -> None:
    pressed = Pressed(COMMITTED)
    pressed.press(id)
    assert pressed.host.started == [f'"C:/P/pythonw.exe" -P -m s117xl.addin {id}']
    assert pressed.told == []


@pytest.mark.parametrize("id", ["check & calc", 'x" -c "import os', "a;b", "../x", "chéck", "a b"])
def test_what_is_no_plain_id_starts_nothing(id: str) -> None:
    pressed = Pressed(COMMITTED)
    pressed.press(id)
    assert pressed.host.started == []


def refuse(_: str) -> int:
    from pyopenvba.interpreter import VBARuntimeError

    raise VBARuntimeError(-2147024891, "Access is denied")


@pytest.mark.parametrize("start", [refuse, lambda _: 1, lambda _: 9009])
def test_where_office_may_start_nothing_the_way_round_is_told(start: Callable[[str], int]) -> None:
    pressed = Pressed(COMMITTED, start)
    pressed.press("check")
    (told,) = pressed.told
    assert "s117xl's own window" in told
    assert "Nothing was changed" in told


@pytest.mark.parametrize("status", [0, 2])
def test_what_s117xl_has_told_itself_is_not_told_again(status: int) -> None:
    pressed = Pressed(COMMITTED, lambda _: status)
    pressed.press("check")
    assert pressed.told == []


def test_it_may_name_the_python_for_every_user(tmp_path: Path) -> None:
    write_xlam(tmp_path / "ours.xlam", "C:/Program Files/s117xl/pythonw.exe")
    pressed = Pressed(tmp_path / "ours.xlam")
    pressed.press("check")
    assert pressed.host.started == [
        '"C:/Program Files/s117xl/pythonw.exe" -P -m s117xl.addin check'
    ]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A workbook that somebody sent: it names a program, as do files beside it."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "hello"
    for name in ("s117xl.conf", "xlwings.conf", "Settings"):
        sheet = book.create_sheet(name)
        for row in (["INTERPRETER_WIN", "C:/evil.exe"], ["PYTHON", "C:/evil.exe"], [], [],
                    ["Python", "C:/evil.exe"]):  # fmt: skip
            sheet.append(row)
        sheet["B4"] = "C:/evil.exe"
    path = tmp_path / "sent.xlsx"
    book.save(path)
    for name in ("s117xl.conf", "xlwings.conf"):
        (tmp_path / name).write_text('"INTERPRETER_WIN","C:/evil.exe"\n')
    evil = "open('harmed.txt', 'w').close(); raise SystemExit(0)\n"
    for name in ("s117xl.py", "xlwings.py", "numpy.py", "datetime.py", "sitecustomize.py"):
        (tmp_path / name).write_text(evil)
    return path


def test_a_workbook_in_front_cannot_name_the_program(hostile: Path) -> None:
    pressed = Pressed(COMMITTED, front=hostile)
    assert pressed.app.evaluate("ActiveWorkbook.Name") == "sent.xlsx"
    pressed.press("check")
    assert pressed.host.started == ['"C:/P/pythonw.exe" -P -m s117xl.addin check']


def test_vba_that_asked_the_workbook_in_front_would_be_caught(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsafe = vba_source().replace("ThisWorkbook.", "ActiveWorkbook.")
    monkeypatch.setattr("s117xl.addin.build.vba_source", lambda: unsafe)
    write_xlam(tmp_path / "unsafe.xlam")
    pressed = Pressed(tmp_path / "unsafe.xlam", front=hostile)
    pressed.press("check")
    assert pressed.host.started == ['"C:/evil.exe" -P -m s117xl.addin check']


def test_the_program_itself_is_reached_and_takes_nothing_from_the_folder(hostile: Path) -> None:
    ends: list[subprocess.CompletedProcess[str]] = []

    def start(command: str) -> int:
        ends.append(subprocess.run(shlex.split(command), cwd=hostile.parent, check=False,
                                   capture_output=True, text=True, timeout=60))  # fmt: skip
        return ends[-1].returncode

    pressed = Pressed(COMMITTED, start, sys.executable, hostile)
    pressed.press("check")
    (end,) = ends
    # On this machine there is no Excel, which is what the real program then says.
    assert end.returncode == 2, end.stderr
    assert end.stderr.startswith("Excel cannot be reached from here")
    assert not (hostile.parent / "harmed.txt").exists()
    assert pressed.told == []


def test_without_p_the_folder_would_have_been_taken_from(hostile: Path) -> None:
    command = [sys.executable, "-m", "s117xl.addin", "check"]
    subprocess.run(command, cwd=hostile.parent, check=False, capture_output=True, timeout=60)
    assert (hostile.parent / "harmed.txt").exists()


def test_on_a_mac_the_script_is_handed_the_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_preprocess.DEFAULT_CONSTANTS, "Mac", True)
    pressed = Pressed(COMMITTED)
    calls: list[list[str]] = []
    bridge = pressed.app.interpreter.host
    monkeypatch.setattr(bridge, "has_global_member", lambda name: name.lower() == "applescripttask")
    monkeypatch.setattr(bridge, "call_global", lambda name, args, named: calls.append(args))
    pressed.press("explain")
    assert calls == [["s117xl.applescript", "pressButton", "explain"]]
    assert pressed.host.started == []


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"ends in \.xlam"):
        write_xlam(tmp_path / "ours.xlsm")
