"""The Profile: five dimensions side by side, in a table and two charts, and no total."""

from __future__ import annotations

from typing import Any

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline import typed
from s117xl.baseline.book_sheet import Form, Formula, Sheet
from s117xl.baseline.questions import dimensions
from s117xl.baseline.score import DimensionScore, Scored
from s117xl.baseline.tables import AGREED, DIMENSIONS, PARTNERS, PROFILE, Baseline
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import Book

_WIDTHS = (9, 36, 9, 9, 12, 11, 13, 16, 23)
_TOP = formulas.PROFILE_TOP - 1
_CHARTS = _TOP + len(DIMENSIONS) + 3
_BESIDE = len(_WIDTHS) + 1
"""The first column of what the charts are drawn from, hidden from view."""
_SERIES = {
    "LA": {"color": "#1D5E7A", "dash_type": "dash", "marker": "circle"},
    "ICB": {"color": "#6B3E75", "dash_type": "round_dot", "marker": "square"},
    "NHS Trust": {"color": "#7A4A12", "dash_type": "long_dash_dot", "marker": "triangle"},
    AGREED: {"color": "#111827", "dash_type": "solid", "marker": "diamond"},
}
_BAR_COLOURS = {"Agreed": "#1F3A5F", "Mean of the partners": "#9DB4CE"}
_AXIS = {"min": 0, "max": 5, "major_unit": 1,
         "major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}}  # fmt: skip
_ABOUT = (
    "A profile and not a score: the five ratings are not added up, as strength in one dimension "
    "does not make up for a risk in another. 1 and 2 are Red, 3 is Amber, 4 and 5 are Green."
)


def add_profile_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """The Profile."""
    sheet = Sheet(out, PROFILE.sheet, _WIDTHS)
    sheet.title("Profile")
    sheet.line(1, _ABOUT, 2)
    sheet.says(3, "Lowest", Formula(formulas.lowest_says(), scored.says["lowest"]))
    sheet.says(4, "Partners", Formula(formulas.findings_say(), scored.says["findings"]))
    sheet.heading(_TOP - 1, "The five dimensions")
    _add_table(sheet, filled, scored)
    sheet.heading(_CHARTS - 1, "The profile as charts")
    _add_figures(sheet, scored)
    _add_radar(sheet)
    _add_bars(sheet)
    sheet.sheet.print_area(0, 0, _CHARTS + 19, len(_WIDTHS) - 1)
    sheet.sheet.fit_to_pages(1, 1)


def _add_table(sheet: Sheet, filled: Baseline, scored: Scored) -> None:
    worked = Form("worked", typed.NOTHING)
    forms = {heading: worked for heading in PROFILE.headings}
    forms |= {"Ref": Form("strong"), "Dimension": Form("fixed")}
    sheet.table(_TOP, PROFILE, forms, [_row(filled, each) for each in scored.dimensions])
    first, last = _TOP + 1, _TOP + len(DIMENSIONS)
    sheet.colour_ratings(first, 2, last, 5)
    sheet.colour_words(first, 6, last, 6)
    _mark(sheet, first, 7, last, f'=LEFT($H{first + 1},2)="by"', "FFE2A8", "4A3000")
    _mark(sheet, first, 8, last, f'=$I{first + 1}="missing"', "BDD7EE", "1F3864")


def _mark(sheet: Sheet, first: int, column: int, last: int, test: str, fill: str, ink: str) -> None:
    look = sheet.out.book.add_format({"bg_color": fill, "font_color": ink})
    rule = {"type": "formula", "criteria": test, "format": look}
    sheet.sheet.conditional_format(first, column, last, column, rule)


def _row(filled: Baseline, each: DimensionScore) -> list[Any]:
    number = each.number
    ratings = [
        Formula(formulas.rating(number, who), _shown(filled, number, who))
        for who in (*PARTNERS, AGREED)
    ]
    differ = {None: "", 0: "no"}.get(each.differ, f"by {each.differ}")
    return [
        each.ref, each.title, *ratings,
        Formula(formulas.rag(number), each.rag),
        Formula(formulas.differ(number), differ),
        Formula(formulas.evidence(number), evidence_word(each)),
    ]  # fmt: skip


def _shown(filled: Baseline, number: int, who: str) -> int | str:
    row = filled.row(number, who)
    return row.rating or ("?" if row.unread else "")


def evidence_word(each: DimensionScore) -> str:
    """What the Profile says of the evidence for a dimension."""
    if each.agreed is None:
        return ""
    if each.agreed < 4:
        return "not needed"
    return "missing" if each.evidence_missing else "given"


def _add_figures(sheet: Sheet, scored: Scored) -> None:
    """What the charts are drawn from, in hidden columns: a blank is no nought in either of them.

    The radar leaves out what is #N/A; a bar of an empty text has no length and no label.
    """
    names = ("Dimension", *PARTNERS, AGREED, "Bars", "Agreed", "Mean of the partners")
    for column, name in enumerate(names, _BESIDE):
        sheet.sheet.write_string(_TOP, column, name)
    for each in scored.dimensions:
        row, short = _TOP + each.number, dimensions()[each.number].sheet
        sheet.sheet.write_string(row, _BESIDE, short)
        _add_radar_figures(sheet, row, each)
        _add_bar_figures(sheet, row, each, short)
    last = _BESIDE + len(names) - 1
    sheet.sheet.set_column(_BESIDE, last, 12, None, {"hidden": True})


def _add_radar_figures(sheet: Sheet, row: int, each: DimensionScore) -> None:
    known = {**each.ratings, AGREED: each.agreed}
    for column, who in enumerate((*PARTNERS, AGREED), _BESIDE + 1):
        cell = formulas.on_profile(each.number, who, "")
        text = f"=IF(ISNUMBER({cell}),{cell},NA())"
        sheet.sheet.write_formula(row, column, text, None, known[who] or "#N/A")


def _add_bar_figures(sheet: Sheet, row: int, each: DimensionScore, short: str) -> None:
    agreed = formulas.on_profile(each.number, AGREED, "")
    first, last = (formulas.on_profile(each.number, who, "") for who in ("LA", "NHS Trust"))
    given = [rating for rating in each.ratings.values() if rating]
    name = f'=IF(ISNUMBER({agreed}),"{short}","{short} (not agreed)")'
    texts = (
        (name, short if each.agreed else f"{short} (not agreed)"),
        (f'=IF(ISNUMBER({agreed}),{agreed},"")', each.agreed or ""),
        (f'=IF(COUNT({first}:{last})=0,"",AVERAGE({first}:{last}))',
         sum(given) / len(given) if given else ""),
    )  # fmt: skip
    for column, (text, shown) in enumerate(texts, _BESIDE + 5):
        sheet.sheet.write_formula(row, column, text, None, shown)


def _range(column: int) -> list[Any]:
    return [PROFILE.sheet, _TOP + 1, column, _TOP + len(DIMENSIONS), column]


def _name(column: int) -> str:
    return f"=Profile!${column_letters(column + 1)}${_TOP + 1}"


def _chart(sheet: Sheet, kind: dict[str, str], title: str) -> Any:
    chart = sheet.out.book.add_chart(kind)
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_hidden_data()
    return chart


def _add_radar(sheet: Sheet) -> None:
    chart = _chart(sheet, {"type": "radar", "subtype": "with_markers"}, "Each partner, and agreed")
    for column, (who, look) in enumerate(_SERIES.items(), _BESIDE + 1):
        width = 2.75 if who == AGREED else 1.5
        chart.add_series({
            "name": _name(column), "categories": _range(_BESIDE), "values": _range(column),
            "line": {"color": look["color"], "dash_type": look["dash_type"], "width": width},
            "marker": {"type": look["marker"], "size": 7, "fill": {"color": look["color"]},
                       "border": {"color": look["color"]}},
        })  # fmt: skip
    chart.set_y_axis({**_AXIS, "num_font": {"size": 8}})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 490, "height": 390})
    about = (
        "Radar chart of the five dimensions, from 0 to 5, with a line for each partner and one for "
        "the agreed rating. A rating that is not given is left out. The figures stand in the table "
        "above."
    )
    sheet.sheet.insert_chart(_CHARTS, 0, chart, {"description": about, "object_position": 2})


def _add_bars(sheet: Sheet) -> None:
    chart = _chart(sheet, {"type": "bar"}, "Agreed, beside the mean of the partners")
    for column, (name, colour) in enumerate(_BAR_COLOURS.items(), _BESIDE + 6):
        chart.add_series({
            "name": _name(column), "categories": _range(_BESIDE + 5), "values": _range(column),
            "fill": {"color": colour}, "gap": 60,
            "data_labels": {"value": True, "num_format": "0;;;" if name == AGREED else "0.0;;;"},
        })  # fmt: skip
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({**_AXIS, "num_format": "0", "label_position": "high"})
    chart.set_size({"width": 490, "height": 390})
    about = (
        "Bar chart of the agreed rating of each dimension beside the mean of the partners' own "
        "ratings, from 0 to 5. A dimension that is not agreed says so. The figures stand in the "
        "table above."
    )
    options = {"description": about, "object_position": 2, "x_offset": 45}
    sheet.sheet.insert_chart(_CHARTS, 4, chart, options)
