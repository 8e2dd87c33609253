"""How alike two people are: every slip that people make is known, and named without a value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.insight.reconcile.identity import Identity, identity, plain, sound, split_name
from s117xl.insight.reconcile.score import LEAST, conflicts, score
from s117xl.register.cells import passes_modulus_11

BORN = date(1984, 3, 7)


def who(surname: str = "Fenwick", forename: str = "Hana", **more: Any) -> Identity:
    number = more.pop("number", "")
    valid = len(number) == 10 and passes_modulus_11(number)
    return identity(surname, forename, digits=number, valid=valid, **{"born": BORN} | more)


def points(theirs: Identity, ours: Identity, **more: Any) -> int:
    found = score(theirs, ours, **more)
    return found.points if found else 0


PROBABLE: dict[str, tuple[Identity, str]] = {
    "nothing differs": (who(), "the same surname"),
    "a typing slip in the surname": (who("Fenwcik"), "surname one letter apart"),
    "a letter doubled": (who("Fenwickk"), "surname one letter apart"),
    "a forename spelt in another way": (who(forename="Hanna"), "forename one letter apart"),
    "surname and forename swapped": (who("Hana", "Fenwick"), "surname and forename swapped"),
    "day and month swapped": (who(born=date(1984, 7, 3)), "day and month of birth swapped"),
    "two digits of the day swapped": (who(born=date(1984, 3, 7).replace(year=1948)),
                                      "two digits of the date of birth swapped"),
    "one digit of the year": (who(born=date(1994, 3, 7)), "one digit of the date of birth differs"),
    "an initial": (who(forename="H"), "an initial in place of the forename"),
    "no forename": (who(forename=""), "no forename on one side"),
    "a double surname": (who("Fenwick-Osei"), "one part of a double surname"),
    "a lost letter": (who("Fe?wick"), "a letter of the surname is lost"),
    "a changed surname": (who("Okafor"), "another surname: it may have been changed"),
    "no date of birth": (who(born=None), "no date of birth on one side"),
}  # fmt: skip


@pytest.mark.parametrize("slip", PROBABLE)
def test_each_slip_is_offered_with_its_reason(slip: str) -> None:
    theirs, reason = PROBABLE[slip]
    found = score(theirs, who())
    assert found is not None
    assert found.points >= LEAST
    assert reason in found.reasons


@pytest.mark.parametrize("slip", PROBABLE)
def test_a_reason_holds_no_value(slip: str) -> None:
    found = score(PROBABLE[slip][0], who())
    assert found is not None
    told = " ".join(found.reasons).casefold()
    assert not any(value in told for value in ("fenwick", "hana", "okafor", "1984", "1948"))


def test_accents_case_hyphens_and_apostrophes_are_no_difference() -> None:
    assert plain("O'Neill") == plain("o neill") == plain("O\u2019NEILL") == "oneill"
    assert plain("Zieli\u0144ska") == plain("ZIELINSKA")
    assert plain("\u0141ukasz") == "lukasz"


def test_a_strangers_row_is_not_offered() -> None:
    assert points(who("Okafor", "Sam", born=date(1951, 2, 2)), who()) == 0


def test_the_same_name_with_quite_another_day_of_birth_is_not_offered() -> None:
    assert points(who(born=date(1951, 12, 22)), who()) < LEAST


def test_twins_without_a_shared_postcode_are_not_offered() -> None:
    assert points(who(forename="Lena"), who()) < LEAST


def test_twins_at_one_postcode_are_offered_as_twins() -> None:
    found = score(who(forename="Lena", postcode="LN1 1AA"), who(postcode="LN1 1AA"))
    assert found is not None
    assert found.points >= LEAST
    assert "another forename: may be a twin" in found.reasons


def test_twins_who_have_numbers_of_their_own_are_not_offered() -> None:
    one = who(forename="Lena", postcode="LN1 1AA", number="9990000018")
    assert points(one, who(postcode="LN1 1AA", number="9990000026")) < LEAST


def test_one_person_with_two_good_numbers_is_offered_and_it_is_said() -> None:
    found = score(who(number="9990000018"), who(number="9990000026"))
    assert found is not None
    assert found.points >= LEAST
    assert "another NHS number" in found.reasons


def test_digits_of_a_number_swapped_are_known() -> None:
    found = score(who(number="9990000108"), who(number="9990000018"))
    assert found is not None
    assert "two digits of the NHS number swapped" in found.reasons


def test_a_changed_surname_without_a_postcode_counts_only_in_small_lists() -> None:
    assert points(who("Okafor"), who(), small=True) >= LEAST
    assert points(who("Okafor"), who(), small=False) < LEAST


def test_a_changed_surname_at_the_same_postcode_counts_in_any_list() -> None:
    theirs, ours = who("Okafor", postcode="LN1 1AA"), who(postcode="LN1 1AA")
    assert points(theirs, ours, small=False) >= LEAST


def test_a_pseudo_postcode_is_no_place() -> None:
    assert who(postcode="ZZ99 3VZ").postcode == ""


def test_two_of_three_plainly_anothers_are_a_conflict() -> None:
    other = date(1951, 12, 22)
    assert conflicts(who("Okafor", born=other), who())
    assert conflicts(who(forename="Sam", born=other), who())
    assert not conflicts(who("Okafor"), who())
    assert not conflicts(who(born=other), who())


def test_what_is_not_known_is_no_conflict() -> None:
    assert not conflicts(identity("", "", digits="9990000018", valid=True), who())


@pytest.mark.parametrize(("cell", "names"), [
    ("Khan, Chidi", ("Khan", "Chidi")),
    ("KHAN, Mr Chidi", ("KHAN", "Chidi")),
    ("Chidi Khan", ("Khan", "Chidi")),
    ("Mrs Ewa Maria Osei", ("Osei", "Ewa Maria")),
    ("Khan", ("Khan", "")),
    ("", ("", "")),
])  # fmt: skip
def test_a_name_in_one_cell_is_parted(cell: str, names: tuple[str, str]) -> None:
    assert split_name(cell) == names


def test_soundex_is_soundex() -> None:
    assert [sound(n) for n in ("robert", "rupert", "tymczak", "pfister", "honeyman")] == [
        "R163".lower(), "R163".lower(), "T522".lower(), "P236".lower(), "H555".lower()
    ]  # fmt: skip


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "Pd", "Zs")), max_size=14)
PEOPLE = st.builds(
    lambda s, f, b, p: identity(s, f, born=b, postcode=p),
    NAMES,
    NAMES,
    st.none() | st.dates(date(1930, 1, 1), date(2015, 1, 1)),
    st.sampled_from(["", "LN1 1AA", "LN1 2AB", "NG1 5FS"]),
)


@given(PEOPLE, PEOPLE)
def test_a_score_is_from_0_to_100_and_the_same_both_ways(one: Identity, other: Identity) -> None:
    there, back = score(one, other), score(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert 0 <= there.points <= 100
        assert abs(there.points - back.points) <= 1


@given(PEOPLE)
def test_a_key_does_not_depend_on_the_postcode_and_shows_no_name(one: Identity) -> None:
    key = one.key()
    assert len(key) == 64
    assert set(key) <= set("0123456789abcdef")
