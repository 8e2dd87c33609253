"""What people write beside findings: read back, and kept before Findings is written anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from s117xl.load import Loaded, records
from s117xl.register.columns import show
from s117xl.workbook.edits import AppendRows, Edit, Value
from s117xl.workbook.templates.ours import EXPLANATIONS


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person wrote beside a finding; `until` is a day where they typed one."""

    text: str
    by: str
    until: date | str | None


def explanations(loaded: Loaded) -> dict[str, Explanation]:
    """What people have explained, by the key of the finding; what stands in Findings wins."""
    found: dict[str, Explanation] = {}
    for name in ("Explanations", "Findings"):
        if name in loaded.ours:
            for row in records(loaded.ours[name]):
                said = _explanation(row)
                if said and row.get("Key"):
                    found[str(row["Key"])] = said
    return found


def _explanation(row: Mapping[str, Any]) -> Explanation | None:
    text, by, until = (row.get(name, "") for name in ("Explanation", "Explained by", "Until"))
    if text == by == until == "":
        return None
    day = until if isinstance(until, date) else show(until) or None
    return Explanation(show(text), show(by), day)


def kept_explanations(loaded: Loaded, found: Mapping[str, Explanation]) -> Iterable[Edit]:
    """Explanations typed beside findings, copied before Findings is written anew."""
    kept: dict[str, Explanation] = {}
    if "Explanations" in loaded.ours:
        for row in records(loaded.ours["Explanations"]):
            said = _explanation(row)
            if said:
                kept[str(row.get("Key", ""))] = said
    new = [(key, said) for key, said in found.items() if kept.get(key) != said]
    if new:
        rows = [
            [key, key.split("/")[0], _record_of(key), said.text, said.by or None, said.until]
            for key, said in new
        ]
        yield AppendRows(EXPLANATIONS.excel_name, EXPLANATIONS.headings, rows)


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
        rows.append([key, key.split("/")[0], _record_of(key), "; ".join(said), None, None])
    if rows:
        yield AppendRows(EXPLANATIONS.excel_name, EXPLANATIONS.headings, rows)


def _record_of(key: str) -> str:
    return "/".join(key.split("/")[1:-1])
