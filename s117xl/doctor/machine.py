"""The machine as the checks see it. Each part can be stood in for, so that all three systems can
be examined on one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from s117xl.addin.install import Places, interpreter, places
from s117xl.doctor.registry import Registry, WindowsRegistry

WINDOWS, MAC = "win32", "darwin"
_PATIENCE = 15
"""Seconds that another program is given to answer."""


class Python(NamedTuple):
    """The Python that runs the doctor."""

    version: tuple[int, int, int]
    bits: int
    executable: Path
    for_excel: str
    base: Path
    in_environment: bool


class Answer(NamedTuple):
    """What another program answered: its exit status and what it printed."""

    status: int
    text: str


@dataclass(frozen=True)
class Machine:
    """What can be asked of a machine. `root` is the top of its disk.

    `run` is None where the program is not there. `requirements` are those of s117xl as it was
    installed, None where it was not.
    """

    platform: str
    python: Python
    home: Path
    here: Path
    temp: Path
    root: Path
    registry: Registry
    run: Callable[[Sequence[str]], Answer | None]
    which: Callable[[str], str | None]
    importable: Callable[[str], bool]
    version_of: Callable[[str], str | None]
    requirements: Sequence[str] | None
    free: Callable[[Path], int]

    @property
    def has_excel_desktop(self) -> bool:
        """Whether Excel is made for this system at all."""
        return self.platform in (WINDOWS, MAC)

    @property
    def places(self) -> Places:
        """Where the add-in goes. Refused where Excel does not run."""
        return places(self.platform)


def this_machine() -> Machine:
    """The machine that this runs on."""
    windows = sys.platform == WINDOWS
    return Machine(
        platform=sys.platform,
        python=_this_python(),
        home=Path.home(),
        here=Path.cwd(),
        # Windows may give it in its short form, which does not begin as the home folder does.
        temp=Path(tempfile.gettempdir()).resolve(),
        root=Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\" if windows else "/"),
        registry=WindowsRegistry(),
        run=_run,
        which=shutil.which,
        importable=_importable,
        version_of=_version_of,
        requirements=_requirements(),
        free=lambda folder: shutil.disk_usage(folder).free,
    )


def _this_python() -> Python:
    return Python(
        sys.version_info[:3],
        64 if sys.maxsize > 2**32 else 32,
        Path(sys.executable),
        interpreter(),
        Path(sys.base_prefix),
        sys.prefix != sys.base_prefix,
    )


def _run(command: Sequence[str]) -> Answer | None:
    try:
        done = subprocess.run(
            list(command), capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Answer(done.returncode, done.stdout)


def _importable(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _requirements() -> list[str] | None:
    try:
        return metadata.requires("s117xl") or []
    except metadata.PackageNotFoundError:
        return None
