"""The most memory that this process itself has used."""

from __future__ import annotations

import re
import resource
from pathlib import Path


def peak_megabytes() -> float:
    """Peak memory in MB, this program's alone.

    What `getrusage` gives a child begins with the peak of the process that started it, which in a
    long run of tests is the larger; Linux keeps a peak of its own for each program.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
