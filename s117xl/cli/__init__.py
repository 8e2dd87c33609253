"""The command line. It alone reads the clock, once, and turns every refusal into status 2."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, NoReturn

import typer

from s117xl import __version__

# Each adds its commands to the program as it is imported: the order is that of the help.
# isort: off
from s117xl.cli import registers, assessments, papers, managers, machine  # noqa: F401

# isort: on
from s117xl.cli.options import Kind, app
from s117xl.refusal import Refused, fault_of_ours

__all__ = ["Kind", "app", "main"]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"s117xl {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that go before the command."""


def main() -> NoReturn:
    """Run the command line and end the process with its status."""
    # A command is short and leaves no cycles behind: looking for them took 5 % of a check.
    gc.disable()
    try:
        app(prog_name="s117xl")
    except Refused as refused:
        _end(str(refused))
    except KeyboardInterrupt:
        _end("Stopped; nothing was half-written.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("S117XL_DEBUG"):
            raise
        _end(fault_of_ours(error))
    sys.exit(0)


def _end(sentence: str) -> NoReturn:
    print(f"s117xl: {sentence}", file=sys.stderr)  # noqa: T201
    sys.exit(2)


if __name__ == "__main__":
    main()
