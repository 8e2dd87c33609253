"""The Settings of the audit: the thresholds and rules that the suggestions go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s117xl.audit.tables import DOMAIN_8_RULES, SETTINGS
from s117xl.audit.workbook.keyed import Item, lay_items
from s117xl.audit.workbook.laying import Column, one_of, set_widths
from s117xl.audit.workbook.page import new_sheet, set_print
from s117xl.workbook.templates.book import Book, define_hidden

EIGHT_RULES, YES_NO = "s117_audit_eight_rules", "s117_audit_yes_no"
_COLUMNS = (
    Column("Setting", 44, "told", bold=True),
    Column("Value", 20),
    Column("Default", 16, "told"),
    Column("Help", 84, "told"),
    Column("Key", 18, "told", hidden=True),
)
_SHARE = {
    "validate": "decimal", "criteria": "between", "minimum": 0.01, "maximum": 1,
    "error_message": "Type a per cent from 1 to 100.",
}  # fmt: skip


_TOP = 3
FIRST = _TOP + 1
GREEN_ROW, AMBER_ROW = FIRST, FIRST + 1


def _whole(most: int) -> Mapping[str, Any]:
    return {
        "validate": "integer", "criteria": "between", "minimum": 0, "maximum": most,
        "error_message": f"Type a whole number from 0 to {most}.",
    }  # fmt: skip


ITEMS = (
    Item("green_from", "Green from", "The least score for which Green is suggested. A critical "
         "question at No makes it Red, one at Partial makes it Amber.", _SHARE, "percent", 0.9),
    Item("amber_from", "Amber from", "The least score for which Amber is suggested; below it, Red.",
         _SHARE, "percent", 0.6),
    Item("domain_8", "Domain 8 is as good as", "worst group: as its poorest part. weighted mean: "
         "the mean of its questions, and Amber at best where a part is Red.",
         one_of(EIGHT_RULES), "general", DOMAIN_8_RULES[0]),
    Item("narrative_characters", "Least length of a narrative", "Letters that the narrative of an "
         "Amber or Red must have before the audit can be final.", _whole(2000), "number", 20),
    Item("double_marked_percent", "Cases marked twice, per cent", "How many of the sampled cases a "
         "second auditor marks too.", _whole(100), "number", 10),
    Item("pseudonyms", "Pseudonyms in the sample", "yes: the sample shows a stand-in for each "
         "register id; the list that resolves them is kept apart.", one_of(YES_NO), "general",
         "no"),
)  # fmt: skip


def add_settings_sheet(out: Book, values: Mapping[str, Any]) -> None:
    """The settings with these values by key; a blank keeps the default."""
    line = "Type only in the column Value. A blank keeps the default."
    sheet = new_sheet(out, SETTINGS.sheet, "Settings", line, back=3)
    set_widths(sheet, _COLUMNS)
    place = lay_items(out, sheet, SETTINGS, _COLUMNS, _TOP, ITEMS, values)
    for row, item in enumerate(ITEMS, place.first):
        define_hidden(out, f"s117_audit_{item.key}", _in_force(row, item))
    sheet.freeze_panes(FIRST, 1)
    set_print(sheet, _TOP)


def _in_force(row: int, item: Item) -> str:
    """The value where it can be used, else the default.

    Where Amber does not begin below Green, both are left at their defaults.
    """
    value, default = (f"{SETTINGS.sheet}!${column}${row + 1}" for column in "BC")
    if item.bounds["validate"] == "list":
        return f"=IF(COUNTIF({str(item.bounds['source']).lstrip('=')},{value})=1,{value},{default})"
    if item.number == "percent":
        return f"=IF({_usable(AMBER_ROW)}<{_usable(GREEN_ROW)},{_usable(row)},{default})"
    return f"={_usable(row)}"


def _usable(row: int) -> str:
    value, default = (f"{SETTINGS.sheet}!${column}${row + 1}" for column in "BC")
    bounds = ITEMS[row - FIRST].bounds
    inside = f"AND({value}>={bounds['minimum']},{value}<={bounds['maximum']})"
    return f"IF(ISNUMBER({value}),IF({inside},{value},{default}),{default})"
