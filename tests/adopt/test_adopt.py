"""A council's own workbook comes in, and every cell of it is accounted for."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s117xl import commands
from s117xl.adopt.bring import CHANGED, DOUBTFUL, HEADING, NOT_PLACED, NOTED, PLACED
from s117xl.adopt.command import Adopted, adopt
from s117xl.adopt.source import read_source
from s117xl.adopt.values import meaning
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from tests.adopt.books import EASTMERE, SOUTHVALE, write_book
from tests.ooxml import assert_opens_clean
from tests.people import AS_AT
from tests.test_marks import cells

NORTHSHIRE = Path(__file__).parents[3] / "shared" / "samples" / "northshire_s117_register.xlsx"
TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731


def bring(theirs: Path, out: Path, mapping: Path | None = None) -> Adopted:
    return adopt(theirs, out, mapping, AS_AT)


def typed(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet of ours, the cells that hold anything by field key."""
    headings, *rows = cells(path, sheet)
    fields = TABLES[sheet].by_heading
    keys = [fields[str(h)].key if h in fields else "" for h in headings]
    return [
        {key: c for key, c in zip(keys, row, strict=True) if key and c != ""}
        for row in rows
        if any(cell != "" for cell in row)
    ]


def cells_and_comments(path: Path) -> Counter[tuple[str, str, bool]]:
    """Every cell that holds anything, and every comment, counted without our own reader."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(path)
    found: Counter[tuple[str, str, bool]] = Counter()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and str(cell.value).strip():
                    found[sheet.title, cell.coordinate, False] += 1
                if cell.comment:
                    found[sheet.title, cell.coordinate, True] += 1
    return found


@pytest.fixture(scope="module", params=["northshire", "southvale", "eastmere"])
def theirs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "northshire":
        if not NORTHSHIRE.exists():
            pytest.skip("the sample workbook is not beside the checkout")
        return NORTHSHIRE
    if request.param == "southvale":
        comments = {"Section 117": {"J2": "ask the board", "A1": "their own number"}}
        return write_book(folder / "southvale.xlsx", SOUTHVALE, comments=comments,
                          hidden={"Section 117": [3]})  # fmt: skip
    return write_book(folder / "eastmere.xlsx", EASTMERE)


@pytest.fixture(scope="module")
def done(theirs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Adopted]:
    out = tmp_path_factory.mktemp("adopted") / "register.xlsx"
    return out, bring(theirs, out)


def test_every_cell_and_comment_has_one_fate(theirs: Path, done: tuple[Path, Adopted]) -> None:
    fates = Counter((f.sheet, f.cell, f.comment) for f in done[1].brought.fates)
    assert fates == cells_and_comments(theirs)


def test_what_is_not_as_it_stood_is_listed_with_its_old_value(
    done: tuple[Path, Adopted],
) -> None:
    out, adopted = done
    listed = Counter((row["Sheet"], row["Cell"].split()[0], row["What it held"])
                     for row in report(out))  # fmt: skip
    told = Counter(
        (f.sheet, f.cell, f.old)
        for f in adopted.brought.fates
        if f.what in (CHANGED, DOUBTFUL, NOTED, NOT_PLACED)
    )
    assert listed == told


def report(out: Path) -> list[dict[str, Any]]:
    rows = cells(out, "Adoption report")
    top = next(n for n, row in enumerate(rows) if row[0] == "Sheet")
    return [dict(zip(map(str, rows[top]), row, strict=True)) for row in rows[top + 1 :]]


def test_a_cell_that_was_placed_stands_in_the_register(done: tuple[Path, Adopted]) -> None:
    out, adopted = done
    counts: dict[str, Counter[str]] = {}
    for sheet in {f.where.split(":")[0] for f in adopted.brought.fates if f.where}:
        shown = counts.setdefault(sheet, Counter())
        for row in typed(out, sheet):
            for key, cell in row.items():
                heading = TABLES[sheet].by_key[key].heading
                text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
                shown[f"{heading}={text.removesuffix('.0')}"] += 1
    for fate in adopted.brought.fates:
        if fate.what == PLACED:
            sheet, heading = fate.where.split(": ", 1)
            assert counts[sheet][f"{heading}={fate.new}"], (fate.sheet, fate.cell)


def test_the_register_opens_clean_and_checks(done: tuple[Path, Adopted]) -> None:
    out, _ = done
    assert_opens_clean(out)
    loaded, checked, _ = commands.examine(out, AS_AT, TODAY)
    assert checked.findings
    for finding in checked.findings:
        table = loaded.register[finding.table]
        assert finding.sheet in {table.sheet for table in loaded.workbook.tables.values()}
        row = int(finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert row in table.rows or row == 1


def test_a_second_adopt_by_the_map_gives_the_same(
    theirs: Path, done: tuple[Path, Adopted], tmp_path: Path
) -> None:
    _, adopted = done
    assert adopted.map_path is not None
    again = bring(theirs, tmp_path / "again.xlsx", adopted.map_path)
    assert again.mapping == adopted.mapping
    assert again.brought.rows == adopted.brought.rows
    assert again.brought.fates == adopted.brought.fates
    assert again.map_path is None


def test_no_doubtful_value_is_applied(done: tuple[Path, Adopted]) -> None:
    for sheet in done[1].mapping.sheets:
        for column in sheet.columns:
            assert not column.apply or column.confidence >= 0.85
            for value in column.values:
                assert not value.apply or value.confidence >= 0.85


def test_the_source_is_only_read(theirs: Path, tmp_path: Path) -> None:
    before = theirs.read_bytes()
    bring(theirs, tmp_path / "register.xlsx")
    assert theirs.read_bytes() == before


def test_southvale_comes_in_as_a_person_would_read_it(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "southvale.xlsx", SOUTHVALE)
    out = tmp_path / "register.xlsx"
    adopted = bring(theirs, out)
    first, second, third = typed(out, "Register")
    assert (first["surname"], first["forename"]) == ("Maybury", "Toni")
    assert first["dob"] == date(1979, 11, 4)
    assert (first["la_share"], first["icb_share"]) == (0.6, 0.4)
    assert first["section_code"] == "03"
    assert second["nhs_number"] == "9990000026"
    assert second["record_status"] == "ENDED"
    assert (second["la_share"], second["icb_share"]) == (0, 1)
    assert "lead_name" not in second
    assert third["section_code"] == "117"
    assert third["la_share"] == "half each"
    assert third["detention_start"] == "31/13/2022"
    assert len({row["register_id"] for row in (first, second, third)}) == 3
    not_placed = {f.old for f in adopted.brought.fates if f.what == NOT_PLACED}
    assert {"green", "blue", "6", "9"} <= not_placed


def test_eastmere_fills_the_tables_of_its_sheets(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "eastmere.xlsx", EASTMERE)
    out = tmp_path / "register.xlsx"
    bring(theirs, out)
    people = {row["register_id"]: row for row in typed(out, "Register")}
    assert set(people) == {"EM/001", "EM/002", "EM/900"}
    assert people["EM/002"]["section_code"] == "10"
    assert people["EM/900"]["record_status"] == "ENDED"
    assert people["EM/900"]["end_reason"] == "X9"
    assert [row["register_id"] for row in typed(out, "Reviews")] == ["EM/001", "EM/001", "EM/002"]
    assert [row["type"] for row in typed(out, "Reviews")] == ["full", "light-touch", "full"]
    assert typed(out, "Services")[0]["weekly_cost"] == 310.5


def test_a_corrected_map_is_followed(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "southvale.xlsx", SOUTHVALE)
    adopted = bring(theirs, tmp_path / "first.xlsx")
    assert adopted.map_path is not None
    text = adopted.map_path.read_text("utf-8")
    ours = text.replace('to = "nothing"', 'to = "notes"').replace("apply = false", "apply = true")
    ours = ours.replace('{ theirs = "southvale", sets = {}', '{ theirs = "southvale", sets = '
                        '{ la_code = "E10000030" }')  # fmt: skip
    corrected = tmp_path / "corrected.toml"
    corrected.write_text(ours, "utf-8")
    out = tmp_path / "second.xlsx"
    bring(theirs, out, corrected)
    third = typed(out, "Register")[2]
    assert third["la_code"] == "E10000030"
    assert "Favourite colour: blue" in third["notes"]


@pytest.mark.parametrize(
    ("to", "words", "code", "sure"),
    [
        ("la_code", "Lincolnshire CC", "E10000019", True),
        ("la_code", "Leeds City Council", "E08000035", True),
        ("la_code", "London Borough of Camden", "E09000007", True),
        ("la_code", "Durham", "E06000047", False),
        ("icb_code", "NHS Lincolnshire ICB", "QJM", True),
        ("icb_code", "Notts", "QT1", False),
    ],
)
def test_a_body_is_known_by_its_name_and_one_that_is_near_is_proposed(
    to: str, words: str, code: str, sure: bool
) -> None:
    found = meaning(to, "Register", words)
    assert found is None or (found.sets, found.sure) == ({to: code}, sure)
    assert found is not None or not sure


def test_a_proposal_that_is_not_applied_is_told_and_the_cell_is_as_it_was(tmp_path: Path) -> None:
    grid = [["Ref", "Surname", "NHS no", "ICB"], ["N1", "Quill", "9990000018", "Notts"]]
    out = tmp_path / "register.xlsx"
    bring(write_book(tmp_path / "theirs.xlsx", {"Live": grid}), out)
    assert typed(out, "Register")[0]["icb_code"] == "Notts"
    (line,) = (row for row in report(out) if row["What it held"] == "Notts")
    assert "QT1" in line["Why"]


def test_names_that_are_taken_as_they_stand_are_not_in_the_map(tmp_path: Path) -> None:
    grid = [
        ["Ref", "Surname", "NHS no", "Care coordinator"],
        ["N1", "Quill", "9990000018", "P. Ash"],
        ["N2", "Vane", "9990000026", "VACANT"],
    ]
    adopted = bring(write_book(tmp_path / "theirs.xlsx", {"Live": grid}), tmp_path / "out.xlsx")
    assert adopted.map_path is not None
    text = adopted.map_path.read_text("utf-8")
    assert "vacant" in text
    assert not any(name in text.casefold() for name in ("quill", "vane", "ash"))


def test_a_date_format_over_a_number_is_seen_through(tmp_path: Path) -> None:
    grid = [["Ref", "LAS ID", "NHS no", "Client contribution"], ["N1", date(3126, 5, 9), "x", 0]]
    out = tmp_path / "register.xlsx"
    bring(write_book(tmp_path / "theirs.xlsx", {"Live": grid}), out)
    assert typed(out, "Register")[0]["la_person_id"] == "447917"


@pytest.mark.parametrize(
    ("other", "day"), [("25/03/2024", date(2024, 2, 1)), ("03/25/2024", "01/02/2024")]
)
def test_a_doubtful_day_is_day_first_unless_the_sheet_writes_months_first(
    tmp_path: Path, other: str, day: Any
) -> None:
    heads = ["Ref", "NHS no", "Surname", "Plan date", "Last review"]
    grid = [heads, ["N1", "1", "A", "01/02/2024", other]]
    out = tmp_path / "register.xlsx"
    bring(write_book(tmp_path / "theirs.xlsx", {"Live": grid}), out)
    assert typed(out, "Register")[0]["plan_date"] == day


HEADS = ["Ref", "Surname", "First name", "DOB", "NHS no"]
ROW = ["N1", "Quill", "Ros", date(1971, 3, 4), "9990000018"]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"A": [["a", "b"], [1, 2]]}, "no row of headings was found"),
        ({"A": []}, "every sheet is empty"),
        ({"A": [HEADS, ROW, [], ["Panel date", "Asked for", "Who was there"], ["x", "y", "z"]]},
         "holds two tables"),
        ({"A": [[*HEADS, None, *HEADS], [*ROW, None, *ROW]]}, "side by side"),
        ({"A": [["Date of", "NHS", "First", "Last"], ["birth", "number", "name", "review"], ROW]},
         "in two rows (1 and 2)"),
        ({"A": [["Client", None, "Section", None], ["Surname", "First name", "DOB", "NHS no"],
                ROW]}, "in two rows (1 and 2)"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_refused_and_nothing_written(
    tmp_path: Path, sheets: dict[str, Any], said: str
) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", sheets)
    with pytest.raises(Refused) as refused:
        bring(theirs, tmp_path / "register.xlsx")
    assert said in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.xlsx"]


MAP = {
    "unknown field": ('to = "surname"', 'to = "last_name"', "'last_name'"),
    "unknown column": ('column = "B"', 'column = "Z"', "column Z"),
    "another heading": ('heading = "Surname"', 'heading = "Name"', "'Name'"),
    "unknown sheet": ('name = "A"', 'name = "B"', "the sheet 'B'"),
    "unknown table": ('table = "Register"', 'table = "People"', "'People'"),
    "no headings there": ("header_row = 1", "header_row = 9", "row 9"),
    "twice": ('to = "forename"', 'to = "surname"', "goes to surname"),
    "not TOML": ("header_row = 1", "header_row 1", "well-formed TOML"),
    "a word too many": ("header_row = 1", "header_row = 1\nsize = 3", "size"),
    "a value's field": ('to = "surname"', 'to = "surname"\nvalues = [{ theirs = "x", sets = '
                        '{ nom = "y" } }]', "'nom'"),
    "always": ("always = {}", 'always = { state = "x" }', "'state'"),
}  # fmt: skip


@pytest.mark.parametrize("fault", MAP)
def test_a_map_that_does_not_fit_is_refused(tmp_path: Path, fault: str) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    adopted = bring(theirs, tmp_path / "first.xlsx")
    assert adopted.map_path is not None
    old, new, said = MAP[fault]
    text = adopted.map_path.read_text("utf-8")
    assert old in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(Refused) as refused:
        bring(theirs, tmp_path / "second.xlsx", wrong)
    assert said in str(refused.value)
    assert not (tmp_path / "second.xlsx").exists()


def test_a_map_that_is_not_there_and_one_that_would_be_lost_are_refused(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    with pytest.raises(Refused, match=r"no map gone\.toml"):
        bring(theirs, tmp_path / "register.xlsx", tmp_path / "gone.toml")
    (tmp_path / "register.map.toml").write_text("mine")
    with pytest.raises(Refused, match="not overwritten"):
        bring(theirs, tmp_path / "register.xlsx")
    assert not (tmp_path / "register.xlsx").exists()


def test_a_register_of_ours_is_not_brought_in_again(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    bring(theirs, tmp_path / "register.xlsx")
    with pytest.raises(Refused, match="a register of ours already"):
        bring(tmp_path / "register.xlsx", tmp_path / "again.xlsx")


def test_a_name_that_is_no_workbooks_is_refused(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    with pytest.raises(Refused, match=r"ends in \.xlsx"):
        bring(theirs, tmp_path / "register.xls")


def test_with_no_map_written_there_is_no_register_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    monkeypatch.setattr("s117xl.adopt.command.write_map", full)
    with pytest.raises(OSError, match="No space"):
        bring(theirs, tmp_path / "register.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.xlsx"]


def test_the_map_is_toml_that_says_what_was_done(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    adopted = bring(theirs, tmp_path / "register.xlsx")
    assert adopted.map_path is not None
    read = tomllib.loads(adopted.map_path.read_text("utf-8"))
    assert [c["to"] for c in read["sheets"][0]["columns"]] == [
        "register_id", "surname", "forename", "dob", "nhs_number",
    ]  # fmt: skip


def s117xl(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "s117xl", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_says_what_became_of_the_cells(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    result = s117xl("adopt", theirs, tmp_path / "register.xlsx")
    assert (result.returncode, result.stderr) == (0, "")
    assert "1 in Register" in result.stdout
    assert "Quill" not in result.stdout
    checked = s117xl("check", tmp_path / "register.xlsx", "--format", "json")
    assert json.loads(checked.stdout)["tables"]["Register"] == 1


def test_status_1_where_something_is_to_be_looked_at_and_2_where_it_cannot_be_done(
    tmp_path: Path,
) -> None:
    theirs = write_book(tmp_path / "southvale.xlsx", SOUTHVALE)
    assert s117xl("adopt", theirs, tmp_path / "register.xlsx").returncode == 1
    again = s117xl("adopt", theirs, tmp_path / "register.xlsx")
    assert again.returncode == 2
    assert len(again.stderr.strip().splitlines()) == 1
    assert s117xl("adopt", tmp_path / "gone.xlsx", tmp_path / "new.xlsx").returncode == 2


def test_hidden_rows_are_brought_in_and_said(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW, ["N2", "Vane", "Idris",
                        "1 May 2001", "9990000026"]]}, hidden={"A": [3]})  # fmt: skip
    out = tmp_path / "register.xlsx"
    adopted = bring(theirs, out)
    assert [row["register_id"] for row in typed(out, "Register")] == ["N1", "N2"]
    assert any("hidden row" in fate.why for fate in adopted.brought.fates)


def test_hidden_sheets_and_columns_and_merged_rows_are_told(tmp_path: Path) -> None:
    import xlsxwriter

    theirs = tmp_path / "theirs.xlsx"
    book = xlsxwriter.Workbook(theirs)
    sheet = book.add_worksheet("Live")
    for row, cells_ in enumerate([HEADS, ROW[:3], ["N2", "Vane", "Idris"]]):
        for column, cell in enumerate(cells_):
            sheet.write(row, column, cell)
    sheet.merge_range("E2:E3", "9990000018")
    sheet.set_column("C:C", None, None, {"hidden": True})
    old = book.add_worksheet("Old")
    old.write_string(0, 0, "kept")
    old.hide()
    book.close()
    adopted = bring(theirs, tmp_path / "register.xlsx")
    told = " ".join(adopted.brought.notes)
    assert "Cells E2:E3 of 'Live' are merged" in told
    assert "Hidden columns of 'Live' were read like the others: C." in told
    assert "The sheet 'Old' is hidden" in told
    assert told in str(cells(tmp_path / "register.xlsx", "Adoption report")[3][0])
    assert any(line.startswith("Note: ") for line in adopted.lines(tmp_path / "register.xlsx"))


def test_headings_are_counted_apart(done: tuple[Path, Adopted]) -> None:
    headings = [fate for fate in done[1].brought.fates if fate.what == HEADING]
    columns = sum(len(sheet.columns) for sheet in done[1].mapping.sheets)
    assert len(headings) == columns


def test_a_formula_brings_what_it_last_showed(tmp_path: Path) -> None:
    theirs = write_book(tmp_path / "theirs.xlsx", {"A": [HEADS, ROW]})
    assert read_source(theirs)[0].cells[2, 1] == "N1"
