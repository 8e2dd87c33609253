"""The catalogue of rules: what each says about itself, and the list of them all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from s117xl.findings import ACTIONS, SEVERITIES
from s117xl.law.authorities import authority
from s117xl.register.columns import Moments
from s117xl.register.truth import Mask, Truth
from s117xl.rules.rows import Rows

Check = Callable[[Rows], "Truth | Found | Iterable[Found]"]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something found outside the tables: its sheet, cell and heading, and the sentence."""

    row: str
    sheet: str
    cell: str
    heading: str
    message: str


@dataclass(slots=True)
class Found:
    """The answer of a rule at one field.

    `facts` are values for the message, one for each row (an array, Moments or a list) or one
    for all. `due` is the day that was missed. `severity` may be lighter than the rule's, for
    the rows of `lighter`. `message` and `fix` replace the rule's own. `field` is the cell that
    is marked. `regardless` is for a test that an unreadable cell of the row does not stop.
    `spoils` replaces the rule's own. `absent` are records that have no row to be found
    on, `elsewhere` what was found outside the tables.
    """

    truth: Truth
    field: str | None = None
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    due: Moments | None = None
    message: str | None = None
    fix: str | None = None
    severity: str | None = None
    lighter: Mapping[str, Mask] = dataclasses.field(default_factory=dict)
    regardless: bool = False
    spoils: tuple[str, ...] | None = None
    absent: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows that a rule is about. `none` says why there were no such rows.

    `rowless` is for a rule that a table without any rows must answer too.
    """

    rows: Callable[[Rows], Truth]
    none: str
    rowless: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `fields` are all that it looks at, `Table.key` where in another table.

    `speaks_for` are required fields whose blanks this rule reports in place of R200. `spoils`
    are fields that are not to be used again on a row that the rule finds. `process` is the
    date of the event, for a rule about something that cannot be mended afterwards. `awaits` is
    the authority without whose commencement the rule is dormant. `parts` are the same rule over
    other tables, each with its own fields, test and words.
    """

    code: str
    title: str
    severity: str
    table: str
    fields: tuple[str, ...]
    authority: tuple[str, ...]
    pillar: int
    audit: tuple[str, ...]
    message: str
    fix: str
    owner: str
    scope: Scope
    check: Check
    speaks_for: tuple[str, ...] = ()
    spoils: tuple[str, ...] = ()
    process: str | None = None
    awaits: str | None = None
    parts: tuple[Rule, ...] = ()

    @property
    def action(self) -> str:
        """What the person must do: fix, explain or note."""
        return ACTIONS[self.severity]

    @property
    def dormant(self) -> str | None:
        """Why the rule is not in force, None where it is."""
        law = authority(self.awaits) if self.awaits else None
        if law is None or law.in_force_from:
            return None
        return f"{law.citation} is enacted and not in force."

    @property
    def in_force(self) -> bool:
        """Whether the law that it applies is in force."""
        return self.dormant is None

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it looks at, its own first."""
        others = (name.split(".")[0] for name in self.fields if "." in name)
        apart = (table for part in self.parts for table in part.tables)
        return tuple(dict.fromkeys((self.table, *others, *apart)))


RULES: dict[str, Rule] = {}

MODULES = (
    "identity",
    "duplicates",
    "entitlement",
    "dates",
    "orders",
    "status",
    "later_detention",
    "cto",
    "prison",
    "reform",
    "responsibility",
    "residence",
    "planning",
    "assessments",
    "plan_records",
    "reviews",
    "review_records",
    "light_reviews",
    "funding",
    "agreements",
    "other_funding",
    "accommodation",
    "top_ups",
    "disputes",
    "endings",
    "ending_reasons",
    "ending_grounds",
    "after_ending",
    "inclusion",
    "children",
    "assurance",
    "reconciled",
    "local_settings",
)
"""Where rules stand: importing a module enters its rules."""

EVERY_ROW = Scope(Rows.all_rows, "The table has no rows.")


def rule(
    code: str,
    title: str,
    severity: str,
    *,
    fields: Sequence[str],
    authority: Sequence[str],
    message: str,
    fix: str,
    pillar: int,
    audit: Sequence[str] = (),
    table: str = "Register",
    scope: Scope = EVERY_ROW,
    owner: str = "Register administrator",
    speaks_for: Sequence[str] = (),
    spoils: Sequence[str] = (),
    process: str | None = None,
    awaits: str | None = None,
) -> Callable[[Check], Check]:
    """Put the decorated function into the catalogue under `code`.

    The message may name fields and facts in braces; what stands there is the cell as read.
    """
    if severity not in SEVERITIES:
        raise ValueError(f"{code}: {severity} is no severity")
    if code in RULES:
        raise ValueError(f"{code} stands in the catalogue twice")

    def enter(check: Check) -> Check:
        RULES[code] = Rule(
            code, title, severity, table, tuple(fields), tuple(authority), pillar, tuple(audit),
            message, fix, owner, scope, check, tuple(speaks_for), tuple(spoils), process, awaits,
        )  # fmt: skip
        return check

    return enter


def also(
    code: str,
    *,
    table: str,
    fields: Sequence[str],
    message: str | None = None,
    fix: str | None = None,
    scope: Scope = EVERY_ROW,
    speaks_for: Sequence[str] = (),
    spoils: Sequence[str] = (),
) -> Callable[[Check], Check]:
    """Make the decorated function a further part of the rule `code`, over another table.

    It shares the title, the severity and the law; the words too, where none are given.
    """
    whole = RULES[code]

    def enter(check: Check) -> Check:
        part = replace(
            whole, table=table, fields=tuple(fields), message=message or whole.message,
            fix=fix or whole.fix, scope=scope, check=check, speaks_for=tuple(speaks_for),
            spoils=tuple(spoils), process=None, parts=(),
        )  # fmt: skip
        RULES[code] = replace(RULES[code], parts=(*RULES[code].parts, part))
        return check

    return enter


def all_rules() -> dict[str, Rule]:
    """Every rule by code, in order of code."""
    for module in MODULES:
        import_module(f"s117xl.rules.{module}")
    return dict(sorted(RULES.items()))


def rules_json() -> list[dict[str, Any]]:
    """The catalogue as plain values, in order of code."""
    return [
        {
            "code": rule.code,
            "title": rule.title,
            "severity": rule.severity,
            "action": rule.action,
            "fields": list(rule.fields),
            "authority": list(rule.authority),
            "pillar": rule.pillar,
            "audit": list(rule.audit),
            "fix": rule.fix,
            "owner": rule.owner,
            "in_force": rule.in_force,
            "tables": list(rule.tables),
        }
        for rule in all_rules().values()
    ]
