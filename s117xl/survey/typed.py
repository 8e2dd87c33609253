"""The sheets of the survey workbook into which people type: Responses, Free text and Settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from s117xl.survey.answers import labels
from s117xl.survey.tables import (
    MOST_SMALLEST,
    RESPONSES,
    SETTINGS,
    SMALLEST,
    SURVEY_SETTINGS,
    TEXTS,
    SurveyTable,
)
from s117xl.survey.themes import about, audiences, statements, themes
from s117xl.workbook.areas import column_letters
from s117xl.workbook.edits import Value
from s117xl.workbook.templates.book import A3, A4, Book, define_hidden, set_page

_FAR = 100_000
_COLOURS = {"person": "Planning", "carer": "Entitlement", "practitioner": "Reviews"}


def add_responses_sheet(out: Book, rows: Sequence[Mapping[str, Value]]) -> None:
    """A row for each form; what is asked of others is grey, a repeated id is red."""
    sheet = out.book.add_worksheet(RESPONSES.sheet)
    groups = {ref: _COLOURS[each.audience] for ref, each in statements().items()}
    _add_table(out, sheet, RESPONSES, rows, groups, {})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 5, 13)
    sheet.set_column(6, len(RESPONSES.headings) - 1, 17)
    sheet.set_row(0, 108)
    sheet.freeze_panes(1, 2)
    keys = list(RESPONSES.headings)
    _list(sheet, keys.index("audience"), [each.label for each in audiences().values()])
    for key, asked in about().items():
        _list(sheet, keys.index(key), [*asked.values, "Prefer not to say"])
    for ref, statement in statements().items():
        _list(sheet, keys.index(ref), list(labels()), statement.text)
    sheet.conditional_format(1, 0, _FAR, 0, {
        "type": "duplicate", "format": out.book.add_format({"bg_color": "F9D7D7", "bold": True}),
    })  # fmt: skip
    _grey_others(out, sheet, keys)
    set_page(sheet, A3)
    sheet.set_footer("&LSection 117 survey&RPage &P of &N")
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.set_print_scale(60)


def _grey_others(out: Book, sheet: Any, keys: list[str]) -> None:
    """The statements of other audiences are grey in each row."""
    whose = f"${column_letters(keys.index('audience') + 1)}2"
    for key, audience in audiences().items():
        mine = [keys.index(ref) for ref, each in statements().items() if each.audience == key]
        criteria = f'=AND(LEN({whose})>0,{whose}<>"{audience.label}")'
        sheet.conditional_format(1, mine[0], _FAR, mine[-1], {
            "type": "formula", "criteria": criteria,
            "format": out.book.add_format({"bg_color": "E5E7EB"}),
        })  # fmt: skip


def _list(sheet: Any, column: int, values: list[str], about_it: str = "") -> None:
    told = {}
    if about_it:
        scale = "1 strongly disagree, 2 disagree, 3 neither, 4 agree, 5 strongly agree."
        told = {"input_title": "From 1 to 5", "input_message": f"{about_it} {scale}"[:255]}
    sheet.data_validation(1, column, _FAR, column, {
        "validate": "list", "source": values, **told,
        "error_title": "From the list", "error_message": "Choose from the list, or leave it blank.",
    })  # fmt: skip


def _add_table(
    out: Book,
    sheet: Any,
    table: SurveyTable,
    rows: Sequence[Mapping[str, Value]],
    groups: Mapping[str, str],
    wraps: Mapping[str, bool],
) -> None:
    """A table in which people type, with the hidden name of each column."""
    styles = {key: out.styles.get(valign="top", text_wrap=wraps.get(key, False), align="left")
              for key in table.headings}  # fmt: skip
    sheet.add_table(0, 0, max(1, len(rows)), len(table.headings) - 1, {
        "name": table.excel_name, "style": "Table Style Light 1",
        "columns": [{"header": heading, "format": styles[key],
                     "header_format": out.styles.header(groups.get(key, "Ours"))}
                    for key, heading in table.headings.items()],
    })  # fmt: skip
    for number, row in enumerate(rows or [{}], 1):
        for column, key in enumerate(table.headings):
            _write(sheet, number, column, row.get(key), styles[key])
    for key, heading in table.headings.items():
        define_hidden(out, table.name_of(key), f"={table.excel_name}[{heading}]")


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def add_texts_sheet(out: Book, rows: Sequence[Mapping[str, Value]]) -> None:
    """What people wrote, apart from their responses."""
    sheet = out.book.add_worksheet(TEXTS.sheet)
    _add_table(out, sheet, TEXTS, rows, {}, {"text": True, "question": True})
    for column, width in enumerate((14, 11, 40, 90, 13, 30)):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    keys = list(TEXTS.headings)
    _list(sheet, keys.index("audience"), [each.label for each in audiences().values()])
    _list(sheet, keys.index("use"), ["yes", "no"])
    _list(sheet, keys.index("theme"), [theme.title for theme in themes().values()])
    set_page(sheet, A4)
    sheet.set_footer("&LSection 117 survey: not for publication&RPage &P of &N")
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def add_settings_sheet(out: Book, values: Mapping[str, Value]) -> None:
    """The settings, with the hidden names that give what is in force."""
    sheet = out.book.add_worksheet(SETTINGS.sheet)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Settings", out.styles.title())
    sheet.write_string(1, 0, "Type only in the column Value. A blank keeps the default.",
                       out.styles.get(font_color="374151"))  # fmt: skip
    head = out.styles.header("Ours")
    sheet.add_table(3, 0, 3 + len(SURVEY_SETTINGS), 4, {
        "name": SETTINGS.excel_name, "style": "Table Style Light 1", "autofilter": False,
        "columns": [{"header": h, "header_format": head} for h in SETTINGS.headings.values()],
    })  # fmt: skip
    typed = out.styles.get(bg_color="FFFBEB", border=1, border_color="D6C9A0", align="left",
                           valign="vcenter", text_wrap=True)  # fmt: skip
    for row, each in enumerate(SURVEY_SETTINGS, 4):
        sheet.write_string(row, 0, each.label, out.styles.strong())
        _write(sheet, row, 1, values.get(each.key), typed)
        sheet.write(row, 2, each.default, out.styles.get(align="left", valign="vcenter"))
        sheet.write_string(row, 3, each.help, out.styles.sentence())
        sheet.write_string(row, 4, each.key, out.styles.sentence())
        sheet.set_row(row, 38)
        _define_setting(out, sheet, row, each.key)
    for column, width in enumerate((28, 36, 12, 70, 12)):
        sheet.set_column(column, column, width, None, {"hidden": column == 4})
    set_page(sheet, A4)
    sheet.set_footer("&LSection 117 survey&RPage &P of &N")
    sheet.fit_to_pages(1, 0)


def _define_setting(out: Book, sheet: Any, row: int, key: str) -> None:
    """The hidden name that gives what is in force."""
    cell = f"{SETTINGS.sheet}!$B${row + 1}"
    if key != "smallest":
        define_hidden(out, f"s117_survey_set_{key}", f"={cell}")
        return
    usable = f"AND({cell}>={SMALLEST},{cell}<={MOST_SMALLEST},{cell}=INT(N({cell})))"
    inside = f"IF({usable},{cell},{SMALLEST})"
    define_hidden(out, "s117_survey_set_smallest", f"=IF(ISNUMBER({cell}),{inside},{SMALLEST})")
    sheet.data_validation(row, 1, row, 1, {
        "validate": "integer", "criteria": "between", "minimum": SMALLEST,
        "maximum": MOST_SMALLEST, "error_title": "Out of bounds",
        "error_message": f"Type a whole number from {SMALLEST} to {MOST_SMALLEST}.",
    })  # fmt: skip
