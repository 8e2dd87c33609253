"""One sheet of the baseline workbook while it is written: titles, sentences, tables, page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any, NamedTuple

from s117xl.baseline.questions import scale
from s117xl.baseline.sentences import RAG
from s117xl.baseline.tables import BaselineTable
from s117xl.workbook.areas import column_letters
from s117xl.workbook.looks import STYLES
from s117xl.workbook.templates.book import A4, Book, set_page
from s117xl.workbook.templates.styles import DATE_FORMAT, INK, PAPER, look_properties

RAG_LOOKS = {
    "Red": {"bg_color": "F6CFD0", "font_color": "6B1420"},
    "Amber": {"bg_color": "FFE2A8", "font_color": "4A3000"},
    "Green": {"bg_color": "CFE8D5", "font_color": "14472B"},
}
"""Pairs with a contrast of 7 to 1 or more; the word stands beside the colour."""

_ASKING = {"Missing": "missing", "Finding": "risk", "Warning": "overdue", "Too many": "overdue",
           "Overdue since": "overdue", "Due before": "invalid"}  # fmt: skip
_LETTERS = 1.2
"""Letters of running text that fit on one unit of a column's width."""
_MARKING = "OFFICIAL-SENSITIVE"


class Formula(NamedTuple):
    """A formula and what it shows before Excel has worked it out."""

    text: str
    shown: str | int = ""


Value = str | int | date | Formula | None


class Form(NamedTuple):
    """How a column looks: fixed, typed, date, rating or worked; and what may be typed there."""

    look: str
    may: Mapping[str, Any] | None = None


class Sheet:
    """A worksheet with the widths of its columns, written from the top."""

    def __init__(self, out: Book, name: str, widths: Sequence[float], *, landscape: bool = True):
        self.out = out
        self.name = name
        self.sheet = out.book.add_worksheet(name)
        self.widths = tuple(widths)
        self.last = len(widths) - 1
        self._growing: set[int] = set()
        self._let_rows_grow()
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.hide_gridlines(2)
        set_page(self.sheet, A4, landscape=landscape)
        self.sheet.set_header(f"&L&A&R{_MARKING}")
        self.sheet.set_footer("&LSection 117 baseline&RPage &P of &N")
        self.sheet.fit_to_pages(1, 0)

    def _let_rows_grow(self) -> None:
        """Rows in which people type keep Excel's own habit of growing with what is typed.

        XlsxWriter says of each height that it is the user's own, which Excel then never changes.
        """
        start_tag = self.sheet._xml_start_tag_unencoded

        def start(tag: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
            if tag == "row" and int(dict(attributes)["r"]) - 1 in self._growing:
                attributes = [each for each in attributes if each[0] != "customHeight"]
            start_tag(tag, attributes)

        self.sheet._xml_start_tag_unencoded = start

    def title(self, text: str) -> None:
        """The name of the sheet at its top."""
        self.sheet.write_string(0, 0, text, self.out.styles.title())
        self.sheet.set_row(0, 30)

    def heading(self, row: int, text: str) -> None:
        """A heading over the whole width."""
        for column in range(self.last + 1):
            self.sheet.write_blank(row, column, None, self.out.styles.heading())
        self.sheet.write_string(row, 0, text, self.out.styles.heading())
        self.sheet.set_row(row, 24)

    def line(self, row: int, text: str, lines: int = 1) -> None:
        """Running text over the whole width."""
        self.sheet.merge_range(row, 0, row, self.last, text, self.out.styles.sentence())
        self.sheet.set_row(row, 4 + 16 * lines)

    def says(self, row: int, label: str, formula: Formula, lines: int = 1) -> None:
        """A label, and a sentence that Excel works out; what it asks for stands out."""
        style = self.out.styles.get(
            text_wrap=True, valign="vcenter", font_color=INK, bg_color=PAPER, indent=1
        )
        self.sheet.write_string(row, 0, label, self.out.styles.strong())
        self.sheet.merge_range(row, 1, row, self.last, "", style)
        self.sheet.write_formula(row, 1, formula.text, style, formula.shown)
        self.sheet.set_row(row, 6 + 16 * lines)
        self.stand_out(row, 1, row, self.last)

    def stand_out(self, top: int, left: int, bottom: int, right: int) -> None:
        """Colour what asks for something; its first word says so too."""
        cell = f"${column_letters(left + 1)}{top + 1}"
        for word, look in _ASKING.items():
            criteria = f'=ISNUMBER(FIND("{word}",{cell}))'
            style = self.out.book.add_format({**look_properties(STYLES[look]), "bold": False})
            self.sheet.conditional_format(
                top, left, bottom, right,
                {"type": "formula", "criteria": criteria, "format": style, "stop_if_true": True},
            )  # fmt: skip

    def table(
        self,
        top: int,
        table: BaselineTable,
        forms: Mapping[str, Form],
        rows: Sequence[Sequence[Value]],
        calculated: Mapping[str, str] | None = None,
        least: int = 1,
    ) -> None:
        """A table with its headings in row `top` (counted from 0), its cells, and its lists.

        `calculated` are the formulas that a new row of the table is to have too; a row has room
        for at least `least` lines.
        """
        self.sheet.add_table(top, 0, top + len(rows), len(table.headings) - 1, {
            "name": table.excel_name, "style": "Table Style Light 1", "autofilter": False,
            "columns": [self._column(h, forms[h], calculated or {}) for h in table.headings],
        })  # fmt: skip
        self.sheet.set_row(top, 21)
        for number, cells in enumerate(rows, top + 1):
            self._growing.add(number)
            self.sheet.set_row(number, 5 + 15 * max(least, self._lines(cells)))
            for column, (heading, value) in enumerate(zip(table.headings, cells, strict=True)):
                self.write(number, column, value, self.style(forms[heading].look))
        for column, heading in enumerate(table.headings):
            if may := forms[heading].may:
                self.sheet.data_validation(top + 1, column, top + len(rows), column, dict(may))

    def _lines(self, cells: Sequence[Value]) -> int:
        """How many lines the longest of these cells takes in its column."""
        needed = [1]
        for width, cell in zip(self.widths, cells, strict=False):
            text = cell.shown if isinstance(cell, Formula) else cell
            if isinstance(text, str):
                needed.append(
                    sum(max(1, ceil(len(line) / (_LETTERS * width))) for line in text.split("\n"))
                )
        return max(needed)

    def _column(self, heading: str, form: Form, calculated: Mapping[str, str]) -> dict[str, Any]:
        group = "Identity" if form.look in ("typed", "date", "rating") else "Ours"
        head = {"header": heading, "header_format": self.out.styles.header(group),
                "format": self.style(form.look)}  # fmt: skip
        return head | ({"formula": calculated[heading]} if heading in calculated else {})

    def style(self, look: str) -> Any:
        """The format of a cell that looks so."""
        get = self.out.styles.get
        typed = {"bg_color": "FFFBEB", "border": 1, "border_color": "D6C9A0", "valign": "top"}
        looks: dict[str, Callable[[], Any]] = {
            "fixed": self.out.styles.plain,
            "strong": lambda: get(bold=True, valign="top", font_color=INK, text_wrap=True),
            "numeral": lambda: get(bold=True, font_size=20, valign="top", align="center"),
            "typed": lambda: get(**typed, text_wrap=True, align="left"),
            "date": lambda: get(**typed, num_format=DATE_FORMAT, align="left"),
            "rating": lambda: get(**typed, num_format="0", align="left", bold=True, font_size=13),
            "worked": lambda: get(valign="top", text_wrap=True, bg_color=PAPER, align="left",
                                  font_color=INK),
        }  # fmt: skip
        return looks[look]()

    def write(self, row: int, column: int, value: Value, style: Any) -> None:
        """A cell; a text is never taken for a formula."""
        if isinstance(value, Formula):
            self.sheet.write_formula(row, column, value.text, style, value.shown)
        elif value is None or value == "":
            self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, column, value, style)
        elif isinstance(value, int):
            self.sheet.write_number(row, column, value, style)
        else:
            self.sheet.write_string(row, column, value, style)

    def colour_ratings(
        self, top: int, left: int, bottom: int, right: int, *, named: bool = False
    ) -> None:
        """Red, amber and green over ratings; `named` shows the level's name after the number."""
        for number, level in scale().items():
            look: dict[str, Any] = dict(RAG_LOOKS[RAG[number]])
            if named:
                look["num_format"] = f'0"  {level.name}"'
            self.sheet.conditional_format(top, left, bottom, right, {
                "type": "cell", "criteria": "==", "value": number,
                "format": self.out.book.add_format(look),
            })  # fmt: skip

    def colour_words(self, top: int, left: int, bottom: int, right: int) -> None:
        """The words Red, Amber and Green in their colours."""
        for word, look in RAG_LOOKS.items():
            self.sheet.conditional_format(top, left, bottom, right, {
                "type": "cell", "criteria": "==", "value": f'"{word}"',
                "format": self.out.book.add_format(look),
            })  # fmt: skip
