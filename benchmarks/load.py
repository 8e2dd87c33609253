"""Loads the server on this machine's loopback: users who check a register of 1,000 people.

    python -m benchmarks.load            50 users for a minute on two workers; one and two copies
    python -m benchmarks.load --press    one press through the server against a closed file

Every loop ends by itself, and nothing but 127.0.0.1 is asked.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from benchmarks.bench import AS_AT, make_register
from s117xl import commands
from s117xl.server.desk import answer
from tests.excel.standin import open_in_standin
from tests.excel.test_wire import sent

PORT = 8197
JSON = {"content-type": "application/json"}


class Load(NamedTuple):
    """What a load showed: seconds for each answer, errors, and MB of memory over time."""

    took: list[float]
    errors: int
    seconds: float
    memory: list[float]

    @property
    def each_second(self) -> float:
        """Answers in a second."""
        return len(self.took) / self.seconds


def body_of(register: Path) -> bytes:
    """What the pane sends of a register."""
    workbook = sent(open_in_standin(register)[0]).model_dump(mode="json")
    return json.dumps({"workbook": workbook, "today": AS_AT.isoformat()}).encode()


@contextmanager
def server(workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server for development with so many workers, ready."""
    command = [sys.executable, "-m", "s117xl", "serve", "--dev", "--port", str(PORT),
               "--workers", str(workers)]  # fmt: skip
    made = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/health/ready", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(2)  # the second worker too
        yield made
    finally:
        made.terminate()
        made.wait(30)


def memory(pid: int) -> float:
    """MB that a process and its children hold."""
    pages = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == pid or int(fields[1]) == pid:
            pages += int(fields[21])
    return pages * 4096 / 1e6


def load(pid: int, body: bytes, users: int, seconds: float) -> Load:
    """So many users, each pressing anew as soon as the answer has come."""
    took: list[float] = []
    errors: list[str] = []
    held: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds

    def user() -> None:
        while time.perf_counter() < until:
            start = time.perf_counter()
            try:
                asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
                asked.request("POST", "/api/actions/check", body, JSON)
                said = asked.getresponse()
                said.read()
                asked.close()
                if said.status != 200:
                    raise OSError(str(said.status))
                took.append(time.perf_counter() - start)
            except OSError as error:
                errors.append(str(error))

    threads = [threading.Thread(target=user) for _ in range(users)]
    for thread in threads:
        thread.start()
    while time.perf_counter() < until:
        time.sleep(1)
        held.append(memory(pid))
    for thread in threads:
        thread.join()
    if errors:
        print("errors:", sorted(set(errors)))
    return Load(took, len(errors), time.perf_counter() - begun, held)


def percentile(took: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(took)[min(int(len(took) * share), len(took) - 1)]


def many_users(body: bytes, users: int, seconds: float) -> None:
    """Print what so many users showed on two workers."""
    with server(2) as made:
        load(made.pid, body, 4, 5)
        shown = load(made.pid, body, users, seconds)
    half = shown.memory[len(shown.memory) // 2 :]
    quarter = len(half) // 2
    early, late = statistics.mean(half[:quarter]), statistics.mean(half[quarter:])
    print(
        f"{users} users, {seconds:.0f} s, two workers: {len(shown.took)} checks, "
        f"{shown.errors} errors, {shown.each_second:.2f} a second"
    )
    middle, most = statistics.median(shown.took), percentile(shown.took, 0.95)
    print(f"  median {middle:.1f} s, p95 {most:.1f} s")
    print(
        f"  memory over the last half: {early:.0f} MB, then {late:.0f} MB "
        f"({(late - early) / early:+.1%}); at most {max(shown.memory):.0f} MB"
    )


def copies(body: bytes, seconds: float, times: int) -> None:
    """Print how many times as much two copies serve as one, in turn."""
    ratios = []
    for _ in range(times):
        each = []
        for workers in (1, 2):
            with server(workers) as made:
                load(made.pid, body, 6, 3)
                each.append(load(made.pid, body, 6, seconds).each_second)
        ratios.append(each[1] / each[0])
        print(f"  one {each[0]:.2f} a second, two {each[1]:.2f}: {ratios[-1]:.2f} times")
    print(f"two copies serve {statistics.median(ratios):.2f} times one")


def press(register: Path, body: bytes, times: int) -> None:
    """Print one press through the server against the same check on a closed file, in turn."""
    ratios = []
    closed = register.with_name("closed.xlsx")
    with server(1):
        for turn in range(times + 1):
            closed.write_bytes(register.read_bytes())
            start = time.perf_counter()
            commands.write_marks(*commands.examine(closed, AS_AT, lambda: AS_AT), lambda: AS_AT)
            file = time.perf_counter() - start
            start = time.perf_counter()
            asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
            asked.request("POST", "/api/actions/check", body, JSON)
            json.loads(asked.getresponse().read())
            served = time.perf_counter() - start
            start = time.perf_counter()
            answer("check", body)
            alone = time.perf_counter() - start
            if turn:
                ratios.append(served / file)
                print(f"  closed {file:.3f} s, served {served:.3f} s ({alone:.3f} s of it at work)")
    print(f"a press through the server takes {statistics.median(ratios):.2f} times a closed file")


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--press", action="store_true")
    asked.add_argument("--users", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--times", type=int, default=3)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        register = make_register(1000, Path(folder))
        body = body_of(register)
        print(f"a register of 1,000 people is {len(body) / 1e6:.1f} MB on the wire")
        if wanted.press:
            press(register, body, max(wanted.times, 5))
        else:
            many_users(body, wanted.users, wanted.seconds)
            copies(body, wanted.seconds / 4, wanted.times)


if __name__ == "__main__":
    main()
