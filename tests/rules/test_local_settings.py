"""A setting that cannot be used is a finding on the Settings sheet."""

from __future__ import annotations

from s117xl.check import run
from s117xl.rules.catalogue import all_rules
from s117xl.settings import BadSetting, Settings
from tests.people import context, person
from tests.rules.speech import is_plain


def test_each_bad_setting_is_found_at_its_cell() -> None:
    given = context(Register=[person()])
    given.settings = Settings(bad=(BadSetting("as_at", "As-at date", "is not a date", "C5"),))
    outcome, findings, _ = run(all_rules()["R207"], given, what_if=False)
    assert outcome.outcome == "found"
    assert [(f.table, f.row, f.sheet, f.cell) for f in findings] == [
        ("Settings", "as_at", "Settings", "C5")
    ]
    assert all(is_plain(f.message) for f in findings)


def test_with_no_bad_setting_there_is_nothing() -> None:
    outcome, findings, _ = run(all_rules()["R207"], context(Register=[person()]), what_if=False)
    assert (outcome.outcome, findings) == ("clean", [])


def test_a_bad_setting_of_an_empty_register_is_found_too() -> None:
    given = context(Register=[])
    given.settings = Settings(bad=(BadSetting("as_at", "As-at date", "is not a date", "C5"),))
    assert [f.cell for f in run(all_rules()["R207"], given, what_if=False)[1]] == ["C5"]
