"""What a partnership may set for itself in the competency workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from s117xl.competency.tables import COUNTS
from s117xl.register.plain_text import is_blank, tidy
from s117xl.workbook.cells import BrokenCell

LEAST = 5
"""No figure on fewer people than this ever leaves the workbook."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the sheet Settings. `choices` is empty where it is a number or a text."""

    key: str
    label: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()
    bounds: tuple[float, float] | None = None


SETTINGS = (
    Setting("partnership", "Partnership", "", "Whose framework this is, as reports print it."),
    Setting(
        "counts", "Whose ratings decide", "supervisor",
        "supervisor, self or both. With both, a level is reached where both say so, and there is "
        "a gap where either does.",
        choices=COUNTS,
    ),
    Setting(
        "least", "Smallest group that is shown", LEAST,
        "A whole number from 5 to 50. A figure on fewer people is withheld in all that leaves "
        "this workbook.",
        bounds=(LEAST, 50),
    ),
    Setting(
        "training_from", "Training is proposed from", 0.25,
        "The share of people with a gap in a domain, from 1 % to 100 %.", bounds=(0.01, 1),
    ),
    Setting(
        "system_from", "System action is proposed from", 0.5,
        "The share of people with a gap in a domain, from 1 % to 100 %.", bounds=(0.01, 1),
    ),
)  # fmt: skip
WHOLE = ("least",)


@dataclass(frozen=True, slots=True)
class CompetencySettings:
    """The settings in force."""

    partnership: str = ""
    counts: str = "supervisor"
    least: int = LEAST
    training_from: float = 0.25
    system_from: float = 0.5


def read_settings(cells: Mapping[str, Any]) -> tuple[CompetencySettings, dict[str, str]]:
    """The settings in force, and why one cannot be used, by key."""
    settings, faults = CompetencySettings(), {}
    for setting in SETTINGS:
        cell = cells.get(setting.key, "")
        if is_blank(cell):
            continue
        value = _value(setting, cell)
        if value is None:
            faults[setting.key] = f"cannot be used; the default {setting.default} is"
        else:
            settings = replace(settings, **{setting.key: value})
    return settings, faults


def _value(setting: Setting, cell: Any) -> Any:
    if isinstance(cell, BrokenCell):
        return None
    if setting.choices:
        word = tidy(cell).casefold()
        return word if word in setting.choices else None
    return _number(setting, cell) if setting.bounds else tidy(cell)


def _number(setting: Setting, cell: Any) -> float | None:
    low, high = setting.bounds or (0, 0)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not low <= cell <= high:
        return None
    if setting.key in WHOLE:
        return int(cell) if cell == int(cell) else None
    return cell
