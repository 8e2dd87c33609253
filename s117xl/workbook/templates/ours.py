"""The sheets that this product writes: findings, worklist, and the append-only records."""

from __future__ import annotations

from typing import Any, NamedTuple

from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import A3, A4, Book, set_page
from s117xl.workbook.templates.styles import DATE_FORMAT

_FAR = 1_000_000  # rows enough for any list of findings


class OurColumn(NamedTuple):
    """A heading, its width, and `form`.

    The form is text, wrap, date, link, number, hidden, or typed (by a person) with or without date.
    """

    heading: str
    width: float
    form: str = "text"


class OurTable(NamedTuple):
    """A table of ours: its sheet, its Excel name, and its columns."""

    sheet: str
    excel_name: str
    columns: tuple[OurColumn, ...]
    hidden: bool = False

    @property
    def headings(self) -> list[str]:
        """The headings, from the left."""
        return [column.heading for column in self.columns]


FINDINGS = OurTable(
    "Findings",
    "tblFindings",
    (
        OurColumn("Severity", 11),
        OurColumn("To do", 9),
        OurColumn("Record", 13),
        OurColumn("Go", 6, "link"),
        OurColumn("Table", 12),
        OurColumn("Row", 13),
        OurColumn("Heading", 22, "wrap"),
        OurColumn("Value", 18, "wrap"),
        OurColumn("What is wrong", 78, "wrap"),
        OurColumn("How to mend it", 66, "wrap"),
        OurColumn("Due", 13, "date"),
        OurColumn("Rule", 8),
        OurColumn("Law", 34, "wrap"),
        OurColumn("Explanation", 36, "typed"),
        OurColumn("Explained by", 18, "typed"),
        OurColumn("Until", 13, "typed date"),
        OurColumn("Key", 26, "hidden"),
    ),
)
WORKLIST = OurTable(
    "Worklist",
    "tblWorklist",
    (
        OurColumn("Due", 13, "date"),
        OurColumn("Days over", 11, "number"),
        OurColumn("Record", 13),
        OurColumn("Go", 6, "link"),
        OurColumn("What to do", 110, "wrap"),
        OurColumn("Severity", 11),
        OurColumn("Named lead", 22),
        OurColumn("Team", 22),
        OurColumn("Rule", 8),
    ),
)
EXPLANATIONS = OurTable(
    "Explanations",
    "tblExplanations",
    (
        OurColumn("Key", 30),
        OurColumn("Rule", 8),
        OurColumn("Record", 13),
        OurColumn("Explanation", 60, "wrap"),
        OurColumn("Explained by", 22),
        OurColumn("Until", 13, "date"),
        OurColumn("Due from", 13, "date"),
        OurColumn("Due to", 13, "date"),
    ),
)
RUNS = OurTable(
    "Runs",
    "tblRuns",
    (
        OurColumn("Run", 7, "number"),
        OurColumn("As at", 13, "date"),
        OurColumn("Version", 10),
        OurColumn("Records", 10, "number"),
        OurColumn("Unlawful", 10, "number"),
        OurColumn("Risk", 10, "number"),
        OurColumn("Overdue", 10, "number"),
        OurColumn("Missing", 10, "number"),
        OurColumn("Invalid", 10, "number"),
        OurColumn("Prompt", 10, "number"),
        OurColumn("Info", 10, "number"),
        OurColumn("Explained", 10, "number"),
        OurColumn("Hash of the tables", 24),
        OurColumn("Ids first seen", 30),
    ),
)
LETTERS = OurTable(
    "Letters",
    "tblLetters",
    (
        OurColumn("Made on", 13, "date"),
        OurColumn("Letter", 24),
        OurColumn("Record", 13),
        OurColumn("Row", 13),
        OurColumn("File", 44, "wrap"),
        OurColumn("State", 10),
    ),
)
OURS = (FINDINGS, WORKLIST, EXPLANATIONS, RUNS, LETTERS)


def add_our_sheet(out: Book, table: OurTable) -> None:
    """A sheet of ours with its table, empty."""
    sheet = out.book.add_worksheet(table.sheet)
    columns = [
        {"header": c.heading, "header_format": out.styles.header("Ours"), "format": _style(out, c)}
        for c in table.columns
    ]
    width = len(columns)
    sheet.add_table(
        0, 0, 1, width - 1,
        {"name": table.excel_name, "style": "Table Style Light 1", "columns": columns},
    )  # fmt: skip
    for number, column in enumerate(table.columns):
        hidden = {"hidden": column.form == "hidden"}
        sheet.set_column(number, number, column.width, _style(out, column), hidden)
        sheet.write_blank(1, number, None, _style(out, column))
    if table in (FINDINGS, WORKLIST):
        # Two lines, so that a sentence can be read where a program does not fit rows to it.
        sheet.set_default_row(31)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 4 if table in (FINDINGS, WORKLIST) else 1)
    set_page(sheet, A3 if table is FINDINGS else A4)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if table in (FINDINGS, WORKLIST):
        _colour_severity(out, sheet, table)
    if table is FINDINGS:
        _let_explain(sheet, table)


def _style(out: Book, column: OurColumn) -> Any:
    forms: dict[str, dict[str, Any]] = {
        "wrap": {"text_wrap": True},
        "date": {"num_format": DATE_FORMAT, "align": "left"},
        "typed": {"text_wrap": True, "bg_color": "FFFBEB", "border": 1, "border_color": "D6C9A0"},
        "typed date": {
            "num_format": DATE_FORMAT, "align": "left", "bg_color": "FFFBEB",
            "border": 1, "border_color": "D6C9A0",
        },
        "link": {"font_color": "0B4F9E", "underline": 1},
        "number": {"num_format": "#,##0", "align": "right", "indent": 1},
    }  # fmt: skip
    return out.styles.get(valign="top", **forms.get(column.form, {}))


def _colour_severity(out: Book, sheet: Any, table: OurTable) -> None:
    number = table.headings.index("Severity")
    cell = f"${column_letters(number + 1)}2"
    for word in ("unlawful", "risk", "overdue", "missing", "invalid"):
        look = {"type": "formula", "criteria": f'={cell}="{word}"', "format": out.styles.mark(word)}
        sheet.conditional_format(1, number, _FAR, number, look)


def _let_explain(sheet: Any, table: OurTable) -> None:
    until = table.headings.index("Until")
    sheet.data_validation(
        1, until, _FAR, until,
        {
            "validate": "date", "criteria": ">", "value": "=TODAY()",
            "input_title": "Until",
            "input_message": "The explanation holds until this day; then the finding is back.",
            "error_title": "Until",
            "error_message": "Type a date after today, as day/month/year.",
        },
    )  # fmt: skip
