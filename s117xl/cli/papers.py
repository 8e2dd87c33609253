"""The commands that make Word documents, and those of their templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s117xl.cli.options import AsAt, Feed, File, Listed, State, app, today


@app.command()
def write(
    kind: Annotated[
        str, typer.Argument(help="Which document, such as decision.", show_default=False)
    ],
    file: File,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where to put them.", show_default=False)
    ],
    id: Annotated[
        list[str] | None,
        typer.Option(
            "--id",
            help="A register id, or the id of a row of another sheet; may be repeated.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every row that it is for.")] = False,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="FIELD=VALUE",
            help="Rows whose field holds this; may be repeated.",
            show_default=False,
        ),
    ] = None,
    state: Annotated[
        State | None,
        typer.Option(
            help="Default: what Settings says. What has gaps stays a draft.", show_default=False
        ),
    ] = None,
    easy_read: Annotated[
        bool | None,
        typer.Option(
            "--easy-read/--plain",
            help="The leaflet on rights; default: as the person needs it.",
            show_default=False,
        ),
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also as PDF, by Word or LibreOffice.")
    ] = False,
    as_at: AsAt = None,
    format: Annotated[Listed, typer.Option("--format", help="How it is told.")] = Listed.table,
) -> None:
    """Make Word documents from a register. What would be unlawful is not made, and is told.

    Example: s117xl write decision register.xlsx --id V-001 --out letters

    KIND is one of: assessment, plan, review, light-review, panel-application, decision, dispute,
    ending-record, ending-letter, reinstatement, refund, rights, reminder.

    Status 0: made, nothing to do. 1: something was not made, or is a draft, or is to be read
    first. 2: nothing was made.
    """
    from s117xl import write as documents

    status = documents.write(
        kind, file, id or [], where or [], out, as_at.date() if as_at else None, today,
        every=every, state=state.value.upper() if state else "", easy_read=easy_read, pdf=pdf,
        form=format.value,
    )  # fmt: skip
    raise typer.Exit(status)


@app.command()
def report(
    kind: Annotated[str, typer.Argument(help="Which report, such as audit.", show_default=False)],
    file: Annotated[
        Path, typer.Argument(help="The workbook that it is about.", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="F.docx", help="Where to write it.", show_default=False)
    ],
    register: Annotated[
        Path | None, typer.Option("--register", help="With audit: the register, for its evidence.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="With audit and baseline: last year's workbook."),
    ] = None,
    competencies: Annotated[
        Path | None,
        typer.Option("--competency", help="With training: the competency workbook, for the needs."),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--templates", metavar="DIR", help="A folder of your own templates."),
    ] = None,
    audit: Annotated[
        Path | None, typer.Option("--audit", help="With board and evidence: the last audit.")
    ] = None,
    base: Annotated[
        Path | None, typer.Option("--baseline", help="With board and evidence: the last baseline.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            metavar="2026-Q2",
            help="With board and evidence: a quarter or a year of finance. Default: that of the "
            "day.",
        ),
    ] = None,
    publish: Annotated[
        bool,
        typer.Option("--publish", help="With board and evidence: small numbers are withheld."),
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option("--html", metavar="F.html", help="With board: also as a page by itself."),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files",
            metavar="LIST.csv",
            help="With evidence: files to bundle. Headings: File, Title, Dated, Statements, Owner.",
        ),
    ] = None,
    feed: Feed = None,
    state: Annotated[
        State | None, typer.Option(help="What has gaps stays a draft.", show_default=False)
    ] = None,
    as_at: AsAt = None,
) -> None:
    """Make a report in Word.

    Example: s117xl report audit audit.xlsx --register register.xlsx --out audit.docx

    KIND and its workbook: board (register); evidence (register; --out is a folder); audit
    (audit); baseline, improvement-plan (baseline); role-profile, supervision (competency; --out
    is a folder); training, briefing, policy, protocol, board-terms, pathway, inclusion (register).

    Status 0: final. 1: something is to be completed. 2: it was not made.
    """
    from s117xl.reports import command

    beside = command.Beside(
        register, previous, competencies, as_at.date() if as_at else None,
        state.value.upper() if state else "", audit, base, period, publish, page, files,
        tuple(feed or ()),
    )  # fmt: skip
    open_ = command.report_command(kind, file, out, beside, today, folder)
    raise typer.Exit(1 if open_ else 0)


templates = typer.Typer(no_args_is_help=True, help="The Word templates of the documents.")
app.add_typer(templates, name="templates")


@templates.command("list")
def list_templates(
    folder: Annotated[
        Path | None, typer.Option("--folder", metavar="DIR", help="Your own templates' folder.")
    ] = None,
) -> None:
    """List the templates, and which of them are your own.

    Example: s117xl templates list --folder templates
    """
    from s117xl.documents import command
    from s117xl.reports.catalogue import all_templates

    command.list_templates(all_templates(), folder)


@templates.command("check")
def check_template(
    file: Annotated[Path, typer.Argument(help="A template (.docx).", show_default=False)],
    kind: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Which document it is for, if not by name.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="COPY.docx", help="The copy with comments.")
    ] = None,
) -> None:
    """Say what is wrong with a template, and write a copy with Word comments at each place.

    Example: s117xl templates check decision.docx

    Status 0: nothing is wrong. 1: something is. 2: it could not be read.
    """
    from s117xl.documents import command
    from s117xl.reports.catalogue import all_templates

    raise typer.Exit(1 if command.check_template(all_templates(), file, kind, out) else 0)


@templates.command("export")
def export_templates(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to put them.", show_default=False)
    ],
) -> None:
    """Put the templates into a folder, to be edited in Word.

    Example: s117xl templates export templates
    """
    from s117xl.documents import command
    from s117xl.reports.catalogue import all_templates

    command.export_templates(all_templates(), folder)
