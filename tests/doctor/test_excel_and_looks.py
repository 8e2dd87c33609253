"""Excel itself, the font of the workbooks, and LibreOffice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from s117xl.doctor.excel import excel
from s117xl.doctor.looks import FONT, fonts, libreoffice
from s117xl.doctor.machine import Answer, Machine
from s117xl.workbook.templates import styles
from tests.doctor.standin import answers, only, registry_of, set_mac_version

OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
APP = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"


def test_excel_on_windows(windows: Machine) -> None:
    found = only(excel(windows), "Excel")
    assert found.verdict == "fine"
    assert found.said == "Excel 16.0.17928.20156, 64-bit, Current Channel."


@pytest.mark.parametrize(
    ("products", "verdict"),
    [
        ("O365ProPlusRetail", "fine"),
        ("Standard2019Volume", "fine"),
        ("HomeBusiness2021Retail,VisioPro2021Volume", "fine"),
        ("ProPlus2024Volume", "fine"),
        ("HomeBusinessRetail", "warning"),
        ("HomeBusinessRetail,VisioPro2021Volume", "warning"),
        ("ProPlusVolume,ProjectPro2019Volume", "warning"),
    ],
)
def test_which_excels_have_the_functions(windows: Machine, products: str, verdict: str) -> None:
    registry_of(windows).put("HKLM", OFFICE, "ProductReleaseIds", products)
    assert only(excel(windows), "Excel").verdict == verdict


def test_the_old_kind_of_set_up_is_2016_or_before(windows: Machine) -> None:
    registry_of(windows).close("no such")
    registry_of(windows).put("HKLM", OFFICE, "VersionToReport", None)
    found = only(excel(windows), "Excel")
    assert found.verdict == "warning"
    assert "2019" in found.mend


def test_the_channel_may_stand_in_either_place(windows: Machine) -> None:
    held = registry_of(windows)
    held.put("HKLM", OFFICE, "UpdateChannel", None)
    held.put("HKLM", OFFICE, "Platform", "x86")
    assert "channel that is not known" in only(excel(windows), "Excel").said
    address = "http://officecdn.microsoft.com/pr/7FFBC6BF-bc32-4f92-8982-f9dd17fd3114/"
    held.put("HKLM", OFFICE, "CDNBaseUrl", address)
    said = only(excel(windows), "Excel").said
    assert "32-bit, Semi-Annual Enterprise Channel" in said


def test_no_excel_on_windows(windows: Machine) -> None:
    registry_of(windows).put("HKLM", APP, "", None)
    assert only(excel(windows), "Excel").verdict == "warning"
    registry_of(windows).put("HKCU", APP, "", "C:\\excel.exe")
    assert only(excel(windows), "Excel").verdict == "fine"


def test_a_registry_that_may_not_be_read_is_not_known(windows: Machine) -> None:
    registry_of(windows).close("ClickToRun")
    assert only(excel(windows), "Excel").verdict == "not known"


@pytest.mark.parametrize(
    ("version", "verdict"),
    [("16.89.1", "fine"), ("16.17", "fine"), ("16.16.27", "warning"), ("15.33", "warning"),
     ("sixteen", "not known")],
)  # fmt: skip
def test_excel_on_a_mac(mac: Machine, version: str, verdict: str) -> None:
    set_mac_version(mac, version)
    assert only(excel(mac), "Excel").verdict == verdict


def test_a_mac_without_excel_or_with_one_that_cannot_be_read(mac: Machine) -> None:
    (mac.root / "Applications/Microsoft Excel.app/Contents/Info.plist").write_bytes(b"no plist")
    assert only(excel(mac), "Excel").verdict == "not known"
    (mac.root / "Applications/Microsoft Excel.app").rename(mac.root / "Applications/Other.app")
    assert only(excel(mac), "Excel").verdict == "warning"


def test_elsewhere_there_is_no_excel_and_nothing_to_mend(linux: Machine) -> None:
    assert only(excel(linux), "Excel").verdict == "fine"


def test_the_font_is_that_of_the_workbooks() -> None:
    assert FONT == styles.FONT


def test_fonts_on_windows(windows: Machine) -> None:
    assert only(fonts(windows), "Fonts").verdict == "fine"
    key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    registry_of(windows).put("HKLM", key, "Calibri (TrueType)", None)
    assert only(fonts(windows), "Fonts").verdict == "warning"
    registry_of(windows).put("HKCU", key, "Calibri (TrueType)", "calibri.ttf")
    assert only(fonts(windows), "Fonts").verdict == "fine"
    registry_of(windows).close("Fonts")
    assert only(fonts(windows), "Fonts").verdict == "not known"


def test_fonts_on_a_mac(mac: Machine) -> None:
    assert only(fonts(mac), "Fonts").verdict == "fine"
    bundled = mac.root / "Applications/Microsoft Excel.app/Contents/Resources/DFonts/Calibri.ttf"
    bundled.rename(bundled.with_suffix(".txt"))
    assert only(fonts(mac), "Fonts").verdict == "warning"
    own = mac.home / "Library" / "Fonts"
    own.mkdir(parents=True)
    (own / "Calibri.ttf").touch()
    assert only(fonts(mac), "Fonts").verdict == "fine"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (Answer(0, "Calibri\n"), "fine"),
        (Answer(0, "Calibri Light\nCarlito,Other\n"), "fine"),
        (Answer(0, "Calibri Light\nDejaVu Sans\n"), "warning"),
        (Answer(1, ""), "not known"),
        (None, "not known"),
    ],
)
def test_fonts_elsewhere(linux: Machine, answer: Answer | None, verdict: str) -> None:
    machine = replace(linux, run=answers({"fc-list": answer}))
    assert only(fonts(machine), "Fonts").verdict == verdict


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        ("win32", "Program Files/LibreOffice/program/soffice.exe"),
        ("darwin", "Applications/LibreOffice.app/Contents/MacOS/soffice"),
        ("linux", ""),
    ],
)
def test_libreoffice_is_told_and_never_asked_for(linux: Machine, platform: str, path: str) -> None:
    machine = replace(linux, platform=platform)
    absent = only(libreoffice(machine), "LibreOffice")
    assert absent.verdict == "fine"
    assert "full tests" in absent.said
    if path:
        (machine.root / path).parent.mkdir(parents=True)
        (machine.root / path).touch()
        assert only(libreoffice(machine), "LibreOffice").said == "It is there."
    on_path = replace(machine, which=lambda _: "/usr/bin/soffice")
    assert only(libreoffice(on_path), "LibreOffice").said == "It is there."
