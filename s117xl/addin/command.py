"""The commands of the add-in: each does its work and says what was done."""

from __future__ import annotations

from pathlib import Path

from s117xl.screen import Screen


def install_addin(file: Path | None) -> None:
    """Put the add-in where Excel opens it, and say what was done."""
    from s117xl.addin.install import install, read_addin

    _say(install(read_addin(file)))


def remove_addin() -> None:
    """Take the add-in away again, and say what was done."""
    from s117xl.addin.install import remove

    _say(remove())


def build_addin(file: Path, python: str) -> None:
    """Make the add-in from its texts, and say its sha256."""
    from s117xl.addin.build import write_xlam

    digest = write_xlam(file, python)
    _say([f"{file.name} is made; its sha256 is {digest}."])


def _say(lines: list[str]) -> None:
    screen = Screen()
    for line in lines:
        screen.say(line)
