"""The one error that is written for people, and what they are told of any other."""

from pathlib import Path


class Refused(Exception):  # noqa: N818  (it names what happened; nothing is at fault)
    """The work was not done, and the user's file is as it was.

    The text is one sentence, or two short ones, that says what is wrong, where, and what to
    do. It holds no personal value: it may be printed, logged or shown in a message box. The
    command line prints it and ends with status 2.
    """


def fault_of_ours(error: Exception) -> str:
    """One sentence for a fault of ours, without the error's text, which may be personal."""
    trace = error.__traceback__
    place = ""
    while trace:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"This is a fault of s117xl's and not of your file ({type(error).__name__} in {place}); "
        "nothing was written. Please report it."
    )
