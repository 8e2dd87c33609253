"""The Python, its packages and the window."""

from __future__ import annotations

from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from s117xl.doctor.machine import Machine, this_machine
from s117xl.doctor.packages import packages, server, xlwings
from s117xl.doctor.python import python, window
from s117xl.doctor.requirements import Requirement, read
from tests.doctor.standin import only


@pytest.fixture(params=["darwin", "linux"])
def mac_or_linux(request: pytest.FixtureRequest, windows: Machine) -> Machine:
    return replace(windows, platform=request.param)


def test_a_python_that_will_do(windows: Machine, mac_or_linux: Machine) -> None:
    for machine in (windows, mac_or_linux):
        assert only(python(machine), "Python").verdict == "fine"


@pytest.mark.parametrize(
    ("change", "verdict", "word"),
    [
        ({"version": (3, 10, 12)}, "fault", "3.11 or later"),
        ({"version": (3, 11, 0)}, "fine", ""),
        ({"version": (3, 14, 0)}, "fine", ""),
        ({"bits": 32}, "warning", "64-bit"),
        ({"in_environment": False}, "fine", ""),
        ({"base": Path(r"C:\Program Files\WindowsApps\Python")}, "warning", "python.org"),
    ],
)
def test_each_python(windows: Machine, change: dict[str, object], verdict: str, word: str) -> None:
    odd = replace(windows, python=windows.python._replace(**change))  # type: ignore[arg-type]
    found = only(python(odd), "Python")
    assert found.verdict == verdict
    assert word in found.mend


def test_on_windows_alone_pythonw_is_missed(windows: Machine) -> None:
    windows.python.executable.with_name("pythonw.exe").unlink()
    assert only(python(windows), "Python").verdict == "warning"
    assert only(python(replace(windows, platform="linux")), "Python").verdict == "fine"


def test_the_window_needs_tkinter_and_what_it_is_built_on(windows: Machine) -> None:
    assert only(window(windows), "The window").verdict == "fine"
    for absent in ("tkinter", "_tkinter"):
        for platform in ("win32", "darwin"):
            bare = replace(
                windows, platform=platform, importable=lambda name, no=absent: name != no
            )
            found = only(window(bare), "The window")
            assert found.verdict == "warning"
            assert found.mend
        elsewhere = replace(bare, platform="linux")
        assert only(window(elsewhere), "The window").verdict == "fine"


def test_packages_that_will_do(linux: Machine) -> None:
    found = only(packages(linux), "Packages")
    assert found.verdict == "fine"
    assert "2 packages" in found.said  # that of the extra is not one of them


@pytest.mark.parametrize(
    ("version", "said"),
    [
        (None, "lxml is not installed."),
        ("5.2.9", "lxml is 5.2.9, and is to be 5.3 or later and before 7."),
        ("7.0", "lxml is 7.0, and is to be 5.3 or later and before 7."),
    ],
)
def test_a_package_that_is_missing_or_out_of_range(
    linux: Machine, version: str | None, said: str
) -> None:
    versions = {"lxml": version, "xlwings": "0.37.8"}
    found = only(packages(replace(linux, version_of=versions.get)), "Packages")
    assert (found.verdict, found.said) == ("fault", said)
    assert "pip install" in found.mend


def test_what_is_not_written_down_is_not_known(linux: Machine) -> None:
    found = only(packages(replace(linux, requirements=None)), "Packages")
    assert found.verdict == "not known"


@pytest.mark.parametrize(
    ("version", "allowed"),
    [
        ("5.3", True), ("5.3.0", True), ("5.2.99", False), ("5.10", True), ("6.1.3", True),
        ("7", False), ("7.0.0", False), ("6.9.post1", True), ("unreadable", False),
    ],
)  # fmt: skip
def test_versions_are_compared_by_their_numbers(version: str, allowed: bool) -> None:
    assert read("lxml<7,>=5.3").allows(version) is allowed


def test_a_bound_that_ends_in_noughts_is_the_same_bound() -> None:
    assert read("a>=2.0,<3.0").allows("2")
    assert not read("a>=2.0,<3.0").allows("3")


def test_lines_are_read() -> None:
    assert read("a-b[c] (>=1,<2) ; extra == 'server'") == Requirement(
        "a-b", ((">=", "1"), ("<", "2")), "server"
    )
    assert read("rich").bounds == ()
    for odd in ("a~=1.2", "a!=2", "a @ https://example.org/a.whl"):
        with pytest.raises(ValueError, match="form"):
            read(odd)


def test_our_own_requirements_are_all_of_the_form_that_is_read() -> None:
    lines = metadata.requires("s117xl") or []
    assert {"lxml", "xlwings"} <= {read(line).name for line in lines}


def test_xlwings_on_each_system(windows: Machine) -> None:
    for platform, bridge in (("win32", "pywin32"), ("darwin", "appscript")):
        found = only(xlwings(replace(windows, platform=platform)), "xlwings")
        assert found.verdict == "fine"
        assert bridge in found.said
    elsewhere = replace(windows, platform="linux", version_of=lambda _: None)
    assert only(xlwings(elsewhere), "xlwings").verdict == "fine"


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_xlwings_at_fault(windows: Machine, platform: str) -> None:
    machine = replace(windows, platform=platform)
    bridges = ("win32api", "appscript")
    for odd, word in (
        (replace(machine, version_of=lambda _: None), "no button"),
        (replace(machine, importable=lambda name: name != "xlwings"), "no button"),
        (replace(machine, version_of=lambda _: "0.36.2"), "0.36.2"),
        (replace(machine, importable=lambda name: name not in bridges), "through which"),
    ):
        found = only(xlwings(odd), "xlwings")
        assert found.verdict == "fault"
        assert word in found.said


def test_on_a_mac_the_permission_is_not_known(mac: Machine, windows: Machine) -> None:
    found = only(xlwings(mac), "Permission")
    assert found.verdict == "not known"
    assert "Automation" in found.mend
    assert [each.name for each in xlwings(windows)] == ["xlwings"]


def test_the_server_is_only_told(linux: Machine) -> None:
    bare = only(server(replace(linux, importable=lambda _: False)), "Server")
    part = only(server(replace(linux, importable=lambda name: name != "jwt")), "Server")
    assert {each.verdict for each in (*server(linux), bare, part)} == {"fine"}
    assert "FastAPI, uvicorn, PyJWT" in bare.said
    assert "(PyJWT)" in part.said


def test_the_machine_that_this_runs_on_is_seen() -> None:
    machine = this_machine()
    assert machine.python.version >= (3, 11)
    assert machine.requirements
    assert machine.importable("rich")
    assert not machine.importable("no_such_package_s117xl.part")
    assert machine.version_of("no-such-package-s117xl") is None
    assert machine.run(("no-such-program-s117xl",)) is None
    assert machine.free(machine.temp) > 0
