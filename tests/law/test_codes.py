"""Codes of published lists."""

from __future__ import annotations

import pytest

from s117xl.law.codes import all_ethnicities, read_ethnic, tidy_code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("A", "A"),
        ("a ", "A"),
        ("99", "99"),
        (99, "99"),
        (99.0, "99"),
        ("Z", "Z"),
        ("A - White: British", "A"),
        ("White British", "A"),
        ("white-british", "A"),
        ("Not stated", "Z"),
        ("I", None),
        ("O", None),
        ("Q", None),
        ("British", None),
        ("", None),
        (9, None),
    ],
)
def test_an_ethnic_category_is_read_by_code_or_label(cell: str | int | float, code: str) -> None:
    reading = read_ethnic(cell)
    assert reading.code == code
    assert (reading.problem is None) == (code is not None)


def test_the_ethnic_categories_are_the_national_ones_in_their_groups() -> None:
    assert "".join(all_ethnicities()) == "ABCDEFGHJKLMNPRSZ99"
    groups = {g: "".join(c for c, e in all_ethnicities().items() if e.group == g) for g in
              ("White", "Mixed", "Asian", "Black", "Other", "Not known")}  # fmt: skip
    assert groups == {
        "White": "ABC",
        "Mixed": "DEFG",
        "Asian": "HJKL",
        "Black": "MNP",
        "Other": "RS",
        "Not known": "Z99",
    }


def test_a_code_is_freed_of_spaces_and_unseen_characters() -> None:
    assert tidy_code("\u00a0q\u200bmj\ufeff ") == "QMJ"
    assert tidy_code("\uff31\uff2d\uff2a") == "QMJ"
    assert tidy_code(503.0) == "503"
