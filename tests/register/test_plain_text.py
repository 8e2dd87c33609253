"""Texts made plain, so that two that look alike are alike."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s117xl.register.plain_text import is_blank, tidy, tidy_code


@pytest.mark.parametrize("cell", ["", None, " ", "\t\n ", "\u00a0", "\u200b\ufeff", "\u3000\u00ad"])
def test_a_cell_in_which_nothing_can_be_seen_is_blank(cell: Any) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["0", 0, 0.0, False, "-", ".", "NA", "\u200bx", "\u00e9"])
def test_a_cell_in_which_anything_can_be_seen_is_not_blank(cell: Any) -> None:
    assert not is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  a  b\u00a0\u2003c\n", "a b c"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("a\x01b\x7fc", "abc"),
        ("a\u2066b\u2069", "ab"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("a\nb\r\nc", "a b c"),
        (503.0, "503"),
        (0.1, "0.1"),
        (False, "FALSE"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_as_plain_text(cell: Any, text: str) -> None:
    assert tidy(cell) == text


@given(st.text())
def test_a_tidy_text_stays_as_it_is(cell: str) -> None:
    assert tidy(tidy(cell)) == tidy(cell)


@given(st.text(), st.integers(0, 40))
def test_a_tidy_text_is_the_same_with_unseen_characters_strewn_in(cell: str, at: int) -> None:
    plain = unicodedata.normalize("NFC", cell)
    strewn = plain[:at] + "\u200b" + plain[at:]
    assert tidy(f"\u00a0{plain} ") == tidy(plain)
    assert is_blank(strewn) == is_blank(plain)


@given(st.text(min_size=1))
def test_a_code_that_was_cleaned_needs_no_more_cleaning(cell: str) -> None:
    text, _ = tidy_code(cell)
    assert tidy_code(text) == (text, [])
