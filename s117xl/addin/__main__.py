"""`python -P -m s117xl.addin check`: what the add-in starts for a press of a button."""

import sys

# xlwings imports these where it finds them, only to take their objects in and out of cells; we hand
# it plain lists, and a press is over sooner without them (0.15 s in place of 0.35 s).
NOT_NEEDED = dict.fromkeys(("pandas", "matplotlib", "PIL", "polars"))
sys.modules.update(NOT_NEEDED)  # type: ignore[arg-type]  # None: not to be had
from s117xl.workbook import live  # noqa: E402, F401

for name in NOT_NEEDED:
    del sys.modules[name]

from s117xl.addin import run  # noqa: E402

sys.exit(run(sys.argv[1] if len(sys.argv) == 2 else ""))
