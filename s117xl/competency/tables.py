"""The tables of the competency workbook: their names, headings, and the words that stand in them.

A person types into the columns of `typed`; the others hold formulas or fixed words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from s117xl.competency.framework import LEVELS, Statement, domains, statements
from s117xl.workbook.headings import Wanted

RATINGS = (0, 1, 2, "N/A")
NONE = "none"
EXPECTED = (*LEVELS, NONE)
"""What may be expected of a role in a domain; `none` where nothing is."""

MET, GAP, CANNOT_TELL, NOT_EXPECTED = "met", "gap", "cannot tell", "not expected"
BELOW, NOT_RATED, TWO_ROWS, NOT_SET = "below Practitioner", "not rated", "two rows", "not set"
NO_TEAM = "no team given"
WITHHELD = "withheld"
SMALL = "fewer than 5 or withheld"
AUDIT_RATINGS = ("Green", "Amber", "Red")
WEAK = ("Amber", "Red")
KINDS = ("training", "reflective supervision", "system action")
COUNTS = ("supervisor", "self", "both")
"""Whose ratings decide. With `both` a level is reached where both say so, and a gap is a gap
where either does."""


class CompetencyTable(NamedTuple):
    """A table: its key, sheet, Excel name, headings by key, and the keys that people fill in."""

    key: str
    sheet: str
    excel_name: str
    columns: Mapping[str, str]
    typed: tuple[str, ...]

    @property
    def headings(self) -> list[str]:
        """The headings, from the left."""
        return list(self.columns.values())

    def defined_name(self, column: str) -> str:
        """The hidden name that leads to a typed column, however a person has renamed it."""
        return f"comp_{self.key}_{column.replace('.', '_')}"

    def wanted(self) -> Wanted:
        """How the table is read: what people type, and not what formulas give."""
        typed = {key: self.columns[key] for key in self.typed}
        ours = frozenset(h for key, h in self.columns.items() if key not in typed)
        names = {key: self.defined_name(key) for key in typed}
        return Wanted(self.key, self.excel_name, typed, names, ours)


def heading(statement: Statement) -> str:
    """The heading of the column of a statement: its ref and a few words."""
    return f"{statement.ref} {statement.short}"


def done_key(domain: str) -> str:
    """The key of the column that counts how many statements of a domain are rated."""
    return f"{domain}.done"


def _ratings_columns() -> dict[str, str]:
    columns = {"staff_id": "Staff id", "name": "Name", "rated_on": "Rated on"}
    for ref, domain in domains().items():
        columns |= {s.ref: heading(s) for s in domain.statements}
        columns[done_key(ref)] = f"{ref} rated"
    return {**columns, "comment": "Comment"}


def _ratings(key: str, sheet: str) -> CompetencyTable:
    typed = ("staff_id", "rated_on", *statements(), "comment")
    return CompetencyTable(key, sheet, f"tbl{sheet}", _ratings_columns(), typed)


SELF = _ratings("self", "Self")
SUPERVISOR = _ratings("supervisor", "Supervisor")

STAFF = CompetencyTable(
    "staff",
    "Staff",
    "tblStaff",
    {
        "staff_id": "Staff id",
        "name": "Name",
        "role": "Role",
        "team": "Team",
        "supervisor": "Supervisor",
        "start": "Start",
    },
    ("staff_id", "name", "role", "team", "supervisor", "start"),
)
ROLES = CompetencyTable(
    "roles",
    "Roles",
    "tblRoles",
    {"role": "Role", **{ref: f"{ref} expected" for ref in domains()}},
    ("role", *domains()),
)
AUDIT_LINK = CompetencyTable(
    "audit",
    "Audit link",
    "tblAuditLink",
    {
        "domain": "Audit domain",
        "title": "What it is about",
        "competency": "Competency domains",
        "rating": "Rating",
        "leads_to": "What it leads to",
    },
    ("domain", "rating"),
)
SETTINGS = CompetencyTable(
    "settings",
    "Settings",
    "tblCompetencySettings",
    {"setting": "Setting", "value": "Value", "default": "Default", "help": "Help", "key": "Key"},
    ("value", "key"),
)
READ = (STAFF, ROLES, SELF, SUPERVISOR, AUDIT_LINK, SETTINGS)
"""The tables that are read back; the others are for the eye."""

GAP_PARTS = ("expected", "self", "self short at", "supervisor", "supervisor short at", "differ")
GAPS_HEAD = ("Staff id", "Name", "Role", "Team", "Rated by")
GAPS_TAIL = ("Gaps", "Counted", "First of team", "Self row", "Supervisor row")
GAPS = "tblGaps"
GAPS_SHEET, TEAMS_SHEET, TRAINING_SHEET = "Gaps", "Teams", "Training"
WORKINGS_SHEET, START_SHEET, FRAMEWORK_SHEET = "Workings", "Start", "Framework"
TRAINING = "tblTraining"


def gap_heading(domain: str, part: str = GAP) -> str:
    """The heading on Gaps of a part of a domain: `C1 expected`, `C1 gap`."""
    return f"{domain} {part}"


def gaps_headings() -> list[str]:
    """All the headings of Gaps, from the left."""
    parts = (*GAP_PARTS, GAP)
    return [
        *GAPS_HEAD,
        *(gap_heading(ref, part) for ref in domains() for part in parts),
        *GAPS_TAIL,
    ]
