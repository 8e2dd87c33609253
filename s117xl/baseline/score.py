"""What a baseline comes to: a profile of five dimensions, never one figure, and what is to do.

Nothing here reads a file or the clock. The workbook's own formulas give the same ratings and
sentences, and a test proves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from s117xl.baseline import sentences
from s117xl.baseline.plan import PlanLine, plan_lines
from s117xl.baseline.questions import dimensions
from s117xl.baseline.tables import (
    AGREED,
    DIMENSIONS,
    FEWEST_PRIORITIES,
    MOST_PRIORITIES,
    PARTNERS,
    Baseline,
    Priority,
)
from s117xl.refusal import Refused

HIGH = 4
"""From this rating on, evidence is needed."""


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """A dimension: its ratings, None where there is none, and what follows from them.

    `differ` is how far apart the partners are who have rated, None for fewer than two of them;
    `finding` whether that is far enough to be one.
    """

    number: int
    ref: str
    title: str
    ratings: dict[str, int | None]
    agreed: int | None
    rag: str
    differ: int | None
    finding: bool
    evidence_missing: bool
    partners_say: str
    agreed_says: str
    to_write: str

    @property
    def most(self) -> int | None:
        """The highest rating that a partner gave."""
        return max((r for r in self.ratings.values() if r is not None), default=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A dimension's agreed rating the last time and now; `says` what became of it."""

    ref: str
    last: int | None
    now: int | None
    says: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The whole baseline. `gaps` are to be mended; `findings` and `warnings` are to be known."""

    as_at: date
    dimensions: tuple[DimensionScore, ...]
    lowest: tuple[str, ...]
    priorities: tuple[Priority, ...]
    plan: tuple[PlanLine, ...]
    years: tuple[Change, ...]
    signed: tuple[str, ...]
    findings: tuple[str, ...]
    warnings: tuple[str, ...]
    gaps: tuple[str, ...]
    says: dict[str, str]
    """The sentences of the Start sheet: lowest, findings, priorities, plan, signed."""


def score(baseline: Baseline, as_at: date, previous: Baseline | None = None) -> Scored:
    """The baseline scored on this day, beside a previous one where there is one.

    Raises Refused where it names more than five priorities.
    """
    require_few_priorities(baseline)
    scores = tuple(score_dimension(baseline, number) for number in DIMENSIONS)
    plan = tuple(plan_lines(baseline, as_at))
    signed = tuple(s.partner for s in baseline.signatures if s.name and s.on and s.on <= as_at)
    return Scored(
        as_at,
        scores,
        lowest(scores),
        tuple(baseline.priorities),
        plan,
        tuple(_change(baseline, each, previous) for each in scores),
        signed,
        tuple(f"{s.ref} {s.title}: {s.partners_say}" for s in scores if s.finding),
        tuple(_warnings(baseline, scores, signed)),
        tuple(_gaps(scores, plan)),
        _says(baseline, scores, plan, len(set(signed))),
    )


def require_few_priorities(baseline: Baseline) -> None:
    """Raise Refused where there are more than five priorities."""
    if len(baseline.priorities) > MOST_PRIORITIES:
        sixth = baseline.priorities[MOST_PRIORITIES]
        raise Refused(
            f"{baseline.name or 'The baseline'} names more than five priorities: the sixth is in "
            f"cell {sixth.cell} of the sheet Priorities; keep the five that come first, and put "
            "the others off."
        )


def score_dimension(baseline: Baseline, number: int) -> DimensionScore:
    """One dimension."""
    ratings = {partner: baseline.row(number, partner).rating for partner in PARTNERS}
    given = [rating for rating in ratings.values() if rating is not None]
    differ = max(given) - min(given) if len(given) > 1 else None
    unread = [p for p in PARTNERS if ratings[p] is None and baseline.row(number, p).unread]
    row = baseline.row(number, AGREED)
    missing = _is_high(row.rating) and len(row.evidence) < baseline.evidence_characters
    return DimensionScore(
        number, dimensions()[number].ref, dimensions()[number].title, ratings, row.rating,
        sentences.RAG[row.rating] if row.rating else sentences.NOT_AGREED, differ,
        differ is not None and differ >= baseline.differ_by, missing,
        sentences.partners_say(ratings, unread, differ, baseline.differ_by),
        sentences.agreed_says(row.rating, unread=row.unread, missing=missing,
                              most=max(given, default=None)),
        sentences.to_write(row.strengths, row.risks),
    )  # fmt: skip


def _is_high(rating: int | None) -> bool:
    return rating is not None and rating >= HIGH


def lowest(scores: Sequence[DimensionScore]) -> tuple[str, ...]:
    """The refs of the dimensions with the lowest agreed rating; none where none is agreed."""
    agreed = [each.agreed for each in scores if each.agreed is not None]
    return tuple(each.ref for each in scores if agreed and each.agreed == min(agreed))


def _change(baseline: Baseline, now: DimensionScore, previous: Baseline | None) -> Change:
    past = baseline.past.get(now.number)
    last = past.agreed if past else None
    if previous is not None:
        last = previous.row(now.number, AGREED).rating
    return Change(now.ref, last, now.agreed, sentences.change_says(last, now.agreed))


def _warnings(
    baseline: Baseline, scores: Sequence[DimensionScore], signed: Sequence[str]
) -> Iterator[str]:
    if len(baseline.priorities) < FEWEST_PRIORITIES:
        yield sentences.priorities_say(len(baseline.priorities)).removeprefix("Warning: ")
    planned = {action.priority for action in baseline.actions if action.action}
    for priority in baseline.priorities:
        if priority.number not in planned:
            yield f"Priority {priority.number} has no action in the plan."
    for each in scores:
        if each.agreed and each.most and each.agreed > each.most:
            yield f"{each.ref} {each.title}: agreed higher than any partner's own rating."
    if unsigned := [partner for partner in PARTNERS if partner not in signed]:
        yield f"Not signed yet: {', '.join(unsigned)}."


def _gaps(scores: Sequence[DimensionScore], plan: Sequence[PlanLine]) -> Iterator[str]:
    for each in scores:
        name = f"{each.ref} {each.title}"
        if absent := [who for who, rating in each.ratings.items() if rating is None]:
            yield f"{name}: no rating by {', '.join(absent)}."
        if each.agreed is None:
            yield f"{name}: no agreed rating."
        if each.evidence_missing:
            yield f"{name}: no evidence for a {each.agreed}."
        if each.to_write.startswith("Missing: "):
            yield f"{name}: no {each.to_write.removeprefix('Missing: ').replace(', ', ', no ')}"
    for line in plan:
        if line.says:
            yield f"Improvement plan, row {line.row}: {line.says}"


def _says(
    baseline: Baseline, scores: Sequence[DimensionScore], plan: Sequence[PlanLine], signed: int
) -> dict[str, str]:
    titles = [each.title for each in scores if each.finding]
    anybody = any(each.most for each in scores)
    actions = sum(bool(action.action) for action in baseline.actions)
    lacking = sum(bool(line.missing) for line in plan)
    return {
        "lowest": sentences.lowest_says({each.title: each.agreed for each in scores}),
        "findings": sentences.findings_say(titles, anybody=anybody),
        "priorities": sentences.priorities_say(len(baseline.priorities)),
        "plan": sentences.plan_says(actions, lacking, sum(line.overdue for line in plan)),
        "signed": sentences.signed_says(signed),
    }
