"""The figures, and that nothing said by fewer than five people can be worked out from them."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.survey.domain9 import domain_9
from s117xl.survey.read import Response
from s117xl.survey.score import Figure, Scores, ThemeScore, kept_back, score, tally
from s117xl.survey.themes import about
from tests.survey.forms import response, survey_of

BANDS = (*about()["age_band"].values, "")
LEAST = 5


def people(*counts: int) -> list[Response]:
    """So many responses in each age band, the last of those who do not say."""
    bands = [band for band, count in zip(BANDS, counts, strict=False) for _ in range(count)]
    return [response(number, band) for number, band in enumerate(bands)]


def theme(scores: Scores, key: str = "understood") -> ThemeScore:
    """What people say of a theme."""
    return next(each for each in scores.audiences[0].themes if each.theme == key)


def bands(scores: Scores) -> dict[str, Figure | None]:
    """What is shown of each age band."""
    return {part.name: part.figure for part in theme(scores).groups if part.of == "Age band"}


def test_people_mean_and_per_cent_that_agree() -> None:
    answers: list[int | str] = [5, 4, 4, 2, 1, "unsure"]
    forms = [response(n, answers={"L01": answer}) for n, answer in enumerate(answers)]
    assert theme(score(survey_of(forms))).figure == Figure(5, 3.2, 60)


def test_halves_are_rounded_up() -> None:
    forms = [response(n, answers={"L01": 4 if n < 1 else 3}) for n in range(8)]
    assert theme(score(survey_of(forms))).figure == Figure(8, 3.13, 13)


def test_an_answer_off_the_scale_is_no_nought() -> None:
    found = tally([response(1, answers={"L01": "unsaid", "L02": 5})], ["L01", "L02"])
    assert (found.people, found.answers, found.total) == (1, 1, 5)


def test_somebody_who_answers_two_statements_of_a_theme_is_one_person() -> None:
    forms = [response(n, answers={"L01": 5, "L02": 4}) for n in range(6)]
    assert theme(score(survey_of(forms))).figure == Figure(6, 4.5, 100)


@pytest.mark.parametrize(("count", "shown"), [(0, False), (4, False), (5, True)])
def test_four_people_are_not_shown_and_five_are(count: int, shown: bool) -> None:
    scores = score(survey_of(people(count)))
    assert (theme(scores).figure is not None) is shown
    assert (scores.audiences[0].responses is not None) is shown


def test_a_higher_limit_is_kept_to() -> None:
    survey = survey_of(people(9))
    survey.smallest = 10
    assert theme(score(survey)).figure is None


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    shown = bands(score(survey_of(people(3, 12, 8, 20))))
    assert [name for name, figure in shown.items() if figure is None] == [
        "Under 18", "26 to 64", "Not said",
    ]  # fmt: skip


def test_nothing_is_kept_back_beside_a_group_of_nobody() -> None:
    shown = bands(score(survey_of(people(0, 12, 8, 20))))
    assert [name for name, figure in shown.items() if figure] == [*BANDS[1:4]]


def test_a_group_is_counted_to_the_nearest_five_with_no_per_cent_below_ten() -> None:
    shown = bands(score(survey_of(people(12, 8, 13, 20, 6))))
    assert [figure.n for figure in shown.values() if figure] == [10, 10, 15, 20, 5]
    assert shown["18 to 25"] is not None
    assert shown["18 to 25"].agree_percent is None


def test_there_are_no_groups_where_fewer_than_ten_answered() -> None:
    assert bands(score(survey_of(people(9)))) == {}


def test_a_group_that_is_small_in_one_theme_is_kept_back_in_all() -> None:
    forms = people(6, 12, 20, 15)
    few = {id: {"L01": 4, "L03": 4} for id in ("R0", "R1")}
    rest = [Response(r.id, r.audience, "", r.about, few.get(r.id, {"L01": 4})) for r in forms]
    rest += [response(100 + n, BANDS[2], {"L03": 3}) for n in range(20)]
    scores = score(survey_of(rest))
    for key in ("understood", "access"):
        hidden = {part.name for part in theme(scores, key).groups if part.figure is None}
        assert {"Under 18", "18 to 25"} <= hidden


def test_a_statement_that_few_answered_takes_another_of_its_theme_with_it() -> None:
    both = [response(n, answers={"L01": 4, "L02": 3}) for n in range(3)]
    one = [response(10 + n, answers={"L02": 5}) for n in range(9)]
    parts = theme(score(survey_of([*both, *one]))).statements
    assert [part.figure for part in parts] == [None, None]


counts = st.lists(st.integers(0, 30), min_size=2, max_size=6)


@given(st.lists(counts, min_size=1, max_size=4))
def test_no_total_tells_of_one_group_or_of_fewer_than_five(tables: list[list[int]]) -> None:
    width = min(map(len, tables))
    named = [{str(n): table[n] for n in range(width)} for table in tables]
    hidden = kept_back(named, LEAST)
    for table in named:
        assert {name for name, count in table.items() if count < LEAST} <= hidden
        rest = [count for name, count in table.items() if name in hidden and count]
        some_is_shown = len(hidden) < width
        if any(count < LEAST for count in rest) and some_is_shown:
            assert sum(rest) >= LEAST
            assert len(rest) >= 2


def test_somebody_who_knows_how_it_is_done_still_cannot_tell() -> None:
    """Every survey of four bands is tried: no view of it fits one count of a small group alone."""
    most, tried = 9, 13
    views: defaultdict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for each in product(range(tried), repeat=4):
        table = dict(enumerate(each))
        hidden = kept_back([{str(n): count for n, count in table.items()}], LEAST)
        shown = (None if str(n) in hidden else 5 * ((c + 2) // 5) for n, c in table.items())
        views[(sum(each), *shown)].append(each)
    for view, fits in views.items():
        if view[0] < LEAST or max(map(max, fits)) > most:  # type: ignore[operator]
            continue
        for place, shown_as in enumerate(view[1:]):
            values = {each[place] for each in fits}
            if shown_as is None and values != {0}:
                assert len(values) > 1, (view, fits[:3])


@settings(max_examples=30)
@given(st.permutations(range(40)))
def test_the_order_of_the_rows_changes_nothing(order: list[int]) -> None:
    forms = people(3, 12, 8, 17)
    mixed = [forms[place] for place in order]
    assert score(survey_of(mixed)).audiences == score(survey_of(forms)).audiences


def with_year(responses: list[Response], year: str) -> list[Response]:
    return [Response(f"{year} {r.id}", r.audience, year, r.about, r.answers) for r in responses]


def test_the_year_before_stands_beside_and_is_not_counted() -> None:
    now, then = with_year(people(6), "2026/27"), with_year(people(10), "2025/26")
    older = with_year(people(20), "2024/25")
    scores = score(survey_of([*older, *then, *now], year="2026/27"))
    found = theme(scores)
    assert found.figure is not None
    assert found.previous is not None
    assert (found.figure.n, found.previous.n, scores.previous_year) == (6, 10, "2025/26")


def test_a_year_before_of_four_people_is_not_shown() -> None:
    now, then = with_year(people(6), "2026/27"), with_year(people(4), "2025/26")
    assert theme(score(survey_of([*then, *now], year="2026/27"))).previous is None


def test_a_row_with_no_year_counts_to_this_one() -> None:
    scores = score(survey_of([*with_year(people(6), "2026/27"), *people(2)], year="2026/27"))
    assert scores.audiences[0].responses == 8


def test_the_audit_is_given_sentences_with_figures() -> None:
    forms = [response(n, answers={"L01": 5, "L07": 2, "L11": 4}) for n in range(6)]
    evidence = domain_9(score(survey_of(forms, year="2026/27"))).evidence
    assert list(evidence) == ["D9.2", "D9.3", "D9.4"]
    assert evidence["D9.2"] == (
        "Survey 2026/27. People with a right to aftercare, Planned, not only in a crisis: "
        "0 % of answers agree (mean 2.00 of 5, 6 people)."
    )
    assert "6 answered; most agreement, Knowing about the right: 100 %" in evidence["D9.4"]
    assert "Practitioners: fewer than 5 answered." in evidence["D9.4"]


def test_the_audit_is_told_nothing_where_too_few_answered() -> None:
    assert domain_9(score(survey_of(people(4)))).evidence == {}
