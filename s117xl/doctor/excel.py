"""Excel itself: whether it is here, and which one."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from pathlib import Path

from s117xl.doctor.diagnosis import Diagnosis, fine, not_known, warning
from s117xl.doctor.machine import MAC, WINDOWS, Machine
from s117xl.doctor.registry import CannotLook

NAME = "Excel"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_OLD = (
    "The Dashboard and the columns 'Latest review' and 'Review due by' need Excel 2019 or later, "
    "or Microsoft 365. What s117xl itself checks and marks is right in this one too."
)
_NONE = "Install Excel to use the buttons. The commands work on closed files without it."
# Microsoft's list of the channels and their addresses at officecdn.microsoft.com.
_CHANNELS = {
    "492350f6-3a01-4f97-b9c0-c7c6ddf67d60": "Current Channel",
    "64256afe-f5d9-4f86-8936-8840a6a4f5be": "Current Channel (Preview)",
    "55336b82-a18d-4dd6-b5f6-9e5095c314a6": "Monthly Enterprise Channel",
    "7ffbc6bf-bc32-4f92-8982-f9dd17fd3114": "Semi-Annual Enterprise Channel",
    "b8f9b850-328d-4355-9145-c59439a0c4cf": "Semi-Annual Enterprise Channel (Preview)",
    "f2e724c1-748f-4b47-8fb8-8e0d210e9208": "Office 2019",
    "5030841d-c919-4594-8d2d-84ae4f96e58e": "Office LTSC 2021",
    "7983bac0-e531-40cf-be00-fd24fe66619c": "Office LTSC 2024",
}
_LAST_MAC_2016 = (16, 16)


def excel(machine: Machine) -> Iterator[Diagnosis]:
    """The Excel of this machine, its version, its bits and its channel."""
    if machine.platform == WINDOWS:
        yield _on_windows(machine)
    elif machine.platform == MAC:
        yield _on_a_mac(machine)
    else:
        yield fine(
            NAME, "Excel does not run on this system; the commands work on closed files without it."
        )


def _on_windows(machine: Machine) -> Diagnosis:
    try:
        path = _app_path(machine)
        version, bits, channel, products = (
            str(machine.registry.value("HKLM", _CLICK_TO_RUN, name) or "")
            for name in ("VersionToReport", "Platform", "UpdateChannel", "ProductReleaseIds")
        )
        channel = channel or str(machine.registry.value("HKLM", _CLICK_TO_RUN, "CDNBaseUrl") or "")
    except CannotLook:
        return not_known(
            NAME, "The registry may not be read here.", "Look in Excel under File, Account."
        )
    if not path:
        return warning(NAME, "Excel is not installed on this machine.", _NONE)
    if not version:
        # Office 2019 and later come by Click-to-Run alone.
        return warning(NAME, f"An Excel of the old kind of set-up (2016 or before): {path}.", _OLD)
    wide = {"x64": "64-bit", "x86": "32-bit"}.get(bits, bits)
    said = f"Excel {version}, {wide}, {_channel(channel)}."
    return fine(NAME, said) if _new_enough(products) else warning(NAME, said, _OLD)


def _app_path(machine: Machine) -> str:
    found = (machine.registry.value(hive, _APP_PATH, "") for hive in ("HKLM", "HKCU"))
    return next((str(path) for path in found if path), "")


def _channel(address: str) -> str:
    name = _CHANNELS.get(address.rstrip("/").rpartition("/")[2].lower())
    return name or "on a channel that is not known here"


def _new_enough(products: str) -> bool:
    """Whether one of them, such as O365ProPlusRetail or Standard2021Volume, has Excel since 2019.

    Those of 2016 have no year in their name, and all of them call themselves version 16.
    """
    names = [each for each in products.split(",") if not each.startswith(("Visio", "Project"))]
    return any(each.startswith("O365") or re.search("20(19|[2-9][0-9])", each) for each in names)


def _on_a_mac(machine: Machine) -> Diagnosis:
    app = _mac_app(machine)
    if app is None:
        return warning(NAME, "Microsoft Excel is not among the applications of this Mac.", _NONE)
    try:
        with (app / "Contents" / "Info.plist").open("rb") as file:
            version = str(plistlib.load(file)["CFBundleShortVersionString"])
        numbers = tuple(int(part) for part in version.split(".")[:2])
    except (OSError, ValueError, KeyError, plistlib.InvalidFileException):
        return not_known(
            NAME, f"The version of {app} cannot be read.", "Look in Excel under About Excel."
        )
    said = f"Excel {version} for Mac."
    return warning(NAME, said, _OLD) if numbers <= _LAST_MAC_2016 else fine(NAME, said)


def _mac_app(machine: Machine) -> Path | None:
    folders = (machine.root / "Applications", machine.home / "Applications")
    apps = (folder / "Microsoft Excel.app" for folder in folders)
    return next((app for app in apps if app.exists()), None)
