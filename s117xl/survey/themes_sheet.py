"""The sheet Themes: what people say, with nothing shown of fewer than Settings allows.

A repeated id would count somebody twice: then no figure is shown until it is mended.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from s117xl.survey.counts_sheet import COUNTS, THEME_TOP, Shown
from s117xl.survey.score import Tally
from s117xl.survey.themes import audiences, themes
from s117xl.workbook.templates.book import A4, Book, set_page
from s117xl.workbook.templates.styles import RULE

THEMES = "Themes"
MEND = "mend ids"
FIRST = 6
"""The first theme's row, counted from 0."""
_COLOURS = {"person": "1D5E7A", "carer": "7A4A12", "practitioner": "4A5A1F"}


def add_themes_sheet(out: Book, shown: Shown) -> None:
    """By theme and audience: people, mean and per cent agreeing, with a chart below."""
    sheet = out.book.add_worksheet(THEMES)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "What people say, by theme", out.styles.title())
    sheet.set_row(0, 28)
    _say_what_counts(out, sheet)
    for number, key in enumerate(audiences()):
        _audience_columns(out, sheet, 1 + 3 * number, number, key, shown)
    sheet.write_blank(FIRST - 2, 0, None, out.styles.header("Ours"))
    sheet.write_string(FIRST - 1, 0, "Theme", out.styles.header("Ours"))
    for row, theme in enumerate(themes().values(), FIRST):
        sheet.write_string(row, 0, theme.title, out.styles.strong())
        sheet.set_row(row, 20)
    last = FIRST + len(themes())
    sheet.write_string(last, 0, "Responses", out.styles.strong())
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 3 * len(audiences()), 12.5)
    _add_chart(out, sheet, last + 2)
    sheet.freeze_panes(FIRST, 1)
    set_page(sheet, A4)
    sheet.set_footer("&LSection 117 survey&RPage &P of &N")
    sheet.fit_to_pages(1, 1)


def _say_what_counts(out: Book, sheet: Any) -> None:
    text = (
        '="Year: "&IF(TRIM(s117_survey_set_year&"")="","all",s117_survey_set_year)&". A mean runs '
        'from 1 to 5; to agree is 4 or 5; Not sure and Prefer not to say are in neither. Of fewer '
        'than "&s117_survey_set_smallest&" people nothing is shown."'
    )  # fmt: skip
    shown = ("Year: all. A mean runs from 1 to 5; to agree is 4 or 5; Not sure and Prefer not to "
             "say are in neither. Of fewer than 5 people nothing is shown.")  # fmt: skip
    sheet.write_formula(1, 0, text, out.styles.get(font_color="374151"), shown)
    warn = ('=IF(s117_survey_repeated=0,"","Some response ids stand more than once: mend them on '
            'Responses first; until then no figure is shown.")')  # fmt: skip
    sheet.write_formula(2, 0, warn, out.styles.get(bold=True, font_color="9B1C1C"), "")


def _audience_columns(
    out: Book, sheet: Any, column: int, number: int, key: str, shown: Shown
) -> None:
    head = out.styles.get(bold=True, font_color="FFFFFF", bg_color=_COLOURS[key], border=1,
                          border_color="FFFFFF", text_wrap=True, align="center")  # fmt: skip
    title = audiences()[key].title
    sheet.merge_range(FIRST - 2, column, FIRST - 2, column + 2, title, head)
    for offset, word in enumerate(("People", "Mean", "Agreeing")):
        sheet.write_string(FIRST - 1, column + offset, word, head)
    for place, theme in enumerate(themes()):
        line = THEME_TOP + 2 + number * len(themes()) + place
        _theme_cells(
            out, sheet, (FIRST + place, column), line, shown.of(key, theme), shown.smallest
        )
    rows = f"SUMPRODUCT(s117_survey_rows_{key})"
    count = len(shown.by(key))
    figure = Guarded(rows, rows, "#,##0", count if count >= shown.smallest else None)
    _write(out, sheet, (FIRST + len(themes()), column), figure, shown.smallest)


class Guarded(NamedTuple):
    """A figure that is shown where `people` are enough; `value` is None where they are not."""

    people: str
    formula: str
    form: str
    value: int | float | None


def _theme_cells(
    out: Book, sheet: Any, at: tuple[int, int], line: int, found: Tally, least: int
) -> None:
    """People, mean and per cent agreeing, from the theme's line on Counts."""
    people, answers, total, agreeing = (f"{COUNTS}!${letter}${line}" for letter in "CDEF")
    enough = found.people >= least
    figures = (
        Guarded(people, people, "#,##0", found.people if enough else None),
        Guarded(people, f"{total}/{answers}", "0.00",
                found.total / found.answers if enough else None),
        Guarded(people, f"{agreeing}/{answers}", "0%",
                found.agreeing / found.answers if enough else None),
    )  # fmt: skip
    for column, figure in enumerate(figures, at[1]):
        _write(out, sheet, (at[0], column), figure, least)


def _write(out: Book, sheet: Any, at: tuple[int, int], figure: Guarded, least: int) -> None:
    fewer = '"fewer than "&s117_survey_set_smallest'
    guarded = f"IF({figure.people}<s117_survey_set_smallest,{fewer},{figure.formula})"
    formula = f'=IF(s117_survey_repeated>0,"{MEND}",{guarded})'
    style = out.styles.get(num_format=figure.form, align="right", valign="vcenter", bottom=1,
                           bottom_color=RULE)  # fmt: skip
    value = f"fewer than {least}" if figure.value is None else figure.value
    sheet.write_formula(*at, formula, style, value)


def _add_chart(out: Book, sheet: Any, row: int) -> None:
    chart = out.book.add_chart({"type": "bar"})
    for number, (key, audience) in enumerate(audiences().items()):
        first = THEME_TOP + 1 + number * len(themes())
        last = first + len(themes()) - 1
        chart.add_series({
            "name": audience.title,
            "categories": [COUNTS, first, 1, last, 1],
            "values": [COUNTS, first, 6, last, 6],
            "fill": {"color": f"#{_COLOURS[key]}"},
            "gap": 70,
            "data_labels": {"value": True, "num_format": "0%"},
        })  # fmt: skip
    title = "Answers that agree, in 100"
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0%", "major_gridlines": {"visible": False},
                      "visible": False})  # fmt: skip
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 1080, "height": 520})
    about = ("Bar chart: for each theme, how many answers in 100 agree, for people with a right to "
             "aftercare, for carers and for practitioners. The figures stand in the table "
             "above; where fewer people answered than may be shown there is no bar.")  # fmt: skip
    sheet.insert_chart(row, 0, chart, {"description": about, "object_position": 2})
