"""The hidden Lists sheet: what may be chosen, and the refs that the audit asks."""

from __future__ import annotations

from s117xl.audit.questions import all_questions, domains
from s117xl.audit.tables import ACTION_STATES, ANSWERS, DOMAIN_8_RULES, RATINGS
from s117xl.audit.workbook import formulas, plan, scope, settings_page
from s117xl.workbook.areas import column_letters
from s117xl.workbook.templates.book import Book, define_hidden

SHEET = "Lists"


def add_lists_sheet(out: Book) -> None:
    """A column for each list, with the name that the other sheets know it by."""
    sheet = out.book.add_worksheet(SHEET)
    for column, (name, heading, values) in enumerate(_lists()):
        sheet.write_string(0, column, heading, out.styles.strong())
        for row, value in enumerate(values, 1):
            sheet.write_string(row, column, value)
        letters = column_letters(column + 1)
        define_hidden(out, name, f"={SHEET}!${letters}$2:${letters}${len(values) + 1}")
        sheet.set_column(column, column, 18)
    sheet.hide()


def _lists() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        (formulas.REFS, "Refs", tuple(all_questions())),
        (formulas.ANSWERS, "Answers", ANSWERS),
        (formulas.RATINGS, "Ratings", RATINGS),
        (plan.DOMAIN_LIST, "Domains", tuple(f"D{number}" for number in domains())),
        (plan.STATES, "States of an action", ACTION_STATES),
        (settings_page.EIGHT_RULES, "Domain 8", DOMAIN_8_RULES),
        (scope.YES_NO, "Yes or no", ("yes", "no")),
    )
