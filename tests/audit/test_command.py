"""An audit from the empty workbook to its score, by the command line: hand-worked, and spoilt."""

from __future__ import annotations

import json
import re
import shutil
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.audit import tables
from s117xl.audit.book import write_audit
from s117xl.audit.tables import ACTIONS, CASE_GRID, DRAW, EVIDENCE, PREVIOUS, SAMPLE, SETTINGS
from s117xl.demo.people import invent
from s117xl.demo.people import tables as rows_of_people
from s117xl.demo.show import SETTINGS as NAMES
from s117xl.new import write_rows_as_register
from tests.audit.filled import FILLED, GROUPS, LONG, SCORES
from tests.audit.typing_in import all_typed, answer, fill, row_with, rows_of, rows_of_all, type_into
from tests.ooxml.validators import assert_opens_clean
from tests.people import AS_AT
from tests.test_cli import s117xl

SEED = "2025/26"
LAST = replace(
    FILLED,
    scope={**FILLED.scope, "period": "2024/25", "completed": date(2024, 11, 29)},
    answers={**FILLED.answers, "D1.1": "No", "D4.3": "Partial", "D7.2": "N/A", "D1.4": "Yes"},
    actions=[
        {"Action id": "A-004", "Domain": "D5", "Action": "Clear the late reviews", "State": "Open",
         "Owner": "Head of teams", "Due": date(2025, 6, 30), "RAG": "Red"},
        {"Action id": "A-005", "Domain": "D2", "Action": "Tell social care", "State": "Done"},
    ],
)  # fmt: skip
"""Last year's audit: worse in D1.1, better in D4.3, and with one action open."""

REAUDIT = {"reaudit_from": "2026-02-28", "reaudit_by": "2026-05-30"}  # from 30 November 2025
NONE = {"reaudit_from": "", "reaudit_by": ""}
DOMAINS = [
    {"ref": "D1", "score": 1.0, "suggested": "Green", "rating": "Green", "escalate": False, **NONE},
    {"ref": "D2", "score": 0.833333333, "suggested": "Amber", "rating": "Green", "escalate": False,
     **NONE},
    {"ref": "D3", "score": 0.8, "suggested": "Amber", "rating": "Amber", "escalate": True,
     **REAUDIT},
    {"ref": "D4", "score": 0.75, "suggested": "Red", "rating": "Red", "escalate": True, **REAUDIT},
    {"ref": "D5", "score": 0.9, "suggested": "Amber", "rating": "Green", "escalate": False, **NONE},
    {"ref": "D6", "score": 1.0, "suggested": "Green", "rating": "Amber", "escalate": True,
     **REAUDIT},
    {"ref": "D7", "score": 1.0, "suggested": "Green", "rating": "", "escalate": False, **NONE},
    {"ref": "D8", "score": 0.883333333, "suggested": "Red", "rating": "", "escalate": True,
     **REAUDIT},
    {"ref": "D9", "score": None, "suggested": "", "rating": "Amber", "escalate": False, **REAUDIT},
]  # fmt: skip
"""What the filled audit comes to, by hand; D9 was not escalated, with a reason."""


def scored(*words: object) -> dict[str, Any]:
    result = s117xl("score", *words, "--format", "json")
    assert (result.returncode, result.stderr) == (1, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register of six people, last year's audit, and one made, drawn and filled."""
    folder = tmp_path_factory.mktemp("made")
    people = rows_of_people(invent(6, AS_AT))
    write_rows_as_register(folder / "register.xlsx", people, AS_AT, NAMES)
    write_audit(folder / "last.xlsx", filled=LAST)
    audit = folder / "audit.xlsx"
    assert s117xl("new", "audit", audit).returncode == 0
    drawn = s117xl("sample", folder / "register.xlsx", audit, "--seed", SEED)
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert "6 of the 6 records in the frame are drawn" in drawn.stdout
    (folder / "drawn.xlsx").write_bytes(audit.read_bytes())
    fill(audit, FILLED)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    for path in made.glob("*.xlsx"):
        if " before " not in path.name:
            shutil.copy(path, tmp_path)
    return tmp_path


def test_new_sample_fill_score_gives_what_was_worked_by_hand(folder: Path) -> None:
    found = scored(folder / "audit.xlsx", "--register", folder / "register.xlsx",
                   "--previous", folder / "last.xlsx")  # fmt: skip
    assert [{key: each[key] for key in DOMAINS[0]} for each in found["domains"]] == DOMAINS
    by_ref = {each["ref"]: each for each in found["domains"]}
    assert {ref: (d["score"] or "", d["suggested"]) for ref, d in by_ref.items()} | {
        "D9": ("", "")
    } == SCORES
    groups = {g["ref"]: (g["score"], g["suggested"]) for g in by_ref["D8"]["groups"]}
    assert groups == GROUPS
    assert (found["overall"], found["reds"], found["final"]) == ("Red", 2, False)
    assert found["completed"] == "2025-11-30"
    assert by_ref["D9"]["waived"] == "The board agreed on 9 December."
    stops = " ".join(found["stops_the_final_report"])
    assert "D4: Red needs a narrative of at least 20 characters." in stops
    assert "D7: the domain is not rated." in stops
    assert "D2: Green is better than the Amber" in stops
    assert "the NHS Trust" in stops
    assert found["notes"] == []


def test_last_year_stands_beside_this_one_and_its_open_action_is_carried(folder: Path) -> None:
    found = scored(folder / "audit.xlsx", "--previous", folder / "last.xlsx")
    changes = {each["ref"]: each["change"] for each in found["year_on_year"]}
    assert changes["D1.1"] == "better"
    assert changes["D4.3"] == "worse"
    assert changes["D1.4"] == "the same"
    assert changes["D7.2"] == "not comparable"
    carried = [each for each in found["actions"] if each["carried_from"]]
    assert [(each["domain"], each["carried_from"]) for each in carried] == [
        ("D5", "2024/25, A-004")
    ]


def test_marking_changes_nothing_that_was_typed_and_a_second_time_nothing_at_all(
    folder: Path,
) -> None:
    audit = folder / "audit.xlsx"
    options = ("--register", folder / "register.xlsx", "--previous", folder / "last.xlsx", "--mark")
    before = all_typed(audit)
    first = scored(audit, *options)
    after = all_typed(audit)
    for key, column in before.items():
        assert after[key][: len(column)] == column, key
        if key[0] != ACTIONS.excel_name:
            assert after[key] == column, key
    marked = rows_of_all(audit)
    assert [row["Action id"] for row in marked["tblActions"][:6]] == [
        "A-001", "A-002", "A-003", "A-004", "A-005", "A-006",
    ]  # fmt: skip
    added = [(row["Domain"], row["Carried from"]) for row in marked["tblActions"][2:7]]
    assert added == [("D5", "2024/25, A-004"), ("D6", ""), ("D8", ""), ("D9", ""), ("", "")]
    assert len(marked["tblEvidence"]) == len(first["evidence"]) > 20
    assert marked["tblPrevious"][0]["Change"] == "better"
    assert_opens_clean(audit)

    second = scored(audit, *options)
    assert rows_of_all(audit) == marked
    assert len(second["actions"]) == len(first["actions"]) == 6
    assert second["domains"][2] == first["domains"][2]


def test_the_figures_of_the_register_stand_beside_the_answers(folder: Path) -> None:
    audit = folder / "audit.xlsx"
    found = scored(audit, "--register", folder / "register.xlsx", "--mark")
    row = rows_of(audit, tables.domain_table(4))[row_with(audit, tables.domain_table(4), "Ref",
                                                          "D4.3")]  # fmt: skip
    said = [each for each in found["evidence"] if each["ref"] == "D4.3"]
    assert said
    assert row["Register says"] == " ".join(each["sentence"] for each in said)
    assert row["Answer"] == "No"


def test_the_table_says_it_in_words(folder: Path) -> None:
    result = s117xl("score", folder / "audit.xlsx", "--register", folder / "register.xlsx")
    assert result.returncode == 1
    out = " ".join(result.stdout.split())
    assert (
        "D4 Funding decisions and the law: 75%, suggests Red, rated Red; goes to the board" in out
    )
    assert "Overall (the worse of D6 and D8): Red; Red: 2." in out
    assert "The register speaks to " in out


# An audit of an older version


def spoil(path: Path, change: Any) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def test_an_older_workbook_of_last_year_lacks_a_table_and_a_question(folder: Path) -> None:
    def older(book: Any) -> None:
        del book["D7"].tables["tblRateD7"]
        row = next(cell.row for cell in book["D1"]["A"] if cell.value == "D1.5")
        for cell in book["D1"][row]:
            cell.value = None

    spoil(folder / "last.xlsx", older)
    found = scored(folder / "audit.xlsx", "--previous", folder / "last.xlsx")
    changes = {each["ref"]: each for each in found["year_on_year"]}
    assert (changes["D1.5"]["last"], changes["D1.5"]["change"]) == ("", "new")
    assert changes["D1.1"]["change"] == "better"
    notes = " ".join(found["notes"])
    assert "Last year's workbook: D7: the table tblRateD7 is not there" in notes
    assert "Last year's workbook: D1: the row of D1.5 is gone" in notes
    assert [{key: each[key] for key in DOMAINS[0]} for each in found["domains"]] == DOMAINS


# The sample


def test_the_same_seed_draws_the_same_and_writes_nothing_anew(folder: Path) -> None:
    drawn = folder / "drawn.xlsx"
    before = rows_of_all(drawn)
    assert s117xl("sample", folder / "register.xlsx", drawn, "--seed", SEED).returncode == 0
    assert rows_of_all(drawn) == before
    filled = folder / "audit.xlsx"
    before = rows_of_all(filled)
    typed = all_typed(filled)
    again = s117xl("sample", folder / "register.xlsx", filled, "--seed", SEED, "--size", "5")
    assert (again.returncode, again.stderr) == (0, "")
    assert all_typed(filled) == typed


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of forty people."""
    path = tmp_path_factory.mktemp("forty") / "register.xlsx"
    write_rows_as_register(path, rows_of_people(invent(40, AS_AT)), AS_AT, NAMES)
    return path


def drawn_from(register: Path, audit: Path, *options: object) -> str:
    """The sample drawn, and what was said."""
    result = s117xl("sample", register, audit, "--as-at", AS_AT, *options)
    assert (result.returncode, result.stderr) == (0, "")
    return " ".join(result.stdout.split())


def records_of(audit: Path) -> list[str]:
    return [row["Record"] for row in rows_of(audit, CASE_GRID) if row["Record"]]


def test_another_seed_draws_others_until_answers_are_typed(forty: Path, tmp_path: Path) -> None:
    audit = tmp_path / "audit.xlsx"
    write_audit(audit)
    drawn_from(forty, audit, "--seed", "one")
    first = records_of(audit)
    drawn_from(forty, audit, "--seed", "two")
    assert set(records_of(audit)) != set(first)
    drawn_from(forty, audit, "--seed", "one")
    assert records_of(audit) == first

    type_into(audit, CASE_GRID, {0: {"D3.1": "Yes"}})
    before = audit.read_bytes()
    result = s117xl("sample", forty, audit, "--seed", "two", "--as-at", AS_AT)
    assert result.returncode == 2
    assert "D3 cases holds answers for other cases" in result.stderr
    assert audit.read_bytes() == before


def test_a_case_that_cannot_be_audited_is_stood_in_for(forty: Path, tmp_path: Path) -> None:
    audit = tmp_path / "audit.xlsx"
    write_audit(audit)
    drawn_from(forty, audit, "--seed", "one")
    first = records_of(audit)
    type_into(audit, CASE_GRID, {2: {"Not auditable because": "The papers could not be found."}})
    for _ in range(2):
        drawn_from(forty, audit, "--seed", "one")
        assert records_of(audit)[: len(first)] == first
        assert len(records_of(audit)) == len(first) + 1


def test_a_smaller_sample_says_that_its_reason_is_missing(forty: Path, tmp_path: Path) -> None:
    audit = tmp_path / "audit.xlsx"
    write_audit(audit)
    said = drawn_from(forty, audit, "--seed", "one", "--size", "4")
    assert "smaller than the 10 of the method, and no reason is given" in said
    assert any("no reason is given" in str(row["Value"]) for row in rows_of(audit, DRAW))
    said = drawn_from(forty, audit, "--seed", "one", "--size", "4", "--why", "Two auditors only.")
    assert "no reason is given" not in said
    assert {"Item": "Why this size", "Value": "Two auditors only."} in rows_of(audit, DRAW)


def texts(path: Path) -> str:
    """All that the file holds, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_with_pseudonyms_the_audit_holds_no_register_id_even_when_scored(
    forty: Path, tmp_path: Path
) -> None:
    audit, key = tmp_path / "audit.xlsx", tmp_path / "key.txt"
    write_audit(audit, filled=replace(FILLED, cases=[]))
    drawn_from(forty, audit, "--seed", "one", "--pseudonyms", key)
    first = records_of(audit)
    assert all(record.startswith("P-") for record in first)
    assert len(bytes.fromhex(key.read_text())) == 32
    drawn_from(forty, audit, "--seed", "one", "--pseudonyms", key)
    assert records_of(audit) == first
    scored(audit, "--register", forty, "--mark")
    assert any(row["Number"] for row in rows_of(audit, EVIDENCE))
    people = [person.id for person in invent(40, AS_AT)]
    held = texts(audit)
    assert [id for id in people if id in held] == []


def test_an_audit_that_asks_for_pseudonyms_gets_no_sample_without_a_key(
    forty: Path, tmp_path: Path
) -> None:
    audit = tmp_path / "audit.xlsx"
    write_audit(audit)
    row = row_with(audit, SETTINGS, "Key", "pseudonyms")
    type_into(audit, SETTINGS, {row: {"Value": "yes"}})
    result = s117xl("sample", forty, audit, "--seed", "one")
    assert result.returncode == 2
    assert "asks for pseudonyms (Settings)" in result.stderr
    assert records_of(audit) == []


# What is wrong is said in one sentence


def refused(result: Any) -> str:
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("s117xl: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    return str(result.stderr)


WRONG = {
    "a register given as the audit": (("score", "register.xlsx"), "is not an audit workbook"),
    "an audit given as the register": (
        ("score", "audit.xlsx", "--register", "last.xlsx"), "is not a register of ours",
    ),
    "a register given as last year's audit": (
        ("score", "audit.xlsx", "--previous", "register.xlsx"), "is not an audit workbook",
    ),
    "a sample into a register": (
        ("sample", "register.xlsx", "register.xlsx", "--seed", "1"), "is not an audit workbook",
    ),
    "a sample from an audit": (
        ("sample", "last.xlsx", "drawn.xlsx", "--seed", "1"), "is not a register of ours",
    ),
    "a blank seed": (("sample", "register.xlsx", "drawn.xlsx", "--seed", " "), "Give a seed"),
    "an audit that is gone": (("score", "gone.xlsx"), "gone.xlsx"),
    "a register that is gone": (("score", "audit.xlsx", "--register", "gone.xlsx"), "gone.xlsx"),
    "an audit of last year that is gone": (
        ("score", "audit.xlsx", "--previous", "gone.xlsx"), "gone.xlsx",
    ),
    "a key that is none": (
        ("sample", "register.xlsx", "drawn.xlsx", "--seed", "1", "--pseudonyms", "last.xlsx"),
        "holds no key",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_files_get_one_sentence_and_nothing_is_written(case: str, folder: Path) -> None:
    words, said = WRONG[case]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    mark = ("--mark",) if words[0] == "score" else ()
    assert said in refused(s117xl(*words, *mark, cwd=folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("command", ["score", "sample"])
def test_an_audit_that_somebody_has_open_is_not_written_to(folder: Path, command: str) -> None:
    (folder / "~$drawn.xlsx").write_bytes(b"")
    before = (folder / "drawn.xlsx").read_bytes()
    words: tuple[object, ...] = ("score", "drawn.xlsx", "--mark")
    if command == "sample":
        words = ("sample", "register.xlsx", "drawn.xlsx", "--seed", SEED)
    assert "open" in refused(s117xl(*words, cwd=folder))
    assert (folder / "drawn.xlsx").read_bytes() == before
    assert len(list(folder.glob("* before *"))) == 0


def test_what_is_typed_strangely_stops_nothing(folder: Path) -> None:
    audit = folder / "audit.xlsx"
    answer(audit, "D1.1", Answer="perhaps", Comment=LONG)
    found = scored(audit, "--mark")
    (note,) = found["notes"]
    assert re.fullmatch(r"D1!D\d+: this cannot be read; choose Yes, Partial, No or N/A\.", note)
    assert found["domains"][0]["answered"] == 4


# A large register


def test_a_register_of_three_thousand_is_sampled_and_scored(tmp_path: Path) -> None:
    register, audit = tmp_path / "register.xlsx", tmp_path / "audit.xlsx"
    write_rows_as_register(register, rows_of_people(invent(3000, AS_AT)), AS_AT, NAMES)
    write_audit(audit, filled=replace(FILLED, cases=[]))
    began = time.perf_counter()
    said = drawn_from(register, audit, "--seed", SEED)
    count = len(records_of(audit))
    assert said.startswith(f"{count} of the ")
    assert count > tables.CASES
    assert len({row["Record"] for row in rows_of(audit, SAMPLE)}) > count
    found = scored(audit, "--register", register, "--previous", audit, "--mark")
    assert time.perf_counter() - began < 60
    assert (
        "D3 cases: not finished: C001, C002, C003, C004, C005 and more."
        in (found["stops_the_final_report"])
    )
    assert len(rows_of(audit, PREVIOUS)) > 60
    assert_opens_clean(audit)
