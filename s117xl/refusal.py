"""The one error that is written for people."""


class Refused(Exception):  # noqa: N818  (it names what happened; nothing is at fault)
    """The work was not done, and the user's file is as it was.

    The text is one sentence, or two short ones, that says what is wrong, where, and what to
    do. It holds no personal value: it may be printed, logged or shown in a message box. The
    command line prints it and ends with status 2.
    """
