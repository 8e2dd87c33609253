"""What the reports on scores share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from s117xl.documents.building.kit import Draft

BODIES = ("{{ organisation.council }}", "{{ organisation.board }}", "{{ organisation.trust }}")

Section = Callable[[Draft], None]


def report(title: str, subject: str, source: str) -> Draft:
    """A report on scores that were kept in this workbook."""
    draft = Draft(title, "note", subject, source)
    draft.when("document.invented")
    draft.para("**Invented.** The people and the figures in this report are not real.")
    draft.end()
    return draft


def written(draft: Draft, sections: Mapping[str, Section]) -> bytes:
    """The report with these sections, numbered."""
    for number, (name, section) in enumerate(sections.items(), start=1):
        draft.heading(f"{number}. {name}")
        section(draft)
    return draft.bytes()


def shown(fact: str, otherwise: str) -> str:
    """The fact, or words for where there is none: no cell of a table is left empty."""
    return f"{{% if {fact} %}}{{{{ {fact} }}}}{{% else %}}{otherwise}{{% endif %}}"


def also(fact: str, words: str) -> str:
    """The fact on a line of its own after these words, where there is one."""
    return f"{{% if {fact} %}}\n{words} {{{{ {fact} }}}}{{% endif %}}"


def listed(draft: Draft, facts: str, otherwise: str) -> None:
    """A bullet for each of some sentences, or a sentence where there is none."""
    draft.when(facts)
    draft.bullet_each(f"each in {facts}", "{{ each }}")
    draft.otherwise()
    draft.para(otherwise)
    draft.end()


def year_on_year(draft: Draft, otherwise: str) -> None:
    """Then and now, a row each."""
    draft.when("years")
    draft.table(
        ["What", "Last time", "This time", "Change"],
        "year in years",
        [
            "{{ year.ref }} {{ year.title }}",
            shown("year.last", "Not known"),
            shown("year.now", "Not known"),
            shown("year.change", "Not known"),
        ],
        [6.6, 3.2, 3.2, 3.6],
    )
    draft.otherwise()
    draft.para(otherwise)
    draft.end()


def made_with(draft: Draft) -> None:
    """By what, and when, the report was made."""
    draft.para("Made with {{ document.made_with }} on {{ document.date }}.")
