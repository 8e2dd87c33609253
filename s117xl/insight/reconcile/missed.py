"""The rows of the lists that are of nobody on the register, and whether their section qualifies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from s117xl.insight.reconcile.blocks import Blocks
from s117xl.insight.reconcile.match import Matching
from s117xl.insight.reconcile.result import CASELOAD_CODE, DISCHARGED_CODE, NotOnRegister
from s117xl.insight.reconcile.score import LEAST, score
from s117xl.insight.reconcile.source import CASELOAD, DISCHARGES, SourceList, SourceRow
from s117xl.law.sections import FOR_REVIEW, QUALIFYING, UNKNOWN, code

RULE_OF = {DISCHARGES: DISCHARGED_CODE, CASELOAD: CASELOAD_CODE}
SURE = "sure"


def not_on_register(
    lists: Sequence[SourceList], matchings: Mapping[str, Matching]
) -> list[NotOnRegister]:
    """Each row of nobody on the register, in order of list and row."""
    apart = {each.source: _apart(each, matchings[each.source]) for each in lists}
    found = []
    for source, rows in apart.items():
        others = [row for name, given in apart.items() if name != source for row in given]
        twins = _Same(others)
        found += [_entry(row, list(twins.of(row))) for row in rows]
    return found


def _apart(each: SourceList, matching: Matching) -> list[SourceRow]:
    held = matching.sure.keys() | matching.probable.keys()
    return [row for place, row in enumerate(each.rows) if place not in held]


class _Same:
    """The rows of the other list, by which a person missed on both is known."""

    def __init__(self, rows: Sequence[SourceRow]) -> None:
        self._rows = rows
        self._blocks = Blocks([row.identity for row in rows])

    def of(self, row: SourceRow) -> Iterator[tuple[SourceRow, bool]]:
        """Each row that is of the same person, and whether that is sure."""
        for place in self._blocks.near(row.identity):
            other = self._rows[place]
            sure = row.identity.valid and row.identity.digits == other.identity.nhs_number
            alike = None if sure else score(row.identity, other.identity)
            if sure or (alike and alike.points >= LEAST):
                yield other, sure


def _entry(row: SourceRow, others: Sequence[tuple[SourceRow, bool]]) -> NotOnRegister:
    qualifies, reasons = _own_answer(row)
    for other, sure in others:
        theirs, _ = _own_answer(other)
        where = f"{other.source} row {other.row}"
        if theirs == "yes" and qualifies != "yes" and "section_code" in other.values:
            qualifies = "yes" if sure else "unknown"
            reasons.append(f"{'' if sure else 'probably '}the person of {where}: {_section(other)}")
    return NotOnRegister(
        row.source, row.row, qualifies, RULE_OF[row.source], row.values.get("section_code", ""),
        tuple(reasons), row.identity.key(),
        tuple(f"{o.source} row {o.row}{'' if sure else ' (probably)'}" for o, sure in others),
    )  # fmt: skip


def _own_answer(row: SourceRow) -> tuple[str, list[str]]:
    """Whether the row says by itself that section 117 applies: yes, no or unknown, and why."""
    held: Any = row.values.get("section_code")
    flag = row.values.get("s117_flag")
    if held in QUALIFYING or (held and flag is None):
        return _qualifies(held), [_section(row)]
    if flag:
        word = "applies" if flag == "yes" else "does not apply"
        return str(flag), [f"the list says that section 117 {word}"]
    if "section_code" in row.shown:
        return "unknown", ["the legal status cannot be read"]
    return "unknown", ["the list does not tell the section"]


def _qualifies(held: str) -> str:
    if held in QUALIFYING:
        return "yes"
    return "unknown" if held in FOR_REVIEW or held in UNKNOWN else "no"


def _section(row: SourceRow) -> str:
    held = row.values["section_code"]
    words = {"yes": "qualifies", "no": "does not qualify", "unknown": "is for a person to judge"}
    return f"code {held} ({code(held).label}) {words[_qualifies(held)]}"
