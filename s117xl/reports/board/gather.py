"""The facts of a board report, from its figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from s117xl.documents.charts import ChartFacts, chart_of
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import line
from s117xl.reports import score_facts
from s117xl.reports.board import facts as f
from s117xl.reports.board import sentences
from s117xl.reports.board.lines import (
    action_line,
    equity_lines,
    figure_line,
    lines,
    measure_line,
    occurring,
    run_line,
    standing,
)
from s117xl.reports.board.model import Block, BoardFigures, Measure, Suppress, per_cent
from s117xl.reports.board.publishing import RULE, published, small_counts
from s117xl.reports.scored.gather_about import Making, about, named, unnamed
from s117xl.settings import Settings

TITLE = "Board report"
TRENDS = ("K05", "K06", "K09", "K10")
FEWEST_BARS, MOST_BARS = 3, 24
OF_MEASURES = "Each as its definition says, by its code (insight.kpis.kpis)"


def board_facts(
    figures: BoardFigures,
    settings: Settings,
    as_at: date,
    state: str,
    publish: bool = False,
    *,
    suppress: Suppress = small_counts,
    made_on: date | None = None,
) -> f.BoardReport:
    """The facts of the report. `publish` is for everybody: small counts and ids are withheld.

    Figures that are published already are not passed through `suppress` again.
    """
    if publish and not figures.published:
        figures = published(figures, suppress)
    shown = figures.published
    bodies = score_facts.Partners(
        council=named(settings.text("la_name"), "Settings: Council"),
        board=named(settings.text("icb_name"), "Settings: Integrated Care Board"),
        trust=named(settings.text("trust_name"), "Settings: NHS Trust"),
    )
    missing = tuple(unnamed(bodies.council, bodies.board, bodies.trust))
    period = f"{in_words(figures.since)} to {in_words(figures.as_at)}"
    making = Making(as_at, state, made_on, figures.invented)
    return f.BoardReport(
        document=about(making, TITLE, period, missing),
        organisation=bodies,
        missing=missing,
        internal=not shown,
        changed=tuple(sentences.changed(figures)),
        at_risk=tuple(sentences.at_risk(figures)),
        asked=tuple(sentences.asked(figures)),
        headline=lines(figures.headline, shown),
        measures=tuple(measure_line(each, shown) for each in figures.measures),
        measures_chart=_measures_chart(figures),
        measures_in_words=_measures_in_words(figures),
        trends=_trends(figures),
        runs=tuple(run_line(each, shown) for each in figures.runs),
        runs_chart=_runs_chart(figures),
        overdue=lines(figures.overdue, shown),
        overdue_chart=_counts_chart(figures.overdue, "Reviews"),
        overdue_in_words=_in_words(figures.overdue),
        overdue_note=figures.overdue.note,
        exceptions=occurring(figures.exceptions, shown),
        unlawful=occurring(figures.unlawful, shown),
        resolution=lines(figures.resolution, shown),
        endings=lines(figures.endings, shown),
        reasons=occurring(figures.reasons, shown),
        disputes=lines(figures.disputes, shown),
        dispute_kinds=occurring(figures.stages, shown),
        children=lines(figures.children, shown),
        prison=lines(figures.prison, shown),
        nrpf=lines(figures.nrpf, shown),
        equity=tuple(equity_lines(figures.equity, shown)),
        audit=standing(figures.audit),
        baseline=standing(figures.baseline),
        action_counts=lines(figures.actions, shown),
        actions=tuple(map(action_line, figures.todo)),
        statuses=occurring(figures.statuses, shown),
        quality=lines(figures.quality, shown),
        quality_chart=_shares_chart(figures.quality, "Filled"),
        quality_in_words=_shares_in_words(figures.quality),
        blanks=occurring(figures.blanks, shown),
        untested=tuple(_untested(figures)),
        not_run=tuple(line(f"{name}: {why}") for name, why in figures.not_run),
        disclosure=RULE if shown else (),
        policy=tuple(map(line, figures.policy)),
        notes=tuple(map(line, figures.notes)),
        queries=tuple(_queries(figures)),
    )


def _untested(figures: BoardFigures) -> Iterator[f.FigureLine]:
    """Figures that some records do not tell, each once; rules that gave no answer stand apart."""
    told = set()
    for figure in figures.every():
        is_silent = figure.key.startswith("rule.") and figure.count is None
        if figure.untested and figure.key not in told and not is_silent:
            told.add(figure.key)
            yield figure_line(figure, figures.published)


def _queries(figures: BoardFigures) -> Iterator[f.HowCounted]:
    """How figures are counted; a list of which all are counted alike goes by its title."""
    asked: dict[str, list[str]] = {}
    for block in figures.blocks():
        queries = {line(each.query) for each in block}
        names = [block.title] * len(block.figures) if len(queries) == 1 and block.title else [
            each.name for each in block
        ]  # fmt: skip
        for figure, name in zip(block, names, strict=True):
            asked.setdefault(line(figure.query), []).append(name)
    for query, names in asked.items():
        yield f.HowCounted(what="; ".join(dict.fromkeys(names)), query=query)
    if figures.measures:
        yield f.HowCounted(what="Measures", query=OF_MEASURES)


# Charts, each with the same in words.


def _charted(figures: BoardFigures) -> list[Measure]:
    """The shares that have a target and are known."""
    known = (m for m in figures.measures if m.is_share and m.value is not None)
    return [m for m in known if isinstance(m.target, int | float)][:MOST_BARS]


def _measures_chart(figures: BoardFigures) -> ChartFacts:
    shares = _charted(figures)
    if len(shares) < FEWEST_BARS:
        return chart_of((), {})
    return chart_of([_label(each) for each in shares], {"Now": [each.value for each in shares]})


def _label(measure: Measure) -> str:
    target = measure.target
    aimed = f" (target {per_cent(target)})" if isinstance(target, int | float) else ""
    return f"{measure.code}{aimed}"


def _measures_in_words(figures: BoardFigures) -> str:
    said = [f"{each.code} {per_cent(each.value)}" for each in _charted(figures)]
    return f"{'; '.join(said)}." if said else "No such measure is known."


def _trends(figures: BoardFigures) -> f.Trends:
    by_code = {each.code: each for each in figures.measures}
    charts = {code.lower(): _trend(by_code.get(code), figures) for code in TRENDS}
    said = [
        f"{code} {by_code[code].figure.name}: {_over_time(charts[code.lower()])}."
        for code in TRENDS
        if charts[code.lower()].labels
    ]
    return f.Trends(**charts, in_words=" ".join(said))


def _trend(measure: Measure | None, figures: BoardFigures) -> ChartFacts:
    """A measure over the quarters; none where fewer than two of them are known."""
    if measure is None or not measure.is_share:
        return chart_of((), {})
    points = [(label, each.value) for label, each in measure.past]
    points.append((f"to {in_words(figures.as_at)}", measure.value))
    if sum(value is not None for _, value in points) < 2:
        return chart_of((), {})
    return chart_of([label for label, _ in points], {"Share": [value for _, value in points]})


def _over_time(chart: ChartFacts) -> str:
    values = chart.series[0].values
    pairs = zip(chart.labels, values, strict=True)
    return "; ".join(f"{at} {per_cent(float(v)) if v else 'not known'}" for at, v in pairs)


def _runs_chart(figures: BoardFigures) -> ChartFacts:
    """What the checks found; none for fewer than two of them."""
    if len(figures.runs) < 2:
        return chart_of((), {})
    labels = [in_words(each.on) for each in figures.runs]
    names = ("Unlawful", "Risk", "Overdue")
    return chart_of(labels, {n: [each.counts.get(n) for each in figures.runs] for n in names})


def _counts_chart(block: Block, series: str) -> ChartFacts:
    """The counts of a block; none where all are nought."""
    if not any(each.count for each in block):
        return chart_of((), {})
    return chart_of([each.name for each in block], {series: [each.count for each in block]})


def _in_words(block: Block) -> str:
    said = "; ".join(f"{each.name}: {each.number}" for each in block)
    return f"{said}." if said else "Nothing is counted."


def _shares_chart(block: Block, series: str) -> ChartFacts:
    known = [each for each in block if each.share is not None]
    return chart_of([each.name for each in known], {series: [each.share for each in known]})


def _shares_in_words(block: Block) -> str:
    known = [each for each in block if each.share is not None]
    said = "; ".join(f"{each.name} {per_cent(each.share)}" for each in known)
    return f"{said}." if said else "No share is known."
