"""`s117xl sample` and `s117xl score`, on closed workbooks and where a button is pressed."""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.audit.answers import is_yes
from s117xl.audit.entries import Action, Audit
from s117xl.audit.evidence import Evidence, by_question, evidence
from s117xl.audit.evidence_edits import differs, evidence_edits
from s117xl.audit.marks import action_edits, year_edits
from s117xl.audit.questions import all_questions
from s117xl.audit.read import read_audit
from s117xl.audit.sample import Drawn, draw, pseudonym
from s117xl.audit.sample_edits import audit_tables, sample_edits
from s117xl.audit.sample_frame import frame
from s117xl.audit.score import DomainScore, Scores, score
from s117xl.audit.years import Change, carried_forward, proposed, year_on_year
from s117xl.commands import Clock, study
from s117xl.load import Workbook
from s117xl.pillars.pillars import Practice, score_practice
from s117xl.refusal import Refused
from s117xl.report import write_json
from s117xl.screen import Progress, Screen
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import Edit, Value

Tell = Callable[[str], None]
COPIES = 5
_PSEUDONYM = re.compile("P-[0-9a-f]{16}")


def sample(
    register: Path | Workbook,
    audit: Workbook,
    seed: str,
    today: Clock,
    *,
    size: int | None = None,
    why: str = "",
    key: bytes | None = None,
    previous: Path | None = None,
    as_at: date | None = None,
    tell: Tell = lambda _: None,
) -> Drawn:
    """The case sample, drawn from a register and written into an audit workbook. Raises Refused.

    With a `key` the cases go by pseudonyms. More is drawn of what the `previous` audit rated
    Red. Nothing that an auditor has typed is touched.
    """
    read = read_audit(audit)
    if key is None and is_yes(read.settings.get("pseudonyms")):
        raise Refused(
            f"{audit.name} asks for pseudonyms (Settings), which are made with a key; draw the "
            "sample on the closed files: s117xl sample REGISTER AUDIT --seed SEED "
            "--pseudonyms KEYFILE"
        )
    audit.require_writable()
    _, context, checked, derived = study(register, as_at, today, tell=tell)
    reds = _reds(previous, today()) if previous else set()
    drawn = draw(frame(context, derived, checked, red_domains=reds), seed, size=size,
                 size_reason=why, twice_percent=_percent(read))  # fmt: skip
    called = (lambda record: pseudonym(key, record)) if key else str
    edits = sample_edits(drawn, audit_tables(audit), called=called)
    said = _apply(audit, edits, today)
    return replace(drawn, notes=(*drawn.notes, *said))


def _reds(previous: Path, today: date) -> set[int]:
    scores = score(read_audit(previous), today)
    return {int(each.ref[1:]) for each in scores.domains if each.stands == "Red"}


def _percent(audit: Audit) -> float:
    cell = audit.settings.get("double_marked_percent", "")
    usable = isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell <= 100
    return float(cell) if usable and cell != "" else 10.0


def _apply(workbook: Workbook, edits: Sequence[Edit], today: Clock) -> Iterator[str]:
    """The edits made; what is to be said of them, such as cells whose row is no longer there."""
    workbook.keep_copy("", today(), COPIES)
    result = workbook.apply(edits)
    return chain(result.notes, map(_left_over, result.left_over))


def _left_over(cells: Mapping[str, Value]) -> str:
    table, *typed = cells
    return (
        f"{cells[table]}: a row that is not drawn again had something typed beside it ("
        f"{', '.join(typed)}); the copy of the workbook as it was has it."
    )


def new_key(path: Path) -> bytes:
    """The key for pseudonyms: the one in the file, or a new one that is written there."""
    try:
        if path.exists():
            return bytes.fromhex(path.read_text("ascii").strip())
        made = secrets.token_bytes(32)
        path.write_text(made.hex(), "ascii")
    except (OSError, ValueError):
        raise Refused(
            f"The file {path.name} holds no key for pseudonyms, or cannot be written; name a file "
            "that is to hold it, away from the audit workbook."
        ) from None
    return made


@dataclass(frozen=True, slots=True)
class Scored:
    """An audit with its scores, the register's evidence, and the year before."""

    audit: Audit
    scores: Scores
    evidence: tuple[Evidence, ...]
    changes: tuple[Change, ...]
    added: tuple[Action, ...]
    notes: tuple[str, ...]
    before: Scores | None = None
    as_at: date | None = None
    """The day on which the register's evidence was judged, None without a register."""

    @property
    def practice(self) -> Practice:
        """How far pillar 2 is practised."""
        return score_practice(self.audit.practice)


def score_audit(
    workbook: Workbook,
    today: Clock,
    *,
    register: Path | Workbook | None = None,
    previous: Path | Workbook | None = None,
    as_at: date | None = None,
    mark: bool = False,
    tell: Tell = lambda _: None,
) -> Scored:
    """The audit scored; with `mark` what it comes to is written beside the answers.

    Raises Refused, before anything is written.
    """
    audit = read_audit(workbook, tell)
    scores = score(audit, today())
    before = read_audit(previous, tell) if previous is not None else None
    notes = [*scores.notes]
    found: tuple[Evidence, ...] = ()
    judged: date | None = None
    if register is not None:
        _, context, checked, derived = study(register, as_at, today, tell=tell)
        judged = context.as_at
        limits = scores.thresholds
        found = tuple(evidence(context, checked, derived, all_questions(),
                               yes_from=limits.green, partial_from=limits.amber))  # fmt: skip
    changes: tuple[Change, ...] = ()
    last = score(before, today()) if before else None
    if before is not None and last is not None:
        changes = tuple(year_on_year(scores, last))
        notes += (f"Last year's workbook: {note}" for note in before.notes)
    carried = carried_forward(audit, before) if before else []
    added = (*carried, *proposed(scores, [*audit.actions, *carried]))
    if mark:
        workbook.require_writable()
        edits = [*action_edits(audit, added), *(year_edits(audit, changes) if changes else ())]
        edits += evidence_edits(_without_ids(audit, found), audit.raw) if found else []
        notes += _apply(workbook, edits, today)
    notes += score_practice(audit.practice).notes
    return Scored(audit, scores, found, changes, added, tuple(notes), last, judged)


def _without_ids(audit: Audit, found: Sequence[Evidence]) -> Sequence[Evidence]:
    """The evidence as it may stand in the audit: with no record where cases go by pseudonyms."""
    hidden = is_yes(audit.settings.get("pseudonyms")) or any(
        _PSEUDONYM.fullmatch(case.record) for case in audit.cases
    )
    return [replace(each, records=()) for each in found] if hidden else found


def as_json(scored: Scored) -> dict[str, Any]:
    """The result as plain values; shares are of 1, days are YYYY-MM-DD or empty."""
    scores = scored.scores
    return {
        "s117xl": __version__,
        "file": scored.audit.workbook.name,
        "period": scored.audit.text("period"),
        "completed": _day(scored.audit.completed),
        "domains": [_domain(each) for each in scores.domains],
        "pillar_2": {"scores": dict(scored.practice.scores), "points": scored.practice.points,
                     "answered": scored.practice.answered},
        "overall": scores.overall,
        "reds": scores.reds,
        "final": scores.final,
        "stops_the_final_report": list(scores.lacks),
        "warnings": list(scores.warnings),
        "actions": [
            {"domain": a.domain, "action": a.action, "owner": a.owner, "due": _day(a.due),
             "rag": a.rag, "state": a.state, "carried_from": a.carried_from, "id": a.id}
            for a in (*scored.audit.actions, *scored.added)
        ],
        "evidence": [_evidence(each) for each in scored.evidence],
        "year_on_year": [
            {"ref": c.ref, "last": c.last, "this": c.this, "change": c.change}
            for c in scored.changes
        ],
        "notes": list(scored.notes),
    }  # fmt: skip


def _domain(each: DomainScore) -> dict[str, Any]:
    return {
        "ref": each.ref, "title": each.title, "score": each.score, "suggested": each.suggested,
        "rating": each.rating, "escalate": each.escalate, "waived": each.waived,
        "reaudit_from": _day(each.reaudit_from), "reaudit_by": _day(each.reaudit_by),
        "answered": each.answered, "asked": each.asked,
        "groups": [{"ref": g.ref, "score": g.score, "suggested": g.suggested} for g in each.groups],
        "questions": [
            {"ref": q.ref, "counts_as": q.counts_as, "points": q.points, "cases": q.cases}
            for q in each.questions
        ],
        "lacks": list(each.lacks),
    }  # fmt: skip


def _evidence(each: Evidence) -> dict[str, Any]:
    return {
        "ref": each.ref, "counted": each.counted, "number": each.number, "of": each.of,
        "not_testable": each.not_testable, "per_cent": each.per_cent, "proposes": each.proposes,
        "records": list(each.records), "rules": list(each.rules), "explained": each.explained,
        "sentence": each.sentence,
    }  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def said(scored: Scored) -> Iterator[str]:
    """The scores in words, a line for each domain."""
    scores = scored.scores
    for each in scores.domains:
        figure = "no score" if each.score is None else f"{each.score:.0%}"
        rated = f"rated {each.rating}" if each.rating else "not rated"
        suggested = f", suggests {each.suggested}" if each.suggested else ""
        window = (
            f"; to be audited again from {_day(each.reaudit_from)} to {_day(each.reaudit_by)}"
            if each.reaudit_from
            else ""
        )
        board = "; goes to the board" if each.escalate else ""
        yield f"{each.ref} {each.title}: {figure}{suggested}, {rated}{board}{window}."
    practice = scored.practice
    if practice.answered:
        most = 2 * practice.answered
        yield f"Pillar 2 in practice: {practice.points} of {most} points, {practice.answered} of 4."
    yield f"Overall (the worse of D6 and D8): {scores.overall or 'open'}; Red: {scores.reds}."
    yield from (f"Stops the final report: {text}" for text in scores.lacks)
    yield from (f"Look at: {text}" for text in scores.warnings)
    for action in scored.added:
        origin = f" (carried from {action.carried_from})" if action.carried_from else ""
        yield f"Action for {action.domain}: {action.action}{origin}"
    answered, spoken = _answered(scores), by_question(scored.evidence)
    differ = [ref for ref, its in spoken.items() if differs(answered[ref], its.proposes)]
    if spoken:
        listed = f": {', '.join(differ)}" if differ else ""
        many = f"{len(spoken)} questions, and differs on {len(differ)}"
        yield f"The register speaks to {many}{listed}."
    yield from (f"Note: {note}" for note in scored.notes)


def _answered(scores: Scores) -> dict[str, str]:
    """How each question counts, by its ref."""
    return {each.ref: each.counts_as for domain in scores.domains for each in domain.questions}


def sample_command(
    register: Path, audit: Path, seed: str, today: Clock, *, size: int | None, why: str,
    key_file: Path | None, previous: Path | None, as_at: date | None,
) -> None:  # fmt: skip
    """Draw the sample into a closed audit workbook, and say what was drawn."""
    key = new_key(key_file) if key_file else None
    with Progress() as progress:
        drawn = sample(register, ClosedWorkbook(audit), seed, today, size=size, why=why, key=key,
                       previous=previous, as_at=as_at, tell=progress.tell)  # fmt: skip
    screen = Screen()
    for line in sample_said(drawn, audit.name):
        screen.say(line)


def sample_said(drawn: Drawn, where: str) -> Iterator[str]:
    """What was drawn, in words."""
    yield (
        f"{len(drawn.cases)} of the {drawn.frame_size} records in the frame are drawn, with "
        f"{len(drawn.reserve)} in reserve; {len(drawn.excluded)} are left out, each with a reason."
    )
    yield f"Seed {drawn.seed}; hash of the frame {drawn.frame_hash[:16]}; all stands in {where}."
    yield from (f"Note: {note}" for note in drawn.notes)


def score_command(
    file: Path, register: Path | None, previous: Path | None, as_at: date | None, today: Clock,
    *, mark: bool, form: str,
) -> bool:  # fmt: skip
    """Score a closed audit workbook and print it; whether anything stops the final report."""
    with Progress() as progress:
        scored = score_audit(ClosedWorkbook(file), today, register=register, previous=previous,
                             as_at=as_at, mark=mark, tell=progress.tell)  # fmt: skip
    if form == "json":
        write_json(as_json(scored), sys.stdout)
    else:
        screen = Screen()
        for line in said(scored):
            screen.say(line)
    return not scored.scores.final or any(each.escalate for each in scored.scores.domains)
