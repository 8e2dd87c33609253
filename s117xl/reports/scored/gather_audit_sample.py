"""How the cases were drawn, as the audit workbook says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from s117xl.audit.answers import read_day, text_of
from s117xl.audit.entries import Audit
from s117xl.audit.sample import MARKED_TWICE, sample_size
from s117xl.documents.values import line
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import on

NOT_KNOWN = "not known"
_STRATUM = "Stratum: "
_TOLD = re.compile(r"(\d+) in the frame, \d+ drawn(?:, (?:weight ([\d.]+)|(counted with .+)))?")
_NUMBER = re.compile(r"\d+")

Row = Mapping[str, Any]


def audit_sample(audit: Audit) -> f.AuditSample:
    """The draw, its groups and what was left out; not drawn where the workbook holds none."""
    parts = _by_part(audit.sample)
    drawn = parts["drawn"]
    item = {key: line(text_of(value)) for key, value in audit.draw.items()}
    size = str(len(drawn)) if drawn else item.get("Cases", "") or NOT_KNOWN
    frame = item.get("Records in the frame", "") or NOT_KNOWN
    return f.AuditSample(
        drawn=bool(drawn or item.get("Seed")),
        frame=frame,
        size=size,
        size_reason=_size_reason(frame, size, item.get("Why this size", "")),
        seed=item.get("Seed", "") or NOT_KNOWN,
        as_at=_as_at(audit.draw.get("As at")),
        frame_hash=item.get("Hash of the frame", "") or NOT_KNOWN,
        reserve=_reserve(parts["reserve"], {case.record for case in audit.cases}),
        not_audited=_not_audited(audit),
        twice=str(sum(MARKED_TWICE in text_of(row.get("Why")) for row in drawn)),
        strata=tuple(_strata(drawn, item)),
        excluded=tuple(_excluded(parts["excluded"])),
        notes=tuple(text for key, text in item.items() if key.startswith("Note ") and text),
    )


def _by_part(rows: Sequence[Row]) -> dict[str, list[Row]]:
    parts: dict[str, list[Row]] = {"drawn": [], "reserve": [], "excluded": []}
    for row in rows:
        parts.setdefault(text_of(row.get("Part")).casefold(), []).append(row)
    return parts


def _size_reason(frame: str, size: str, why: str) -> str:
    """Why the size is not the method's; nothing where it is."""
    if _NUMBER.fullmatch(frame) and size == str(sample_size(int(frame))):
        return ""
    return why


def _as_at(cell: Any) -> str:
    """The day of the register, which the draw writes as YYYY-MM-DD."""
    if day := read_day(cell):
        return on(day)
    text = line(text_of(cell))
    try:
        return on(date.fromisoformat(text))
    except ValueError:
        return text or NOT_KNOWN


def _reserve(rows: Sequence[Row], audited: set[str]) -> str:
    used = sum(text_of(row.get("Record")) in audited for row in rows)
    if not rows:
        return "none"
    return f"{len(rows)}, of which {used or 'none'} {'were' if used > 1 else 'was'} used"


def _not_audited(audit: Audit) -> str:
    lost = [case for case in audit.cases if case.not_auditable]
    why = "; ".join(f"case {case.case or case.record}: {case.not_auditable}" for case in lost)
    return line(f"{len(lost)} ({why})") if lost else ""


def _strata(drawn: Sequence[Row], item: Mapping[str, str]) -> Iterator[f.Stratum]:
    """Each group with the cases that are listed; its size is as the draw tells it."""
    counts = Counter(line(text_of(row.get("Stratum"))) for row in drawn)
    weights = {line(text_of(row.get("Stratum"))): row.get("Weight") for row in drawn}
    told = {key.removeprefix(_STRATUM): text for key, text in item.items()
            if key.startswith(_STRATUM)}  # fmt: skip
    for name in dict.fromkeys((*map(line, told), *sorted(counts))):
        found = _TOLD.fullmatch(told.get(name, ""))
        size, weight, beside = found.groups() if found else (None, None, None)
        yield f.Stratum(
            name=f"{name or 'no group'}{f' ({beside})' if beside else ''}",
            size=size or NOT_KNOWN,
            drawn=str(counts[name]),
            weight=_weight(weights.get(name, weight)) if counts[name] else "",
        )


def _weight(cell: Any) -> str:
    try:
        weight = float(text_of(cell))
    except ValueError:
        return NOT_KNOWN
    return f"{round(weight, 2):g}" if math.isfinite(weight) else NOT_KNOWN


def _excluded(rows: Sequence[Row]) -> Iterator[f.Excluded]:
    """How many were left out for each reason, the most frequent first."""
    for reason, count in Counter(_reason(text_of(row.get("Why"))) for row in rows).most_common():
        yield f.Excluded(reason=reason, count=str(count))


def _reason(text: str) -> str:
    """The reason without what tells one record from another: a day, a row."""
    plain = re.sub(r"^Ended on [^,]+, more", "Ended more", line(text))
    return re.sub(r"^Row \d+ ", "The row ", plain) or "No reason is recorded."
