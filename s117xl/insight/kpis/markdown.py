"""The figures as a page: `docs/kpis.md` is generated from it."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.insight.disclosure.rule import FOOTNOTE
from s117xl.insight.kpis.definitions import DEFINITIONS, Definition, all_definitions
from s117xl.insight.kpis.leaflet import all_promises
from s117xl.law.authorities import authority
from s117xl.pillars.pillars import all_pillars

_ABOUT = f"""\
# The figures K01 to K38

This page is generated from the definitions, edition {DEFINITIONS}; do not edit it. Targets are
defaults of ours. Nothing here is legal advice.

`s117xl kpi register.xlsx --period 2026-Q2` counts them for July to September 2026 (the second
quarter of the financial year 2026/27), `--period 2026` for the whole year.

- **Flow** figures are of what happened in the period, **stock** figures of its last day,
  **rolling** ones of the twelve months to it, and a **reading** is of the register as it was read.
- On the last day of the period the register is taken back by its dates; where a later date was
  written over the one of then, it is not known. A period that still runs is counted up to the as-at
  date, and says so.
- The denominator holds those of whom it can be told. **Not testable** are those of whom it cannot,
  as a cell is blank, says unknown or cannot be read; they are counted apart and are in neither. The
  day of something that is recorded when it is done (a plan, a leaflet, a review) is different:
  blank, it was not done, as the rules say too.
- With nothing to count a share is `n/a`, and not nought. A figure that no field holds is `not
  testable`. A count that is to be nought is rated `not testable` while others might belong to it.
- Shares are rounded half up to a tenth of a per cent, and rated as rounded.
- Figures of two versions of a definition are never set beside one another.
"""

_PUBLISHED = f"""\
## What is published

`--publish` gives a version of a period that is over with no record's id in it. {FOOTNOTE}

`--snapshot` records a release, and with it the name of whoever approved it; without it a later
release cannot be held against this one. A year is shown beside its quarters only where it tells of
none that is not. Whoever knows the rule, which counts are small, and every total still finds three
or more values for each small count of a table.
"""

_LEAFLET = """\
## The rights leaflet

Each promise of the leaflet is put to the test by rules; the figures say more of the same matter.

| promise | rules | figures |
| --- | --- | --- |
"""


def kpis_markdown() -> str:
    """The page: how figures are counted, a table of all, a section for each, the small numbers."""
    figures = all_definitions().values()
    lines = [_ABOUT, "| figure | what | when | target |", "| --- | --- | --- | --- |"]
    lines += [f"| [{d.code}](#{d.code.lower()}) | {d.name} | {d.when} | {_target(d)} |"
              for d in figures]  # fmt: skip
    for each in figures:
        lines += ["", *_section(each)]
    lines += ["", _PUBLISHED, _LEAFLET + "\n".join(_promises())]
    return "\n".join(lines) + "\n"


def _target(about: Definition) -> str:
    if about.target is None or about.amber is None:
        return ""
    part = f" {about.rated}" if about.rated else ""
    target, amber = (_number(about, each) for each in (about.target, about.amber))
    return f"{target}{part}" if target == amber else f"{target}{part} (Amber: {amber})"


def _number(about: Definition, number: float) -> str:
    return f"{number * 100:g} %" if about.unit == "share" and not about.rated else f"{number:g}"


def _section(about: Definition) -> Iterator[str]:
    pillar = all_pillars()[about.pillar]
    yield f"### {about.code}"
    yield ""
    yield f"**{about.name}.** Version {about.version}. Pillar {about.pillar}: {pillar.name}."
    yield ""
    yield f"- Numerator: {about.numerator}"
    if about.denominator:
        yield f"- Denominator: {about.denominator}"
    yield f"- Counted as: {about.when}, in {_UNITS[about.unit]}"
    if about.target is not None:
        yield f"- Target: {_target(about)}; {about.better} is better"
    if about.fields:
        yield f"- Looks at: {', '.join(f'`{name}`' for name in about.fields)}"
    if about.outside:
        yield f"- Not testable unless it is given: {about.outside}"
    if about.missing:
        yield f"- Not testable: {about.missing}"
    if about.rules:
        links = ", ".join(f"[{code}](rules.md#{code.lower()})" for code in about.rules)
        yield f"- Rules: {links}"
    yield from (f"- {authority(name).citation}" for name in about.authority)


_UNITS = {
    "share": "shares of 1", "count": "whole numbers", "days": "days", "pounds": "pounds",
    "rate": "people for every 100,000",
}  # fmt: skip


def _promises() -> Iterator[str]:
    for each in all_promises().values():
        yield f"| {each.promise} | {', '.join(each.rules)} | {', '.join(each.kpis)} |"
