"""The sheet Settings of the competency workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s117xl.competency.book_kit import NOBODY, add_table, page, tell, title, typed, write
from s117xl.competency.settings import SETTINGS, WHOLE, Setting
from s117xl.competency.tables import SETTINGS as TABLE
from s117xl.workbook.templates.book import A4, Book, define_hidden

_TOP = 3
_WIDTHS = (34, 26, 14, 78, 16)


def add_settings_sheet(out: Book, values: Mapping[str, Any]) -> None:
    """The settings with these values by key; the others are blank and keep their default."""
    sheet = out.book.add_worksheet(TABLE.sheet)
    title(out, sheet, "Settings", "Type only in the column Value. A blank keeps the default.")
    add_table(sheet, TABLE.excel_name, len(SETTINGS), [
        {"header": name, "header_format": out.styles.header("Ours")} for name in TABLE.headings
    ], _TOP)  # fmt: skip
    for row, setting in enumerate(SETTINGS, _TOP + 1):
        _setting(out, sheet, row, setting, values.get(setting.key))
    for column, width in enumerate(_WIDTHS):
        hidden = {"hidden": TABLE.headings[column] == "Key"}
        sheet.set_column(column, column, width, None, hidden)
    sheet.freeze_panes(_TOP + 1, 1)
    page(sheet, A4, marking=NOBODY)


def _setting(out: Book, sheet: Any, row: int, setting: Setting, value: Any) -> None:
    form = {"num_format": "0%"} if _is_share(setting) else {}
    sheet.write_string(row, 0, setting.label, out.styles.strong())
    write(sheet, row, 1, value, typed(out, align="left", **form))
    write(sheet, row, 2, setting.default, out.styles.get(valign="vcenter", align="left", **form))
    sheet.write_string(row, 3, setting.help, out.styles.sentence())
    sheet.write_string(row, 4, setting.key, out.styles.sentence())
    sheet.set_row(row, 38)
    sheet.data_validation(row, 1, row, 1, _bounds(setting))
    _define(out, row, setting)


def _is_share(setting: Setting) -> bool:
    return setting.bounds is not None and setting.key not in WHOLE


def _bounds(setting: Setting) -> dict[str, Any]:
    told = tell(setting.label, setting.help) | {"error_title": setting.label[:32]}
    if setting.choices:
        return {**told, "validate": "list", "source": list(setting.choices)}
    if setting.bounds is None:
        return {**told, "validate": "any"}
    low, high = setting.bounds
    kind = "decimal" if _is_share(setting) else "integer"
    return {**told, "validate": kind, "criteria": "between", "minimum": low, "maximum": high,
            "error_message": setting.help[:255]}  # fmt: skip


def _define(out: Book, row: int, setting: Setting) -> None:
    """A hidden name that gives what is in force: the value where it can be used, or the default."""
    cell, default = f"{TABLE.sheet}!$B${row + 1}", f"{TABLE.sheet}!$C${row + 1}"
    name = f"comp_{setting.key}"
    if setting.choices:
        good = "OR(" + ",".join(f'{cell}="{choice}"' for choice in setting.choices) + ")"
        define_hidden(out, name, f"=IF({good},{cell},{default})")
    elif setting.bounds:
        low, high = setting.bounds
        whole = f",{cell}=INT(N({cell}))" if setting.key in WHOLE else ""
        usable = f"AND({cell}>={low},{cell}<={high}{whole})"
        in_force = f"=IF(ISNUMBER({cell}),IF({usable},{cell},{default}),{default})"
        define_hidden(out, name, in_force)
    else:
        define_hidden(out, name, f"={cell}")
