"""What people write beside findings: honoured, kept, and never lost.

An explanation is typed beside a finding on the Findings sheet. Before that sheet is written anew
it is copied to the Explanations sheet, to which lines are only added; the last line of a key
counts. A line typed there by hand may name a rule and a range of dates in place of a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from s117xl.check import Checked
from s117xl.findings import Finding
from s117xl.load import Loaded, records
from s117xl.register.columns import show
from s117xl.workbook.edits import AppendRows, Edit, Value
from s117xl.workbook.templates.ours import EXPLANATIONS

_KEPT = ("Key", "Rule", "Record", "Explanation", "Explained by", "Until")
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person wrote beside a finding; `until` is a day where they typed one."""

    text: str
    by: str
    until: date | str | None

    def lacks(self) -> str:
        """What it needs before it counts, or nothing."""
        if not self.text:
            return "no reason"
        if not self.by:
            return "no name"
        return "" if isinstance(self.until, date) else "no date until which it holds"


@dataclass(frozen=True, slots=True)
class RangeExplanation:
    """One explanation for every finding of a rule that was due on one of these days."""

    code: str
    first: date
    last: date
    said: Explanation

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is of the rule and was due within the range, both ends included."""
        if finding.code != self.code or not finding.due:
            return False
        return self.first <= date.fromisoformat(finding.due) <= self.last


def explanations(loaded: Loaded) -> dict[str, Explanation]:
    """What people have explained, by the key of the finding; what stands in Findings wins."""
    return {**_kept(loaded), **_typed(loaded)}


def _kept(loaded: Loaded) -> dict[str, Explanation]:
    return _by_key(loaded, "Explanations")


def _typed(loaded: Loaded) -> dict[str, Explanation]:
    return _by_key(loaded, "Findings")


def _by_key(loaded: Loaded, sheet: str) -> dict[str, Explanation]:
    rows = records(loaded.ours[sheet]) if sheet in loaded.ours else ()
    each = ((str(row.get("Key") or ""), _explanation(row)) for row in rows)
    return {key: said for key, said in each if said and key}


def _explanation(row: Mapping[str, Any]) -> Explanation | None:
    text, by, until = (row.get(name, "") for name in ("Explanation", "Explained by", "Until"))
    if text == by == until == "":
        return None
    return Explanation(show(text).strip(), show(by).strip(), _day(until) or show(until) or None)


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def honour(loaded: Loaded, checked: Checked) -> Checked:
    """The check with each finding that is explained today marked so.

    An explanation counts with a reason, a name and a date until which it holds, that day
    included. What is unlawful, missing or invalid cannot be explained. Why one does not count
    is added to the notes.
    """
    by_key = explanations(loaded)
    refused: dict[str, list[str]] = defaultdict(list)
    ranges = list(_ranges(loaded, refused))
    findings = tuple(
        finding._replace(explained=_holds(finding, by_key, ranges, checked.as_at, refused))
        for finding in checked.findings
    )
    loaded.notes.extend(_notes(refused))
    return replace(checked, findings=findings)


def _holds(
    finding: Finding, by_key: Mapping[str, Explanation], ranges: Sequence[RangeExplanation],
    as_at: date, refused: dict[str, list[str]],
) -> bool:  # fmt: skip
    own = by_key.get(finding.key)
    if own is not None:
        reason = _refusal(finding, own, as_at)
        if not reason:
            return True
        refused[reason].append(finding.key)
    return finding.action == "explain" and any(
        each.covers(finding) and not _refusal(finding, each.said, as_at) for each in ranges
    )


def _refusal(finding: Finding, said: Explanation, as_at: date) -> str:
    """Why an explanation of this finding does not count today, or nothing."""
    if finding.severity == "unlawful":
        return "is of something unlawful, which cannot be explained away"
    if finding.action != "explain":
        return "is of something to be mended or only noted, which needs no explanation"
    if said.lacks():
        return f"has {said.lacks()}"
    return "has run out" if isinstance(said.until, date) and said.until < as_at else ""


def _ranges(loaded: Loaded, refused: dict[str, list[str]]) -> Iterator[RangeExplanation]:
    table = loaded.ours.get("Explanations")
    for number, row in enumerate(records(table) if table else ()):
        said = _explanation(row)
        if said is None or row.get("Key"):
            continue
        place = f"Explanations row {table.rows[number]}" if table else ""
        first, last = _day(row.get("Due from")), _day(row.get("Due to"))
        code = show(row.get("Rule", "")).strip().upper()
        if not code or first is None or last is None or last < first:
            refused["names no rule with a range of dates"].append(place)
        elif said.lacks():
            refused[f"has {said.lacks()}"].append(place)
        else:
            yield RangeExplanation(code, first, last, said)


def _notes(refused: Mapping[str, list[str]]) -> Iterator[str]:
    for reason, places in refused.items():
        shown = ", ".join(places[:_NAMED])
        more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
        yield f"An explanation {reason}, and does not count: {shown}{more}."


def kept_explanations(loaded: Loaded) -> Iterable[Edit]:
    """Explanations typed beside findings, copied before Findings is written anew."""
    kept = _kept(loaded)
    new = [(key, said) for key, said in _typed(loaded).items() if kept.get(key) != said]
    if new:
        rows = [[*_named(key), said.text or None, said.by or None, said.until] for key, said in new]
        yield AppendRows(EXPLANATIONS.excel_name, _KEPT, rows)


def kept_cells(left_over: Sequence[Mapping[str, Value]]) -> Iterable[Edit]:
    """What people wrote in columns of their own beside findings that are gone, kept as text."""
    rows = []
    for cells in left_over:
        key = show(cells.get("Key", ""))
        said = [
            f"{heading}: {show(cell)}"
            for heading, cell in cells.items()
            if heading not in ("table", "Key") and cell not in (None, "")
        ]
        rows.append([*_named(key), "; ".join(said), None, None])
    if rows:
        yield AppendRows(EXPLANATIONS.excel_name, _KEPT, rows)


def _named(key: str) -> list[str]:
    """A key, its rule and its record."""
    code, *record, _ = key.split("/")
    return [key, code, "/".join(record)]
