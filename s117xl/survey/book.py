"""A survey workbook: forms to print, a table for the answers, native figures, texts apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from s117xl.survey.counts_sheet import Shown, add_counts_sheet, define_rows
from s117xl.survey.forms import EASY, QUESTIONS, add_easy_read_sheet, add_questions_sheet
from s117xl.survey.read import Doubts, Response, read_responses
from s117xl.survey.tables import MOST_SMALLEST, RESPONSES, SMALLEST
from s117xl.survey.themes import audiences, themes
from s117xl.survey.themes_sheet import add_themes_sheet
from s117xl.survey.typed import add_responses_sheet, add_settings_sheet, add_texts_sheet
from s117xl.workbook.edits import Value
from s117xl.workbook.templates.book import A4, MARKING, Book, set_page
from s117xl.workbook.templates.styles import FONT, Styles

# A fixed day, so that equal inputs give equal bytes.
_MADE = datetime(2026, 1, 1)
_START = (
    ("1", f"Print {QUESTIONS} or {EASY}, or put the same words into a form on the web. To agree is "
          "always good."),
    ("2", "Type the answers into Responses, a row for each form, or bring them in: s117xl survey "
          "FILE --import ANSWERS. A file may have headings of its own."),
    ("3", "Type what people wrote into Free text. It stands apart, with no response id. Read each "
          "text; where it may say who somebody is, put no under May be used."),
    ("4", "Read Themes. It shows nothing of fewer than five people. Counts shows all, and stays "
          "with those who run the survey."),
    ("5", "For groups, years and the audit: s117xl survey FILE. It says what it kept back, and "
          "feeds domain 9 of the yearly audit."),
    ("6", "Somebody takes an answer back: delete the row in Responses, and the text."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """What a new workbook holds: rows by key for its two tables, settings by key."""

    responses: Sequence[Mapping[str, Value]] = ()
    words: Sequence[Mapping[str, Value]] = ()
    settings: Mapping[str, Value] = field(default_factory=dict)


def write_survey(path: Path, filled: Filled | None = None) -> None:
    """Write a survey workbook to `path`, empty or filled. Equal inputs give equal bytes."""
    import xlsxwriter

    filled = filled or Filled()
    book = xlsxwriter.Workbook(path)
    book.formats[0].set_font_name(FONT)
    book.set_properties({"title": "Section 117 survey of lived experience", "created": _MADE})
    book.set_size(28800, 17400)
    out = Book(book, Styles(book))
    shown = Shown(_counted(filled), _smallest(filled))
    _add_start_sheet(out)
    add_questions_sheet(out)
    add_easy_read_sheet(out)
    add_responses_sheet(out, filled.responses)
    add_themes_sheet(out, shown)
    add_counts_sheet(out, shown)
    add_texts_sheet(out, filled.words)
    add_settings_sheet(out, filled.settings)
    define_rows(out)
    book.close()


def _counted(filled: Filled) -> list[Response]:
    """The responses that the formulas will count."""
    rows = (({key: "" for key in RESPONSES.headings}, _no_none(row)) for row in filled.responses)
    year = str(filled.settings.get("year") or "").casefold()
    found = read_responses(rows, Doubts(RESPONSES.sheet))
    return [each for each in found if not year or each.year.casefold() in ("", year)]


def _smallest(filled: Filled) -> int:
    least = filled.settings.get("smallest")
    return least if isinstance(least, int) and SMALLEST <= least <= MOST_SMALLEST else SMALLEST


def _no_none(row: Mapping[str, Value]) -> dict[str, Any]:
    return {key: "" if cell is None else cell for key, cell in row.items()}


def _add_start_sheet(out: Book) -> None:
    sheet = out.book.add_worksheet("Start")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, "Section 117 survey of lived experience", out.styles.title())
    sheet.set_row(0, 30)
    sheet.write_string(1, 1, f"{MARKING} once filled in. The answers are about people's health: "
                       "keep this workbook where only those who run the survey can open it.",
                       out.styles.sentence())  # fmt: skip
    sheet.set_row(1, 34)
    for row, (number, text) in enumerate(_START, 3):
        sheet.write_string(row, 0, number, out.styles.strong())
        sheet.write_string(row, 1, text, out.styles.sentence())
        sheet.set_row(row, 36)
    row = 4 + len(_START)
    sheet.write_string(row, 1, "Who is asked, and about what", out.styles.heading())
    for line, theme in enumerate(themes().values(), row + 1):
        sheet.write_string(line, 1, theme.title, out.styles.sentence())
    who = ", ".join(each.title.lower() for each in audiences().values())
    sheet.write_string(row + 2 + len(themes()), 1, f"Asked: {who}.", out.styles.sentence())
    set_page(sheet, A4, landscape=False)
    sheet.set_footer("&LSection 117 survey&RPage &P of &N")
    sheet.fit_to_pages(1, 1)
