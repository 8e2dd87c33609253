"""The sheets to be printed and handed out: the questions for each audience, and Easy Read."""

from __future__ import annotations

from math import ceil
from typing import Any

from s117xl.survey.themes import Audience, about, audiences, choices, statements_of, themes
from s117xl.workbook.templates.book import A4, Book
from s117xl.workbook.templates.styles import NAVY, RULE

QUESTIONS, EASY = "Questions", "Easy Read"
_BOX = "\N{BALLOT BOX}"
_SCALE = ("Strongly agree", "Agree", "Neither", "Disagree", "Strongly disagree", "Not sure",
          "Prefer not to say")  # fmt: skip
_LINE, _EASY_LINE = 62, 66
_INTRO = (
    "We want to know how section 117 aftercare works for you. Tick one box for each sentence. "
    "Leave out what you do not want to answer.",
    "You do not have to take part. Your support stays the same whether you do or not, and "
    "whatever you say.",
    "Please do not write your name or anybody else's. What fewer than five people said is not "
    "shown to anyone outside the team that runs this survey.",
)
_EASY_INTRO = (
    "This is about the help you get after hospital.",
    "You choose if you want to answer.",
    "Your help will not change because of what you say.",
    "Please do not write your name.",
    "You can ask somebody to help you with this form.",
    "Read each line. Tick one box below it.",
)


def add_questions_sheet(out: Book) -> None:
    """Each audience's form, beginning on a page of its own."""
    sheet = out.book.add_worksheet(QUESTIONS)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 58)
    sheet.set_column(2, 8, 8.3)
    row, breaks = 0, []
    for audience in audiences().values():
        turn = _form(out, sheet, row, audience)
        row = _back(out, sheet, turn, audience.free_text, 11)
        breaks += [turn, row]
    sheet.set_h_pagebreaks(breaks[:-1])
    _page(sheet)


def _page(sheet: Any) -> None:
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&LSection 117 aftercare survey&RPage &P of &N")
    sheet.fit_to_pages(1, 0)


def _form(out: Book, sheet: Any, row: int, audience: Audience) -> int:
    """The front of one form, with its statements; the row after it."""
    sheet.write_string(row, 0, f"Section 117 aftercare: {audience.title}", out.styles.title())
    sheet.set_row(row, 30)
    row = _intro(out, sheet, row + 1, _INTRO, 20, 11)
    for theme in themes().values():
        row = _theme_head(out, sheet, row, theme.title)
        for each in statements_of(audience.key, theme.key):
            sheet.write_string(row, 0, each.ref, _ruled(out, font_color="595F69"))
            sheet.write_string(row, 1, each.text, _ruled(out, text_wrap=True))
            for column in range(2, 2 + len(_SCALE)):
                sheet.write_string(row, column, _BOX, _ruled(out, font_size=14, align="center"))
            sheet.set_row(row, 15 * max(1, ceil(len(each.text) / _LINE)) + 5)
            row += 1
    return row


def _back(out: Book, sheet: Any, row: int, question: str, size: int) -> int:
    """The back of a form: room for words, and who answers; the row after it."""
    return _about(out, sheet, _written(out, sheet, row, question, size), size)


def _theme_head(out: Book, sheet: Any, row: int, title: str) -> int:
    head = out.styles.get(bold=True, font_color="FFFFFF", bg_color=NAVY, valign="vcenter")
    small = out.styles.get(font_color="FFFFFF", bg_color=NAVY, font_size=8, text_wrap=True,
                           align="center", valign="vcenter")  # fmt: skip
    sheet.write_string(row, 0, title, head)
    sheet.write_blank(row, 1, None, head)
    for column, word in enumerate(_SCALE, 2):
        sheet.write_string(row, column, word, small)
    sheet.set_row(row, 26)
    return row + 1


def _intro(
    out: Book, sheet: Any, row: int, sentences: tuple[str, ...], height: int, size: int
) -> int:
    for text in sentences:
        sheet.merge_range(row, 0, row, 8, text, _said(out, size))
        sheet.set_row(row, height)
        row += 1
    by = 'IF(s117_survey_set_organisation="","","Asked by "&s117_survey_set_organisation&". ")'
    ask = 'IF(s117_survey_set_contact="","","If you have a question: "&s117_survey_set_contact)'
    sheet.write_formula(row, 0, f"={by}&{ask}", out.styles.get(font_size=size), "")
    sheet.set_row(row, height)
    return row + 1


def _said(out: Book, size: int) -> Any:
    return out.styles.get(text_wrap=True, valign="vcenter", font_size=size)


def _ruled(out: Book, **more: Any) -> Any:
    return out.styles.get(valign="vcenter", bottom=1, bottom_color=RULE, **more)


def _written(out: Book, sheet: Any, row: int, question: str, size: int) -> int:
    """The question to be answered in words, over an empty box."""
    sheet.merge_range(row, 0, row, 8, question, out.styles.get(bold=True, font_size=size))
    box = out.styles.get(border=1, border_color="6B7280")
    sheet.merge_range(row + 1, 0, row + 1, 8, "", box)
    sheet.set_row(row + 1, 200)
    return row + 3


def _about(out: Book, sheet: Any, row: int, size: int) -> int:
    """What we ask about the person, to see who is left out."""
    why = "These help us to see whether anybody is left out. Leave out what you like."
    sheet.merge_range(row, 0, row, 8, why, _said(out, size))
    sheet.set_row(row, 22 * size // 11)
    row += 1
    for each in about().values():
        ticks = "     ".join(f"{_BOX} {value}" for value in (*each.values, "Prefer not to say"))
        sheet.merge_range(row, 0, row, 8, each.question, out.styles.get(bold=True, font_size=size))
        sheet.merge_range(row + 1, 0, row + 1, 8, ticks, _said(out, size))
        sheet.set_row(row + 1, 22 * size // 11 * (2 if size > 12 else 1))
        row += 2
    return row + 1


def add_easy_read_sheet(out: Book) -> None:
    """The form for people in Easy Read: one idea a line, large letters, words for each answer."""
    sheet = out.book.add_worksheet(EASY)
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 8, 15)
    title = out.styles.get(bold=True, font_size=24, font_color=NAVY)
    sheet.write_string(0, 0, "Your help after hospital", title)
    sheet.set_row(0, 40)
    row = _intro(out, sheet, 1, _EASY_INTRO, 28, 16)
    for theme in themes():
        for each in statements_of("person", theme):
            row = _easy_statement(out, sheet, row, each.ref, each.easy)
    row = _back(out, sheet, row + 1, "What helps you? What should be better?", 16)
    note = ("For those who hand this out: put a picture beside each line, and try the form with "
            "people who will use it, before you print it.")  # fmt: skip
    sheet.merge_range(row, 0, row, 8, note, out.styles.get(font_color="595F69", text_wrap=True))
    sheet.set_row(row, 32)
    _page(sheet)


def _easy_statement(out: Book, sheet: Any, row: int, ref: str, text: str) -> int:
    """The sentence, and below it a row of boxes with their words."""
    sheet.write_string(row, 0, ref, out.styles.get(font_color="595F69", valign="vcenter"))
    strong = out.styles.get(bold=True, font_size=16, text_wrap=True, valign="vcenter")
    sheet.merge_range(row, 1, row, 8, text, strong)
    sheet.set_row(row, 26 * max(1, ceil(len(text) / _EASY_LINE)) + 10)
    for column, each in enumerate(choices().values(), 1):
        sheet.write_string(row + 1, column, f"{_BOX} {each.easy}", _ruled(
            out, font_size=14, text_wrap=True))  # fmt: skip
    sheet.set_row(row + 1, 56)
    return row + 2
