"""Measures the rollup of many registers: one process against two, and a Dask cluster of two.

The registers are made of a few bases with people of their own, copied under other names with
another title in their properties, so that no two files are the same. Each copy is opened, read
and checked whole, in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

AS_AT = date(2026, 6, 30)
BASES = 3
ROLLUP = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[5])
from tests.peak import peak_megabytes
from s117xl.insight.rollup.command import rollup

def main():
    folder, out, processes, cluster = sys.argv[1:5]
    start = time.perf_counter()
    def run(address):
        rollup([Path(folder)], Path(out), address or None, int(processes),
               today=lambda: date(2026, 6, 30), form="json")
    if cluster:
        from distributed import LocalCluster
        with LocalCluster(n_workers=int(processes), threads_per_worker=1,
                          dashboard_address=None) as made:
            start = time.perf_counter()
            run(made.scheduler_address)
            seconds = time.perf_counter() - start
    else:
        run("")
        seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([seconds, used.ru_utime + used.ru_stime, peak_megabytes(),
                      used.ru_maxrss / 1024]), file=sys.stderr)

if __name__ == "__main__":
    main()
"""


COUNT = "sum(number * number for number in range(30_000_000))"
"""What needs a core and nothing else: how much two processes gain where nothing is shared."""


class Measured(NamedTuple):
    """Seconds on the clock and of the cores; peak memory in MB of the one that adds up, and of
    the largest child.
    """

    seconds: float
    cores: float
    memory: float
    child: float
    digest: str


def make_registers(count: int, people: int, folder: Path) -> None:
    """So many registers of so many people stand in the folder."""
    bases = [_base(number, people, folder) for number in range(min(BASES, count))]
    for number in range(count):
        _copy(bases[number % len(bases)], folder / f"register-{number + 1:04}.xlsx", number)
    for base in bases:
        base.unlink()


def _base(number: int, people: int, folder: Path) -> Path:
    from s117xl.demo.people import invent, tables
    from s117xl.new import write_rows_as_register

    path = folder / f"base-{number}.xlsx"
    made = tables(invent(people, AS_AT, seed=117 + number))
    write_rows_as_register(path, made, AS_AT, {"as_at": AS_AT, "holds": "invented people"})
    return path


def _copy(base: Path, path: Path, number: int) -> None:
    """The same workbook with another title."""
    with zipfile.ZipFile(base) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "docProps/core.xml":
                data = data.replace(b"</dc:title>", f" {number}</dc:title>".encode())
            new.writestr(member, data, zipfile.ZIP_DEFLATED, 1)


def measure(folder: Path, processes: int, cluster: bool = False) -> Measured:
    """One rollup as a program of its own."""
    out = folder.parent / f"out-{processes}-{cluster}.xlsx"
    out.unlink(missing_ok=True)
    script = folder.parent / "measure.py"
    script.write_text(ROLLUP, "utf-8")
    command = [sys.executable, str(script), str(folder), str(out), str(processes),
               "cluster" if cluster else "", str(Path(__file__).parents[1])]  # fmt: skip
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    seconds, cores, memory, child = map(float, done.stderr.splitlines()[-1].strip("[]").split(","))
    return Measured(seconds, cores, memory, child, sha256(out.read_bytes()).hexdigest()[:12])


def bare_gain() -> float:
    """How much quicker two processes that share nothing are than one after the other."""
    start = time.perf_counter()
    for _ in range(2):
        subprocess.run([sys.executable, "-c", COUNT], check=True)
    in_turn = time.perf_counter() - start
    start = time.perf_counter()
    both = [subprocess.Popen([sys.executable, "-c", COUNT]) for _ in range(2)]
    for each in both:
        each.wait()
    return in_turn / (time.perf_counter() - start)


def report(name: str, measured: Measured) -> None:
    """One line."""
    busy = measured.cores / measured.seconds
    print(
        f"{name:<18} {measured.seconds:7.1f} s, {measured.cores:6.1f} s of the cores "
        f"({busy:.2f} busy); adding up {measured.memory:4.0f} MB, one register "
        f"{measured.child:4.0f} MB; {measured.digest}",
        flush=True,
    )


def compare(count: int, people: int, with_cluster: bool, least: Sequence[int]) -> None:
    """Make the registers, measure, print."""
    folder = Path(tempfile.mkdtemp(prefix="rollup-"))
    try:
        (folder / "registers").mkdir()
        start = time.perf_counter()
        make_registers(count, people, folder / "registers")
        print(
            f"{count} registers of {people:,} rows, made in {time.perf_counter() - start:.0f} s; "
            f"{os.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}",
            flush=True,
        )
        runs = {processes: measure(folder / "registers", processes) for processes in least}
        for processes, measured in runs.items():
            report(f"{processes} process{'' if processes == 1 else 'es'}", measured)
        alone, most = runs[least[0]], runs[least[-1]]
        gain = alone.seconds / most.seconds
        print(f"{least[-1]} processes are {gain:.2f} times as quick as {least[0]}", flush=True)
        print(f"Two that share nothing gain {bare_gain():.2f} on this machine now", flush=True)
        digests = {measured.digest for measured in runs.values()}
        if with_cluster:
            clustered = measure(folder / "registers", 2, cluster=True)
            report("Dask, two workers", clustered)
            digests.add(clustered.digest)
        print("Equal bytes." if len(digests) == 1 else "THE BYTES DIFFER.")
    finally:
        shutil.rmtree(folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registers", type=int, default=8)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--all", action="store_true", help="150 registers of 3,000 rows")
    parser.add_argument("--no-cluster", action="store_true")
    options = parser.parse_args()
    count, rows = (150, 3000) if options.all else (options.registers, options.rows)
    compare(count, rows, not options.no_cluster, (1, 2))


if __name__ == "__main__":
    main()
