"""What the window has done for it beside its own thread.

Each import here is late: the window is on the screen before anything that takes time is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from s117xl.refusal import Refused

if TYPE_CHECKING:
    from s117xl.actions import Action, Menu, Said
    from s117xl.companion.rows import RowFindings
    from s117xl.findings import Finding
    from s117xl.workbook.package import Table

Tell = Callable[[str], None]


class Offered(NamedTuple):
    """All the buttons that there are, and what is said once below them."""

    actions: Sequence[Action]
    menus: Mapping[str, Menu]
    advice: str


class Pressed(NamedTuple):
    """What a button said, and of which workbook; the name is None where none was open."""

    id: str
    workbook: str | None
    said: Said


class Sight(NamedTuple):
    """What is to be seen in Excel: the workbook in front, and the findings of the selected row."""

    workbook: str | None
    row: RowFindings | None = None


def offer(_tell: Tell) -> Offered:
    """The buttons, from the one table of them."""
    from s117xl import actions

    return Offered(actions.ACTIONS, actions.MENUS, actions.ADVICE)


def press(id: str, tell: Tell) -> Pressed:
    """The button with this id pressed at the workbook in front. Raises Refused."""
    from s117xl.press import press

    front = look((), tell)
    said = press(id, date.today, tell)
    return Pressed(id, front.workbook if front else None, said)


def look(findings: Sequence[Finding], _tell: Tell) -> Sight | None:
    """What is to be seen in Excel, with these findings; None where it cannot be looked at now."""
    from s117xl.companion.rows import findings_at
    from s117xl.workbook.live import spot

    try:
        at = spot(_id_columns(findings))
    except Refused:
        return None
    if at is None:
        return Sight(None)
    return Sight(at.workbook, findings_at(findings, at))


def go(workbook: str | None, finding: Finding, row: int | None, _tell: Tell) -> None:
    """The person taken to the cell of a finding of this workbook, where it stands now.

    `row` is the row that the person is on, None where it is not known to be the finding's own.
    Raises Refused.
    """
    from s117xl.workbook.live import active_workbook

    book = active_workbook()
    if book.name != workbook:
        raise Refused(
            f"The finding is of {workbook}; bring that workbook to the front, then choose the "
            "finding again."
        )
    book.show(finding.sheet, _cell_now(book.tables.values(), finding, row))


def _cell_now(tables: Iterable[Table], finding: Finding, row: int | None) -> str:
    """Its cell, though rows were sorted or columns moved since the check."""
    from s117xl.workbook.areas import column_letters, parse_cell

    row_then, column = parse_cell(finding.cell)
    for table in tables:
        if table.sheet == finding.sheet and finding.heading in table.headings:
            column = table.area.left + table.headings.index(finding.heading)
    return f"{column_letters(column)}{row or row_then}"


def _id_columns(findings: Iterable[Finding]) -> dict[str, str]:
    """The defined name of the column of ids on each sheet that has findings."""
    from s117xl.register.schema import TABLES, defined_name

    sheets = {f.sheet: TABLES[f.table] for f in findings if f.table in TABLES}
    return {sheet: defined_name(table.key, table.id_field) for sheet, table in sheets.items()}
