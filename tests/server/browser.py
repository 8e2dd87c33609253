"""Chromium as the tests use it: Debian's own, without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.needs import lack


@contextmanager
def page_alone(**context: Any) -> Iterator[Page]:
    """A page in a browser of its own."""
    chromium = shutil.which("chromium")
    if chromium is None:
        lack("Chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        # Debian's Chromium will not run as root in its own sandbox.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield browser.new_page(**context)
        finally:
            browser.close()
