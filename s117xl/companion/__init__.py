"""The window for desktops where Office may not start a program: the same buttons, beside Excel."""

from __future__ import annotations

import sys

_INSTEAD = "the command line does the same on a closed file: s117xl --help"


def open_window() -> int:
    """The window opened and, in the end, closed: 0; where it cannot be opened, told: 2."""
    try:
        import tkinter
    except ImportError:
        return _not_opened("The window needs tkinter, which this Python came without")
    from s117xl.companion.session import Session

    try:
        window = Session().window
    except tkinter.TclError as error:
        if "display" not in str(error):
            raise
        return _not_opened("There is no screen here to open the window on")
    window.mainloop()
    return 0


def _not_opened(why: str) -> int:
    print(f"s117xl: {why}; {_INSTEAD}", file=sys.stderr)  # noqa: T201
    return 2
