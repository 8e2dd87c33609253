"""The whole chain on invented people: make, check, mark, and compare with what was sown."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from s117xl.demo.faults import Sown, sow
from s117xl.demo.people import invent, tables
from s117xl.refusal import Refused

if TYPE_CHECKING:
    from s117xl.documents.catalogue import Kind
    from s117xl.documents.choosing import Chosen
    from s117xl.documents.gather.rows import Source

AS_AT = date(2026, 6, 30)
PEOPLE = 300
SETTINGS = {
    "as_at": AS_AT,
    "holds": "invented people",
    "la_name": "Northvale Council",
    "icb_name": "NHS Northvale ICB",
    "trust_name": "Northvale NHS Trust",
    "contact": "Register administrator, Northvale Council",
    "address": "Aftercare Team; Northvale Council; 1 Example Square; Northvale",
    "phone": "01632 960117",
    "email": "aftercare@northvale.example",
    "website": "www.northvale.example/aftercare",
    "signed_by": "R. Stead, Director of Adult Social Services",
    "signed_by_board": "T. Ull, Director of Mental Health Commissioning",
    "advocacy": "Northvale Advocacy, 01632 960118",
    "crisis": "Northvale crisis line, day and night, 01632 960119",
    "complaints_council": "Complaints Team, Northvale Council, 1 Example Square, Northvale",
    "complaints_board": "Patient Experience Team, NHS Northvale ICB, 2 Example Square, Northvale",
}


def make_demo(folder: Path, today: Callable[[], date]) -> None:
    """A folder with a checked and marked register of 300 invented people, and what was sown.

    Beside it stand its letters, and the audit, baseline, competencies and survey of its partners.
    """
    from s117xl import commands
    from s117xl.demo.assessments import NAMES
    from s117xl.new import write_rows_as_register
    from s117xl.screen import Screen

    register, expected = folder / "register.xlsx", folder / "what-must-be-found.csv"
    if any(path.exists() for path in (register, expected, *(folder / name for name in NAMES))):
        raise Refused(
            f"The folder {folder.name} holds a demonstration already; delete it, or name another."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refused(f"The folder {folder.name} cannot be made there; name another.") from None
    people = invent(PEOPLE, AS_AT)
    sown = sow(people, AS_AT)
    write_rows_as_register(register, tables(people), AS_AT, SETTINGS)
    _write_expected(expected, sown)
    commands.check(register, None, today, mark=True, out=None, form="table", what_if=False)
    _compare(register, sown, today)
    _write_letters(register, folder / "letters", today)
    _assess(folder, register)
    Screen().say(
        f"Open {register} in Excel; {expected} lists what was sown; {folder}/letters has a "
        f"document of each sort. Beside them: {', '.join(NAMES)}."
    )


def _write_expected(path: Path, sown: list[Sown]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("register_id", "rule", "what was sown"))
        writer.writerows((each.record, each.code, each.says) for each in sown)


def _compare(register: Path, sown: list[Sown], today: Callable[[], date]) -> None:
    from s117xl.commands import examine
    from s117xl.screen import Screen

    _, checked, _ = examine(register, None, today)
    found = {(finding.record, finding.code) for finding in checked.findings}
    missed = [each for each in sown if (each.record, each.code) not in found]
    screen = Screen()
    screen.say(f"{len(sown) - len(missed)} of the {len(sown)} faults that were sown were found.")
    for each in missed:
        screen.say(f"NOT FOUND: {each.code} for {each.record}: {each.says}.")


def _write_letters(register: Path, folder: Path, today: Callable[[], date]) -> None:
    """A document of each sort, for the first person for whom nothing holds it back."""
    from s117xl.documents.catalogue import KINDS
    from s117xl.documents.shelf import FolderShelf
    from s117xl.write import write_documents

    for kind in KINDS.values():
        write_documents(
            register, kind, _firsts, lambda _: FolderShelf(folder, register.parent), today
        )


def _assess(folder: Path, register: Path) -> None:
    """The workbooks beside the register, and what the audit comes to."""
    from s117xl.audit.command import said
    from s117xl.demo.assessments import AUDIT, make_assessments
    from s117xl.screen import Screen

    screen = Screen()
    screen.say(f"{AUDIT}, its cases drawn from the register, scored beside last year's:")
    for line in said(make_assessments(folder, register, SETTINGS, AS_AT)):
        screen.say(f"  {line}")


def _firsts(source: Source, kind: Kind) -> list[Chosen]:
    """The first row of the kind that is let through; of the panel's, one of each decision."""
    from s117xl.documents.choosing import Chosen, by_fields
    from s117xl.documents.gate import Gate

    gate, firsts = Gate(source), dict[str, Chosen]()
    for each in by_fields(source, kind, []):
        if isinstance(each, Chosen) and not gate.unfit(kind, each.owner):
            sort = each.row.choice("decision") if kind.id == "decision" else ""
            if sort not in firsts and not gate.stops(kind, each.row, each.owner):
                firsts[sort] = each
    return list(firsts.values())
