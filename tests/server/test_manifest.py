"""The manifest: it agrees with the ribbon, and Microsoft's own checks find nothing wrong."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from s117xl import server
from s117xl.actions import ACTIONS, DOCUMENTS, MENUS, Action, show_guide
from s117xl.addin.ribbon import ribbon_xml
from s117xl.server import manifest
from s117xl.server.manifest import manifest_xml
from s117xl.server.page import pane_html
from s117xl.server.settings import ServerSettings
from tests.needs import lack
from tests.server.make_icons import wanted
from tests.server.node import node_file

SETTINGS = ServerSettings(address="https://a.example", tenant="t", jwks="https://keys.example",
                          client="33333333-dddd-4eee-8fff-444444444444")  # fmt: skip
SPACE = {"o": "http://schemas.microsoft.com/office/taskpaneappversionoverrides",
         "bt": "http://schemas.microsoft.com/office/officeappbasictypes/1.0"}  # fmt: skip
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
PANE = Path(server.__file__).parent / "pane"


def complaints(xml: bytes, folder: Path) -> list[str]:
    """What Microsoft's converter and schema say of a manifest, with no network."""
    node = shutil.which("node") or lack("Node.js", "apt-get install nodejs npm")
    path = folder / "manifest.xml"
    path.write_bytes(xml)
    converter = node_file("office-addin-manifest-converter/cli.js")
    made = subprocess.run(
        [node, converter, "convert", path, "-o", folder / "json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if made.returncode or not (folder / "json" / "manifest.json").exists():
        return [made.stdout + made.stderr]
    check = Path(__file__).with_name("check_manifest.mjs")
    modules = node_file("@microsoft/app-manifest").parents[1]
    said = subprocess.run(
        [node, check, modules, folder / "json" / "manifest.json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return list(map(str, json.loads(said.stdout))) if said.returncode == 0 else [said.stderr]


MOST_IN_JSON = 20
"""The actions that the JSON form takes, the one that opens the pane among them. The XML form, which
is what IT uploads, has no such bound, so the checks look at the buttons part by part."""


def test_microsofts_checks_find_nothing_wrong_but_what_the_xml_form_cannot_give(
    tmp_path: Path,
) -> None:
    # The JSON form asks an action of a menu itself, which opens it; the XML form has none to give.
    said = [
        each for each in complaints(manifest_xml(SETTINGS), tmp_path)
        if f"must NOT have more than {MOST_IN_JSON} items" not in each
    ]  # fmt: skip
    assert len(said) == len({each.group for each in ACTIONS if each.group in MENUS})
    for each in said:
        assert each.endswith("""must have required property 'actionId'. Details: """
                             """{"missingProperty":"actionId"}""")  # fmt: skip


@pytest.mark.parametrize("part", [ACTIONS[:16], ACTIONS[16:32], ACTIONS[32:]])
def test_without_the_menus_they_find_nothing_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: tuple[Action, ...]
) -> None:
    monkeypatch.setattr(manifest, "MENUS", {})
    monkeypatch.setattr(manifest, "ACTIONS", part)
    assert complaints(manifest_xml(SETTINGS), tmp_path) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (rb"<Id>[^<]*</Id>", b"<Id>no id</Id>"),
        (rb"<Host Name=.Workbook./>", b""),
        (rb'(?s)<CustomTab .*</CustomTab>', b"<CustomTab/>"),
        (rb"</OfficeApp>", b""),
    ],
)  # fmt: skip
def test_a_wrong_manifest_is_found_wrong(
    tmp_path: Path, right: bytes, wrong: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "MENUS", {})
    monkeypatch.setattr(manifest, "ACTIONS", ACTIONS[:MOST_IN_JSON])
    xml, count = re.subn(right, wrong, manifest_xml(SETTINGS), count=1)
    assert count == 1
    assert complaints(xml, tmp_path)


def functions(xml: bytes) -> list[str]:
    return [str(e.text) for e in etree.fromstring(xml).iterfind(".//o:FunctionName", SPACE)]


def test_ribbon_pane_and_manifest_have_the_same_buttons() -> None:
    ids = [each.id for each in ACTIONS]
    assert functions(manifest_xml(SETTINGS)) == ids
    ribbon = etree.fromstring(ribbon_xml())
    assert [each.get("id") for each in ribbon.iterfind(".//{*}button")] == ids
    assert re.findall(r'<button type="button" id="(\w+)" data-needs', pane_html(SETTINGS)) == ids


def test_labels_and_tips_are_those_of_the_table() -> None:
    root = etree.fromstring(manifest_xml(SETTINGS))
    held = {e.get("id"): e.get("DefaultValue") for e in root.iterfind(".//bt:String", SPACE)}
    for each in ACTIONS:
        assert held[f"label.{each.id}"] == each.label
        assert held[f"tip.{each.id}"] == each.tip
    # Office's own bounds; a longer one is refused when the manifest is uploaded.
    assert all(len(text) <= 125 for id, text in held.items() if id.startswith("label."))
    assert all(len(text) <= 250 for id, text in held.items() if id.startswith("tip."))


def test_every_resource_that_is_named_is_there() -> None:
    root = etree.fromstring(manifest_xml(SETTINGS))
    named = {e.get("resid") for e in root.iter() if e.get("resid")}
    held = {e.get("id") for e in root.iterfind(".//o:Resources//*[@id]", SPACE)}
    assert named == held
    assert all(len(id) <= 32 for id in held)


def test_a_later_button_appears_with_no_change_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    later = Action("write_later", "Documents", "Later letter", "FileNew", "A letter.", "DZ",
                   "selected row", show_guide)  # fmt: skip
    at = ACTIONS.index(DOCUMENTS[-1]) + 1
    with_it = (*ACTIONS[:at], later, *ACTIONS[at:])
    monkeypatch.setattr(manifest, "ACTIONS", with_it)
    monkeypatch.setattr("s117xl.server.page.ACTIONS", with_it)
    assert functions(manifest_xml(SETTINGS)) == [each.id for each in with_it]
    assert 'id="write_later"' in pane_html(SETTINGS)


@pytest.mark.parametrize("name", ["Documents", "Audit"])
def test_a_menu_stands_in_a_group_of_its_own(name: str) -> None:
    root = etree.fromstring(manifest_xml(SETTINGS))
    menus = (c for c in root.iterfind(".//o:Control", SPACE) if c.get(TYPE) == "Menu")
    (menu,) = (each for each in menus if each.get("id") == f"s117xl.menu.{name}")
    ids = [item.get("id") for item in menu.iterfind("o:Items/o:Item", SPACE)]
    assert ids == [f"s117xl.{each.id}" for each in ACTIONS if each.group == name]
    assert [child.tag.rpartition("}")[2] for child in menu] == [
        "Label",
        "Supertip",
        "Icon",
        "Items",
    ]
    assert len(menu.getparent().findall("o:Control", SPACE)) == 1


def test_a_button_of_a_document_asks_for_rows_and_no_other_does() -> None:
    asking = re.findall(r'id="(\w+)" data-needs="rows"', pane_html(SETTINGS))
    assert asking == [each.id for each in DOCUMENTS]


def test_every_button_has_its_icons() -> None:
    there = {path.name for path in (PANE / "icons").iterdir()}
    assert there == set(wanted()), "draw them: python -m tests.server.make_icons"


def test_each_icon_is_as_large_as_its_name_says() -> None:
    for name, (_, _, size) in wanted().items():
        head = (PANE / "icons" / name).read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n"
        assert head[16:24] == size.to_bytes(4, "big") * 2
