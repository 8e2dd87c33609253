"""Every colour of the register, as LibreOffice applies it, with one cell turning it on and off."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from s117xl.register.conditions import All, Always, Condition, Either
from s117xl.register.fields import Field
from s117xl.register.schema import TABLES
from s117xl.workbook.areas import column_letters
from s117xl.workbook.looks import STYLES
from s117xl.workbook.templates.formulas import FLAGS, blank_formats
from s117xl.workbook.templates.marks import MARK_STYLES
from s117xl.workbook.templates.ours import FINDINGS, WORKLIST
from s117xl.workbook.templates.register import write_register
from s117xl.workbook.templates.tables import headings
from s117xl.workbook.templates.worked_out import REVIEW_DUE
from tests.office import needs_libreoffice
from tests.people import ADMISSION, AS_AT, DISPUTE, REVIEW, SERVICE, person
from tests.workbook.templates.calc import Session
from tests.workbook.templates.painted import Page, Paint, read_page
from tests.workbook.templates.rows import PEOPLE

pytestmark = needs_libreoffice

HEADINGS = {key: headings(table) for key, table in TABLES.items()}
SEVERITIES = ("unlawful", "risk", "overdue", "missing", "invalid")
PANEL = {
    "panel_id": "P-001", "register_id": "V-001", "panel_date": date(2026, 2, 3),
    "request": "Supported living", "decision": "deferred", "reasons": "More evidence is needed",
    "reason_category": "evidence missing", "interim_arrangement": "The council pays meanwhile",
    "members": "A Member, B Member",
}  # fmt: skip
APPROVED = PANEL | {"panel_id": "P-002", "decision": "approved", "la_share": 0.5, "icb_share": 0.5,
                    "start_date": date(2026, 3, 1)}  # fmt: skip
ENDED_SERVICE = SERVICE | {
    "service_id": "S-002", "service_type": "accommodation", "accommodation_paid_by": "LA and ICB",
    "end": date(2026, 5, 1), "end_reason": "Moved", "ended_by": "provider",
    "replacement_plan": "Another provider from May", "topup_amount": 20.0, "topup_payer": "person",
    "topup_agreement": date(2026, 1, 10), "topup_reason": "chose dearer place",
    "no_topup_option": "yes",
}  # fmt: skip
RESOLVED = DISPUTE | {"stage": "resolved", "resolved": date(2026, 6, 20), "outcome": "Agreed"}
QUARTERLY = {
    "review_ref": "RR-1", "held": date(2026, 4, 2), "forum": "Section 117 board",
    "partners": "LA;ICB;Trust", "exceptions_escalated": 2, "themes": "Late first reviews",
    "actions": "Leads named by May", "next_due": date(2026, 7, 2),
}  # fmt: skip
DUE = [
    person(register_id=f"V-{days + 500}", surname="Due", detention_start=date(2020, 1, 1),
           detention_end=None, discharge_date=date(2020, 2, 2),
           last_review_date=date(2025, 6, 30) + timedelta(days=days))
    for days in (-1, 0, 90, 91)
]  # fmt: skip
ROWS: dict[str, list[dict[str, Any]]] = {
    "Register": [*PEOPLE, *DUE],
    "Services": [SERVICE, ENDED_SERVICE],
    "Reviews": [REVIEW | {"register_id": "V-099"}],
    "Panel": [PANEL, APPROVED],
    "Disputes": [RESOLVED],
    "Admissions": [ADMISSION],
    "RegisterReviews": [QUARTERLY],
}
CHILDREN = [key for key in TABLES if key != "Register"]


def cell(table: str, row: int, heading: str) -> str:
    """The address of a cell; row 0 is the first."""
    return f"{column_letters(HEADINGS[table].index(heading) + 1)}{row + 2}"


def at(page: Page, table: str, row: int, heading: str) -> Paint:
    return page[table][row + 1][HEADINGS[table].index(heading)]


def looks_like(paint: Paint, style: str) -> bool:
    look = STYLES[style]
    return (paint.fill, paint.font, paint.bold, paint.underline) == look


def plain(paint: Paint) -> bool:
    return paint.fill == ""


class Book:
    """A register, and pages of it after typing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "register.xlsx"
        write_register(self.path, ROWS, settings={"as_at": AS_AT})
        self.session = Session(self.path)
        for key in TABLES:
            self.session.show_columns(key)

    def page(self, name: str) -> None:
        self.session.save_page(self.folder / f"{name}.html")

    def type(self, table: str, row: int, heading: str, value: Any) -> None:
        self.session.type(table, cell(table, row, heading), value)

    def pages(self) -> dict[str, Page]:
        self.session.run()
        return {path.stem: read_page(path) for path in self.folder.glob("*.html")}


FLAGGED = dict(zip(MARK_STYLES, ("Surname", "Plan date", "Named lead", "Team", "NHS number",
                                 "Charged"), strict=True))  # fmt: skip
ALL_FLAGS = "".join(f"{heading}={word}|" for word, heading in FLAGGED.items())


def read_by(condition: Condition | None) -> set[str]:
    """The fields that a condition reads."""
    if isinstance(condition, All | Either):
        return {key for part in condition.parts for key in read_by(part)}
    return {getattr(condition, "field", "")} - {""}


def one_of_each_condition() -> list[tuple[str, int, Field]]:
    """For each condition a field that it requires, on a row on which it is filled."""
    found = []
    for key, table in TABLES.items():
        read = {name for field in table.fields for name in read_by(field.required)}
        for condition, fields in blank_formats(table):
            field = next(
                f for f in fields if f.key not in read | {table.id_field} or len(fields) == 1
            )
            found.append((key, row_that_requires(key, condition, field), field))
    return found


def row_that_requires(key: str, condition: Condition, field: Field) -> int:
    rows = enumerate(ROWS[key])
    if isinstance(condition, Always):
        return 0
    needed = read_by(condition)
    return next(n for n, row in rows if row.get(field.key) is not None and
                (needed <= row.keys() or field.key.startswith("nhs")))  # fmt: skip


BLANKED = one_of_each_condition()


def page_without(key: str, field: Field) -> str:
    """The page on which a field is blank: what other conditions read is blanked by itself."""
    read = {name for other in TABLES[key].fields for name in read_by(other.required)}
    return "blanked by itself" if field.key in read else "blanked"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    book = Book(tmp_path_factory.mktemp("colours"))
    book.page("first")
    for name in ("blanked", "blanked by itself"):
        batch = [each for each in BLANKED if page_without(each[0], each[2]) == name]
        for key, row, field in batch:
            book.type(key, row, field.heading, None)
        book.page(name)
        for key, row, field in batch:
            book.type(key, row, field.heading, ROWS[key][row][field.key])
    book.page("filled again")
    book.type("Register", 0, FLAGS, f"|id=V-001|{ALL_FLAGS}")
    book.type("Register", 5, FLAGS, "|id=V-006|Team=missing|Surname=missing|")
    for key in CHILDREN:
        book.type(
            key, 0, FLAGS, f"|id={ROWS[key][0][TABLES[key].id_field]}|{child_flag(key)}=risk|"
        )
    book.page("marked")
    book.type("Register", 5, "Team", "North team")
    book.page("mended")
    book.type("Register", 0, "Register id", "V-777")
    book.page("copied")
    book.type("Register", 0, "Register id", "V-001")
    last = len(ROWS["Register"]) + 1
    book.session.sort_down("Register", f"A2:{column_letters(len(HEADINGS['Register']))}{last}")
    book.page("sorted")
    for row, word in enumerate((*SEVERITIES, "prompt")):
        book.session.type("Findings", f"A{row + 2}", word)
        book.session.type("Worklist", f"F{row + 2}", word)
    book.page("found")
    return book.pages()


def child_flag(key: str) -> str:
    """A heading of a child table to be flagged."""
    return TABLES[key].fields[2].heading


def test_nothing_is_coloured_at_first_but_what_is_blank_and_required(
    pages: dict[str, Page],
) -> None:
    for key, row in product(TABLES, range(2)):
        if key == "Register" or row < len(ROWS[key]):
            fields = [f.heading for f in TABLES[key].fields]
            coloured = [name for name in fields if not plain(at(pages["first"], key, row, name))]
            assert coloured == [], (key, row)


@pytest.mark.parametrize(
    ("key", "row", "field"), BLANKED, ids=lambda part: getattr(part, "key", part)
)
def test_a_blank_that_is_required_is_coloured_until_it_is_filled(
    pages: dict[str, Page], key: str, row: int, field: Field
) -> None:
    names = ("first", page_without(key, field), "filled again")
    found = [at(pages[name], key, row, field.heading) for name in names]
    assert [paint.fill for paint in found] == ["", STYLES["blank"].fill, ""]


def test_every_condition_of_the_schema_has_its_blank() -> None:
    assert len(BLANKED) == sum(len(blank_formats(table)) for table in TABLES.values())


def test_a_new_line_shows_what_it_needs_and_an_empty_one_does_not(pages: dict[str, Page]) -> None:
    new = {name: at(pages["first"], "Register", 5, name).fill for name in ("Surname", "End reason")}
    assert new == {"Surname": STYLES["blank"].fill, "End reason": ""}


@pytest.mark.parametrize("word", [word for word in MARK_STYLES if word != "missing"])
def test_a_flagged_cell_has_the_look_of_its_mark(pages: dict[str, Page], word: str) -> None:
    before, after = (
        at(pages[name], "Register", 0, FLAGGED[word]) for name in ("filled again", "marked")
    )
    assert plain(before)
    assert looks_like(after, word)


def test_no_other_cell_of_the_row_is_coloured(pages: dict[str, Page]) -> None:
    flagged = {FLAGGED[word] for word in MARK_STYLES if word != "missing"}
    fields = [f.heading for f in TABLES["Register"].fields]
    coloured = {name for name in fields if not plain(at(pages["marked"], "Register", 0, name))}
    assert coloured == flagged


def test_a_missing_mark_is_shown_on_a_blank_cell_and_goes_when_it_is_filled(
    pages: dict[str, Page],
) -> None:
    names = ("first", "marked", "mended")
    fills = [at(pages[name], "Register", 5, "Team").fill for name in names]
    assert fills == [STYLES["blank"].fill, STYLES["missing"].fill, ""]
    assert at(pages["mended"], "Register", 5, "Surname").fill == STYLES["missing"].fill
    assert plain(at(pages["marked"], "Register", 0, FLAGGED["missing"]))


@pytest.mark.parametrize("key", CHILDREN)
def test_a_child_row_is_marked_by_its_own_id(pages: dict[str, Page], key: str) -> None:
    before, after = (
        at(pages[name], key, 0, child_flag(key)) for name in ("filled again", "marked")
    )
    assert plain(before)
    assert looks_like(after, "risk")


def test_flags_of_another_row_mark_nothing(pages: dict[str, Page]) -> None:
    shown = [at(pages["copied"], "Register", 0, heading) for heading in FLAGGED.values()]
    assert all(map(plain, shown))


def test_marks_follow_their_row_through_a_sort(pages: dict[str, Page]) -> None:
    ids = [row[0].text for row in pages["sorted"]["Register"][1 : len(ROWS["Register"]) + 1]]
    assert ids == sorted(ids, reverse=True)
    place = ids.index("V-001")
    assert looks_like(at(pages["sorted"], "Register", place, "Surname"), "unlawful")
    assert plain(at(pages["sorted"], "Register", 0, "Surname"))


@pytest.mark.parametrize(
    ("days", "style"), [(-1, "overdue"), (0, "soon"), (90, "soon"), (91, None)]
)
def test_the_day_of_the_next_review_is_coloured_when_near_or_past(
    pages: dict[str, Page], days: int, style: str | None
) -> None:
    row = next(n for n, r in enumerate(ROWS["Register"]) if r["register_id"] == f"V-{days + 500}")
    shown = at(pages["first"], "Register", row, REVIEW_DUE)
    assert shown.text == f"{AS_AT + timedelta(days=days):%d %b %Y}"
    if style:
        assert looks_like(shown, style)
    else:
        assert shown.fill not in (STYLES["overdue"].fill, STYLES["soon"].fill)


@pytest.mark.parametrize("table", [FINDINGS, WORKLIST], ids=lambda table: table.sheet)
def test_a_severity_has_its_colour_in_the_lists(pages: dict[str, Page], table: Any) -> None:
    place = table.headings.index("Severity")
    shown = [row[place] for row in pages["found"][table.sheet][1 : len(SEVERITIES) + 2]]
    assert [paint.text for paint in shown] == [*SEVERITIES, "prompt"]
    assert all(looks_like(p, word) for p, word in zip(shown, SEVERITIES, strict=False))
    assert plain(shown[-1])
