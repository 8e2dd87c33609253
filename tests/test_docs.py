"""The generated pages say what the code says, and every page that the README names is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from s117xl.actions import ACTIONS
from s117xl.cli import app
from s117xl.documents.markdown import documents_markdown
from s117xl.insight.kpis.markdown import kpis_markdown
from s117xl.law.markdown import law_markdown
from s117xl.register.catalogue import fields_markdown
from s117xl.rules.catalogue import all_rules
from s117xl.rules.markdown import rules_markdown
from s117xl.toolkit import toolkit_markdown

ROOT = Path(__file__).parents[1]
PAGES = {
    "rules.md": rules_markdown,
    "fields.md": fields_markdown,
    "law.md": law_markdown,
    "documents.md": documents_markdown,
    "toolkit.md": toolkit_markdown,
    "kpis.md": kpis_markdown,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_as_its_source_says(page: str) -> None:
    make: Callable[[], str] = PAGES[page]
    assert (ROOT / "docs" / page).read_text("utf-8") == make(), (
        "regenerate it: python -m tests.test_docs"
    )


def test_every_rule_has_its_section() -> None:
    page = rules_markdown()
    assert [code for code in all_rules() if f"### {code}\n" not in page] == []


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def buttons_table() -> str:
    """The README's table of the buttons, as the table of actions says."""
    lines = [
        "| button | what it does | key | the same on a closed file |",
        "| --- | --- | --- | --- |",
    ]
    for each in ACTIONS:
        command = f"`{each.command}`" if each.command else ""
        lines.append(f"| {each.label} | {each.tip} | Alt, S, {each.key} | {command} |")
    return "\n".join(lines) + "\n"


TABLE = re.compile(r"\| button \| what.*\n(?:\|.*\n)+")


def test_the_table_of_buttons_is_as_the_actions_say() -> None:
    (table,) = TABLE.findall((ROOT / "README.md").read_text("utf-8"))
    assert table == buttons_table(), "regenerate it: python -m tests.test_docs"


def test_each_command_of_a_button_is_one_of_the_command_line() -> None:
    commands = {
        each.name or each.callback.__name__ for each in app.registered_commands if each.callback
    }
    named = {each.command.split()[0] for each in ACTIONS if each.command}
    assert named
    assert named <= commands


def test_each_command_is_in_the_readme() -> None:
    told = (ROOT / "README.md").read_text("utf-8")
    commands = [
        each.name or each.callback.__name__ for each in app.registered_commands if each.callback
    ]
    assert [name for name in commands if f"`{name}" not in told] == []


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(TABLE.sub(lambda _: buttons_table(), readme.read_text("utf-8")), "utf-8")
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), "utf-8")
