"""The generated pages say what the code says, and every page that the README names is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from s117xl.law.markdown import law_markdown
from s117xl.register.catalogue import fields_markdown
from s117xl.rules.catalogue import all_rules
from s117xl.rules.markdown import rules_markdown

ROOT = Path(__file__).parents[1]
PAGES = {"rules.md": rules_markdown, "fields.md": fields_markdown, "law.md": law_markdown}


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


if __name__ == "__main__":
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(), "utf-8")
