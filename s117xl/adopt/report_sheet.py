"""The sheet that says what became of their cells."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from s117xl.adopt.bring import CHANGED, DOUBTFUL, LISTED, NOT_PLACED, NOTED, Brought, Fate, summary
from s117xl.workbook.templates.book import A4, Book, set_page

SHEET = "Adoption report"
_COLUMNS = (("Sheet", 22), ("Cell", 8), ("What it held", 34), ("What became of it", 18),
            ("Where it is now", 34), ("What stands there", 34), ("Why", 72))  # fmt: skip
_TOP = 6
_LINE = 15
_FIRST = (DOUBTFUL, NOT_PLACED, NOTED, CHANGED)
"""What somebody should look at stands first."""
_ABOUT = (
    "Below stands each cell or comment that was not placed just as it stood. Once all is right, "
    "this sheet may be deleted."
)


def report_sheet(brought: Brought, file: str) -> Callable[[Book], None]:
    """A function that adds the report to a workbook under construction."""

    def add(out: Book) -> None:
        sheet = out.book.add_worksheet(SHEET)
        sheet.write_string(0, 0, "What became of each cell", out.styles.title())
        plain = out.styles.get(font_color="374151")
        said = f"From {file}: {', '.join(summary(brought))} of {len(brought.fates):,} in all."
        sheet.write_string(1, 0, said, plain)
        sheet.write_string(2, 0, _ABOUT, plain)
        if brought.notes:
            sheet.write_string(3, 0, " ".join(brought.notes), plain)
        listed = sorted(
            (fate for fate in brought.fates if fate.what in LISTED),
            key=lambda fate: (_FIRST.index(fate.what), fate.sheet, fate.at),
        )
        sheet.add_table(_TOP - 2, 0, _TOP - 2 + max(len(listed), 1), len(_COLUMNS) - 1, {
            "name": "tblAdoption", "style": "Table Style Light 1",
            "columns": [{"header": h, "header_format": out.styles.header("Ours")}
                        for h, _ in _COLUMNS],
        })  # fmt: skip
        wrapped = out.styles.sentence()
        for number, fate in enumerate(listed, _TOP - 1):
            texts = _cells(fate)
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text, wrapped)
            sheet.set_row(number, _LINE * _lines(texts))
        for column, (_, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(_TOP - 1, 0)
        sheet.hide_gridlines(2)
        set_page(sheet, A4)
        sheet.repeat_rows(_TOP - 2)
        sheet.fit_to_pages(1, 0)

    return add


def _lines(texts: tuple[str, ...]) -> int:
    """The lines that the longest text of a row takes."""
    widths = (width for _, width in _COLUMNS)
    return max(ceil(len(text) / width) for text, width in zip(texts, widths, strict=True)) or 1


def _cells(fate: Fate) -> tuple[str, ...]:
    cell = f"{fate.cell} (comment)" if fate.comment else fate.cell
    return fate.sheet, cell, fate.old, fate.what, fate.where, fate.new, fate.why
