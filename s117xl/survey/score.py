"""What the responses come to: by audience, theme and statement, by group, and for the audit.

Nothing is shown of fewer people than `smallest` (5, or more by Settings), nor anything from which
that could be worked out: with a group that is too small the smallest of the others is kept back.
A group kept back in one theme is kept back in all, as nearly the same people answer each. Groups
are counted to the nearest five.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

from s117xl.survey.read import Response, Survey
from s117xl.survey.themes import about, audiences, statements_of, themes

UNSAID_GROUP = "Not said"
_FOR_PERCENT = 10
"""A group is given a per cent from this many people, and a theme groups from twice `smallest`."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`n` people, the mean of their answers from 1 to 5, and how many in 100 answers agree."""

    n: int
    mean: float
    agree_percent: int | None


@dataclass(slots=True)
class Tally:
    """Answers counted: `counts` by score, and how many people gave any. None is off the scale."""

    people: int
    counts: dict[int, int]

    @property
    def answers(self) -> int:
        """How many answers are on the scale."""
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        """The sum of the scores."""
        return sum(score * count for score, count in self.counts.items())

    @property
    def agreeing(self) -> int:
        """How many answers are 4 or 5."""
        return self.counts[4] + self.counts[5]

    def figure(self) -> Figure:
        """Two places for the mean; halves are rounded up."""
        mean = floor(self.total * 100 / self.answers + 0.5) / 100
        return Figure(self.people, mean, floor(self.agreeing * 100 / self.answers + 0.5))

    def rounded(self) -> Figure:
        """For a group: people to the nearest five, one place, a per cent only of ten or more."""
        mean = floor(self.total * 10 / self.answers + 0.5) / 10
        agree = floor(self.agreeing * 100 / self.answers + 0.5)
        people = 5 * floor(self.people / 5 + 0.5)
        return Figure(people, mean, agree if self.people >= _FOR_PERCENT else None)


@dataclass(frozen=True, slots=True)
class Part:
    """A statement or a group with its figure, None where it is kept back. `of` is the question."""

    name: str
    title: str
    figure: Figure | None
    of: str = ""


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme as one audience sees it; `previous` is the year before, where there was one."""

    theme: str
    title: str
    figure: Figure | None
    statements: tuple[Part, ...] = ()
    groups: tuple[Part, ...] = ()
    previous: Figure | None = None


@dataclass(frozen=True, slots=True)
class AudienceScore:
    """An audience. `responses` is None where too few to say."""

    audience: str
    title: str
    responses: int | None
    themes: tuple[ThemeScore, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All of it, with the year counted and the year before ("" for none)."""

    year: str
    previous_year: str
    smallest: int
    audiences: tuple[AudienceScore, ...]


def score(survey: Survey) -> Scores:
    """The scores of the survey's year; where Settings names none, of every row."""
    year = survey.year.casefold()
    before = _year_before(survey)
    now = [r for r in survey.responses if not year or r.year.casefold() in ("", year)]
    then = [r for r in survey.responses if before and r.year == before]
    found = tuple(_audience(key, now, then, survey.smallest) for key in audiences())
    return Scores(survey.year, before, survey.smallest, found)


def _year_before(survey: Survey) -> str:
    years = {r.year for r in survey.responses if survey.year and r.year}
    return max((year for year in years if year < survey.year), default="")


def tally(responses: Iterable[Response], refs: Sequence[str]) -> Tally:
    """The answers on the scale to these statements."""
    found = Tally(0, dict.fromkeys(range(1, 6), 0))
    for response in responses:
        scores = [s for ref in refs if isinstance(s := response.answers.get(ref), int)]
        found.people += bool(scores)
        for each in scores:
            found.counts[each] += 1
    return found


def theme_tally(responses: Iterable[Response], audience: str, theme: str) -> Tally:
    """The answers on the scale to an audience's statements of a theme."""
    return tally(responses, [each.ref for each in statements_of(audience, theme)])


def _audience(
    key: str, now: Sequence[Response], then: Sequence[Response], least: int
) -> AudienceScore:
    mine = [r for r in now if r.audience == key]
    before = [r for r in then if r.audience == key]
    groups = _groups(mine, key, least)
    scores = tuple(_theme(theme, mine, before, key, least, groups) for theme in themes())
    count = len(mine) if len(mine) >= least else None
    return AudienceScore(key, audiences()[key].title, count, scores)


def _theme(
    theme: str,
    mine: Sequence[Response],
    before: Sequence[Response],
    audience: str,
    least: int,
    groups: Mapping[str, tuple[Part, ...]],
) -> ThemeScore:
    title = themes()[theme].title
    found, then = (theme_tally(r, audience, theme) for r in (mine, before))
    previous = then.figure() if then.people >= least else None
    if found.people < least:
        return ThemeScore(theme, title, None, previous=previous)
    parts = _statements(mine, audience, theme, least)
    return ThemeScore(theme, title, found.figure(), parts, groups.get(theme, ()), previous)


def _statements(
    mine: Sequence[Response], audience: str, theme: str, least: int
) -> tuple[Part, ...]:
    """The statements of a theme: a theme's figures are the sum of theirs."""
    listed = statements_of(audience, theme)
    tallies = {each.ref: tally(mine, [each.ref]) for each in listed}
    hidden = kept_back([{ref: each.people for ref, each in tallies.items()}], least)
    return tuple(
        Part(each.ref, each.text, None if each.ref in hidden else tallies[each.ref].figure())
        for each in listed
    )


def _groups(mine: Sequence[Response], audience: str, least: int) -> dict[str, tuple[Part, ...]]:
    """The groups of each theme that enough people answered."""
    found: dict[str, tuple[Part, ...]] = dict.fromkeys(themes(), ())
    for question, asked in about().items():
        names = (*asked.values, UNSAID_GROUP)
        split = {name: [r for r in mine if (r.about[question] or UNSAID_GROUP) == name]
                 for name in names}  # fmt: skip
        tallies = {
            theme: {name: theme_tally(split[name], audience, theme) for name in names}
            for theme in themes()
            if theme_tally(mine, audience, theme).people >= 2 * least
        }
        hidden = kept_back(
            [{n: t.people for n, t in each.items()} for each in tallies.values()], least
        )
        for theme, each in tallies.items():
            found[theme] += tuple(
                Part(name, name, None if name in hidden else each[name].rounded(), asked.heading)
                for name in names
            )
    return found


def kept_back(tables: Sequence[Mapping[str, int]], least: int) -> set[str]:
    """The parts that no table may show. Each table has the same parts, and its total is known."""
    hidden = {name for table in tables for name, count in table.items() if count < least}
    while telling := next((t for t in tables if _tells(t, hidden, least)), None):
        shown = {name: count for name, count in telling.items() if name not in hidden}
        if not shown:
            break
        # All that are as small: to choose one by its name would tell that the others are larger.
        hidden |= {name for name, count in shown.items() if count == min(shown.values())}
    return hidden


def _tells(table: Mapping[str, int], hidden: set[str], least: int) -> bool:
    """Whether the total less what is shown is of small parts alone.

    With a larger part among them, not even somebody who knows this rule can say which is which.
    """
    counts = [table[name] for name in hidden]
    return any(0 < count < least for count in counts) and max(counts) < least
