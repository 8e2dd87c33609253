"""The regional workbook, written as the registers come in and never held in memory.

XlsxWriter puts each row on disk once the next begins. Totals are formulas over the sheet of
registers, with their values beside them for programs that do not calculate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.findings import SEVERITIES
from s117xl.insight.rollup.lines import Line, NotRead
from s117xl.insight.rollup.totals import OUTCOMES, RuleTotal, Totals
from s117xl.rules.catalogue import all_rules
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.styles import DATE_FORMAT, FONT, Styles

HEAD = 2
"""The row of the headings, counted from nought: a title stands above them."""

REGISTERS = (
    ("Register", 34), ("As at", 12), ("Records", 10), ("People", 10), ("Entitled", 10),
    ("Not known whether entitled", 14), ("Reviews overdue", 10), ("Review with no day", 12),
    ("Ended", 9), *((name.capitalize(), 10) for name in SEVERITIES), ("Explained", 10),
    ("Rows not tested", 12), ("Rules not run", 10), ("SHA-256 of the file", 66),
)  # fmt: skip
RULES = (
    ("Rule", 8), ("What it looks for", 60), ("Severity", 11), ("Registers: found", 11),
    ("Registers: clean", 11), ("Registers: does not apply", 12), ("Registers: not run", 11),
    ("Rows tested", 12), ("Rows found", 11), ("Rows not tested", 12),
)  # fmt: skip
UNLAWFUL = (("Register", 34), ("Rule", 8), ("What it looks for", 70), ("Found", 10))
WITH_IDS = (("Record", 16),)
NOT_READ = (("Register", 34), ("Why it is not counted", 110))
OVERVIEW = (("What", 44), ("Over all registers", 20), ("How it is counted", 90))
SUMMED = {
    "Records": "Rows of the registers.",
    "People": "Whose record is ACTIVE or of its kinds, each once in a register.",
    "Entitled": "Records that show a right to aftercare on the day.",
    "Not known whether entitled": "Records that do not tell; they are in no other figure.",
    "Reviews overdue": "Live records whose review was due before the day.",
    "Review with no day": "Live records that do not tell when a review is due.",
    "Ended": "Records whose status is ENDED.",
    **{name.capitalize(): f"Findings that are {name}, without the explained."
       for name in SEVERITIES},
    "Explained": "Findings that somebody has explained for now.",
    "Rows not tested": "Tests of single rows that could not be made.",
}  # fmt: skip
"""What is added up on the overview, by the heading on the sheet of registers."""


class RegionalWorkbook:
    """The workbook in the making: results are added in order, and totals where its `with` ends."""

    def __init__(self, path: Path, *, ids: bool) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(path, {"constant_memory": True})
        self._book.formats[0].set_font_name(FONT)
        made = datetime(2026, 1, 1)  # no clock: equal registers give equal bytes
        self._book.set_properties({"title": "Section 117: many registers", "created": made})
        self._styles = Styles(self._book)
        self._ids = ids
        self._overview = self._sheet("Overview", "Section 117 registers together", OVERVIEW)
        self._registers = self._sheet("Registers", "Each register", REGISTERS)
        self._rules = self._sheet("Rules", "Each rule over all registers", RULES)
        unlawful = (*UNLAWFUL[:2], *WITH_IDS, *UNLAWFUL[2:]) if ids else UNLAWFUL
        self._unlawful = self._sheet("Unlawful", "What is unlawful, by register", unlawful)
        self._not_read = self._sheet("Not read", "Not counted in any figure", NOT_READ)
        self.totals = Totals()

    def add(self, line: Line) -> None:
        """A register with its figures."""
        self.totals.add(line)
        self._registers.append(_register_row(line))
        titles = all_rules()
        if self._ids:
            for code, record in line.ids:
                self._unlawful.append((line.name, code, record, titles[code].title, 1))
            return
        for code, count in line.unlawful.items():
            self._unlawful.append((line.name, code, titles[code].title, count))

    def add_not_read(self, not_read: NotRead) -> None:
        """A register that has none, and why."""
        self.totals.not_read += 1
        self._not_read.append((not_read.name, not_read.why))

    def __enter__(self) -> RegionalWorkbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """The totals are written and the file is whole, unless the work was broken off."""
        if kind is None:
            self._write_totals()
        # Also where it was: XlsxWriter then takes its files of rows away.
        self._book.close()

    def _write_totals(self) -> None:
        for code, total in self.totals.rules.items():
            self._rules.append(_rule_row(code, total))
        for row in self._overview_rows():
            self._overview.append(row)
        for sheet in (self._registers, self._rules, self._unlawful, self._not_read):
            sheet.finish()

    def _sheet(self, name: str, title: str, columns: Sequence[tuple[str, float]]) -> _Sheet:
        return _Sheet(self._book.add_worksheet(name), self._styles, title, columns)

    def _overview_rows(self) -> Iterator[Sequence[Any]]:
        totals = self.totals
        yield "Registers counted", self._total("Register", totals.registers, "COUNTA"), ""
        yield "Registers not counted", totals.not_read, "See the sheet Not read."
        for day, name in ((totals.first_day, "Earliest"), (totals.last_day, "Latest")):
            if day:
                yield f"{name} day of a register", date.fromisoformat(day), "As at."
        for heading, how in SUMMED.items():
            yield heading, self._total(heading, self._sum(heading)), how
        yield (
            "Registers with something unlawful",
            self._total("Unlawful", self._registers.above_nought["Unlawful"], "COUNTIF", ',">0"'),
            "",
        )
        yield from _to_be_known(totals)

    def _sum(self, heading: str) -> int:
        return self._registers.sums.get(heading, 0)

    def _total(self, heading: str, value: int, name: str = "SUM", more: str = "") -> Any:
        """A formula over a column of the registers with its value; nought where there are none."""
        if not self.totals.registers:
            return 0
        column = column_letters([each for each, _ in REGISTERS].index(heading) + 1)
        cells = f"Registers!{column}{HEAD + 2}:{column}{HEAD + 1 + self.totals.registers}"
        return f"={name}({cells}{more})", value


def _register_row(line: Line) -> Sequence[Any]:
    untested = sum(rule.untested for rule in line.rules.values())
    not_run = sum(rule.outcome == "not-run" for rule in line.rules.values())
    return (
        line.name, date.fromisoformat(line.as_at), line.records, line.people, line.entitled,
        line.undecided, line.overdue, line.untold, line.ended,
        *(line.severities[name] for name in SEVERITIES), line.explained, untested, not_run,
        line.sha256,
    )  # fmt: skip


def _rule_row(code: str, total: RuleTotal) -> Sequence[Any]:
    rule = all_rules()[code]
    counts = (total.outcomes[name] for name in OUTCOMES)
    return code, rule.title, rule.severity, *counts, total.tested, total.found, total.untested


def _to_be_known(totals: Totals) -> Iterator[Sequence[Any]]:
    if totals.invented:
        yield "Registers of invented people", totals.invented, "Their figures are not real."
    yield "People on two registers", "", "Are counted on each: no register shows its people here."
    yield "Small numbers", "", "Are shown as they are: this workbook is not for publication."
    yield "Checked by", f"s117xl {__version__}", "The law in force. It is not legal advice."


class _Sheet:
    """A sheet that grows by a row at a time, with a heading row that stays in sight."""

    def __init__(
        self, sheet: Any, styles: Styles, title: str, columns: Sequence[tuple[str, float]]
    ) -> None:
        self._sheet, self._columns, self._row = sheet, columns, HEAD + 1
        self._plain = styles.plain()
        self._dated = styles.get(num_format=DATE_FORMAT, align="left", valign="top")
        self.sums: dict[str, int] = {}
        self.above_nought: dict[str, int] = dict.fromkeys((name for name, _ in columns), 0)
        _set_page(sheet)
        for column, (_, width) in enumerate(columns):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, title, styles.title())
        for column, (heading, _) in enumerate(columns):
            sheet.write_string(HEAD, column, heading, styles.header("Ours"))

    def append(self, row: Sequence[Any]) -> None:
        """The row stands below those before it."""
        for column, value in enumerate(row):
            self._write(column, value)
        self._row += 1

    def _write(self, column: int, value: Any) -> None:
        if isinstance(value, tuple):
            formula, known = value
            self._sheet.write_formula(self._row, column, formula, self._plain, known)
        elif isinstance(value, date):
            self._sheet.write_datetime(self._row, column, value, self._dated)
        elif isinstance(value, int):
            heading = self._columns[column][0]
            self.sums[heading] = self.sums.get(heading, 0) + value
            self.above_nought[heading] += value > 0
            self._sheet.write_number(self._row, column, value, self._plain)
        elif value:
            self._sheet.write_string(self._row, column, value, self._plain)

    def finish(self) -> None:
        """The rows can be filtered."""
        last = max(self._row - 1, HEAD + 1)
        self._sheet.autofilter(HEAD, 0, last, len(self._columns) - 1)


def _set_page(sheet: Any) -> None:
    sheet.freeze_panes(HEAD + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.set_header("&L&A&ROFFICIAL-SENSITIVE")
