"""The commands of the register itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s117xl.cli.options import AsAt, File, Form, Format, Kind, app, today
from s117xl.refusal import Refused


@app.command()
def check(
    file: File,
    mark: Annotated[bool, typer.Option("--mark", help="Write the marks into FILE.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FINDINGS.xlsx", help="Also write the findings to a new workbook."
        ),
    ] = None,
    as_at: AsAt = None,
    format: Form = Format.table,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="Also apply law that is enacted and not in force.")
    ] = False,
) -> None:
    """Say what is missing, invalid, overdue or unlawful in a register.

    Example: s117xl check register.xlsx --mark

    Status 0: nothing to fix or explain. 1: something is. 2: it could not be done.
    """
    from s117xl import commands

    day = as_at.date() if as_at else None
    found = commands.check(file, day, today, mark=mark, out=out, form=format, what_if=what_if)
    raise typer.Exit(1 if found else 0)


@app.command()
def clear(file: File) -> None:
    """Take our marks out of a register again; nothing that a person typed is touched.

    Example: s117xl clear register.xlsx
    """
    from s117xl import commands

    commands.clear(file, today)


@app.command()
def new(
    kind: Annotated[Kind, typer.Argument(help="Which workbook.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="Where to write it.", show_default=False)],
    rows: Annotated[
        Path | None,
        typer.Option("--rows", metavar="DIR", help="A folder of CSV files to fill it from."),
    ] = None,
) -> None:
    """Make an empty workbook, or one filled from CSV files whose headings are field keys.

    Example: s117xl new register register.xlsx --rows data
    """
    if kind is Kind.register:
        from s117xl import commands

        commands.new_register(file, rows, today())
        return
    if rows is not None:
        raise Refused("Rows are for a register; leave --rows out.")
    from s117xl.new_workbooks import new_workbook

    new_workbook(kind.value, file)


@app.command()
def adopt(
    theirs: Annotated[Path, typer.Argument(help="The workbook kept so far.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The register to make.", show_default=False)],
    map_file: Annotated[
        Path | None,
        typer.Option("--map", metavar="MAP.toml", help="A map that was corrected, to be used."),
    ] = None,
) -> None:
    """Bring a workbook that is not ours into a new register; it is only read.

    Example: s117xl adopt theirs.xlsx register.xlsx

    Status 0: every cell was placed. 1: some cells are to be looked at. 2: it could not be done.
    """
    from s117xl import commands

    raise typer.Exit(1 if commands.adopt(theirs, file, map_file, today()) else 0)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(help="A rule, such as R041.", show_default=False)],
    file: Annotated[
        Path | None, typer.Option("--file", help="A register, to explain one record.")
    ] = None,
    record: Annotated[
        str | None, typer.Option("--record", help="A register id or a child row's id.")
    ] = None,
    as_at: AsAt = None,
) -> None:
    """Explain one rule: what it looks for, its law and its dates.

    Example: s117xl explain R041 --file register.xlsx --record V-001
    """
    from s117xl import commands

    commands.explain(code, file, record, as_at.date() if as_at else None, today)


@app.command()
def rules(format: Form = Format.table) -> None:
    """List every rule of the catalogue.

    Example: s117xl rules --format json
    """
    from s117xl import commands

    commands.rules(format)


@app.command()
def fields(format: Form = Format.table) -> None:
    """List every field of the register: its heading, type and values, and when it is required.

    Example: s117xl fields --format json
    """
    from s117xl import commands

    commands.fields(format)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put it.")] = Path(
        "s117xl-demo"
    ),
) -> None:
    """Make a register of invented people with known faults, check it and mark it.

    Example: s117xl demo
    """
    from s117xl.demo.show import make_demo

    make_demo(folder, today)
