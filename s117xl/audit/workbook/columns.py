"""The columns of the domain sheets: widths, lists, and what Excel says beside a chosen cell."""

from __future__ import annotations

from collections.abc import Sequence

from s117xl.audit.tables import domain_table, rating_table
from s117xl.audit.workbook.formulas import ANSWERS, RATINGS
from s117xl.audit.workbook.laying import Column, one_of

_ANSWER = (
    "Yes: in place and shown. Partial: in place in part. No: not in place. N/A: cannot apply here, "
    "and you say why. Leave blank what nobody has looked at yet."
)
_EVIDENCE = (
    "Name what you saw, with its date and where it is kept, so that another could find it. A Yes "
    "needs evidence. Name no person: use ids. The column Good evidence says what to look for."
)
_WHY = "Only for N/A: why the question cannot apply to this partnership."
_COMMENT = "What the next reader should know: what is missing, what is planned."
_NARRATIVE = (
    "What was found, what it means for people, and what is to be done. Amber and Red cannot do "
    "without it."
)
_RATING = (
    "Your rating. It may always be worse than suggested. A better one needs a reason and a second "
    "name."
)
_BETTER = "Only if the rating is better than suggested: why, in facts that somebody could check."
_SECOND = "Only if the rating is better than suggested: the second person who agrees with it."

_SHARED = {
    column.heading: column
    for column in (
        Column("Ref", 11, "told", bold=True),
        Column("Critical", 12, "told"),
        Column("Question", 42, "told"),
        Column("Indicator", 42, "told"),
        Column("Answer", 13, told=_ANSWER, bounds=one_of(ANSWERS), bold=True),
        Column("Evidence", 34, told=_EVIDENCE),
        Column("Why not applicable", 18, told=_WHY),
        Column("Comment", 26, told=_COMMENT),
        Column("To do", 13, "worked"),
        Column("Register proposes", 12, "ours"),
        Column("Register says", 26, "ours"),
        Column("Differs", 18, "worked"),
        Column("Last year", 11, "ours"),
        Column("Group", 8, "told"),
        Column("Good evidence", 40, "told"),
        Column("Pillar", 9, "told", hidden=True),
        Column("Law", 70, "told", folded=True),
        Column("Points", 8, "worked", "points", hidden=True),
        Column("Cases", 8, "worked", "number"),
        *(Column(word, 8, "worked", "number") for word in ("Yes", "Partial", "No", "N/A")),
    )
}
_OF_CASES = (
    Column("Score", 13, "worked", "percent", bold=True),
    Column("Comment", 34, told=_COMMENT),
    Column("Counts as", 18, "worked"),
)
_OF_EVIDENCE = (
    Column("Register proposes", 18, "ours"),
    Column("Critical", 12, "told"),
    Column("Differs", 18, "ours", hidden=True),
)


def question_columns(number: int) -> Sequence[Column]:
    """The columns of a domain's questions, in the order of its table."""
    own = {3: _OF_CASES, 9: _OF_EVIDENCE}.get(number, ())
    columns = _SHARED | {column.heading: column for column in own}
    return [columns[heading] for heading in domain_table(number).headings]


def rating_columns() -> Sequence[Column]:
    """The columns of the rating; their widths are those of the questions below."""
    columns = {
        "Score": Column("Score", 0, "worked", "percent", big=True),
        "Suggested": Column("Suggested", 0, "worked", big=True),
        "Narrative": Column("Narrative", 0, told=_NARRATIVE),
        "Rating": Column("Rating", 0, told=_RATING, bounds=one_of(RATINGS), big=True),
        "Why better than suggested": Column("Why better than suggested", 0, told=_BETTER),
        "Second name": Column("Second name", 0, told=_SECOND),
    }
    return [columns[heading] for heading in rating_table(1).headings]


def group_columns() -> Sequence[Column]:
    """The columns of the six parts of domain 8."""
    return (
        Column("Group", 0, "told", bold=True),
        Column("Suggested", 0, "worked", bold=True),
        Column("Part", 0, "told"),
        Column("Score", 0, "worked", "percent", bold=True),
        Column("Answered", 0, "worked"),
    )
