"""The small-number rule: which counts are hidden, how others are rounded, when there is a rate."""

from __future__ import annotations

from fractions import Fraction

SMALLEST = 5
"""Counts below it are hidden, nought among them."""

STEP = 5
"""Others are rounded to the nearest of its multiples."""

LEAST_FOR_RATE = 10
"""No percentage, median or sum of money stands on fewer."""

SUPPRESSED = "suppressed"

FOOTNOTE = (
    f"Counts below {SMALLEST}, nought among them, are suppressed; others are rounded to the "
    f"nearest {STEP}. Where one group could be worked out from the others or from a total, a "
    "second is suppressed. Percentages are of rounded counts, and none stands on fewer than "
    f"{LEAST_FOR_RATE}. Where figures for the same days were published before, they are repeated "
    "as they were."
)


def is_small(count: int) -> bool:
    """Whether a count is hidden for its own sake."""
    return count < SMALLEST


def rounded(count: int) -> int:
    """A count that is not small, to the nearest five: 7 is 5, 8 is 10."""
    return (count + STEP // 2) // STEP * STEP


def could_be(published: int) -> tuple[int, int]:
    """The least and the most that a published count can have been."""
    return max(published - STEP // 2, SMALLEST), published + STEP // 2


def percentage(part: int, whole: int) -> float:
    """The share of published counts as a fraction of 1, to a whole per cent, rounded half up."""
    hundredths = Fraction(part * 100, whole)
    return int(hundredths + Fraction(1, 2)) / 100
