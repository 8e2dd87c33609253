"""The Settings sheet: local policy, with what each setting does and its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from s117xl.law.periods import period
from s117xl.settings import SETTINGS, Setting
from s117xl.workbook.templates.book import A4, Book, define_hidden, set_page
from s117xl.workbook.templates.styles import DATE_FORMAT

SHEET = "Settings"
TABLE = "tblSettings"
HEADINGS = ("Group", "Setting", "Value", "Default", "What it does", "Key")
AREA_HEADINGS = ("Postcode begins", "Council", "Integrated Care Board")
_AREAS = (
    "Areas: for each place its council, and for each council its board, by their codes. The "
    "longest beginning of a postcode counts. Add as many rows as you need; where there are none, "
    "the rules on residence and on areas (R071, R072, R075) say that they are not run."
)
_AREA_ROWS = 6
_WIDTHS = (20, 44, 42, 12, 70, 24)
_TOP = 3
FIRST_ROW = _TOP + 1
_LINE = 76  # letters that fit on one line of What it does


def add_settings_sheet(out: Book, values: Mapping[str, Any]) -> None:
    """The settings with these values by key; the others are blank and keep their default."""
    sheet = out.book.add_worksheet(SHEET)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Settings", out.styles.title())
    about = "Type only in the column Value. A blank keeps the default. "
    about += "No setting switches off a check of the law."
    sheet.write_string(1, 0, about, out.styles.get(font_color="374151"))
    settings = settings_by_group()
    sheet.add_table(_TOP, 0, _TOP + len(settings), len(HEADINGS) - 1, {
        "name": TABLE, "style": "Table Style Light 1", "autofilter": False,
        "columns": [{"header": h, "header_format": out.styles.header("Ours")} for h in HEADINGS],
    })  # fmt: skip
    for row, setting in enumerate(settings, FIRST_ROW):
        _write_setting(out, sheet, row, setting, values.get(setting.key))
    _add_areas(out, sheet, _TOP + len(settings) + 3)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": HEADINGS[column] == "Key"})
    sheet.freeze_panes(_TOP + 1, 2)
    set_page(sheet, A4)
    sheet.fit_to_pages(1, 0)


def _add_areas(out: Book, sheet: Any, top: int) -> None:
    """The table of areas below the settings, with some blank rows."""
    last = len(HEADINGS) - 2
    sheet.merge_range(top, 0, top, last, _AREAS, out.styles.get(font_color="374151", text_wrap=True,
                                                              valign="vcenter"))  # fmt: skip
    sheet.set_row(top, 40)
    style = _typed_cell(out)
    sheet.add_table(top + 1, 0, top + 1 + _AREA_ROWS, len(AREA_HEADINGS) - 1, {
        "name": "tblAreas", "style": "Table Style Light 1", "autofilter": False,
        "columns": [{"header": h, "header_format": out.styles.header("Ours"), "format": style}
                    for h in AREA_HEADINGS],
    })  # fmt: skip
    for row in range(top + 2, top + 2 + _AREA_ROWS):
        for column in range(len(AREA_HEADINGS)):
            sheet.write_blank(row, column, None, style)


def settings_by_group() -> list[Setting]:
    """The settings with each group together, in the order in which a group first stands."""
    groups = list(dict.fromkeys(setting.group for setting in SETTINGS))
    return sorted(SETTINGS, key=lambda setting: groups.index(setting.group))


def _write_setting(out: Book, sheet: Any, row: int, setting: Setting, value: Any) -> None:
    sentence = out.styles.sentence()
    sheet.write_string(row, 0, setting.group, sentence)
    sheet.write_string(row, 1, setting.label, out.styles.strong())
    _write_value(sheet, row, value, _typed(out, setting))
    sheet.write(row, 3, setting.default, out.styles.get(valign="vcenter", align="left"))
    sheet.write_string(row, 4, setting.help, sentence)
    sheet.write_string(row, 5, setting.key, sentence)
    sheet.set_row(row, 20 * ceil(len(setting.help) / _LINE))
    _validate(sheet, row, setting)
    _define(out, row, setting)


def _typed(out: Book, setting: Setting) -> Any:
    return _typed_cell(out, **({"num_format": DATE_FORMAT} if setting.key == "as_at" else {}))


def _typed_cell(out: Book, **more: Any) -> Any:
    """The look of a cell in which a person types."""
    return out.styles.get(
        **more, text_wrap=True, align="left", valign="vcenter", bg_color="FFFBEB", border=1,
        border_color="D6C9A0",
    )  # fmt: skip


def _write_value(sheet: Any, row: int, value: Any, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, 2, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, 2, value, style)
    else:
        sheet.write(row, 2, value, style)


def _validate(sheet: Any, row: int, setting: Setting) -> None:
    told = {"input_title": setting.label[:32], "input_message": setting.help[:255]}
    if setting.group == "Periods":
        bounds = period(setting.key)
        sheet.data_validation(row, 2, row, 2, {
            **told, "validate": "integer", "criteria": "between",
            "minimum": bounds.least, "maximum": bounds.most,
            "error_title": "Out of bounds",
            "error_message": f"Type a whole number from {bounds.least} to {bounds.most}.",
        })  # fmt: skip
    elif setting.choices:
        sheet.data_validation(row, 2, row, 2, {
            **told, "validate": "list", "source": list(setting.choices),
        })  # fmt: skip
    elif setting.key == "as_at":
        sheet.data_validation(row, 2, row, 2, {
            **told, "validate": "date", "criteria": ">=", "value": "=DATE(1983,9,30)",
        })  # fmt: skip


def _define(out: Book, row: int, setting: Setting) -> None:
    """Hidden names that give what is in force: the value where it can be used, else the default."""
    cell, default = f"{SHEET}!$C${row + 1}", f"{SHEET}!$D${row + 1}"
    if setting.key == "as_at":
        define_hidden(out, "s117_as_at", f"=IF(ISNUMBER({cell}),INT({cell}),TODAY())")
    elif setting.group == "Periods":
        bounds = period(setting.key)
        usable = f"AND({cell}>={bounds.least},{cell}<={bounds.most},{cell}=INT(N({cell})))"
        in_force = f"=IF(ISNUMBER({cell}),IF({usable},{cell},{default}),{default})"
        define_hidden(out, f"s117_{setting.key}", in_force)
    else:
        define_hidden(out, f"s117_set_{setting.key}", f"={cell}")
