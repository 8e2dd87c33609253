"""A survey workbook as it was filled in: its responses, its texts, its settings, every doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.register.plain_text import is_blank, tidy
from s117xl.survey.answers import is_as_excel_counts, read_about, read_answer, read_audience
from s117xl.survey.tables import ALL, MOST_SMALLEST, RESPONSES, SETTINGS, SMALLEST, TEXTS
from s117xl.survey.themes import about, audiences, statements
from s117xl.workbook.areas import column_letters
from s117xl.workbook.raw import RawTable

Row = Mapping[str, Any]
_TOLD = 8


@dataclass(frozen=True, slots=True)
class Response:
    """One form. `answers` are by ref: 1 to 5, unsure or unsaid; `about` by question, "" unsaid."""

    id: str
    audience: str
    year: str
    about: Mapping[str, str]
    answers: Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote. `use` is None where nobody has said whether it may be used."""

    audience: str
    year: str
    question: str
    text: str
    use: bool | None


@dataclass(slots=True)
class Survey:
    """The workbook as read. `headings` are its own, by key; `notes` are sentences for people."""

    name: str
    responses: list[Response]
    words: list[Words]
    settings: dict[str, str]
    smallest: int
    headings: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def year(self) -> str:
        """The year that is counted, blank for all."""
        return self.settings.get("year", "")


class Doubts:
    """Cells that somebody should look at, gathered by what is the matter with them."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._cells: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, what: str, cell: str) -> None:
        """This is the matter with this cell."""
        self._cells[what].append(cell)

    def sentences(self) -> Iterator[str]:
        """One for each matter, with the first cells."""
        for what, cells in self._cells.items():
            more = f" and {len(cells) - _TOLD} more" if len(cells) > _TOLD else ""
            yield f"{self._sheet}, {', '.join(cells[:_TOLD])}{more}: {what}."


def read_survey(workbook: Workbook) -> Survey:
    """The survey in this workbook. Raises Refused where it is none, or cannot be read whole."""
    if RESPONSES.excel_name not in workbook.tables:
        raise Refused(
            f"{workbook.name} is not a survey workbook of ours: it holds no table named "
            f"{RESPONSES.excel_name}; make one with s117xl new survey, and bring answers in with "
            "s117xl survey FILE --import ANSWERS."
        )
    raw = {table.name: table for table in workbook.read([t.wanted() for t in ALL], lambda _: None)}
    notes = [note for table in raw.values() for note in table.notes]
    notes += _strange_columns(raw[RESPONSES.sheet])
    settings, smallest = _settings(raw.get(SETTINGS.sheet), notes)
    doubts = Doubts(RESPONSES.sheet)
    responses = list(read_responses(_rows(raw[RESPONSES.sheet]), doubts))
    words = list(_words(raw.get(TEXTS.sheet), notes))
    headings = {
        name: {key: column.heading for key, column in table.columns.items()}
        for name, table in raw.items()
    }
    notes += doubts.sentences()
    notes += _on_years(responses, settings.get("year", ""))
    return Survey(workbook.name, responses, words, settings, smallest, headings, notes)


def _on_years(responses: list[Response], year: str) -> Iterator[str]:
    years = {each.year.casefold() for each in responses}
    if not year and len(years - {""}) > 1:
        yield "Responses of several years are counted together; write the Survey year in Settings."
    if year and responses and not years & {"", year.casefold()}:
        yield "No response is of the Survey year that Settings names; see that they are alike."


def _strange_columns(table: RawTable) -> Iterator[str]:
    if table.strangers:
        yield (
            f"{table.sheet}: {len(table.strangers)} columns are none of ours and were not read; "
            "the survey asks the statements of its Questions sheet."
        )
    if missing := [ref for ref in statements() if ref not in table.columns]:
        yield f"{table.sheet}: there is no column for {', '.join(missing)}; nothing is said of it."
    if "audience" not in table.columns:
        yield f"{table.sheet}: there is no column Audience; it is told by the answers alone."


def _rows(table: RawTable) -> Iterator[tuple[dict[str, str], Row]]:
    """Each row with the address of each of its cells, by key."""
    letters = {key: column_letters(column.position) for key, column in table.columns.items()}
    for number, row in zip(table.rows.tolist(), records(table), strict=True):
        yield {key: f"{letter}{number}" for key, letter in letters.items()}, row


def read_responses(
    rows: Iterable[tuple[Mapping[str, str], Row]], doubts: Doubts
) -> Iterator[Response]:
    """The responses that can be counted, each id once; what is passed over goes to `doubts`."""
    seen: set[str] = set()
    for at, row in rows:
        audience = _audience(row, at, doubts)
        id = tidy(row.get("id", ""))
        if id and id.casefold() in seen:
            doubts.add("this response id stands above already; the row is not counted", at["id"])
            continue
        if not id:
            doubts.add("there is no response id, so a form entered twice is not seen", _first(at))
        seen.add(id.casefold())
        if audience:
            yield Response(
                id, audience, tidy(row.get("year", "")), _about(row, at, doubts),
                _answers(audience, row, at, doubts),
            )  # fmt: skip


def _first(at: Mapping[str, str]) -> str:
    return next(iter(at.values()), "")


def _audience(row: Row, at: Mapping[str, str], doubts: Doubts) -> str:
    """The audience as the cell says; where that is blank, as the answers alone allow."""
    cell = row.get("audience", "")
    found = read_audience(cell)
    answered = {s.audience for ref, s in statements().items() if not is_blank(row.get(ref, ""))}
    if is_blank(cell) and len(answered) == 1:
        (found,) = answered
        doubts.add(
            "the audience is blank and was told by the answers; fill it, as Excel's own figures "
            "leave the row out", at.get("audience", _first(at)),
        )  # fmt: skip
    elif not found:
        doubts.add("the audience cannot be told; the row is not counted", at.get("audience", ""))
    elif tidy(cell).casefold() != audiences()[found].label.casefold():
        doubts.add(
            f"read as {audiences()[found].label}; choose it from the list, as Excel's own figures "
            "leave the row out", at["audience"],
        )  # fmt: skip
    return found


def _about(row: Row, at: Mapping[str, str], doubts: Doubts) -> dict[str, str]:
    given = {}
    for key, each in about().items():
        value = read_about(key, row.get(key, ""))
        if value is None:
            doubts.add(f"not on the list of {each.heading}; taken as not said", at[key])
        given[key] = value or ""
    return given


def _answers(
    audience: str, row: Row, at: Mapping[str, str], doubts: Doubts
) -> dict[str, int | str]:
    given: dict[str, int | str] = {}
    for ref, statement in statements().items():
        cell = row.get(ref, "")
        if is_blank(cell):
            continue
        answer = read_answer(cell)
        if statement.audience != audience:
            doubts.add("an answer to a statement for others; not counted", at[ref])
        elif answer is None:
            doubts.add("not one of 1 to 5, Not sure or Prefer not to say; not counted", at[ref])
        elif answer:
            given[ref] = answer
            if not is_as_excel_counts(cell, answer):
                doubts.add(
                    "understood, and left out of Excel's own figures; choose from the list", at[ref]
                )
    return given


def _settings(table: RawTable | None, notes: list[str]) -> tuple[dict[str, str], int]:
    rows = list(records(table)) if table else []
    values = {tidy(row.get("key", "")): tidy(row.get("value", "")) for row in rows}
    least = values.get("smallest", "")
    if least in ("", *map(str, range(SMALLEST, MOST_SMALLEST + 1))):
        return values, int(least or SMALLEST)
    notes.append(
        f"Settings: the smallest group shown is a whole number from {SMALLEST} to "
        f"{MOST_SMALLEST}; {SMALLEST} was used."
    )
    return values, SMALLEST


def _words(table: RawTable | None, notes: list[str]) -> Iterator[Words]:
    doubts = Doubts(TEXTS.sheet)
    for at, row in _rows(table) if table else ():
        if is_blank(row.get("text", "")):
            continue
        use = tidy(row.get("use", "")).casefold()
        if use not in ("", "yes", "y", "no", "n"):
            doubts.add("May be used is yes or no; the text is kept back", at["use"])
        yield Words(
            read_audience(row.get("audience", "")), tidy(row.get("year", "")),
            tidy(row.get("question", "")), str(row["text"]).strip(),
            None if not use else use in ("yes", "y"),
        )  # fmt: skip
    notes += doubts.sentences()
