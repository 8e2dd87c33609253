"""The result as a workbook for those who decide: one sheet for each list, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from s117xl.insight.reconcile.decisions import Decisions
from s117xl.insight.reconcile.ours import Ours
from s117xl.insight.reconcile.result import NotOnRegister, Result
from s117xl.insight.reconcile.source import SourceRow
from s117xl.register.columns import show
from s117xl.workbook.templates.styles import DATE_FORMAT, FONT, Styles

Row = Sequence[Any]


class Sheet(NamedTuple):
    """One sheet: its tab, its title, its headings with their widths, its rows."""

    tab: str
    title: str
    columns: Sequence[tuple[str, float]]
    rows: Sequence[Row]


_WHO = (("Surname", 18), ("Forename", 16), ("Date of birth", 13), ("NHS number", 13))
_OUR_WHO = tuple((f"Ours: {name.lower()}", width) for name, width in _WHO)
_ROW = (("List", 12), ("Row", 7))
_KEY = 12
"""Characters of a key by which it is found in the file of decisions."""
_LINE = 15.0


def write_results(
    path: Path, result: Result, decisions: Decisions, register: str, as_at: date
) -> None:
    """Write the workbook. It holds personal data, as the register does, and no link."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False})
    book.formats[0].set_font_name(FONT)
    book.set_properties(
        {"title": "Section 117 register reconciled", "created": datetime(2026, 1, 1)}
    )
    styles = Styles(book)
    for sheet in _sheets(result, decisions, register, as_at):
        _write(book, styles, sheet)
    book.close()


def _sheets(result: Result, decisions: Decisions, register: str, as_at: date) -> Iterator[Sheet]:
    theirs = {(each.source, each.row): each for one in result.lists for each in one.rows}
    yield Sheet("About", "Register and Trust lists compared", (("What", 30), ("Said", 110)),
                list(_about(result, register, as_at)))  # fmt: skip
    yield Sheet(
        "Missed", "On their list and not on the register",
        (*_ROW, ("Qualifies", 10), ("Rule", 7), *_WHO, ("Section", 9), ("Discharged", 13),
         ("Why", 60), ("Also", 28)),
        [(e.source, e.row, e.qualifies, e.rule, *_who(theirs[e.source, e.row]), e.section,
          theirs[e.source, e.row].values.get("discharge_date"), "; ".join(e.reasons),
          ", ".join(e.also)) for e in sorted(result.not_on_register, key=_yes_first)],
    )  # fmt: skip
    yield Sheet(
        "To decide", "Probably one person: to be decided, in the file of decisions",
        (*_ROW, ("Record", 13), ("Score", 8), ("Reasons", 50), *_WHO, *_OUR_WHO,
         ("Key begins", 15)),
        [(e.source, e.row, e.record, e.score, "; ".join(e.reasons),
          *_who(theirs[e.source, e.row]), *_our_who(result.ours, e.record), e.key[:_KEY])
         for e in result.probable],
    )  # fmt: skip
    yield Sheet(
        "Differences", "Matched, and the cells do not agree",
        (*_ROW, ("Record", 13), ("Field", 24), ("Ours", 24), ("Theirs", 24), ("How", 24),
         ("Why", 50)),
        [(e.source, e.row, e.record, e.heading, e.ours, e.theirs, e.kind, "; ".join(e.reasons))
         for e in result.differences],
    )  # fmt: skip
    yield Sheet(
        "Not on lists", "On the register, and on no list that speaks of it",
        (("Record", 13), ("Live", 9), *_WHO, ("Why", 70)),
        [(e.record, e.live, *_our_who(result.ours, e.record), "; ".join(e.reasons))
         for e in result.not_in_source],
    )  # fmt: skip
    yield Sheet(
        "Matched", "Matched", (*_ROW, ("Record", 13), ("All records", 26), ("By", 13), ("Why", 60)),
        [(e.source, e.row, e.record, ", ".join(e.records), e.how, "; ".join(e.reasons))
         for e in result.matched],
    )  # fmt: skip
    yield Sheet("Not read", "What could not be read", (*_ROW, ("Heading", 26), ("Why", 70)),
                [(e.source, e.row, e.heading or "the whole row", e.reason) for e in result.unread]
                )  # fmt: skip
    yield Sheet(
        "Decisions", "Decisions that were used",
        (("Record", 13), ("Decision", 12), ("By", 22), ("On", 14), ("Key begins", 15)),
        [(d.register_id, d.decision, d.by, d.on, d.key[:_KEY])
         for d in decisions.values() if d.decision],
    )  # fmt: skip


def _yes_first(each: NotOnRegister) -> int:
    return ("yes", "unknown", "no").index(each.qualifies)


def _about(result: Result, register: str, as_at: date) -> Iterator[Row]:
    yield "Register", register
    yield "As at", show(as_at)
    for each in result.lists:
        yield f"The {each.source}", f"{each.name}: {len(each.rows):,} rows"
    for source in (each.source for each in result.lists):
        yield f"People missed ({source})", len(result.missed(source))
    yield "Rows to be decided", result.undecided
    yield "Cells that do not agree", len(result.differences)
    yield "Live records on no list", len(result.not_in_source)
    yield "Cells and rows not read", len(result.unread)
    for note in result.notes:
        yield "Note", note
    yield (
        "How to decide",
        (
            "Open the file of decisions; write same or different against the key and the record, "
            "with your name and the day. Nothing is merged without it."
        ),
    )


def _who(row: SourceRow) -> Row:
    values = row.values
    number = row.shown.get("nhs_number", "")
    born = values.get("dob") or row.shown.get("dob", "")
    return values.get("surname", ""), values.get("forename", ""), born, number


def _our_who(ours: Ours, record: str) -> Row:
    row = ours.by_id[record]
    born = ours.value("dob", row) or ours.shown("dob", row)
    return (
        ours.shown("surname", row), ours.shown("forename", row), born,
        ours.shown("nhs_number", row),
    )  # fmt: skip


def _write(book: Any, styles: Styles, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.tab)
    page.write_string(0, 0, sheet.title, styles.title())
    last = 2 + max(len(sheet.rows), 1)
    page.add_table(2, 0, last, len(sheet.columns) - 1, {
        "name": f"tbl{sheet.tab.title().replace(' ', '')}", "style": "Table Style Light 1",
        "columns": [
            {"header": heading, "header_format": styles.header("Ours")}
            for heading, _ in sheet.columns
        ],
    })  # fmt: skip
    for number, row in enumerate(sheet.rows, 3):
        page.set_row(number, _LINE * _lines(sheet, row))
        for column, value in enumerate(row):
            _cell(page, styles, number, column, value)
    page.set_row(2, 2 * _LINE)
    if not sheet.rows:
        page.write_string(3, 0, "None.", styles.plain())
    for column, (_, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
    _for_print(page)


def _lines(sheet: Sheet, row: Row) -> int:
    """How many lines the longest text of a row takes, as not every program works that out."""
    widths = (width for _, width in sheet.columns)
    return max(
        -(-len(value) // int(1.15 * width)) if isinstance(value, str) and value else 1
        for value, width in zip(row, widths, strict=True)
    )


def _cell(page: Any, styles: Styles, row: int, column: int, value: Any) -> None:
    if isinstance(value, date):
        dated = styles.get(num_format=DATE_FORMAT, align="left", valign="top")
        page.write_datetime(row, column, value, dated)
    elif isinstance(value, int):
        page.write_number(row, column, value, styles.plain())
    elif value not in (None, ""):
        page.write_string(row, column, str(value), styles.plain())


def _for_print(page: Any) -> None:
    page.freeze_panes(3, 0)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.set_header("&L&A&ROFFICIAL-SENSITIVE: PERSONAL")
    page.set_footer("&L&F&RPage &P of &N")
