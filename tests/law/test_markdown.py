"""The law page."""

from __future__ import annotations

from s117xl.law.authorities import all_authorities
from s117xl.law.markdown import law_markdown
from s117xl.law.periods import all_periods
from s117xl.law.reasons import all_reasons
from s117xl.law.sections import all_sections


def test_the_page_holds_every_source_period_section_and_reason() -> None:
    page = law_markdown()
    for id in all_authorities():
        assert f"- `{id}` " in page
    for code in (*all_periods(), *all_sections(), *all_reasons()):
        assert f"| {code} | " in page


def test_what_must_be_checked_is_said_on_its_own_line() -> None:
    lines = {line.split("`")[1]: line for line in law_markdown().splitlines() if line[:3] == "- `"}
    for id, source in all_authorities().items():
        assert ("To be confirmed by your lawyer" in lines[id]) == bool(source.check)


def test_what_is_not_in_force_says_so() -> None:
    line = next(x for x in law_markdown().splitlines() if x.startswith("- `mha-25-46`"))
    assert "(enacted, not in force)" in line


def test_every_table_line_has_the_cells_of_its_heading() -> None:
    table: list[int] = []
    for line in [*law_markdown().splitlines(), ""]:
        if line.startswith("|"):
            table.append(line.count("|"))
        else:
            assert len(set(table)) <= 1
            table = []
