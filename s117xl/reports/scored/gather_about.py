"""What every report on scores says of itself, and how days, lists and shares stand in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from s117xl import __version__
from s117xl.documents.gather.contexts import DRAFT
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import Blank, line
from s117xl.reports import score_facts as f

_DOTTED = re.compile(r"\b(\d\d)\.(\d\d)\.(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Making:
    """The day on whose law a report rests, the state asked for, and the day that it bears.

    Without `made_on` the report bears the as-at date; by that day it is judged what is late.
    """

    as_at: date
    state: str = DRAFT
    made_on: date | None = None
    invented: bool = False

    @property
    def day(self) -> date:
        """The day that the report bears."""
        return self.made_on or self.as_at


def about(making: Making, title: str, period: str, missing: Sequence[str]) -> f.About:
    """The report itself; while anything is missing it is a draft, whatever was asked for."""
    state = DRAFT if missing else making.state.upper() or DRAFT
    return f.About(
        title=title,
        reference=period or f"made on {in_words(making.day)}",
        date=in_words(making.day),
        state=state,
        is_draft=state == DRAFT,
        law_as_at=in_words(making.as_at),
        period=period,
        made_with=f"s117xl {__version__}",
        invented=making.invented,
    )


def named(text: object, label: str) -> str:
    """A name on one line, or what is to be completed."""
    return line(str(text)) or Blank(label)


def unnamed(*names: str) -> list[str]:
    """What is to be completed among these, a line each."""
    return [f"{name.label} is not filled in." for name in names if isinstance(name, Blank)]


def on(day: object) -> str:
    """The day in words, nothing where there is none."""
    return in_words(day) if isinstance(day, date) else ""


def share(score: float | None) -> str:
    """`83.3%`, never rounded up past a threshold; `not scored` where there is no score."""
    if score is None:
        return "not scored"
    return f"{math.floor(round(score * 1000, 6)) / 10:g}%"


def listed(items: Iterable[object]) -> str:
    """`3, 6 and 8`."""
    *first, last = [str(item) for item in items] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def sentence(text: str) -> str:
    """A sentence of the scores on one line, its days in words."""
    return _DOTTED.sub(_in_words, line(text))


def _in_words(found: re.Match[str]) -> str:
    day, month, year = map(int, found.groups())
    try:
        return in_words(date(year, month, day))
    except ValueError:
        return found[0]


def as_sentence(text: str) -> str:
    """The text with a capital letter and a full stop, nothing of nothing."""
    plain = line(text).rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}." if plain else ""
