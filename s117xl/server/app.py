"""The application: the task pane, the manifest, and one door for the buttons."""

from __future__ import annotations

import gc
import logging
from functools import partial
from pathlib import Path
from typing import Any

import anyio
from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from s117xl.actions import action
from s117xl.documents.templates import Templates
from s117xl.refusal import Refused, fault_of_ours
from s117xl.rules.catalogue import all_rules
from s117xl.server.desk import answer
from s117xl.server.guards import Headers, QuietLog, TooMuch, body_of
from s117xl.server.manifest import manifest_xml
from s117xl.server.page import pane_html
from s117xl.server.settings import ServerSettings
from s117xl.server.tokens import NotSignedIn, SigningKeys, require_signed_in

PANE = Path(__file__).parent / "pane"
log = logging.getLogger("s117xl.server")


def create_app(settings: ServerSettings | None = None) -> FastAPI:
    """The application, set up from the environment where no settings are given."""
    settings = settings or ServerSettings()
    app = FastAPI(title="s117xl", docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/pane", StaticFiles(directory=PANE), name="pane")
    _add_pages(app, settings)
    _add_buttons(app, settings)
    _add_health(app, settings)
    _add_refusals(app)
    hosts = ["localhost", "127.0.0.1", "[::1]", settings.host]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    app.add_middleware(Headers, settings=settings)
    app.add_middleware(QuietLog)
    all_rules()
    # What was loaded stays for good: the collector need not look through it at each press.
    gc.collect()
    gc.freeze()
    return app


def _add_pages(app: FastAPI, settings: ServerSettings) -> None:
    @app.get("/")
    def pane() -> HTMLResponse:
        return HTMLResponse(pane_html(settings))

    @app.get("/manifest.xml")
    def manifest() -> Response:
        return Response(manifest_xml(settings), media_type="application/xml")


def _add_buttons(app: FastAPI, settings: ServerSettings) -> None:
    keys = SigningKeys(settings.jwks)
    app.state.keys = keys
    templates = Templates(settings.templates, settings.logo)  # each is read and made ready once
    # One at a time: a check keeps a core busy, and two at once in one process only wait for
    # each other. More cores are used by more workers.
    turn = CapacityLimiter(1)

    @app.post("/api/actions/{id}")
    async def press(id: str, request: Request) -> Response:
        if not settings.development:
            header = request.headers.get("authorization")
            await to_thread.run_sync(partial(require_signed_in, header, keys, settings))
        chosen = action(id)
        request.scope["s117xl.asked"] = f"/api/actions/{chosen.id}"
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise Refused("What was sent is no JSON.")
        if turn.statistics().tasks_waiting >= settings.most_waiting:
            raise TooMuch("Many people are checking at the moment; try again in a minute.", 503)
        body = await body_of(request, settings)
        try:
            with anyio.fail_after(settings.answer_seconds):
                made = await to_thread.run_sync(
                    partial(answer, chosen.id, body, templates),
                    limiter=turn,
                    abandon_on_cancel=True,
                )
        except TimeoutError:
            raise TooMuch(
                "This took longer than the server may take; nothing was changed. Check the closed "
                "file instead, or try again when fewer people are at it.", 503,
            ) from None  # fmt: skip
        return Response(made, media_type="application/json")


def _add_health(app: FastAPI, settings: ServerSettings) -> None:
    @app.get("/health/live")
    def live() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/health/ready")
    def ready() -> dict[str, Any]:
        if not settings.development:
            app.state.keys.key("")
        return {"status": "ok", "rules": len(all_rules())}


def _add_refusals(app: FastAPI) -> None:
    """Every end that is not an answer is one sentence under `told`, and no trace goes anywhere."""

    @app.exception_handler(Refused)
    def refused(_: Request, error: Refused) -> JSONResponse:
        return _told(str(error), 422)

    @app.exception_handler(TooMuch)
    def too_much(_: Request, error: TooMuch) -> JSONResponse:
        close = {"connection": "close"}  # the rest of what is being sent is not wanted
        return _told(str(error), error.status, close)

    @app.exception_handler(NotSignedIn)
    def not_signed_in(_: Request, error: NotSignedIn) -> JSONResponse:
        return _told(str(error), error.status, {"www-authenticate": "Bearer"})

    @app.exception_handler(HTTPException)
    def no_such_page(_: Request, error: HTTPException) -> JSONResponse:
        return _told("There is nothing here.", error.status_code)

    @app.middleware("http")
    async def fault(request: Request, call_next: Any) -> Response:
        try:
            made: Response = await call_next(request)
        except Exception as error:
            sentence = fault_of_ours(error)
            log.error("%s", sentence)
            return _told(sentence, 500)
        return made


def _told(sentence: str, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"told": sentence}, status, headers)
