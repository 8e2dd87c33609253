"""The workbooks that can be made, by kind; empty ones stand in the project's folder too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from s117xl.audit.book import write_audit
from s117xl.baseline.book import write_baseline
from s117xl.competency.book import write_competency
from s117xl.survey.book import write_survey
from s117xl.workbook.templates.register import write_register
from s117xl.workbook.whole import require_new_workbook, write_whole

WRITERS: dict[str, Callable[[Path], object]] = {
    "register": write_register,
    "audit": write_audit,
    "baseline": write_baseline,
    "competency": write_competency,
    "survey": write_survey,
}


def new_workbook(kind: str, file: Path) -> None:
    """An empty workbook of this kind, whole or not at all. Refused where the name is taken."""
    require_new_workbook(file)
    write = WRITERS[kind]
    write_whole(file, lambda path: _made(write, path))


def _made(write: Callable[[Path], object], path: Path) -> None:
    write(path)


def build_all(folder: Path) -> list[Path]:
    """Every empty workbook in the folder; their paths. Equal code gives equal bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for kind, write in WRITERS.items():
        made.append(folder / f"{kind}.xlsx")
        write(made[-1])
    return made
