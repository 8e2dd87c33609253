"""Every figure of a board report, from a register that was checked and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from s117xl.audit.command import Scored as AuditScored
from s117xl.baseline.score import Scored as BaselineScored
from s117xl.baseline.tables import Baseline
from s117xl.check import Checked
from s117xl.derived import Derived
from s117xl.findings import SEVERITIES
from s117xl.load import Loaded
from s117xl.register.truth import Truth
from s117xl.reports.board import cases, found, people, quality, standing
from s117xl.reports.board.counting import counted, how
from s117xl.reports.board.equity import equity
from s117xl.reports.board.measures import KpiLike, measures
from s117xl.reports.board.model import Block, BoardFigures, Figure, Measure
from s117xl.rules.rows import Context, Rows
from s117xl.rules.scopes import is_live

INVENTED = "invented people"


@dataclass(frozen=True, slots=True)
class Past:
    """The measures of an earlier quarter, and what it is called, such as Q1 of 2026/27."""

    label: str
    kpis: Sequence[KpiLike]


@dataclass(frozen=True, slots=True)
class Alongside:
    """What stands beside the register: measures, those before, the last audit and baseline.

    `since` is the first day of the period; without it the quarter of the as-at date. `released`
    says that the measures are of a release: what may not be told is withheld in them already.
    """

    kpis: Sequence[KpiLike] = ()
    past: Sequence[Past] = ()
    audit: AuditScored | None = None
    baseline: tuple[Baseline, BaselineScored] | None = None
    since: date | None = None
    released: bool = False


def board_figures(
    loaded: Loaded,
    context: Context,
    checked: Checked,
    derived: Sequence[Derived],
    beside: Alongside | None = None,
) -> BoardFigures:
    """The figures as they are, for those who may see the register. See `published` for others."""
    beside = beside or Alongside()
    settings, as_at = loaded.settings, context.as_at
    since = beside.since or quarter_start(as_at)
    severities = found.severities(loaded)
    rules = found.rules(checked, severities, *SEVERITIES[:-1])
    runs = found.runs(loaded, as_at)
    change = found.changed(loaded, checked)
    groups, blanks = quality.filled(context)
    base, scored = beside.baseline or (None, None)
    listed = standing.todo(beside.audit.audit if beside.audit else None, base, context)
    return BoardFigures(
        as_at=as_at,
        since=since,
        council=settings.text("la_name"),
        board=settings.text("icb_name"),
        trust=settings.text("trust_name"),
        invented=settings.text("holds") == INVENTED,
        headline=headline(context, checked, derived, groups, since),
        statuses=people.statuses(context),
        measures=_measures(beside),
        changed=change,
        compared_with=runs[-1].on if change and runs else None,
        runs=runs,
        overdue=people.overdue(derived),
        rules=rules,
        severities=severities,
        unlawful=found.rules(checked, severities, "unlawful"),
        resolution=found.resolution(loaded, checked),
        exceptions=found.rules(checked, severities, *found.EXCEPTIONS),
        endings=cases.endings(context, checked, since),
        reasons=cases.reasons(context),
        disputes=cases.disputes(context),
        stages=cases.stages(context),
        children=people.children(context),
        prison=people.prison(context),
        nrpf=people.nrpf(context),
        equity=equity(context, derived),
        audit=standing.audit_standing(beside.audit),
        baseline=standing.baseline_standing(base, scored),
        actions=standing.actions(listed),
        todo=listed,
        quality=groups,
        blanks=blanks,
        not_run=tuple(not_run(rules)),
        policy=settings.differences,
        notes=tuple(loaded.notes),
    )


def _measures(beside: Alongside) -> tuple[Measure, ...]:
    past = [(each.label, each.kpis) for each in beside.past]
    return measures(beside.kpis, past, released=beside.released)


def quarter_start(as_at: date) -> date:
    """The first day of the quarter in which a day lies."""
    return date(as_at.year, (as_at.month - 1) // 3 * 3 + 1, 1)


def headline(
    context: Context,
    checked: Checked,
    derived: Sequence[Derived],
    groups: Block,
    since: date,
) -> Block:
    """The figures of the first page."""
    unlawful = [f for f in checked.findings if f.severity == "unlawful"]
    disputes = cases.disputes(context).get("dispute.open")
    return Block("At a glance", (
        counted(context, "Register", "head.live", "People with a live record", live),
        entitled(derived),
        began(derived, since, context.as_at),
        people.late_reviews(derived),
        found.people_of("head.unlawful", "Records with an unlawful finding", unlawful),
        Figure("head.disputes", "Disputes open", disputes.count, disputes.query,
               untested=disputes.untested, why=disputes.why),
        quality.all_filled(groups),
    ))  # fmt: skip


def live(r: Rows) -> Truth:
    """Records whose status is one of those that are ACTIVE."""
    return is_live(r)


def entitled(derived: Sequence[Derived]) -> Figure:
    """Records that show that aftercare is owed on the as-at date, whatever the status says."""
    owed = [each for each in derived if each.entitled]
    untested = sum(each.entitled is None for each in derived)
    records = tuple(sorted({each.record for each in owed} - {""}))
    known = len(owed) if untested < len(derived) or not derived else None
    return Figure("head.entitled", "Owed aftercare by what is recorded", known, how(entitled),
                  untested=untested, records=records)  # fmt: skip


def began(derived: Sequence[Derived], since: date, as_at: date) -> Figure:
    """Records of people to whom aftercare is owed since a day within the period."""
    days = (since.isoformat(), as_at.isoformat())
    mine = [each for each in derived if each.entitled and days[0] <= each.since <= days[1]]
    untold = sum(bool(each.entitled) and not each.since for each in derived)
    records = tuple(sorted({each.record for each in mine} - {""}))
    return Figure("head.began", "of these, since a day of the period", len(mine), how(began),
                  untested=untold, records=records)  # fmt: skip


def not_run(rules: Block) -> Iterable[tuple[str, str]]:
    """Each rule that gave no answer, and why."""
    return ((each.name, each.why) for each in rules if each.count is None)


def by_code(figures: BoardFigures) -> Mapping[str, Figure]:
    """What each rule found, by its code."""
    return {found.code_of(each): each for each in figures.rules}
