"""Draws docs/documents.png: python -m tests.documents.contact_sheet

Every document of the demonstration, page by page, as LibreOffice shows it, for the eye.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from s117xl.demo.show import make_demo
from tests.office import to_pngs
from tests.server.browser import page_alone

SHEET = Path(__file__).parents[2] / "docs" / "documents.png"
STYLE = (
    "body{margin:10px;font-family:Arial;background:#d8dce2;display:flex;flex-wrap:wrap;gap:14px}"
    "h2{font-size:12px;margin:4px 0;max-width:420px}div{display:flex;flex-wrap:wrap;gap:5px}"
    "img{width:160px;background:#fff;border:1px solid #999}"
)


def rows(folder: Path) -> Iterator[str]:
    """For each document its name and its pages."""
    for path in sorted(folder.glob("*.docx"), key=lambda each: each.stem.split(" ", 1)[1]):
        pages = to_pngs(path, folder / "pages", dpi=45)
        pictures = "".join(
            f'<img src="data:image/png;base64,{base64.b64encode(page.read_bytes()).decode()}">'
            for page in pages
        )
        yield f"<section><h2>{escape(path.name)}</h2><div>{pictures}</div></section>"


def draw() -> None:
    """The sheet is drawn and written."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "demo"
        make_demo(folder, lambda: date(2026, 6, 30))
        html = f"<style>{STYLE}</style>" + "".join(rows(folder / "letters"))
        with page_alone() as page:
            page.set_viewport_size({"width": 1540, "height": 800})
            page.set_content(html)
            page.screenshot(path=SHEET, full_page=True)


if __name__ == "__main__":
    draw()
