"""The Dashboard: what a manager needs at a glance, in native formulas and charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates import figures
from s117xl.workbook.templates.book import A4, Book, set_page
from s117xl.workbook.templates.charts import Chart, add_chart
from s117xl.workbook.templates.figures import COUNT, MANY, MONTH, SHARE, SHEET, Block, Tile
from s117xl.workbook.templates.styles import PAPER

_TEXT = ""
_WIDTH = 6  # columns of a block
_GAP = 7  # the narrow column between the two blocks of a row
_LEFT_FORMS = (_TEXT, MONTH)

Cells = Sequence[tuple[Any, str]]


def add_dashboard_sheet(out: Book) -> None:
    """The Dashboard with its figures, charts and, below, the completeness of each field."""
    Dashboard(out, out.book.add_worksheet(SHEET)).draw()


class Dashboard:
    """The drawing of one Dashboard."""

    def __init__(self, out: Book, sheet: Any) -> None:
        self.out = out
        self.sheet = sheet

    def draw(self) -> None:
        """Everything, from the top."""
        self._set_page()
        self._head()
        for tile in figures.tiles():
            self._tile(tile)
        self._overdue()
        self._due()
        self._statuses()
        self._last_check()
        groups = [(name, figures.of_group, name) for name in figures.GROUPS]
        self._completeness(figures.BY_GROUP, "Group", groups)
        pillars = [
            (f"{n} {name}", figures.of_pillar, n) for n, name in enumerate(figures.PILLARS, 1)
        ]
        self._completeness(figures.BY_PILLAR, "Pillar", pillars)
        self._fields()

    def _set_page(self) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 2)
        sheet.set_column(1, 13, 13.5)
        sheet.set_column(_GAP, _GAP, 4)
        set_page(sheet, A4)
        sheet.set_print_scale(66)
        sheet.set_h_pagebreaks([figures.BY_GROUP.row, figures.BY_FIELD.row])

    def _head(self) -> None:
        styles = self.out.styles
        self.sheet.write_string(
            0, 1, "Section 117 aftercare: the register at a glance", styles.title()
        )
        self.sheet.set_row(0, 30)
        text = (
            '="As at "&TEXT(s117_as_at,"d mmm yyyy")'
            '&IF(s117_set_la_name="","",". "&s117_set_la_name)'
            '&IF(s117_set_icb_name="",""," and "&s117_set_icb_name)'
        )
        self.sheet.write_formula(
            1, 1, text, styles.get(font_color="4B5563", font_size=12), "As at today"
        )
        self.sheet.set_row(2, 8)
        self.sheet.set_row(figures.TILE_ROW, 20)
        self.sheet.set_row(figures.TILE_ROW + 1, 36)

    def _tile(self, tile: Tile) -> None:
        look = {"font_color": tile.colour, "bg_color": PAPER, "align": "left", "valign": "vcenter",
                "indent": 1}  # fmt: skip
        get, row = self.out.styles.get, figures.TILE_ROW
        top = get(**look, top=5, top_color=tile.colour)
        figure = get(**look, font_size=24, bold=True, num_format=tile.form)
        self.sheet.merge_range(row, tile.column, row, tile.column + 1, tile.label, top)
        self.sheet.merge_range(row + 1, tile.column, row + 1, tile.column + 1, "", figure)
        self.sheet.write_formula(row + 1, tile.column, tile.formula, figure, 0)

    def _start(self, block: Block, labels: Iterable[str], width: int = _WIDTH) -> None:
        """The title of a block over its labels."""
        style = self.out.styles.heading()
        for column in range(block.column, block.column + width):
            self.sheet.write_blank(block.row, column, None, style)
        self.sheet.write_string(block.row, block.column, block.title, style)
        self.sheet.set_row(block.row, 22)
        for column, label in enumerate(labels, block.column):
            left = column == block.column or label == "Group"
            look = {"bold": True, "font_color": "4B5563", "bottom": 1, "bottom_color": "B8C2CC"}
            style = self.out.styles.get(**look, align="left" if left else "right")
            self.sheet.write_string(block.row + 1, column, label, style)

    def _line(self, row: int, column: int, cells: Cells) -> None:
        for number, (value, form) in enumerate(cells, column):
            look = {"num_format": form} if form else {}
            style = self.out.styles.get(align="left" if form in _LEFT_FORMS else "right", **look)
            if isinstance(value, str) and value.startswith("=SUM("):
                self.sheet.write_array_formula(row, number, row, number, f"{{{value}}}", style, 0)
            elif isinstance(value, str) and value.startswith("="):
                self.sheet.write_formula(row, number, value, style, 0)
            else:
                self.sheet.write(row, number, value, style)

    def _overdue(self) -> None:
        block = figures.OVERDUE
        self._start(block, ("Days over", "", "Reviews"))
        for row, (label, least, most) in enumerate(figures.BANDS, block.first):
            formula = figures.overdue_between(least, most)
            self._line(row, block.column, [(label, _TEXT), ("", _TEXT), (formula, COUNT)])
        add_chart(self.out, self.sheet, Chart(
            "Overdue reviews, by days over", block.first, len(figures.BANDS), 1, 3,
            (block.first + 5, 1), (6, 14), "9A3412",
        ))  # fmt: skip

    def _due(self) -> None:
        block = figures.DUE
        self._start(block, ("Month", "Reviews"))
        letter = column_letters(block.column + 1)
        for offset, row in enumerate(range(block.first, block.first + figures.MONTHS)):
            count = figures.due_in_month(f"{letter}{row + 1}")
            self._line(row, block.column, [(figures.month_start(offset), MONTH), (count, COUNT)])
        add_chart(self.out, self.sheet, Chart(
            "Reviews due, by month", block.first, figures.MONTHS, 8, 9,
            (block.row + 1, 10), (4, 20), "1D5E7A", upright=True,
        ))  # fmt: skip

    def _statuses(self) -> None:
        block = figures.STATUS
        self._start(block, ("Status", "", "Records"))
        for row, status in enumerate(figures.STATUSES, block.first):
            cells = [(status, _TEXT), ("", _TEXT), (figures.with_status(status), MANY)]
            self._line(row, block.column, cells)

    def _last_check(self) -> None:
        block = figures.CHECKED
        self._start(block, ("Found", "", "Figure"))
        for row, heading in enumerate(figures.LAST_CHECK, block.first):
            figure = (figures.of_last_check(heading), figures.form_of_last_check(heading))
            self._line(row, block.column, [(heading, _TEXT), ("", _TEXT), figure])

    def _completeness(self, block: Block, what: str, lines: Sequence[tuple[str, Any, Any]]) -> None:
        self._start(block, (what, "", "Required", "Blank", "Filled"))
        required, blank = (column_letters(block.column + n) for n in (3, 4))
        for row, (name, total, key) in enumerate(lines, block.first):
            counts = f"{required}{row + 1}", f"{blank}{row + 1}"
            self._line(row, block.column, [
                (figures.label_of(name, counts[0]), _TEXT), ("", _TEXT),
                (total("required", key), MANY), (total("blank", key), MANY),
                (figures.filled(*counts), SHARE),
            ])  # fmt: skip
        self._bars(block.first, block.column + 4, len(lines))
        add_chart(self.out, self.sheet, Chart(
            block.title, block.first, len(lines), block.column, block.column + 4,
            (block.first + len(figures.GROUPS) + 1, block.column), (6, 16), "2F5D50", most=1,
        ))  # fmt: skip

    def _bars(self, row: int, column: int, count: int) -> None:
        """A bar in the cell behind each per cent, so that the shape shows at a glance."""
        self.sheet.conditional_format(row, column, row + count - 1, column, {
            "type": "data_bar", "bar_color": "#B7D3C8", "bar_solid": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip

    def _fields(self) -> None:
        block = figures.BY_FIELD
        labels = ("Field", "", "", "Group", "Pillar", "Required", "", "Blank", "Filled")
        self._start(block, labels, len(labels))
        for row, field in enumerate(figures.FIELDS, block.first):
            required, blank = figures.of_field(field)
            counts = (f"{figures.PARTS[part]}{row + 1}" for part in ("required", "blank"))
            self._line(row, block.column, [
                (field.heading, _TEXT), ("", _TEXT), ("", _TEXT), (field.group, _TEXT),
                (field.pillar, COUNT), (required, MANY), ("", _TEXT), (blank, MANY),
                (figures.filled(*counts), SHARE),
            ])  # fmt: skip
        self._bars(block.first, block.column + 8, len(figures.FIELDS))
