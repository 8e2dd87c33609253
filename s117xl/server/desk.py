"""A button pressed in the task pane: the tables that were sent, and the answer as JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from s117xl.actions import DOCUMENTS, MOST_AT_ONCE, REPORTS, Desk, Said, Selected, action
from s117xl.documents.shelf import MemoryShelf
from s117xl.documents.templates import Templates
from s117xl.findings import Finding
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from s117xl.workbook.wire import SentWorkbook, WireWorkbook

MOST_BYTES = 20_000_000
OURS_USED = (
    "Note: the workbook names a folder of Word templates or a logo; here the templates and the "
    "logo of the server are used."
)

_Row = Annotated[int, Field(ge=1, le=1_048_576)]


class SentSelected(BaseModel):
    """The selected cell; row and column are counted from 1. `rows` are those that can be seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sheet: str = Field(max_length=31)
    row: _Row
    column: int = Field(ge=1, le=16_384)
    rows: tuple[_Row, ...] = Field(default=(), max_length=MOST_AT_ONCE)


class Sent(BaseModel):
    """What the task pane sends for a press. `today` is the person's own date, as YYYY-MM-DD."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    workbook: SentWorkbook
    today: date
    selected: SentSelected | None = None


class Basket(MemoryShelf):
    """The documents of one answer. Refused where they grow beyond what an answer may hold."""

    def put(self, name: str, data: bytes) -> None:
        """The document is in it."""
        if sum(map(len, self.files.values())) + len(data) > MOST_BYTES:
            raise Refused(
                f"The documents together are larger than {MOST_BYTES // 1_000_000} MB, so none was "
                "made; select fewer rows."
            )
        super().put(name, data)


def answer(id: str, body: bytes, templates: Templates | None = None) -> bytes:
    """The action with this id done on what was sent, as JSON.

    It holds what the action says, the steps to take, and the documents that were made. `templates`
    are the server's; no folder that a workbook names is looked at. Raises Refused.
    """
    chosen = action(id)
    try:
        sent = Sent.model_validate_json(body)
    except ValidationError:  # its text quotes what was sent
        raise Refused(
            "What Excel sent could not be read; close this pane, open it again and press the "
            "button once more. If it goes on, tell your IT that the pane and the server differ."
        ) from None
    workbook, basket = WireWorkbook(sent.workbook), Basket()
    at = sent.selected
    selected = Selected(at.sheet, at.row, at.column, at.rows) if at else None
    desk = Desk(workbook, lambda: sent.today, selected, shelf=basket,
                templates=templates or Templates())  # fmt: skip
    made = _as_json(chosen.run(desk), workbook.steps, basket)
    if chosen in (*DOCUMENTS, *REPORTS) and _names_templates(sent.workbook):
        made["lines"] = (*made["lines"][:-1], OURS_USED, made["lines"][-1])  # the advice is last
    return json.dumps(made, allow_nan=False, separators=(",", ":")).encode()


def _names_templates(sent: SentWorkbook) -> bool:
    """Whether its Settings name a folder of templates, or a logo, of the machine it came from."""
    for table in sent.tables:
        if table.name == "tblSettings" and {"Key", "Value"} <= set(table.headings):
            key, value = (table.headings.index(heading) for heading in ("Key", "Value"))
            return any(row[key] in ("templates_folder", "logo") and row[value] not in (None, "")
                       for row in table.rows)  # fmt: skip
    return False


def _as_json(said: Said, steps: list[dict[str, Any]], basket: Basket) -> dict[str, Any]:
    goes_to = {"sheet": said.goes_to[0], "cell": said.goes_to[1]} if said.goes_to else None
    return {
        "lines": said.lines,
        "goes_to": goes_to,
        "steps": steps,
        "findings": [_finding(finding, said) for finding in said.findings],
        "documents": [
            {"name": name, "base64": b64encode(data).decode()}
            for name, data in basket.files.items()
        ],
    }


def _finding(finding: Finding, said: Said) -> dict[str, Any]:
    lead, team = said.people.get(finding.record, ("", ""))
    excel_name = TABLES[finding.table].excel_name if finding.table in TABLES else ""
    return {
        "key": finding.key, "code": finding.code, "severity": finding.severity,
        "record": finding.record, "row": finding.row, "table": excel_name,
        "sheet": finding.sheet, "cell": finding.cell, "heading": finding.heading,
        "message": finding.message, "fix": finding.fix, "due": finding.due,
        "explained": finding.explained, "lead": lead, "team": team,
    }  # fmt: skip
