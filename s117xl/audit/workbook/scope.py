"""The Scope sheet: what was audited, how, and who signs for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s117xl.audit.tables import SCOPE
from s117xl.audit.workbook.formulas import COMPLETED
from s117xl.audit.workbook.keyed import Item, lay_items
from s117xl.audit.workbook.laying import Column, day, one_of, set_widths
from s117xl.audit.workbook.page import new_sheet, set_print
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book, define_hidden

YES_NO = "s117_audit_yes_no"
_YES_NO = one_of(YES_NO)
_COLUMNS = (
    Column("Item", 44, "told", bold=True),
    Column("Value", 40),
    Column("Help", 76, "told"),
    Column("Key", 18, "told", hidden=True),
)
ITEMS = (
    Item("period", "Year that is audited", "Such as 2025/26, from April to March."),
    Item("as_at", "Register as at", "The day on which the register was looked at.", day(), "date"),
    Item("la_name", "Council", "The council that audits itself here."),
    Item("icb_name", "Integrated Care Board", "The board that audits itself here."),
    Item("trust_name", "NHS Trust", "The mental health Trust that takes part."),
    Item("method_files", "Case files were read",
         "A sample of live and recently ended cases: sheet D3 cases.", _YES_NO),
    Item("method_policies", "Policies and agreements were read",
         "Joint policy, protocols, memorandum, terms of reference.", _YES_NO),
    Item("method_register", "The register was looked at",
         "Its check, its figures, and a sample held against the papers.", _YES_NO),
    Item("method_performance", "Performance figures were looked at",
         "The figures of the year, with numerators and denominators.", _YES_NO),
    Item("method_feedback", "People's own experience was heard",
         "Surveys, groups, complaints, where there are any.", _YES_NO),
    Item("partner_la", "Council took part", "The audit is held jointly: all three sign.", _YES_NO),
    Item("partner_icb", "Integrated Care Board took part",
         "The audit is held jointly: all three sign.", _YES_NO),
    Item("partner_trust", "NHS Trust took part", "The audit is held jointly: all three sign.",
         _YES_NO),
    Item("lead_name", "Sign-off: name of the audit lead",
         "Who answers for this audit. Not the named lead of a case in the sample."),
    Item("lead_role", "Sign-off: role of the audit lead", "The post."),
    Item("lead_org", "Sign-off: organisation of the audit lead", "Council, board or Trust."),
    Item("completed", "Sign-off: date completed",
         "Not after today. Audits again are due three to six months after this day.", day(),
         "date"),
)  # fmt: skip


def add_scope_sheet(out: Book, values: Mapping[str, Any]) -> None:
    """The scope with these values by key."""
    line = Formula(_filled(), f"{_count(values)} of {len(ITEMS)} filled in.")
    sheet = new_sheet(out, SCOPE.sheet, "Scope and sign-off", line, back=2)
    set_widths(sheet, _COLUMNS)
    lay_items(out, sheet, SCOPE, _COLUMNS, 3, ITEMS, values)
    day_of_it = _value("completed")
    usable = f"IF(ISNUMBER({day_of_it}),{day_of_it}<=TODAY(),FALSE)"
    define_hidden(out, COMPLETED, f'=IF({usable},{day_of_it},"")')
    sheet.freeze_panes(4, 1)
    set_print(sheet, 3)


def _count(values: Mapping[str, Any]) -> int:
    return sum(values.get(item.key) not in (None, "") for item in ITEMS)


def _filled() -> str:
    return f'COUNTA(tblScope[Value])&" of {len(ITEMS)} filled in."'


def _value(key: str) -> str:
    return f'INDEX(tblScope[Value],MATCH("{key}",tblScope[Key],0))'


def value_of(key: str) -> str:
    """The formula of what is written for a key, as trimmed text."""
    return f"TRIM({_value(key)})"
