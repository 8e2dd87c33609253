"""Figures as lines of a report: text that is ready to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from s117xl.documents.gather.rows import in_words
from s117xl.reports.board import facts as f
from s117xl.reports.board.equity import is_flagged, ratio
from s117xl.reports.board.model import (
    FEWER,
    NOT_KNOWN,
    NOTHING,
    Block,
    Figure,
    Measure,
    RunPoint,
    Standing,
    Todo,
    per_cent,
)

MOST_IDS = 12
POOR = ("Red", "Amber")


def figure_line(figure: Figure, published: bool) -> f.FigureLine:
    """A figure in words."""
    return f.FigureLine(
        what=figure.name,
        number=figure.number,
        share=share_of(figure, published),
        untested=figure.not_tested,
        note=f"{figure.why[:1].upper()}{figure.why[1:].rstrip('.')}." if figure.why else "",
        records=ids(figure.records),
    )


def share_of(figure: Figure, published: bool) -> str:
    """`of 80 (15%)`; nothing where there is no whole, no share of none."""
    if figure.of is None or figure.count is None:
        return ""
    share = per_cent(figure.share, 0 if published else 1)
    return f"of {figure.of:,} ({share or NOTHING})"


def ids(records: tuple[str, ...]) -> str:
    """The first ids, and how many more there are."""
    more = len(records) - MOST_IDS
    shown = ", ".join(records[:MOST_IDS])
    return f"{shown} and {more} more" if more > 0 else shown


def lines(block: Iterable[Figure], published: bool) -> tuple[f.FigureLine, ...]:
    """A line for each figure."""
    return tuple(figure_line(each, published) for each in block)


def occurring(block: Block, published: bool) -> tuple[f.FigureLine, ...]:
    """A line for each figure that is more than nought; published, for each that may be shown."""
    return lines((each for each in block if each.count), published)


def measure_line(measure: Measure, published: bool) -> f.MeasureLine:
    """A KPI in words."""
    figure = measure.figure
    has_counts = measure.is_share and figure.count is not None and bool(figure.of)
    return f.MeasureLine(
        code=measure.code,
        name=figure.name,
        value=value_of(measure, published),
        counts=f"{figure.count or 0:,} of {figure.of or 0:,}" if has_counts else "",
        target=target_of(measure),
        rating=measure.rag or "not rated",
        last=value_of(measure.past[-1][1], published) if measure.past else "",
        untested=figure.not_tested,
        why=measure.why if measure.value is None and not figure.withheld else "",
        records=ids(figure.records) if measure.is_share or measure.rag in POOR else "",
    )


def value_of(measure: Measure, published: bool) -> str:
    """The value of a KPI with its unit; n/a where nobody is counted."""
    if measure.figure.withheld:
        return measure.figure.withheld
    if measure.is_share and measure.value is not None:
        return per_cent(measure.value, 0 if published else 1)
    if measure.is_share or measure.amount is None:
        nothing = measure.figure.of == 0 or measure.rag == NOTHING
        return NOTHING if nothing else NOT_KNOWN
    return with_unit(measure.amount, measure.unit)


def with_unit(amount: float | str, unit: str) -> str:
    """`£1,250`, `28 days`, `12`."""
    if isinstance(amount, str):
        return amount
    if unit == "£":
        return f"£{amount:,.0f}"
    return f"{round(amount, 1):,} {unit}".replace(".0 ", " ").strip().removesuffix(".0")


def target_of(measure: Measure) -> str:
    """The target in the unit of the measure."""
    if measure.target is None or measure.target == "":
        return "none"
    if isinstance(measure.target, str):
        return measure.target
    return per_cent(measure.target) if measure.is_share else with_unit(measure.target, measure.unit)


def run_line(point: RunPoint, published: bool) -> f.RunLine:
    """What a check found."""
    unseen = FEWER if published else NOT_KNOWN
    found = {name: unseen if n is None else f"{n:,}" for name, n in point.counts.items()}
    return f.RunLine(on=in_words(point.on), unlawful=found["Unlawful"], risk=found["Risk"],
                     overdue=found["Overdue"], missing=found["Missing"])  # fmt: skip


def equity_lines(blocks: Iterable[Block], published: bool) -> Iterator[f.EquityLine]:
    """Groups that have anybody in them; published, all that are asked about."""
    for block in blocks:
        for each in block:
            if published or each.people:
                yield _equity(block, each, published)


def _equity(block: Block, figure: Figure, published: bool) -> f.EquityLine:
    found = ratio(figure, block)
    return f.EquityLine(
        group=f"{block.title}: {figure.name}",
        late=figure.number,
        people=_people(figure),
        share=per_cent(figure.share, 0 if published else 1),
        ratio="" if found is None else f"{found:.2f}",
        flagged=is_flagged(figure, block),
        untested=figure.not_tested,
    )


def _people(figure: Figure) -> str:
    """How many could be tested; published, one of the words for what is withheld."""
    if figure.of is not None:
        return f"{figure.of:,}"
    return figure.withheld or NOT_KNOWN


def standing(found: Standing) -> f.StandingFacts:
    """The last audit or baseline."""
    day = in_words(found.completed) if found.completed else "a day that is not recorded"
    says = f"{found.period or 'No period is named'}; completed on {day}."
    if found.overall:
        says += f" Overall result: {found.overall}."
    rated = tuple(
        f.RatingLine(ref=each.ref, title=each.title, rating=_rating(each.rating, each.rag),
                     score=each.score)
        for each in found.rated
    )  # fmt: skip
    return f.StandingFacts(done=found.done, says=says if found.done else "", rated=rated)


def _rating(words: str, rag: str) -> str:
    return f"{words} ({rag})" if rag and rag.casefold() != words.casefold() else words


def action_line(each: Todo) -> f.ActionLine:
    """An action in words."""
    return f.ActionLine(
        source=each.source,
        what=each.what or "An action without words",
        owner=each.owner,
        due=in_words(each.due) if each.due else "",
        state=each.state,
        overdue=each.overdue,
    )
