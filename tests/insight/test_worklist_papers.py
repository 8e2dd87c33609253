from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import compile_template
from s117xl.insight.worklist.calendars import calendar, title
from s117xl.insight.worklist.command import worklist
from s117xl.insight.worklist.sheet import worklist_edit
from s117xl.insight.worklist.tasks import Task
from s117xl.insight.worklist.word import worklist_template
from s117xl.insight.worklist.word_facts import WorklistPaper
from s117xl.new import write_rows_as_register
from s117xl.refusal import Refused
from s117xl.workbook.templates.ours import WORKLIST
from tests.people import AS_AT, DISPUTE, SERVICE, person

SETTINGS = {"as_at": AS_AT, "holds": "invented people", "la_name": "Northvale Council",
            "icb_name": "NHS Northvale ICB"}  # fmt: skip
NAMES = ("Zanzibarova", "Quillon")


def task(**changes: Any) -> Task:
    given: dict[str, Any] = {
        "kind": "annual review", "record": "V-001", "table": "Register", "row": "V-001",
        "due": date(2026, 8, 1), "prompt_by": date(2026, 7, 31), "days_over": 0, "days_left": 32,
        "working_days_left": 23, "what": "Due by 1 Aug 2026. Hold it.", "fix": "Hold it.",
        "severity": "prompt", "lead": "Jo Lead", "team": "North team", "code": "R043",
    }  # fmt: skip
    return Task(**(given | changes))


def person_named(number: int, **changes: Any) -> dict[str, Any]:
    surname, forename = NAMES
    return person(
        register_id=f"V-{number:03}", la_person_id=f"LA-{number}", surname=surname,
        forename=forename, preferred_name=forename, carer_name=f"Carer {surname}",
        nhs_number=("9990000018", "9990000026", "9990000034")[number - 1], **changes,
    )  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("worklist") / "register.xlsx"
    second = {"lead_name": "Bo Second", "team": "West team"}
    never = {"last_review_date": None, "last_review_type": None, "next_review_due": None}
    rows: dict[str, list[dict[str, Any]]] = {
        "Register": [
            person_named(1, **never),
            person_named(2, **second, next_review_due=date(2026, 8, 1)),
            person_named(3, lead_name=None, detention_end=date(2026, 4, 20),
                         discharge_date=date(2026, 4, 20), **never),
        ],
        "Services": [SERVICE | {"charged": "yes"}],
        "Disputes": [DISPUTE | {"register_id": "V-002"}],
    }  # fmt: skip
    write_rows_as_register(path, rows, AS_AT, SETTINGS)
    return path


def today() -> date:
    raise AssertionError("the day is in Settings")


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


# Calendars


def test_an_event_stands_on_the_last_working_day_for_the_whole_day() -> None:
    [event] = events(calendar([task()], AS_AT))
    assert event["SUMMARY"] == "V-001: annual review"
    assert event["DTSTART"].dt == date(2026, 7, 31)
    assert event["DTEND"].dt == date(2026, 8, 1)
    assert "The last day is 1 Aug 2026. That is no working day" in event["DESCRIPTION"]
    assert not event.walk("VALARM")


def test_what_is_overdue_or_has_no_day_stands_on_the_day_of_the_list() -> None:
    late = task(due=date(2026, 5, 1), prompt_by=date(2026, 5, 1), days_over=60, days_left=0)
    now = task(due=None, prompt_by=None, days_left=None, kind="unlawful finding")
    assert [e["DTSTART"].dt for e in events(calendar([late, now], AS_AT))] == [AS_AT, AS_AT]


def test_on_a_holiday_it_stands_on_the_next_working_day() -> None:
    good_friday = date(2026, 4, 3)
    late = task(due=date(2026, 4, 1), prompt_by=date(2026, 4, 1), days_over=2)
    on_monday = task(due=date(2026, 4, 6), prompt_by=date(2026, 4, 2))
    days = [e["DTSTART"].dt for e in events(calendar([late, on_monday], good_friday))]
    assert days == [date(2026, 4, 7), date(2026, 4, 6)]


def test_the_stamp_and_the_ids_come_from_the_list_and_not_from_a_clock() -> None:
    tasks = [task(), task(), task(record="V-002", row="V-002")]
    first, again = calendar(tasks, AS_AT), calendar(tasks, AS_AT)
    assert first == again
    [one, twin, other] = events(first)
    assert str(one["DTSTAMP"].dt) == "2026-06-30 00:00:00+00:00"
    assert len({one["UID"], twin["UID"], other["UID"]}) == 3
    assert "V-001" not in one["UID"]


def test_a_later_list_moves_the_event_of_an_earlier_one() -> None:
    [before], [after] = (events(calendar([task()], day)) for day in (AS_AT, date(2026, 7, 7)))
    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])


def test_a_title_holds_the_id_and_the_kind_alone() -> None:
    assert title(task()) == "V-001: annual review"
    assert title(task(record="", kind="register review")) == "register review"


def test_an_id_that_would_break_a_line_stays_in_its_title() -> None:
    [event] = events(calendar([task(record="V-1\r\nATTENDEE:mailto:x@example.org")], AS_AT))
    assert "ATTENDEE" not in event


# The sheet


def test_the_sheet_has_its_headings_and_no_day_first() -> None:
    edit = worklist_edit([task(), task(due=None, severity="unlawful")], lambda *_: "Go")
    assert edit.headings == WORKLIST.headings
    assert [row[0] for row in edit.rows] == [None, date(2026, 8, 1)]
    assert len(edit.rows[0]) == len(WORKLIST.headings)


# The printed list


def test_the_template_can_be_read_by_everybody_and_is_the_same_each_time() -> None:
    assert barriers(worklist_template()) == []
    assert worklist_template() == worklist_template()
    assert compile_template(worklist_template(), WorklistPaper, "worklist.docx").names


# The command


def run(register: Path, capsys: pytest.CaptureFixture[str], **given: Any) -> tuple[bool, str]:
    asks = worklist(register, today=today, **given)
    return asks, capsys.readouterr().out


def test_json_stands_alone_with_tasks_and_groups(
    register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asks, out = run(register, capsys, form="json")
    told = json.loads(out)
    assert asks
    assert told["as_at"] == "2026-06-30"
    assert told["summary"] == {"unlawful": 1, "overdue": 1, "due": 3}
    assert [group["kind"] for group in told["groups"]][:2] == ["planned review", "dispute stage"][
        ::-1
    ]
    assert {t["kind"] for t in told["tasks"]} == {
        "first review", "unlawful finding", "planned review", "dispute stage",
    }  # fmt: skip
    assert told["bank_holidays"]["to"] >= 2027


def test_csv_has_a_line_for_each_task(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(register, capsys, form="csv")
    lines = list(csv.DictReader(io.StringIO(out)))
    assert len(lines) == 5
    assert {line["state"] for line in lines} == {"unlawful", "overdue", "due"}


def test_the_screen_groups_by_lead(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = run(register, capsys)
    assert "1 unlawful, 1 overdue, 3 due within 90 days" in out
    assert "No lead is named" in out


def test_nothing_wrong_today_needs_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "register.xlsx"
    write_rows_as_register(path, {"Register": [person()]}, AS_AT, SETTINGS)
    assert run(path, capsys)[0] is False


def test_each_lead_has_a_calendar_and_a_list_and_no_person_is_named_anywhere(
    register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    _, out = run(register, capsys, ics=folder, word=folder, form="json")
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert sorted(made) == [
        "calendars-index.csv", "lists-index.csv", *(f"worklist-{n}.{end}" for n in (1, 2, 3)
                                                    for end in ("docx", "ics")),
    ]  # fmt: skip
    assert sorted(json.loads(out)["files"]) == sorted(made)
    for name, data in made.items():
        text = everything(data) if name.endswith(".docx") else data.decode("utf-8-sig")
        for personal in (*NAMES, "9990000018", "999 000 0018"):
            assert personal not in text, name
        assert not any(part in name for part in ("Jo", "Lead", "Bo"))
    for number in (1, 2, 3):
        assert "Lead" not in made[f"worklist-{number}.ics"].decode()


def everything(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_the_index_tells_whose_each_file_is(register: Path, tmp_path: Path) -> None:
    worklist(register, ics=tmp_path / "out", today=today, form="json")
    lines = list(
        csv.reader(io.StringIO((tmp_path / "out/calendars-index.csv").read_text("utf-8-sig")))
    )
    assert lines == [
        ["File", "Named lead", "Teams", "Tasks"],
        ["worklist-1.ics", "Bo Second", "West team", "2"],
        ["worklist-2.ics", "Jo Lead", "North team", "2"],
        ["worklist-3.ics", "No lead is named", "North team", "1"],
    ]


def test_each_event_of_the_files_has_the_id_and_kind_as_its_title(
    register: Path, tmp_path: Path
) -> None:
    worklist(register, ics=tmp_path / "out", today=today, form="json")
    titles = [
        str(event["SUMMARY"])
        for file in sorted((tmp_path / "out").glob("*.ics"))
        for event in events(file.read_bytes())
    ]
    assert titles == [
        "V-002: dispute stage", "V-002: planned review", "V-001: unlawful finding",
        "V-001: first review", "V-003: first review",
    ]  # fmt: skip


def test_equal_registers_give_equal_bytes(register: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        worklist(register, ics=tmp_path / name, word=tmp_path / name, today=today, form="json")
    for first in (tmp_path / "one").iterdir():
        assert first.read_bytes() == (tmp_path / "two" / first.name).read_bytes(), first.name


def test_the_printed_list_can_be_read_by_everybody_and_says_whose_it_is(
    register: Path, tmp_path: Path
) -> None:
    worklist(register, word=tmp_path / "out", today=today, form="json")
    data = (tmp_path / "out/worklist-2.docx").read_bytes()
    assert barriers(data) == []
    text = everything(data)
    for words in ("Worklist: Jo Lead", "V-001", "76 days ago", "Northvale Council"):
        assert words in text
    assert "<dc:title>Section 117 worklist</dc:title>" in text
    assert "Worklist: No lead is named" in everything(
        (tmp_path / "out/worklist-3.docx").read_bytes()
    )


def test_nothing_is_overwritten_and_nothing_is_left_half_done(
    register: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "worklist-2.ics").write_text("mine")
    with pytest.raises(Refused):
        worklist(register, ics=folder, today=today, form="json")
    assert [path.name for path in folder.iterdir()] == ["worklist-2.ics"]
    assert (folder / "worklist-2.ics").read_text() == "mine"


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(Refused):
        worklist(path, today=today)
