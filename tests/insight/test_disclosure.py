"""Small numbers: what is hidden, and an attacker who tries to get it back and fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.insight.disclosure.bounds import ENDLESS, room
from s117xl.insight.disclosure.figures import published_figure
from s117xl.insight.disclosure.groups import published_groups
from s117xl.insight.disclosure.rule import SMALLEST, could_be, is_small, percentage, rounded
from s117xl.insight.disclosure.tables import TOTAL, publish, with_totals
from s117xl.insight.equity import Group
from s117xl.insight.kpis.definitions import all_definitions
from s117xl.insight.kpis.kpi import Kpi

Counts = list[list[int]]
Place = tuple[int, int]


@pytest.mark.parametrize(
    ("count", "shown"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (262, 260), (263, 265)]
)
def test_a_count_is_rounded_to_the_nearest_five(count: int, shown: int) -> None:
    assert rounded(count) == shown
    least, most = could_be(shown)
    assert least <= count <= most


def test_counts_below_five_are_small_and_nought_is_one_of_them() -> None:
    assert [is_small(count) for count in (0, 1, 4, 5)] == [True, True, True, False]
    assert could_be(5) == (5, 7), "three and four are small and never shown as five"


def test_a_percentage_is_of_the_published_counts() -> None:
    assert percentage(45, 200) == 0.23
    assert percentage(10, 15) == 0.67


def test_where_one_of_two_groups_is_hidden_both_are() -> None:
    table = publish([[40, 3]])
    assert (table.at(0, 0), table.at(0, 1), table.at(0, TOTAL)) == (None, None, 45)
    table = publish([[40, 8]])
    assert (table.at(0, 0), table.at(0, 1), table.at(0, TOTAL)) == (40, 10, 50)


def test_no_row_and_no_column_hides_one_alone() -> None:
    table = publish([[3, 20, 30], [20, 20, 30], [40, 20, 30]])
    for line in lines(3, 3):
        assert sum(place in table.hidden for place in line) != 1


def test_noughts_are_not_given_away_by_rounding() -> None:
    # 8 + 8 + 8 + 8 is 32 and shown as 30; 10 + 10 + 10 + 10 is 32 at the least: the rest is nought.
    table = publish([[8, 8, 8, 8, 0, 0]])
    assert sum(table.at(0, column) is None for column in range(6)) > 2


# The attack. It knows the rule, every published count and share, and which counts are small.


def lines(row_count: int, columns: int) -> Iterator[list[Place]]:
    across, down = [*range(columns), TOTAL], [*range(row_count), TOTAL]
    yield from ([(row, column) for column in across] for row in down)
    yield from ([(row, column) for row in down] for column in across)


def tables(seed: int, how_many: int) -> Iterator[Counts]:
    random = Random(seed)
    for _ in range(how_many):
        columns = random.choice([2, 2, 2, 3, 4])
        most = random.choice([3, 6, 9, 15, 40, 200])
        yield [
            [random.choice([0, random.randint(0, 9), random.randint(0, most)])
             for _ in range(columns)]
            for _ in range(random.randint(1, 6))
        ]  # fmt: skip


def by_sums_and_differences(counts: Counts) -> dict[Place, tuple[int, int]]:
    """What an attacker knows of each number once no sum or difference tells any more."""
    true, shown = dict(with_totals(counts)), publish(counts).cells
    known = {
        place: could_be(figure) if figure is not None
        else (0, SMALLEST - 1) if true[place] < SMALLEST else (SMALLEST, ENDLESS)
        for place, figure in shown.items()
    }  # fmt: skip
    return narrowed_down(known, counts)


def narrowed_down(
    known: dict[Place, tuple[int, int]], counts: Counts
) -> dict[Place, tuple[int, int]]:
    before: Any = None
    while before != known:
        before = dict(known)
        for *parts, total in lines(len(counts), len(counts[0])):
            for place in (*parts, total):
                known[place] = narrowed(known, place, parts, total)
    return known


def narrowed(
    known: Mapping[Place, tuple[int, int]], place: Place, parts: list[Place], total: Place
) -> tuple[int, int]:
    others = [known[part] for part in parts if part != place]
    low, high = sum(least for least, _ in others), sum(most for _, most in others)
    least, most = known[place]
    if place == total:
        return max(least, low), min(most, high)
    return max(least, known[total][0] - high), min(most, known[total][1] - low)


def test_no_sum_or_difference_gives_a_small_count_back() -> None:
    attacked = 0
    for counts in tables(117, 3000):
        true = dict(with_totals(counts))
        for place, (least, most) in by_sums_and_differences(counts).items():
            if true[place] < SMALLEST:
                attacked += 1
                assert most - least >= 2, (counts, place)
    assert attacked > 10_000


def other_worlds(counts: Counts, row: int, column: int) -> Iterator[Counts]:
    """Tables near to this one in which one count is another: alone, or made up for elsewhere."""
    rest = [place for place in product(range(len(counts)), range(len(counts[0])))
            if place != (row, column)]  # fmt: skip
    for change in (1, -1, 2, -2):
        steps: list[list[tuple[int, int, int]]] = [[]]
        steps += [[(r, c, -change)] for r, c in rest]
        steps += [
            [(row, c, -change), (r, column, -change), (r, c, change)]
            for r, c in rest if r != row and c != column
        ]  # fmt: skip
        apart = [(r, c) for r, c in rest if r != row and c != column]
        steps += [[(r, column, -change), (r, c, change)] for r, c in apart]
        steps += [[(row, c, -change), (r, c, change)] for r, c in apart]
        for step in steps:
            world = [list(line) for line in counts]
            for r, c, amount in [(row, column, change), *step]:
                world[r][c] += amount
            if min(map(min, world)) >= 0:
                yield world


def looks_the_same(world: Counts, shown: Mapping[Place, int | None]) -> bool:
    """Whether all that is published of one table would be true of another."""
    return all(
        figure is None or (count >= SMALLEST and rounded(count) == figure)
        for place, count in with_totals(world)
        for figure in [shown[place]]
    )


def test_for_each_small_count_there_is_another_table_that_looks_the_same() -> None:
    """The proof: rates too are of published counts, so the other table has the same rates."""
    attacked = proved = 0
    for counts in tables(7, 1000):
        shown = publish(counts).cells
        for row, column in product(range(len(counts)), range(len(counts[0]))):
            if counts[row][column] < SMALLEST:
                attacked += 1
                worlds = other_worlds(counts, row, column)
                proved += any(looks_the_same(world, shown) for world in worlds)
    assert attacked > 2000
    assert proved == attacked


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: st.lists(
    st.lists(st.integers(0, 30), min_size=n, max_size=n), min_size=1, max_size=4)))  # fmt: skip
def test_what_is_shown_is_right_and_nothing_small_is_shown(counts: Counts) -> None:
    true, table = dict(with_totals(counts)), publish(counts)
    for place, figure in table.cells.items():
        if true[place] < SMALLEST:
            assert figure is None
        elif figure is not None:
            assert figure == rounded(true[place])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=2, max_size=3))
def test_the_room_is_what_trying_every_table_finds(counts: Counts) -> None:
    """The network's answer is that of a search through all tables, where there are few."""
    true = dict(with_totals(counts))
    limits = {
        place: (max(0, count - 1), count + 1) if sum(place) % 2 else (max(0, count - 2), count + 1)
        for place, count in true.items()
    }
    place = (0, 0)
    cells = [key for key in true if TOTAL not in key]
    found = set()
    for values in product(*(range(limits[key][0], limits[key][1] + 1) for key in cells)):
        world = [[0] * len(counts[0]) for _ in counts]
        for (row, column), value in zip(cells, values, strict=True):
            world[row][column] = value
        if all(limits[key][0] <= n <= limits[key][1] for key, n in with_totals(world)):
            found.add(world[0][0])
    assert room(true, limits, place, 99) == len(found) - 1


# Figures.


def figure(code: str, numerator: float, denominator: float | None, **more: Any) -> Kpi:
    about = all_definitions()[code]
    value = numerator / denominator if denominator else numerator
    return Kpi(code, about.name, numerator, denominator, more.pop("not_testable", 0), value,
               about.target, "Green", about.unit, **more)  # fmt: skip


def test_a_share_is_of_rounded_counts_with_no_ids_and_rated_anew() -> None:
    told = published_figure(figure("K27", 88, 103, records=("V-001",), not_testable=12))
    assert (told.numerator, told.denominator, told.not_testable) == (90, 105, 10)
    assert (told.value, told.rag, told.shown) == (0.86, "Amber", "86 %")
    assert told.records == ()
    assert "records" not in told.as_json(with_records=False)


@pytest.mark.parametrize(("met", "of"), [(4, 50), (47, 50), (50, 50), (0, 50)])
def test_a_share_with_few_on_either_side_is_suppressed(met: int, of: int) -> None:
    told = published_figure(figure("K27", met, of))
    assert (told.numerator, told.value, told.denominator) == (None, None, 50)
    assert (told.rag, told.shown) == ("suppressed", "suppressed")
    assert {"numerator", "value"} <= set(told.suppressed)


def test_no_rate_stands_on_fewer_than_ten() -> None:
    # Nine are too few: five and four cannot be, and of fewer than ten there is never a rate.
    assert published_figure(figure("K22", 9, None)).value is None
    assert published_figure(figure("K22", 10, None)).value == 10
    assert published_figure(figure("K02", 9, 200_000)).value is None


def test_nothing_to_count_does_not_look_otherwise_than_few() -> None:
    nothing, few = (published_figure(figure("K27", n, m)) for n, m in ((0, 0), (1, 3)))
    assert (nothing.rag, nothing.denominator) == (few.rag, few.denominator) == ("suppressed", None)


def test_a_breach_of_nobody_is_not_given_away_by_its_rating() -> None:
    none, some = (published_figure(figure("K25", n, None)) for n in (0, 3))
    assert (none.rag, none.value) == (some.rag, some.value) == ("suppressed", None)
    assert published_figure(figure("K25", 6, None)).rag == "Red"


def test_parts_that_add_up_are_protected_together() -> None:
    bands = {"0 to 30 days": 20, "31 to 90 days": 12, "91 to 180 days": 11, "over 180 days": 2}
    told = published_figure(figure("K07", 45, None, parts=bands))
    assert told.value == 45
    assert told.parts == {"0 to 30 days": 20, "31 to 90 days": 10, "91 to 180 days": None,
                          "over 180 days": None}  # fmt: skip
    assert told.rag == "suppressed"


def test_money_on_few_people_is_withheld_with_a_second() -> None:
    parts = {"council, a week": 500.0, "ICB, a week": 500.0, "not split, a week": 0.0,
             "a, a week": 700.0, "b, a week": 200.0, "c, a week": 100.0}  # fmt: skip
    people = {"": 50, "council, a week": 50, "ICB, a week": 50, "not split, a week": 0,
              "a, a week": 30, "b, a week": 15, "c, a week": 5}  # fmt: skip
    told = published_figure(figure("K34", 21_499.6, None, parts=parts, people=people))
    assert told.value == 21_000
    assert [told.parts[f"{name}, a week"] for name in "abc"] == [1000, None, None]
    few = figure("K34", 900, None, parts=parts, people=people | {"": 9})
    assert published_figure(few).value is None
    assert set(published_figure(few).parts.values()) == {None}


def test_what_no_field_holds_is_still_said() -> None:
    kpi = figure("K36", 0, None, unfed=True, why="No field.", not_testable=3)
    told = published_figure(kpi)
    assert (told.why, told.not_testable) == ("No field.", None)


# Groups.


def groups(measure: str, *counts: tuple[int, int]) -> list[Group]:
    return [Group(measure, "A figure", "Gender", f"group {n}", met, of, 0, None, None)
            for n, (met, of) in enumerate(counts)]  # fmt: skip


def test_groups_are_shown_with_how_many_they_are() -> None:
    told = published_groups(groups("leaflet", (60, 80), (20, 40)), {})
    assert [(each["n"], each["met"], each["share"], each["ratio"]) for each in told] == [
        (80, 60, 0.75, 1.12), (40, 20, 0.5, 0.75)
    ]  # fmt: skip
    assert [each["flag"] for each in told] == [False, True]


def test_a_small_group_takes_a_second_with_it() -> None:
    told = published_groups(groups("leaflet", (60, 80), (20, 40), (2, 3)), {})
    assert [each["n"] for each in told] == [80, None, None]
    assert "n" in told[2]["suppressed"]


def test_tables_of_the_same_people_hide_the_same_groups() -> None:
    both = [*groups("leaflet", (60, 80), (20, 40), (20, 41), (2, 3)),
            *groups("K27", (40, 80), (35, 40), (20, 41), (1, 3))]  # fmt: skip
    told = published_groups(both, {})
    shown = {m: {e["group"] for e in told if e["measure"] == m and e["n"] is not None}
             for m in ("leaflet", "K27")}  # fmt: skip
    assert shown["leaflet"] == shown["K27"]


def test_a_total_that_is_published_as_a_figure_is_reckoned_with() -> None:
    """The groups would hide their total; the figure shows it: they must then hide more."""
    figures = {"K27": published_figure(figure("K27", 33, 66))}
    told = published_groups(groups("K27", (8, 16), (8, 16), (8, 16), (9, 17), (0, 1)), figures)
    counts = [[8, 8]] * 3 + [[9, 8], [0, 1]]
    shown = {(row, 0): each["met"] for row, each in enumerate(told)}
    assert shown[4, 0] is None
    hidden = [row for row in range(4) if shown[row, 0] is None]
    others = sum(counts[row][0] for row in hidden)
    assert others >= SMALLEST, "the small one hides among others"


def test_a_figure_beside_its_groups_gives_no_small_count_back() -> None:
    """The attack on two tables at once: the total stands in the figure, and the groups here.

    What is suppressed may be small or not; which it is nothing says.
    """
    random = Random(1)
    attacked = 0
    for _ in range(2000):
        counts = [
            [random.choice([0, random.randint(0, 9), random.randint(0, 60)]) for _ in range(2)]
            for _ in range(random.randint(1, 5))
        ]
        true = dict(with_totals(counts))
        whole = published_figure(figure("K27", true[TOTAL, 0], true[TOTAL, TOTAL]))
        told = published_groups(groups("K27", *((a, a + b) for a, b in counts)), {"K27": whole})
        shown: dict[Place, Any] = {(TOTAL, 0): whole.numerator, (TOTAL, TOTAL): whole.denominator}
        for row, each in enumerate(told):
            shown |= {(row, 0): each["met"], (row, TOTAL): each["n"]}
        known = narrowed_down(
            {
                place: could_be(shown[place]) if shown.get(place) is not None else (0, ENDLESS)
                for place in true
            },
            counts,
        )
        for place, (least, most) in known.items():
            if true[place] < SMALLEST:
                attacked += 1
                assert most - least >= 2, (counts, place)
    assert attacked > 5000
