"""The command line. It alone reads the clock, once, and turns every refusal into status 2."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from s117xl import __version__
from s117xl.refusal import Refused, fault_of_ours

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


File = Annotated[Path, typer.Argument(help="The register workbook (.xlsx).", show_default=False)]
AsAt = Annotated[
    datetime | None,
    typer.Option(
        "--as-at", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", show_default=False,
        help="The day on which the register is judged. Default: the Settings sheet's, else today.",
    ),
]  # fmt: skip
Form = Annotated[Format, typer.Option("--format", help="How the result is printed.")]


def _today() -> date:
    return date.today()


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
    found = commands.check(file, day, _today, mark=mark, out=out, form=format, what_if=what_if)
    raise typer.Exit(1 if found else 0)


@app.command()
def clear(file: File) -> None:
    """Take our marks out of a register again; nothing that a person typed is touched.

    Example: s117xl clear register.xlsx
    """
    from s117xl import commands

    commands.clear(file, _today)


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

        commands.new_register(file, rows, _today())
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

    raise typer.Exit(1 if commands.adopt(theirs, file, map_file, _today()) else 0)


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

    commands.explain(code, file, record, as_at.date() if as_at else None, _today)


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
    command.sample_command(file, audit, seed, _today, size=size, why=why, key_file=key,
                           previous=previous, as_at=day)  # fmt: skip


AuditFile = Annotated[Path, typer.Argument(help="The audit workbook (.xlsx).", show_default=False)]


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
        file, register, previous, day, _today, mark=mark, form=format.value
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
    open_ = command.baseline(file, previous, format.value, as_at=day, today=_today)
    if mark and previous is not None:
        command.write_years(file, previous, _today())
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

    raise typer.Exit(1 if command.competency(file, audit, format.value, _today()) else 0)


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

    raise typer.Exit(1 if command.survey(file, bring, format.value, free_text, _today) else 0)


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

    make_demo(folder, _today)


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


class State(StrEnum):
    """As what documents are made."""

    draft = "draft"
    final = "final"


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
        kind, file, id or [], where or [], out, as_at.date() if as_at else None, _today,
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
    open_ = command.report_command(kind, file, out, beside, _today, folder)
    raise typer.Exit(1 if open_ else 0)


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
    raise typer.Exit(1 if command.worklist(file, days, ics, word, format, day, _today) else 0)


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
    asks = command.reconcile(file, discharges, caseload, decisions, format, out, day, _today)
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
    raise typer.Exit(1 if command.compare(old, new, format, day, _today, values=values) else 0)


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
        form=format.value, as_at=as_at.date() if as_at else None, today=_today,
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
        files, out, cluster, processes, as_at.date() if as_at else None, _today,
        form=format.value, ids=ids, word=word,
    )  # fmt: skip
    raise typer.Exit(1 if asks else 0)


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


class Told(StrEnum):
    """How the doctor tells what it found."""

    table = "table"
    json = "json"


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
