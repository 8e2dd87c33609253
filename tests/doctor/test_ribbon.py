"""The add-in, whether Excel trusts it, and whether it may start a program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from s117xl.addin.build import xlam
from s117xl.addin.install import KEY, install
from s117xl.doctor.addin_file import addin
from s117xl.doctor.child_programs import GROUP_POLICY, LOCAL, MANAGED, RULE, child_programs
from s117xl.doctor.diagnosis import Diagnosis
from s117xl.doctor.machine import Answer, Machine
from s117xl.doctor.macros import ADDINS, NAME, macros
from s117xl.doctor.office_policy import EXCEL, TRUSTED, TRUSTED_OF_ALL
from s117xl.doctor.trust import mark_of_the_web, trusted_folder
from tests.doctor.standin import answers, only, put_choice, put_policy, put_rule, registry_of

ITS_PYTHON = "Its Python"


@pytest.fixture(params=["windows", "mac"])
def machine(request: pytest.FixtureRequest) -> Machine:
    made = request.getfixturevalue(request.param)
    assert isinstance(made, Machine)
    return made


def changed(addin: bytes, change: Callable[[str, bytes], bytes], *more: str) -> bytes:
    """The add-in with its parts changed, and empty parts added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(addin)) as source, zipfile.ZipFile(made, "w") as out:
        for name in source.namelist():
            out.writestr(name, change(name, source.read(name)))
        for name in more:
            out.writestr(name, b"")
    return made.getvalue()


def sign(machine: Machine) -> None:
    file = machine.places.addin
    file.write_bytes(changed(file.read_bytes(), lambda _, part: part, "xl/vbaProjectSignature.bin"))


def test_the_addin_in_its_place(machine: Machine) -> None:
    assert [(each.name, each.verdict) for each in addin(machine)] == [
        ("Add-in", "fine"), (ITS_PYTHON, "fine"),
    ]  # fmt: skip


def test_no_addin(machine: Machine) -> None:
    machine.places.addin.unlink()
    found = only(addin(machine), "Add-in")
    assert found.verdict == "warning"
    assert "s117xl addin install" in found.mend
    assert len(list(addin(machine))) == 1


def test_an_addin_of_another_version(machine: Machine) -> None:
    file = machine.places.addin
    file.write_bytes(
        changed(file.read_bytes(), lambda _, part: part.replace(b"s117xl 0.", b"s117xl 99."))
    )
    found = only(addin(machine), "Add-in")
    assert found.verdict == "warning"
    assert "99." in found.said


def test_an_addin_that_is_damaged(machine: Machine) -> None:
    for content in (b"", b"PK\x03\x04 and no more", changed(b_zip(), lambda _, part: part)):
        machine.places.addin.write_bytes(content)
        found = only(addin(machine), "Add-in")
        assert found.verdict == "warning"
        assert "damaged" in found.said
        assert only(addin(machine), ITS_PYTHON).verdict == "fine"


def b_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("other.txt", "no add-in")
    return made.getvalue()


def test_an_addin_that_it_signed_is_ours(machine: Machine) -> None:
    sign(machine)
    found = only(addin(machine), "Add-in")
    assert found.verdict == "fine"
    assert "signature" in found.said


def test_an_addin_that_may_not_be_read(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert only(addin(machine), "Add-in").verdict == "not known"


def test_a_python_that_it_named_inside_goes_first(machine: Machine, tmp_path: Path) -> None:
    theirs = tmp_path / "pythonw.exe"
    machine.places.addin.write_bytes(xlam(str(theirs)))
    assert only(addin(machine), "Add-in").verdict == "fine"
    assert only(addin(machine), ITS_PYTHON).verdict == "fault"
    theirs.touch()
    found = only(addin(machine), ITS_PYTHON)
    assert found.verdict == "warning"
    assert str(theirs) in found.said


def test_the_remembered_python_on_windows(windows: Machine, tmp_path: Path) -> None:
    other = tmp_path / "other.exe"
    other.touch()
    ours = windows.python.for_excel
    for held, verdict in (
        (str(other), "warning"), (str(tmp_path / "gone.exe"), "fault"), (None, "fault"),
        (ours, "fine"),
    ):  # fmt: skip
        registry_of(windows).put("HKCU", KEY, "Python", held)
        assert only(addin(windows), ITS_PYTHON).verdict == verdict
    registry_of(windows).close(KEY)
    assert only(addin(windows), ITS_PYTHON).verdict == "not known"


def test_the_remembered_python_on_a_mac(mac: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    script = mac.places.script
    assert script is not None
    odd = mac.home / 'a "b" \\ c'
    odd.touch()
    monkeypatch.setattr("sys.executable", str(odd))
    install(mac.places.addin.read_bytes(), "darwin")
    there = replace(mac, python=mac.python._replace(for_excel=str(odd)))
    assert only(addin(there), ITS_PYTHON).verdict == "fine"
    assert only(addin(mac), ITS_PYTHON).verdict == "warning"
    odd.unlink()
    assert only(addin(there), ITS_PYTHON).verdict == "fault"
    script.unlink()
    assert only(addin(mac), ITS_PYTHON).verdict == "fault"


def zone(machine: Machine) -> Path:
    return Path(f"{machine.places.addin}:Zone.Identifier")


def test_the_mark_of_the_web_on_windows(windows: Machine) -> None:
    name = "Mark of the web"
    assert only(mark_of_the_web(windows), name).verdict == "fine"
    for content, verdict in (
        ("[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.org\r\n", "warning"),
        ("[ZoneTransfer]\nZoneId=4\n", "warning"),
        ("[ZoneTransfer]\nZoneId=2\n", "fine"),
    ):
        zone(windows).write_text(content)
        found = only(mark_of_the_web(windows), name)
        assert found.verdict == verdict
        assert "example.org" not in found.said
    zone(windows).unlink()
    zone(windows).mkdir()
    assert only(mark_of_the_web(windows), name).verdict == "not known"


def test_the_mark_of_the_web_on_a_mac(mac: Machine) -> None:
    name = "Mark of the web"
    for answer, verdict in (
        (Answer(0, "0083;x;Safari;\n"), "warning"), (Answer(1, ""), "fine"), (None, "not known"),
    ):  # fmt: skip
        marked = replace(mac, run=answers({"xattr": answer}))
        assert only(mark_of_the_web(marked), name).verdict == verdict


def test_what_is_not_installed_has_no_mark_to_look_at(machine: Machine) -> None:
    machine.places.addin.unlink()
    assert only(mark_of_the_web(machine), "Mark of the web").verdict == "not known"


def test_the_trusted_folder(windows: Machine, mac: Machine) -> None:
    name = "Trusted folder"
    for each in (windows, mac):
        assert only(trusted_folder(each), name).verdict == "fine"
    put_policy(windows, TRUSTED_OF_ALL, "allow user locations", 0)
    assert only(trusted_folder(windows), name).verdict == "not known"
    put_choice(windows, TRUSTED, "AllLocationsDisabled", 1)
    found = only(trusted_folder(windows), name)
    assert found.verdict == "fault"
    assert "in Excel's Trust Center" in found.said
    put_policy(windows, TRUSTED, "AllLocationsDisabled", 1)
    assert "by policy" in only(trusted_folder(windows), name).said
    registry_of(windows).close("Trusted Locations")
    assert only(trusted_folder(windows), name).verdict == "not known"


def test_a_policy_goes_before_a_choice_and_the_cloud_before_both(windows: Machine) -> None:
    put_choice(windows, TRUSTED, "AllLocationsDisabled", 1)
    put_policy(windows, TRUSTED, "AllLocationsDisabled", 0)
    assert only(trusted_folder(windows), "Trusted folder").verdict == "fine"
    cloud = rf"Software\Policies\Microsoft\Cloud\Office\16.0\{TRUSTED}"
    registry_of(windows).put("HKCU", cloud, "AllLocationsDisabled", 1)
    assert only(trusted_folder(windows), "Trusted folder").verdict == "fault"


ON, NONE, BY_POLICY = "folders trusted", "no folder trusted", "only those of a policy"


def macro_policy(windows: Machine, value: int | None, trust: str, *, signed: bool) -> Diagnosis:
    if value is not None:
        put_policy(windows, EXCEL, "VBAWarnings", value)
    if trust == NONE:
        put_policy(windows, TRUSTED, "AllLocationsDisabled", 1)
    if trust == BY_POLICY:
        put_policy(windows, TRUSTED_OF_ALL, "Allow User Locations", 0)
    if signed:
        sign(windows)
    return only(macros(windows), NAME)


@pytest.mark.parametrize(
    ("value", "trust", "signed", "verdict"),
    [
        (None, ON, False, "fine"),
        (None, NONE, False, "warning"),
        (1, NONE, False, "fine"),
        (2, ON, False, "fine"),
        (2, BY_POLICY, False, "fine"),
        (2, NONE, False, "warning"),
        (3, ON, False, "warning"),
        (3, BY_POLICY, False, "warning"),
        (3, NONE, False, "fault"),
        (3, NONE, True, "not known"),
        (4, ON, False, "warning"),
        (4, BY_POLICY, False, "warning"),
        (4, NONE, False, "fault"),
        (4, NONE, True, "fault"),
        (9, ON, False, "not known"),
    ],
)
def test_the_macro_policy(
    windows: Machine, value: int | None, trust: str, signed: bool, verdict: str
) -> None:
    found = macro_policy(windows, value, trust, signed=signed)
    assert found.verdict == verdict
    if found.asks:
        assert "window" in found.mend
        assert "sign" in found.mend


def test_the_macro_policy_says_who_set_it(windows: Machine) -> None:
    assert "as Excel comes" in only(macros(windows), NAME).said
    put_choice(windows, EXCEL, "VBAWarnings", 4)
    assert "in Excel's Trust Center" in only(macros(windows), NAME).said
    put_policy(windows, EXCEL, "VBAWarnings", 2)
    assert "by policy" in only(macros(windows), NAME).said
    put_policy(windows, EXCEL, "blockcontentexecutionfrominternet", 1)
    assert "from the internet are blocked" in only(macros(windows), NAME).said


def test_macros_switched_off_in_all_of_office(windows: Machine) -> None:
    put_policy(windows, "Common", "vbaoff", 1)
    assert only(macros(windows), NAME).verdict == "fault"


def test_macro_settings_that_may_not_be_read(windows: Machine) -> None:
    registry_of(windows).close(r"Excel\Security")
    assert only(macros(windows), NAME).verdict == "not known"


def test_the_addin_policy(windows: Machine) -> None:
    assert only(macros(windows), ADDINS).verdict == "fine"
    put_policy(windows, EXCEL, "RequireAddinSig", 1)
    assert only(macros(windows), ADDINS).verdict == "warning"
    sign(windows)
    assert only(macros(windows), ADDINS).verdict == "fine"
    put_choice(windows, EXCEL, "DisableAllAddins", 1)
    assert only(macros(windows), ADDINS).verdict == "fault"


@pytest.mark.parametrize(
    ("off", "state", "verdict"),
    [
        (Answer(1, ""), Answer(0, "EnabledWithoutWarnings\n"), "fine"),
        (Answer(1, ""), Answer(0, "DisabledWithWarnings\n"), "not known"),
        (Answer(1, ""), Answer(1, ""), "not known"),
        (Answer(1, ""), Answer(0, "DisabledWithoutWarnings\n"), "fault"),
        (Answer(0, "1\n"), Answer(0, "EnabledWithoutWarnings\n"), "fault"),
        (None, None, "not known"),
    ],
)
def test_macros_on_a_mac(
    mac: Machine, off: Answer | None, state: Answer | None, verdict: str
) -> None:
    told = {
        "defaults VisualBasicEntirelyDisabled": off,
        "defaults VisualBasicMacroExecutionState": state,
    }
    assert only(macros(replace(mac, run=answers(told))), NAME).verdict == verdict


def rule(machine: Machine) -> Diagnosis:
    return only(child_programs(machine), "ASR rule")


@pytest.mark.parametrize("place", [GROUP_POLICY, LOCAL])
@pytest.mark.parametrize(
    ("value", "verdict"),
    [("1", "fault"), (1, "fault"), ("6", "warning"), ("2", "fine"), ("0", "fine"), ("5", "fine")],
)
def test_the_rule_where_windows_keeps_it(
    windows: Machine, place: str, value: object, verdict: str
) -> None:
    put_rule(windows, place, value)
    found = rule(windows)
    assert found.verdict == verdict
    if found.asks:
        assert "python -m s117xl" in found.mend
        assert "Excel on the web" in found.mend


def test_the_rule_where_intune_keeps_it(windows: Machine) -> None:
    other = "26190899-1602-49e8-8b27-eb1d0a1ce869"
    for text, verdict in (
        (f"{other}=1|{RULE.upper()}=1", "fault"), (f"{RULE}=6", "warning"),
        (f"{other}=1|{RULE}=2", "fine"), (f"{other}=1", "fine"), ("", "fine"),
    ):  # fmt: skip
        registry_of(windows).put("HKLM", MANAGED, "ASRRules", text)
        assert rule(windows).verdict == verdict


def test_the_rule_of_the_group_policy_goes_first(windows: Machine) -> None:
    put_rule(windows, LOCAL, 1)
    assert rule(windows).verdict == "fault"
    put_rule(windows, GROUP_POLICY, "0")
    assert rule(windows).verdict == "fine"


def test_a_rule_that_is_set_nowhere_is_fine_and_one_that_may_not_be_read_is_not_known(
    windows: Machine,
) -> None:
    assert rule(windows).verdict == "fine"
    registry_of(windows).close(LOCAL)
    found = rule(windows)
    assert found.verdict == "not known"
    assert RULE in found.mend
    put_rule(windows, GROUP_POLICY, "1")  # what is known already is enough
    assert rule(windows).verdict == "fault"


def test_the_rule_is_of_windows_alone(mac: Machine, linux: Machine) -> None:
    assert rule(mac).verdict == "fine"
    assert rule(linux).verdict == "fine"


def test_where_excel_does_not_run_nothing_of_the_ribbon_is_asked_for(linux: Machine) -> None:
    checks: list[Callable[[Machine], Iterator[Diagnosis]]] = [
        addin, mark_of_the_web, trusted_folder, macros, child_programs,
    ]  # fmt: skip
    assert {each.verdict for check in checks for each in check(linux)} == {"fine"}
