"""The ten tools: each is there, and what is said to serve it can be called."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.cli import Kind, app
from s117xl.documents.catalogue import KINDS
from s117xl.reports.catalogue import REPORTS as MADE
from s117xl.toolkit import REPORTS, WORKBOOKS, all_tools, toolkit_markdown

PAGE = Path(__file__).parents[1] / "docs" / "toolkit.md"
COMMANDS = {
    each.name or each.callback.__name__ for each in app.registered_commands if each.callback
}
NAMED = [command for tool in all_tools().values() for command in tool.served_by]


def is_there(command: str) -> bool:
    """Whether the command line has the command, with what it is to make."""
    first, _, what = command.partition(" ")
    made = {"new": set(map(str, Kind)), "write": set(KINDS), "report": set(MADE)}
    return first in COMMANDS and (not what or what in made[first])


def test_there_are_ten_tools_in_order() -> None:
    assert list(all_tools()) == list(range(1, 11))


@pytest.mark.parametrize("command", NAMED)
def test_what_serves_a_tool_is_there(command: str) -> None:
    assert is_there(command)


def test_what_is_to_be_made_is_on_the_lists() -> None:
    parts = [command.split() for command in NAMED]
    assert {words[1] for words in parts if words[0] == "report"} <= set(REPORTS)
    assert {words[1] for words in parts if words[0] == "new"} <= set(WORKBOOKS)


def test_the_page_is_as_the_file_says() -> None:
    assert PAGE.read_text("utf-8") == toolkit_markdown(), (
        "regenerate it: write s117xl.toolkit.toolkit_markdown() into docs/toolkit.md"
    )


def test_the_page_has_a_line_for_each_tool() -> None:
    lines = [line for line in toolkit_markdown().splitlines() if line.startswith("| ")]
    assert len(lines) == 10 + 2
