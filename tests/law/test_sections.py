"""The national legal status codes, and the reading of what people write."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from s117xl.law.section_words import plain, section_form
from s117xl.law.sections import (
    CTO_IMPOSSIBLE,
    FOR_REVIEW,
    NO_SUCH_CODE,
    QUALIFYING,
    RESTRICTED,
    SEVERAL,
    UNKNOWN,
    UNREAD,
    all_sections,
    code,
    read_section,
)

READ = {
    "01": ["01", "1", 1, "informal", "Informal", "voluntary", "Inf."],
    "02": ["02", 2, "s2", "Section 2", "S.2", "sec 2 MHA"],
    "03": [
        "03", "3", 3, 3.0, "3.0", " 3 ", "s3", "S3", "S.3", "s. 3", "S 3.", "Section 3",
        "SECTION 3", "sec 3 MHA", "s3 MHA 1983", "Sec. III", "III", "s\u00a03", "\u200bs3",
        "\uff53\uff13", "s03",
        "Section 3 of the Mental Health Act 1983", "detained under s3", "03 - s3", "03 (s3)",
        "3 → CTO", "s3 - CTO", "s3/CTO", "CTO (s3)", "s3 then 17A", "s3 on s17 leave", "s3 (MHA)",
        "03 - Section 3: admission for treatment",
    ],
    "04": ["s4", 4], "05": ["s5(2)", "5(2)", "s5 (2)", "S5.2", 5], "06": ["s5(4)", "6"],
    "07": ["s35", "7"], "08": ["s36", 8],
    "09": [
        "37/41", "s37/41", "S.37/41", "s.37 /41", "s37\\41", "37-41", "37\u201341", "s37, s41",
        "sections 37 & 41", "s37 with s41", "37(41)", "37 41", "Section 37 with restrictions", 9,
        "XXXVII/XLI", "s37/41 conditionally discharged", "s37/41 CD",
        "\uff53\uff13\uff17\uff0f\uff14\uff11", "09: s37/41",
    ],
    "10": [
        "10", "s37", "S.37", "Section 37", "section 37 hospital order", "notional 37",
        "notional s37", "s37 (notional)", "N37", "37N", "s37(n)", "s47/49 → notional 37",
    ],
    "12": ["s38", 12], "13": ["s44"], "14": ["s46", 14],
    "15": ["47/49", "s47/49", "47-49", "s47 with restrictions", 15],
    "16": ["s47", "16"], "17": ["48/49", "s48/49", 17, "17"], "18": ["s48", 18],
    "19": ["s135", "135", "s135(1)"], "20": ["s136", 136, "s136(1)"],
    "31": ["CP(I)A", "cpia", "CP (I) A 1964", "Criminal Procedure (Insanity) Act 1964", "insanity"],
    "32": [32], "33": ["33"], "34": [34, "34 Section 45A (retired code)"],
    "35": ["s7", "section 7 guardianship", "guardianship s7", "35"],
    "36": ["36", "37 guardianship", "s37 guardianship", "guardianship s37",
           "s37 Guardianship Order"],
    "37": ["45A", "s45a", "S.45A", "45 A", "37", 37],
    "38": ["38", "45A limitation direction ended", "s45A (limitation direction lapsed)"],
    "99": [99, "not known", "Unknown"],
}  # fmt: skip

CASES = [(cell, expected) for expected, cells in READ.items() for cell in cells]


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_what_people_write_is_read_as_the_national_code(
    cell: str | int | float, expected: str
) -> None:
    reading = read_section(cell)
    assert (reading.code, reading.problem) == (expected, None)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("117", "aftercare"),
        ("s117", "aftercare"),
        (117, "aftercare"),
        ("s17", "leave"),
        ("17A", "community treatment order"),
        ("s17a", "community treatment order"),
        ("CTO", "community treatment order"),
        ("community treatment order", "community treatment order"),
        ("41", "restriction"),
        ("s41", "restriction"),
        (49, "restriction"),
        ("s37(4)", "place of safety"),
        ("s5", "two powers"),
        ("s45", "45A"),
        ("45", "45A"),
        ("guardianship", "two kinds"),
        ("conditional discharge", "conditional discharge"),
        ("s42", "conditional discharge"),
        ("98", "no legal status"),
        ("n/a", "no legal status"),
        ("notional", "notional"),
    ],
)
def test_what_is_not_a_detention_is_refused_with_its_reason(cell: str | int, word: str) -> None:
    reading = read_section(cell)
    assert reading.code is None
    assert word in (reading.problem or "")


@pytest.mark.parametrize("number", [0, 11, *range(21, 31), 39, 40, 50, 97])
def test_a_number_that_is_no_code_is_refused(number: int) -> None:
    assert read_section(number).problem == NO_SUCH_CODE


@pytest.mark.parametrize("cell", ["", "?", "blah", "s99", "s", "section", "100", 3.5, float("nan")])
def test_what_cannot_be_read_says_so(cell: str | float) -> None:
    reading = read_section(cell)
    assert reading.code is None
    assert reading.problem in (UNREAD, SEVERAL)


@pytest.mark.parametrize("cell", ["s2 → s3", "2/3", "s3 & s37", "03 - s2", "37 s35"])
def test_several_sections_are_not_guessed_between(cell: str) -> None:
    assert read_section(cell).problem == SEVERAL


@pytest.mark.parametrize("cell", ["s3 informal", "s37 closed to GP", "not s3", "s3?"])
def test_words_that_could_change_the_meaning_are_not_passed_over(cell: str) -> None:
    assert read_section(cell).code is None


def test_section_37_with_guardianship_is_told_from_the_hospital_order() -> None:
    assert read_section("s37 guardianship").guardianship
    assert not read_section("s37").guardianship
    assert not read_section("s7 guardianship").guardianship
    assert code("36").qualifies == "no"


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats()))
@example("٣")
@example("³⁷")
def test_any_cell_gives_a_code_or_a_problem_and_never_both(cell: str | int | float) -> None:
    reading = read_section(cell)
    assert (reading.code is None) == (reading.problem is not None)
    assert reading.code is None or reading.code in all_sections()


@given(st.sampled_from(CASES), st.sampled_from([" {}", "{} ", "\t{}\n", "{}.", "{};"]))
def test_stray_spaces_and_stops_change_nothing(
    case: tuple[str | int | float, str], frame: str
) -> None:
    cell, expected = case
    assert read_section(frame.format(cell)).code == expected


def test_the_codes_that_qualify_are_those_of_section_117() -> None:
    assert {"03", "09", "10", "15", "16", "17", "18", "34", "37", "38"} == QUALIFYING
    assert {"14", "31", "32", "33"} == FOR_REVIEW
    assert {"99"} == UNKNOWN


def test_restrictions_and_community_orders_exclude_each_other() -> None:
    assert {"09", "15", "17", "37"} == RESTRICTED
    assert RESTRICTED < CTO_IMPOSSIBLE
    assert {"02", "04", "05", "06", "07", "08", "12", "13", "19", "20"} < CTO_IMPOSSIBLE
    possible = {s.code for s in all_sections().values() if s.cto_possible}
    assert possible == {"03", "10", "16", "18", "38"}
    assert possible <= QUALIFYING


def test_every_code_reads_as_itself_and_with_its_own_label() -> None:
    for section in all_sections().values():
        expected = None if section.refused else section.code
        assert read_section(section.code).code == expected
        assert read_section(f"{section.code} - {section.label}").code == expected


def test_every_written_form_is_one_that_the_reader_can_make() -> None:
    forms = [form for s in all_sections().values() for form in s.written]
    assert len(forms) == len(set(forms))
    for form in forms:
        assert section_form(plain(form)) == form


def test_problems_repeat_nothing_of_the_cell() -> None:
    assert "Smith" not in str(read_section("Smith s3").problem)
