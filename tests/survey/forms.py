"""Forms that invented people filled in, and a survey read from them without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from s117xl.survey.book import Filled, write_survey
from s117xl.survey.read import Response, Survey, read_survey
from s117xl.survey.themes import audiences, statements_of
from s117xl.workbook.closed import ClosedWorkbook

Row = dict[str, Any]


def form(id: str, audience: str = "person", answer: Any = 4, **more: Any) -> Row:
    """A row of Responses in which every statement has the same answer."""
    row: Row = {"id": id, "audience": audiences()[audience].label}
    return row | {each.ref: answer for each in statements_of(audience)} | more


def response(
    number: int, group: str = "", answers: Mapping[str, int | str] | None = None
) -> Response:
    """A response of a person of one age band, who answers L01 alone where no answer is named."""
    about = {"age_band": group, "ethnic_group": "", "gender": ""}
    return Response(f"R{number}", "person", "", about, answers or {"L01": 1 + number % 5})


def survey_of(responses: Sequence[Response], **settings: str) -> Survey:
    """A survey with these responses."""
    return Survey("survey.xlsx", list(responses), [], settings, 5)


def mixed_forms() -> list[Row]:
    """Forms of all audiences with answers of many kinds; practitioners are too few."""
    kinds = [5, 4, 3, 2, 1, "Agree", "strongly disagree", "Not sure", None, "7", " 4 ", "n/a"]
    rows = []
    for number in range(40):
        audience = ("person", "person", "carer", "practitioner")[number % 4]
        audience = "person" if audience == "practitioner" and number > 12 else audience
        row = form(f"R{number}", audience, year=("2026/27", None, "2025/26")[number % 3])
        for place, statement in enumerate(statements_of(audience)):
            row[statement.ref] = kinds[(7 * number + 5 * place + number * place) % len(kinds)]
        rows.append(row)
    return rows


def saved(path: Path, rows: Sequence[Mapping[str, Any]] = (), words: Sequence[Any] = (),
          **settings: Any) -> Path:  # fmt: skip
    """A survey workbook with these rows at the path."""
    write_survey(path, Filled(rows, words, settings))
    return path


def read(path: Path) -> Survey:
    """The survey in a workbook."""
    return read_survey(ClosedWorkbook(path))
