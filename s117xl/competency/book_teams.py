"""The sheet Teams: all staff by domain with a chart, then each team. Small teams are withheld."""

from __future__ import annotations

from typing import Any

from s117xl.competency import workings
from s117xl.competency.book_kit import GROUPS, NOBODY, page, title
from s117xl.competency.framework import domains
from s117xl.competency.tables import SMALL, TEAMS_SHEET, WITHHELD
from s117xl.workbook.areas import column_letters
from s117xl.workbook.looks import Look
from s117xl.workbook.templates.book import A4, Book
from s117xl.workbook.templates.styles import look_properties

_ABOUT = (
    "Worked out from Gaps. Teams of fewer than five are withheld, and with them any figure that "
    "would give them away; so this sheet may be shown. Pass it on as a picture or a PDF, not "
    "with this workbook."
)
_TOP, _FIRST = 3, 5
_LABELS = ("Domain", "Can be told", "Met", "With a gap", "Share with a gap", "Cannot tell")
TEAM_TOP = _FIRST + len(domains()) + 2
TEAM_FIRST = TEAM_TOP + 2
"""The row of the first team, counted from 0."""

_TITLE = "Share of staff with a gap, by domain"
_WIDTH = 2 + 2 * len(domains())
_RATE_LOOKS = (("comp_system_from", Look("F4B183", "4A1F00", bold=True)),
               ("comp_training_from", Look("FFE08A", "4A3500")))  # fmt: skip


def add_teams_sheet(out: Book) -> None:
    """Teams, from the top."""
    sheet = out.book.add_worksheet(TEAMS_SHEET)
    title(out, sheet, "Gaps by domain and team", _ABOUT)
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, _WIDTH - 1, 11)
    _all_staff(out, sheet)
    _chart(out, sheet)
    _by_team(out, sheet)
    _colour(out, sheet)
    sheet.freeze_panes(2, 1)
    page(sheet, A4, marking=NOBODY)
    sheet.fit_to_pages(1, 1)


def _line(out: Book, sheet: Any, row: int, labels: tuple[str, ...]) -> None:
    for column, label in enumerate(labels):
        look = {"bold": True, "bottom": 1, "bottom_color": "B8C2CC", "text_wrap": True}
        style = out.styles.get(**look, align="left" if column == 0 else "right", valign="bottom")
        sheet.write_string(row, column, label, style)


def _heading(out: Book, sheet: Any, row: int, text: str, width: int) -> None:
    sheet.write_string(row, 0, text, out.styles.heading())
    for column in range(1, width):
        sheet.write_blank(row, column, None, out.styles.heading())


def _all_staff(out: Book, sheet: Any) -> None:
    _heading(out, sheet, _TOP, "All staff, by domain", len(_LABELS))
    _line(out, sheet, _TOP + 1, _LABELS)
    sheet.set_row(_TOP + 1, 32)
    name = out.styles.get(text_wrap=True, valign="vcenter")
    for row, (ref, domain) in enumerate(domains().items(), _FIRST):
        shown = f"{workings.of_all(ref, 'shown')}=1"
        sheet.write_string(row, 0, f"{ref} {domain.name}", name)
        sheet.set_row(row, 34)
        for column, part in enumerate(("told", "met", "gaps", "rate", "cannot tell"), 1):
            formula = f'=IF({shown},{workings.of_all(ref, part)},"{WITHHELD}")'
            sheet.write_formula(row, column, formula, _figure(out, part == "rate"), "")


def _figure(out: Book, share: bool) -> Any:
    form = "0%" if share else "#,##0"
    return out.styles.get(align="right", valign="vcenter", num_format=form)


def _chart(out: Book, sheet: Any) -> None:
    chart = out.book.add_chart({"type": "bar"})
    chart.add_series({
        "name": _TITLE,
        "categories": workings.chart_area("label"),
        "values": workings.chart_area("rate"),
        "fill": {"color": "#9A3412"},
        "gap": 60,
        "data_labels": {"value": True, "num_format": "0%"},
    })  # fmt: skip
    chart.set_title({"name": _TITLE, "name_font": {"size": 11, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    no_lines = {"major_gridlines": {"visible": False}}
    chart.set_y_axis({**no_lines, "reverse": True})
    chart.set_x_axis({**no_lines, "visible": False, "min": 0, "max": 1})
    chart.set_size({"width": 590, "height": 280})
    about = f"Chart: {_TITLE}. The figures stand in the table beside it."
    sheet.insert_chart(_TOP, 7, chart, {"description": about, "object_position": 2})


def _by_team(out: Book, sheet: Any) -> None:
    labels = [f"{ref} {part}" for ref in domains() for part in ("can be told", "share with a gap")]
    _heading(out, sheet, TEAM_TOP, "By team", _WIDTH)
    for column, label in enumerate(("Team", "People", *labels)):
        group = GROUPS.get(label.partition(" ")[0], "Ours")
        sheet.write_string(TEAM_TOP + 1, column, label, out.styles.header(group))
    sheet.set_row(TEAM_TOP + 1, 50)
    for number in range(1, workings.TEAMS + 1):
        _team(out, sheet, number)


def _team(out: Book, sheet: Any, number: int) -> None:
    row, name = TEAM_FIRST + number - 1, workings.team("name", number)
    sheet.write_formula(row, 0, f"={name}", out.styles.get(), "")
    hidden, size = (workings.team(part, number) for part in ("withheld", "people"))
    people = f'=IF({name}="","",IF({hidden}=1,"{SMALL}",{size}))'
    sheet.write_formula(row, 1, people, _figure(out, False), "")
    for place, ref in enumerate(domains()):
        hidden, told, met = (
            workings.in_team(ref, part, number) for part in ("withheld", "told", "met")
        )
        for column, figure in enumerate((told, f"({told}-{met})/{told}"), 2 + 2 * place):
            text = f'=IF({name}="","",IF({hidden}=1,"{WITHHELD}",{figure}))'
            sheet.write_formula(row, column, text, _figure(out, figure != told), "")


def _colour(out: Book, sheet: Any) -> None:
    """A share at or above the settings stands out; the number itself says how much it is."""
    rates = [(4, _FIRST, _FIRST + len(domains()) - 1)]
    last = TEAM_FIRST + workings.TEAMS - 1
    rates += [(3 + 2 * place, TEAM_FIRST, last) for place in range(len(domains()))]
    for column, first, end in rates:
        cell = f"{column_letters(column + 1)}{first + 1}"
        for name, look in _RATE_LOOKS:
            style = out.book.add_format(look_properties(look))
            test = f"=AND(ISNUMBER({cell}),{cell}>={name})"
            rule = {"type": "formula", "criteria": test, "format": style, "stop_if_true": True}
            sheet.conditional_format(first, column, end, column, rule)
