"""What a baseline says in words. The workbook's formulas say the same, letter for letter.

Each sentence that asks for something begins with Missing, Finding, Warning or Too many, so that
it stands out by its first word and not by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from s117xl.baseline.questions import scale
from s117xl.baseline.tables import FEWEST_PRIORITIES, MOST_PRIORITIES, PARTNERS

NOT_AGREED = "not agreed"
RAG = {1: "Red", 2: "Red", 3: "Amber", 4: "Green", 5: "Green"}


def partners_say(
    ratings: Mapping[str, int | None], unread: Sequence[str], differ: int | None, least: int
) -> str:
    """Whether the partners agree, and who has not rated; `least` is what makes a finding."""
    blank = [who for who, rating in ratings.items() if rating is None and who not in unread]
    sentences = [difference(ratings, differ, least)]
    sentences += [f"Not yet rated: {', '.join(blank)}."] if blank else []
    sentences += [f"Not a whole number from 1 to 5: {', '.join(unread)}."] if unread else []
    return " ".join(filter(None, sentences))


def difference(ratings: Mapping[str, int | None], differ: int | None, least: int) -> str:
    """How far apart the partners are who have rated; blank for fewer than two of them."""
    if differ is None:
        return ""
    if differ == 0:
        return "The partners rate alike."
    points = f"{differ} point{'s' if differ > 1 else ''}"
    if differ < least:
        return f"The partners differ by {points}, fewer than Settings asks about."
    said = ", ".join(f"{who} {rating}" for who, rating in ratings.items() if rating)
    how = "Settle why before you agree, and write" if differ > 1 else "Write"
    return f"Finding: the partners differ by {points} ({said}). {how} it under risks and gaps."


def agreed_says(agreed: int | None, *, unread: bool, missing: bool, most: int | None) -> str:
    """What was agreed, whether evidence is missing, and whether it beats `most` of the partners."""
    if unread:
        return "Missing: what was agreed is not a whole number from 1 to 5."
    if agreed is None:
        return "Missing: no rating is agreed yet."
    says = f"Agreed: {agreed}, {scale()[agreed].name}. {RAG[agreed]}."
    if missing:
        says += f" Missing: evidence for a {agreed}; say what shows it."
    if most is not None and agreed > most:
        says += " Higher than any partner's own rating: say why."
    return says


def to_write(strengths: str, risks: str) -> str:
    """Whether the agreed row says what is strong and what is at risk."""
    said = {"key strengths": strengths, "key risks and gaps": risks}
    blank = [name for name, text in said.items() if not text]
    return f"Missing: {', '.join(blank)}." if blank else "Strengths and risks are written."


def lowest_says(agreed: Mapping[str, int | None]) -> str:
    """The lowest agreed rating and where it stands; the ratings are by dimension's title."""
    known = {title: rating for title, rating in agreed.items() if rating is not None}
    if not known:
        return "No dimension is agreed yet."
    least = min(known.values())
    where = ", ".join(title for title, rating in known.items() if rating == least)
    says = f"Lowest agreed rating: {least}, in {where}."
    open_ = len(agreed) - len(known)
    return f"{says} Missing: {open_} not agreed yet." if open_ else says


def findings_say(titles: Sequence[str], *, anybody: bool) -> str:
    """Where partners differ; `anybody` is whether any partner has rated at all."""
    if titles:
        return f"Finding: the partners differ on {', '.join(titles)}."
    if not anybody:
        return "No partner has rated yet."
    return "No difference between the partners is a finding."


def priorities_say(count: int) -> str:
    """Whether there are three to five priorities."""
    if count > MOST_PRIORITIES:
        return f"Too many: {count} priorities, and five at most can come first."
    if count < FEWEST_PRIORITIES:
        named = "priority is" if count == 1 else "priorities are"
        return f"Warning: {count} {named} named; choose three to five."
    return f"{count} priorities are named."


def plan_says(actions: int, lacking: int, overdue: int) -> str:
    """How many actions there are, how many lines lack something, and how many are late."""
    return f"Actions in the plan: {actions}. With something missing: {lacking}. Overdue: {overdue}."


def signed_says(count: int) -> str:
    """How many partners have signed."""
    return f"Signed by {count} of {len(PARTNERS)} partners."


def change_says(last: int | None, now: int | None) -> str:
    """What became of a rating. What is not known is not taken for a change."""
    if now is None:
        return "Not agreed yet."
    if last is None:
        return "Not known for the last time."
    if now == last:
        return "Unchanged."
    return f"{'Up' if now > last else 'Down'} by {abs(now - last)}."
