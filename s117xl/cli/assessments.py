"""The commands of the audit, the baseline, the competencies and the survey."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s117xl.cli.options import AsAt, AuditFile, File, Form, Format, Listed, app, today
from s117xl.refusal import Refused


@app.command()
def sample(
    file: File,
    audit: Annotated[Path, typer.Argument(help="The audit workbook.", show_default=False)],
    seed: Annotated[
        str, typer.Option("--seed", help="Any words, such as 2026/27.", show_default=False)
    ],
    size: Annotated[
        int | None, typer.Option("--size", help="Another size than the method's.", min=1)
    ] = None,
    why: Annotated[str, typer.Option("--why", help="Why another size; it is recorded.")] = "",
    key: Annotated[
        Path | None,
        typer.Option("--pseudonyms", metavar="KEYFILE", help="Cases go by pseudonyms of this key."),
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Last year's audit: more of what was Red.")
    ] = None,
    as_at: AsAt = None,
) -> None:
    """Draw the case sample of the audit from a register; the same seed draws the same cases.

    Example: s117xl sample register.xlsx audit.xlsx --seed 2026/27
    """
    from s117xl.audit import command

    day = as_at.date() if as_at else None
    command.sample_command(file, audit, seed, today, size=size, why=why, key_file=key,
                           previous=previous, as_at=day)  # fmt: skip


@app.command()
def score(
    file: AuditFile,
    register: Annotated[
        Path | None, typer.Option("--register", help="The register, for its evidence.")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Last year's audit workbook.")
    ] = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="Write it into FILE, beside the answers.")
    ] = False,
    as_at: AsAt = None,
    format: Annotated[Listed, typer.Option("--format", help="How it is told.")] = Listed.table,
) -> None:
    """Score an audit: ratings, escalations, the audit again, actions, the register's evidence.

    Example: s117xl score audit.xlsx --register register.xlsx --mark

    Status 0: final, and nothing to escalate. 1: something is. 2: it could not be done.
    """
    from s117xl.audit import command

    day = as_at.date() if as_at else None
    open_ = command.score_command(
        file, register, previous, day, today, mark=mark, form=format.value
    )
    raise typer.Exit(1 if open_ else 0)


@app.command()
def baseline(
    file: Annotated[Path, typer.Argument(help="The baseline workbook.", show_default=False)],
    previous: Annotated[
        Path | None, typer.Option("--previous", help="Last year's baseline workbook.")
    ] = None,
    mark: Annotated[
        bool, typer.Option("--mark", help="With --previous: write the year before into FILE.")
    ] = False,
    as_at: AsAt = None,
    format: Annotated[Listed, typer.Option("--format", help="How it is told.")] = Listed.table,
) -> None:
    """Say what a baseline comes to: the profile, where partners differ, the priorities.

    Example: s117xl baseline baseline.xlsx --previous last-year.xlsx
    """
    from s117xl.baseline import command

    if mark and previous is None:
        raise Refused("There is no year before to write; name it with --previous.")
    day = as_at.date() if as_at else None
    open_ = command.baseline(file, previous, format.value, as_at=day, today=today)
    if mark and previous is not None:
        command.write_years(file, previous, today())
    raise typer.Exit(1 if open_ else 0)


@app.command()
def competency(
    file: Annotated[Path, typer.Argument(help="The competency workbook.", show_default=False)],
    audit: Annotated[
        Path | None, typer.Option("--audit", help="The audit workbook, whose ratings ask for more.")
    ] = None,
    format: Annotated[Listed, typer.Option("--format", help="How it is told.")] = Listed.table,
) -> None:
    """Say what gaps in competency there are, and what they ask for. Nobody's own scores are told.

    Example: s117xl competency competency.xlsx --audit audit.xlsx
    """
    from s117xl.competency import command

    raise typer.Exit(1 if command.competency(file, audit, format.value, today()) else 0)


@app.command()
def survey(
    file: Annotated[Path, typer.Argument(help="The survey workbook.", show_default=False)],
    bring: Annotated[
        Path | None, typer.Option("--import", metavar="ANSWERS", help="Answers, CSV or workbook.")
    ] = None,
    free_text: Annotated[
        bool, typer.Option("--free-text", help="Also what people wrote in their own words.")
    ] = False,
    format: Form = Format.table,
) -> None:
    """Say what people, carers and practitioners tell; small numbers are withheld.

    Example: s117xl survey survey.xlsx --import answers.csv
    """
    from s117xl.survey import command

    raise typer.Exit(1 if command.survey(file, bring, format.value, free_text, today) else 0)
