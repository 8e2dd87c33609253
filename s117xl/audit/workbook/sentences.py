"""The formulas that tell a person, in a sentence, how far a sheet is and what it lacks."""

from __future__ import annotations

from s117xl.audit.questions import of_domain
from s117xl.audit.workbook.formulas import (
    ANSWERED,
    LEAST_NARRATIVE,
    RATINGS,
    cases_barred,
    cases_done,
    cases_listed,
    nested,
    only,
)

NOTHING_LACKS = "The rating lacks nothing."


def progress(number: int) -> str:
    """ "4 of 5 answered. Score 90%, suggested Green, rated Green."."""
    return f"{_answered(number)}&{_missing(number)}&{_standing(number)}"


def _answered(number: int) -> str:
    table, count = f"tblD{number}", len(of_domain(number))
    if number == 3:
        barred = cases_barred()
        tail = f'IF({barred}=0,"",", "&{barred}&" could not be audited")'
        return f'{cases_done()}&" of "&{cases_listed()}&" cases audited"&{tail}&"."'
    if number == 9:
        return f'COUNTIF({table}[To do],"Done")&" of {count} have evidence."'
    answered = "+".join(f'COUNTIF({table}[To do],"{word}")' for word in ANSWERED)
    return f'{answered}&" of {count} answered."'


def _missing(number: int) -> str:
    if number in (3, 9):
        return '""'
    table = f"tblD{number}[To do]"
    lacks = (("Evidence", "evidence for a Yes"), ("Say why", "reason for an N/A"))
    return "&".join(
        f'IF(COUNTIF({table},"{word}")=0,""," Missing: "&COUNTIF({table},"{word}")&" x {what}.")'
        for word, what in lacks
    )


def _standing(number: int) -> str:
    """The score, the suggestion and the rating, as far as there are any."""
    table = f"tblRateD{number}"
    score, suggested, rating = (only(table, h) for h in ("Score", "Suggested", "Rating"))
    scored = f'IF({score}="",""," Score "&TEXT({score},"0%")&", suggested "&{suggested}&".")'
    return f'{scored}&IF({rating}=""," Not rated yet."," Rated "&{rating}&".")'


def rating_lacks(number: int) -> str:
    """What the rating still lacks, or that it lacks nothing."""
    table = f"tblRateD{number}"
    rating = only(table, "Rating")
    return nested(
        (f'TRIM({rating})=""', '"Choose a rating: Green, Amber or Red."'),
        (f"COUNTIF({RATINGS},TRIM({rating}))=0", '"The rating must be Green, Amber or Red."'),
        otherwise=f"{_or_nothing(_unexplained(table), _untold(table))}",
    )


def _or_nothing(*sentences: str) -> str:
    joined = "&".join(sentences)
    return f'IF({joined}="","{NOTHING_LACKS}",{joined})'


def _unexplained(table: str) -> str:
    """A rating better than suggested needs a reason and a second name."""
    rating, suggestion = (f"TRIM({only(table, h)})" for h in ("Rating", "Suggested"))
    better = f"IFERROR({_rank(rating)}>{_rank(suggestion)},FALSE)"
    why, second = (f'TRIM({only(table, h)})=""' for h in ("Why better than suggested",
                                                         "Second name"))  # fmt: skip
    told = "The rating is better than suggested: write why, and who else agrees. "
    return f'IF(AND({better},OR({why},{second})),"{told}","")'


def _rank(rating: str) -> str:
    return f'MATCH({rating},{{"Red","Amber","Green"}},0)'


def _untold(table: str) -> str:
    """An Amber or a Red needs a narrative."""
    rating, narrative = (f"TRIM({only(table, h)})" for h in ("Rating", "Narrative"))
    poor = f'OR({rating}="Amber",{rating}="Red")'
    told = f'"Amber and Red need a narrative of at least "&{LEAST_NARRATIVE}&" letters. "'
    return f'IF(AND({poor},LEN({narrative})<{LEAST_NARRATIVE}),{told},"")'
