"""Which registers are meant: files and folders, each file once, in an order of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from s117xl.refusal import Refused

ENDINGS = (".xlsx", ".xlsm")
_COPY = re.compile(r".* \d{4}-\d\d-\d\d before check", re.DOTALL)


def registers(given: Sequence[Path], but: Path | None = None) -> list[tuple[str, Path]]:
    """Each register with the name that it goes by: the file's, numbered where two are alike.

    In a folder, workbooks are taken and not those of its folders; the copies that a check keeps,
    the files with which Excel marks an open workbook, and `but`, are left out. Raises Refused
    where there is no register at all.
    """
    found: dict[Path, Path] = {}
    for path in given:
        for each in _workbooks(path):
            found.setdefault(each.resolve(), each)
    found.pop(but.resolve() if but else Path(), None)
    if not found:
        raise Refused("There is no Excel workbook there; name registers, or a folder of them.")
    return list(_named(sorted(found.values(), key=_place)))


def _workbooks(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    try:
        return [each for each in path.iterdir() if _is_register(each)]
    except OSError:
        raise Refused(f"The folder {path.name} cannot be read; check that you may.") from None


def _is_register(path: Path) -> bool:
    wanted = path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    return wanted and path.is_file() and not _COPY.fullmatch(path.stem)


def _place(path: Path) -> tuple[str, str, str]:
    return path.stem.casefold(), path.name, str(path)


def _named(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    taken: set[str] = set()
    for path in paths:
        name, number = path.stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{path.stem} ({number})"
        taken.add(name.casefold())
        yield name, path
