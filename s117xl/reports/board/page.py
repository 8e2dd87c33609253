"""The board report as one page for a browser: whole in itself, with no script and no network."""

from __future__ import annotations

from functools import cache, partial
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from s117xl.documents.making import facts_by_name
from s117xl.documents.values import Blank
from s117xl.reports.board.facts import BoardReport
from s117xl.reports.board.svg import bars, lines

TEMPLATE = "page.html"


def board_page(report: BoardReport) -> str:
    """The page, with the same words and figures as the Word document."""
    return _template().render(facts_by_name(report))


@cache
def _template() -> Template:
    source = resources.files("s117xl.reports.board").joinpath(TEMPLATE).read_text("utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, finalize=_printed)  # fmt: skip
    made.globals |= {
        "bars": partial(bars, share=False),
        "shares": partial(bars, share=True, top=1),
        "lines": partial(lines, share=False),
        "share_lines": partial(lines, share=True),
    }
    return made.from_string(source)


def _printed(value: Any) -> Any:
    """A fact as it is printed: a blank says what is to be completed."""
    return Markup(escape(value.shown)) if isinstance(value, Blank) else value
