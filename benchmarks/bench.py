"""Measures `check` and the marking as whole processes, as ratios within one run."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

AS_AT = date(2026, 6, 30)

BARE_READ = """
import sys
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
grids = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
"""
LOAD_AND_SAVE = """
import sys
from openpyxl import load_workbook
load_workbook(sys.argv[1]).save(sys.argv[2])
"""


class Run(NamedTuple):
    """One process: seconds on the clock, and peak memory in MB."""

    seconds: float
    memory: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; its output is thrown away."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with status {child.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def in_turn(ours: Sequence[str], theirs: Sequence[str], times: int) -> tuple[list[Run], list[Run]]:
    """Both commands in turn, once uncounted and then `times` times."""
    run(ours)
    run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def ratio(ours: list[Run], theirs: list[Run], part: int = 0) -> float:
    """The median of the ratios pair by pair."""
    return statistics.median(a[part] / b[part] for a, b in zip(ours, theirs, strict=True))


def worn_people(count: int) -> dict[str, list[dict[str, Any]]]:
    """Coherent people with two faults each, in rotation."""
    from s117xl.demo.people import invent, tables

    people = invent(count, AS_AT)
    faults: list[dict[str, Any]] = [
        {"plan_ref": None},
        {"contingency_plan": "no"},
        {"updated_on": AS_AT - timedelta(days=300)},
        {"surname": None},
        {"la_code": "E07000008"},
        {"plan_shared_date": "tbc"},
        {"lead_name": None},
        {"gp_practice_code": "12"},
    ]
    for number, person in enumerate(people):
        person.register |= faults[number % len(faults)] | faults[(number + 3) % len(faults)]
    return tables(people)


def make_register(count: int, folder: Path) -> Path:
    """A register of so many people in a folder."""
    from s117xl.new import write_rows_as_register

    path = folder / f"register-{count}.xlsx"
    settings = {"as_at": AS_AT, "holds": "invented people"}
    write_rows_as_register(path, worn_people(count), AS_AT, settings)
    return path


def measure_check(path: Path, times: int) -> dict[str, float]:
    """The check against the bare read: seconds, ratios of time and of memory."""
    ours, theirs = in_turn(
        [sys.executable, "-m", "s117xl", "check", str(path), "--format", "json"],
        [sys.executable, "-c", BARE_READ, str(path)],
        times,
    )
    return {
        "check": statistics.median(each.seconds for each in ours),
        "bare": statistics.median(each.seconds for each in theirs),
        "ratio": ratio(ours, theirs),
        "memory": statistics.median(each.memory for each in ours),
        "memory_ratio": ratio(ours, theirs, 1),
    }


def measure_mark(path: Path, times: int) -> dict[str, float]:
    """`check --mark` and openpyxl's load and save, each on a fresh copy."""
    ours, checks, theirs = [], [], []
    for _ in range(times):
        copy = path.with_name("marked.xlsx")
        shutil.copy(path, copy)
        checks.append(run([sys.executable, "-m", "s117xl", "check", str(copy), "--format", "json"]))
        ours.append(
            run([sys.executable, "-m", "s117xl", "check", str(copy), "--mark", "--format", "json"])
        )
        saved = str(path.with_name("saved.xlsx"))
        theirs.append(run([sys.executable, "-c", LOAD_AND_SAVE, str(path), saved]))
        for left in path.parent.glob("marked*.xlsx"):
            left.unlink()
    check, mark, save = (
        statistics.median(r.seconds for r in runs) for runs in (checks, ours, theirs)
    )
    return {
        "check_and_mark": mark,
        "marking_alone": mark - check,
        "openpyxl": save,
        "times_quicker": save / mark,
        "marking_times_quicker": save / (mark - check),
        "memory": statistics.median(each.memory for each in ours),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="also 100,000 people")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--no-mark", action="store_true")
    parser.add_argument("--profile", metavar="FILE", help="profile one check of a register")
    parser.add_argument("--make", nargs=2, metavar=("PEOPLE", "DIR"), help="make a register")
    options = parser.parse_args()
    if options.make:
        make_register(int(options.make[0]), Path(options.make[1]))
        return
    if options.profile:
        profile(Path(options.profile))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {}
        for count in (1_000, 10_000) + ((100_000,) if options.all else ()):
            # In a process of its own: a child's peak memory is at least its parent's.
            subprocess.run([sys.executable, __file__, "--make", str(count), name], check=True)
            path = folder / f"register-{count}.xlsx"
            times = options.times if count < 100_000 else 3
            found[count] = measure_check(path, times)
            print(
                f"check {count:,}:", {k: round(v, 2) for k, v in found[count].items()}, flush=True
            )
            if count == 10_000 and not options.no_mark:
                print(
                    "mark 10,000:",
                    {k: round(v, 2) for k, v in measure_mark(path, 3).items()},
                    flush=True,
                )
        if options.all:
            print(
                "growth 10,000 to 100,000:",
                round(found[100_000]["check"] / found[10_000]["check"], 1),
            )


def profile(path: Path) -> None:
    """Print the thirty functions in which a check spends the most time."""
    import cProfile
    import pstats

    from s117xl.commands import examine

    profiler = cProfile.Profile()
    profiler.runcall(examine, path, AS_AT, lambda: AS_AT)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
