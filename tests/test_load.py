"""A register opened: what it holds, what is noted, and what is refused."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s117xl.load import Loaded, load, records
from s117xl.refusal import Refused
from s117xl.register.kinds import (
    Code,
    Date,
    Kind,
    NhsNumber,
    Number,
    OneOf,
    Postcode,
    SeveralOf,
    Text,
)
from s117xl.register.plain_text import is_blank
from s117xl.register.schema import TABLES
from s117xl.workbook.templates.register import write_register
from tests.ooxml.surgery import operate, replace
from tests.people import LAWFUL, REVIEW, SERVICE, person
from tests.workbook.user_books import TABLE, Formatted, write_book

NAMES = sorted(TABLES)


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "register.xlsx"
    rows = {"Register": [LAWFUL, person(register_id="V-002")], "Reviews": [REVIEW]}
    write_register(path, rows, settings={"la_name": "Anytown", "review_cycle_months": 6})
    return path


# What it holds


def test_a_register_of_ours_is_read_whole(lawful: Path) -> None:
    loaded = load(lawful)
    assert sorted(loaded.register.tables) == sorted(loaded.raw) == NAMES
    assert [len(loaded.register[name]) for name in ("Register", "Reviews", "Panel")] == [2, 1, 0]
    assert loaded.notes == []
    for name, table in loaded.register.tables.items():
        assert set(table.columns) == {field.key for field in TABLES[name].fields}
        assert not any(column.faults for column in table.columns.values())
        assert loaded.raw[name].strangers == ()


def test_the_lawful_person_is_read_as_written(lawful: Path) -> None:
    loaded = load(lawful)
    for field in TABLES["Register"].fields:
        written = LAWFUL.get(field.key, "")
        assert loaded.register["Register"].columns[field.key].raw(0) == written, field.key


def test_settings_are_read_with_what_differs(lawful: Path) -> None:
    settings = load(lawful).settings
    assert settings.text("la_name") == "Anytown"
    assert settings.period("review_cycle_months") == 6
    assert len(settings.differences) == 1


def test_our_own_sheets_are_apart_and_findings_only_on_demand(lawful: Path) -> None:
    assert set(load(lawful).ours) == {"Settings", "Areas", "Runs", "Explanations", "Letters"}
    assert "Findings" in load(lawful, with_findings=True).ours


def test_a_context_has_the_day_it_is_given(lawful: Path) -> None:
    assert load(lawful).context(date(2026, 6, 30)).as_at == date(2026, 6, 30)


def test_no_check_was_made_of_a_new_register(lawful: Path) -> None:
    assert load(lawful).seen_ids() is None


def test_records_are_rows_by_heading(lawful: Path) -> None:
    rows = list(records(load(lawful).ours["Settings"]))
    assert {"la_name": "Anytown"} in [{row["Key"]: row["Value"]} for row in rows]


def test_the_file_is_as_it_was(lawful: Path) -> None:
    before = hashlib.sha256(lawful.read_bytes()).hexdigest()
    assert load(lawful).workbook.digest == before
    assert hashlib.sha256(lawful.read_bytes()).hexdigest() == before


def test_the_fingerprint_is_of_the_rows_and_not_of_the_file(tmp_path: Path) -> None:
    def fingerprint(name: str, **changes: Any) -> str:
        path = tmp_path / name
        write_register(path, {"Register": [person(**changes)]}, settings={"la_name": name})
        return load(path).fingerprint()

    first = fingerprint("one")
    assert fingerprint("two") == first
    assert fingerprint("three", notes="more") != first


# What is noted


def test_a_column_of_a_person_s_own_is_noted_by_name_alone(tmp_path: Path) -> None:
    rows = [["V-001", "Example", "North"]]
    path = write_book(tmp_path / "a.xlsx", rows, ("Register id", "Surname", "Allocated to"))
    loaded = load(path)
    assert loaded.raw["Register"].strangers == ("Allocated to",)
    assert set(loaded.register["Register"].columns) == {"register_id", "surname"}


def test_a_copied_register_sheet_is_noted_and_not_read(tmp_path: Path) -> None:
    def also(book: Any, page: Any) -> None:
        copy = book.add_worksheet("Register (2)")
        copy.add_table("A1:A2", {"name": "tblRegister3", "columns": [{"header": "Register id"}]})
        copy.write("A2", "V-009")

    loaded = load(write_book(tmp_path / "a.xlsx", also=also))
    assert len(loaded.register["Register"]) == 2
    assert loaded.notes == [
        "Register (2): its table tblRegister3, a copy of tblRegister, was not read."
    ]


def test_a_table_that_was_deleted_is_absent(tmp_path: Path) -> None:
    loaded = load(write_book(tmp_path / "a.xlsx"))
    assert set(loaded.register.tables) == {"Register"}
    assert loaded.settings.period("review_cycle_months") == 12


def test_a_bare_number_counts_from_1904_where_the_workbook_does(tmp_path: Path) -> None:
    day = date(2026, 3, 12)
    serial = (day - date(1904, 1, 1)).days
    rows = [["V-001", "Example", day], ["V-002", "Sample", Formatted(serial, "0")]]
    dates: Any = load(write_book(tmp_path / "a.xlsx", rows, date1904=True)).register["Register"]
    assert dates.columns["dob"].days.tolist() == [day, day]
    assert [fault.code for found in dates.columns["dob"].faults.values() for fault in found] == [
        "R132"
    ]


# What is refused


def test_a_workbook_of_another_layout_is_sent_to_adopt(tmp_path: Path) -> None:
    rows = [["1", "Example", date(1980, 5, 17)]]
    path = write_book(tmp_path / "theirs.xlsx", rows, ("Ref", "Name", "DOB"), table="Table1")
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        load(path)
    sentence = str(refused.value)
    assert sentence.startswith("theirs.xlsx is not a register of ours: ")
    assert 's117xl adopt "theirs.xlsx"' in sentence
    assert "Example" not in sentence
    assert path.read_bytes() == before


def test_a_table_of_our_name_with_none_of_our_headings_is_sent_to_adopt(tmp_path: Path) -> None:
    path = write_book(tmp_path / "theirs.xlsx", [["1", "Example", None]], ("Ref", "Who", "Born"))
    with pytest.raises(Refused, match="no heading of the table on the sheet Register is known"):
        load(path)


def test_a_fault_in_any_table_refuses_the_whole(lawful: Path, tmp_path: Path) -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'
    broken = tmp_path / "broken.xlsx"
    with pytest.raises(Refused, match="on the sheet Reviews are merged"):
        load(replace(lawful, broken, "xl/worksheets/sheet3.xml", "</sheetData>", merge))


# What was written is what is read

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", exclude_categories=["Cs"]),
    min_size=1,
    max_size=30,
).filter(lambda text: not is_blank(text))
IDS = st.from_regex(r"[A-Z]{1,3}-[0-9]{1,6}", fullmatch=True)
DAYS = st.dates(date(1910, 1, 1), date(2100, 12, 31))
KNOWN_CODES = {
    "ethnic": ["A", "Z", "99"],
    "gp": ["B86001"],
    "section": ["03", "09"],
    "la": ["E08000035", "503"],
    "icb": ["QWO"],
    "trust": ["RXX"],
}


def good_cells(kind: Kind) -> st.SearchStrategy[tuple[Any, Any]]:
    """Cells that are right for a kind, each with the value that is to be read."""
    match kind:
        case Date():
            return DAYS.map(lambda day: (day, day))
        case SeveralOf():
            some = st.lists(st.sampled_from(kind.values), min_size=1, unique=True)
            return some.map(lambda values: ("; ".join(values), tuple(values)))
        case OneOf():
            return st.sampled_from(kind.values).map(lambda value: (value, value))
        case Code():
            return st.sampled_from(KNOWN_CODES[kind.system]).map(lambda value: (value, value))
        case Number(word="percent"):
            return st.integers(0, 100).map(lambda percent: (percent / 100, float(percent)))
        case Number(word="money"):
            return st.integers(0, 99_999_999).map(lambda pence: (pence / 100, pence / 100))
        case Number():
            return st.integers(0, 999_999).map(lambda number: (number, float(number)))
        case NhsNumber():
            good = st.sampled_from(["9990000018", "9990000026", "9990000034", "9990000042"])
            return good.map(lambda digits: (digits, digits))
        case Postcode():
            return st.sampled_from(["LS1 4AP", "EC1A 1BB"]).map(lambda text: (text, text))
        case Text(ident=True):
            return IDS.map(lambda text: (text, text))
    return WORDS.map(lambda text: (text, None))


def read_value(loaded: Loaded, table: str, key: str, row: int) -> Any:
    column: Any = loaded.register[table].columns[key]
    if hasattr(column, "days"):
        return column.days[row].item()
    if hasattr(column, "numbers"):
        return float(column.numbers[row])
    if hasattr(column, "bits"):
        return {name for n, name in enumerate(column.values) if column.bits[row] >> n & 1}
    return column.value(row) if hasattr(column, "value") else column.text(row)


ROWS = st.fixed_dictionaries(
    {
        name: st.lists(
            st.fixed_dictionaries(
                {table.id_field: good_cells(table.field(table.id_field).kind)},
                optional={
                    field.key: good_cells(field.kind)
                    for field in table.fields
                    if field.key != table.id_field
                },
            ),
            max_size=4,
        )
        for name, table in TABLES.items()
    }
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(ROWS)
def test_what_was_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, tables: dict[str, list[dict[str, tuple[Any, Any]]]]
) -> None:
    path = tmp_path_factory.mktemp("round") / "register.xlsx"
    plain = {n: [{k: c for k, (c, _) in row.items()} for row in t] for n, t in tables.items()}
    write_register(path, plain)
    loaded = load(path)
    for name, rows in tables.items():
        assert len(loaded.register[name]) == len(rows)
        for row, written in enumerate(rows):
            for field in TABLES[name].fields:
                cell, value = written.get(field.key, ("", None))
                column = loaded.register[name].columns[field.key]
                assert column.raw(row) == cell, field.key
                assert bool(column.blank[row]) == (cell == ""), field.key
                if value is not None:
                    assert bool(column.known[row]), field.key
                    found = read_value(loaded, name, field.key, row)
                    assert found == (set(value) if isinstance(value, tuple) else value), field.key


ODD = ["yes", "", "perhaps", "Y", "unknown", "no"]
SERVICES = [
    SERVICE | {"service_id": f"S-{n}", "charged": cell, "start": date(2026, 1, 1 + n)}
    for n, cell in enumerate(ODD)
]


def typed_services(folder: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    write_register(folder / "register.xlsx", {"Services": rows})
    return dict(load(folder / "register.xlsx").register["Services"].columns)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return typed_services(tmp_path_factory.mktemp("services"), SERVICES)


@settings(max_examples=4, deadline=None)
@given(st.permutations(range(len(ODD))))
def test_the_order_of_rows_changes_nothing_but_their_order(
    services: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    again = typed_services(tmp_path_factory.mktemp("again"), [SERVICES[n] for n in order])
    for key, column in services.items():
        assert [column.shown(n) for n in order] == [again[key].shown(n) for n in range(len(ODD))]
        for name in ("days", "codes", "bits", "numbers", "blank", "bad"):
            if hasattr(column, name):
                moved = getattr(column, name)[np.array(order)]
                assert moved.astype(str).tolist() == getattr(again[key], name).astype(str).tolist()


def test_a_register_read_from_a_moved_table_is_the_same(lawful: Path, tmp_path: Path) -> None:
    from s117xl.workbook.door import open_package

    table = open_package(lawful).read(TABLE)
    renamed = table.replace(b'name="Surname"', b'name="Family name"')
    names = open_package(lawful).read("xl/workbook.xml")
    pointing = names.replace(b"tblRegister[Surname]", b"tblRegister[Family name]")
    assert (renamed != table, pointing != names) == (True, True)
    changes: dict[str, bytes | None] = {TABLE: renamed, "xl/workbook.xml": pointing}
    column: Any = load(operate(lawful, tmp_path / "a.xlsx", changes)).register["Register"]
    assert column.columns["surname"].heading == "Family name"
    assert column.columns["surname"].text(0) == "Example"
