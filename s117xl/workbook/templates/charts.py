"""The native charts of the Dashboard; the figures stand in the table beside each."""

from __future__ import annotations

from typing import Any, NamedTuple

from s117xl.workbook.templates.book import Book
from s117xl.workbook.templates.figures import SHEET

_COLUMN_PIXELS, _ROW_PIXELS = 99, 20


class Chart(NamedTuple):
    """Bars over `lines` rows from `row`: names and values in two columns, all from 0.

    `at` is the cell of its top left corner, `size` its width and height in columns and rows.
    """

    title: str
    row: int
    lines: int
    names: int
    values: int
    at: tuple[int, int]
    size: tuple[int, int]
    colour: str
    upright: bool = False
    most: float | None = None


def add_chart(out: Book, sheet: Any, plan: Chart) -> None:
    """Draw the chart; its alternative text says what it shows and where the figures are."""
    chart = out.book.add_chart({"type": "column" if plan.upright else "bar"})
    last = plan.row + plan.lines - 1
    chart.add_series({
        "name": plan.title,
        "categories": [SHEET, plan.row, plan.names, last, plan.names],
        "values": [SHEET, plan.row, plan.values, last, plan.values],
        "fill": {"color": f"#{plan.colour}"},
        "gap": 60,
        "data_labels": {"value": True},
    })  # fmt: skip
    chart.set_title({"name": plan.title, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    _set_axes(chart, plan)
    width, height = plan.size
    chart.set_size({"width": _COLUMN_PIXELS * width, "height": _ROW_PIXELS * height})
    about = f"Chart: {plan.title}. The figures stand in the table beside it."
    sheet.insert_chart(*plan.at, chart, {"description": about, "object_position": 2})


def _set_axes(chart: Any, plan: Chart) -> None:
    """In XlsxWriter's bar chart the y axis holds the names; in its column chart the x axis does."""
    names: dict[str, Any] = {"major_gridlines": {"visible": False}}
    values = {"major_gridlines": {"visible": False}, "visible": False, "min": 0, "max": plan.most}
    if plan.upright:
        upright = {"text_axis": True, "num_format": "mmm yy", "num_font": {"rotation": -45}}
        chart.set_x_axis(names | upright)
        chart.set_y_axis(values)
    else:
        chart.set_y_axis(names | {"reverse": True})
        chart.set_x_axis(values)
