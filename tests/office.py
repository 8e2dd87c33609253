"""LibreOffice as a second pair of eyes: it computes formulas and makes pages into pictures.

It proves nothing about repairs: it opens almost anything. See `tests.ooxml` for those.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.needs import lack, no_skips

TIMEOUT = 120.0  # seconds for one file
HOW = "apt-get install libreoffice-calc poppler-utils"

# Calc keeps the values that a file holds unless it is told to compute always (0).
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not no_skips(),
    reason=f"LibreOffice is not on this machine. To run this test: {HOW}",
)
"""Marks a test that runs LibreOffice. With S117XL_NO_SKIPS=1 it runs, and fails without."""


def recalculate(path: Path, out_dir: Path) -> Path:
    """A copy of the workbook in `out_dir` in which every formula has been computed anew.

    The copy is for reading values (openpyxl's data_only): LibreOffice drops much else.
    """
    return convert(path, out_dir, "xlsx:Calc MS Excel 2007 XML")


def to_pdf(path: Path, out_dir: Path) -> Path:
    """The workbook or document as it would print, with formulas computed."""
    return convert(path, out_dir, "pdf")


def to_pngs(path: Path, out_dir: Path, dpi: int = 60) -> list[Path]:
    """One picture for each printed page, in order, as `STEM-1.png` and so on."""
    pdf = to_pdf(path, out_dir)
    run([program("pdftoppm"), "-r", str(dpi), "-png", str(pdf), str(out_dir / path.stem)], pdf)
    return sorted(out_dir.glob(f"{path.stem}-*.png"), key=page_number)


def page_number(png: Path) -> int:
    """The page that pdftoppm wrote into the name."""
    return int(png.stem.rpartition("-")[2])


def convert(path: Path, out_dir: Path, target: str, infilter: str = "") -> Path:
    """The file that LibreOffice writes into `out_dir`; the source's name with a new ending.

    `infilter` is how it is to read the source, where the name's ending does not tell it.
    """
    out = out_dir / f"{path.stem}.{target.partition(':')[0]}"
    if out.resolve() == path.resolve():
        raise ValueError(f"{out_dir} holds the source itself: name another folder")
    out_dir.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={profile_dir().as_uri()}"
    options = ["--headless", "--norestore", "--convert-to", target, "--outdir", str(out_dir)]
    options += [f"--infilter={infilter}"] if infilter else []
    run([soffice(), profile, *options, str(path)], path)
    if not out.exists():
        raise RuntimeError(f"LibreOffice could not open {path.name}")
    return out


def run(command: list[str], path: Path) -> None:
    """Run to the end or raise; a child that hangs is stopped with its own children."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            raise RuntimeError(f"{command[0]} took over {TIMEOUT:.0f} s on {path.name}") from None
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed on {path.name}: {said.decode(errors='replace')}")


@cache
def profile_dir() -> Path:
    """A profile of this process alone, so that runs beside each other do not wait or fail."""
    folder = Path(tempfile.mkdtemp(prefix="s117xl-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    return folder


def soffice() -> str:
    """The LibreOffice program; where there is none, the test ends."""
    return program("soffice")


def program(name: str) -> str:
    """The path of a program of LibreOffice or poppler; where there is none, the test ends."""
    return shutil.which(name) or lack("LibreOffice with poppler's pdftoppm", HOW)
