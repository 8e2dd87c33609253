"""Small groups are withheld, and nobody can work them out from what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from s117xl.competency.book import Filled
from s117xl.competency.score import score
from s117xl.competency.summary import Figures, Summary, summarise, withheld
from tests.competency.people import made, many, rated, staff, team

LEAST = 5
SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=7)


@given(SIZES)
@example([20, 3])
@example([20, 14, 4])
@example([8, 3, 1])
@example([6, 5, 4, 4])
@example([0, 7, 9])
def test_what_is_left_over_is_of_two_groups_and_of_five(sizes: list[int]) -> None:
    hidden = withheld(sizes, LEAST)
    assert {n for n, size in enumerate(sizes) if size < LEAST} <= hidden
    left_over = sum(sizes) - sum(s for n, s in enumerate(sizes) if n not in hidden)
    everything = len(hidden) == len(sizes)
    assert not hidden or everything or (len(hidden) >= 2 and left_over >= LEAST)


@given(SIZES, st.sets(st.integers(0, 6)))
def test_what_is_withheld_already_stays_so(sizes: list[int], before: set[int]) -> None:
    before = {place for place in before if place < len(sizes)}
    assert before <= withheld(sizes, LEAST, before)


@given(SIZES)
def test_no_more_than_one_further_group_is_withheld(sizes: list[int]) -> None:
    small = {n for n, size in enumerate(sizes) if size < LEAST}
    assert len(withheld(sizes, LEAST) - small) <= (1 if small else 0)


def answers(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Every way in which the withheld groups may be sized, for one who knows the rule.

    The attacker sees the total and the groups shown, and tries every size for the others: those
    for which our rule would have withheld the very same groups.
    """
    hidden = sorted(withheld(sizes, LEAST))
    left_over = sum(sizes[place] for place in hidden)
    found = []
    for guess in product(range(left_over + 1), repeat=len(hidden)):
        if sum(guess) == left_over:
            tried = list(sizes)
            for place, size in zip(hidden, guess, strict=True):
                tried[place] = size
            if sorted(withheld(tried, LEAST)) == hidden:
                found.append(guess)
    return found


@pytest.mark.parametrize(
    "sizes",
    [[20, 3], [20, 1], [9, 8, 4], [5, 1, 30], [5, 4, 30], [2, 3, 30], [1, 1, 5, 30], [6, 2, 2, 9],
     [1, 4, 12, 12]],
)  # fmt: skip
def test_nobody_who_knows_the_rule_finds_a_small_team_from_the_total(sizes: list[int]) -> None:
    hidden = sorted(withheld(sizes, LEAST))
    for order, place in enumerate(hidden):
        if sizes[place] < LEAST:
            assert len({guess[order] for guess in answers(sizes)}) > 1


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return summarise(score(made(tmp_path_factory.mktemp("many") / "many.xlsx", many())))


def test_a_small_team_is_withheld_whole_and_another_with_it(summary: Summary) -> None:
    sizes = {each.team: each.people for each in summary.teams}
    assert sizes == {
        "North": 20, "South": 14, "East": 9, "West": 8, "Panel": None, "Night": None,
        "no team given": None,
    }  # fmt: skip
    for each in summary.teams[4:]:
        assert set(each.figures.values()) == {Figures()}


def test_the_total_less_the_teams_shown_gives_no_small_team_away(summary: Summary) -> None:
    for ref, domain in summary.domains.items():
        shown = [t.figures[ref] for t in summary.teams if not t.figures[ref].suppressed]
        hidden = len(summary.teams) - len(shown)
        for part in ("people", "met"):
            total = getattr(domain.figures, part)
            left_over = total - sum(getattr(figures, part) for figures in shown)
            assert part == "met" or left_over >= LEAST
        assert hidden >= 2


def test_a_group_of_which_few_can_be_told_is_withheld_too(tmp_path: Path) -> None:
    people = [*team("North", "ABCDEFGH"), *team("South", "IJKLMNOP"), *team("East", "QRSTUVWX")]
    rows = [rated(p["staff_id"]) for p in people[:12] + people[16:]]
    summary = summarise(score(made(tmp_path / "x.xlsx", Filled(people, (), rows))))
    assert [t.people for t in summary.teams] == [8, 8, 8]
    # Four of South are rated. North, the first of the smallest others, goes with it.
    assert [t.figures["C1"].people for t in summary.teams] == [None, None, 8]
    assert summary.domains["C1"].figures.people == 20
    assert summary.domains["C1"].cannot_tell == 4


def test_a_workforce_of_four_shows_nothing(tmp_path: Path) -> None:
    people = team("North", "ABCD")
    summary = summarise(score(made(tmp_path / "x.xlsx", Filled(people, (), [rated("A")]))))
    assert summary.people is None
    assert {d.figures for d in summary.domains.values()} == {Figures()}
    assert all(not d.levels and d.cannot_tell is None for d in summary.domains.values())
    assert [t.people for t in summary.teams] == [None]


def test_one_team_of_five_is_shown(tmp_path: Path) -> None:
    rows = [rated(id, C1_P1=int(id in "AB")) for id in "ABCDE"]
    summary = summarise(score(made(tmp_path / "x.xlsx", Filled(team("N", "ABCDE"), (), rows))))
    (north,) = summary.teams
    assert (north.people, north.figures["C1"]) == (5, Figures(5, 0, 1.0))
    assert north.figures["C2"] == Figures(5, 5, 0.0)


def test_levels_are_withheld_as_teams_are(tmp_path: Path) -> None:
    people = [staff(id) for id in "ABCDEFGH"] + [staff(id, "Manager") for id in "JKLMNO"]
    people += [staff(id, "Senior leader") for id in "XY"]
    rows = [rated(p["staff_id"], C1_L1=0, C1_P1=2) for p in people]
    summary = summarise(score(made(tmp_path / "x.xlsx", Filled(people, (), rows))))
    levels = summary.domains["C1"].levels
    assert levels["Practitioner"] == Figures(8, 8, 0.0)
    assert levels["Senior"].suppressed
    assert levels["Leader"].suppressed


def test_a_higher_threshold_withholds_more(tmp_path: Path) -> None:
    filled = many()
    book = Filled(filled.staff, filled.own, filled.supervisor, settings={"least": 10})
    summary = summarise(score(made(tmp_path / "x.xlsx", book)))
    shown = {t.team for t in summary.teams if t.people is not None}
    assert shown == {"North", "South"}
    assert summary.least == 10


@given(st.permutations(range(6)))
def test_the_order_of_teams_changes_no_count(order: list[int]) -> None:
    sizes = [3, 6, 7, 8, 9, 10]
    hidden = withheld([sizes[n] for n in order], LEAST)
    assert {sizes[order[place]] for place in hidden} == {3, 6}


def test_teams_that_differ_in_letters_alone_are_one(tmp_path: Path) -> None:
    people = [staff("A", team="North"), staff("B", team="NORTH "), staff("C", team="north")]
    scores = score(made(tmp_path / "x.xlsx", Filled(people)))
    assert scores.teams == ["North"]
