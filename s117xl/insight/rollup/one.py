"""One register's figures. Run as a program it reads a job from standard input and prints them.

It is run in a process of its own, so that no file can stop, slow or poison the work on another.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from s117xl import __version__
from s117xl.check import Checked
from s117xl.commands import study
from s117xl.derived import Derived
from s117xl.findings import SEVERITIES
from s117xl.insight.rollup.lines import Job, Limits, Line, RuleCount
from s117xl.load import Loaded
from s117xl.refusal import Refused, fault_of_ours
from s117xl.register.truth import Truth
from s117xl.rules.people import people
from s117xl.rules.rows import ColumnAbsent, Context
from s117xl.rules.scopes import is_ended, is_live


def line(job: Job) -> Line:
    """The figures of the register. Raises Refused where it cannot be read."""
    as_at = date.fromisoformat(job.as_at) if job.as_at else None
    loaded, context, checked, derived = study(
        Path(job.path), as_at, lambda: date.fromisoformat(job.today)
    )
    return Line(
        name=job.name,
        version=__version__,
        sha256=loaded.workbook.digest,
        as_at=checked.as_at.isoformat(),
        invented=loaded.settings.text("holds") == "invented people",
        **_of_people(loaded, context, derived),
        **_of_findings(checked),
        ids=tuple(_unlawful_ids(checked)) if job.ids else (),
    )


def _of_people(loaded: Loaded, context: Context, derived: Sequence[Derived]) -> Mapping[str, Any]:
    return {
        "records": len(loaded.register["Register"]),
        "people": _live_people(context),
        "entitled": sum(each.entitled is True for each in derived),
        "undecided": sum(each.entitled is None for each in derived),
        "overdue": sum(bool(each.days_over) for each in derived),
        "untold": sum(each.days_over is None for each in derived),
        "ended": int(_by_status(context, "ended").yes.sum()),
    }


def _live_people(context: Context) -> int:
    """People with a record that is ACTIVE or of its kinds; one without a number is one person."""
    live = _by_status(context, "live").yes
    try:
        who = people(context.rows("Register"))[live]
    except ColumnAbsent:
        return int(live.sum())
    return len(np.unique(who[who >= 0])) + int((who < 0).sum())


def _by_status(context: Context, which: str) -> Truth:
    rows = context.rows("Register")
    try:
        return is_live(rows) if which == "live" else is_ended(rows)
    except ColumnAbsent:
        nobody = np.zeros(len(rows), np.bool_)
        return Truth(nobody, nobody)


def _of_findings(checked: Checked) -> Mapping[str, Any]:
    asked = [finding for finding in checked.findings if not finding.explained]
    severities = Counter(finding.severity for finding in asked)
    unlawful = Counter(finding.code for finding in asked if finding.severity == "unlawful")
    return {
        "severities": {name: severities[name] for name in SEVERITIES},
        "explained": len(checked.findings) - len(asked),
        "asks": sum(finding.action != "note" for finding in asked),
        "rules": {
            o.code: RuleCount(o.outcome, o.tested, o.found, o.untested) for o in checked.outcomes
        },
        "unlawful": dict(sorted(unlawful.items())),
    }


def _unlawful_ids(checked: Checked) -> Iterator[tuple[str, str]]:
    found = {(f.code, f.record) for f in checked.findings if f.severity == "unlawful"}
    yield from sorted(found)


def set_limits(limits: Limits) -> None:
    """This process can take no more memory and no more time than the limits say.

    Where the system has no such limits (Windows), only the one who started it watches the clock.
    """
    try:
        import resource
    except ImportError:
        return
    most = limits.memory << 20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))


def answer(job: Job) -> Mapping[str, Any]:
    """The figures as plain data, or `why` there are none."""
    try:
        return asdict(line(job))
    except Refused as refused:
        return {"why": str(refused)}
    except MemoryError:
        return {"why": f"It needs more than {job.limits.memory:,} MB of memory; check it alone."}
    except Exception as error:
        return {"why": fault_of_ours(error)}


def main() -> None:
    """Read one job, print its answer."""
    given = json.loads(sys.stdin.read())
    job = Job(**{**given, "limits": Limits(**given["limits"])})
    set_limits(job.limits)
    sys.stdout.write(json.dumps(answer(job)))


if __name__ == "__main__":
    main()
