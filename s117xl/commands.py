"""What each command does, on files: the functions behind the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from s117xl.check import Checked
from s117xl.check import check as run_check
from s117xl.derived import Derived, derive
from s117xl.explanations import honour, kept_cells
from s117xl.load import Loaded, Workbook, load
from s117xl.marks import clear_edits, mark_edits
from s117xl.refusal import Refused
from s117xl.report import as_json, summary, write_csv, write_findings_workbook, write_json
from s117xl.rules.rows import Context
from s117xl.screen import Progress, Screen
from s117xl.workbook.edits import Edit
from s117xl.workbook.whole import require_new_workbook, write_whole

Clock = Callable[[], date]


def check(
    file: Path,
    as_at: date | None,
    today: Clock,
    *,
    mark: bool,
    out: Path | None,
    form: str,
    what_if: bool,
) -> bool:
    """Check a register, mark it where asked, print the result; whether anything is to be done."""
    if mark and what_if:
        raise Refused(
            "What is not law is not written into a register: leave --mark out, and add --out "
            "FINDINGS.xlsx for a workbook of the findings."
        )
    if out is not None:
        require_new_workbook(out)
    with Progress() as progress:
        loaded, checked, derived = examine(file, as_at, today, what_if=what_if, tell=progress.tell)
        if mark:
            progress.tell("writing the marks")
            write_marks(loaded, checked, derived, today)
        if out is not None:
            progress.tell("writing the findings")
            write_whole(out, lambda path: write_findings_workbook(path, loaded, checked))
    if form == "json":
        write_json(as_json(loaded, checked, derived), sys.stdout)
    elif form == "csv":
        write_csv(checked.findings, sys.stdout)
    else:
        Screen().show_check(loaded, checked, summary(loaded, checked), marked=mark)
    return any(f.action in ("fix", "explain") and not f.explained for f in checked.findings)


def examine(
    file: Path | Workbook,
    as_at: date | None,
    today: Clock,
    *,
    what_if: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Loaded, Checked, list[Derived]]:
    """A register loaded and checked, and what people explained honoured.

    The day is the one given, the Settings sheet's, or today.
    """
    loaded, _, checked, derived = study(file, as_at, today, what_if=what_if, tell=tell)
    return loaded, checked, derived


def study(
    file: Path | Workbook,
    as_at: date | None,
    today: Clock,
    *,
    what_if: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Loaded, Context, Checked, list[Derived]]:
    """The same, with the context of the check: it knows which cells are impossible."""
    loaded = load(file, with_findings=True, tell=lambda sheet: tell(f"reading {sheet}"))
    context = loaded.context(as_at or loaded.settings.as_at or today())
    tell("checking")
    checked = honour(loaded, run_check(context, what_if=what_if))
    return loaded, context, checked, derive(context)


def write_marks(loaded: Loaded, checked: Checked, derived: list[Derived], today: Clock) -> None:
    """The marks written into the register's file, a dated copy kept first."""
    _write(loaded, mark_edits(loaded, checked, derived), today)


def clear_marks(workbook: Path | Workbook, today: Clock) -> None:
    """Take the marks out of a register, a dated copy of a closed one kept first."""
    loaded = load(workbook, with_findings=True)
    _write(loaded, clear_edits(loaded), today)


def clear(file: Path, today: Clock) -> None:
    """Take the marks out of a register, a dated copy kept first, and say so."""
    clear_marks(file, today)
    Screen().say(f"The marks are out of {file.name}. Nothing that a person typed was touched.")


def _write(loaded: Loaded, edits: list[Edit], today: Clock) -> None:
    workbook, settings = loaded.workbook, loaded.settings
    workbook.require_writable()
    workbook.keep_copy(settings.text("copies_folder"), today(), settings.period("copies_kept"))
    result = workbook.apply(edits)
    if kept := list(kept_cells(result.left_over)):
        workbook.apply(kept)
    loaded.notes.extend(result.notes)


def new_register(file: Path, rows: Path | None, today: date) -> None:
    """Write a new register workbook, filled from CSV files where a folder is given."""
    from s117xl.new import write_new_register

    count = write_new_register(file, rows, today)
    Screen().say(f"{file.name} is made, with {count} record{'' if count == 1 else 's'}.")


def adopt(theirs: Path, file: Path, map_path: Path | None, today: date) -> bool:
    """Bring another workbook into a new register; whether some cells are to be looked at."""
    from s117xl.adopt.command import adopt as bring_in

    adopted = bring_in(theirs, file, map_path, today)
    screen = Screen()
    for line in adopted.lines(file):
        screen.say(line)
    return bool(adopted.doubts)


def explain(
    code: str, file: Path | None, record: str | None, as_at: date | None, today: Clock
) -> None:
    """Print one rule with its law; with a file and a record, its answer for that record."""
    from s117xl.rules.catalogue import all_rules

    rule = all_rules().get(code.upper())
    if rule is None:
        raise Refused(f"There is no rule {code}; the command 's117xl rules' lists them all.")
    if (file is None) != (record is None):
        raise Refused("Give --file and --record together, or neither.")
    screen = Screen()
    screen.show_rule(rule)
    if file is not None and record is not None:
        from s117xl.one_record import account

        loaded = load(file)
        context = loaded.context(as_at or loaded.settings.as_at or today())
        run_check(context)
        for line in account(rule, record, context):
            screen.say(line)


def rules(form: str) -> None:
    """Print the catalogue of rules."""
    from s117xl.rules.catalogue import rules_json

    if form == "json":
        write_json({"rules": rules_json()}, sys.stdout)
    elif form == "csv":
        write_rows(rules_json())
    else:
        Screen().show_rules()


def fields(form: str) -> None:
    """Print the schema."""
    from s117xl.register.catalogue import fields_json

    if form == "json":
        write_json({"fields": fields_json()}, sys.stdout)
    elif form == "csv":
        write_rows(fields_json())
    else:
        Screen().show_fields()


def write_rows(rows: list[dict[str, object]]) -> None:
    """Rows of plain values as CSV on standard output; lists are parted by semicolons."""
    import csv

    writer = csv.writer(sys.stdout)
    writer.writerow(rows[0])
    for row in rows:
        cells = (row[name] for name in rows[0])
        writer.writerow(
            [";".join(map(str, c)) if isinstance(c, list | tuple) else c for c in cells]
        )


__all__ = ["adopt", "check", "clear", "explain", "fields", "new_register", "rules"]
