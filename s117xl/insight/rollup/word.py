"""The region's report in Word: what all registers come to, and each of them in a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from s117xl.documents.building.kit import Draft
from s117xl.documents.facts import facts
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import line
from s117xl.findings import SEVERITIES
from s117xl.insight.rollup.lines import Line, NotRead, Result
from s117xl.insight.rollup.totals import Totals
from s117xl.rules.catalogue import all_rules

TITLE = "Section 117 aftercare: the region's registers"


@facts
class AboutRegion:
    """The report itself."""

    title: Annotated[str, "what it is"]
    date: Annotated[str, "the day on which it was made"]
    state: Annotated[str, "FINAL: it is never a draft"]
    is_draft: Annotated[bool, "never"]
    law_as_at: Annotated[str, "the last of the days on which the registers were judged"]
    reference: Annotated[str, "how many registers it speaks of"]
    invented: Annotated[bool, "whether a register says that its people are invented"]


@facts
class Region:
    """What stands at the head of the page, where other papers name the two bodies."""

    council: Annotated[str, "the region's councils, by number"]
    board: Annotated[str, "for whom the report is"]


@facts
class RegisterRow:
    """One register."""

    name: Annotated[str, "the register's file"]
    as_at: Annotated[str, "the day on which it was judged"]
    people: Annotated[str, "people who are owed aftercare by their status"]
    untold: Annotated[str, "records that do not tell whether the person is entitled"]
    overdue: Annotated[str, "reviews that are overdue"]
    unlawful: Annotated[str, "findings that are unlawful and not explained"]


@facts
class RuleRow:
    """One unlawful rule that found something."""

    rule: Annotated[str, "its code and title"]
    registers: Annotated[str, "in how many registers"]
    found: Annotated[str, "how many rows"]
    untested: Annotated[str, "how many rows could not be tested"]


@facts
class Reason:
    """A file that is not counted."""

    name: Annotated[str, "the file"]
    why: Annotated[str, "why not"]


@facts
class RegionReport:
    """The report on all registers."""

    document: Annotated[AboutRegion, "the report itself"]
    organisation: Annotated[Region, "the head of the page"]
    totals: Annotated[tuple[str, ...], "what all registers come to, a sentence each"]
    registers: Annotated[tuple[RegisterRow, ...], "each register, the most unlawful first"]
    rules: Annotated[tuple[RuleRow, ...], "the unlawful rules that found something"]
    not_read: Annotated[tuple[Reason, ...], "what is not counted"]
    missing: Annotated[tuple[str, ...], "nothing: it needs no completing"]


def region_template() -> bytes:
    """The template."""
    draft = Draft(TITLE, "note", TITLE)
    draft.when("document.invented")
    draft.para("**Invented.** People in at least one of these registers are not real.")
    draft.end()
    draft.para("OFFICIAL-SENSITIVE: exact counts, for those who keep the registers. Made on "
               "{{ document.date }}. No person and no record is named.")  # fmt: skip
    draft.heading("All registers")
    draft.bullet_each("sentence in totals", "{{ sentence }}")
    draft.when("rules")
    draft.heading("What is unlawful")
    draft.table(
        ["Rule", "Registers", "Found", "Not testable"], "row in rules",
        ["{{ row.rule }}", "{{ row.registers }}", "{{ row.found }}", "{{ row.untested }}"],
        [9.4, 2.4, 2.2, 2.6],
    )  # fmt: skip
    draft.end()
    draft.heading("Each register")
    draft.when("registers")
    draft.table(
        ["Register", "As at", "People", "Not told", "Overdue", "Unlawful"], "row in registers",
        ["{{ row.name }}", "{{ row.as_at }}", "{{ row.people }}", "{{ row.untold }}",
         "{{ row.overdue }}", "{{ row.unlawful }}"],
        [4.4, 3.2, 1.9, 1.9, 2.5, 2.7],
    )  # fmt: skip
    draft.otherwise()
    draft.para("No register could be read.")
    draft.end()
    draft.when("not_read")
    draft.heading("Not counted")
    draft.table(["File", "Why"], "row in not_read", ["{{ row.name }}", "{{ row.why }}"], [4.6, 12])
    draft.end()
    draft.para(
        "People are those whose status is live, each once in a register; somebody on two registers "
        "counts in both. Not told are records from which it cannot be seen whether the person is "
        "entitled. The checks apply recorded law and guidance; they are not legal advice."
    )
    return draft.bytes()


def region_facts(totals: Totals, results: Sequence[Result], today: date) -> RegionReport:
    """The facts of the report."""
    lines = [each for each in results if isinstance(each, Line)]
    lines.sort(key=lambda each: (-each.severities.get("unlawful", 0), each.name))
    last = date.fromisoformat(totals.last_day) if totals.last_day else today
    registers = f"{totals.registers:,} register{'' if totals.registers == 1 else 's'}"
    return RegionReport(
        document=AboutRegion(
            title=TITLE, date=in_words(today), state="FINAL", is_draft=False,
            law_as_at=in_words(last), reference=registers, invented=bool(totals.invented),
        ),
        organisation=Region(council=registers, board="For those who keep them"),
        totals=tuple(_totals(totals)),
        registers=tuple(map(_register, lines)),
        rules=tuple(_rules(totals)),
        not_read=tuple(
            Reason(name=line(each.name), why=line(each.why))
            for each in results if isinstance(each, NotRead)
        ),
        missing=(),
    )  # fmt: skip


def _totals(totals: Totals) -> list[str]:
    counts = totals.counts
    found = ", ".join(f"{totals.severities[name]:,} {name}" for name in SEVERITIES)
    return [
        f"Registers: {totals.registers:,}; not counted: {totals.not_read:,}.",
        f"People owed aftercare by their status: {counts['people']:,}; records that do not tell: "
        f"{counts['undecided']:,}.",
        f"Reviews overdue: {counts['overdue']:,}; live records whose review has no day: "
        f"{counts['untold']:,}.",
        f"Findings: {found}; explained, and not among these: {counts['explained']:,}.",
    ]


def _register(each: Line) -> RegisterRow:
    return RegisterRow(
        name=line(each.name), as_at=in_words(date.fromisoformat(each.as_at)),
        people=f"{each.people:,}", untold=f"{each.undecided:,}", overdue=f"{each.overdue:,}",
        unlawful=f"{each.severities.get('unlawful', 0):,}",
    )  # fmt: skip


def _rules(totals: Totals) -> list[RuleRow]:
    return [
        RuleRow(rule=f"{code} {rule.title}", registers=f"{total.outcomes['found']:,}",
                found=f"{total.found:,}", untested=f"{total.untested:,}")
        for code, rule in all_rules().items()
        if rule.severity == "unlawful" and (total := totals.rules[code]).found
    ]  # fmt: skip


def region_report(totals: Totals, results: Sequence[Result], today: date) -> bytes:
    """The report as a Word file."""
    from s117xl.documents.compiled import compile_template
    from s117xl.documents.making import facts_by_name

    compiled = compile_template(region_template(), RegionReport, "region.docx")
    return compiled.render(facts_by_name(region_facts(totals, results, today)))
