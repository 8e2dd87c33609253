"""Draws the icons of the task pane's buttons: python -m tests.server.make_icons

A white sign on the blue of the pane. An action with no drawing of its own shows its key.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from s117xl import server
from s117xl.actions import ACTIONS
from s117xl.server.manifest import SIZES
from tests.server.browser import page_alone

ICONS = Path(server.__file__).parent / "pane" / "icons"
APP_SIZES = (*SIZES, 64, 128)

LINE = 'fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"'
DRAWN = {
    "check": f'<path d="M8 17l6 6L25 10" {LINE}/>',
    "clear": f'<path d="M10 10l12 12M22 10L10 22" {LINE}/>',
    "explain": f'<circle cx="14" cy="14" r="6" {LINE}/><path d="M19 19l6 6" {LINE}/>',
    "worklist": f'<path d="M9 10h1M9 16h1M9 22h1M14 10h10M14 16h10M14 22h10" {LINE}/>',
    "help": f'<path d="M12 12a4 4 0 1 1 5 4c-1 .6-1 1.4-1 3M16 24v.1" {LINE}/>',
    "app": f'<path d="M8 9h16v16H8zM8 14h16M14 14v11" {LINE}/>',
}


def svg(name: str, letters: str, size: int) -> str:
    """The icon as SVG, drawn on a field of 32 by 32."""
    sign = DRAWN.get(name) or (
        '<text x="16" y="22" text-anchor="middle" fill="#fff" font-family="Arial" '
        f'font-weight="bold" font-size="17">{escape(letters)}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#005eb8"/>{sign}</svg>'
    )


def wanted() -> dict[str, tuple[str, str, int]]:
    """Each icon's file name, with the action's id, its key and the size."""
    made = {f"app-{size}.png": ("app", "", size) for size in APP_SIZES}
    for each in ACTIONS:
        made |= {f"{each.id}-{size}.png": (each.id, each.key, size) for size in SIZES}
    return made


def make() -> None:
    """Every icon drawn and written."""
    ICONS.mkdir(exist_ok=True)
    with page_alone() as page:
        for name, (id, letters, size) in wanted().items():
            page.set_viewport_size({"width": size, "height": size})
            page.set_content(f'<body style="margin:0;overflow:hidden">{svg(id, letters, size)}')
            page.screenshot(path=ICONS / name, omit_background=True)


if __name__ == "__main__":
    make()
