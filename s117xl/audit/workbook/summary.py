"""The Summary: the nine domains at a glance, the result, and what the auditors conclude."""

from __future__ import annotations

from typing import Any

from s117xl.audit.questions import EVIDENCE_ALONE, domains
from s117xl.audit.score import REAUDIT_BY, REAUDIT_FROM, worst
from s117xl.audit.tables import RATINGS, RESULTS, SUMMARY
from s117xl.audit.workbook.escalation import serial
from s117xl.audit.workbook.formulas import nested, only, this
from s117xl.audit.workbook.laying import Column, Place, lay, set_widths
from s117xl.audit.workbook.looks import colour_ratings
from s117xl.audit.workbook.page import name_cell, new_sheet, note, set_print
from s117xl.audit.workbook.shown import Shown, or_blank
from s117xl.workbook.edits import Formula
from s117xl.workbook.templates.book import Book

_TOP, _CHART_ROWS = 4, 16
_BOXES_TOP = _TOP + len(domains()) + _CHART_ROWS + 4
_COLUMNS = (
    Column("Domain", 20, "told", bold=True),
    Column("Title", 62, "told"),
    Column("Score", 11, "worked", "percent"),
    Column("Suggested", 12, "worked"),
    Column("Rating", 12, "worked", bold=True),
    Column("To be escalated", 13, "worked"),
    Column("Re-audit from", 14, "worked", "date"),
    Column("Re-audit by", 14, "worked", "date"),
)
_BOXES = {
    "Areas of strength": "What works well, and how you know it.",
    "Areas for improvement": "What should be better, the gravest first.",
    "High-risk issues": "What cannot wait: unlawful practice, harm, money owed to people.",
}


def add_summary_sheet(out: Book, shown: Shown) -> None:
    """The results with a chart, and the three boxes."""
    sheet = new_sheet(out, SUMMARY.sheet, "Summary", Formula(_overall(), _overall_shown(shown)), 7)
    name_cell(out, "s117_audit_overall", SUMMARY.sheet, "$A$2")
    note(out, sheet, 2, "The result is the poorer of domains 6 and 8; no national rule lays one "
         "down. A domain that is not rated goes by the suggestion.")  # fmt: skip
    _add_results(out, sheet, shown)
    _add_chart(out, sheet)
    _add_boxes(out, sheet, shown)
    sheet.freeze_panes(2, 0)
    set_print(sheet)
    sheet.set_h_pagebreaks([_BOXES_TOP])


def _add_results(out: Book, sheet: Any, shown: Shown) -> None:
    set_widths(sheet, _COLUMNS)
    place = Place(_TOP, 0, len(domains()))
    lay(
        out,
        sheet,
        RESULTS,
        _COLUMNS,
        place,
        [_result(shown, number) for number in domains()],
        least=22,
    )
    colour_ratings(out, sheet, (place.first, 3, place.last, 4))
    area = f"A{place.first + 1}:H{place.last + 1}"
    sheet.ignore_errors({"calculated_column": area, "formula_differs": area})


def _result(shown: Shown, number: int) -> dict[str, Any]:
    score, suggested, rating = (
        only(f"tblRateD{number}", h) for h in ("Score", "Suggested", "Rating")
    )
    scored = None if number == EVIDENCE_ALONE else shown.score(number)
    return {
        "Domain": f"D{number}",
        "Title": domains()[number].title,
        "Score": Formula(score, or_blank(scored)),
        "Suggested": Formula(suggested, shown.suggested(number)),
        "Rating": Formula(f"TRIM({rating})", shown.rating(number)),
        "To be escalated": Formula(_escalation("To be escalated"), shown.escalate(number)),
        "Re-audit from": Formula(_escalation("Re-audit from"), serial(shown, number, REAUDIT_FROM)),
        "Re-audit by": Formula(_escalation("Re-audit by"), serial(shown, number, REAUDIT_BY)),
    }


def _escalation(heading: str) -> str:
    """What the Escalation sheet says of the domain of this row."""
    domain = this("tblResults", "Domain")
    return f"INDEX(tblEscalation[{heading}],MATCH({domain},tblEscalation[Domain],0))"


def _overall() -> str:
    """ "Overall: Amber. 2 Red, 3 Amber, 4 Green."."""
    both = [f'INDEX(tblEscalation[Rating],MATCH("{d}",tblEscalation[Domain],0))'
            for d in ("D6", "D8")]  # fmt: skip
    poorest = nested(
        *((f'OR({both[0]}="{word}",{both[1]}="{word}")', f'"{word}"')
          for word in reversed(RATINGS)),
        otherwise='"nothing to say yet"',
    )  # fmt: skip
    counts = '&", "&'.join(
        f'COUNTIF(tblEscalation[Rating],"{word}")&" {word}"' for word in reversed(RATINGS)
    )
    return f'"Overall: "&{poorest}&". "&{counts}&"."'


def _overall_shown(shown: Shown) -> str:
    all_of_them = [shown.stands(number) for number in domains()]
    poorest = worst([shown.stands(6), shown.stands(8)]) or "nothing to say yet"
    counts = ", ".join(f"{all_of_them.count(word)} {word}" for word in reversed(RATINGS))
    return f"Overall: {poorest}. {counts}."


def _add_chart(out: Book, sheet: Any) -> None:
    """Bars of the scores; domain 9 has none."""
    first, last = _TOP + 1, _TOP + len(domains()) - 1
    chart = out.book.add_chart({"type": "bar"})
    chart.add_series({
        "name": "Score",
        "categories": [SUMMARY.sheet, first, 1, last, 1],
        "values": [SUMMARY.sheet, first, 2, last, 2],
        "fill": {"color": "#2F5D50"}, "gap": 50, "data_labels": {"value": True},
    })  # fmt: skip
    title = "Score of each domain, D1 to D8"
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"min": 0, "max": 1.1, "num_format": "0%", "visible": False,
                      "major_gridlines": {"visible": False}})  # fmt: skip
    chart.set_size({"width": 1060, "height": 20 * _CHART_ROWS})
    about = f"Chart: {title}, as bars from 0 to 100 per cent. The figures stand in the table above."
    sheet.insert_chart(_TOP + len(domains()) + 2, 0, chart, {"description": about,
                                                            "object_position": 2})  # fmt: skip


def _add_boxes(out: Book, sheet: Any, shown: Shown) -> None:
    columns = (Column("Heading", 20, "told", bold=True), Column("Text", 62, number="long"))
    rows = [{"Heading": heading, "Text": shown.filled.summary.get(heading)} for heading in _BOXES]
    place = Place(_BOXES_TOP, 0, len(rows))
    lay(out, sheet, SUMMARY, columns, place, rows, least=120)
    for row, message in enumerate(_BOXES.values(), place.first):
        sheet.data_validation(row, 1, row, 1, {"validate": "any", "input_title": "What to write",
                                               "input_message": message})  # fmt: skip
