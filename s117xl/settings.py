"""Local policy: what a partnership may set for itself, and how it differs from the default.

The Settings sheet of the register holds it. A setting may make a rule stricter or quieter
within bounds; none switches an `unlawful` rule off. A setting that cannot be used is left at
its default, and a note says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from s117xl.law.periods import period


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the Settings sheet. `choices` is empty where any text will do."""

    key: str
    label: str
    group: str
    default: str | int
    help: str
    choices: tuple[str, ...] = ()


def _period(name: str, label: str, help_text: str) -> Setting:
    return Setting(name, label, "Periods", period(name).value, help_text)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "as_at", "As-at date", "This register", "",
        "The day on which the register is judged. Leave blank for today.",
    ),
    Setting(
        "holds", "This register holds", "This register", "",
        "Real people, or invented people for tests and training: then NHS numbers of the test "
        "range (999) are right; among real people they are invalid.",
        ("real people", "invented people"),
    ),
    Setting("la_name", "Council", "Organisations", "", "The council's name, as letters print it."),
    Setting("icb_name", "Integrated Care Board", "Organisations", "", "The board's name."),
    Setting("trust_name", "NHS Trust", "Organisations", "", "The Trust's name."),
    Setting("contact", "Contact for this register", "Organisations", "", "Who owns this workbook."),
    _period("first_review_months", "First review within (months)", "From leaving hospital."),
    _period("review_cycle_months", "Then review every (months)", "From the last review held."),
    _period("due_soon_days", "Due soon means within (days)", "Reviews ahead that are shown."),
    _period("decisions_apart_days", "Ending: decisions at most apart (days)",
            "Between the council's decision to end and the board's."),
    _period("reassessment_within_days", "Ending: reassessment within (days)",
            "Before the duty ends."),
    _period("dispute_stage_days", "Disputes move on within (days)", "At each stage."),
    _period("or_dispute_referral_months", "Residence disputes referred within (months)",
            "To the Secretary of State."),
    _period("asc_notified_within_days", "Social care told within (days)", "Of admission."),
    _period("planning_start_within_days", "Planning starts within (days)", "Of detention."),
    _period("register_update_days", "Records looked at every (days)", "Each quarter."),
    _period("process_rules_months", "Past processes count from (months back)",
            "Older ones, which nobody can mend, are for information only."),
    _period("copies_kept", "Dated copies kept", "Made before the first check of each day."),
    Setting(
        "authorisers", "Roles that may authorise an ending", "Endings", "",
        "Parted by semicolons. Where it is blank any authoriser is accepted.",
    ),
    Setting(
        "copies_folder", "Folder for dated copies", "This register", "",
        "They hold personal data. Leave blank for the workbook's own folder.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force: `values` by key, `differences` as sentences, `notes` on bad ones."""

    values: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def period(self, name: str) -> int:
        """A period in its own unit: the local one where set, else the default."""
        value = self.values.get(name)
        return period(name).value if value is None else int(value)

    def text(self, name: str) -> str:
        """A setting in words, blank where it is not set."""
        return str(self.values.get(name) or "")

    @property
    def as_at(self) -> date | None:
        """The as-at date that the workbook fixes, if it does."""
        value = self.values.get("as_at")
        return value if isinstance(value, date) else None

    @property
    def authorisers(self) -> frozenset[str]:
        """The roles that may authorise an ending, in lower case."""
        parts = self.text("authorisers").split(";")
        return frozenset(part.strip().casefold() for part in parts if part.strip())


def read_settings(cells: Mapping[str, Any]) -> Settings:
    """Settings from the cells of the Settings sheet by key; blank cells keep the default."""
    values: dict[str, Any] = {}
    differences: list[str] = []
    notes: list[str] = []
    for setting in SETTINGS:
        cell = cells.get(setting.key, "")
        if cell in ("", None):
            continue
        value, problem = _read(setting, cell)
        if problem:
            notes.append(f"Settings: {setting.label!r} {problem}; the default is used.")
        else:
            values[setting.key] = value
            if value != setting.default and setting.group in ("Periods", "Endings"):
                differences.append(
                    f"{setting.label}: {value} (default {setting.default or 'none'})"
                )
    return Settings(values, tuple(differences), tuple(notes))


def _read(setting: Setting, cell: Any) -> tuple[Any, str]:
    if setting.key == "as_at":
        if not isinstance(cell, date):
            return None, "is not a date"
        return cell.date() if isinstance(cell, datetime) else cell, ""
    if setting.group == "Periods":
        return _read_period(setting, cell)
    text = str(cell).strip()
    if setting.choices and text not in setting.choices:
        return None, "is not one of: " + ", ".join(setting.choices)
    return text, ""


def _read_period(setting: Setting, cell: Any) -> tuple[Any, str]:
    bounds = period(setting.key)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != int(cell):
        return None, "is not a whole number"
    if not bounds.least <= cell <= bounds.most:
        return None, f"is not from {bounds.least} to {bounds.most}"
    return int(cell), ""
