"""A new register made from rows: what the workbook is to show before Excel has calculated it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from s117xl.register.from_csv import Rows, read_rows
from s117xl.workbook.whole import require_new_workbook, write_whole


def write_new_register(file: Path, folder: Path | None, today: date) -> int:
    """Write a register with the rows of a folder's CSV files; how many records it holds."""
    require_new_workbook(file)
    rows = read_rows(folder) if folder else {}
    write_rows_as_register(file, rows, today)
    return len(rows.get("Register", ()))


def write_rows_as_register(
    file: Path,
    rows: Rows,
    today: date,
    settings: Mapping[str, Any] | None = None,
    extra: Callable[[Any], None] | None = None,
) -> None:
    """Write a register with these rows, whole or not at all. `extra` may add a sheet to it."""
    from s117xl.workbook.templates.register import write_register

    day = (settings or {}).get("as_at") or today
    due = reviews_due(rows, day)

    def write(path: Path) -> None:
        write_register(path, rows, settings=settings, reviews_due=due, extra=extra)

    write_whole(file, write)


def reviews_due(rows: Mapping[str, Sequence[Mapping[str, Any]]], as_at: date) -> list[Any]:
    """What the column "Review due by" shows for each row: a day, "cannot tell" or nothing."""
    from s117xl.derived import derive
    from s117xl.register.given import table_from_rows
    from s117xl.register.parse import Register
    from s117xl.register.schema import TABLES
    from s117xl.rules.rows import Context
    from s117xl.rules.scopes import is_live
    from s117xl.settings import Settings

    if not rows.get("Register"):
        return []
    tables = {
        name: table_from_rows(TABLES[name], rows.get(name, ())) for name in ("Register", "Reviews")
    }
    context = Context(Register(tables), as_at, Settings())
    live = is_live(context.rows("Register")).yes.tolist()
    return [
        _shown(each.review_due) if alive else ""
        for each, alive in zip(derive(context), live, strict=True)
    ]


def _shown(day: str) -> Any:
    return date.fromisoformat(day) if day else "cannot tell"
