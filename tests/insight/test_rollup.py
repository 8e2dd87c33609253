from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from s117xl.insight.rollup import apart
from s117xl.insight.rollup.apart import checked_apart
from s117xl.insight.rollup.command import rollup
from s117xl.insight.rollup.files import registers
from s117xl.insight.rollup.lines import Job, Limits, Line, NotRead
from s117xl.insight.rollup.one import line
from s117xl.insight.rollup.run import _in_turn
from s117xl.insight.rollup.totals import Totals, each_once
from s117xl.insight.rollup.workbook import REGISTERS
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from tests.needs import lack
from tests.people import AS_AT, REVIEW, SERVICE, ending, person

SETTINGS = {"as_at": AS_AT, "holds": "invented people"}
SURNAME = "Zanzibarova"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three registers, one workbook that is none, and files that a folder may hold beside."""
    folder = tmp_path_factory.mktemp("registers")
    never = {"last_review_date": None, "last_review_type": None, "next_review_due": None}
    charged = SERVICE | {"charged": "yes"}
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {
        "North": {"Register": [person(surname=SURNAME)], "Services": [charged]},
        "South": {"Register": [person(**never), ending(register_id="V-002",
                                                       nhs_number="9990000026",
                                                       la_person_id="LA-002")]},
        "West": {"Register": [person(), person(register_id="V-009", episode_no=2)],
                 "Reviews": [REVIEW]},
    }  # fmt: skip
    for name, tables in rows.items():
        write_rows_as_register(folder / f"{name}.xlsx", tables, AS_AT, SETTINGS)
    (folder / "East.xlsx").write_bytes(b"this is no workbook")
    shutil.copy(folder / "North.xlsx", folder / "North 2026-06-29 before check.xlsx")
    (folder / "~$North.xlsx").write_bytes(b"open somewhere")
    (folder / "notes.txt").write_text("not this")
    return folder


def today() -> date:
    return date(2026, 7, 4)


def made(given: list[Path], out: Path, **more: Any) -> dict[str, list[list[Any]]]:
    """The rows of each sheet below its headings."""
    rollup(given, out, today=today, form="json", **more)
    book = load_workbook(out, data_only=True)
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]
        for sheet in book
    }


def job(path: Path, **more: Any) -> Job:
    return Job(path.stem, str(path), "", "2026-07-04", **more)


# One register


def test_the_figures_of_a_register(folder: Path) -> None:
    south = line(job(folder / "South.xlsx"))
    assert (south.records, south.people, south.entitled, south.ended) == (2, 1, 1, 1)
    assert (south.overdue, south.untold, south.undecided) == (1, 0, 0)
    assert south.severities["overdue"] == 1
    assert south.unlawful == {}
    assert south.as_at == "2026-06-30"


def test_a_person_with_two_live_records_is_one_person(folder: Path) -> None:
    west = line(job(folder / "West.xlsx"))
    assert (west.records, west.people) == (2, 1)


def test_what_is_unlawful_is_counted_by_rule_and_names_nobody_unless_asked(folder: Path) -> None:
    north = job(folder / "North.xlsx")
    assert line(north).unlawful["R001"] == 1
    assert line(north).ids == ()
    assert ("R001", "V-001") in line(job(folder / "North.xlsx", ids=True)).ids


def test_the_day_asked_for_wins_over_the_registers_own(folder: Path) -> None:
    asked = Job("South", str(folder / "South.xlsx"), "2026-04-01", "2026-07-04")
    assert (line(asked).as_at, line(asked).overdue) == ("2026-04-01", 0)


def test_apart_or_not_the_figures_are_the_same(folder: Path) -> None:
    assert checked_apart(job(folder / "North.xlsx")) == line(job(folder / "North.xlsx"))


# What goes wrong with one


def why(result: Any) -> str:
    assert isinstance(result, NotRead)
    return result.why


def test_a_bad_file_gives_its_one_sentence(folder: Path) -> None:
    assert "East.xlsx" in why(checked_apart(job(folder / "East.xlsx")))
    assert "gone.xlsx" in why(checked_apart(job(folder / "gone.xlsx")))


def test_one_that_takes_too_long_is_stopped(folder: Path) -> None:
    hasty = job(folder / "North.xlsx", limits=Limits(seconds=0))
    assert "within 0 seconds" in why(checked_apart(hasty))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_one_that_takes_too_much_memory_is_stopped(folder: Path) -> None:
    script = (
        "import sys; sys.stdin.read = (lambda read: lambda: read())(sys.stdin.read)\n"
        "from s117xl.insight.rollup import one\n"
        "one.line = lambda job: bytearray(600 << 20)\n"
        "one.main()"
    )
    small = job(folder / "North.xlsx", limits=Limits(memory=500))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(apart, "PROGRAM", (sys.executable, "-c", script))
        assert "500 MB" in why(checked_apart(small))


def test_one_whose_process_is_killed_does_not_stop_the_rest(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import io, os, signal, sys\n"
        "text = sys.stdin.read()\n"
        "if 'South' in text: os.kill(os.getpid(), signal.SIGKILL)\n"
        "sys.stdin = io.StringIO(text)\n"
        "from s117xl.insight.rollup.one import main\n"
        "main()"
    )
    monkeypatch.setattr(apart, "PROGRAM", (sys.executable, "-c", script))
    sheets = made([folder], tmp_path / "out.xlsx", processes=2)
    assert [row[0] for row in sheets["Registers"]] == ["North", "West"]
    reasons = {row[0]: row[1] for row in sheets["Not read"]}
    assert reasons["South"].startswith("Its process was ended by signal 9")
    assert set(reasons) == {"East", "South"}


def test_a_fault_of_ours_holds_nothing_of_the_register(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from s117xl.insight.rollup import one

    def fails(_: Job) -> Line:
        raise ValueError(SURNAME)

    monkeypatch.setattr(one, "line", fails)
    told = one.answer(job(folder / "North.xlsx"))["why"]
    assert "fault of s117xl" in told
    assert SURNAME not in told


@pytest.mark.parametrize(
    ("script", "told"),
    [("import sys; sys.exit(3)", "status 3"), ("print('no json')", "gave no answer")],
)
def test_a_process_that_answers_nothing_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str
) -> None:
    monkeypatch.setattr(apart, "PROGRAM", (sys.executable, "-c", script))
    assert told in why(checked_apart(job(folder / "North.xlsx")))


def test_another_version_is_not_counted_with_this_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "__version__", "9.9")
    assert "install the same" in why(checked_apart(job(folder / "North.xlsx")))


# Which files


def test_a_folder_gives_its_workbooks_and_no_copies_or_locks(folder: Path) -> None:
    assert [name for name, _ in registers([folder])] == ["East", "North", "South", "West"]


def test_a_file_that_is_named_twice_is_taken_once(folder: Path) -> None:
    twice = [folder / "North.xlsx", folder, folder / ".." / folder.name / "North.xlsx"]
    assert len(registers(twice)) == 4


def test_two_files_of_one_name_go_by_two(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "South.xlsx", tmp_path / "North.xlsx")
    given = [folder / "North.xlsx", tmp_path / "North.xlsx"]
    assert [name for name, _ in registers(given)] == ["North", "North (2)"]


def test_the_workbook_that_is_made_is_not_one_of_the_registers(folder: Path) -> None:
    assert "West" not in dict(registers([folder], but=folder / "West.xlsx"))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Refused, match="no Excel workbook"):
        rollup([tmp_path / "empty"], tmp_path / "out.xlsx", today=today)
    assert not (tmp_path / "out.xlsx").exists()


# All together


def test_each_register_has_a_line_and_the_rest_their_reason(folder: Path, tmp_path: Path) -> None:
    sheets = made([folder], tmp_path / "out.xlsx")
    assert list(sheets) == ["Overview", "Registers", "Rules", "Unlawful", "Not read"]
    assert [row[0] for row in sheets["Registers"]] == ["North", "South", "West"]
    assert [row[0] for row in sheets["Not read"]] == ["East"]
    assert all(len(row) == len(REGISTERS) for row in sheets["Registers"])


def test_totals_are_formulas_whose_values_are_the_sums(folder: Path, tmp_path: Path) -> None:
    sheets = made([folder], tmp_path / "out.xlsx")
    formulas = load_workbook(tmp_path / "out.xlsx")["Overview"]
    by_name = {row[0]: row[1] for row in sheets["Overview"]}
    headings = [heading for heading, _ in REGISTERS]
    for cell in formulas["A"][3:]:
        if cell.value in headings:
            column = headings.index(cell.value)
            total = sum(row[column] for row in sheets["Registers"])
            assert by_name[cell.value] == total, cell.value
            assert str(formulas.cell(cell.row, 2).value).startswith("=SUM(Registers!")
    assert by_name["Registers counted"] == 3
    assert by_name["Registers not counted"] == 1
    assert by_name["Records"] == 5
    assert by_name["People"] == 3
    assert by_name["Registers with something unlawful"] == 1


def test_rules_count_registers_by_outcome(folder: Path, tmp_path: Path) -> None:
    rules = {row[0]: row for row in made([folder], tmp_path / "out.xlsx")["Rules"]}
    assert all(sum(row[3:7]) == 3 for row in rules.values())
    assert rules["R001"][3] == 1
    assert rules["R041"][3] == 1


def test_the_same_file_under_two_names_counts_once(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copy(folder / "North.xlsx", tmp_path / "Other.xlsx")
    sheets = made([folder / "North.xlsx", Path(copy)], tmp_path / "out.xlsx")
    assert [row[0] for row in sheets["Registers"]] == ["North"]
    assert sheets["Not read"] == [["Other", "It is the very file North, and counts once."]]


def test_no_person_leaves_a_register(folder: Path, tmp_path: Path) -> None:
    sheets = made([folder], tmp_path / "out.xlsx")
    told = repr(sheets)
    for personal in (SURNAME, "V-001", "9990000018"):
        assert personal not in told


def test_ids_are_told_where_they_are_asked_for(folder: Path, tmp_path: Path) -> None:
    sheets = made([folder], tmp_path / "out.xlsx", ids=True)
    assert ["North", "R001", "V-001"] in [row[:3] for row in sheets["Unlawful"]]
    assert SURNAME not in repr(sheets)


def test_one_process_or_two_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    for count in (1, 2):
        made([folder], tmp_path / f"{count}.xlsx", processes=count)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_the_order_in_which_files_are_named_changes_nothing(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.glob("[A-Z]*t*.xlsx"))
    made(files, tmp_path / "1.xlsx")
    made(files[::-1], tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_only_a_few_jobs_are_handed_out_at_a_time_and_answers_keep_their_order() -> None:
    out: list[int] = []
    most: list[int] = []

    class Promise:
        def __init__(self, number: int) -> None:
            self.number = number
            out.append(number)
            most.append(len(out))

        def result(self) -> Any:
            out.remove(self.number)
            return self.number

    jobs: Iterator[Any] = iter(range(1000))
    answers = list(_in_turn(jobs, Promise, 8))  # type: ignore[arg-type]
    assert answers == list(range(1000))
    assert max(most) == 8


def test_totals_hold_no_list_of_registers(folder: Path) -> None:
    north = line(job(folder / "North.xlsx"))
    totals = Totals()
    for _ in range(3):
        totals.add(north)
    assert totals.registers == 3
    assert totals.counts["records"] == 3
    assert totals.first_day == totals.last_day == "2026-06-30"


def test_each_once_keeps_the_first_by_name(folder: Path) -> None:
    north = line(job(folder / "North.xlsx"))
    bad = NotRead("bad", "why")
    assert next(each_once([north, bad])) is north


def test_json_gives_the_totals_and_who_is_not_counted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rollup([folder], tmp_path / "out.xlsx", today=today, form="json") is True
    told = json.loads(capsys.readouterr().out)
    assert told["registers"] == 3
    assert told["totals"]["people"] == 3
    assert [each["name"] for each in told["not_read"]] == ["East"]


def test_the_screen_says_what_is_not_counted(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rollup([folder], tmp_path / "out.xlsx", today=today)
    told = capsys.readouterr().out
    assert "3 registers, 5 records, 3 people" in told
    assert "Not counted: 1" in told


def test_nothing_to_do_needs_no_answer(tmp_path: Path) -> None:
    write_rows_as_register(tmp_path / "clean.xlsx", {"Register": [person()]}, AS_AT, SETTINGS)
    assert rollup([tmp_path / "clean.xlsx"], tmp_path / "out.xlsx", today=today) is False


def test_registers_that_cannot_be_read_at_all_still_give_a_workbook(
    folder: Path, tmp_path: Path
) -> None:
    sheets = made([folder / "East.xlsx"], tmp_path / "out.xlsx")
    assert [row[:2] for row in sheets["Overview"]][:2] == [
        ["Registers counted", 0], ["Registers not counted", 1],
    ]  # fmt: skip


def test_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"mine")
    with pytest.raises(Refused):
        rollup([folder], tmp_path / "out.xlsx", today=today)
    assert (tmp_path / "out.xlsx").read_bytes() == b"mine"


def test_no_process_at_all_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="1 or more"):
        rollup([folder], tmp_path / "out.xlsx", processes=0, today=today)


# On a cluster


def test_a_cluster_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    try:
        from distributed import LocalCluster
    except ImportError:
        lack("Dask", "pip install 's117xl[cluster]'")
    made([folder], tmp_path / "here.xlsx", processes=1)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        made([folder], tmp_path / "there.xlsx", cluster=cluster.scheduler_address)
    assert (tmp_path / "here.xlsx").read_bytes() == (tmp_path / "there.xlsx").read_bytes()


def test_a_cluster_that_does_not_answer_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        lack("Dask", "pip install 's117xl[cluster]'")
    from s117xl.insight.rollup import run

    monkeypatch.setattr(run, "CONNECT_SECONDS", 1)
    with pytest.raises(Refused, match="does not answer"):
        rollup([folder], tmp_path / "out.xlsx", "tcp://127.0.0.1:9", today=today)
    assert not (tmp_path / "out.xlsx").exists()


def test_the_report_in_word_names_each_register_and_nobody(folder: Path, tmp_path: Path) -> None:
    from s117xl.documents.accessible import barriers
    from tests.documents.reading import text

    word = tmp_path / "region.docx"
    made([folder], tmp_path / "region.xlsx", word=word)
    whole = text(word.read_bytes())
    for name in ("North", "South"):
        assert name in whole
    assert "R001" in whole
    assert SURNAME not in whole
    assert "V-001" not in whole
    assert [each for each in barriers(word.read_bytes()) if each.severity == "stop"] == []


def test_a_report_that_is_no_word_file_is_refused_before_anything(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "region.xlsx"
    with pytest.raises(Refused, match="ends in"):
        made([folder], out, word=tmp_path / "region.txt")
    assert not out.exists()
