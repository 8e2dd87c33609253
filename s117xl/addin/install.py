"""The add-in put where Excel opens it by itself, for this user alone; and taken away again.

The folder is XLSTART, which Excel trusts. Which Python a press starts is written into the user's
profile: the registry on Windows; on a Mac the script that Excel may call.
"""

from __future__ import annotations

import os
import sys
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused

FILE = "s117xl.xlam"
SCRIPT = "s117xl.applescript"
KEY = r"Software\s117xl"

_MAC_START = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things go: the add-in, and on a Mac the script."""

    addin: Path
    script: Path | None


def places(platform: str = sys.platform) -> Places:
    """This user's places. Refused where Excel does not run."""
    if platform == "win32":
        roaming = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        return Places(roaming / "Microsoft" / "Excel" / "XLSTART" / FILE, None)
    if platform == "darwin":
        home = Path.home()
        return Places(home / _MAC_START / "Excel" / FILE, home / _MAC_SCRIPTS / SCRIPT)
    raise Refused(
        "The ribbon is for Excel on Windows and on Macs; here, check the closed file instead: "
        "s117xl check FILE --mark"
    )


def install(addin: bytes, platform: str = sys.platform) -> list[str]:
    """The add-in is in its place and knows this Python; what was done, in words."""
    to, python = places(platform), interpreter()
    _write(to.addin, addin)
    if to.script:
        _write(to.script, _script(python).encode())
    else:
        _remember(python)
    return [
        f"The add-in is in {to.addin.parent}.",
        f"Its buttons start {python}.",
        "Close Excel and open it again: the tab Section 117 is there then.",
    ]


def remove(platform: str = sys.platform) -> list[str]:
    """The add-in and what was written for it are gone; what was done, in words."""
    there = places(platform)
    paths = [path for path in (there.addin, there.script) if path and path.exists()]
    for path in paths:
        try:
            path.unlink()
        except OSError:
            raise _in_use(path) from None
    known = _forget() if there.script is None else False
    if not paths and not known:
        return ["The add-in was not installed for this user; there was nothing to take away."]
    return ["The add-in is taken away; Excel shows no tab of ours when it is next opened."]


def interpreter() -> str:
    """This Python, as Excel is to start it: on Windows the one that opens no console."""
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet if quiet.exists() else sys.executable)


def read_addin(file: Path | None) -> bytes:
    """The add-in in a file; without one, that which came with this s117xl."""
    if file is not None:
        if file.suffix.lower() != ".xlam" or not zipfile.is_zipfile(file):
            raise Refused(f"{file.name} is no Excel add-in; give one that ends in .xlam.")
        return file.read_bytes()
    packed = resources.files("s117xl.addin").joinpath(FILE)
    if packed.is_file():
        return packed.read_bytes()
    # In a copy of the sources it stands with the workbooks.
    return (Path(__file__).parents[2] / "workbooks" / FILE).read_bytes()


def _script(python: str) -> str:
    text = resources.files("s117xl.addin").joinpath(SCRIPT).read_text("utf-8")
    return text.replace("PYTHON", python.replace("\\", "\\\\").replace('"', '\\"'))


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise _in_use(path) from None


def _in_use(path: Path) -> Refused:
    return Refused(
        f"{path} cannot be written; close Excel, which holds the add-in open, and try again. If it "
        "is closed, ask your IT whether you may write there."
    )


def remembered() -> str:
    """The Python that the buttons start, from the user's profile on Windows; blank if none."""
    registry = _registry()
    try:
        with registry.OpenKey(registry.HKEY_CURRENT_USER, KEY) as key:
            return str(registry.QueryValueEx(key, "Python")[0])
    except OSError:
        return ""


def _remember(python: str) -> None:
    registry = _registry()
    with registry.CreateKey(registry.HKEY_CURRENT_USER, KEY) as key:
        registry.SetValueEx(key, "Python", 0, registry.REG_SZ, python)


def _forget() -> bool:
    registry = _registry()
    try:
        registry.DeleteKey(registry.HKEY_CURRENT_USER, KEY)
    except OSError:
        return False
    return True


def _registry() -> Any:
    return import_module("winreg")  # on Windows alone
