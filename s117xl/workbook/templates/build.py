"""The workbooks that are handed out: built from the code, and kept in the project's folder."""

from __future__ import annotations

from pathlib import Path

from s117xl.workbook.templates.register import write_register


def build_all(folder: Path) -> list[Path]:
    """Write each empty workbook into the folder; their paths. Equal code gives equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / "register.xlsx"
    write_register(register)
    return [register]
