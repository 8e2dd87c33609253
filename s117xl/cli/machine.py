"""The commands of the machine: the ribbon, the server, the doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s117xl.cli.options import Told, app

addin = typer.Typer(
    no_args_is_help=True,
    help="The ribbon of desktop Excel: the tab Section 117, for this user.",
)
app.add_typer(addin, name="addin")


@addin.command("install")
def install_addin(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.xlam]", help="Another than came with s117xl: one signed."),
    ] = None,
) -> None:
    """Put the tab Section 117 into Excel, for this user.

    Example: s117xl addin install
    """
    from s117xl.addin import command

    command.install_addin(file)


@addin.command("remove")
def remove_addin() -> None:
    """Take the tab Section 117 out of Excel again.

    Example: s117xl addin remove
    """
    from s117xl.addin import command

    command.remove_addin()


@addin.command("build")
def build_addin(
    file: Annotated[Path, typer.Argument(help="Where to write it.", show_default=False)],
    python: Annotated[
        str, typer.Option("--python", help="The pythonw.exe that it starts for every user.")
    ] = "",
) -> None:
    """Make the add-in from its texts, for IT to sign and hand out. Equal texts give equal bytes.

    Example: s117xl addin build s117xl.xlam
    """
    from s117xl.addin import command

    command.build_addin(file, python)


@app.command()
def doctor(
    format: Annotated[Told, typer.Option("--format", help="How it is told.")] = Told.table,
) -> None:
    """Say what on this machine would stop s117xl working, and how to mend it. Nothing is changed.

    Example: s117xl doctor

    Status 0: nothing to mend. 1: there is a warning or a fault.
    """
    from s117xl.doctor import command

    raise typer.Exit(1 if command.doctor(format.value) else 0)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8117,
    workers: Annotated[int, typer.Option(help="Processes; one for each core.", min=1)] = 1,
    dev: Annotated[
        bool, typer.Option("--dev", help="For this machine alone: nobody is asked to sign in.")
    ] = False,
    cert: Annotated[
        Path | None, typer.Option(help="A certificate, PEM: Excel wants https.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key, PEM.")] = None,
) -> None:
    """Run the server for Excel on the web and for locked desktops.

    Example: s117xl serve --dev --cert localhost.pem --key localhost-key.pem

    Without --dev it is set up by S117XL_ADDRESS, S117XL_TENANT, S117XL_CLIENT and S117XL_JWKS.
    """
    from s117xl.server.serve import serve as run

    run(host, port, workers, dev, cert, key)
