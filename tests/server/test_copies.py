"""Two copies behind nginx on this machine's loopback: nginx itself, with the shipped file."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from ssl import create_default_context
from typing import Any

import httpx
import pytest

from tests.needs import lack
from tests.server.conftest import free_port, serving

ROOT = Path(__file__).parents[2]
CONF = ROOT / "deploy" / "nginx.conf"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "certificate", folder / "key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


class Copies:
    """Two servers, nginx before them, and a client that trusts its certificate."""

    def __init__(self, folder: Path, certificate: tuple[Path, Path]) -> None:
        nginx = shutil.which("nginx") or lack("nginx", "apt-get install nginx-light")
        self.port, self.folder = free_port(), folder
        self.stack = ExitStack()
        self.addresses = [
            self.stack.enter_context(serving(folder / f"copy{n}.txt", "--dev")) for n in (1, 2)
        ]
        conf = folder / "nginx.conf"
        conf.write_text(self.configuration(certificate))
        command = [nginx, "-c", conf, "-p", folder, "-g", f"daemon off; pid {folder}/nginx.pid;"]
        self.log = (folder / "nginx.txt").open("w")
        self.nginx = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        self.client = httpx.Client(
            base_url=f"https://localhost:{self.port}",
            verify=create_default_context(cafile=certificate[0]),
            timeout=60,
        )
        self._wait()

    def configuration(self, certificate: tuple[Path, Path]) -> str:
        """The shipped file: only hosts, ports and places are those of this machine."""
        text = CONF.read_text()
        for number, address in enumerate(self.addresses, 1):
            text = text.replace(f"copy{number}:8117", address.removeprefix("http://"))
        text = text.replace("listen 8443", f"listen 127.0.0.1:{self.port}")
        for name, path in zip(("certificate", "key"), certificate, strict=True):
            text = text.replace(f"/run/secrets/{name};", f"{path};")
        return text.replace("/dev/stdout", f"{self.folder}/access.txt").replace(
            "/dev/stderr", f"{self.folder}/error.txt"
        )

    def _wait(self) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                if self.client.get("/health/ready").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "nginx.txt").read_text())

    def close(self) -> None:
        self.client.close()
        self.nginx.terminate()
        self.nginx.wait(10)
        self.log.close()
        self.stack.close()


@pytest.fixture(scope="module")
def copies(
    tmp_path_factory: pytest.TempPathFactory, certificate: tuple[Path, Path]
) -> Iterator[Copies]:
    made = Copies(tmp_path_factory.mktemp("copies"), certificate)
    yield made
    made.close()


@pytest.fixture(scope="module")
def small_body(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from s117xl.new import write_rows_as_register
    from tests.excel.standin import open_in_standin
    from tests.excel.test_wire import sent
    from tests.people import AS_AT, person

    path = tmp_path_factory.mktemp("sent") / "register.xlsx"
    write_rows_as_register(
        path, {"Register": [person(plan_ref=None)]}, AS_AT, {"holds": "invented"}
    )
    made: dict[str, Any] = {"workbook": sent(open_in_standin(path)[0]).model_dump(mode="json")}
    return json.dumps(made | {"today": AS_AT.isoformat()}).encode()


def press(client: httpx.Client, body: bytes) -> httpx.Response:
    return client.post("/api/actions/check", content=body,
                       headers={"content-type": "application/json"})  # fmt: skip


def asked(copies: Copies, number: int) -> int:
    return (copies.folder / f"copy{number}.txt").read_text().count("POST /api/actions/check 200")


def test_both_copies_answer_and_answer_alike(copies: Copies, small_body: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: press(copies.client, small_body), range(12)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert asked(copies, 1) > 0
    assert asked(copies, 2) > 0


def test_a_register_of_a_thousand_passes_and_is_never_put_on_a_disk(
    copies: Copies, thousand: Path
) -> None:
    from tests.excel.standin import open_in_standin
    from tests.excel.test_wire import sent
    from tests.people import AS_AT

    workbook = sent(open_in_standin(thousand)[0]).model_dump(mode="json")
    body = json.dumps({"workbook": workbook, "today": AS_AT.isoformat()}).encode()
    assert len(body) > 1_000_000
    assert press(copies.client, body).status_code == 200
    held = [p for p in copies.folder.rglob("*") if p.is_file() and b"V-00001" in p.read_bytes()]
    assert held == []


def test_too_large_a_body_is_refused_at_the_first_door(copies: Copies) -> None:
    assert press(copies.client, b" " * 26_500_000).status_code == 413


def test_the_logs_of_all_three_name_nobody(copies: Copies, small_body: bytes) -> None:
    copies.client.get("/V-001?name=Zebedee", headers={"user-agent": "Zebedee"})
    press(copies.client, small_body)
    time.sleep(0.2)
    for name in ("access.txt", "error.txt", "copy1.txt", "copy2.txt"):
        text = (copies.folder / name).read_text()
        assert "Zebedee" not in text
        assert "V-001" not in text
    assert re.search(r"POST /api/actions/check 200", (copies.folder / "access.txt").read_text())


def test_where_one_copy_ends_the_other_answers(
    tmp_path: Path, certificate: tuple[Path, Path], small_body: bytes
) -> None:
    copies = Copies(tmp_path, certificate)
    try:
        port = copies.addresses[0].rpartition(":")[2]
        subprocess.run(["pkill", "-f", f"serve --port {port} "], check=True)
        time.sleep(0.5)
        for _ in range(6):
            assert press(copies.client, small_body).status_code == 200
    finally:
        copies.close()


def test_compose_and_nginx_name_the_same_copies() -> None:
    compose = (ROOT / "deploy" / "compose.yaml").read_text()
    assert re.findall(r"server (\w+):8117", CONF.read_text()) == re.findall(
        r"(copy\d): \*copy", compose
    )
    assert "8443" in CONF.read_text()
    for name in ("ADDRESS", "TENANT", "CLIENT", "JWKS"):
        assert f"S117XL_{name}: " in compose
