"""The tab Section 117 as Excel's ribbon XML, from the table of actions."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from s117xl.actions import ACTIONS, MENUS, Action

_SPACE = "http://schemas.microsoft.com/office/2009/07/customui"


def ribbon_xml() -> bytes:
    """customUI14.xml: a group for each group of actions, in which a menu's are one menu."""
    # lxml's stubs know no namespace without a prefix.
    root = etree.Element(f"{{{_SPACE}}}customUI", nsmap={None: _SPACE})  # type: ignore[dict-item]
    tabs = etree.SubElement(_child(root, "ribbon"), f"{{{_SPACE}}}tabs")
    tab = _child(tabs, "tab", id="s117xl_tab", label="Section 117", keytip="S")
    for name, actions in groupby(ACTIONS, lambda each: each.group):
        _group(tab, name, list(actions))
    return bytes(etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8"))


def _group(tab: etree._Element, name: str, actions: list[Action]) -> None:
    group = _child(tab, "group", id=f"s117xl_group_{name}", label=name)
    if menu := MENUS.get(name):
        group = _child(
            group, "menu", id=f"s117xl_menu_{name}", label=name, imageMso=menu.icon,
            size="large", screentip=name, supertip=menu.tip, keytip=menu.key,
        )  # fmt: skip
    for each in actions:
        size = {} if menu else {"size": "large"}
        # Within a menu the letter that opens it has been pressed already.
        key = each.key.removeprefix(menu.key) if menu else each.key
        _child(
            group, "button", id=each.id, label=each.label, imageMso=each.icon,
            screentip=each.label, supertip=each.tip, keytip=key, onAction="OnAction", **size,
        )  # fmt: skip


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_SPACE}}}{tag}", attributes)
