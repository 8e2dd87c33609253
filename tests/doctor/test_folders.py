"""Where s117xl writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from s117xl.doctor.folders import folders
from s117xl.doctor.machine import Machine
from tests.doctor.standin import only

START = "Excel's start-up folder"


def test_folders_that_will_do_and_nothing_is_left_in_them(windows: Machine) -> None:
    before = sorted(windows.home.rglob("*"))
    assert {each.verdict for each in folders(windows)} == {"fine"}
    assert sorted(windows.home.rglob("*")) == before


def test_a_start_up_folder_that_is_not_made_yet(windows: Machine) -> None:
    windows.places.addin.unlink()
    windows.places.addin.parent.rmdir()
    found = only(folders(windows), START)
    assert found.verdict == "fine"
    assert found.said.endswith("Excel.")
    assert not windows.places.addin.parent.exists()


def test_elsewhere_there_is_no_start_up_folder(linux: Machine) -> None:
    assert START not in [each.name for each in folders(linux)]


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_folders_that_cannot_be_written_in(
    windows: Machine, platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    found = list(folders(replace(windows, platform=platform)))
    assert only(found, "Current folder").verdict == "warning"
    assert only(found, "Temporary folder").verdict == "fault"
    if platform != "linux":
        assert only(found, START).verdict == "warning"


def test_a_folder_that_is_gone_cannot_be_written_in(linux: Machine) -> None:
    gone = replace(linux, here=linux.home / "gone")
    assert only(folders(gone), "Current folder").verdict == "warning"


def test_room_on_the_disk(linux: Machine) -> None:
    name = "Disk space"
    for free, verdict in ((500_000_000, "fine"), (499_999_999, "warning")):
        full = replace(linux, free=lambda _, left=free: left)
        assert only(folders(full), name).verdict == verdict

    def unknown(_: Path) -> int:
        raise OSError

    assert only(folders(replace(linux, free=unknown)), name).verdict == "not known"
