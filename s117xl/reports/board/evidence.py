"""The evidence pack: what speaks to each quality statement, where it is poor, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from tomllib import loads

from s117xl.baseline.questions import all_questions
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import line
from s117xl.reports import score_facts
from s117xl.reports.board import evidence_facts as f
from s117xl.reports.board.bundle import Bundled
from s117xl.reports.board.figures import by_code
from s117xl.reports.board.lines import value_of
from s117xl.reports.board.model import NOT_KNOWN, BoardFigures, Figure, Measure, Rated, Standing
from s117xl.reports.board.publishing import RULE
from s117xl.reports.scored.gather_about import Making, about, as_sentence, listed, named, unnamed
from s117xl.rules.catalogue import all_rules
from s117xl.settings import Settings

TITLE = "CQC evidence pack"
NOT_DATED = "not dated"
POOR = ("Red", "Amber")
RATINGS = (*POOR, "Green")
GRAVE = ("unlawful", "risk", "overdue")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quality statement, and what speaks to it."""

    key: str
    title: str
    body: str
    about: str
    kpis: tuple[str, ...]
    rules: tuple[str, ...]
    audit: tuple[int, ...]
    files: str

    @property
    def baseline(self) -> tuple[str, ...]:
        """The dimensions of the baseline with a question that speaks to it, such as B1."""
        mine = (ref[:2] for ref, each in all_questions().items() if self.title in each.cqc)
        return tuple(dict.fromkeys(mine))


@cache
def statements() -> Mapping[str, Statement]:
    """The statements by key, in the order of the framework."""
    source = resources.files("s117xl.reports.board").joinpath("statements.toml").read_text("utf-8")
    return {
        key: Statement(key, row["title"], row["body"], row["about"], tuple(row["kpis"]),
                       tuple(row["rules"]), tuple(row["audit"]), row["files"])
        for key, row in loads(source).items()
    }  # fmt: skip


def evidence_pack(
    figures: BoardFigures,
    settings: Settings,
    as_at: date,
    state: str,
    *,
    owners: Mapping[str, str] | None = None,
    files: Sequence[Bundled] = (),
    made_on: date | None = None,
) -> f.EvidencePack:
    """The facts of the index. `owners` are by key of a statement; files are those bundled."""
    bodies = score_facts.Partners(
        council=named(settings.text("la_name"), "Settings: Council"),
        board=named(settings.text("icb_name"), "Settings: Integrated Care Board"),
        trust=named(settings.text("trust_name"), "Settings: NHS Trust"),
    )
    missing = tuple(unnamed(bodies.council, bodies.board, bodies.trust))
    period = f"{in_words(figures.since)} to {in_words(figures.as_at)}"
    making = Making(as_at, state, made_on, figures.invented)
    return f.EvidencePack(
        document=about(making, TITLE, period, missing),
        organisation=bodies,
        missing=missing,
        statements=tuple(
            _statement(each, figures, files, (owners or {}).get(each.key, ""))
            for each in statements().values()
        ),
        files=tuple(map(_file, files)),
        withheld=RULE if figures.published else (),
    )


def _statement(
    each: Statement, figures: BoardFigures, files: Sequence[Bundled], owner: str
) -> f.StatementEvidence:
    mine = [file for file in files if each.key in file.statements]
    evidence = tuple(_evidence(each, figures, mine))
    gaps = tuple(_gaps(each, figures, mine))
    return f.StatementEvidence(
        title=each.title,
        about=each.about,
        body=each.body,
        owner=line(owner),
        count=str(len(evidence)),
        gap_count=str(len(gaps)),
        evidence=evidence,
        gaps=gaps,
    )


def _evidence(
    each: Statement, figures: BoardFigures, files: Iterable[Bundled]
) -> Iterator[f.EvidenceLine]:
    on = in_words(figures.as_at)
    for measure in _measures(each, figures):
        rating = f" ({measure.rag})" if measure.rag in RATINGS else ""
        yield f.EvidenceLine(
            what=f"{measure.code} {measure.figure.name}",
            shows=value_of(measure, figures.published) + rating,
            dated=on, source="Register, measures",
        )  # fmt: skip
    for severity in GRAVE:
        if mine := _rules(each, figures, severity):
            yield f.EvidenceLine(what=f"Rules: {severity}", shows=_found(mine), dated=on,
                                 source="Register, check")  # fmt: skip
    wanted = [f"D{number}" for number in each.audit]
    yield from _ratings(figures.audit, wanted, "Annual audit")
    yield from _ratings(figures.baseline, each.baseline, "Baseline")
    for file in files:
        yield f.EvidenceLine(what=file.title, shows=f"See {file.name}", dated=_day(file.dated),
                             source="Beside this index")  # fmt: skip


def _measures(each: Statement, figures: BoardFigures) -> list[Measure]:
    """The measures that speak to it; one with parts, such as K31, with all of them."""
    return [m for m in figures.measures if m.code.partition(".")[0] in each.kpis]


def _rules(each: Statement, figures: BoardFigures, severity: str) -> list[tuple[str, Figure]]:
    found = by_code(figures)
    return [
        (code, found[code])
        for code in each.rules
        if code in found and figures.severities.get(code) == severity
        and (found[code].count is not None or found[code].withheld)
    ]  # fmt: skip


def _found(mine: Sequence[tuple[str, Figure]]) -> str:
    """What the rules found, or that they found nothing."""
    some = [f"{code} ({figure.number})" for code, figure in mine if figure.count]
    hidden = [code for code, figure in mine if figure.withheld]
    quiet = [code for code, figure in mine if figure.count == 0]
    said = (
        f"Findings: {', '.join(some)}." if some else "",
        f"Withheld: {listed(hidden)}." if hidden else "",
        f"Nothing found by {listed(quiet)}." if quiet else "",
    )
    return " ".join(filter(None, said))


def _ratings(
    standing: Standing, wanted: Iterable[str], source: str
) -> Iterator[f.EvidenceLine]:  # fmt: skip
    wanted = set(wanted)
    for rated in standing.rated:
        if rated.ref in wanted:
            yield f.EvidenceLine(
                what=f"{rated.ref} {rated.title}", shows=_words(rated),
                dated=_day(standing.completed), source=f"{source} {standing.period}".strip(),
            )  # fmt: skip


def _words(rated: Rated) -> str:
    score = f", {rated.score}" if rated.score and rated.score != rated.rating else ""
    return f"{rated.rating}{score}"


def _gaps(each: Statement, figures: BoardFigures, files: Sequence[Bundled]) -> Iterator[str]:
    measures = _measures(each, figures)
    absent = [
        code for code in each.kpis if code not in {m.code.partition(".")[0] for m in measures}
    ]
    if absent:
        yield f"No figure was given for {listed(absent)}."
    for measure in measures:
        value = value_of(measure, figures.published)
        if value == NOT_KNOWN:
            yield as_sentence(f"{measure.code} cannot be told. {measure.why}")
        elif measure.rag in POOR:
            yield f"{measure.code} {measure.figure.name} is {measure.rag}: {value}."
    unlawful = [p for p in _rules(each, figures, "unlawful") if p[1].count]
    if unlawful:
        said = "; ".join(f"{code} ({figure.number})" for code, figure in unlawful)
        yield f"Unlawful findings are to be put right: {said}."
    silent = [code for code in each.rules if _is_silent(code, figures)]
    if silent:
        yield f"No answer from {listed(silent)}: the register holds too little."
    yield from _poor(figures.audit, [f"D{number}" for number in each.audit], "audit")
    yield from _poor(figures.baseline, each.baseline, "baseline")
    if not files:
        yield f"No file is bundled. Wanted: {each.files}."


def _is_silent(code: str, figures: BoardFigures) -> bool:
    """Whether a rule whose law is in force gave no answer."""
    figure = by_code(figures).get(code)
    quiet = figure is not None and figure.count is None and not figure.withheld
    return quiet and all_rules()[code].in_force


def _poor(standing: Standing, wanted: Sequence[str], name: str) -> Iterator[str]:
    if not wanted:
        return
    if not standing.done:
        yield f"No {name} was given."
    for rated in standing.rated:
        if rated.ref in wanted and (rated.rag in POOR or not rated.rag or "not" in rated.rag):
            yield f"{rated.ref} {rated.title}: {_words(rated)}."


def _file(file: Bundled) -> f.BundledFile:
    titles = [statements()[key].title for key in file.statements if key in statements()]
    return f.BundledFile(name=file.name, title=file.title, dated=_day(file.dated),
                         statements="; ".join(titles), sha256=file.sha256)  # fmt: skip


def _day(day: date | None) -> str:
    return in_words(day) if day else NOT_DATED
