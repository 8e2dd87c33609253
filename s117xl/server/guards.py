"""What guards the server: headers on every answer, bounds on what is taken, and a quiet log."""

from __future__ import annotations

import logging
import time

import anyio
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from s117xl.server.settings import ServerSettings

log = logging.getLogger("s117xl.server")

_OFFICE = "https://appsforoffice.microsoft.com"
_FRAMED_BY = (
    "https://*.officeapps.live.com https://*.office.com https://*.office365.com "
    "https://*.sharepoint.com https://*.cloud.microsoft https://*.microsoft.com"
)


class TooMuch(Exception):  # noqa: N818  (it names what is so)
    """More was sent than is taken, or too slowly. `status` is the HTTP status that says so."""

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


async def body_of(request: Request, settings: ServerSettings) -> bytes:
    """The body of a request. Raises TooMuch before more than the bound is held."""
    most = settings.most_bytes
    too_large = TooMuch(
        f"The workbook holds more than the {most // 1_000_000} MB that this server takes; check "
        "the closed file instead, or ask your IT to raise S117XL_MOST_BYTES.", 413,
    )  # fmt: skip
    said = request.headers.get("content-length", "0")
    if not said.isdecimal() or int(said) > most:
        raise too_large
    held = bytearray()
    try:
        with anyio.fail_after(settings.receive_seconds):
            async for chunk in request.stream():
                held += chunk
                if len(held) > most:
                    raise too_large
    except TimeoutError:
        raise TooMuch("The workbook took too long to arrive; try again.", 408) from None
    return bytes(held)


class Headers:
    """Puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self.app = app
        self.headers = headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                made = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    made.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)


def headers(settings: ServerSettings) -> dict[str, str]:
    """The headers. The page may load Office.js from Microsoft, and else only our own files."""
    policy = (
        f"default-src 'none'; script-src 'self' {_OFFICE}; style-src 'self'; img-src 'self'; "
        f"connect-src 'self'; frame-ancestors 'self' {_FRAMED_BY}; base-uri 'none'; "
        "form-action 'none'"
    )
    made = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": "no-store",
    }
    if settings.origin.startswith("https:"):
        made["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return made


class QuietLog:
    """Logs one line for each request: what was asked for, how it ended, how long it took.

    No address, no name, no query, no header and nothing of a body: these may be personal.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, ended = time.perf_counter(), {"status": 500}

        async def with_status(message: Message) -> None:
            if message["type"] == "http.response.start":
                ended["status"] = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, with_status)
        finally:
            took = (time.perf_counter() - begun) * 1000
            log.info("%s %s %d %.0f ms", scope["method"], _route(scope), ended["status"], took)


def _route(scope: Scope) -> str:
    """The route as it is declared, with our own id in it: never what somebody typed."""
    route = getattr(scope.get("route"), "path", None)
    return str(scope.get("s117xl.asked") or route or "(no such page)")
