"""The command: a survey workbook scored, with answers brought in first where a file is given."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.report import write_json
from s117xl.screen import Screen
from s117xl.survey.answers import seems_to_name
from s117xl.survey.bring import Brought
from s117xl.survey.bring import bring as bring_in
from s117xl.survey.domain9 import domain_9
from s117xl.survey.read import Survey, Words, read_survey
from s117xl.survey.score import AudienceScore, Figure, Scores, score
from s117xl.survey.themes import audiences
from s117xl.workbook.closed import ClosedWorkbook

_COPIES = 5


def survey(
    file: Path, bring: Path | None, form: str, free_text: bool, today: Callable[[], date]
) -> bool:
    """Score a survey and print it; whether there is anything to be looked at.

    `bring` is a file of answers that is first brought into the workbook, a dated copy kept. With
    `free_text` what people wrote is told too, but for what is not to be used.
    """
    workbook = ClosedWorkbook(file)
    found = read_survey(workbook)
    brought = _bring(workbook, found, bring, today()) if bring else None
    if brought and brought.responses:
        found = read_survey(workbook)
    scores = score(found)
    told = result(found, scores, brought, free_text=free_text)
    if form == "json":
        write_json(told, sys.stdout)
    elif form == "csv":
        _write_csv(scores)
    else:
        _show(told, scores)
    return bool(told["warnings"])


def _bring(workbook: ClosedWorkbook, found: Survey, file: Path, today: date) -> Brought:
    brought = bring_in(file, found, today)
    if edits := brought.edits(found):
        workbook.require_writable()
        workbook.keep_copy("", today, _COPIES)
        brought.notes += workbook.apply(edits).notes
    return brought


def result(
    found: Survey, scores: Scores, brought: Brought | None = None, *, free_text: bool = False
) -> dict[str, Any]:
    """All that is told, as plain values. What was kept back is null, and listed."""
    held: list[str] = []
    listed = [_plain(each) for each in scores.audiences]
    if free_text:
        for each, audience in zip(listed, scores.audiences, strict=True):
            each["free_text"] = _usable(found, scores, audience, held)
    return {
        "s117xl": __version__,
        "file": found.name,
        "year": scores.year,
        "previous_year": scores.previous_year,
        "smallest": scores.smallest,
        "audiences": listed,
        "suppressed": list(_suppressed(scores)),
        "domain_9": domain_9(scores).evidence,
        "imported": _imported(brought),
        "warnings": [*(brought.notes if brought else ()), *found.notes, *held],
    }


def _plain(each: AudienceScore) -> dict[str, Any]:
    plain = asdict(each)
    for theme in plain["themes"]:
        theme |= _flat(theme.pop("figure"))
        theme["statements"] = [_part(part, "ref") for part in theme["statements"]]
        theme["groups"] = [_part(part, "group") for part in theme["groups"]]
    return plain


def _flat(figure: dict[str, Any] | None) -> dict[str, Any]:
    return figure or {"n": None, "mean": None, "agree_percent": None}


def _part(part: dict[str, Any], name: str) -> dict[str, Any]:
    by = {"by": part["of"]} if part["of"] else {"text": part["title"]}
    return {name: part["name"], **by, **_flat(part["figure"])}


def _usable(
    found: Survey, scores: Scores, audience: AudienceScore, held: list[str]
) -> list[dict[str, str]]:
    """The texts of an audience that may be told, with no id, by the alphabet."""
    year = scores.year.casefold()
    mine = [
        each
        for each in found.words
        if each.audience == audience.audience and (not year or each.year.casefold() in ("", year))
    ]
    told = [each for each in mine if audience.responses is not None and _may_be_told(each)]
    if kept := len(mine) - len(told):
        held.append(
            f"{audience.title}: {kept} texts were kept back, as they are not to be used, may say "
            "who somebody is, or come from too few people; read them on the sheet Free text."
        )
    return [{"question": each.question, "text": each.text}
            for each in sorted(told, key=lambda each: each.text.casefold())]  # fmt: skip


def _may_be_told(each: Words) -> bool:
    return not seems_to_name(each.text) if each.use is None else each.use


def _suppressed(scores: Scores) -> Iterator[dict[str, str]]:
    """What was kept back; a group is kept back in every theme alike, and named once."""
    for each in scores.audiences:
        who = {"audience": each.audience}
        if each.responses is None:
            yield who
            continue
        groups: dict[tuple[str, str], None] = {}
        for theme in each.themes:
            if theme.figure is None:
                yield {**who, "theme": theme.theme}
            for part in theme.statements:
                if part.figure is None:
                    yield {**who, "theme": theme.theme, "ref": part.name}
            groups |= {(p.of, p.name): None for p in theme.groups if p.figure is None}
        yield from ({**who, "by": by, "group": group} for by, group in groups)


def _imported(brought: Brought | None) -> dict[str, Any] | None:
    if brought is None:
        return None
    columns = [asdict(each) for each in brought.matches]
    return {
        "responses": len(brought.responses), "texts": len(brought.words), "columns": columns
    }  # fmt: skip


def _write_csv(scores: Scores) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(["audience", "theme", "part", "of", "n", "mean", "agree_percent"])
    for audience in scores.audiences:
        for theme in audience.themes:
            row = [audience.audience, theme.theme]
            writer.writerow([*row, "", "", *_cells(theme.figure)])
            for part in (*theme.statements, *theme.groups):
                writer.writerow([*row, part.name, part.of, *_cells(part.figure)])


def _cells(figure: Figure | None) -> tuple[Any, ...]:
    return (figure.n, figure.mean, figure.agree_percent) if figure else ("*", "*", "*")


def _show(told: dict[str, Any], scores: Scores) -> None:
    """The figures as a table, then what was kept back and what to look at."""
    screen = Screen()
    if told["imported"]:
        counts = told["imported"]
        screen.say(f"Brought in: {counts['responses']} responses, {counts['texts']} texts.")
    screen.say(f"{told['file']}: {'year ' + scores.year if scores.year else 'all rows'}.")
    screen.console.print(_table(scores))
    if told["suppressed"]:
        screen.say(
            f"* Kept back, as fewer than {scores.smallest} people answered or that could be worked "
            f"out: {len(told['suppressed'])} figures or groups; --format json names them."
        )
    for each in told["audiences"]:
        for words in each.get("free_text", ()):
            screen.say(f"{audiences()[each['audience']].title}: {words['text']}")
    for note in told["warnings"]:
        screen.say(f"Note: {note}")


def _table(scores: Scores) -> Any:
    from rich.table import Table

    table = Table("Theme", title="People, mean from 1 to 5, per cent of answers that agree")
    for audience in scores.audiences:
        said = "*" if audience.responses is None else audience.responses
        table.add_column(f"{audience.title} ({said})", justify="right")
    for row in zip(*(audience.themes for audience in scores.audiences), strict=True):
        table.add_row(row[0].title, *(_shown(each.figure) for each in row))
    return table


def _shown(figure: Figure | None) -> str:
    return f"{figure.n}  {figure.mean:.2f}  {figure.agree_percent} %" if figure else "*"
