"""The server run as people run it, and the pane in Chromium beside a stand-in for Office.js."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from s117xl.demo.faults import sow
from s117xl.demo.people import invent, tables
from s117xl.demo.show import SETTINGS
from s117xl.new import write_rows_as_register
from tests.people import AS_AT
from tests.server.browser import page_alone


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextmanager
def serving(log: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[str]:
    """`s117xl serve` with these options, ready; the address on which it answers."""
    port = free_port()
    command = [sys.executable, "-m", "s117xl", "serve", "--port", str(port), *options]
    with log.open("w") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, env=env)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; it is given half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.poll() is not None:
            raise AssertionError(f"the server ended with status {server.returncode}")
        try:
            with urlopen(f"{address}/health/live", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server was not ready in 30 seconds")


@pytest.fixture(scope="session")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of 1,000 invented people with known faults."""
    people = invent(1000, AS_AT)
    sow(people, AS_AT)
    path = tmp_path_factory.mktemp("thousand") / "register.xlsx"
    write_rows_as_register(path, tables(people), AS_AT, SETTINGS)
    return path


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of `server` writes its log."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def server(log: Path) -> Iterator[str]:
    """The address of a server for development."""
    with serving(log, "--dev") as address:
        yield address


@pytest.fixture(scope="session")
def browser_page() -> Iterator[Page]:
    """A page of the width of a task pane."""
    with page_alone(viewport={"width": 350, "height": 900}, locale="en-GB") as page:
        yield page


STANDIN = Path(__file__).with_name("standin_office.js").read_text("utf-8")


def open_pane(page: Page, address: str, book: str) -> None:
    """The pane opened over a workbook, its Office.js the stand-in."""
    page.unroute_all()
    page.route(
        "https://appsforoffice.microsoft.com/**",
        lambda route: route.fulfill(body=STANDIN, content_type="text/javascript"),
    )
    page.goto(address)
    page.evaluate("book => { window.__book = JSON.parse(book) }", book)
    until(page, "Object.keys(window.__pressed ?? {}).length > 0")


def until(page: Page, true: str) -> None:
    """Return once the expression is true on the page, whose policy forbids other ways to wait."""
    end = time.monotonic() + 20
    while not page.evaluate(true):
        assert time.monotonic() < end, f"never so: {true}"
        time.sleep(0.02)
