"""The rights leaflet put to the test: is each promise kept, as far as is told?"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from s117xl.audit.evidence_rules import Tally, by_rules
from s117xl.check import Checked
from s117xl.rules.catalogue import all_rules
from s117xl.rules.rows import ColumnAbsent, Context

KEPT, BROKEN, UNTESTED, NOBODY = "kept", "not kept", "not testable", "applies to nobody"
IN_PART = "kept as far as can be told"


@dataclass(frozen=True, slots=True)
class Promise:
    """What the leaflet promises, and the rules and figures that bear on it."""

    id: str
    promise: str
    statement: str
    rules: tuple[str, ...]
    kpis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether a promise is kept: for how many records, not for how many, and of how many unknown.

    The counts are None where they are withheld. `records` are those for whom it is not kept.
    """

    promise: Promise
    result: str
    kept: int | None
    not_kept: int | None
    not_testable: int | None
    explained: int
    records: tuple[str, ...]
    note: str = ""

    @property
    def sentence(self) -> str:
        """The result in words."""
        if self.kept is None or self.not_kept is None:
            return f"{self.result}." if self.result == UNTESTED else "Suppressed."
        of = self.kept + self.not_kept
        unknown = f"; of {self.not_testable} it cannot be told" if self.not_testable else ""
        said = {
            KEPT: f"Kept for all {of}",
            IN_PART: f"Kept for all {of} of whom it can be told",
            BROKEN: f"Not kept for {self.not_kept} of {of}",
            UNTESTED: "Not testable",
            NOBODY: "It applies to nobody on the register",
        }[self.result]
        return f"{said}{unknown}."

    def as_json(self, *, with_records: bool = True) -> dict[str, Any]:
        """As plain values."""
        told: dict[str, Any] = {
            "id": self.promise.id, "promise": self.promise.promise,
            "rules": list(self.promise.rules), "kpis": list(self.promise.kpis),
            "result": self.result, "kept": self.kept, "not_kept": self.not_kept,
            "not_testable": self.not_testable, "sentence": self.sentence,
        }  # fmt: skip
        if not with_records:
            return told
        return told | {
            "explained": self.explained, "records": list(self.records), "note": self.note
        }  # fmt: skip


@cache
def all_promises() -> Mapping[str, Promise]:
    """The promises by their id, in the order of the leaflet."""
    text = (files("s117xl.insight.kpis") / "leaflet.toml").read_text("utf-8")
    rows: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {
        id: Promise(id, row["promise"], row["statement"], tuple(row["rules"]), tuple(row["kpis"]))
        for id, row in rows.items()
    }


def leaflet(context: Context, checked: Checked) -> list[Kept]:
    """Each promise with its result, on the day of the check."""
    return [_kept(context, checked, promise) for promise in all_promises().values()]


def _kept(context: Context, checked: Checked, promise: Promise) -> Kept:
    rules = [code for code in promise.rules if all_rules()[code].in_force]
    try:
        tally = by_rules(context, checked, rules, ())
    except ColumnAbsent as absent:
        return Kept(promise, UNTESTED, 0, 0, 0, 0, (), str(absent))
    return Kept(promise, _result(tally), tally.met, len(tally.unmet), tally.unknown,
                tally.explained, tally.unmet, tally.note)  # fmt: skip


def _result(tally: Tally) -> str:
    if tally.unmet:
        return BROKEN
    if tally.met:
        return IN_PART if tally.unknown or tally.untestable else KEPT
    return UNTESTED if tally.unknown or tally.untestable else NOBODY
