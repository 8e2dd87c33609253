"""`s117xl report`: a report in Word from the workbook that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from s117xl.documents.making import facts_by_name
from s117xl.documents.shelf import FolderShelf, Names, Shelf
from s117xl.documents.templates import Templates
from s117xl.load import Workbook, load
from s117xl.refusal import Refused
from s117xl.reports.catalogue import Report
from s117xl.reports.catalogue import report as report_of
from s117xl.screen import Progress, Screen
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.whole import require_absent, write_whole

if TYPE_CHECKING:
    from s117xl.reports.board.command import Asked

Clock = Callable[[], date]


@dataclass(frozen=True, slots=True)
class Beside:
    """The other workbooks that a report may draw on, and as what it is made."""

    register: Path | Workbook | None = None
    previous: Path | None = None
    competency: Path | None = None
    as_at: date | None = None
    state: str = ""
    audit: Path | None = None
    baseline: Path | None = None
    period: str | None = None
    publish: bool = False
    page: Path | None = None
    files: Path | None = None
    fed: tuple[str, ...] = ()


def contexts(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    """The facts of each document of a report, with what tells it apart; most have one.

    Raises Refused.
    """
    yield from _GATHER[report.about](report, workbook, beside, today)


def _of_register(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    from s117xl.reports.editable.gather import gather_editable

    settings = load(workbook).settings
    day = beside.as_at or settings.as_at or today()
    needs = _needs(beside.competency, today) if report.id == "training" else ()
    yield "", gather_editable(report.id, settings, day, state=beside.state,
                              needs=tuple(needs))  # fmt: skip


def _needs(file: Path | None, today: Clock) -> Iterable[Any]:
    if file is None:
        return ()
    from s117xl.competency.read import read_competency
    from s117xl.competency.score import score
    from s117xl.competency.training import needs

    book = read_competency(file, today())
    return needs(score(book), book.audit)


def _of_audit(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    from s117xl.audit.command import score_audit
    from s117xl.reports.scored.gather_audit import audit_facts

    book = ClosedWorkbook(workbook) if isinstance(workbook, Path) else workbook
    scored = score_audit(book, today, register=beside.register, previous=beside.previous,
                         as_at=beside.as_at)  # fmt: skip
    day = beside.as_at or scored.as_at or today()
    yield "", audit_facts(scored, day, beside.state, scored.before, made_on=today())


def _of_baseline(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    from s117xl.baseline.read import read_baseline
    from s117xl.baseline.score import score
    from s117xl.reports.scored.gather_baseline import baseline_facts, plan_facts

    found = read_baseline(workbook)
    before = read_baseline(beside.previous) if beside.previous else None
    day = beside.as_at or found.as_at or today()
    make = baseline_facts if report.id == "baseline" else plan_facts
    yield "", make(found, score(found, day, before), day, beside.state, made_on=today())


def _of_figures(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    from s117xl.reports.board.command import board_context

    yield "", board_context(workbook, _asked(beside), today)


def _asked(beside: Beside) -> Asked:
    from s117xl.reports.board.command import Asked

    return Asked(beside.period, beside.publish, beside.audit, beside.baseline, beside.as_at,
                 beside.state, beside.fed)  # fmt: skip


def _of_competency(
    report: Report, workbook: Path | Workbook, beside: Beside, today: Clock
) -> Iterator[tuple[str, Any]]:
    from s117xl.competency.read import read_competency
    from s117xl.reports.scored import gather_people

    book = read_competency(workbook, today())
    day = beside.as_at or today()
    if report.id == "role-profile":
        yield from gather_people.role_profile_facts(book, day, beside.state, made_on=today())
    else:
        yield from gather_people.supervision_facts(book, day, beside.state, made_on=today())


_GATHER: Mapping[str, Callable[..., Iterator[tuple[str, Any]]]] = {
    "register": _of_register,
    "audit": _of_audit,
    "baseline": _of_baseline,
    "competency": _of_competency,
    "figures": _of_figures,
}
SEVERAL = ("role-profile", "supervision")
"""Reports of which there is one for each role or person: a folder is given, not a file."""


def filled(report: Report, context: Any, templates: Templates) -> bytes:
    """The report as a Word file."""
    compiled = templates.compiled(report)
    return compiled.render(facts_by_name(context))


def report_command(
    kind: str, file: Path, out: Path, beside: Beside, today: Clock, folder: Path | None
) -> bool:
    """Make a report from a closed workbook; whether something stops it from being final."""
    report, templates = report_of(kind), Templates(folder)
    with Progress() as progress:
        progress.tell("reading")
        if report.id == "evidence":
            made, names = _evidence(report, file, beside, out, templates, today)
        elif made := list(contexts(report, file, beside, today)):
            names = _put_all(report, made, templates, out, beside.page)
    screen = Screen()
    screen.say(f"{report.title}: {len(names)} made: {', '.join(names[:5])}"
               f"{' and more' if len(names) > 5 else ''}.")  # fmt: skip
    missing = [line for _, context in made for line in context.missing]
    for line in dict.fromkeys(missing):
        screen.say(f"To be completed, until then it is a draft: {line}")
    screen.say("Read it before it is used. It is not legal advice.")
    return bool(missing)


def _evidence(
    report: Report, file: Path, beside: Beside, out: Path, templates: Templates, today: Clock
) -> tuple[list[tuple[str, Any]], list[str]]:
    from s117xl.reports.board.command import write_evidence

    facts, names = write_evidence(report, file, _asked(beside), out, beside.files, templates,
                                  today)  # fmt: skip
    return [("", facts)], names


def _put_all(
    report: Report, made: list[tuple[str, Any]], templates: Templates, out: Path, page: Path | None
) -> list[str]:
    """The documents of a report, and of the board's a page too where it is asked for."""
    if report.id in SEVERAL:
        return put(report, made, templates, FolderShelf(out))
    [(_, context)] = made
    if page is None:
        return [_write(report, context, templates, out)]
    if report.id != "board":
        raise Refused("Only the board report is made as a page; leave --html out.")
    from s117xl.reports.board.page import board_page

    if page.suffix.lower() not in (".html", ".htm"):
        raise Refused(f"{page.name} is to be a page; give it a name that ends in .html.")
    require_absent(page)
    names = [_write(report, context, templates, out)]
    data = board_page(context).encode()
    write_whole(page, lambda path: _whole(path, data))
    return [*names, page.name]


def _write(report: Report, context: Any, templates: Templates, out: Path) -> str:
    if out.suffix.lower() != ".docx":
        raise Refused(f"{out.name} is to be a Word file; give it a name that ends in .docx.")
    require_absent(out)
    data = filled(report, context, templates)
    write_whole(out, lambda path: _whole(path, data))
    return out.name


def _whole(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def put(
    report: Report, made: Iterable[tuple[str, Any]], templates: Templates, shelf: Shelf
) -> list[str]:
    """A document for each; names are of ids. Where one fails, none is left."""
    names, put = Names(shelf.taken()), []
    try:
        for id, context in made:
            put.append(f"{names.next(id, report.id)}.docx")
            shelf.put(put[-1], filled(report, context, templates))
    except BaseException:
        shelf.clear()
        raise
    return put
