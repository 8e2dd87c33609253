"""How the server is set up: from the environment, as S117XL_TENANT and so on."""

from __future__ import annotations

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from s117xl.documents.templates import Templates
from s117xl.refusal import Refused

MEGABYTE = 1_000_000


class ServerSettings(BaseSettings):
    """What the server is told. Raises pydantic's ValidationError where it does not add up.

    `address` is where people's browsers find it, such as https://s117xl.example.gov.uk. Without
    `development`, which asks nobody to sign in and is for this machine alone, all of `tenant`,
    `client` and `jwks` must be given: the organisation's Entra ID tenant, the id of the app
    registered there, and where its signing keys are published.
    """

    model_config = SettingsConfigDict(env_prefix="S117XL_", frozen=True)

    development: bool = False
    address: str = "https://localhost:8117"
    tenant: str = ""
    client: str = ""
    jwks: str = ""
    scope: str = "access_as_user"
    templates: Path | None = None
    logo: str = ""
    most_bytes: int = Field(default=25 * MEGABYTE, gt=0)
    most_waiting: int = Field(default=100, gt=0)
    receive_seconds: float = Field(default=30.0, gt=0)
    answer_seconds: float = Field(default=60.0, gt=0)

    @field_validator("templates", mode="before")
    @classmethod
    def _blank_is_none(cls, given: object) -> object:
        return None if given == "" else given  # else it would be the folder it was started in

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("S117XL_ADDRESS is to be an address such as https://host.example")
        if self.development and not self.is_loopback(parts.hostname):
            raise ValueError(
                "S117XL_DEVELOPMENT asks nobody to sign in, so S117XL_ADDRESS may only be on this "
                "machine: https://localhost:8117"
            )
        given = {"TENANT": self.tenant, "CLIENT": self.client, "JWKS": self.jwks}
        missing = [f"S117XL_{name}" for name, value in given.items() if not value]
        if missing and not self.development:
            raise ValueError(
                f"{', '.join(missing)} must be set, so that only your organisation's people get in"
            )
        try:
            Templates(self.templates, self.logo)
        except Refused:
            raise ValueError(
                "S117XL_TEMPLATES is to be a folder that is there, and S117XL_LOGO the name of a "
                "PNG file of up to 2 MB in it"
            ) from None
        return self

    @staticmethod
    def is_loopback(host: str | None) -> bool:
        """Whether the host is this machine to itself."""
        return host in ("localhost", "127.0.0.1", "::1")

    @property
    def origin(self) -> str:
        """The address with no slash at its end."""
        return self.address.rstrip("/")

    @property
    def host(self) -> str:
        """The name of the host alone."""
        return urlsplit(self.address).hostname or ""

    @property
    def resource(self) -> str:
        """The app as Entra ID names it for Office: api://host/client."""
        return f"api://{urlsplit(self.address).netloc}/{self.client}"
