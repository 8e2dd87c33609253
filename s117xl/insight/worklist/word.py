"""The worklist printed for a lead: its template in Word, and the facts that fill it.

People go by their register ids: a printed list is left on desks and in cars.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from s117xl.documents.building.kit import Draft
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import Blank, line
from s117xl.insight.worklist import word_facts as facts
from s117xl.insight.worklist.tasks import Task, groups
from s117xl.settings import Settings

if TYPE_CHECKING:
    from s117xl.documents.compiled import CompiledTemplate
    from s117xl.documents.templates import Templates

TEMPLATE = "worklist"
TITLE = "Section 117 worklist"
NOBODY = "No lead is named"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def compiled_template(templates: Templates) -> CompiledTemplate:
    """The organisation's own template of this name, else ours, which is made from its text."""
    from s117xl.documents.compiled import compile_template
    from s117xl.documents.templates import read_template

    own = templates.own(TEMPLATE)
    data = read_template(own) if own else worklist_template()
    return compile_template(data, facts.WorklistPaper, f"{TEMPLATE}.docx")


def worklist_template() -> bytes:
    """The template."""
    draft = Draft(TITLE, "note", "Worklist: {% if lead %}{{ lead }}{% else %}" + NOBODY +
                  "{% endif %}")  # fmt: skip
    draft.when("document.invented")
    draft.para("**Invented.** The people in this list are not real.")
    draft.end()
    draft.para(
        "What is to be done for people with a right to aftercare, as at **{{ document.date }}**: "
        "what is unlawful or overdue, and what is due within {{ days }} days. People go by their "
        "register ids; please do not write their names on this list."
    )
    _counts(draft)
    _unlawful(draft)
    _overdue(draft)
    _due(draft)
    _notes(draft)
    return draft.bytes()


def _counts(draft: Draft) -> None:
    draft.heading("How much of what")
    draft.table(
        ["Team", "Kind", "Unlawful", "Overdue", "Due"],
        "row in counts",
        ["{% if row.team %}{{ row.team }}{% else %}No team{% endif %}", "{{ row.kind }}",
         "{{ row.unlawful }}", "{{ row.overdue }}", "{{ row.due }}"],
        [4.6, 5.4, 2.2, 2.2, 2.2],
    )  # fmt: skip


def _unlawful(draft: Draft) -> None:
    draft.heading("Unlawful: to be put right now")
    draft.when("unlawful")
    draft.table(
        ["Record", "What to do", "Rule"], "task in unlawful",
        ["{{ task.record }}", "{{ task.what }}", "{{ task.rule }}"], [3, 11.8, 1.8],
    )  # fmt: skip
    draft.otherwise()
    draft.para("Nothing that the checks can see is unlawful.")
    draft.end()


def _overdue(draft: Draft) -> None:
    draft.heading("Overdue")
    draft.when("overdue")
    draft.table(
        ["Record", "Kind", "Was due by", "What to do"], "task in overdue",
        ["{{ task.record }}", "{{ task.kind }}",
         "{% if task.due %}{{ task.due }}, {{ task.over }} ago{% else %}No day known{% endif %}",
         "{{ task.what }}"],
        [2.8, 2.6, 3, 8.2],
    )  # fmt: skip
    draft.otherwise()
    draft.para("Nothing is overdue.")
    draft.end()


def _due(draft: Draft) -> None:
    draft.heading("Due within {{ days }} days")
    draft.when("due")
    draft.para(
        "The last day does not move for a weekend or a bank holiday. Where it is no working day, "
        "do the work by the working day before."
    )
    draft.table(
        ["Last day", "Do it by", "Working days", "Record", "Kind", "What to do"],
        "task in due",
        ["{{ task.due }}", "{{ task.do_by }}", "{{ task.left }}", "{{ task.record }}",
         "{{ task.kind }}", "{{ task.what }}"],
        [2.3, 2.7, 2.2, 2.5, 2.3, 4.6],
    )  # fmt: skip
    draft.otherwise()
    draft.para("Nothing is due.")
    draft.end()


def _notes(draft: Draft) -> None:
    draft.when("notes")
    draft.heading("What this list cannot tell")
    draft.bullet_each("note in notes", "{{ note }}")
    draft.end()
    draft.para("This is made from the register alone. Nothing here is legal advice.")


def paper(
    lead: str, tasks: Sequence[Task], settings: Settings, as_at: date, *,
    days: int, reference: str, notes: Sequence[str] = (),
) -> facts.WorklistPaper:  # fmt: skip
    """The facts of one lead's list."""
    return facts.WorklistPaper(
        document=_about(settings, as_at, reference),
        organisation=facts.WorklistBodies(
            council=line(settings.text("la_name")) or Blank("Settings: Council"),
            board=line(settings.text("icb_name")) or Blank("Settings: Integrated Care Board"),
        ),
        lead=line(lead),
        days=str(days),
        counts=tuple(
            facts.WorklistCount(
                team=line(group.team), kind=group.kind, unlawful=str(group.unlawful),
                overdue=str(group.overdue), due=str(group.due),
            )
            for group in groups(tasks)
        ),
        unlawful=_of_state(tasks, "unlawful"),
        overdue=_of_state(tasks, "overdue"),
        due=_of_state(tasks, "due"),
        notes=tuple(map(line, notes)),
        missing=(),
    )  # fmt: skip


def _about(settings: Settings, as_at: date, reference: str) -> facts.AboutWorklist:
    return facts.AboutWorklist(
        title=TITLE,
        date=in_words(as_at),
        state="FINAL",
        is_draft=False,
        law_as_at=in_words(as_at),
        reference=reference,
        invented=settings.text("holds") == "invented people",
    )


def _of_state(tasks: Sequence[Task], state: str) -> tuple[facts.WorklistTask, ...]:
    mine = [task for task in tasks if task.state == state]
    return tuple(_task(task) for task in sorted(mine, key=lambda task: task.due or date.min))


def _task(task: Task) -> facts.WorklistTask:
    return facts.WorklistTask(
        record=line(task.record) or "The register itself",
        team=line(task.team),
        kind=task.kind,
        due=_day(task.due),
        do_by=f"{_DAYS[task.prompt_by.weekday()]} {_day(task.prompt_by)}" if task.prompt_by else "",
        over=f"{task.days_over} {'day' if task.days_over == 1 else 'days'}",
        left=str(task.working_days_left if task.working_days_left is not None else ""),
        what=line(task.fix if task.state == "due" else task.what),
        rule=task.code,
        explained=task.explained,
    )


def _day(day: date | None) -> str:
    from s117xl.register.columns import show_day

    return show_day(day) if day else ""
