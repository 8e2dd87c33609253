"""The sheet Counts: what Excel works out of the responses, as it is, with no Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from s117xl.survey.answers import excel_words
from s117xl.survey.read import Response
from s117xl.survey.score import Tally, tally, theme_tally
from s117xl.survey.tables import RESPONSES, SMALLEST
from s117xl.survey.themes import audiences, statements, statements_of, themes
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import A4, Book, define_hidden, set_page

COUNTS = "Counts"
_ANY = ",".join(f'"{word}"' for score in range(1, 6) for word in excel_words(score))
_STATEMENT_HEADS = ("Ref", "Audience", "Theme", "Statement", "5", "4", "3", "2", "1")
_THEME_HEADS = ("Audience", "Theme", "People", "Answers", "Sum", "Agreeing", "For the chart")
TOP = 4
THEME_TOP = TOP + len(statements()) + 4


class Shown(NamedTuple):
    """What the figures last showed comes from: the responses counted, the smallest group."""

    responses: Sequence[Response]
    smallest: int = SMALLEST

    def of(self, audience: str, theme: str) -> Tally:
        """The answers of an audience to a theme."""
        return theme_tally(self.by(audience), audience, theme)

    def by(self, audience: str) -> list[Response]:
        """The responses of an audience."""
        return [each for each in self.responses if each.audience == audience]


def define_rows(out: Book) -> None:
    """The hidden names that tell, row by row, whose responses are counted."""
    year = 'TRIM(s117_survey_year&"")'
    counted = f'((TRIM(s117_survey_set_year&"")="")+({year}="")' \
              f'+({year}=TRIM(s117_survey_set_year&""))>0)'  # fmt: skip
    for key, each in audiences().items():
        theirs = f'ISNUMBER(MATCH(TRIM(s117_survey_audience&""),{{"{each.label}"}},0))'
        define_hidden(out, f"s117_survey_rows_{key}", f"={theirs}*{counted}")
    ids = RESPONSES.name_of("id")
    define_hidden(
        out, "s117_survey_repeated", f'=SUMPRODUCT((LEN({ids})>0)*(COUNTIF({ids},{ids}&"")>1))'
    )


def of_score(ref: str, score: int) -> str:
    """How many of a statement's audience gave it this score."""
    words = ",".join(f'"{word}"' for word in excel_words(score))
    rows = f"s117_survey_rows_{statements()[ref].audience}"
    return f"=SUMPRODUCT({rows}*{_one_of(ref, words)})"


def people(audience: str, theme: str) -> str:
    """How many of an audience gave any answer on the scale to a theme."""
    any_of = "+".join(_one_of(each.ref, _ANY) for each in statements_of(audience, theme))
    return f"=SUMPRODUCT(s117_survey_rows_{audience}*(({any_of})>0))"


def _one_of(ref: str, words: str) -> str:
    return f'ISNUMBER(MATCH(TRIM({RESPONSES.name_of(ref)}&""),{{{words}}},0))'


def add_counts_sheet(out: Book, shown: Shown) -> None:
    """Each statement's answers by score and, below, each theme's people and sums."""
    sheet = out.book.add_worksheet(COUNTS)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Working figures: not for publication", out.styles.title())
    sheet.write_string(1, 0, "Every count as it is, however small. What may leave this workbook "
                       "stands on Themes.", out.styles.get(font_color="374151"))  # fmt: skip
    _heads(out, sheet, TOP, _STATEMENT_HEADS)
    for row, (ref, each) in enumerate(statements().items(), TOP + 1):
        found = tally(shown.by(each.audience), [ref])
        words = (ref, audiences()[each.audience].label, themes()[each.theme].title, each.text)
        for column, text in enumerate(words):
            sheet.write_string(row, column, text, out.styles.plain())
        for column, score in enumerate(range(5, 0, -1), 4):
            _figure(out, sheet, row, column, of_score(ref, score), found.counts[score])
    _heads(out, sheet, THEME_TOP, _THEME_HEADS)
    for row, (audience, theme) in enumerate(_pairs(), THEME_TOP + 1):
        _theme_line(out, sheet, row, audience, theme, shown)
    for column, width in enumerate((14, 30, 34, 76, 9, 10, 14, 9, 9)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(TOP + 1, 0)
    set_page(sheet, A4)
    sheet.set_footer(f"&L{COUNTS}: not for publication&RPage &P of &N")
    sheet.fit_to_pages(1, 0)


def _pairs() -> list[tuple[str, str]]:
    return [(audience, theme) for audience in audiences() for theme in themes()]


def _theme_line(out: Book, sheet: Any, row: int, audience: str, theme: str, shown: Shown) -> None:
    found = shown.of(audience, theme)
    sheet.write_string(row, 0, audiences()[audience].label, out.styles.plain())
    sheet.write_string(row, 1, themes()[theme].title, out.styles.plain())
    sums = [_sum_of(row, score) for score in range(1, 6)]
    total = "+".join(f"{score}*{each}" for score, each in enumerate(sums, 1))
    agreeing = "=" + "+".join(sums[3:])
    n, answers, agree = (f"{letter}{row + 1}" for letter in "CDF")
    lines = (
        (people(audience, theme), found.people),
        ("=" + "+".join(sums), found.answers),
        (f"={total}", found.total),
        (agreeing, found.agreeing),
    )
    for column, (formula, value) in enumerate(lines, 2):
        _figure(out, sheet, row, column, formula, value)
    charted = f"=IF(OR({n}<s117_survey_set_smallest,s117_survey_repeated>0),NA(),{agree}/{answers})"
    last = found.agreeing / found.answers if found.people >= shown.smallest else "#N/A"
    style = out.styles.get(num_format="0%", font_color="9CA3AF", valign="top")
    sheet.write_formula(row, 6, charted, style, last)


def _sum_of(row: int, score: int) -> str:
    """The answers with this score to the statements of the row's audience and theme."""
    letter = column_letters(10 - score)
    first, last = TOP + 2, TOP + 1 + len(statements())
    spans = (f"${each}${first}:${each}${last}" for each in (letter, "B", "C"))
    counts, whose, theme = spans
    return f"SUMIFS({counts},{whose},$A{row + 1},{theme},$B{row + 1})"


def _figure(out: Book, sheet: Any, row: int, column: int, formula: str, shown: Any) -> None:
    style = out.styles.get(num_format="#,##0", valign="top")
    sheet.write_formula(row, column, formula, style, shown)


def _heads(out: Book, sheet: Any, row: int, words: Sequence[str]) -> None:
    for column, text in enumerate(words):
        sheet.write_string(row, column, text, out.styles.header("Ours"))
    sheet.set_row(row, 32)
