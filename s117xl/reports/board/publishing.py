"""The figures as everybody may see them: no ids, no words that people typed, no small counts.

Counts that stand together go through a function on small numbers. What it lets pass is held to
the least of all rules again: no count under five is ever printed, nor a share that rests on one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from s117xl.insight.disclosure.rule import (
    FOOTNOTE,
    LEAST_FOR_RATE,
    SMALLEST,
    is_small,
    rounded,
)
from s117xl.insight.disclosure.tables import publish
from s117xl.reports.board.model import (
    FEWER,
    SUPPRESSED,
    Block,
    BoardFigures,
    Figure,
    Measure,
    RunPoint,
    Suppress,
)

LEAST_CELLS = 100
COUNTED = re.compile(r"\b\d+ of \d+")
"""How a rule that gave no answer says how many rows do not tell."""
RULE = (
    FOOTNOTE,
    "A share is left out, too, where those who pass or those who do not are fewer than "
    f"{SMALLEST}.",
)


def small_counts(counts: Sequence[int], adds_up: bool) -> Sequence[int | None]:
    """The counts by the rule of the product: small ones withheld, others rounded.

    Where they add up, so much more is withheld that none can be worked out from the others.
    """
    if not adds_up or not counts:
        return [None if is_small(count) else rounded(count) for count in counts]
    table = publish([list(counts)])
    return [table.at(0, place) for place in range(len(counts))]


def as_they_are(counts: Sequence[int], adds_up: bool) -> Sequence[int | None]:
    """Every count as it is, for figures that were passed through such a rule before."""
    return list(counts)


def published(figures: BoardFigures, suppress: Suppress = small_counts) -> BoardFigures:
    """The figures for everybody. Words that people typed and record ids are gone."""
    blocks: dict[str, Any] = {
        name: _block(getattr(figures, name), suppress)
        for name in BoardFigures.__slots__
        if isinstance(getattr(figures, name), Block)
    }
    return replace(
        figures,
        **blocks,
        published=True,
        measures=tuple(_measure(each, suppress) for each in figures.measures),
        runs=tuple(_run(each, suppress) for each in figures.runs),
        equity=tuple(_block(each, suppress) for each in figures.equity),
        not_run=tuple((name, COUNTED.sub("Some", why)) for name, why in figures.not_run),
        todo=(),
        notes=(),
    )


def _block(block: Block, suppress: Suppress) -> Block:
    counts = _shown([each.count for each in block], block.adds_up, suppress)
    wholes = _shown([each.of for each in block], False, suppress)
    groups = _shown([each.people for each in block], block.adds_up, suppress)
    shown = [
        _figure(figure, (count, of, people), suppress, block.of_cells)
        for figure, count, of, people in zip(block, counts, wholes, groups, strict=True)
    ]
    return replace(block, figures=tuple(shown))


def _shown(
    counts: Iterable[int | None], adds_up: bool, suppress: Suppress
) -> list[int | None]:  # fmt: skip
    """What may be shown of some counts; a count that is not known stays so."""
    given = list(counts)
    known = [n for n, count in enumerate(given) if count is not None]
    allowed = suppress([given[n] or 0 for n in known], adds_up)
    shown: list[int | None] = [None] * len(given)
    for n, count in zip(known, allowed, strict=True):
        shown[n] = count if count is not None and count >= SMALLEST else None
    return shown


def _figure(
    figure: Figure, shown: tuple[int | None, ...], suppress: Suppress, of_cells: bool
) -> Figure:
    """A figure with what may be shown; what it rests on decides too."""
    count, of, people = shown
    (untested,) = _shown([figure.untested], False, suppress)
    made = replace(figure, records=(), people=people, of=of, untested=untested or 0,
                   untested_withheld=untested is None)  # fmt: skip
    if figure.people is not None and (people is None or figure.people < LEAST_FOR_RATE):
        return replace(made, count=None, of=None, withheld=SUPPRESSED, why="")
    if figure.count is None:
        return made
    if count is None:
        return replace(
            made, count=None, why="", withheld=FEWER if figure.count < SMALLEST else SUPPRESSED
        )
    may_divide = _may_divide(figure.count, figure.of or 0, of_cells)
    return replace(made, count=count, of=of if may_divide else None)


def _may_divide(count: int, of: int, of_cells: bool) -> bool:
    if of_cells:
        return of >= LEAST_CELLS
    return of >= LEAST_FOR_RATE and count >= SMALLEST and of - count >= SMALLEST


def _measure(measure: Measure, suppress: Suppress) -> Measure:
    """A measure whose share rests on enough; any other amount only where it is a count."""
    before = tuple((label, _measure(each, suppress)) for label, each in measure.past)
    if measure.released:
        figure = replace(measure.figure, records=(), untested_withheld=not measure.figure.untested)
        return replace(measure, figure=figure, past=before)
    (figure,) = _block(Block("", (measure.figure,)), suppress)
    if measure.is_share:
        hidden = figure.of is None or figure.count is None
        nobody = measure.figure.of is not None and not measure.figure.of
        why = "" if nobody else measure.why  # a word on why would tell that it is nought
        if hidden and measure.value is not None:
            figure = replace(figure, count=None, of=None, withheld=figure.withheld or SUPPRESSED)
        return replace(measure, figure=figure, past=before, amount=None, why=why,
                       rag="" if hidden else measure.rag)  # fmt: skip
    amount = _amount(measure, figure)
    if amount is None and measure.amount is not None:
        figure = replace(figure, withheld=figure.withheld or SUPPRESSED)
    return replace(measure, figure=figure, amount=amount, past=before,
                   rag=measure.rag if amount is not None else "")  # fmt: skip


def _amount(measure: Measure, shown: Figure) -> float | None:
    """A count as it may be shown, a rate by such counts, any other amount of ten people or more."""
    amount, count, of = measure.amount, measure.figure.count, measure.figure.of
    if amount is None or isinstance(amount, str) or measure.unit == "£":
        return None
    if amount == count:
        return shown.count
    if of is None or of < LEAST_FOR_RATE:
        return None
    if not count:
        return amount if count is None else None
    if shown.count is None or shown.of is None:
        return None
    return amount * (shown.count / shown.of) / (count / of)


def _run(point: RunPoint, suppress: Suppress) -> RunPoint:
    shown = _shown(point.counts.values(), False, suppress)
    return replace(point, counts=dict(zip(point.counts, shown, strict=True)))
