"""The task pane's page, its buttons from the table of actions."""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from s117xl.actions import (
    ACTIONS,
    ADVICE,
    DOCUMENTS,
    MENUS,
    MOST_AT_ONCE,
    Action,
    assessment_tables,
)
from s117xl.findings import SEVERITIES
from s117xl.load import known_tables
from s117xl.server.settings import ServerSettings

_PAGE = Path(__file__).parent / "pane" / "pane.html"


def pane_html(settings: ServerSettings) -> str:
    """The page. What its scripts must know stands in attributes: no script is written into it."""
    parts = {
        "TABLES": escape(" ".join((*known_tables(), *assessment_tables()))),
        "MOST-ROWS": str(MOST_AT_ONCE),
        "SIGN-IN": "no" if settings.development else "yes",
        "BUTTONS": _buttons(),
        "SEVERITIES": "".join(
            f'<option value="{name}">{name.capitalize()}</option>' for name in SEVERITIES
        ),
        "ADVICE": escape(ADVICE),
    }
    html = _page()
    for name, text in parts.items():
        html = html.replace(f"<!--{name}-->", text).replace(f"[{name}]", text)
    return html


@cache
def _page() -> str:
    return _PAGE.read_text("utf-8")


def _buttons() -> str:
    return "".join(_group(name, list(each)) for name, each in groupby(ACTIONS, lambda a: a.group))


def _group(name: str, actions: list[Action]) -> str:
    buttons = "".join(_button(each) for each in actions)
    if name in MENUS:
        label = f"<summary>{escape(name)}</summary>"
        return f'<details class="group">{label}<div class="buttons">{buttons}</div></details>\n'
    title = f'<h2 id="group-{escape(name)}">{escape(name)}</h2>'
    inside = f'<div class="buttons">{buttons}</div>'
    return (
        f'<section class="group" aria-labelledby="group-{escape(name)}">{title}{inside}</section>\n'
    )


def _button(each: Action) -> str:
    id, tip = escape(each.id), escape(each.tip)
    needs = "rows" if each in DOCUMENTS else escape(each.needs)
    return (
        f'<button type="button" id="{id}" data-needs="{needs}" title="{tip}" '
        f'aria-describedby="tip-{id}">{escape(each.label)}</button>'
        f'<span class="hidden" id="tip-{id}">{tip}</span>'
    )
