"""What people decided of probable pairs, kept in a CSV file from one run to the next.

Each line holds a hash of the row on the list, a register_id, `same` or `different`, who decided
and when. No name, number or date of birth stands in it; it is still kept as the register is, as
somebody who has the list can work out which row a hash stands for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from s117xl.refusal import Refused
from s117xl.register.written_dates import read_written_date

HEADINGS = ("key", "register_id", "decision", "by", "on", "seen")
_NEEDED = HEADINGS[:3]
SAME, DIFFERENT = "same", "different"


@dataclass(frozen=True, slots=True)
class Decision:
    """One pair: `decision` is same, different, or blank while nobody has decided."""

    key: str
    register_id: str
    decision: str
    by: str = ""
    on: str = ""
    seen: str = ""


Decisions = Mapping[tuple[str, str], Decision]
"""By key and register_id."""


def read_decisions(path: Path) -> dict[tuple[str, str], Decision]:
    """The decisions in this file, the last one of each pair; none where there is no file yet.

    Raises Refused, with the line, for what is no such file or no decision.
    """
    if not path.exists():
        return {}
    lines = csv.DictReader(io.StringIO(_text(path), newline=""))
    if missing := [name for name in _NEEDED if name not in (lines.fieldnames or ())]:
        raise Refused(
            f"{path.name} is not a file of decisions: it lacks the heading {missing[0]!r}; name "
            "another file, and it is made."
        )
    found: dict[tuple[str, str], Decision] = {}
    for line in lines:
        if each := _decision(path.name, lines.line_num, line):
            pair = (each.key, each.register_id)
            if each.decision or pair not in found:
                found[pair] = each
    return found


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise Refused(f"{path.name} cannot be read; close it where it is open.") from None
    if b"\x00" in data:
        raise Refused(f"{path.name} is not a CSV file; name another, and it is made.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _decision(name: str, number: int, line: Mapping[str | None, str | None]) -> Decision | None:
    cells = {heading: (line.get(heading) or "").strip() for heading in HEADINGS}
    if not any(cells.values()):
        return None
    word = cells["decision"].casefold()
    if word not in ("", SAME, DIFFERENT):
        raise Refused(
            f"{name}, line {number}: the decision is neither same nor different; write one of "
            "them, or leave it blank."
        )
    if word and not (cells["by"] and _is_day(cells["on"])):
        raise Refused(
            f"{name}, line {number}: a decision needs who made it (by) and the day (on); fill both."
        )
    record = cells["register_id"].lstrip("'")
    return Decision(cells["key"].casefold(), record, word, cells["by"], cells["on"], cells["seen"])


def _is_day(text: str) -> bool:
    return read_written_date(text)[0] is not None


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the file anew, beside it first: it holds all or is as it was."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADINGS)
            for each in decisions:
                writer.writerow([_harmless(getattr(each, heading)) for heading in HEADINGS])
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise Refused(f"{path.name} cannot be written; close it where it is open.") from None


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run as a formula, with an apostrophe in front."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
