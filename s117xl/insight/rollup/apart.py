"""A register checked in a process of its own, whatever becomes of that process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from s117xl import __version__
from s117xl.insight.rollup.lines import Job, Line, NotRead, Result, RuleCount

PROGRAM = (sys.executable, "-m", "s117xl.insight.rollup.one")


def checked_apart(job: Job) -> Result:
    """The register's figures, or why there are none. Never raises because of the register.

    A pool of lasting workers would be some tenths of a second quicker a file; it would also break
    as a whole where one of them is killed, and could not stop one that does not come to an end.
    """
    try:
        done = subprocess.run(
            PROGRAM, input=json.dumps(asdict(job)), stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, encoding="utf-8", timeout=job.limits.seconds,
            env=_surroundings(), check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return NotRead(job.name, f"It was not done within {job.limits.seconds} seconds and was "
                                 "stopped; check it alone.")  # fmt: skip
    if done.returncode:
        return NotRead(job.name, _ended(done.returncode))
    return _read(job, done.stdout)


def _surroundings() -> Mapping[str, str]:
    """One thread of arithmetic for each process, and this very s117xl."""
    here = str(Path(__file__).parents[3])
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}  # fmt: skip


def _ended(status: int) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return (
        f"Its process {how} before it was done, as where memory runs out; the others went on. "
        "Check it alone."
    )


def _read(job: Job, text: str) -> Result:
    try:
        given: dict[str, Any] = json.loads(text)
    except ValueError:
        return NotRead(job.name, "Its process gave no answer; check it alone.")
    if "why" in given:
        return NotRead(job.name, given["why"])
    if given["version"] != __version__:
        return NotRead(job.name, f"It was checked by s117xl {given['version']}, and this is "
                                 f"{__version__}; install the same on every machine.")  # fmt: skip
    rules = {code: RuleCount(*counts) for code, counts in given["rules"].items()}
    ids = tuple((code, record) for code, record in given["ids"])
    return Line(**{**given, "rules": rules, "ids": ids})
