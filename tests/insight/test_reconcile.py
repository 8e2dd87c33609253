"""The command: Northshire's two extracts as they are, decisions kept, the workbook, refusals."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from s117xl.adopt.command import adopt
from s117xl.insight.reconcile.command import reconcile
from s117xl.insight.reconcile.decisions import Decision, read_decisions, write_decisions
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from tests.needs import lack
from tests.people import AS_AT, person

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
DAY = date(2026, 11, 25)
TODAY: Callable[[], date] = lambda: DAY  # noqa: E731
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def it(register: Path, discharges: Path | None = None, caseload: Path | None = None,
           decisions: Path | None = None, out: Path | None = None) -> dict[str, Any]:  # fmt: skip
        reconcile(register, discharges, caseload, decisions, "json", out, None, TODAY)
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        return printed

    return it


@pytest.fixture(scope="module")
def northshire(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The council's register as `adopt` brings it in, and the Trust's two extracts."""
    theirs = SAMPLES / "northshire_s117_register.xlsx"
    if not theirs.exists():
        lack("the sample workbook", "put the samples beside the checkout")
    register = tmp_path_factory.mktemp("northshire") / "register.xlsx"
    adopt(theirs, register, None, AS_AT)
    return {
        "register": register,
        "discharges": SAMPLES / "northshire_trust_discharges.csv",
        "caseload": SAMPLES / "northshire_cmht_caseload.csv",
    }


def test_northshire_as_it_is(northshire: dict[str, Path], run: Run) -> None:
    """Counted by eye in the three files.

    Discharges: 92 rows; 50 are on the register, 3 of them by name and birth alone (no number on
    one side); 17 of section 3 (rows 52 to 68) are missed; 25 of codes 01, 02 and 20 do not count.
    Caseload: 104 rows; 95 are on the register, 8 of them to be decided; of the 9 others the team
    flags 3 (rows 97, 100, 105), 5 more stand on the discharges under the same number, and one (row
    98) stands there with two digits of its number swapped.
    """
    found = run(**northshire)
    assert [len(found["matched"]), len(found["probable"])] == [47 + 87, 3 + 8]
    missed = Counter((n["source"], n["qualifies"]) for n in found["not_on_register"])
    assert missed == {
        ("discharges", "yes"): 17, ("discharges", "no"): 25,
        ("caseload", "yes"): 8, ("caseload", "unknown"): 1,
    }  # fmt: skip
    rows = [n["row"] for n in found["not_on_register"] if n["qualifies"] == "yes"]
    assert rows == [*range(52, 69), 97, *range(99, 106)]
    assert [(u["source"], u["row"]) for u in found["unread"]] == [
        ("discharges", 53), ("caseload", 68),
    ]  # fmt: skip


def test_northshire_what_differs(northshire: dict[str, Path], run: Run) -> None:
    found = run(**northshire)
    differing = {
        (d["record"], d["field"], d["ours"], d["theirs"])
        for d in found["differences"]
        if d["kind"] == "differs" and d["field"] in ("surname", "dob", "section_code")
    }
    assert differing == {
        ("N1059", "surname", "Taylor", "Taylorr"),
        ("N1131", "surname", "Nguyen", "Nguyenn"),
        ("N1137", "surname", "Chowdhury", "Chowdhuryy"),
        ("N1092", "surname", "Osei", "Oseii"),
        ("N1109", "surname", "Hussain", "Hussainn"),
        ("N1064", "dob", "18 Oct 2009", "19 Oct 2009"),
        ("N1001", "dob", "22 Feb 1994", "23 Feb 1994"),
        ("N1047", "dob", "12 Apr 2002", "13 Apr 2002"),
        ("N1053", "dob", "22 May 1992", "23 May 1992"),
        ("N1011", "section_code", "10", "03"),
    }
    assert any("of another system" in note for note in found["notes"])


def test_northshire_what_waits_for_a_decision(northshire: dict[str, Path], run: Run) -> None:
    found = run(**northshire)
    assert [(p["source"], p["row"], p["record"]) for p in found["probable"]] == [
        ("discharges", 9, "N1016"), ("discharges", 27, "N1078"), ("discharges", 41, "N1115"),
        ("caseload", 4, "N1094"), ("caseload", 14, "N1031"), ("caseload", 39, "N1020"),
        ("caseload", 52, "N1093"), ("caseload", 66, "N1044"), ("caseload", 68, "N1005"),
        ("caseload", 82, "N1071"), ("caseload", 95, "N1108"),
    ]  # fmt: skip


def test_northshire_records_on_no_list_are_live_or_may_be(
    northshire: dict[str, Path], run: Run
) -> None:
    found = run(**northshire)
    live = Counter(n["live"] for n in found["not_in_source"])
    assert live == {"yes": 21, "unknown": 8}
    assert not any(n["record"].startswith("E") for n in found["not_in_source"])


def test_the_register_and_the_lists_are_not_touched(northshire: dict[str, Path], run: Run) -> None:
    before = [path.read_bytes() for path in northshire.values()]
    run(**northshire)
    assert [path.read_bytes() for path in northshire.values()] == before


def test_json_names_nobody_but_in_cells_that_differ(northshire: dict[str, Path], run: Run) -> None:
    found = run(**northshire)
    told = json.dumps({k: v for k, v in found.items() if k != "differences"}).casefold()
    assert not any(name in told for name in ("keane", "hussain", "castellano", "9990411751"))


def test_the_screen_tells_counts_rows_and_reasons(
    northshire: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = northshire
    asks = reconcile(paths["register"], paths["discharges"], paths["caseload"], None, "table",
                     None, None, TODAY)  # fmt: skip
    told = capsys.readouterr().out
    assert asks
    assert "47 matched, 3 probable, 42 not on the register (qualifying 17" in told
    assert "Nothing is merged" in told
    assert "Keane" not in told


def test_csv_is_the_findings(
    northshire: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    reconcile(northshire["register"], northshire["discharges"], None, None, "csv", None, None,
              TODAY)  # fmt: skip
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    codes = Counter(row["code"] for row in rows)
    assert codes["R122"] == 17
    assert codes["R123"] == 0
    assert len({row["key"] for row in rows}) == len(rows)


def test_the_workbook_of_results(northshire: dict[str, Path], run: Run, tmp_path: Path) -> None:
    out = tmp_path / "results.xlsx"
    run(**northshire, out=out)
    book = load_workbook(out)
    assert book.sheetnames == [
        "About", "Missed", "To decide", "Differences", "Not on lists", "Matched", "Not read",
        "Decisions",
    ]  # fmt: skip
    assert book["Missed"].max_row == 3 + 42 + 9
    assert book["To decide"].max_row == 3 + 11
    for sheet in book.worksheets:
        assert not sheet._hyperlinks
        assert sheet.page_setup.orientation == "landscape"
        assert "PERSONAL" in str(sheet.oddHeader.right.text)


def test_a_workbook_is_never_written_over(northshire: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "results.xlsx"
    out.write_bytes(b"mine")
    with pytest.raises(Refused, match="exists already"):
        reconcile(northshire["register"], northshire["discharges"], None, None, "json", out, None,
                  TODAY)  # fmt: skip
    assert out.read_bytes() == b"mine"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    write_rows_as_register(path, {"Register": [person()]}, AS_AT)
    return path


def listed(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(("NHS no,Surname,Forename,DOB,Legal status code", *rows)), "utf-8")
    return path


def test_decisions_are_remembered(small: Path, run: Run, tmp_path: Path) -> None:
    theirs = listed(tmp_path, ",Exampel,Avery,17/05/1980,03")
    kept = tmp_path / "decisions.csv"
    assert run(small, theirs, decisions=kept)["probable"]
    (waiting,) = read_decisions(kept).values()
    assert (waiting.register_id, waiting.decision) == ("V-001", "")
    assert "example" not in kept.read_text("utf-8-sig").casefold()
    made = Decision(waiting.key, "V-001", "same", "Jo Clerk", "25/11/2026")
    write_decisions(kept, [made])
    found = run(small, theirs, decisions=kept)
    assert [m["how"] for m in found["matched"]] == ["decision"]
    assert list(read_decisions(kept).values()) == [made]


def test_a_run_that_changes_nothing_leaves_the_file_of_decisions(
    small: Path, run: Run, tmp_path: Path
) -> None:
    theirs, kept = listed(tmp_path, ",Exampel,Avery,17/05/1980,03"), tmp_path / "decisions.csv"
    run(small, theirs, decisions=kept)
    before = kept.read_bytes()
    run(small, theirs, decisions=kept)
    assert kept.read_bytes() == before


BAD_DECISIONS: dict[str, tuple[str, str]] = {
    "no such heading": ("a,b\n1,2\n", "lacks the heading"),
    "another word": ("key,register_id,decision,by,on\nab,V-001,maybe,Jo,1/1/26\n", "line 2"),
    "nobody": ("key,register_id,decision,by,on\nab,V-001,same,,1/1/26\n", "who made it"),
    "no day": ("key,register_id,decision,by,on\nab,V-001,same,Jo,soon\n", "the day"),
}


@pytest.mark.parametrize("what", BAD_DECISIONS)
def test_decisions_that_are_none_are_refused(tmp_path: Path, what: str) -> None:
    text, says = BAD_DECISIONS[what]
    path = tmp_path / "decisions.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match=says):
        read_decisions(path)


def test_nothing_to_compare_with_is_refused(small: Path) -> None:
    with pytest.raises(Refused, match="Nothing is given to compare with"):
        reconcile(small, None, None, None, "json", None, None, TODAY)


def test_a_register_reconciled_with_itself_is_all_matched(small: Path, run: Run) -> None:
    found = run(small, caseload=small)
    assert len(found["matched"]) == 1
    assert not found["probable"] + found["not_on_register"] + found["not_in_source"]
    assert not found["differences"]


def test_all_well_asks_for_nothing(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = listed(tmp_path, "9990000018,Example,Avery,17/05/1980,03")
    assert not reconcile(small, None, theirs, None, "table", None, None, TODAY)
    assert "1 matched" in capsys.readouterr().out
