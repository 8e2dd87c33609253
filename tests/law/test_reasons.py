"""The reasons for ending."""

from __future__ import annotations

from s117xl.law.reasons import all_reasons, reason, unlawful_alone


def test_the_reasons_are_those_of_the_register() -> None:
    expected = [f"L{n}" for n in range(1, 7)] + [f"X{n}" for n in range(1, 19)] + ["X99"]
    assert list(all_reasons()) == expected


def test_every_x_is_unlawful_alone_and_no_l_is() -> None:
    assert unlawful_alone() == {code for code in all_reasons() if code.startswith("X")}


def test_death_closes_a_record_and_leaving_the_country_needs_advice() -> None:
    assert reason("L2").lawful_alone == "records closure"
    assert reason("L6").lawful_alone == "legal advice"
    assert {reason(code).lawful_alone for code in ("L1", "L3", "L4", "L5")} == {"yes"}


def test_every_reason_has_words_and_a_source() -> None:
    for each in all_reasons().values():
        assert each.text
        assert each.authority
