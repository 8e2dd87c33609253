"""What a board report may say: its figures as text, each with what it could not test."""

from __future__ import annotations

from typing import Annotated

from s117xl.documents.charts import ChartFacts
from s117xl.documents.facts import facts
from s117xl.reports.score_facts import ScoreReport


@facts
class FigureLine:
    """A figure."""

    what: Annotated[str, "what is counted"]
    number: Annotated[str, "the count, not known, or that it is withheld"]
    share: Annotated[str, "of how many, and the share, such as of 80 (15%); else empty"]
    untested: Annotated[str, "how many records do not tell"]
    note: Annotated[str, "why it is not known; else empty"]
    records: Annotated[str, "the ids of the records, in the internal version alone"]


@facts
class MeasureLine:
    """A KPI."""

    code: Annotated[str, "such as K05"]
    name: Annotated[str, "what is measured"]
    value: Annotated[str, "its value, or n/a, not known, withheld"]
    counts: Annotated[str, "the counts behind it, such as 76 of 80; else empty"]
    target: Annotated[str, "what is aimed at, or none"]
    rating: Annotated[str, "Green, Amber, Red, or not rated"]
    last: Annotated[str, "the value the last time; else empty"]
    untested: Annotated[str, "how many records do not tell"]
    why: Annotated[str, "why there is no value; else empty"]
    records: Annotated[str, "the ids of the records, in the internal version alone"]


@facts
class Trends:
    """A measure over time, each in a chart of its own; empty without an earlier quarter."""

    k05: Annotated[ChartFacts, "first reviews in time"]
    k06: Annotated[ChartFacts, "yearly reviews in date"]
    k09: Annotated[ChartFacts, "joint reviews"]
    k10: Annotated[ChartFacts, "plans at discharge"]
    in_words: Annotated[str, "the same in sentences, for who cannot see a chart"]


@facts
class RunLine:
    """What one check found."""

    on: Annotated[str, "the day as at which the register was checked"]
    unlawful: Annotated[str, "unlawful findings"]
    risk: Annotated[str, "risks"]
    overdue: Annotated[str, "what is overdue"]
    missing: Annotated[str, "what is missing"]


@facts
class EquityLine:
    """A group of people."""

    group: Annotated[str, "by what, and which, such as Age: 18 to 24"]
    late: Annotated[str, "how many reviews are overdue"]
    people: Annotated[str, "how many live records of the group could be tested"]
    share: Annotated[str, "the share; else empty"]
    ratio: Annotated[str, "the share by that of all, such as 1.3; else empty"]
    flagged: Annotated[bool, "whether it differs so far that somebody must look"]
    untested: Annotated[str, "how many records of the group do not tell"]


@facts
class RatingLine:
    """A domain of the audit, or a dimension of the baseline."""

    ref: Annotated[str, "such as D6"]
    title: Annotated[str, "its name"]
    rating: Annotated[str, "its rating in words"]
    score: Annotated[str, "its score"]


@facts
class StandingFacts:
    """The last audit or baseline."""

    done: Annotated[bool, "whether one was given"]
    says: Annotated[str, "of which period it is, when it was completed, its overall result"]
    rated: Annotated[tuple[RatingLine, ...], "its ratings"]


@facts
class ActionLine:
    """An action that is open."""

    source: Annotated[str, "of what it came"]
    what: Annotated[str, "what is done"]
    owner: Annotated[str, "who answers for it; else empty"]
    due: Annotated[str, "by when; else empty"]
    state: Annotated[str, "where it stands; else empty"]
    overdue: Annotated[bool, "whether its day has passed"]


@facts
class HowCounted:
    """How a group of figures is counted."""

    what: Annotated[str, "the figures"]
    query: Annotated[str, "how they are counted, and by which function"]


@facts
class BoardReport(ScoreReport):
    """The report to the Partnership Board."""

    internal: Annotated[bool, "whether it is for those alone who may see the register"]
    changed: Annotated[tuple[str, ...], "what changed, a sentence each"]
    at_risk: Annotated[tuple[str, ...], "what is at risk, a sentence each"]
    asked: Annotated[tuple[str, ...], "what is asked of the board, a sentence each"]
    headline: Annotated[tuple[FigureLine, ...], "the figures of the first page"]
    measures: Annotated[tuple[MeasureLine, ...], "the KPIs"]
    measures_chart: Annotated[ChartFacts, "the KPIs that are shares"]
    measures_in_words: Annotated[str, "the same in a sentence, for who cannot see a chart"]
    trends: Trends
    runs: Annotated[tuple[RunLine, ...], "what the last checks found"]
    runs_chart: Annotated[ChartFacts, "the same as a chart"]
    overdue: Annotated[tuple[FigureLine, ...], "overdue reviews by how long"]
    overdue_chart: Annotated[ChartFacts, "the same as a chart"]
    overdue_in_words: Annotated[str, "the same in a sentence"]
    overdue_note: Annotated[str, "what is not among them; else empty"]
    exceptions: Annotated[tuple[FigureLine, ...], "risks and what is overdue, by rule"]
    unlawful: Annotated[tuple[FigureLine, ...], "unlawful findings by rule"]
    resolution: Annotated[tuple[FigureLine, ...], "what became of them"]
    endings: Annotated[tuple[FigureLine, ...], "endings"]
    reasons: Annotated[tuple[FigureLine, ...], "endings by reason"]
    disputes: Annotated[tuple[FigureLine, ...], "disputes"]
    dispute_kinds: Annotated[tuple[FigureLine, ...], "open disputes by what they are about"]
    children: Annotated[tuple[FigureLine, ...], "children and young people"]
    prison: Annotated[tuple[FigureLine, ...], "people in prison"]
    nrpf: Annotated[tuple[FigureLine, ...], "people with no recourse to public funds"]
    equity: Annotated[tuple[EquityLine, ...], "overdue reviews by group"]
    audit: StandingFacts
    baseline: StandingFacts
    action_counts: Annotated[tuple[FigureLine, ...], "how many actions are open and late"]
    actions: Annotated[tuple[ActionLine, ...], "the actions, in the internal version alone"]
    statuses: Annotated[tuple[FigureLine, ...], "records by status"]
    quality: Annotated[tuple[FigureLine, ...], "required cells filled, by group of fields"]
    quality_chart: Annotated[ChartFacts, "the shares as a chart"]
    quality_in_words: Annotated[str, "the same in a sentence"]
    blanks: Annotated[tuple[FigureLine, ...], "the fields with most blanks"]
    untested: Annotated[tuple[FigureLine, ...], "figures and rules that some records do not tell"]
    not_run: Annotated[tuple[str, ...], "rules that gave no answer, with the reason"]
    disclosure: Annotated[tuple[str, ...], "what is withheld, in the published version alone"]
    policy: Annotated[tuple[str, ...], "how Settings differ from the defaults"]
    notes: Annotated[tuple[str, ...], "what else the check says, in the internal version alone"]
    queries: Annotated[tuple[HowCounted, ...], "how each figure is counted"]
