"""What would call for a full review in place of a light-touch one, answered from the register.

The circumstances are those of the rule on light-touch reviews (R046), asked of the as-at date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s117xl.documents.facts import Check
from s117xl.documents.gather.duty import answer_of
from s117xl.documents.gather.rows import Row, Source, in_words
from s117xl.law.months import shift_months
from s117xl.register.truth import Truth
from s117xl.rules.rows import ColumnAbsent
from s117xl.rules.scopes import in_prison, on_conditional_discharge, on_cto

Answer = tuple[bool | None, str]

_ASK = "Ask and record"


def full_review_checks(source: Source, row: Row) -> tuple[Check, ...]:
    """Each circumstance with yes, no or not known; what only people can tell is to be asked."""
    asked = (
        ("Is this the first review since leaving hospital?", _first(source, row)),
        ("Is a community treatment order in force?", _truth(row, on_cto)),
        ("Is a conditional discharge in force?", _truth(row, on_conditional_discharge)),
        ("Was the person admitted since the last review?", _admitted(source, row)),
        ("Is a dispute open?", _disputed(source, row)),
        ("Is the person under 18?", _child(row)),
        ("Was the person released from prison lately, or is release near?", _released(row)),
        ("Was the last full review long ago?", _long_ago(source, row)),
        ("Have the person's needs changed?", (None, _ASK)),
        ("Was there a crisis since the last review?", (None, _ASK)),
        ("Is the funding to change?", (None, _ASK)),
        ("Is an ending thought of?", (None, _ASK)),
        ("Does the person ask for a full review?", (None, _ASK)),
    )
    return tuple(
        Check(question=question, answer=words, against=answer is True)
        for question, (answer, words) in asked
    )


def _truth(row: Row, test: object) -> Answer:
    try:
        truth: Truth = test(row.rows, row.rows.today)  # type: ignore[operator]
    except ColumnAbsent:
        return None, "Not known: the register has no such column"
    return _plain(answer_of(truth, row.number))


def _plain(answer: bool | None) -> Answer:
    return answer, {True: "Yes", False: "No", None: "Not known"}[answer]


def _held(source: Source, row: Row) -> Iterator[tuple[date, str]]:
    """The days of the reviews that were held, each with its type."""
    for number in source.children("Reviews", row.number):
        each = source.row("Reviews", number)
        if day := each.date("held"):
            yield day, each.choice("type")
    if day := row.date("last_review_date"):
        yield day, row.choice("last_review_type")


def _first(source: Source, row: Row) -> Answer:
    days = [day for day, _ in _held(source, row)]
    return (False, f"No: the last was on {in_words(max(days))}") if days else (True, "Yes")


def _admitted(source: Source, row: Row) -> Answer:
    if "Admissions" not in source.context.register.tables:
        return None, "Not known: the register has no sheet of admissions"
    since = max((day for day, _ in _held(source, row)), default=row.date("discharge_date"))
    days = []
    for number in source.children("Admissions", row.number):
        each = source.row("Admissions", number)
        if each.choice("kind") not in ("transfer", "planned respite"):
            days.append(each.date("admitted"))
    known = [day for day in days if day and (since is None or day > since)]
    if known:
        return True, f"Yes, on {in_words(max(known))}"
    return _plain(None if None in days else False)


def _disputed(source: Source, row: Row) -> Answer:
    if "Disputes" not in source.context.register.tables:
        return None, "Not known: the register has no sheet of disputes"
    for number in source.children("Disputes", row.number):
        each = source.row("Disputes", number)
        if not each.filled("resolved") and each.choice("stage") != "resolved":
            return True, "Yes"
    return False, "No"


def _child(row: Row) -> Answer:
    return _plain(answer_of(~row.rows.age_reached("dob", 18, 0), row.number))


def _released(row: Row) -> Answer:
    months = row.source.settings.period("prison_release_planning_months")
    today = row.rows.as_at
    if (day := row.date("prison_released")) and shift_months(day, months) >= today:
        return True, f"Yes, released on {in_words(day)}"
    if _truth(row, in_prison)[0] is not False:
        day = row.date("prison_release_due")
        if day is None:
            return None, "Not known: in prison, with no day of release"
        if day <= shift_months(today, months):
            return True, f"Yes, release is due on {in_words(day)}"
    return False, "No"


def _long_ago(source: Source, row: Row) -> Answer:
    months = source.settings.period("full_review_at_least_months")
    full = [day for day, type in _held(source, row) if type == "full"]
    if not full:
        return None, "Not known: no full review is recorded"
    last = max(full)
    over = shift_months(last, months) < row.rows.as_at
    return over, f"{'Yes' if over else 'No'}: the last was on {in_words(last)}"
