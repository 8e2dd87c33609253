"""The commands for those who manage: what is due, who is missed, the figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s117xl.cli.options import AsAt, Feed, File, Form, Format, Listed, app, today


@app.command()
def worklist(
    file: File,
    days: Annotated[int, typer.Option("--days", min=0, help="How many days ahead it looks.")] = 90,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="DIR", help="Also a calendar for each lead, without names."),
    ] = None,
    word: Annotated[
        Path | None, typer.Option("--word", metavar="DIR", help="Also a Word list for each lead.")
    ] = None,
    as_at: AsAt = None,
    format: Form = Format.table,
) -> None:
    """List what is due and overdue, by lead, team and kind: what to do, and by when.

    Example: s117xl worklist register.xlsx --days 30 --word lists

    Status 0: nothing is unlawful or overdue. 1: something is. 2: it could not be done.
    """
    from s117xl.insight.worklist import command

    day = as_at.date() if as_at else None
    raise typer.Exit(1 if command.worklist(file, days, ics, word, format, day, today) else 0)


@app.command()
def reconcile(
    file: File,
    discharges: Annotated[
        Path | None, typer.Option("--discharges", help="The Trust's discharges, CSV or workbook.")
    ] = None,
    caseload: Annotated[
        Path | None, typer.Option("--caseload", help="The teams' caseload, CSV or workbook.")
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(
            "--decisions",
            metavar="FILE.csv",
            help="What people decided on probable pairs; new ones are added. Personal data.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="RESULTS.xlsx", help="Also write a workbook of the results."),
    ] = None,
    as_at: AsAt = None,
    format: Form = Format.table,
) -> None:
    """Compare a register with the Trust's own lists: who is missed, who is not known to them.

    Example: s117xl reconcile register.xlsx --discharges discharges.csv --out results.xlsx

    Nobody is merged: a pair is matched by NHS number or by what a person decided.

    Status 0: nothing to do. 1: something is. 2: it could not be done.
    """
    from s117xl.insight.reconcile import command

    day = as_at.date() if as_at else None
    asks = command.reconcile(file, discharges, caseload, decisions, format, out, day, today)
    raise typer.Exit(1 if asks else 0)


@app.command()
def compare(
    old: Annotated[
        Path,
        typer.Argument(help="The register as it was, or its check as JSON.", show_default=False),
    ],
    new: Annotated[
        Path,
        typer.Argument(help="The register as it is, or its check as JSON.", show_default=False),
    ],
    values: Annotated[
        bool, typer.Option("--values", help="Also what the cells held and hold. Personal data.")
    ] = False,
    as_at: AsAt = None,
    format: Form = Format.table,
) -> None:
    """Say what changed between two registers or checks: people, cells, findings.

    Example: s117xl compare last-quarter.xlsx register.xlsx

    Status 0: nothing new asks for anything. 1: a record is gone, or something does. 2: not done.
    """
    from s117xl.insight import compare_command as command

    day = as_at.date() if as_at else None
    raise typer.Exit(1 if command.compare(old, new, format, day, today, values=values) else 0)


@app.command()
def kpi(
    file: File,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="2026-Q2",
            help="A quarter or a year of finance: 2026-Q2 is July to September 2026. Default: "
            "that of the day.",
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Small numbers are withheld, others rounded.")
    ] = False,
    snapshot: Annotated[
        bool, typer.Option("--snapshot", help="Keep the figures, to be compared with later.")
    ] = False,
    snapshots: Annotated[
        Path | None,
        typer.Option("--snapshots", metavar="F.jsonl", help="Where they are kept."),
    ] = None,
    approved: Annotated[
        str, typer.Option("--approved-by", help="Who lets the release be published.")
    ] = "",
    feed: Feed = None,
    as_at: AsAt = None,
    format: Form = Format.table,
) -> None:
    """Count the KPIs of a period, the promises of the rights leaflet, and equity by group.

    Example: s117xl kpi register.xlsx --period 2026-Q1 --snapshot

    Status 0: nothing is Red. 1: something is. 2: it could not be done.
    """
    from s117xl.insight import kpi_command

    red = kpi_command.kpi(
        file, period, publish=publish, snapshot=snapshot, snapshots_file=snapshots,
        form=format.value, as_at=as_at.date() if as_at else None, today=today,
        approved_by=approved, fed=kpi_command.read_fed(feed or []),
    )  # fmt: skip
    raise typer.Exit(1 if red else 0)


@app.command()
def rollup(
    files: Annotated[
        list[Path], typer.Argument(help="Registers, or folders of them.", show_default=False)
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="REGION.xlsx", help="Where to write it.", show_default=False),
    ],
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="A Dask cluster to use.")
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", min=1, help="How many at once. Default: one for each core."),
    ] = None,
    ids: Annotated[
        bool, typer.Option("--ids", help="Also the register ids of what is unlawful.")
    ] = False,
    word: Annotated[
        Path | None, typer.Option("--word", metavar="REGION.docx", help="Also a report in Word.")
    ] = None,
    as_at: AsAt = None,
    format: Annotated[Listed, typer.Option("--format", help="How it is told.")] = Listed.table,
) -> None:
    """Check many registers into one workbook; one bad file does not stop the rest.

    Example: s117xl rollup registers --out region.xlsx

    Status 0: nothing to do. 1: something is, or a file was not read. 2: it could not be done.
    """
    from s117xl.insight.rollup import command

    asks = command.rollup(
        files, out, cluster, processes, as_at.date() if as_at else None, today,
        form=format.value, ids=ids, word=word,
    )  # fmt: skip
    raise typer.Exit(1 if asks else 0)
