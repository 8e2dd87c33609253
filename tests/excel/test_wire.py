"""A register as Excel on the web sends it: equal findings and cells as in a closed file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from pydantic import ValidationError

from s117xl import commands
from s117xl.refusal import Refused
from s117xl.workbook.areas import Area
from s117xl.workbook.edits import WriteRows
from s117xl.workbook.wire import SentWorkbook, WireWorkbook
from tests.excel.standin import grid, open_in_standin
from tests.excel.test_parity import WRITTEN, plain
from tests.people import AS_AT
from tests.test_marks import cells

TODAY: Callable[[], date] = lambda: AS_AT  # noqa: E731
EPOCH = datetime(1899, 12, 30)


def sent(book: xw.Book, **changes: Any) -> SentWorkbook:
    """What the task pane would send of a workbook, by way of JSON."""
    listed = []
    for sheet in book.sheets:
        for table in sheet.tables:
            top, left, bottom, right = table.impl.area
            heads, *rows = _rows(book, sheet.name, (top, left, bottom, right))
            listed.append({"name": table.name, "sheet": sheet.name, "top": top, "left": left,
                           "headings": [str(h) for h in heads], "rows": rows})  # fmt: skip
    names = {name.name: name.refers_to for name in book.names}
    body = {"name": book.name, "tables": listed, "names": names} | changes
    return SentWorkbook.model_validate_json(json.dumps(body))


def _rows(book: xw.Book, sheet: str, area: tuple[int, int, int, int]) -> list[list[Any]]:
    top, left, bottom, right = area
    values = book.sheets[sheet].range((top, left), (bottom, right)).options(
        ndim=2, err_to_str=True
    ).value  # fmt: skip
    return [[_json(cell) for cell in row] for row in values]


def _json(cell: Any) -> Any:
    return {"day": (cell - EPOCH) / timedelta(days=1)} if isinstance(cell, datetime) else cell


def do(steps: list[dict[str, Any]], book: xw.Book) -> None:
    """What the task pane would do with the steps, having come by way of JSON."""
    for step in json.loads(json.dumps(steps)):
        if step["do"] == "write":
            height, width = len(step["values"]), len(step["values"][0])
            first = (step["row"], step["column"])
            last = (first[0] + height - 1, first[1] + width - 1)
            values = [[_put(cell) for cell in row] for row in step["values"]]
            book.sheets[step["sheet"]].range(first, last).value = values
        elif step["do"] == "resize":
            area = Area.from_a1(step["area"])
            for sheet in book.sheets:
                for table in sheet.tables:
                    if table.name == step["table"]:
                        table.impl.area = (area.top, area.left, area.bottom, area.right)


def _put(cell: Any) -> Any:
    return EPOCH + timedelta(days=cell["day"]) if isinstance(cell, dict) else cell


def test_findings_and_cells_are_equal(register: Path) -> None:
    book, _ = open_in_standin(register)
    wire = WireWorkbook(sent(book))
    opened = commands.examine(wire, None, TODAY)
    closed = commands.examine(register, None, TODAY)
    assert opened[1].findings == closed[1].findings
    commands.write_marks(*opened, TODAY)
    do(wire.steps, book)
    commands.write_marks(*closed, TODAY)
    for sheet in WRITTEN:
        assert plain(grid(book, sheet)) == plain(cells(register, sheet)), sheet


def test_a_second_check_of_what_was_written_writes_the_same(register: Path) -> None:
    book, _ = open_in_standin(register)
    for _ in range(2):
        wire = WireWorkbook(sent(book))
        commands.write_marks(*commands.examine(wire, None, TODAY), TODAY)
        do(wire.steps, book)
    once = [plain(grid(book, sheet)) for sheet in WRITTEN]
    wire = WireWorkbook(sent(book))
    commands.write_marks(*commands.examine(wire, None, TODAY), TODAY)
    do(wire.steps, book)
    assert [plain(grid(book, sheet)) for sheet in WRITTEN] == once


def test_a_protected_sheet_is_refused_and_nothing_is_asked_for(register: Path) -> None:
    book, _ = open_in_standin(register)
    wire = WireWorkbook(sent(book, protected=["Findings"]))
    with pytest.raises(Refused, match="The sheet Findings is protected"):
        commands.write_marks(*commands.examine(wire, None, TODAY), TODAY)
    assert wire.steps == []


def test_what_a_person_wrote_beside_a_finding_that_is_gone_is_kept() -> None:
    body = {"name": "b.xlsx", "tables": [{
        "name": "tblFindings", "sheet": "Findings", "top": 1, "left": 1,
        "headings": ["Severity", "Key", "Mine"],
        "rows": [["risk", "K1", "rung them"], ["risk", "K2", "agreed"], ["risk", "", "whose?"]],
    }]}  # fmt: skip
    wire = WireWorkbook(SentWorkbook.model_validate(body))
    rows = [["overdue", "K2"], ["missing", "K3"]]
    result = wire.apply([WriteRows("tblFindings", ("Severity", "Key"), rows, "Key")])
    written = [step for step in wire.steps if step["do"] == "write"][-1]
    assert written["values"] == [["overdue", "'K2", "agreed"], ["missing", "'K3", None]]
    assert [left["Mine"] for left in result.left_over] == ["whose?", "rung them"]


def test_a_persons_own_formula_stays_one() -> None:
    formula = {"formula": "=TODAY()-B2", "shown": 3}
    body = {"name": "b.xlsx", "tables": [{
        "name": "tblFindings", "sheet": "Findings", "top": 1, "left": 1,
        "headings": ["Severity", "Key", "Mine"],
        "rows": [["risk", "K1", formula], ["risk", "K2", formula]],
    }]}  # fmt: skip
    wire = WireWorkbook(SentWorkbook.model_validate(body))
    result = wire.apply([WriteRows("tblFindings", ("Severity", "Key"), [["risk", "K2"]], "Key")])
    written = [step for step in wire.steps if step["do"] == "write"][-1]
    assert written["values"] == [["risk", "'K2", "=TODAY()-B2"]]
    assert [left["Mine"] for left in result.left_over] == [3.0]


def table(**parts: Any) -> dict[str, Any]:
    """A workbook of one table, in which these parts are as given."""
    one = {"name": "t", "sheet": "s", "top": 1, "left": 1, "headings": ["h"], "rows": [["a"]]}
    return {"name": "b.xlsx", "tables": [one | parts]}


def test_the_form_itself_is_taken() -> None:
    assert SentWorkbook.model_validate(table(rows=[[None], [1.5], [True], [{"day": 45000}]]))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999"])
def test_what_is_no_number_is_no_cell(text: str) -> None:
    with pytest.raises(ValidationError):
        SentWorkbook.model_validate_json(json.dumps(table(rows=[["@"]])).replace('"@"', text))


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "b.xlsx", "tables": [{"name": "tblRegister"}]},
        {"name": "b.xlsx", "tables": [], "path": "C:/x"},
        {"name": "b.xlsx", "tables": [{"name": "t", "sheet": "s", "top": 0, "left": 1,
                                       "headings": [], "rows": []}]},
        table(rows=[["a", "b"]]),
        table(rows=[[{"day": 1e300}]]),
        table(rows=[[{"day": -1}]]),
        table(rows=[[{"formula": "A1", "shown": 1}]]),
        table(rows=[[["nested"]]]),
        table(rows=[[1]] * 100_001),
        table(left=16_385, rows=[]),
        table(headings=["h"] * 1_001, rows=[]),
    ],
)  # fmt: skip
def test_what_is_not_of_the_form_is_no_workbook(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        SentWorkbook.model_validate(body)
