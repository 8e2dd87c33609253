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


def path(line: str) -> str:
    """A line of SVG's path language, drawn in white."""
    return f'<path d="{line}" {LINE}/>'


DRAWN = {
    "check": path("M8 17l6 6L25 10"),
    "clear": path("M10 10l12 12M22 10L10 22"),
    "explain": f'<circle cx="14" cy="14" r="6" {LINE}/><path d="M19 19l6 6" {LINE}/>',
    "worklist": path("M9 10h1M9 16h1M9 22h1M14 10h10M14 16h10M14 22h10"),
    "help": path("M12 12a4 4 0 1 1 5 4c-1 .6-1 1.4-1 3M16 24v.1"),
    "write_assessment": path("M8 6h16v20H8zM12 15l3 3 5-6M13 22h6"),
    "write_plan": path("M8 5h16v22H8zM12 11h.1M16 11h4M12 16h.1M16 16h4M12 21h.1M16 21h4"),
    "write_review": path("M24 12a9 9 0 1 0 1 6M25 7v5h-5"),
    "write_light_review": path("M24 12a9 9 0 1 0 1 6M25 7v5h-5M12 17l3 3 5-6"),
    "write_panel_application": path("M16 24V8M10 14l6-6 6 6M8 26h16"),
    "write_decision": path("M7 10h18v13H7zM7 11l9 7 9-7"),
    "write_dispute": path("M16 7v18M11 25h10M7 11h18M10 11l-3 7h6zM22 11l-3 7h6z"),
    "write_ending_record": path("M8 6h16v20H8zM13 14h6M13 20h6"),
    "write_ending_letter": path("M7 7h18v12H7zM7 8l9 6 9-6M11 25h10"),
    "write_reinstatement": path("M8 16a8 8 0 1 1 3 6M8 9v7h7"),
    "write_refund": path("M21 11c-1-3-7-4-8 1-1 3 2 6 0 11h9M11 17h8"),
    "write_rights": path("M16 10c-3-2-6-2-9-1v15c3-1 6-1 9 1 3-2 6-2 9-1V9c-3-1-6-1-9 1v15"),
    "write_reminder": path("M9 22c2-2 2-5 2-8a5 5 0 0 1 10 0c0 3 0 6 2 8zM14 25.5h4M16 7v2"),
    "draw_sample": path("M7 8h18l-7 9v8l-4-2v-6z"),
    "score_audit": path("M8 6h16v20H8zM12 12l2 2 4-4M12 20l2 2 4-4"),
    "score_baseline": path("M7 25h18M10 21v-5M16 21V8M22 21v-9"),
    "score_competency": f'<circle cx="16" cy="11" r="4" {LINE}/>' + path("M8 25c1-8 15-8 16 0"),
    "score_survey": path("M7 8h18v12H15l-5 5v-5H7z"),
    "app": path("M8 9h16v16H8zM8 14h16M14 14v11"),
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
