"""The Start sheet: what this is, how it goes, how far it is, and the way to each sheet."""

from __future__ import annotations

from typing import Any

from s117xl.audit.questions import domains
from s117xl.audit.workbook import first_words, heights, looks
from s117xl.audit.workbook.page import START, new_sheet, set_print
from s117xl.audit.workbook.shown import Shown
from s117xl.workbook.templates.book import MARKING, Book

_WIDTHS = (16, 50, 100)
_STEPS = (
    ("Scope", "1. Say what is audited and by whom", "Fill in Scope: the year, the partners, the "
     "methods. Council, Integrated Care Board and Trust audit together."),
    ("Sample", "2. Draw the cases", "s117xl sample REGISTER.xlsx AUDIT.xlsx --seed SEED writes the "
     "sample and lists the cases on D3 cases."),
    ("D3 cases", "3. Read the cases", "Somebody other than the case's lead reads each case and "
     "answers six questions."),
    ("D1", "4. Answer and rate the domains", "D1 to D9: choose an answer, name the evidence, then "
     "rate the domain. Excel suggests a rating; yours counts."),
    ("Evidence", "5. Hold it against the register", "s117xl score AUDIT.xlsx --register "
     "REGISTER.xlsx writes the register's figures beside your answers and says where they "
     "differ."),
    ("Sign-off", "6. Plan, escalate, sign", "Write the Summary, the Action plan and the "
     "Escalation; Sign-off says what is still open."),
)  # fmt: skip
_OTHERS = (
    ("Summary", "The nine domains at a glance, and the conclusions"),
    ("Action plan", "Who does what by when"),
    ("Escalation", "What goes to the board, and when it is audited again"),
    ("Year on year", "This year beside last year"),
    ("Pillars", "The nine pillars with the ratings of their domains"),
    ("Settings", "From where Green and Amber begin, and other rules"),
)
_COLOURS = (
    ("typed", "Yellow", "You type here."),
    ("worked", "Green-grey", "Excel works this out. Nothing is typed."),
    ("ours", "Blue-grey", "s117xl writes this: the sample, the register's figures, last year."),
    ("told", "White", "Fixed words: the question, what good evidence is, the law."),
)


def add_start_sheet(out: Book, shown: Shown) -> None:
    """The Start, on one page."""
    line = (
        "Is aftercare lawful, joint and good for people? The partners ask themselves once a year."
    )
    sheet = new_sheet(out, START, "Section 117 aftercare: the annual audit", line, 0)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = _privacy(out, sheet, 2)
    row = _section(out, sheet, row + 1, "How it goes")
    for name, step, told in _STEPS:
        row = _line(out, sheet, row, name, step, told)
    row = _section(out, sheet, row + 1, "How far it is")
    row = _progress(out, sheet, row, shown)
    row = _section(out, sheet, row + 1, "The other sheets")
    for name, told in _OTHERS:
        row = _line(out, sheet, row, name, told, "")
    row = _section(out, sheet, row + 1, "What the colours mean")
    for form, name, told in _COLOURS:
        sheet.write_string(row, 0, name, looks.cell(out, form, valign="vcenter"))
        sheet.write_string(row, 1, told, out.styles.get(valign="vcenter"))
        sheet.set_row(row, 20)
        row += 1
    set_print(sheet, landscape=False)
    sheet.fit_to_pages(1, 1)


def _privacy(out: Book, sheet: Any, row: int) -> int:
    text = (
        "Use ids, not names. The answers say what was seen, not who. Keep the file where only the "
        "auditors can open it; protecting a sheet is not security. Nothing here is legal advice."
    )
    sheet.write_string(row, 0, MARKING, out.styles.get(bold=True, font_color=looks.RAG["Red"][0]))
    sheet.write_string(row + 1, 0, text, out.styles.get(font_color="374151"))
    return row + 2


def _section(out: Book, sheet: Any, row: int, heading: str) -> int:
    for column in range(len(_WIDTHS)):
        sheet.write_blank(row, column, None, out.styles.heading())
    sheet.write_string(row, 0, heading, out.styles.heading())
    sheet.set_row(row, 26)
    return row + 1


def _line(out: Book, sheet: Any, row: int, name: str, what: str, told: str) -> int:
    _link(out, sheet, row, name)
    sheet.write_string(row, 1, what, out.styles.strong() if told else out.styles.sentence())
    sheet.write_string(row, 2, told, out.styles.sentence())
    heights.fit(sheet, row, [(told, _WIDTHS[2])])
    return row + 1


def _link(out: Book, sheet: Any, row: int, name: str) -> None:
    style = out.styles.get(font_color="0B4F9E", underline=1, valign="vcenter")
    sheet.write_url(row, 0, f"internal:'{name}'!A1", style, name)


def _progress(out: Book, sheet: Any, row: int, shown: Shown) -> int:
    """A line for each domain."""
    for number, domain in domains().items():
        _link(out, sheet, row, f"D{number}")
        sheet.write_string(row, 1, domain.title, out.styles.sentence())
        said = first_words.progress(shown, number)
        sheet.write_formula(row, 2, f"=s117_audit_progress_D{number}", out.styles.sentence(), said)
        heights.fit(sheet, row, [(said, _WIDTHS[2])])
        row += 1
    return row
