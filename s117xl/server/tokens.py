"""Who is asking: an Entra ID access token of our tenant, for our app, signed, and not expired.

Checked as Microsoft asks of a web API ("Access tokens in the Microsoft identity platform",
Validate tokens): signature by a key that the tenant publishes, issuer, audience, expiry, scope.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from threading import Lock
from typing import Any
from urllib.request import urlopen

import jwt

from s117xl.server.settings import ServerSettings

_LEEWAY = 60.0  # seconds: clocks differ
_REST = 60.0  # seconds between two fetches for a key that is not known
_LIFE = (
    24 * 3600.0
)  # seconds after which the keys are fetched anew; Microsoft changes them at times
_FETCH_SECONDS = 5.0


class NotSignedIn(Exception):  # noqa: N818  (it names what is so)
    """The request is not from somebody who may ask. The text says so and holds no personal value.

    `status` is 401 where signing in may help, 403 where it will not.
    """

    def __init__(self, text: str, status: int = 401) -> None:
        super().__init__(text)
        self.status = status


class SigningKeys:
    """The keys that a tenant publishes, by their ids. `where` is an address of a JWKS.

    Keys are kept for a day. A key that is not known is asked for at most once a minute, so that
    nobody can make us fetch by inventing ids.
    """

    def __init__(
        self, where: str, now: Callable[[], float] = time.monotonic, fetch: Any = None
    ) -> None:
        self._where, self._now = where, now
        self._fetch: Callable[[str], bytes] = fetch or _fetch
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched: float | None = None
        self._lock = Lock()

    def key(self, id: str) -> jwt.PyJWK | None:
        """The key of this id, None where the tenant publishes no such key.

        Raises NotSignedIn where the keys cannot be had at all.
        """
        with self._lock:
            age = None if self._fetched is None else self._now() - self._fetched
            if age is None or age > _LIFE or (id not in self._keys and age > _REST):
                self._refresh()
            return self._keys.get(id)

    def _refresh(self) -> None:
        try:
            published = jwt.PyJWKSet.from_dict(json.loads(self._fetch(self._where)))
        except Exception:  # whatever it is, no key is had
            if self._keys:
                return
            raise NotSignedIn(
                "Signing in cannot be checked at the moment; try again.", 503
            ) from None
        self._keys = {key.key_id: key for key in published.keys if key.key_id}
        self._fetched = self._now()


def _fetch(where: str) -> bytes:
    with urlopen(where, timeout=_FETCH_SECONDS) as answer:
        return bytes(answer.read())


def require_signed_in(header: str | None, keys: SigningKeys, settings: ServerSettings) -> None:
    """Nothing, where the Authorization header is in order; else NotSignedIn."""
    kind, _, token = (header or "").partition(" ")
    if kind.casefold() != "bearer" or not token:
        raise NotSignedIn("You are not signed in; close this pane and open it again.")
    claims = _claims(token, keys, settings)
    if claims.get("tid") != settings.tenant:
        raise NotSignedIn("Your account is of another organisation.", 403)
    if settings.scope not in str(claims.get("scp", "")).split():
        raise NotSignedIn("Your account has no leave to use s117xl; ask your IT for it.", 403)


def _claims(token: str, keys: SigningKeys, settings: ServerSettings) -> dict[str, Any]:
    tenant = settings.tenant
    try:
        key = keys.key(str(jwt.get_unverified_header(token).get("kid", "")))
        if key is None:
            raise NotSignedIn("Your sign-in was not recognised; close this pane and open it again.")
        return dict(
            jwt.decode(
                token,
                key.key,
                # Never taken from the token or its key: "none" and HS256 are how tokens are forged.
                algorithms=["RS256"],
                audience=[settings.client, settings.resource, f"api://{settings.client}"],
                # Entra ID issues one of two forms, as the app's registration says.
                issuer=[
                    f"https://login.microsoftonline.com/{tenant}/v2.0",
                    f"https://sts.windows.net/{tenant}/",
                ],
                leeway=_LEEWAY,
                options={"require": ["exp", "iss", "aud", "tid"]},
            )
        )
    except jwt.ExpiredSignatureError:
        raise NotSignedIn("Your sign-in has run out; press the button again.") from None
    except jwt.PyJWTError:
        raise NotSignedIn(
            "Your sign-in was not recognised; close this pane and open it again."
        ) from None
