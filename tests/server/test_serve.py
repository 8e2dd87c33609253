"""The command serve: what it refuses to start with, and how its settings are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from s117xl.server.settings import ServerSettings

FULL = {"tenant": "t", "client": "c", "jwks": "https://keys.example"}


def serve(*options: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "s117xl", "serve", *options]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("S117XL_")}
    return subprocess.run(
        command, env=clean | env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("options", "env", "told"),
    [
        ((), {}, "S117XL_TENANT, S117XL_CLIENT, S117XL_JWKS must be set"),
        (("--dev", "--host", "0.0.0.0"), {}, "only be reached from this machine"),
        (("--dev",), {"S117XL_ADDRESS": "https://x.example"}, "may only be on this machine"),
        ((), {"S117XL_ADDRESS": "nonsense"}, "is to be an address"),
        ((), {"S117XL_MOST_BYTES": "many"}, "S117XL_MOST_BYTES: "),
        (("--dev",), {"S117XL_TEMPLATES": "nowhere"}, "S117XL_TEMPLATES is to be a folder"),
        (("--dev",), {"S117XL_LOGO": "logo.png"}, "S117XL_LOGO the name of a PNG"),
        (("--dev", "--cert", "x.pem"), {}, "Give --cert and --key together"),
        (("--dev", "--cert", "x.pem", "--key", "y.pem"), {}, "x.pem is not there"),
    ],
)
def test_what_does_not_add_up_is_one_sentence(
    options: tuple[str, ...], env: dict[str, str], told: str
) -> None:
    end = serve(*options, **env)
    assert end.returncode == 2
    assert told in end.stderr
    assert len(end.stderr.splitlines()) == 1


def test_a_port_that_is_taken_ends_it(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        end = serve("--dev", "--port", str(taken.getsockname()[1]))
    assert end.returncode != 0
    assert "Traceback" not in end.stderr


@pytest.mark.parametrize("address", ["https://a.example/path", "ftp://a.example", "https://"])
def test_an_address_is_a_host_alone(address: str) -> None:
    with pytest.raises(ValidationError):
        ServerSettings(address=address, **FULL)


def test_the_resource_is_named_as_office_asks() -> None:
    settings = ServerSettings(address="https://a.example:8443/", **FULL)
    assert settings.resource == "api://a.example:8443/c"
    assert settings.origin == "https://a.example:8443"
    assert settings.host == "a.example"


def test_templates_are_the_servers_own_where_a_folder_is_named(tmp_path: Path) -> None:
    assert ServerSettings(development=True, templates=tmp_path).templates == tmp_path
    assert ServerSettings.model_validate({"development": True, "templates": ""}).templates is None
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(ValidationError, match="S117XL_LOGO"):
        ServerSettings(development=True, templates=tmp_path, logo="logo.png")
