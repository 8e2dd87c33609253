"""Jobs done by several processes here, or by a Dask cluster; the answers come in the jobs' order.

Both do the very same with each job, so the result does not tell which it was. Only a few jobs
more than are being done are handed out at a time: memory does not grow with the files.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from s117xl.insight.rollup import apart
from s117xl.insight.rollup.lines import Job, NotRead, Result
from s117xl.refusal import Refused

AHEAD = 4
"""Jobs handed out for each process: enough that none waits for a slow one before it."""
CONNECT_SECONDS = 10

Run = Callable[[Iterable[Job]], Iterator[Result]]


class _Promise(Protocol):
    """An answer to come."""

    def result(self) -> Result:
        """The answer, once it is there."""


def here(processes: int | None) -> Run:
    """Done on this machine by so many processes at a time, by default one for each core."""
    if processes is not None and processes < 1:
        raise Refused("The number of processes is to be 1 or more.")
    count = processes or cores()

    def run(jobs: Iterable[Job]) -> Iterator[Result]:
        # Each thread only waits for the process that does its job.
        with ThreadPoolExecutor(count) as pool:
            try:
                yield from _in_turn(jobs, lambda job: pool.submit(_apart, job), AHEAD * count)
            finally:
                pool.shutdown(cancel_futures=True)

    return run


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def on_cluster(address: str) -> Run:
    """Done by the Dask cluster at this address; its machines see the files under the same paths."""

    def run(jobs: Iterable[Job]) -> Iterator[Result]:
        client = _client(address)
        try:
            count = max(sum(client.nthreads().values()), 1)
            yield from _in_turn(jobs, lambda job: _Kept(client, job), AHEAD * count)
        finally:
            client.close()

    return run


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise Refused(
            "A cluster needs Dask, which is not installed: pip install 's117xl[cluster]', or leave "
            "--cluster out to use the processes of this machine."
        ) from None
    try:
        connect: Any = Client
        return connect(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError):
        raise Refused(
            "The Dask cluster does not answer at the address given; check that its scheduler is "
            "running, or leave --cluster out to use the processes of this machine."
        ) from None


class _Kept:
    """A job given to the cluster."""

    def __init__(self, client: Any, job: Job) -> None:
        self._job = job
        self._future = client.submit(_apart, job, pure=False, retries=0)

    def result(self) -> Result:
        """The answer; where the cluster lost the job, a line that says so."""
        try:
            result: Result = self._future.result()
        except Exception as error:
            kind = type(error).__name__
            return NotRead(self._job.name, f"The cluster lost it ({kind}); check it alone.")
        finally:
            self._future.release()
        return result


def _apart(job: Job) -> Result:
    return apart.checked_apart(job)


def _in_turn(jobs: Iterable[Job], submit: Callable[[Job], _Promise], most: int) -> Iterator[Result]:
    """The answers in the jobs' order, never more than `most` jobs handed out at a time."""
    waiting: deque[_Promise] = deque()
    for job in jobs:
        waiting.append(submit(job))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
