"""What the commands share: the program, the day, and the options that many of them take."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="s117xl",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Check, mark and report on Section 117 aftercare registers kept in Excel. "
    "Nothing here is legal advice.",
)


class Format(StrEnum):
    """How a result is printed."""

    table = "table"
    json = "json"
    csv = "csv"


class Listed(StrEnum):
    """How what was made is told."""

    table = "table"
    json = "json"


class Kind(StrEnum):
    """The workbooks that can be made."""

    register = "register"
    audit = "audit"
    baseline = "baseline"
    competency = "competency"
    survey = "survey"


class State(StrEnum):
    """As what documents are made."""

    draft = "draft"
    final = "final"


class Told(StrEnum):
    """How the doctor tells what it found."""

    table = "table"
    json = "json"


File = Annotated[Path, typer.Argument(help="The register workbook (.xlsx).", show_default=False)]


AuditFile = Annotated[Path, typer.Argument(help="The audit workbook (.xlsx).", show_default=False)]


AsAt = Annotated[
    datetime | None,
    typer.Option(
        "--as-at", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", show_default=False,
        help="The day on which the register is judged. Default: the Settings sheet's, else today.",
    ),
]  # fmt: skip


Form = Annotated[Format, typer.Option("--format", help="How the result is printed.")]


Feed = Annotated[
    list[str] | None,
    typer.Option(
        "--feed",
        metavar="K17=41/43",
        show_default=False,
        help="A figure that no register holds: K17 from reconcile, K02 with the adults of the "
        "area, K38 from competency; may be repeated.",
    ),
]


def today() -> date:
    """The day of this machine: nothing else in the product reads the clock."""
    return date.today()
