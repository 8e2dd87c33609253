"""The case sample: the frame, the places, the weights, and the same draw anywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.audit.book import write_audit
from s117xl.audit.sample import MARKED_TWICE, Drawn, draw, frame_hash, pseudonym, sample_size
from s117xl.audit.sample_edits import audit_tables, sample_edits
from s117xl.audit.sample_frame import RED, UNLAWFUL, Frame, Member, frame
from s117xl.audit.sample_places import MINIMUMS, OVER_SAMPLED, stratum_of
from s117xl.audit.strata import DIMENSIONS, profiles
from s117xl.audit.tables import CASE_GRID, CASES
from s117xl.check import check
from s117xl.demo.people import invent
from s117xl.derived import derive
from s117xl.load import records as rows_of
from s117xl.refusal import Refused
from s117xl.register.schema import TABLES
from s117xl.workbook.closed import ClosedWorkbook
from s117xl.workbook.edits import AppendRows, WriteColumn, WriteRows
from s117xl.workbook.raw import RawTable, factorise
from tests.people import AS_AT, DISPUTE, SERVICE, context, ending, person

Row = dict[str, Any]


def framed(*rows: Row, red_domains: Sequence[int] = (), **tables: Any) -> Frame:
    """The frame of a register of these rows."""
    given = context(**({name: [] for name in TABLES} | {"Register": rows} | tables))
    checked = check(given)
    return frame(given, derive(given), checked, red_domains=red_domains)


def plain(number: int, *, over: bool = False, **values: str) -> Member:
    """A live section 3 adult of the frame; the values named are changed."""
    usual = {name: "no" for name in DIMENSIONS} | {
        "Standing": "live", "Section": "section 3", "Age": "26 to 64"
    }  # fmt: skip
    own = {name.replace("_", " "): value for name, value in values.items()}
    return Member(f"V-{number:04}", usual | own, (UNLAWFUL,) if over else ())


def of(members: Sequence[Member]) -> Frame:
    """A frame of these members."""
    return Frame(tuple(members), (), "2026-06-30")


def records(drawn: Drawn) -> list[str]:
    return [case.record for case in drawn.cases]


# The frame.


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (person(), ""),
        (person(record_status="ACTIVE-PRISON"), ""),
        (person(record_status="ACTIVE-INPATIENT"), ""),
        (person(record_status="ACTIVE-DECLINED"), ""),
        # Twelve months before 30 June 2026, that day included.
        (ending(end_date=date(2025, 6, 30)), ""),
        (ending(end_date=date(2025, 6, 29)), "Ended on 29 Jun 2025, more than 12 months ago."),
        (ending(end_date=None), ""),
        (ending(end_date="last spring"), ""),
        (person(record_status="DECEASED", dod=date(2026, 5, 1)), "The record is DECEASED."),
        (person(record_status="SUPERSEDED"), "The record is SUPERSEDED."),
        (person(record_status="PROSPECTIVE", discharge_date=None, trigger=None,
                last_review_date=None), "The record is PROSPECTIVE."),
        (person(record_status="NOT-ENTITLED"), "The record is NOT-ENTITLED, though the rest of it "
         "shows that the duty is owed."),
        # A blank status is not a reason to be left out, unless no duty is owed.
        (person(record_status=None), ""),
        (person(record_status="???"), ""),
        (person(record_status=None, section_code="02"),
         "It has no status, and shows no duty that is owed."),
        (person(register_id=None), "Row 2 has no register id that can be read."),
    ],
)  # fmt: skip
def test_a_row_is_in_the_frame_or_excluded_with_its_reason(row: Row, reason: str) -> None:
    found = framed(row)
    assert [each.reason for each in found.excluded] == ([reason] if reason else [])
    assert len(found.members) == (not reason)


def test_rows_that_share_an_id_are_excluded_whatever_its_letter_case() -> None:
    found = framed(person(), person(register_id="v-001"), person(register_id="V-002"))
    assert [member.record for member in found.members] == ["V-002"]
    assert [each.reason for each in found.excluded] == [
        "Row 2 shares its register id with another row.",
        "Row 3 shares its register id with another row.",
    ]


def test_a_person_with_two_records_in_the_frame_is_there_twice_and_it_is_said() -> None:
    found = framed(person(), ending(register_id="V-002"), person(
        register_id="V-003", nhs_number="9990000026", la_person_id="LA-003"))  # fmt: skip
    said = "another record of the same person is in the frame"
    assert [said in member.notes for member in found.members] == [True, True, False]


def test_an_ended_record_with_no_day_says_so() -> None:
    assert framed(ending(end_date=None)).members[0].notes == ("ended on a day that is not known",)


def test_what_was_unlawful_or_red_is_over_sampled() -> None:
    unlawful = ending(register_id="V-002", end_la_date=None)
    late = person(register_id="V-003", next_review_due=date(2027, 9, 1),
                  last_review_date=date(2025, 6, 1), discharge_date=date(2025, 5, 15),
                  detention_end=date(2025, 5, 15), detention_start=date(2025, 3, 1),
                  nhs_number="9990000026", la_person_id="LA-003")  # fmt: skip
    usual, red = framed(person(), unlawful, late), framed(person(), unlawful, late, red_domains=[5])
    assert [member.over for member in usual.members] == [(), (UNLAWFUL,), ()]
    assert [member.over for member in red.members] == [(), (UNLAWFUL,), (RED,)]


def test_a_register_without_the_column_of_statuses_cannot_be_drawn_from() -> None:
    with pytest.raises(Refused, match="No sample can be drawn: "):
        framed(person(record_status=...))


def test_the_frame_of_invented_people_accounts_for_every_row() -> None:
    people = invent(300, AS_AT)
    found = framed(
        *(p.register for p in people),
        Disputes=[row for p in people for row in p.disputes],
        Services=[row for p in people for row in p.services],
    )
    assert len(found.members) + len(found.excluded) == 300
    assert all(each.reason for each in found.excluded)


# The dimensions.


@pytest.mark.parametrize(
    ("dimension", "changes", "value"),
    [
        ("Standing", {}, "live"),
        ("Standing", {"record_status": "ENDED"}, "ended"),
        ("Standing", {"record_status": None}, "not known"),
        ("Section", {}, "section 3"),
        ("Section", {"section_code": "09"}, "Part III"),
        ("Section", {"section_code": "37"}, "Part III"),
        ("Section", {"section_code": "15"}, "sections 47 and 48"),
        ("Section", {"section_code": "18"}, "sections 47 and 48"),
        ("Section", {"section_code": "02"}, "another section"),
        ("Section", {"section_code": "99"}, "not known"),
        ("Section", {"section_code": "abc"}, "not known"),
        ("Section", {"section_code": None}, "not known"),
        # 18, 26 and 65 on the as-at date, and the day before each.
        ("Age", {"dob": date(2008, 7, 1)}, "under 18"),
        ("Age", {"dob": date(2008, 6, 30)}, "18 to 25"),
        ("Age", {"dob": date(2000, 7, 1)}, "18 to 25"),
        ("Age", {"dob": date(2000, 6, 30)}, "26 to 64"),
        ("Age", {"dob": date(1961, 7, 1)}, "26 to 64"),
        ("Age", {"dob": date(1961, 6, 30)}, "65 and over"),
        ("Age", {"dob": None}, "not known"),
        ("Ethnicity", {}, "White"),
        ("Ethnicity", {"ethnic_category": "N"}, "Black"),
        ("Ethnicity", {"ethnic_category": "Z"}, "not known"),
        ("Ethnicity", {"ethnic_category": None}, "not known"),
        ("Order", {}, "neither"),
        ("Order", {"cto_start": date(2026, 2, 1)}, "community treatment order"),
        ("Order", {"cd_start": date(2026, 2, 1)}, "conditional discharge"),
        ("Order", {"trigger": "CTO"}, "not known"),
        ("In prison", {}, "no"),
        ("In prison", {"record_status": "ACTIVE-PRISON"}, "yes"),
        ("In prison", {"prison_name": "HMP Test", "prison_start": date(2026, 3, 1)}, "yes"),
        ("In prison", {"prison_name": "HMP Test", "prison_start": date(2026, 3, 1),
                       "prison_released": date(2026, 4, 1)}, "no"),
        ("In prison", {"prison_name": "HMP Test"}, "not known"),
        ("No recourse to public funds", {}, "no"),
        ("No recourse to public funds", {"nrpf": "yes"}, "yes"),
        ("No recourse to public funds", {"nrpf": "unknown"}, "not known"),
        ("No recourse to public funds", {"nrpf": None}, "not known"),
        ("Accommodation is aftercare", {}, "no"),
        ("Accommodation is aftercare", {"accommodation_s117": "yes"}, "yes"),
        ("Accommodation is aftercare", {"accommodation_s117": None}, "not known"),
        ("Disputed", {}, "no"),
        ("Disputed", {"funding_status": "in dispute"}, "yes"),
        ("Led by", {}, "Trust"),
        ("Led by", {"lead_org": None}, "not known"),
        ("Led by", {"lead_org": ...}, "not known"),
    ],
)  # fmt: skip
def test_a_record_has_one_value_in_each_dimension(dimension: str, changes: Row, value: str) -> None:
    given = context(Register=[person(**changes)], Services=[], Disputes=[])
    assert profiles(given.rows("Register"))[0][dimension] == value


def test_a_service_tells_of_accommodation_and_an_open_dispute_of_a_dispute() -> None:
    given = context(
        Register=[person()], Services=[SERVICE | {"service_type": "accommodation"}],
        Disputes=[DISPUTE],
    )  # fmt: skip
    own = profiles(given.rows("Register"))[0]
    assert (own["Accommodation is aftercare"], own["Disputed"]) == ("yes", "yes")


def test_a_workbook_without_the_table_of_disputes_leaves_it_unknown() -> None:
    own = profiles(context(Register=[person()]).rows("Register"))[0]
    assert own["Disputed"] == "not known"


# The size.


@pytest.mark.parametrize(
    ("frame_size", "cases"),
    [(0, 0), (1, 1), (9, 9), (10, 10), (11, 10), (100, 10), (101, 11), (150, 15), (1000, 100)],
)
def test_the_size_is_a_tenth_and_at_least_ten(frame_size: int, cases: int) -> None:
    drawn = draw(of([plain(n) for n in range(frame_size)]), "2026")
    assert sample_size(frame_size) == drawn.size == len(drawn.cases) == cases
    assert sum(case.weight or 0 for case in drawn.cases) == pytest.approx(frame_size)
    assert len(drawn.reserve) == min(frame_size - cases, max(3, -(-cases // 5)))


def test_a_smaller_size_with_no_reason_is_said_and_a_larger_one_is_not() -> None:
    members = [plain(n) for n in range(300)]
    (note,) = draw(of(members), "2026", size=20).notes
    assert "smaller than the 30 of the method" in note
    capped = draw(of(members), "2026", size=20, size_reason="Two auditors, one week.")
    assert (capped.size, capped.size_reason) == (20, "Two auditors, one week.")
    assert draw(of(members), "2026", size=400).size == 300


@pytest.mark.parametrize("size", [0, -3])
def test_a_size_of_nothing_is_refused(size: int) -> None:
    with pytest.raises(Refused, match="1 or more"):
        draw(of([plain(1)]), "2026", size=size, size_reason="so")


def test_a_blank_seed_is_refused() -> None:
    with pytest.raises(Refused, match="Give a seed"):
        draw(of([plain(1)]), "  ")


# The places.


def test_places_follow_the_strata_in_proportion() -> None:
    members = [plain(n) for n in range(70)]
    members += [plain(n, Section="Part III") for n in range(70, 90)]
    members += [plain(n, Standing="ended") for n in range(90, 100)]
    drawn = draw(of(members), "2026", size=20)
    taken = {each.name: each.drawn for each in drawn.strata}
    # Of 20 places 14, 4 and 2 would be due. Three ended ones leave 17, shared as 14 to 4.
    assert taken == {"live, section 3": 13, "live, Part III": 4, "ended, section 3": 3}


def test_the_lowest_ranks_of_a_stratum_are_drawn_by_the_published_rule() -> None:
    members = [plain(n) for n in range(60)]
    by_hand = sorted(hashlib.sha256(f"2026:{m.record}".encode()).hexdigest() for m in members)
    drawn = draw(of(members), "2026")
    assert [case.rank for case in drawn.cases] == by_hand[:10]
    assert [case.rank for case in drawn.reserve] == by_hand[10:13]


def test_all_that_is_over_sampled_is_drawn_where_half_the_places_hold_it() -> None:
    members = [plain(n, over=n < 5) for n in range(100)]
    drawn = draw(of(members), "2026")
    assert {each.name: (each.drawn, each.weight) for each in drawn.strata} == {
        OVER_SAMPLED: (5, 1.0), "live, section 3": (5, 19.0)
    }  # fmt: skip


def test_over_sampling_leaves_half_of_the_places() -> None:
    members = [plain(n, over=n < 30) for n in range(100)]
    taken = {each.name: each.drawn for each in draw(of(members), "2026").strata}
    assert taken == {OVER_SAMPLED: 5, "live, section 3": 5}


def test_a_stratum_of_which_nobody_is_drawn_is_counted_with_the_one_most_like_it() -> None:
    members = [plain(n) for n in range(95)]
    members += [plain(95, Section="Part III")]
    members += [plain(n, Standing="ended") for n in range(96, 100)]
    strata = {each.name: each for each in draw(of(members), "2026").strata}
    assert strata["live, Part III"].counted_with == "live, section 3"
    assert strata["live, Part III"].weight is None
    assert strata["live, section 3"].weight == pytest.approx(96 / 7)


def test_a_size_too_small_for_the_minimums_says_so() -> None:
    members = [plain(n) for n in range(50)] + [plain(50, Age="under 18"), plain(51, Disputed="yes")]
    drawn = draw(of(members), "2026", size=1, size_reason="A trial.")
    assert drawn.notes == ("The sample is too small for its minimum: disputed, 0 of 1.",)


def test_a_minimum_is_met_by_a_record_of_another_stratum_where_it_has_none_of_its_own() -> None:
    members = [plain(n, over=n < 40) for n in range(100)]
    members[7] = plain(7, over=True, Age="under 18")
    for seed in map(str, range(30)):
        assert "V-0007" in records(draw(of(members), seed))


members_strategy = st.lists(
    st.builds(
        lambda standing, section, age, prison, nrpf, disputed, over: (
            {"Standing": standing, "Section": section, "Age": age, "In_prison": prison,
             "No_recourse_to_public_funds": nrpf, "Disputed": disputed}, over,
        ),
        st.sampled_from(["live"] * 4 + ["ended", "not known"]),
        st.sampled_from(["section 3"] * 3 + ["Part III", "sections 47 and 48", "not known"]),
        st.sampled_from(["26 to 64"] * 8 + ["under 18", "not known"]),
        st.sampled_from(["no"] * 9 + ["yes"]),
        st.sampled_from(["no"] * 9 + ["yes"]),
        st.sampled_from(["no"] * 9 + ["yes", "not known"]),
        st.sampled_from([False] * 5 + [True]),
    ),
    max_size=160,
)  # fmt: skip


@given(members_strategy, st.text("abc123", min_size=1, max_size=4), st.randoms())
@settings(max_examples=120, deadline=None)
def test_every_draw_keeps_its_promises(
    made: list[tuple[dict[str, str], bool]], seed: str, shuffle: Any
) -> None:
    members = [plain(n, over=over, **values) for n, (values, over) in enumerate(made)]
    drawn = draw(of(members), seed)
    chosen = [member for member in members if member.record in set(records(drawn))]
    assert len(chosen) == len(drawn.cases) == sample_size(len(members))
    for minimum in MINIMUMS:
        available = sum(map(minimum.belongs, members))
        assert sum(map(minimum.belongs, chosen)) >= min(minimum.least, available)
    assert sum(case.weight or 0 for case in drawn.cases) == pytest.approx(len(members))
    assert sum(each.size for each in drawn.strata) == len(members)
    assert all(case.weight and case.weight >= 1 for case in drawn.cases)
    assert not {case.record for case in drawn.reserve} & set(records(drawn))
    left = len(members) - len(drawn.cases)
    assert len(drawn.reserve) >= min(left, max(3, -(-len(drawn.cases) // 5))) or not members
    assert sum(case.twice for case in drawn.cases) == min(
        len(members), max(2, -(-len(drawn.cases) // 10))
    )
    shuffled = members[:]
    shuffle.shuffle(shuffled)
    assert draw(of(shuffled), seed) == drawn


@given(st.integers(0, 5), st.integers(1, 200))
@settings(max_examples=60, deadline=None)
def test_of_a_plain_stratum_the_lowest_ranks_are_drawn(over: int, count: int) -> None:
    drawn = draw(of([plain(n, over=n < over) for n in range(count)]), "2026")
    for name in Counter(case.stratum for case in drawn.cases):
        taken = [case.rank for case in drawn.cases if case.stratum == name]
        waiting = [case.rank for case in drawn.reserve if case.stratum == name]
        assert not waiting or max(taken) < min(waiting)


# The same draw anywhere.


def test_another_seed_draws_other_cases() -> None:
    members = of([plain(n) for n in range(200)])
    assert records(draw(members, "2026")) != records(draw(members, "2027"))


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows = [p.register for p in invent(150, AS_AT)]
    one, other = draw(framed(*rows), "2026"), draw(framed(*reversed(rows)), "2026")
    assert (one.cases, one.reserve, one.strata) == (other.cases, other.reserve, other.strata)
    assert one.frame_hash == other.frame_hash
    assert len(one.cases) + len(one.excluded) < 150


def test_the_hash_of_the_frame_tells_of_ids_and_strata() -> None:
    members = [plain(1), plain(2)]
    assert frame_hash(members) == frame_hash(members[::-1])
    assert frame_hash(members) != frame_hash([plain(1), plain(2, Section="Part III")])
    assert frame_hash(members) != frame_hash([plain(1), plain(3)])


DRAW_ELSEWHERE = """
from tests.audit.test_sample import AS_AT, draw, framed, invent, records
drawn = draw(framed(*(p.register for p in invent(60, AS_AT))), "2026")
print(drawn.frame_hash, *records(drawn), *(case.record for case in drawn.reserve))
"""


def test_another_process_draws_the_same() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", DRAW_ELSEWHERE], check=True, capture_output=True, text=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "42")
    }  # fmt: skip
    drawn = draw(framed(*(p.register for p in invent(60, AS_AT))), "2026")
    names = [*records(drawn), *(case.record for case in drawn.reserve)]
    assert told == {" ".join([drawn.frame_hash, *names]) + "\n"}


def test_a_stratum_is_that_of_the_first_thing_that_a_record_is() -> None:
    assert stratum_of(plain(1, over=True, Age="under 18")) == OVER_SAMPLED
    assert stratum_of(plain(1, Age="under 18", In_prison="yes")) == "under 18"
    assert stratum_of(plain(1, Standing="ended")) == "ended, section 3"


# Pseudonyms.


def test_a_pseudonym_hangs_on_the_key_and_the_record() -> None:
    key, other = b"k" * 32, b"l" * 32
    assert pseudonym(key, "V-001") == pseudonym(key, "V-001")
    assert len({pseudonym(key, "V-001"), pseudonym(key, "V-002"), pseudonym(other, "V-001")}) == 3
    assert "V-001" not in pseudonym(key, "V-001")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(Refused, match="too short"):
        pseudonym(b"2026", "V-001")


# The audit workbook.


def grid(*rows: dict[str, str], count: int = CASES) -> dict[str, RawTable]:
    """The grid of cases as read, with these rows filled."""
    columns = {
        heading: factorise(heading, place, [row.get(heading, "") for row in rows])
        for place, heading in enumerate(CASE_GRID.headings, 1)
    }
    numbers = np.arange(2, len(rows) + 2, dtype=np.int32)
    name = CASE_GRID.excel_name
    return {name: RawTable(name, CASE_GRID.sheet, 1, numbers, columns, (), 2, count)}


def as_grid(drawn: Drawn, **first: str) -> list[dict[str, str]]:
    """The rows of the grid once the sample is written, with more in the first row."""
    rows = [{"Case": c.place, "Record": c.record, "Stratum": c.stratum} for c in drawn.cases]
    rows[0] |= {key.replace("_", " ").replace("D3 ", "D3."): value for key, value in first.items()}
    return rows


DRAWN = draw(of([plain(n) for n in range(100)]), "2026")


def test_the_sample_is_written_to_three_tables() -> None:
    sample, how, *columns = sample_edits(DRAWN, grid())
    assert isinstance(sample, WriteRows)
    assert isinstance(how, WriteRows)
    assert [row[2] for row in sample.rows] == ["drawn"] * 10 + ["reserve"] * 3
    assert ["Seed", "2026"] in how.rows
    assert ["Hash of the frame", DRAWN.frame_hash] in how.rows
    assert ["Why this size", "A tenth of the frame, at least ten."] in how.rows
    assert ["Stratum: live, section 3", "100 in the frame, 10 drawn, weight 10"] in how.rows
    assert [type(edit) for edit in columns] == [WriteColumn] * 3
    assert [edit.heading for edit in columns if isinstance(edit, WriteColumn)] == [
        "Case", "Record", "Stratum"
    ]  # fmt: skip
    values = [edit.values for edit in columns if isinstance(edit, WriteColumn)]
    assert [list(cells[:11]) for cells in values][1] == [*records(DRAWN), None]
    assert {len(cells) for cells in values} == {CASES}


def test_cases_to_be_marked_twice_are_said() -> None:
    sample = sample_edits(DRAWN, grid())[0]
    assert isinstance(sample, WriteRows)
    assert sum(MARKED_TWICE in str(row[4]) for row in sample.rows) == 2


def test_a_row_that_was_excluded_is_written_with_its_reason() -> None:
    drawn = draw(framed(person(), person(register_id=None)), "2026")
    sample = sample_edits(drawn, grid())[0]
    assert isinstance(sample, WriteRows)
    assert sample.rows[-1] == [
        None, None, "excluded", None, "Row 3 has no register id that can be read.", None, None
    ]  # fmt: skip


def test_a_sample_of_nobody_empties_the_tables() -> None:
    edits = sample_edits(draw(of([]), "2026"), grid())
    assert [len(edit.rows) for edit in edits[:1] if isinstance(edit, WriteRows)] == [0]
    assert all(set(e.values) == {None} for e in edits if isinstance(e, WriteColumn))


def test_a_grid_that_is_too_short_grows() -> None:
    last = sample_edits(DRAWN, grid(count=4))[-1]
    assert isinstance(last, WriteRows)
    assert (last.table, len(last.rows)) == ("tblCases", 10)


def test_drawing_the_same_sample_again_leaves_answers_alone() -> None:
    edits = sample_edits(DRAWN, grid(*as_grid(DRAWN, D3_1="Yes")))
    assert {edit.table for edit in edits} == {"tblSample", "tblDraw"}


def test_another_sample_is_refused_once_there_are_answers() -> None:
    other = draw(of([plain(n) for n in range(100)]), "2027")
    assert sample_edits(other, grid(*as_grid(DRAWN)))
    for typed in ({"D3_1": "Yes"}, {"Comment": "Notes missing"}):
        with pytest.raises(Refused, match="holds answers for other cases"):
            sample_edits(other, grid(*as_grid(DRAWN, **typed)))


def test_a_case_of_the_reserve_takes_the_place_of_one_that_could_not_be_audited() -> None:
    rows = as_grid(DRAWN, Not_auditable_because="The file is lost")
    sample, _, added = sample_edits(DRAWN, grid(*rows))
    first = DRAWN.reserve[0]
    assert added == AppendRows(
        "tblCases", ("Case", "Record", "Stratum"), [[first.place, first.record, first.stratum]]
    )
    assert isinstance(sample, WriteRows)
    assert [row[1] for row in sample.rows if "takes the place" in str(row[4])] == [first.record]
    # It is not added a second time, and goes on being told.
    rows.append({"Case": first.place, "Record": first.record})
    assert sample_edits(DRAWN, grid(*rows)) == [sample, *sample_edits(DRAWN, grid(*rows))[1:]]
    assert len(sample_edits(DRAWN, grid(*rows))) == 2


def test_records_go_by_their_pseudonyms_where_that_is_asked() -> None:
    key = b"k" * 32
    sample, *_ = sample_edits(DRAWN, grid(), called=lambda record: pseudonym(key, record))
    assert isinstance(sample, WriteRows)
    assert {str(row[1])[:2] for row in sample.rows} == {"P-"}


def test_a_workbook_without_the_grid_is_refused() -> None:
    with pytest.raises(Refused, match="has no table tblCases"):
        sample_edits(DRAWN, {})


def test_an_ended_record_of_a_year_ago_leaves_the_frame_the_day_after() -> None:
    row = ending(end_date=AS_AT - timedelta(days=365))
    given = {name: [] for name in TABLES} | {"Register": [row]}
    for as_at, size in ((AS_AT, 1), (AS_AT + timedelta(days=1), 0)):
        made = context(as_at=as_at, **given)
        assert len(frame(made, derive(made), check(made)).members) == size


def test_a_workbook_takes_the_sample_and_is_left_alone_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    write_audit(path)
    workbook = ClosedWorkbook(path)
    drawn = draw(of([plain(n, over=n < 9) for n in range(1400)]), "2026")
    workbook.apply(sample_edits(drawn, audit_tables(workbook)))
    raw = audit_tables(workbook)
    assert [row["Record"] for row in rows_of(raw["tblCases"])] == records(drawn)
    assert len(list(rows_of(raw["tblSample"]))) == len(drawn.cases) + len(drawn.reserve)
    before = path.read_bytes()
    workbook.apply(sample_edits(drawn, raw))
    assert path.read_bytes() == before
