"""Releases one after another: their differences tell nothing of what each of them hides."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from s117xl.insight.disclosure.release import OTHER_MEANING, Release, release, require_over
from s117xl.insight.disclosure.rule import SMALLEST, could_be
from s117xl.insight.equity import Group
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import Kpi
from s117xl.insight.kpis.leaflet import BROKEN, Kept, all_promises
from s117xl.insight.kpis.quarters import Period, read_period
from s117xl.insight.kpis.snapshots import Snapshot
from s117xl.refusal import Refused
from tests.insight.test_kpis import many
from tests.insight.test_kpis_periods import gathered
from tests.people import AS_AT

Q1 = read_period("2026-Q1")


def figure(code: str, period: Period, numerator: int, denominator: int | None = None) -> Kpi:
    about = all_definitions()[code]
    flow = f"{period.first}/{period.last}"
    cohort = flow if about.when == "flow" else str(period.last)
    return Kpi(code, about.name, numerator, denominator, 0,
               numerator / denominator if denominator else numerator, about.target, "",
               about.unit, cohort=cohort)  # fmt: skip


def kept(period: Period, told: Release) -> Snapshot:
    return Snapshot(
        str(period.last), period.name, str(period.first), str(period.last), "1", "1", "f", True,
        tuple(each.as_json(with_records=False) for each in told.kpis),
        tuple(told.groups), tuple(told.promises),
    )  # fmt: skip


def publish(period: Period, before: list[Snapshot], *kpis: Kpi, **more: Any) -> Release:
    told = release(kpis, more.get("groups", ()), more.get("promises", ()), period, before)
    before.append(kept(period, told))
    return told


def test_what_was_published_for_the_same_days_is_repeated_whatever_was_corrected() -> None:
    before: list[Snapshot] = []
    first = publish(Q1, before, figure("K27", Q1, 88, 103), figure("K03", Q1, 12))
    again = publish(Q1, before, figure("K27", Q1, 89, 104), figure("K03", Q1, 13))
    assert again.kpis == first.kpis
    assert again.kpis[1].value == 10, "13 alone would be 15, and one more person would be told of"


def test_what_was_corrected_a_lot_is_repeated_too_so_that_the_repeating_tells_nothing() -> None:
    before: list[Snapshot] = []
    first = publish(Q1, before, figure("K03", Q1, 2))
    assert publish(Q1, before, figure("K03", Q1, 60)).kpis == first.kpis
    assert first.kpis[0].rag == ""
    assert "value" in first.kpis[0].suppressed


def test_another_meaning_for_the_same_days_is_withheld() -> None:
    from dataclasses import replace

    before: list[Snapshot] = []
    publish(Q1, before, figure("K27", Q1, 88, 103))
    told = publish(Q1, before, replace(figure("K27", Q1, 80, 103), version=2)).kpis[0]
    assert (told.value, told.why, told.rag) == (None, OTHER_MEANING, "suppressed")


def test_the_next_quarter_is_published_anew() -> None:
    before: list[Snapshot] = []
    publish(Q1, before, figure("K03", Q1, 12))
    q2 = read_period("2026-Q2")
    assert publish(q2, before, figure("K03", q2, 23)).kpis[0].value == 25


def test_the_year_and_its_last_quarter_have_the_same_figures_of_the_day() -> None:
    before: list[Snapshot] = []
    q4, year = read_period("2026-Q4"), read_period("2026")
    first = publish(q4, before, figure("K01", q4, 262))
    assert publish(year, before, figure("K01", year, 264)).kpis[0].value == first.kpis[0].value


def test_a_year_is_withheld_where_one_of_its_quarters_is_hidden_alone() -> None:
    before: list[Snapshot] = []
    year = read_period("2026")
    for period, count in zip(year.quarters(), (20, 15, 3, 30), strict=True):
        publish(period, before, figure("K03", period, count))
    told = publish(year, before, figure("K03", year, 68)).kpis[0]
    small = publish(year, [], figure("K03", year, 2)).kpis[0]
    assert (told, told.value) == (small, None), "it looks as if it were small itself"


def test_a_year_with_two_hidden_quarters_or_none_is_shown() -> None:
    for counts in ((20, 15, 3, 2), (20, 15, 30, 40)):
        before: list[Snapshot] = []
        year = read_period("2026")
        for period, count in zip(year.quarters(), counts, strict=True):
            publish(period, before, figure("K03", period, count))
        assert publish(year, before, figure("K03", year, sum(counts))).kpis[0].value is not None


def test_a_quarter_is_withheld_where_it_would_leave_another_hidden_alone() -> None:
    before: list[Snapshot] = []
    year = read_period("2026")
    *first, last = year.quarters()
    for period, count in zip(first, (20, 15, 3), strict=True):
        publish(period, before, figure("K03", period, count))
    assert publish(year, before, figure("K03", year, 68)).kpis[0].value == 70
    assert publish(last, before, figure("K03", last, 30)).kpis[0].value is None


def test_no_order_of_releases_gives_a_small_quarter_back() -> None:
    """The attack over time: whatever comes out first, a year less its quarters tells no quarter."""
    random = Random(117)
    year = read_period("2026")
    attacked = 0
    for _ in range(2000):
        counts = [random.choice([0, 3, 5, 8, random.randint(0, 40)]) for _ in range(4)]
        true = dict(zip((p.name for p in year.quarters()), counts, strict=True))
        order = [*year.quarters(), year]
        random.shuffle(order)
        before: list[Snapshot] = []
        shown: dict[str, float | None] = {}
        for period in order:
            count = sum(counts) if period == year else true[period.name]
            shown[period.name] = publish(period, before, figure("K03", period, count)).kpis[0].value
        for name, count in true.items():
            if count < SMALLEST and shown[year.name] is not None:
                attacked += 1
                assert room(name, true, shown, year.name) >= 2, (true, shown)
    assert attacked > 300


def room(name: str, true: dict[str, int], shown: dict[str, float | None], year: str) -> int:
    """How many values besides one a small quarter can have, for who knows which are small.

    One that was withheld for the sake of another looks as they do, and may be anything.
    """
    low, high = could_be(int(shown[year] or 0))
    for other, count in true.items():
        if other != name:
            figure = shown[other]
            least, most = (
                could_be(int(figure)) if figure is not None
                else (0, SMALLEST - 1) if count < SMALLEST else (0, 10**6)
            )  # fmt: skip
            low, high = low - most, high - least
    return min(high, SMALLEST - 1) - max(low, 0)


def groups(measure: str, *counts: tuple[int, int]) -> list[Group]:
    return [Group(measure, "A figure", "Gender", f"group {n}", met, of, 0, None, None)
            for n, (met, of) in enumerate(counts)]  # fmt: skip


def test_groups_and_promises_of_the_same_day_are_repeated() -> None:
    before: list[Snapshot] = []
    promise = next(iter(all_promises().values()))
    first = publish(
        Q1, before, figure("K27", Q1, 80, 120), groups=groups("K27", (60, 80), (20, 40)),
        promises=[Kept(promise, BROKEN, 40, 10, 0, 0, ("V-001",))],
    )  # fmt: skip
    again = publish(
        Q1, before, figure("K27", Q1, 70, 120), groups=groups("K27", (50, 80), (20, 40)),
        promises=[Kept(promise, BROKEN, 30, 20, 0, 0, ("V-001",))],
    )  # fmt: skip
    assert (again.groups, again.promises) == (first.groups, first.promises)
    assert first.promises[0]["sentence"] == "Not kept for 10 of 50."
    assert "records" not in first.promises[0]


def test_groups_of_a_flow_are_not_given_for_a_year_and_its_quarters_both() -> None:
    before: list[Snapshot] = []
    year = read_period("2026")
    publish(Q1, before, figure("K05", Q1, 80, 120), groups=groups("K05", (60, 80), (20, 40)))
    told = publish(
        year, before, figure("K05", year, 180, 320), groups=groups("K05", (90, 160), (90, 160))
    )
    assert told.groups == []


def test_that_a_promise_is_broken_for_nobody_is_not_published() -> None:
    promise = next(iter(all_promises().values()))
    told = publish(Q1, [], promises=[Kept(promise, "kept", 40, 0, 0, 0, ())]).promises[0]
    assert (told["result"], told["sentence"], told["not_kept"]) == (
        "suppressed", "Suppressed.", None
    )  # fmt: skip


def test_a_period_that_still_runs_is_not_published() -> None:
    given = gathered(read_period("2026-Q1"), AS_AT.replace(day=29), Register=many({}))
    with pytest.raises(Refused, match="still runs"):
        require_over(given)
    require_over(gathered(read_period("2026-Q1"), AS_AT, Register=many({})))
