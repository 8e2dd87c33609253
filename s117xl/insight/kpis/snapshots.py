"""Figures kept as they were on a day: a file of lines that are only ever added to.

Each line holds a hash of itself and of the line before, so that one that was changed or taken out
shows. The chain cannot show that its last lines were cut off: keep the last hash elsewhere too.
The file holds exact counts, small ones among them, and is for the partnership alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from s117xl.refusal import Refused

START = "0" * 64
"""What stands for the line before the first."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The figures of a period as they stood on a day.

    `kpis` are the figures as plain values, as they were shown: of a `published` one rounded and
    with small numbers suppressed, never with records. `groups` and `promises` are those of equity
    and of the leaflet. `approved_by` is who let it be published, "" where nobody is recorded.
    """

    as_at: str
    period: str
    first: str
    last: str
    version: str
    definitions: str
    fingerprint: str
    published: bool
    kpis: tuple[Mapping[str, Any], ...]
    groups: tuple[Mapping[str, Any], ...] = ()
    promises: tuple[Mapping[str, Any], ...] = ()
    approved_by: str = ""
    made_on: str = ""

    @property
    def same(self) -> tuple[object, ...]:
        """What makes two snapshots one and the same."""
        return self.period, self.as_at, self.fingerprint, self.definitions, self.published

    def figure(self, code: str) -> Mapping[str, Any] | None:
        """A figure by its code, None where it is not held."""
        return next((each for each in self.kpis if each["code"] == code), None)


def default_file(register: Path) -> Path:
    """Where the snapshots of a register are kept where nothing else is said: beside it."""
    return register.with_name(f"{register.stem}.snapshots.jsonl")


def read_snapshots(file: Path) -> list[Snapshot]:
    """The snapshots in the order in which they were added; none where there is no file.

    Raises Refused where the chain is broken, or the file cannot be read.
    """
    return [snapshot for snapshot, _ in _chain(file)]


def last_hash(file: Path) -> str:
    """The hash of the last line, that of the start where there is none. Raises as reading does."""
    hashes = [each for _, each in _chain(file)]
    return hashes[-1] if hashes else START


def _chain(file: Path) -> Iterator[tuple[Snapshot, str]]:
    before = START
    for number, line in enumerate(_lines(file), 1):
        snapshot = _read(line, before)
        if snapshot is None:
            raise Refused(
                f"The chain of snapshots in {file.name} is broken at line {number}: that line, or "
                "the one before it, was changed or taken out; bring back a copy of the file, or "
                "begin another with --snapshots FILE."
            )
        before = json.loads(line)["hash"]
        yield snapshot, before


def _lines(file: Path) -> Sequence[str]:
    try:
        return _split(file.read_bytes().decode("utf-8")) if file.exists() else []
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"The snapshots in {file.name} cannot be read; see whether it is open elsewhere, or "
            "name another file with --snapshots FILE."
        ) from None


def _split(text: str) -> list[str]:
    """The lines of a text; only a line feed ends one, as other signs may stand in a cell."""
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _read(line: str, before: str) -> Snapshot | None:
    """The snapshot of a line, None where the line is not as it was written after the one before."""
    try:
        held = json.loads(line)
        content = held["snapshot"]
        if held["previous"] != before or held["hash"] != _hash(before, content):
            return None
        lists = {key: tuple(each) for key, each in content.items() if isinstance(each, list)}
        return Snapshot(**{**content, **lists})
    except (ValueError, KeyError, TypeError):
        return None


def _hash(before: str, content: Mapping[str, Any]) -> str:
    return hashlib.sha256((before + _plain(content)).encode()).hexdigest()


def _plain(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def add_snapshot(file: Path, snapshot: Snapshot) -> bool:
    """The snapshot is in the file, at its end; False where it already was there.

    The lines before are never touched. Raises Refused where the chain is broken or the file
    cannot be written.
    """
    held = list(_chain(file))
    if any(each.same == snapshot.same for each, _ in held):
        return False
    before = held[-1][1] if held else START
    content = json.loads(json.dumps(_content(snapshot)))
    line = {"snapshot": content, "previous": before, "hash": _hash(before, content)}
    _append(file, _plain(line))
    return True


def _content(snapshot: Snapshot) -> dict[str, Any]:
    return {name: getattr(snapshot, name) for name in Snapshot.__slots__}


def _append(file: Path, line: str) -> None:
    """The line at the end of the file, in one write, and on the disk."""
    try:
        with file.open("ab") as out:
            out.write(f"{line}\n".encode())
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        raise Refused(
            f"The snapshots in {file.name} cannot be written; see whether the folder lets you, or "
            "name another file with --snapshots FILE."
        ) from None
