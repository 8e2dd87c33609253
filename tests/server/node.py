"""Programs and files of npm that the tests use: axe-core, and Microsoft's checks of a manifest."""

from __future__ import annotations

import os
from pathlib import Path

from tests.needs import lack

VARIABLE = "S117XL_NODE_MODULES"
HOW = (
    "npm install axe-core@4.14.1 office-addin-manifest-converter@0.4.1 "
    "@microsoft/app-manifest@1.1.2 fs-extra@7.0.1, with S117XL_NODE_MODULES the folder node_modules"
)


def node_file(name: str) -> Path:
    """A file below node_modules; without it the test skips, or fails where none may be skipped."""
    folder = os.environ.get(VARIABLE, str(Path(__file__).parents[2] / "node_modules"))
    path = Path(folder) / name
    if not path.exists():
        lack(name.partition("/")[0], HOW)
    return path
