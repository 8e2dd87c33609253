"""The sources: complete, dated, and never settled where something must be checked."""

from __future__ import annotations

from datetime import date

import pytest

from s117xl.law.authorities import KINDS, STATUSES, Authority, all_authorities, authority
from s117xl.law.periods import all_periods
from s117xl.law.reasons import all_reasons

EVERY = list(all_authorities().values())


@pytest.mark.parametrize("source", EVERY, ids=lambda a: a.id)
def test_each_source_is_whole(source: Authority) -> None:
    assert source.id == source.id.lower()
    assert source.kind in KINDS
    assert source.status in STATUSES
    assert source.citation
    assert source.summary.endswith(".")
    assert source.summary.count(". ") <= 1, "one or two sentences"
    assert source.link == "" or source.link.startswith("https://")
    assert source.recorded_on == date(2026, 11, 22)
    assert not source.check.endswith(".")


def test_sources_are_found_by_their_ids() -> None:
    assert authority("mha-117-2").citation == "Mental Health Act 1983, section 117(2)"
    with pytest.raises(KeyError):
        authority("mha-118")


def test_only_one_paragraph_number_of_the_code_is_settled() -> None:
    settled = [a.id for a in EVERY if a.kind == "code" and a.confidence == "settled"]
    assert settled == ["code-33-10"]


@pytest.mark.parametrize(
    "id",
    [
        "mha-25-46", "mha-25-29", "mha-117-3", "ca-1997-45a", "si-2014-2829", "si-2014-2670",
        "icbreg-2022", "frla-1969-9", "afework-2013", "worcestershire-2023-49", "lgo-21-003-925",
        "chc-framework-2022", "icb-2026", "dd-gp", "dd-postcode", "who-pays-2024", "ak-2021",
    ],
)  # fmt: skip
def test_what_is_still_to_be_checked_is_never_settled(id: str) -> None:
    assert authority(id).confidence == "to be confirmed"


def test_what_is_not_commenced_is_in_force_on_no_day() -> None:
    waiting = [a for a in EVERY if a.status == "enacted_not_commenced"]
    assert {"mha-25-29", "mha-25-45", "mha-25-46"} <= {a.id for a in waiting}
    for source in waiting:
        assert source.in_force_from is None
        assert source.check
        assert not source.in_force_on(date(2040, 1, 1))


def test_a_source_is_in_force_from_its_day() -> None:
    changed = authority("mha-25-35")
    assert not changed.in_force_on(date(2026, 2, 17))
    assert changed.in_force_on(date(2026, 2, 18))
    assert authority("stennett-2002").in_force_on(date(1990, 1, 1)), "its date is not held"


def test_the_bar_of_community_orders_is_as_old_as_they_are() -> None:
    assert authority("mha-17a").in_force_from == date(2008, 11, 3)
    assert "3 November 2008" in authority("mha-117-2").summary


def test_a_source_that_ended_is_in_force_until_its_last_day() -> None:
    ended = Authority(
        "x", "guidance", "X", "X.", "", "repealed", date(2026, 1, 1), None, date(2020, 1, 31)
    )
    assert ended.in_force_on(date(2020, 1, 31))
    assert not ended.in_force_on(date(2020, 2, 1))


def test_periods_and_reasons_name_sources_that_are_there() -> None:
    named = {a for p in all_periods().values() for a in p.authority}
    named |= {a for r in all_reasons().values() for a in r.authority}
    assert named <= set(all_authorities())
