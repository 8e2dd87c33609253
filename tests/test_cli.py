"""The command line as a person meets it: a real process, its output and its status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from s117xl.demo.show import SETTINGS
from s117xl.new import write_rows_as_register
from tests.people import AS_AT, LAWFUL, REVIEW, SERVICE, ending


def s117xl(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "s117xl", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, timeout=120
    )


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lawful") / "register.xlsx"
    rows = {"Register": [LAWFUL], "Services": [SERVICE], "Reviews": [REVIEW]}
    write_rows_as_register(path, rows, AS_AT, SETTINGS)
    return path


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faulty") / "register.xlsx"
    rows = {
        "Register": [LAWFUL, ending(register_id="V-002", nhs_number="9990000026", end_la_date=None)]
    }
    write_rows_as_register(path, rows, AS_AT, SETTINGS)
    return path


def test_nothing_to_do_is_status_0(lawful: Path) -> None:
    result = s117xl("check", lawful)
    assert (result.returncode, result.stderr) == (0, "")


def test_something_to_do_is_status_1(faulty: Path) -> None:
    result = s117xl("check", faulty)
    assert result.returncode == 1
    assert "R003" in result.stdout


def test_json_stands_alone_and_has_its_shape(faulty: Path) -> None:
    result = json.loads(s117xl("check", faulty, "--format", "json").stdout)
    assert set(result) == {
        "s117xl", "as_at", "file", "sha256", "tables", "rules", "findings", "derived", "summary",
    }  # fmt: skip
    assert result["as_at"] == "2026-06-30"
    assert result["tables"]["Register"] == 2
    assert set(result["findings"][0]) == {
        "key", "code", "severity", "action", "table", "record", "row", "field", "sheet", "cell",
        "heading", "value", "message", "fix", "authority", "due", "explained",
    }  # fmt: skip
    assert set(result["derived"][0]) == {
        "record", "entitled", "since", "first_review_due", "review_due", "days_over",
    }  # fmt: skip
    unlawful = [f for f in result["findings"] if f["severity"] == "unlawful"]
    assert [(f["code"], f["record"], f["sheet"]) for f in unlawful] == [
        ("R003", "V-002", "Register")
    ]


def test_csv_has_a_line_for_each_finding(faulty: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(s117xl("check", faulty, "--format", "csv").stdout)))
    assert "R003" in {row["code"] for row in rows}


def test_the_day_can_be_given(lawful: Path) -> None:
    result = json.loads(s117xl("check", lawful, "--as-at", "2027-06-30", "--format", "json").stdout)
    assert {f["code"] for f in result["findings"]} >= {"R043"}


def test_a_check_without_marks_leaves_the_file_alone(faulty: Path) -> None:
    before = faulty.read_bytes()
    s117xl("check", faulty)
    assert faulty.read_bytes() == before


def test_findings_can_be_written_to_a_workbook(faulty: Path, tmp_path: Path) -> None:
    from tests.ooxml import assert_opens_clean

    out = tmp_path / "findings.xlsx"
    assert s117xl("check", faulty, "--out", out).returncode == 1
    assert_opens_clean(out)


def test_a_file_that_exists_is_not_overwritten(faulty: Path) -> None:
    before = faulty.read_bytes()
    for words in (("new", "register", faulty), ("check", faulty, "--out", faulty)):
        result = s117xl(*words)
        assert result.returncode == 2
        assert "exists already" in result.stderr
    assert faulty.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("check", "nowhere.xlsx"),
        ("clear", "nowhere.xlsx"),
        ("check",),
        ("explain", "R999"),
        ("explain", "R001", "--record", "V-001"),
        ("new", "register", "missing-folder/x.xlsx"),
        ("new", "register", "x.xlsx", "--rows", "missing-folder"),
        ("new", "spaceship", "x.xlsx"),
        ("check", "x.xlsx", "--as-at", "30/06/2026"),
        ("no-such-command",),
    ],
)
def test_a_bad_call_is_status_2_and_no_traceback(words: tuple[str, ...], tmp_path: Path) -> None:
    result = s117xl(*words, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_is_not_ours_is_told_of_adopt(tmp_path: Path) -> None:
    import openpyxl

    theirs = tmp_path / "theirs.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Service user"
    book.save(theirs)
    before = theirs.read_bytes()
    for words in (("check", theirs), ("check", theirs, "--mark"), ("clear", theirs)):
        result = s117xl(*words)
        assert result.returncode == 2
        assert "adopt" in result.stderr
        assert result.stderr.count("\n") == 1
    assert theirs.read_bytes() == before
    assert list(tmp_path.iterdir()) == [theirs]


@pytest.mark.parametrize("command", ["check", "clear", "new", "explain", "rules", "fields", "demo"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = s117xl(command, "--help")
    assert result.returncode == 0
    assert f"Example: s117xl {command}" in " ".join(result.stdout.split())


def test_the_catalogue_and_the_schema_are_printed_as_json() -> None:
    rules = json.loads(s117xl("rules", "--format", "json").stdout)["rules"]
    assert {"code", "title", "severity", "action", "fields", "authority", "pillar", "audit", "fix",
            "in_force", "tables"} <= set(rules[0])  # fmt: skip
    fields = json.loads(s117xl("fields", "--format", "json").stdout)["fields"]
    assert set(fields[0]) == {"table", "key", "heading", "type", "required", "values"}
    assert len(fields) == 224


def test_a_rule_is_explained_with_its_law_and_one_record(faulty: Path) -> None:
    result = s117xl("explain", "r003", "--file", faulty, "--record", "V-002")
    assert result.returncode == 0
    assert "Mental Health Act 1983" in result.stdout
    assert "  Found: " in result.stdout


def test_rows_from_csv_fill_a_new_register(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(
        '\ufeffdob,register_id,la_share,notes\n1980-05-17,V-001,50,"a, b"\nsoon,V-002,x,\n', "utf-8"
    )
    out = tmp_path / "register.xlsx"
    assert s117xl("new", "register", out, "--rows", tmp_path).returncode == 0
    found = json.loads(s117xl("check", out, "--format", "json").stdout)["findings"]
    assert {(f["row"], f["field"]) for f in found if f["code"] == "R132"} == {("V-002", "dob")}
    assert {(f["row"], f["field"]) for f in found if f["code"] == "R201"} == {("V-002", "la_share")}


def test_an_unknown_heading_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text("register_id,shoe_size\nV-001,9\n")
    out = tmp_path / "register.xlsx"
    result = s117xl("new", "register", out, "--rows", tmp_path)
    assert (result.returncode, out.exists()) == (2, False)
    assert "heading 2" in result.stderr


def test_a_fault_of_ours_names_a_place_and_no_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from s117xl import cli, commands

    def fail(*_: object, **__: object) -> None:
        raise ValueError("Avery Example 9990000018")

    monkeypatch.setattr(commands, "rules", fail)
    monkeypatch.setattr(sys, "argv", ["s117xl", "rules"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "ValueError in test_cli.py" in told
    assert "Avery" not in told


def test_the_clock_is_read_by_the_command_line_alone() -> None:
    root = Path(__file__).parents[1] / "s117xl"
    readers = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if any(
            word in path.read_text("utf-8")
            for word in ("date.today(", "datetime.now(", "time.time(")
        )
    ]
    assert readers == ["cli/options.py"]
