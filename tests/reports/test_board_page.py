"""The board report as a page: the same figures, whole in itself, and for everybody to read."""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from s117xl.reports.board.page import board_page
from s117xl.reports.board.svg import bars, lines
from tests.reports.board_samples import EVERY, facts
from tests.server.browser import page_alone
from tests.server.node import node_file
from tests.server.test_pane import WCAG

EACH = pytest.mark.parametrize(("kind", "full", "publish"), EVERY)
PICTURES = os.environ.get("S117XL_PICTURES")
VOID = {"meta", "br", "rect", "line", "circle"}


class Reader(HTMLParser):
    """The tags that are open, each heading, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["style"], ["text"]):
            self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@EACH
def test_is_whole_and_tells_each_id_once(kind: str, full: bool, publish: bool) -> None:
    reader = read(board_page(facts(kind, full=full, publish=publish)))
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(reader.levels, reader.levels[1:], strict=False))


@EACH
def test_needs_nothing_from_anywhere_else(kind: str, full: bool, publish: bool) -> None:
    page = board_page(facts(kind, full=full, publish=publish))
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


@EACH
def test_tells_the_figures_of_the_word_document(kind: str, full: bool, publish: bool) -> None:
    report = facts(kind, full=full, publish=publish)
    words = " ".join(" ".join(read(board_page(report)).words).split())
    for line in (*report.headline, *report.overdue, *report.resolution, *report.disputes):
        assert line.what in words
        assert f"{line.number} {line.share}".strip() in words
    for sentence in (*report.asked, *report.at_risk, *report.changed):
        assert sentence in words


def test_the_published_page_holds_no_id() -> None:
    page = board_page(facts("many", full=True, publish=True))
    assert not re.search(r"\bV-\d", page)
    assert re.search(r"\bV-\d", board_page(facts("many", full=True)))


def test_what_people_typed_is_text() -> None:
    page = board_page(facts("small", notes=('<script>alert("x")</script>',)))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_chart_has_words_and_numbers() -> None:
    report = facts("many", full=True)
    drawn = bars(report.measures_chart, "c", "T", "K05 76.9%.", share=True, top=1)
    assert 'role="img"' in drawn
    assert "<desc" in drawn
    assert "K05 76.9%." in drawn
    assert "76.9%" in drawn
    assert lines(facts("empty").runs_chart, "c", "T", "W", share=False) == ""


@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize(("kind", "full", "publish"), [("many", True, False), ("many", True, True),
                                                       ("empty", False, False),
                                                       ("marked", True, False)])  # fmt: skip
def test_is_accessible(kind: str, full: bool, publish: bool, width: int, tmp_path: Path) -> None:
    axe = node_file("axe-core/axe.min.js").read_text("utf-8")
    path = tmp_path / "board.html"
    path.write_text(board_page(facts(kind, full=full, publish=publish)), "utf-8")
    with page_alone(viewport={"width": width, "height": 900}, bypass_csp=True) as page:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        found = page.evaluate("kinds => axe.run({ runOnly: kinds })", WCAG)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"board-{kind}-{publish}-{width}.png")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
