"""The Windows registry, read and never written: the one place where the doctor looks into it."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol


class CannotLook(Exception):  # noqa: N818  (it names what happened; nothing is at fault)
    """This user may not look there."""


class Registry(Protocol):
    """A registry: Windows' own, or a stand-in for it."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """The value, None where there is none. `hive` is HKLM or HKCU. Raises CannotLook."""


class WindowsRegistry:
    """Windows' own, in its 64-bit view also where Python has 32 bits."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """The value, None where there is none. Raises CannotLook where it may not be read."""
        winreg: Any = import_module("winreg")  # on Windows alone
        root = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}[hive]
        rights = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(root, key, 0, rights) as opened:
                found: object = winreg.QueryValueEx(opened, name)[0]
        except FileNotFoundError:
            return None
        except OSError:
            raise CannotLook from None
        return found
