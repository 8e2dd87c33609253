"""An audit workbook read: what was answered, rated and planned, and every doubt about a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from s117xl.audit import tables
from s117xl.audit.answers import read_answer, read_day, read_rating, text_of
from s117xl.audit.entries import Action, Answer, Audit, Case, Escalation, Rating
from s117xl.audit.questions import CASE_SAMPLE, EVIDENCE_ALONE, of_domain
from s117xl.audit.tables import AuditTable
from s117xl.load import Workbook, records
from s117xl.refusal import Refused
from s117xl.workbook.areas import column_letters
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.raw import RawTables
from s117xl.workbook.read import Wanted

Cells = Mapping[str, Any]


def read_audit(source: Path | Workbook, tell: Callable[[str], None] = lambda _: None) -> Audit:
    """The audit in this workbook. Raises Refused where it is none."""
    workbook = ClosedWorkbook(source) if isinstance(source, Path) else source
    rated = {tables.rating_table(number).excel_name for number in tables.DOMAINS}
    if not rated & workbook.tables.keys():
        raise Refused(
            f"{workbook.name} is not an audit workbook of ours: it holds no table named tblRateD1. "
            "Make one: s117xl new audit AUDIT.xlsx"
        )
    wanted = [
        Wanted(each.excel_name, each.excel_name, {h: h for h in each.headings}, {}, frozenset())
        for each in tables.ALL
    ]
    raw = {table.name: table for table in workbook.read(wanted, tell)}
    return _Reader(workbook, raw).audit()


class _Reader:
    """Reads the tables one by one, and notes every doubt."""

    def __init__(self, workbook: Workbook, raw: RawTables) -> None:
        self._workbook, self._raw = workbook, raw
        self._notes: list[str] = []

    def audit(self) -> Audit:
        """The audit, whole."""
        answers = {ref: answer for n in tables.DOMAINS for ref, answer in self._domain(n).items()}
        return Audit(
            self._workbook, answers, list(self._cases()),
            {f"D{n}": self._rating(n) for n in tables.DOMAINS},
            self._by_key(tables.SCOPE, "Key", "Value"),
            {k: text_of(v) for k, v in self._by_key(tables.SUMMARY, "Heading", "Text").items()},
            list(self._actions()), dict(self._escalations()),
            self._by_key(tables.SETTINGS, "Key", "Value"),
            self._by_key(tables.DRAW, "Item", "Value"),
            [dict(row) for _, row in self._rows(tables.SAMPLE)],
            self._by_key(tables.PRACTICE, "Ref", "Answer"), self._raw, self._notes,
        )  # fmt: skip

    def _rows(self, table: AuditTable) -> Iterator[tuple[int, Cells]]:
        """The filled rows of a table, each with its number in Excel."""
        raw = self._raw.get(table.excel_name)
        if raw is None:
            self._notes.append(
                f"{table.sheet}: the table {table.excel_name} is not there; take the sheet from a "
                "fresh audit workbook."
            )
            return
        numbers = raw.rows.tolist()
        yield from zip(numbers, ({**row} for row in records(raw)), strict=True)

    def _place(self, table: AuditTable, heading: str, row: int) -> str:
        raw = self._raw[table.excel_name]
        column = raw.columns.get(heading)
        return f"{raw.sheet}!{column_letters(column.position)}{row}" if column else raw.sheet

    def _domain(self, number: int) -> dict[str, Answer]:
        """The answers of a domain by ref, one for each question, in the printed order."""
        table = tables.domain_table(number)
        asked = {question.ref for question in of_domain(number)}
        found: dict[str, list[Answer]] = {ref: [] for ref in asked}
        for row, cells in self._rows(table):
            ref = text_of(cells.get("Ref")).upper()
            if ref in asked:
                found[ref].append(self._answer(table, number, ref, row, cells))
            elif any(text_of(cell) for cell in cells.values()):
                place = self._place(table, "Ref", row)
                self._notes.append(
                    f"{place}: this row has the ref of no question of the tool; it is not scored."
                )
        if table.excel_name not in self._raw:
            return {q.ref: Answer(q.ref) for q in of_domain(number)}
        return {q.ref: self._one(table, q.ref, found[q.ref]) for q in of_domain(number)}

    def _one(self, table: AuditTable, ref: str, found: list[Answer]) -> Answer:
        if not found:
            self._notes.append(
                f"{table.sheet}: the row of {ref} is gone, and the question counts as not "
                "answered; take the row from a fresh audit workbook."
            )
            return Answer(ref)
        if len({each.answer for each in found}) > 1:
            places = " and ".join(each.place for each in found)
            self._notes.append(
                f"{places}: {ref} stands twice with different answers and counts as not answered; "
                "delete one of the rows."
            )
            return Answer(ref, place=found[0].place)
        return found[0]

    def _answer(self, table: AuditTable, number: int, ref: str, row: int, cells: Cells) -> Answer:
        answer: str | None = ""
        if number not in (CASE_SAMPLE, EVIDENCE_ALONE):
            answer = read_answer(cells.get("Answer"))
            if answer is None:
                self._unread(table, "Answer", row, "Yes, Partial, No or N/A")
        return Answer(
            ref, answer or "", text_of(cells.get("Evidence")),
            text_of(cells.get("Why not applicable")), text_of(cells.get("Comment")),
            self._place(table, "Answer" if number != EVIDENCE_ALONE else "Evidence", row),
        )  # fmt: skip

    def _unread(self, table: AuditTable, heading: str, row: int, choices: str) -> None:
        place = self._place(table, heading, row)
        self._notes.append(f"{place}: this cannot be read; choose {choices}.")

    def _cases(self) -> Iterator[Case]:
        table = tables.CASE_GRID
        refs = [question.ref for question in of_domain(CASE_SAMPLE)]
        for row, cells in self._rows(table):
            answers = {}
            for ref in refs:
                answer = read_answer(cells.get(ref))
                if answer is None:
                    self._unread(table, ref, row, "Yes, Partial, No or N/A")
                answers[ref] = answer or ""
            case, record = text_of(cells.get("Case")), text_of(cells.get("Record"))
            why = text_of(cells.get("Not auditable because"))
            if case or record or any(answers.values()):
                yield Case(case, record, answers, why, self._place(table, "Case", row))

    def _rating(self, number: int) -> Rating:
        table = tables.rating_table(number)
        for row, cells in self._rows(table):
            rating = read_rating(cells.get("Rating"))
            if rating is None:
                self._unread(table, "Rating", row, "one of Green, Amber and Red")
            return Rating(
                rating or "", text_of(cells.get("Why better than suggested")),
                text_of(cells.get("Second name")), text_of(cells.get("Narrative")),
                self._place(table, "Rating", row),
            )  # fmt: skip
        return Rating(place=table.sheet)

    def _actions(self) -> Iterator[Action]:
        table = tables.ACTIONS
        for row, cells in self._rows(table):
            texts = {heading: text_of(cells.get(heading)) for heading in table.headings}
            if not any(texts[h] for h in ("Action id", "Domain", "Action", "Owner")):
                continue
            due, domain = read_day(cells.get("Due")), texts["Domain"].upper()
            if texts["Due"] and due is None:
                self._unread(table, "Due", row, "a date, typed as day/month/year")
            if domain and domain not in {f"D{n}" for n in tables.DOMAINS}:
                self._unread(table, "Domain", row, "one of D1 to D9")
                domain = ""
            rag = read_rating(cells.get("RAG"))
            if rag is None:
                self._unread(table, "RAG", row, "one of Green, Amber and Red")
            yield Action(
                texts["Action id"], domain, texts["Action"], texts["Owner"], due, rag or "",
                texts["State"] or "Open", texts["Progress"], texts["Carried from"],
                self._place(table, "Action", row),
            )  # fmt: skip

    def _escalations(self) -> Iterator[tuple[str, Escalation]]:
        table = tables.ESCALATION
        for row, cells in self._rows(table):
            days = {}
            for heading in ("Escalated on", "Re-audited on"):
                days[heading] = read_day(cells.get(heading))
                if text_of(cells.get(heading)) and days[heading] is None:
                    self._unread(table, heading, row, "a date, typed as day/month/year")
            domain = text_of(cells.get("Domain")).upper().partition(" ")[0]
            yield domain, Escalation(
                days["Escalated on"], text_of(cells.get("Board minute")),
                text_of(cells.get("Not escalated because")), days["Re-audited on"],
                self._place(table, "Domain", row),
            )  # fmt: skip

    def _by_key(self, table: AuditTable, key: str, value: str) -> dict[str, Any]:
        return {text_of(cells.get(key)): cells.get(value, "") for _, cells in self._rows(table)}
