"""The Guide: one page that says who does what, what the colours mean, and who owns the file."""

from __future__ import annotations

from typing import Any

from s117xl.workbook.templates.book import A4, MARKING, Book, set_page

_NO_OWNER = "Write the owner in Settings: Contact for this register"
_LINE = 104  # letters that fit on one line of the wide column
_ROLES = (
    ("Register administrator", "Adds people when they leave hospital, keeps each row up to date, "
     "presses Check each week, works down the Worklist."),
    ("Named lead", "Mends or explains what To do says about their people; arranges reviews."),
    ("Auditor", "Draws the yearly sample from this register and scores the audit."),
    ("Panel clerk", "Makes decision, ending and other letters from the rows of this register."),
    ("Manager", "Reads the Dashboard, answers for what is unlawful or overdue, reports to the "
     "board."),
)  # fmt: skip
_MARKS = (
    ("unlawful", "Unlawful", "Breaks the Act or binding case law as it stands. Mend it; it cannot "
     "be explained away."),
    ("risk", "Risk", "Against the Code of Practice, guidance or ombudsman findings. Mend it, or "
     "write why and until when."),
    ("overdue", "Overdue", "A date has passed. Do it, or write why and until when."),
    ("missing", "Missing", "The cell must be filled and is blank. Fill it."),
    ("invalid", "Invalid", "The cell cannot be read or contradicts another. Correct it."),
    ("note", "Note", "Worth a look. Nothing has to be done."),
    ("blank", "Blank", "Excel itself sees that a required cell is blank, before any check."),
    ("soon", "Due soon", "The next review falls within the days set in Settings."),
)  # fmt: skip
_RULES = (
    "One row for each episode of aftercare. Entries are closed, never deleted.",
    "Fold columns open with the + signs above the headings; the essentials stay in sight.",
    "Check writes only into To do and Flags, and on the sheets Findings, Worklist, Explanations "
    "and Runs. What you typed is never changed. Clear marks takes them out again.",
    "Excel itself works out the grey columns after the fields: when aftercare began, the latest "
    "review, and the day by which the next one is due. It says so where it cannot tell.",
    "You may sort, filter, insert rows, move or rename columns, and colour cells as you like.",
    "If nobody knows, leave the cell blank or choose unknown. Unknown is not no.",
    "Explanations typed beside a finding have a name and an end date. None is taken for unlawful.",
)


def add_guide_sheet(out: Book) -> None:
    """The Guide, on one printed page."""
    sheet = out.book.add_worksheet("Guide")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    sheet.write_string(0, 0, "Section 117 register", out.styles.title())
    sheet.set_row(0, 28)
    sheet.write_string(1, 0, MARKING, out.styles.strong())
    sheet.write_string(1, 1, "This workbook holds health and, for some people, criminal offence "
                       "data. Keep it where only those who need it can open it; do not e-mail "
                       "it. Sheet protection is not security.", out.styles.sentence())  # fmt: skip
    sheet.set_row(1, 32)
    row = _owner(out, sheet, 2)
    row = _section(out, sheet, row + 1, "How it works", [("", text, None) for text in _RULES])
    row = _section(out, sheet, row + 1, "Who does what", [(a, b, None) for a, b in _ROLES])
    row = _section(
        out,
        sheet,
        row + 1,
        "What the colours mean",
        [(label, text, look) for look, label, text in _MARKS],
    )
    sheet.write_string(row + 1, 0, "Not legal advice", out.styles.strong())
    sheet.write_string(row + 1, 1, "The checks apply the law and guidance as recorded on the date "
                       "printed with each. They are not legal advice: ask your lawyers where it "
                       "matters.", out.styles.sentence())  # fmt: skip
    sheet.set_row(row + 1, 32)
    set_page(sheet, A4, landscape=False)
    sheet.fit_to_pages(1, 1)


def _owner(out: Book, sheet: Any, row: int) -> int:
    sheet.write_string(row, 0, "Owner of this file", out.styles.strong())
    formula = f'=IF(s117_set_contact="","{_NO_OWNER}",s117_set_contact)'
    sheet.write_formula(row, 1, formula, out.styles.sentence(), _NO_OWNER)
    return row + 1


def _section(
    out: Book, sheet: Any, row: int, heading: str, lines: list[tuple[str, str, str | None]]
) -> int:
    sheet.write_string(row, 0, heading, out.styles.heading())
    sheet.write_blank(row, 1, None, out.styles.heading())
    sheet.set_row(row, 24)
    for number, (label, text, look) in enumerate(lines, row + 1):
        style = out.styles.look(look) if look else out.styles.strong()
        sheet.write_string(number, 0, label or f"{number - row}", style)
        sheet.write_string(number, 1, text, out.styles.sentence())
        sheet.set_row(number, 34 if len(text) > _LINE else 20)
    return row + len(lines) + 1
