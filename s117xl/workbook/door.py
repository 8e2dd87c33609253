"""The door: what is looked at before a user's workbook is opened."""

from __future__ import annotations

from pathlib import Path

from s117xl.workbook.package import Package


def open_package(path: Path) -> Package:
    """The workbook as a package, once it is known to be safe to read."""
    return Package(path)
