"""The Dashboard: what a manager needs at a glance, in native formulas and charts.

Every figure is worked out by Excel from the register as it stands; nothing is pasted in. A
blank is never counted as nought: what cannot be told is shown beside what is known.
"""

from __future__ import annotations

from typing import Any

from s117xl.register.fields import Field, Table
from s117xl.register.schema import TABLES
from s117xl.workbook.templates.formulas import CANNOT_TELL, LIVE_COUNT, blank_count, required_count
from s117xl.workbook.templates.styles import DATE_FORMAT, GROUP_COLOURS, NAVY
from s117xl.workbook.templates.tables import Book, define_hidden

SHEET = "Dashboard"
PILLARS = (
    "Joint policy and governance",
    "Person-centred planning",
    "Multi-agency working",
    "Prevention and early help",
    "Discharge planning",
    "Inclusion",
    "Funding and roles",
    "Information and records",
    "Monitoring and improvement",
)
BANDS = (("1 to 30 days", 1, 30), ("31 to 90 days", 31, 90), ("91 to 180 days", 91, 180),
         ("over 180 days", 181, 99999))  # fmt: skip
STATUSES = ("PROSPECTIVE", "ACTIVE", "ACTIVE-PRISON", "ACTIVE-INPATIENT", "ACTIVE-DECLINED", "ENDED",
            "SUPERSEDED", "DECEASED", "NOT-ENTITLED", "TRANSFERRED-OUT")  # fmt: skip

MONTH = "mmm yyyy"


def _look(form: str) -> dict[str, Any]:
    side = {"align": "left" if form in ("", MONTH) else "right"}
    return {**side, "num_format": form} if form else side


# In a bar chart XlsxWriter's y axis holds the names; in a column chart the x axis does.
_AXES: dict[str, dict[str, Any]] = {
    "bar": {"visible": False, "min": 0},
    "column": {"text_axis": True, "num_format": "mmm yy", "num_font": {"rotation": -45}},
}

# Rows and columns of the blocks, counted from 0. One list of fields feeds groups and pillars.
_TILES, _BANDS, _MONTHS, _GROUPS, _PILLARS, _STATUS, _FIELDS = 3, 6, 6, 29, 29, 58, 72
LAYOUT = {
    "entitled": "B5", "overdue": "D5", "soon": "F5", "cannot_tell": "H5",
    "blank": "J5", "completeness": "L5",
}  # fmt: skip
"""The cell of each figure at the top."""


def add_dashboard_sheet(out: Book) -> None:
    """The Dashboard with its figures, charts and, below, the completeness of each field."""
    sheet = out.book.add_worksheet(SHEET)
    Dashboard(out, sheet).draw()


class Dashboard:
    """The drawing of one Dashboard."""

    def __init__(self, out: Book, sheet: Any) -> None:
        self.out = out
        self.sheet = sheet
        self.register = TABLES["Register"]
        self.fields = [field for field in self.register.fields if field.required is not None]

    def draw(self) -> None:
        """Everything, from the top."""
        self._page()
        self._head()
        self._tiles()
        self._overdue()
        self._months()
        self._completeness("group", "Completeness by group of fields", _GROUPS, 1, self._groups())
        pillars = [(n, f"{n} {name}") for n, name in enumerate(PILLARS, 1) if self._in_pillar(n)]
        self._completeness("pillar", "Completeness by pillar", _PILLARS, 8, pillars)
        self._statuses()
        self._last_check()
        self._by_field()

    def _page(self) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 2)
        for column in range(1, 15):
            sheet.set_column(column, column, 13.5)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_print_scale(66)
        sheet.set_footer("&LSection 117 register: dashboard&ROFFICIAL-SENSITIVE: PERSONAL")
        sheet.set_h_pagebreaks([_FIELDS - 1])

    def _head(self) -> None:
        styles = self.out.styles
        self.sheet.write_string(0, 1, "Section 117 aftercare: the register at a glance", styles.title())
        self.sheet.set_row(0, 30)
        text = (
            '="As at "&TEXT(s117_as_at,"d mmm yyyy")&IF(s117_set_la_name="","",". "&s117_set_la_name)'
            '&IF(s117_set_icb_name="",""," and "&s117_set_icb_name)'
        )
        self.sheet.write_formula(1, 1, text, styles.get(font_color="4B5563", font_size=12), "As at today")
        self.sheet.set_row(2, 8)

    def _tiles(self) -> None:
        due = "s117_review_due"
        tiles = (
            ("entitled", "People entitled now (live records)", f"={LIVE_COUNT}", "0", NAVY),
            ("overdue", "Reviews overdue", f'=COUNTIFS({due},"<"&s117_as_at,{due},">0")', "0", "9A3412"),
            ("soon", "Reviews due soon", f'=COUNTIFS({due},">="&s117_as_at,{due},"<="&s117_as_at+s117_due_soon_days)', "0", "7A5B00"),
            ("cannot_tell", "Reviews: cannot tell", f'=COUNTIFS({due},"{CANNOT_TELL}")', "0", "5B0F4D"),
            ("blank", "Required cells blank", f"=SUM({self._field_column('blank')})", "#,##0", "1F3864"),
            ("completeness", "Required cells filled", f"=IF(SUM({self._field_column('required')})=0,\"n/a\",1-SUM({self._field_column('blank')})/SUM({self._field_column('required')}))", "0.0%", "2F5D50"),
        )  # fmt: skip
        for number, (_, label, formula, form, colour) in enumerate(tiles):
            self._tile(1 + 2 * number, label, formula, form, colour)
        self.sheet.set_row(_TILES, 32)
        self.sheet.set_row(_TILES + 1, 36)

    def _tile(self, column: int, label: str, formula: str, form: str, colour: str) -> None:
        get = self.out.styles.get
        top = get(font_color=colour, text_wrap=True, valign="vcenter", bg_color="F4F6F8", top=5,
                  top_color=colour, align="left", indent=1)  # fmt: skip
        figure = get(font_size=24, bold=True, font_color=colour, bg_color="F4F6F8", num_format=form,
                     align="left", valign="vcenter", indent=1)  # fmt: skip
        self.sheet.merge_range(_TILES, column, _TILES, column + 1, label, top)
        self.sheet.merge_range(_TILES + 1, column, _TILES + 1, column + 1, "", figure)
        self.sheet.write_formula(_TILES + 1, column, formula, figure, 0)

    def _heading(self, row: int, column: int, width: int, text: str) -> None:
        style = self.out.styles.heading()
        for number in range(column, column + width):
            self.sheet.write_blank(row, number, None, style)
        self.sheet.write_string(row, column, text, style)
        self.sheet.set_row(row, 22)

    def _cells(self, row: int, column: int, values: list[tuple[Any, str]]) -> None:
        for number, (value, form) in enumerate(values, column):
            style = self.out.styles.get(**_look(form))
            if isinstance(value, str) and value.startswith("{="):
                self.sheet.write_array_formula(row, number, row, number, value, style, 0)
            elif isinstance(value, str) and value.startswith("="):
                self.sheet.write_formula(row, number, value, style, 0)
            else:
                self.sheet.write(row, number, value, style)

    def _labels(self, row: int, column: int, labels: tuple[str, ...]) -> None:
        look = {"bold": True, "font_color": "4B5563", "bottom": 1, "bottom_color": "B8C2CC"}
        for number, label in enumerate(labels, column):
            side = "left" if number == column or not label or label in ("Group", "Status") else "right"
            self.sheet.write_string(row, number, label, self.out.styles.get(**look, align=side))

    def _overdue(self) -> None:
        self._heading(_BANDS, 1, 6, "Overdue reviews by how long")
        self._labels(_BANDS + 1, 1, ("Days over", "", "Reviews"))
        for row, (label, least, most) in enumerate(BANDS, _BANDS + 2):
            formula = (
                f'=COUNTIFS(s117_review_due,"<="&s117_as_at-{least},s117_review_due,'
                f'">="&MAX(s117_as_at-{most},1))'
            )
            self._cells(row, 1, [(label, ""), ("", ""), (formula, "0")])
        self._chart("bar", "Overdue reviews, by days over", _BANDS + 2, 1, 3, len(BANDS), (_BANDS + 7, 1), "9A3412", (6, 12))

    def _months(self) -> None:
        self._heading(_MONTHS, 8, 6, "Reviews due by month")
        self._labels(_MONTHS + 1, 8, ("Month", "Reviews"))
        for offset in range(12):
            row = _MONTHS + 2 + offset
            month = f"=EDATE(DATE(YEAR(s117_as_at),MONTH(s117_as_at),1),{offset})"
            first = f"I{row + 1}"
            count = f'=COUNTIFS(s117_review_due,">="&{first},s117_review_due,"<"&EDATE({first},1))'
            self._cells(row, 8, [(month, MONTH), (count, "0")])
        self._chart("column", "Reviews due, by month", _MONTHS + 2, 8, 9, 12, (_MONTHS + 1, 10), "1D5E7A", (4, 18))

    def _groups(self) -> list[tuple[Any, str]]:
        names = dict.fromkeys(field.group for field in self.fields)
        return [(name, name) for name in names]

    def _in_pillar(self, number: int) -> bool:
        return any(field.pillar == number for field in self.fields)

    def _completeness(
        self, by: str, title: str, top: int, column: int, keys: list[tuple[Any, str]]
    ) -> None:
        self._heading(top, column, 6, title)
        self._labels(top + 1, column, (by.capitalize(), "", "Required", "Blank", "Filled"))
        names, required, blank = (self._field_column(part) for part in (by, "required", "blank"))
        letters = [chr(65 + column + n) for n in range(5)]
        for row, (key, label) in enumerate(keys, top + 2):
            wanted = f'"{key}"' if isinstance(key, str) else key
            cell = f"{letters[2]}{row + 1}"
            self._cells(row, column, [
                (label, ""), ("", ""),
                (f"=SUMIFS({required},{names},{wanted})", "#,##0"),
                (f"=SUMIFS({blank},{names},{wanted})", "#,##0"),
                (f'=IF({cell}=0,"n/a",1-{letters[3]}{row + 1}/{cell})', "0%"),
            ])  # fmt: skip
        self._bars(top + 2, column + 4, len(keys))
        self._chart("bar", title, top + 2, column, column + 4, len(keys), (top + 13, column), "2F5D50", (6, 15))

    def _bars(self, row: int, column: int, count: int) -> None:
        """A bar in the cell beside each per cent, so the shape shows without a second look."""
        self.sheet.conditional_format(row, column, row + count - 1, column, {
            "type": "data_bar", "bar_color": "#8FB8A8", "bar_solid": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip

    def _statuses(self) -> None:
        self._heading(_STATUS, 1, 6, "Records by status")
        self._labels(_STATUS + 1, 1, ("Status", "", "Records"))
        for row, status in enumerate(STATUSES, _STATUS + 2):
            self._cells(row, 1, [(status, ""), ("", ""), (f'=COUNTIFS(s117_record_status,"{status}")', "0")])

    def _last_check(self) -> None:
        self._heading(_STATUS, 8, 6, "The last check")
        self._labels(_STATUS + 1, 8, ("Found", "", "Figure"))
        lines = (("As at", "As at", DATE_FORMAT), ("Records", "Records", "#,##0"),
                 ("Unlawful", "Unlawful", "0"), ("Risk", "Risk", "0"), ("Overdue", "Overdue", "0"),
                 ("Missing", "Missing", "0"), ("Invalid", "Invalid", "0"))  # fmt: skip
        for row, (label, heading, form) in enumerate(lines, _STATUS + 2):
            column = f"tblRuns[{heading}]"
            formula = (
                f'=IF(COUNT(tblRuns[Run])+0*s117_as_at=0,"no check yet",'
                f"INDEX({column},MATCH(MAX(tblRuns[Run]),tblRuns[Run],0)))"
            )
            self._cells(row, 8, [(label, ""), ("", ""), (formula, form)])

    def _field_column(self, part: str) -> str:
        letter = {"group": "E", "pillar": "F", "required": "G", "blank": "H"}[part]
        return f"${letter}${_FIELDS + 3}:${letter}${_FIELDS + 2 + len(self.fields)}"

    def _by_field(self) -> None:
        self._heading(_FIELDS, 1, 13, "Completeness of each required field")
        self._labels(_FIELDS + 1, 1, ("Field", "", "", "Group", "Pillar", "Required", "Blank", "Filled"))
        for row, field in enumerate(self.fields, _FIELDS + 2):
            required, blank = self._counts(self.register, field)
            filled = f'=IF(G{row + 1}=0,"n/a",1-H{row + 1}/G{row + 1})'
            self._cells(row, 1, [
                (field.heading, ""), ("", ""), ("", ""), (field.group, ""), (field.pillar, "0"),
                (required, "#,##0"), (blank, "#,##0"), (filled, "0%"),
            ])  # fmt: skip
        self._bars(_FIELDS + 2, 8, len(self.fields))

    @staticmethod
    def _counts(table: Table, field: Field) -> tuple[str, str]:
        return "{" + required_count(table, field) + "}", "{" + blank_count(table, field) + "}"

    def _chart(
        self, kind: str, title: str, row: int, names: int, values: int, count: int,
        at: tuple[int, int], colour: str, size: tuple[int, int] = (6, 13),
    ) -> None:  # fmt: skip
        chart = self.out.book.add_chart({"type": kind})
        last = row + count - 1
        chart.add_series({
            "name": title,
            "categories": [SHEET, row, names, last, names],
            "values": [SHEET, row, values, last, values],
            "fill": {"color": f"#{colour}"},
            "gap": 60,
            "data_labels": {"value": True},
        })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"size": 11, "bold": True}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"major_gridlines": {"visible": False}, "visible": kind == "bar",
                          "reverse": kind == "bar"})  # fmt: skip
        chart.set_x_axis({"major_gridlines": {"visible": False}, **_AXES[kind]})
        chart.set_size({"width": 99 * size[0], "height": 20 * size[1]})
        self.sheet.insert_chart(at[0], at[1], chart, {"description": f"Chart: {title}. The figures stand in the table beside it.", "object_position": 2})


__all__ = ["BANDS", "GROUP_COLOURS", "LAYOUT", "SHEET", "add_dashboard_sheet", "define_hidden"]
