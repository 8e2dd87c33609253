"""The index of the evidence pack, in Word."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, write_here
from s117xl.reports.scored.blocks import made_with, report, shown, written


def evidence_index() -> bytes:
    """The index."""
    draft = report(
        "CQC evidence pack for section 117 aftercare",
        "CQC evidence pack for section 117 aftercare, {{ document.period }}",
        "the Settings of the register",
    )
    draft.para(
        "What speaks to each quality statement, with its day, where it comes from, and what is "
        "missing. The statements are in our words, and so is which figure speaks to which."
    )
    draft.when("withheld")
    draft.box("Small counts are withheld. The last section says how.")
    draft.otherwise()
    draft.box("Counts are as they are in the register. Look at them before this is shared.")
    draft.end()
    return written(
        draft,
        {
            "The statements at a glance": overview,
            "Statement by statement": in_full,
            "Files beside this index": files,
            "Method": method,
        },
    )


def overview(draft: Draft) -> None:
    """A row for each statement."""
    draft.table(
        ["Statement", "Evidence", "Gaps", "Owner"],
        "statement in statements",
        [
            "{{ statement.title }}\nFor the {{ statement.body }}",
            "{{ statement.count }}",
            "{{ statement.gap_count }}",
            shown("statement.owner", "Not named yet"),
        ],
        [7.6, 2.6, 2.0, 4.4],
        "Evidence, gaps and owner of each statement",
    )


def in_full(draft: Draft) -> None:
    """What is asked, the owner, the evidence, the gaps."""
    draft.para("Each statement has its evidence first, and then its gaps.")
    draft.each("statement", "statements")
    draft.heading("{{ statement.title }}", 2)
    draft.para("{{ statement.about }}")
    draft.when("statement.owner")
    draft.para("**Owner:** {{ statement.owner }}")
    draft.otherwise()
    draft.ask("Who owns this statement?", write_here("Owner of the evidence"))
    draft.end()
    draft.when("statement.evidence")
    draft.table(
        ["Evidence", "What it shows", "Day and source"],
        "each in statement.evidence",
        ["{{ each.what }}", "{{ each.shows }}", "{{ each.dated }}\n{{ each.source }}"],
        [6.0, 6.2, 4.4],
        "Evidence for a statement",
    )
    draft.otherwise()
    draft.para("There is no evidence yet.")
    draft.end()
    draft.heading("Gaps", 3)
    draft.when("statement.gaps")
    draft.bullet_each("gap in statement.gaps", "{{ gap }}")
    draft.otherwise()
    draft.para("No gap is known.")
    draft.end()
    draft.end()


def files(draft: Draft) -> None:
    """The files with their hashes."""
    draft.when("files")
    draft.table(
        ["File", "Day", "Speaks to"],
        "file in files",
        ["**{{ file.name }}**\n{{ file.title }}\nSHA-256: {{ file.sha256 }}", "{{ file.dated }}",
         shown("file.statements", "No statement is named")],
        [8.6, 3.0, 5.0],
        "Files beside this index",
    )  # fmt: skip
    draft.para("The hash changes when a file does. The list index.csv holds the same hashes.")
    draft.otherwise()
    draft.para("No file is bundled.")
    draft.end()


def method(draft: Draft) -> None:
    """How figures are counted, and what is withheld."""
    draft.para(
        "Figures are those of the board report, which says how each is counted. A blank is never "
        "counted as a nought. What cannot be tested is a gap."
    )
    draft.when("withheld")
    draft.bullet_each("rule in withheld", "{{ rule }}")
    draft.end()
    made_with(draft)
