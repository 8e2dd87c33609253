"""What is asked: three audiences, eight themes that they share, words that a form can hold."""

from __future__ import annotations

import re
from itertools import combinations

from rapidfuzz import fuzz

from s117xl.survey.answers import labels, read_answer
from s117xl.survey.match import SURE
from s117xl.survey.tables import ALL, RESPONSES
from s117xl.survey.themes import about, audiences, choices, plain, statements, statements_of, themes


def test_how_many_statements_each_audience_is_asked() -> None:
    counts = {key: len(statements_of(key)) for key in audiences()}
    assert counts == {"person": 21, "carer": 17, "practitioner": 17}
    assert len(statements()) == 55


def test_every_audience_is_asked_about_every_theme() -> None:
    assert len(themes()) == 8
    for audience in audiences():
        for theme in themes():
            assert len(statements_of(audience, theme)) >= 2


def test_the_themes_of_the_published_survey_are_there() -> None:
    assert set(themes()) == {
        "understood", "access", "carers", "planned", "involved", "recovery", "gaps", "promises",
    }  # fmt: skip


def test_every_theme_speaks_to_lived_experience_in_the_audit() -> None:
    assert all("D9.4" in theme.audit for theme in themes().values())
    refs = {ref for theme in themes().values() for ref in theme.audit}
    assert refs <= {"D9.1", "D9.2", "D9.3", "D9.4"}


def test_refs_begin_with_their_audience_and_count_on() -> None:
    for key, audience in audiences().items():
        refs = [each.ref for each in statements_of(key)]
        assert refs == [f"{audience.letter}{n:02}" for n in range(1, len(refs) + 1)]


def test_a_statement_can_stand_in_a_heading_and_a_formula() -> None:
    for each in statements().values():
        assert not re.search(r"['#\[\]@]", each.heading)
        assert len(each.heading) < 120


def test_no_two_headings_are_alike() -> None:
    for table in ALL:
        headings = [plain(heading) for heading in table.headings.values()]
        assert len(set(headings)) == len(headings)


def test_no_two_statements_are_so_alike_that_one_is_taken_for_the_other() -> None:
    for one, other in combinations([plain(each.text) for each in statements().values()], 2):
        assert fuzz.token_sort_ratio(one, other) / 100 < SURE


def test_people_alone_have_easy_read_and_all_of_it_is_short() -> None:
    for each in statements().values():
        assert bool(each.easy) == (each.audience == "person")
        for sentence in re.findall(r"[^.]+\.", each.easy):
            assert len(sentence.split()) <= 10, each.ref


def test_easy_read_has_no_long_words() -> None:
    words = [word for each in statements_of("person") for word in re.findall("[a-z]+", each.easy)]
    assert max(map(len, words)) <= 10


def test_every_answer_of_the_forms_is_read_as_itself() -> None:
    for choice in choices().values():
        wanted = int(choice.key) if choice.key.isdigit() else choice.key
        for words in (choice.label, choice.easy, choice.stored, *choice.aliases):
            assert read_answer(words) == wanted


def test_no_wording_means_two_answers() -> None:
    words = [plain(w) for c in choices().values() for w in (c.label, c.easy, *c.aliases)]
    assert len(set(words)) == len(words)


def test_the_list_of_answers_is_five_numbers_and_two_ways_out() -> None:
    assert list(labels()) == ["1", "2", "3", "4", "5", "Not sure", "Prefer not to say"]


def test_questions_on_who_answers_are_coarse() -> None:
    assert list(about()) == ["age_band", "ethnic_group", "gender"]
    assert all(len(question.values) <= 5 for question in about().values())
    assert not {"Name", "Date of birth", "NHS number"} & set(RESPONSES.headings.values())
