"""Charts of a page as drawings in its text, told apart without colour, and told in words too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from s117xl.documents.charts import ChartFacts

WIDTH = 720
BAR, GAP = 22, 12
LABELS = 300
PLOT = 180  # height of a line chart's field
INK, RULE = "#1f3864", "#8a8a8a"
DASHES = ("", "7 5", "2 4")
LETTER = 6.6  # how wide a letter of a label is, about


def bars(chart: ChartFacts, id: str, title: str, words: str, *, share: bool, top: float = 0) -> str:
    """A bar for each number of the first series, its number beside it; nothing for no numbers."""
    if not chart.labels:
        return ""
    values = [float(v) if v else None for v in chart.series[0].values]
    most = top or max([v for v in values if v is not None] or [1]) or 1
    wrapped = [_wrapped(label) for label in chart.labels]
    rows = [max(BAR, 15 * len(lines)) + GAP for lines in wrapped]
    parts: list[Markup] = []
    y: float = GAP
    for lines, value, height in zip(wrapped, values, rows, strict=True):
        parts += _bar(lines, value, y, height - GAP, most, share)
        y += height
    return _drawn(id, title, words, y, parts)


def _bar(
    lines: Sequence[str], value: float | None, y: float, height: float, most: float, share: bool
) -> Iterator[Markup]:
    middle = y + height / 2
    for n, text in enumerate(lines):
        yield _text(LABELS - 10, middle + 5 + 15 * (n - (len(lines) - 1) / 2), text, "end")
    if value is None:
        yield _text(LABELS + 6, middle + 5, "not shown", "start")
        return
    length = (WIDTH - LABELS - 80) * value / most
    yield Markup('<rect x="{}" y="{:.1f}" width="{:.1f}" height="{}" fill="{}"/>').format(
        LABELS, middle - BAR / 2, max(length, 1), BAR, INK
    )
    yield _text(LABELS + length + 8, middle + 5, _number(value, share), "start")


def lines(chart: ChartFacts, id: str, title: str, words: str, *, share: bool) -> str:
    """A line for each series, in dashes of its own, with a number at each point."""
    if not chart.labels:
        return ""
    found = [[float(v) if v else None for v in each.values] for each in chart.series]
    most = 1.0 if share else max([v for each in found for v in each if v is not None] or [1]) or 1
    left, right, base = 60, WIDTH - 60, 30 + PLOT
    step = (right - left) / max(len(chart.labels) - 1, 1)
    parts = [
        Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"/>').format(
            left, base, right, base, RULE
        )
    ]
    for n, label in enumerate(chart.labels):
        for row, text in enumerate(_wrapped(label, 14)):
            parts.append(_text(left + n * step, base + 20 + 15 * row, text, "middle"))
    for n, (each, values) in enumerate(zip(chart.series, found, strict=True)):
        points = [
            None if v is None else (left + at * step, base - PLOT * v / most)
            for at, v in enumerate(values)
        ]
        parts += _line(points, values, n, share)
        if len(found) > 1:
            parts += _key(each.name, n, base + 74)
    return _drawn(id, title, words, base + 90, parts)


def _line(
    points: Sequence[tuple[float, float] | None],
    values: Sequence[float | None],
    place: int,
    share: bool,
) -> Iterator[Markup]:
    for start, end in pairwise(points):
        if start and end:
            yield _stroke((*start, *end), place)
    for point, value in zip(points, values, strict=True):
        if point and value is not None:
            yield _sign(point[0], point[1], place)
            yield _text(point[0], point[1] - 11, _number(value, share), "middle")


def _key(name: str, place: int, y: float) -> Iterator[Markup]:
    """What a kind of line stands for."""
    x = 60 + place * 200
    yield _stroke((x, y - 4, x + 40, y - 4), place)
    yield _sign(x + 20, y - 4, place)
    yield _text(x + 50, y, name, "start")


def _stroke(ends: Sequence[float], place: int) -> Markup:
    made = Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" ').format(*ends)
    return made + Markup('stroke="{}" stroke-width="2.5" stroke-dasharray="{}"/>').format(
        INK, DASHES[place % len(DASHES)]
    )


def _sign(x: float, y: float, place: int) -> Markup:
    """A dot, a square or a diamond."""
    if place % 3 == 0:
        return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="5" fill="{}"/>').format(x, y, INK)
    turn = 45 if place % 3 == 2 else 0
    return Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="9" height="9" fill="#fff" stroke="{}" '
        'stroke-width="2" transform="rotate({} {:.1f} {:.1f})"/>'
    ).format(x - 4.5, y - 4.5, INK, turn, x, y)


def _drawn(id: str, title: str, words: str, height: float, parts: Sequence[Markup]) -> Markup:
    """The drawing, whose title and words are what is read aloud."""
    head = Markup(
        '<svg role="img" aria-labelledby="{0}-t {0}-d" viewBox="0 0 {1} {2:.0f}" '
        'xmlns="http://www.w3.org/2000/svg"><title id="{0}-t">{3}</title>'
        '<desc id="{0}-d">{4}</desc>'
    ).format(id, WIDTH, height, title, words)
    return head + Markup("").join(parts) + Markup("</svg>")


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y, anchor, escape(text)
    )


def _number(value: float, share: bool) -> str:
    return f"{round(value * 100, 1):g}%" if share else f"{value:,.0f}"


def _wrapped(text: str, most: int = int(LABELS / LETTER) - 4) -> list[str]:
    """The text in lines of so many letters at most, unless a word is longer."""
    made = [""]
    for word in text.split():
        if made[-1] and len(made[-1]) + 1 + len(word) > most:
            made.append(word)
        else:
            made[-1] = f"{made[-1]} {word}".strip()
    return made
