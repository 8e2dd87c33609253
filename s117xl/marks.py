"""What a check writes into a register, as edits: marks, findings, worklist, and the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import Any

from s117xl import __version__
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.explanations import Explanation, explanations, kept_explanations
from s117xl.findings import SEVERITIES, Finding
from s117xl.load import Loaded, records
from s117xl.register.columns import show
from s117xl.register.parse import TypedTable
from s117xl.register.schema import TABLES
from s117xl.workbook.edits import (
    AppendRows,
    Edit,
    Formula,
    LayFormats,
    Value,
    WriteColumn,
    WriteRows,
)
from s117xl.workbook.templates.formulas import FLAGS, TO_DO
from s117xl.workbook.templates.marks import flag_word, mark_formats
from s117xl.workbook.templates.ours import FINDINGS, RUNS, WORKLIST

WORKLIST_DAYS = 90
_SPOKEN = 3
_LONGEST_CELL = 32_000


def mark_edits(loaded: Loaded, checked: Checked, derived: Sequence[Derived]) -> list[Edit]:
    """All that a check writes. Nothing in it holds a clock or the file's own hash."""
    explained = explanations(loaded)
    edits: list[Edit] = [*kept_explanations(loaded)]
    edits += _row_marks(loaded, checked.findings)
    edits.append(_findings_edit(loaded, checked.findings, explained))
    edits.append(_worklist_edit(loaded, checked, derived))
    edits += _run_edit(loaded, checked)
    return edits


def clear_edits(loaded: Loaded) -> list[Edit]:
    """What takes our marks out again: two columns of each table, the findings, the worklist."""
    edits: list[Edit] = [*kept_explanations(loaded)]
    for name, table in loaded.raw.items():
        blank = [None] * table.count
        edits += [
            WriteColumn(TABLES[name].excel_name, heading, blank)
            for heading in (TO_DO, FLAGS)
            if heading in table.written
        ]
    edits.append(WriteRows(FINDINGS.excel_name, FINDINGS.headings, (), "Key"))
    edits.append(WriteRows(WORKLIST.excel_name, WORKLIST.headings, (), None))
    return edits


def _row_marks(loaded: Loaded, findings: Iterable[Finding]) -> Iterable[Edit]:
    by_table: dict[str, dict[int, list[Finding]]] = {name: {} for name in loaded.raw}
    for finding in findings:
        if finding.table not in by_table:
            continue
        row = int(finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        if row >= loaded.raw[finding.table].first_row:
            by_table[finding.table].setdefault(row, []).append(finding)
    for name, rows in by_table.items():
        table, raw = loaded.register[name], loaded.raw[name]
        own_ids = _own_ids(table)
        to_do: list[Value] = [None] * raw.count
        flags: list[Value] = [None] * raw.count
        for row, mine in rows.items():
            place = row - raw.first_row
            to_do[place] = to_do_text(mine)
            flags[place] = flags_text(own_ids[row], mine)
        excel_name = TABLES[name].excel_name
        # A column that is blank and stays so is not written: most child tables have no marks.
        if rows or TO_DO in raw.written:
            yield WriteColumn(excel_name, TO_DO, to_do)
        if rows or FLAGS in raw.written:
            yield WriteColumn(excel_name, FLAGS, flags)
        yield LayFormats(excel_name, mark_formats(TABLES[name]))


def _own_ids(table: TypedTable) -> Mapping[int, str]:
    """The id of each row by Excel row number, as Excel itself joins it into a text."""
    column = table.columns.get(table.schema.id_field)
    if column is None:
        return {int(row): "" for row in table.rows}
    cells = [cell if isinstance(cell, str) else show(cell) for cell in column.cells]
    return {int(row): cells[at] for row, at in zip(table.rows, column.at.tolist(), strict=True)}


def flags_text(row_id: str, findings: Iterable[Finding]) -> str:
    """`|id=V-001|Date of birth=invalid|...|`: each heading once, with the gravest it has."""
    words: dict[str, str] = {}
    for finding in sorted(findings, key=_explained_last):
        word = "note" if finding.explained else flag_word(finding.severity)
        words.setdefault(finding.heading, word)
    parts = [f"id={row_id}", *(f"{heading}={word}" for heading, word in words.items())]
    return f"|{'|'.join(parts)}|"


def _explained_last(finding: Finding) -> tuple[bool, int]:
    return finding.explained, SEVERITIES.index(finding.severity)


def to_do_text(findings: Sequence[Finding]) -> str:
    """What is wrong with a row, in words, gravest first; the rest is counted."""
    asked = [f for f in findings if f.action != "note" and not f.explained]
    asked.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    spoken = [f"{f.severity.capitalize()}: {f.message}" for f in asked[:_SPOKEN]]
    more = len(asked) - len(spoken)
    if more:
        spoken.append(f"And {more} more: see Findings.")
    explained = sum(finding.explained for finding in findings)
    if not asked:
        notes = _counted(len(findings) - explained, "note")
        spoken.append(f"Nothing to mend; {notes}: see Findings.")
    if explained:
        spoken.append(f"Explained: {explained}.")
    return " ".join(spoken)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _findings_edit(
    loaded: Loaded, findings: Sequence[Finding], explained: Mapping[str, Explanation]
) -> WriteRows:
    link = cache(partial(_link, loaded, row_id="tblFindings[[#This Row],[Row]]"))
    rows = [_finding_row(finding, link, explained.get(finding.key)) for finding in findings]
    return WriteRows(FINDINGS.excel_name, FINDINGS.headings, rows, "Key")


def _finding_row(
    finding: Finding, link: Callable[[str, str], Formula], said: Explanation | None
) -> list[Value]:
    due = date.fromisoformat(finding.due) if finding.due else None
    return [
        finding.severity,
        "explained" if finding.explained else finding.action,
        finding.record or None,
        link(finding.table, finding.field),
        finding.table,
        finding.row or None,
        finding.heading,
        finding.value or None,
        finding.message,
        finding.fix,
        due,
        finding.code,
        ", ".join(finding.authority),
        said.text if said else None,
        said.by if said else None,
        said.until if said else None,
        finding.key,
    ]


def _link(loaded: Loaded, table: str, field: str, row_id: str) -> Formula:
    """A link to the row as it stands when it is clicked, whatever has been sorted or moved."""
    if table not in TABLES:
        return Formula(f'HYPERLINK("#\'{table}\'!A1","Go")', "Go")
    schema = TABLES[table]
    sheet = loaded.raw[table].sheet.replace("'", "''").replace('"', '""')
    ids = f"{schema.excel_name}[{_escaped(loaded, table, schema.id_field)}]"
    column = f"{schema.excel_name}[{_escaped(loaded, table, field)}]"
    row = f"MATCH({row_id},{ids},0)+ROW(INDEX({ids},1))-1"
    address = f"ADDRESS({row},COLUMN({column}))"
    return Formula(f'IFERROR(HYPERLINK("#\'{sheet}\'!"&{address},"Go"),"gone")', "Go")


def _escaped(loaded: Loaded, table: str, key: str) -> str:
    """A heading as a structured reference writes it."""
    heading = loaded.register[table].columns[key].heading
    return "".join(f"'{letter}" if letter in "[]#'@" else letter for letter in heading)


def _worklist_edit(loaded: Loaded, checked: Checked, derived: Sequence[Derived]) -> WriteRows:
    people = leads_and_teams(loaded)
    rows: list[tuple[date, list[Value]]] = []
    for finding in checked.findings:
        due = date.fromisoformat(finding.due) if finding.due else None
        if finding.severity in ("unlawful", "overdue"):
            rows.append((due or date.min, _work(loaded, checked.as_at, finding, due, people)))
    known = {f.record for f in checked.findings if f.severity == "overdue" and f.due}
    for each in derived:
        if each.review_due and each.record not in known:
            due = date.fromisoformat(each.review_due)
            if checked.as_at <= due <= checked.as_at + timedelta(days=WORKLIST_DAYS):
                rows.append((due, _review(loaded, checked.as_at, each.record, due, people)))
    rows.sort(key=lambda row: (row[0], str(row[1][2])))
    return WriteRows(WORKLIST.excel_name, WORKLIST.headings, [row for _, row in rows])


def leads_and_teams(loaded: Loaded) -> Mapping[str, tuple[str, str]]:
    """The named lead and the team of each record."""
    columns = loaded.register["Register"].columns
    parts = [columns.get(key) for key in ("register_id", "lead_name", "team")]
    count = len(loaded.register["Register"])
    texts = [[column.shown(row) if column else "" for row in range(count)] for column in parts]
    return {name: (lead, team) for name, lead, team in zip(*texts, strict=True)}


def _work(
    loaded: Loaded, as_at: date, finding: Finding, due: date | None, people: Mapping[str, Any]
) -> list[Value]:
    lead, team = people.get(finding.record, ("", ""))
    over = max((as_at - due).days, 0) if due else None
    link = _link(loaded, "Register", "register_id", "tblWorklist[[#This Row],[Record]]")
    text = f"{finding.message} {finding.fix}"
    if finding.explained:
        text = f"Explained for now: see Findings. {finding.message}"
    return [due, over, finding.record or None, link, text,
            finding.severity, lead or None, team or None, finding.code]  # fmt: skip


def _review(
    loaded: Loaded, as_at: date, record: str, due: date, people: Mapping[str, Any]
) -> list[Value]:
    lead, team = people.get(record, ("", ""))
    link = _link(loaded, "Register", "register_id", "tblWorklist[[#This Row],[Record]]")
    left = (due - as_at).days
    text = "Review due today." if not left else f"Review due in {_counted(left, 'day')}."
    return [due, 0, record, link, text, "prompt", lead or None, team or None, None]


def _run_edit(loaded: Loaded, checked: Checked) -> Iterable[Edit]:
    """A line for this check, unless the last line says the same."""
    asked = [f for f in checked.findings if not f.explained]
    counts = [sum(f.severity == name for f in asked) for name in SEVERITIES]
    counts.append(len(checked.findings) - len(asked))
    ids = _ids_now(loaded)
    seen = loaded.seen_ids() or frozenset()
    new = ";".join(sorted(ids - seen))
    told: list[Value] = [checked.as_at, __version__, len(loaded.register["Register"]), *counts,
                         loaded.fingerprint()]  # fmt: skip
    runs = list(records(loaded.ours["Runs"])) if "Runs" in loaded.ours else []
    last = [run for run in runs if run.get("Run") not in ("", None)][-1:]
    if last and not new and [_plain(last[0].get(h)) for h in RUNS.headings[1:-1]] == told:
        return
    number = int(last[0]["Run"]) + 1 if last else 1
    rows: list[list[Value]] = [[number, *told, None]]
    for place, piece in enumerate(_pieces(new)):
        if place:
            rows.append([*[None] * (len(RUNS.headings) - 1), piece])
        else:
            rows[0][-1] = piece
    yield AppendRows(RUNS.excel_name, RUNS.headings, rows)


def _plain(cell: Any) -> Any:
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _ids_now(loaded: Loaded) -> frozenset[str]:
    column: Any = loaded.register["Register"].columns.get("register_id")
    if column is None:
        return frozenset()
    return frozenset(text for text in column.texts if text)


def _pieces(text: str) -> list[str]:
    """The ids in cells of at most what Excel holds, cut between two ids."""
    pieces = []
    while len(text) > _LONGEST_CELL:
        cut = text.rindex(";", 0, _LONGEST_CELL)
        pieces.append(text[:cut])
        text = text[cut + 1 :]
    return [*pieces, text] if text else pieces


__all__ = ["clear_edits", "explanations", "mark_edits"]
