"""The training programme: modules by level, exercises, and the needs that ratings show."""

from __future__ import annotations

from s117xl.competency.framework import LEVEL_TITLES, domains
from s117xl.documents.building.kit import choose, pick_date, write_here
from s117xl.reports.editable.exercises import EXERCISES
from s117xl.reports.editable.modules import MODULES, Module
from s117xl.reports.editable.shared_blocks import (
    Paper,
    adoption,
    purpose,
    rests_on,
    sources,
    to_settle,
)


def training() -> bytes:
    """The template of the programme."""
    return paper().bytes()


def paper() -> Paper:
    """The programme."""
    draft = Paper("Training programme", subject="Section 117 training programme")
    purpose(
        draft,
        "This programme helps everyone who works on aftercare at {{ organisation.council }}, "
        "{{ organisation.board }} and {{ organisation.trust }} to know the law and to work by it.",
    )
    aims(draft)
    modules(draft)
    exercises(draft)
    running(draft)
    needs(draft)
    adoption(draft)
    sources(draft)
    return draft


def aims(draft: Paper) -> None:
    """For whom it is, and to what it is mapped."""
    draft.heading("1. For whom, and to what end")
    draft.para(
        "The modules follow the six domains of the competency framework. A higher level includes "
        "the lower ones. Panel members, commissioners and managers take part as well as staff who "
        "work with people. The hours are a proposal: set your own."
    )
    draft.para(draft.law("framework-s000"))
    draft.grid(
        ["Domain", "What people can do"],
        [[f"{ref} {domain.name}", domain.core] for ref, domain in domains().items()],
        [5.6, 11],
        "Domains of competency",
        row_headings=True,
    )


def modules(draft: Paper) -> None:
    """A table for each level."""
    draft.heading("2. Modules")
    for level, title in LEVEL_TITLES.items():
        draft.heading(title, 2)
        rows = [row(module) for module in MODULES if module.level == level]
        draft.grid(
            ["Module", "What people can do afterwards, and what it builds", "Hours"],
            rows,
            [4.4, 10.4, 1.8],
            f"Modules: {title}",
        )


def row(module: Module) -> list[str | list[str]]:
    """One module."""
    builds = f"Builds {', '.join(module.statements)}."
    return [f"**{module.ref}** {module.title}", [module.outcomes, builds], module.hours]


def exercises(draft: Paper) -> None:
    """Cases to talk over, with what is right."""
    draft.heading("3. Exercises")
    draft.para(
        "Every case is invented. Let people work in pairs from different organisations. Ask first: "
        "what is the duty, who owes it, what does the person need? Then show what is right."
    )
    draft.grid(
        ["Case", "What is right, and why"],
        [[f"**{number}. For {for_module}.** {case}", rests_on(draft, point)]
         for number, (for_module, case, point) in enumerate(EXERCISES, start=1)],
        [7.2, 9.4],
        "Cases for exercises",
    )  # fmt: skip


def running(draft: Paper) -> None:
    """What the partnership settles about it."""
    draft.heading("4. Running it")
    to_settle(
        draft,
        [
            ("Who must take part?", "Everyone who makes, supports or pays for decisions on "
             "aftercare, within six months of starting."),
            ("How often again?", "The law each year; the rest every three years, and when law "
             "changes."),
            ("Who teaches?", "A practitioner and a person with lived experience together; a lawyer "
             "for C1 and C5."),
            ("How is learning shown?", "By two exercises from section 3, and by one record of the "
             "learner's own that a supervisor has read."),
            ("Who owns the programme?", "The Partnership Board."),
        ],
    )  # fmt: skip


def needs(draft: Paper) -> None:
    """What the ratings propose; room to write where there are none."""
    draft.heading("5. Training needs")
    draft.when("needs")
    draft.para(
        "From the competency ratings and the audit. No person is named, and figures that would "
        "show one are withheld."
    )
    draft.table(
        ["Domain", "What is proposed, and why", "Owner, by when"],
        "need in needs",
        [
            ["**{{ need.domain }}**", "{{ need.kind|capitalize }}"],
            ["{{ need.what }}", "{{ need.why }}{% if need.levels %} Levels with a gap: "
             "{{ need.levels }}.{% endif %}{% if need.teams %} Teams with most gaps: "
             "{{ need.teams }}.{% endif %}"],
            [write_here("Owner of the need", empty="Owner"), pick_date("Need met by")],
        ],
        [4.2, 8.8, 3.6],
    )  # fmt: skip
    draft.otherwise()
    draft.para(
        "No competency ratings were given. Rate the six domains in the competency workbook and "
        "make this document again, or write here what you know from supervision and audit."
    )
    draft.grid(
        ["Domain", "How great is the need?", "For whom, and what is done"],
        [[ref, choose(f"Need in {ref}", ("Great", "Some", "None", "Not known")),
          write_here(f"{ref}: for whom, and what")] for ref in domains()],
        [2, 5, 9.6],
        "Training needs by domain",
        row_headings=True,
    )  # fmt: skip
    draft.end()
