"""The sentences of `sentences`, as they stand before Excel has worked anything out."""

from __future__ import annotations

from s117xl.audit.questions import of_domain
from s117xl.audit.tables import RATINGS
from s117xl.audit.workbook.formulas import ANSWERED
from s117xl.audit.workbook.sentences import NOTHING_LACKS
from s117xl.audit.workbook.shown import Shown, case_to_do, text


def progress(shown: Shown, number: int) -> str:
    """How far a domain is."""
    return _answered(shown, number) + _missing(shown, number) + _standing(shown, number)


def _answered(shown: Shown, number: int) -> str:
    if number == 3:
        return _audited(shown)
    states = [shown.to_do(question) for question in of_domain(number)]
    if number == 9:
        return f"{states.count('Done')} of {len(states)} have evidence."
    return f"{sum(state in ANSWERED for state in states)} of {len(states)} answered."


def _audited(shown: Shown) -> str:
    states = [state for case in shown.filled.cases if (state := case_to_do(case))]
    barred = states.count("Not auditable")
    tail = f", {barred} could not be audited" if barred else ""
    return f"{states.count('Done')} of {len(states) - barred} cases audited{tail}."


def _missing(shown: Shown, number: int) -> str:
    if number in (3, 9):
        return ""
    states = [shown.to_do(question) for question in of_domain(number)]
    lacks = (("Evidence", "evidence for a Yes"), ("Say why", "reason for an N/A"))
    counts = ((states.count(word), what) for word, what in lacks)
    return "".join(f" Missing: {count} x {what}." for count, what in counts if count)


def _standing(shown: Shown, number: int) -> str:
    score = None if number == 9 else shown.score(number)
    scored = "" if score is None else f" Score {score:.0%}, suggested {shown.suggested(number)}."
    rating = shown.rating(number)
    return scored + (f" Rated {rating}." if rating else " Not rated yet.")


def rating_lacks(shown: Shown, number: int) -> str:
    """What a rating still lacks, or that it lacks nothing."""
    rating = shown.rating(number)
    if not rating:
        return "Choose a rating: Green, Amber or Red."
    if rating not in RATINGS:
        return "The rating must be Green, Amber or Red."
    return _unexplained(shown, number) + _untold(shown, number) or NOTHING_LACKS


def _unexplained(shown: Shown, number: int) -> str:
    row, suggested = shown.filled.rating(number), shown.suggested(number)
    better = suggested and RATINGS.index(shown.rating(number)) < RATINGS.index(suggested)
    both = text(row, "Why better than suggested") and text(row, "Second name")
    if better and not both:
        return "The rating is better than suggested: write why, and who else agrees. "
    return ""


def _untold(shown: Shown, number: int) -> str:
    least = shown.limits.narrative
    told = len(text(shown.filled.rating(number), "Narrative"))
    if shown.rating(number) in ("Amber", "Red") and told < least:
        return f"Amber and Red need a narrative of at least {least} letters. "
    return ""
