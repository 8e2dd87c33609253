"""The pathway from admission to ending: who, by when, what the register shows, what checks it."""

from __future__ import annotations

from s117xl.documents.building.kit import write_here
from s117xl.reports.editable.pathway_stages import PHASES, Stage
from s117xl.reports.editable.shared_blocks import (
    Paper,
    adoption,
    headings,
    purpose,
    sources,
)


def pathway() -> bytes:
    """The template of the pathway."""
    return paper().bytes()


def paper() -> Paper:
    """The pathway."""
    draft = Paper("Aftercare pathway", subject="Section 117 aftercare: the pathway")
    purpose(
        draft,
        "From admission to ending: what is done, who does it, by when, what shows it in the "
        "register, and which rules check it. The figures are those of Settings.",
    )
    draft.para(
        "**Three things hold at every stage.** The person takes part, with a carer and an advocate "
        "where wanted. Nobody pays. Care goes on while bodies differ."
    )
    draft.para(draft.law("mha-117-2", "stennett-2002", "code-33-19"))
    for phase, stages in PHASES.items():
        draft.heading(phase)
        draft.para("Write at each stage which post does it here.")
        table(draft, phase, stages)
    not_run(draft)
    adoption(draft)
    sources(draft)
    return draft


def not_run(draft: Paper) -> None:
    """Which of the rules are not run here, and why."""
    draft.heading("What the rules tell")
    draft.para(
        "A check of the register runs the rules that are named above. What they find stands on its "
        "Findings sheet, with the law and with what to do."
    )
    draft.each("rule", "rules")
    draft.when("not rule.is_run")
    draft.para("{{ rule.code }} is not run: it is {{ rule.standing }}.")
    draft.end()
    draft.end()


def table(draft: Paper, phase: str, stages: tuple[Stage, ...]) -> None:
    """The stages of one phase."""
    draft.grid(
        ["Stage", "Who, by when", "In the register, and checked by"],
        [
            [
                [f"**{stage.name}.** {stage.done}", draft.cited(*stage.authorities)],
                [stage.who, write_here(f"{stage.name}: who here", empty="Who here"),
                 f"**{stage.by}**"],
                [*(headings(name, *keys.split()) for name, keys in stage.evidence.items()),
                 f"Checked by {draft.checked_by(*stage.rules.split())}"],
            ]
            for stage in stages
        ],
        [6.6, 4.2, 5.8],
        phase,
    )  # fmt: skip
