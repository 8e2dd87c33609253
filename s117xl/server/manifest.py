"""The add-in's manifest for Excel on the web and on locked desktops, from the table of actions.

The XML form, which reaches the most versions of Excel. IT uploads it in the Microsoft 365 admin
centre. Its ribbon has the same tab as desktop Excel's, and one button more, which opens the pane.
"""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from lxml import etree

from s117xl import __version__
from s117xl.actions import ACTIONS, MENUS, Action
from s117xl.server.settings import ServerSettings

_APP = "http://schemas.microsoft.com/office/appforoffice/1.1"
_TYPES = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
_OVERRIDES = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# lxml's stubs know no namespace without a prefix.
_SPACES: Any = {None: _APP, "xsi": _XSI, "bt": _TYPES}
_OWN_SPACE: Any = {None: _OVERRIDES}
_SAYS = (
    "Checks a Section 117 register and marks what is missing, invalid, overdue or unlawful. "
    "No cell that a person typed is changed."
)
_PANE = ("pane", "Findings", "Open the pane: the buttons, what was found, and the selected row.")
SIZES = (16, 32, 80)


def manifest_xml(settings: ServerSettings) -> bytes:
    """The manifest of the add-in at this address."""
    return bytes(
        etree.tostring(_root(settings), pretty_print=True, xml_declaration=True, encoding="UTF-8")
    )


def _root(settings: ServerSettings) -> etree._Element:
    origin = settings.origin
    root = etree.Element(f"{{{_APP}}}OfficeApp", nsmap=_SPACES)
    root.set(f"{{{_XSI}}}type", "TaskPaneApp")
    # One address, one add-in: the id follows from it.
    _text(root, "Id", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{origin}/manifest.xml")))
    _text(root, "Version", f"{__version__}.0")
    _text(root, "ProviderName", "s117xl")
    _text(root, "DefaultLocale", "en-GB")
    _default(root, "DisplayName", "Section 117")
    _default(root, "Description", _SAYS)
    _default(root, "IconUrl", f"{origin}/pane/icons/app-32.png")
    _default(root, "HighResolutionIconUrl", f"{origin}/pane/icons/app-64.png")
    _default(root, "SupportUrl", f"{origin}/")
    domains = _part(root, "AppDomains")
    _text(domains, "AppDomain", origin)
    _part(_part(root, "Hosts"), "Host", Name="Workbook")
    sets = _part(_part(root, "Requirements"), "Sets", DefaultMinVersion="1.1")
    # Resizing a table came with 1.13: Excel 2021, Microsoft 365 and the web.
    _part(sets, "Set", Name="ExcelApi", MinVersion="1.13")
    _part(sets, "Set", Name="SharedRuntime", MinVersion="1.1")
    _default(_part(root, "DefaultSettings"), "SourceLocation", f"{origin}/")
    _text(root, "Permissions", "ReadWriteDocument")
    _overrides(root, settings)
    return root


def _overrides(root: etree._Element, settings: ServerSettings) -> None:
    over = etree.SubElement(root, f"{{{_OVERRIDES}}}VersionOverrides", nsmap=_OWN_SPACE)
    over.set(f"{{{_XSI}}}type", "VersionOverridesV1_0")
    host = _typed(_part(over, "Hosts"), "Host", "Workbook")
    # One page for the pane and for the ribbon's buttons, so that both know the last check.
    runtimes = _part(host, "Runtimes")
    _part(runtimes, "Runtime", resid="page", lifetime="long")
    form = _part(host, "DesktopFormFactor")
    _part(form, "FunctionFile", resid="page")
    tab = _part(
        _typed(form, "ExtensionPoint", "PrimaryCommandSurface"), "CustomTab", id="s117xl.tab"
    )
    for name, actions in groupby(ACTIONS, lambda each: each.group):
        _group(tab, name, list(actions))
    _part(tab, "Label", resid="label.tab")
    _resources(over, settings)
    if settings.client:
        app = _part(over, "WebApplicationInfo")
        _text(app, "Id", settings.client)
        _text(app, "Resource", settings.resource)
        _text(_part(app, "Scopes"), "Scope", settings.scope)


def _group(tab: etree._Element, name: str, actions: list[Action]) -> None:
    group = _part(tab, "Group", id=f"s117xl.group.{name}")
    _part(group, "Label", resid=f"label.group.{name}")
    _icon(group, "app")
    if name in MENUS:
        _menu(group, name, actions)
    else:
        for each in actions:
            _button(_typed(group, "Control", "Button"), each.id)
    if name == "Help":
        _button(_typed(group, "Control", "Button"), _PANE[0])


def _menu(group: etree._Element, name: str, actions: list[Action]) -> None:
    menu = _typed(group, "Control", "Menu")
    menu.set("id", f"s117xl.menu.{name}")
    _part(menu, "Label", resid=f"label.group.{name}")
    _tip(menu, f"label.group.{name}", f"tip.menu.{name}")
    _icon(menu, "app")
    items = _part(menu, "Items")
    for each in actions:
        _button(_part(items, "Item"), each.id)


def _button(control: etree._Element, id: str) -> None:
    control.set("id", f"s117xl.{id}")
    _part(control, "Label", resid=f"label.{id}")
    _tip(control, f"label.{id}", f"tip.{id}")
    _icon(control, "app" if id == _PANE[0] else id)
    if id == _PANE[0]:
        action = _typed(control, "Action", "ShowTaskpane")
        _text(action, "TaskpaneId", "s117xl")
        _part(action, "SourceLocation", resid="page")
    else:
        _text(_typed(control, "Action", "ExecuteFunction"), "FunctionName", id)


def _tip(parent: etree._Element, title: str, text: str) -> None:
    tip = _part(parent, "Supertip")
    _part(tip, "Title", resid=title)
    _part(tip, "Description", resid=text)


def _icon(parent: etree._Element, name: str) -> None:
    icon = _part(parent, "Icon")
    for size in SIZES:
        image = etree.SubElement(icon, f"{{{_TYPES}}}Image")
        image.set("size", str(size))
        image.set("resid", f"icon.{name}.{size}")


def _resources(over: etree._Element, settings: ServerSettings) -> None:
    origin = settings.origin
    resources = _part(over, "Resources")
    images = _resource(resources, "Images")
    for name in ("app", *(each.id for each in ACTIONS)):
        for size in SIZES:
            _entry(images, "Image", f"icon.{name}.{size}", f"{origin}/pane/icons/{name}-{size}.png")
    _entry(_resource(resources, "Urls"), "Url", "page", f"{origin}/")
    labels, tips = _resource(resources, "ShortStrings"), _resource(resources, "LongStrings")
    _entry(labels, "String", "label.tab", "Section 117")
    for group in dict.fromkeys(each.group for each in ACTIONS):
        _entry(labels, "String", f"label.group.{group}", group)
        if group in MENUS:
            _entry(tips, "String", f"tip.menu.{group}", MENUS[group].tip)
    for id, label, tip in (_PANE, *((each.id, each.label, each.tip) for each in ACTIONS)):
        _entry(labels, "String", f"label.{id}", label)
        _entry(tips, "String", f"tip.{id}", tip)


def _resource(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_TYPES}}}{name}")


def _entry(parent: etree._Element, tag: str, id: str, value: str) -> None:
    entry = etree.SubElement(parent, f"{{{_TYPES}}}{tag}")
    entry.set("id", id)
    entry.set("DefaultValue", value)


def _part(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    space = etree.QName(parent).namespace
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _typed(parent: etree._Element, tag: str, kind: str) -> etree._Element:
    made = _part(parent, tag)
    made.set(f"{{{_XSI}}}type", kind)
    return made


def _text(parent: etree._Element, tag: str, text: str) -> None:
    _part(parent, tag).text = text


def _default(parent: etree._Element, tag: str, value: str) -> None:
    _part(parent, tag, DefaultValue=value)
