"""A baseline workbook read: what its people typed, and a note for whatever cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from s117xl.baseline import read_plan
from s117xl.baseline.cells import Row, rows
from s117xl.baseline.questions import dimensions, of_dimension
from s117xl.baseline.tables import (
    AGREED,
    DIMENSIONS,
    PARTNERS,
    PLAN,
    PREVIOUS,
    PRIORITIES,
    SCOPE,
    SCOPE_DATES,
    SCOPE_TEXTS,
    SETTING_BOUNDS,
    SETTINGS,
    SIGN_OFF,
    Baseline,
    BaselineTable,
    Note,
    Past,
    QuestionNotes,
    RatingRow,
    Signature,
    question_table,
    rating_table,
)
from s117xl.load import Workbook
from s117xl.refusal import Refused
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.headings import Wanted
from s117xl.workbook.raw import RawTable

_KEYS = ("Ref", "Who", "No.", "Partner", "Key")


def known_tables() -> list[BaselineTable]:
    """Every table in which people type, in the order of the sheets."""
    sheets = {number: dimensions()[number].sheet for number in DIMENSIONS}
    asked = [make(n, sheets[n]) for n in DIMENSIONS for make in (rating_table, question_table)]
    return [SCOPE, *asked, PRIORITIES, PLAN, PREVIOUS, SIGN_OFF, SETTINGS]


def read_baseline(
    source: Path | Workbook, tell: Callable[[str], None] = lambda _: None
) -> Baseline:
    """The baseline in this workbook. Raises Refused where it holds none."""
    workbook = ClosedWorkbook(source) if isinstance(source, Path) else source
    require_baseline(workbook)
    raw = {table.name: table for table in workbook.read([_wanted(t) for t in known_tables()], tell)}
    baseline = Baseline(name=workbook.name)
    baseline.notes += [note for table in known_tables() for note in _absent(table, raw)]
    _read_scope(baseline, raw.get(SCOPE.excel_name))
    _read_settings(baseline, raw.get(SETTINGS.excel_name))
    for number in DIMENSIONS:
        sheet = dimensions()[number].sheet
        _read_ratings(baseline, number, raw.get(rating_table(number, sheet).excel_name))
        _read_questions(baseline, number, raw.get(question_table(number, sheet).excel_name))
    read_plan.read_priorities(baseline, raw.get(PRIORITIES.excel_name))
    read_plan.read_actions(baseline, raw.get(PLAN.excel_name))
    _read_past(baseline, raw.get(PREVIOUS.excel_name))
    _read_signatures(baseline, raw.get(SIGN_OFF.excel_name))
    return baseline


def require_baseline(workbook: Workbook) -> None:
    """Raise Refused where the workbook has no table of ratings of ours."""
    if not any(rating_table(number, "").excel_name in workbook.tables for number in DIMENSIONS):
        raise Refused(
            f"{workbook.name} is not a baseline workbook of ours, as it holds no table of ratings; "
            "make one with: s117xl new baseline FILE"
        )


def _wanted(table: BaselineTable) -> Wanted:
    read = [h for h in table.headings if h in table.typed or h in _KEYS]
    ours = frozenset(table.headings) - set(read)
    return Wanted(table.excel_name, table.excel_name, {h: h for h in read}, {}, ours)


def _absent(table: BaselineTable, raw: dict[str, RawTable]) -> list[Note]:
    """What an older version's workbook, or one with columns deleted or renamed, does not hold."""
    if table.excel_name not in raw:
        return [Note(table.sheet, "", f"its table {table.excel_name} is not there, so nothing of "
                     "it was read.")]  # fmt: skip
    columns = raw[table.excel_name].columns
    absent = [h for h in _wanted(table).headings if h not in columns]
    if not absent:
        return []
    named = f"no column {', '.join(absent)}"
    return [Note(table.sheet, "", f"its table has {named}, which was therefore not read.")]


def _read_scope(baseline: Baseline, table: RawTable | None) -> None:
    for row in rows(table, baseline.notes):
        key = row.text("Key")
        if key in SCOPE_DATES and (day := row.day("Value")):
            baseline.scope[key] = day
        elif key in SCOPE_TEXTS and (text := row.text("Value")):
            baseline.scope[key] = text


def _read_settings(baseline: Baseline, table: RawTable | None) -> None:
    for row in rows(table, baseline.notes):
        key = row.text("Key")
        if key == "as_at":
            baseline.as_at = row.day("Value")
        elif key in SETTING_BOUNDS and (number := _bounded(row, *SETTING_BOUNDS[key])):
            setattr(baseline, key, number)


def _bounded(row: Row, least: int, most: int) -> int | None:
    """The setting's number, None where the default holds."""
    cell = row.raw("Value")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if cell in range(least, most + 1):
            return int(cell)
    elif not row.text("Value"):
        return None
    row.note("Value", f"is not a whole number from {least} to {most}, so the default holds.")
    return None


def _read_ratings(baseline: Baseline, number: int, table: RawTable | None) -> None:
    found: dict[str, RatingRow] = {}
    for row in rows(table, baseline.notes):
        who = row.one_of("Who", (*PARTNERS, AGREED))
        rating, unread = row.rating("Rating")
        texts = (row.text(h) for h in ("Key strengths", "Key risks and gaps",
                                       "Evidence for a 4 or 5"))  # fmt: skip
        new = RatingRow(rating, unread, *texts)
        if who in found:
            row.note("Who", f"{who} has two rows; leave the one that counts.")
            new = RatingRow(unread=True)
        if who:
            found[who] = new
        elif new != RatingRow() and not row.text("Who"):
            row.note("Who", "does not say whose rating this is, so it was not read.")
    if table is not None:
        absent = [who for who in (*PARTNERS, AGREED) if who not in found]
        text = f"the table of ratings has no row {', '.join(absent)}."
        baseline.notes += [Note(table.sheet, "", text)] if absent else []
    baseline.ratings[number] = found


def _read_questions(baseline: Baseline, number: int, table: RawTable | None) -> None:
    asked = [question.ref for question in of_dimension(number)]
    found = set()
    for row in rows(table, baseline.notes):
        ref = row.text("Ref").upper()
        if ref not in asked:
            row.note("Ref", "is no question of this dimension, so the row was not read.")
        elif ref in found:
            row.note("Ref", f"{ref} stands here a second time; the first row counts.")
        else:
            found.add(ref)
            notes = {p: text for p in PARTNERS if (text := row.text(f"{p} notes"))}
            said = QuestionNotes(notes, row.text("Evidence seen"))
            if said != QuestionNotes():
                baseline.questions[ref] = said
    if table is not None:
        absent = [ref for ref in asked if ref not in found]
        text = f"the table of questions has no row {', '.join(absent)}."
        baseline.notes += [Note(table.sheet, "", text)] if absent else []


def _read_past(baseline: Baseline, table: RawTable | None) -> None:
    refs = {each.ref: number for number, each in dimensions().items()}
    for row in rows(table, baseline.notes):
        if number := refs.get(row.text("Ref").upper()):
            rating, _ = row.rating("Last agreed")
            past = Past(row.text("Last period"), rating)
            if past != Past():
                baseline.past[number] = past


def _read_signatures(baseline: Baseline, table: RawTable | None) -> None:
    for row in rows(table, baseline.notes):
        if partner := row.one_of("Partner", PARTNERS):
            name, role, comment = (row.text(h) for h in ("Name", "Role", "Comment"))
            signature = Signature(partner, name, role, row.day("Signed on"), comment)
            if signature != Signature(partner):
                baseline.signatures.append(signature)


def days_ahead(baseline: Baseline, as_at: date) -> list[Note]:
    """Days that should have passed and lie after this one."""
    done = [("Start", "completed", baseline.scope.get("completed"))]
    done += [(SIGN_OFF.sheet, s.partner, s.on) for s in baseline.signatures]
    done += [(PLAN.sheet, f"row {action.row}", review.on)
             for action in baseline.actions for review in action.reviews]  # fmt: skip
    return [
        Note(sheet, "", f"{what}: a day after {as_at.day} {as_at:%b %Y} has not come yet.")
        for sheet, what, day in done
        if isinstance(day, date) and day > as_at
    ]
