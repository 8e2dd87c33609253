"""The command `serve`: the server run, by uvicorn, until it is stopped."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from pydantic import ValidationError

from s117xl.refusal import Refused


def serve(host: str, port: int, workers: int, development: bool, cert: Path | None,
          key: Path | None) -> None:  # fmt: skip
    """Serve until stopped. Refused where what is needed is missing or does not add up."""
    try:
        import uvicorn

        from s117xl.server.settings import ServerSettings
    except ImportError:
        raise Refused(
            "The server needs more than was installed: pip install 's117xl[server]'."
        ) from None
    if development:
        _only_here(host, port, secure=cert is not None)
    try:
        ServerSettings()
    except ValidationError as error:
        raise Refused(_in_words(error)) from None
    if (cert is None) != (key is None):
        raise Refused("Give --cert and --key together, or neither.")
    for path in filter(None, (cert, key)):
        if not path.is_file():
            raise Refused(f"{path.name} is not there; give the path of a PEM file.")
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(message)s")
    uvicorn.run(
        "s117xl.server.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        ssl_certfile=cert,
        ssl_keyfile=key,
        # Its lines hold addresses of people's machines; ours hold none.
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=20,
        h11_max_incomplete_event_size=64_000,
    )


def _only_here(host: str, port: int, *, secure: bool) -> None:
    from s117xl.server.settings import ServerSettings

    if not ServerSettings.is_loopback(host):
        raise Refused(
            "With --dev nobody is asked to sign in, so it may only be reached from this machine: "
            "leave --host out."
        )
    os.environ["S117XL_DEVELOPMENT"] = "true"
    scheme = "https" if secure else "http"
    os.environ.setdefault("S117XL_ADDRESS", f"{scheme}://localhost:{port}")


def _in_words(error: ValidationError) -> str:
    """What does not add up, without the values that were given."""
    first = error.errors(include_input=False, include_url=False)[0]
    name = "_".join(str(part) for part in first["loc"]).upper()
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"The server's settings do not add up: {f'S117XL_{name}: ' if name else ''}{said}."
