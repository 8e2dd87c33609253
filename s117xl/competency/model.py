"""A competency workbook as it was read: people, ratings, roles, and what is in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from s117xl.competency.ratings import Rating
from s117xl.competency.settings import CompetencySettings


@dataclass(frozen=True, slots=True)
class Note:
    """What is in doubt, and where. It holds nothing that tells who the person is."""

    sheet: str
    cell: str
    text: str

    @property
    def sentence(self) -> str:
        """The place and what is to be said of it."""
        return f"{self.sheet}!{self.cell} {self.text}." if self.cell else self.text


@dataclass(frozen=True, slots=True)
class Person:
    """A row of Staff. `key` is the id as it is compared: in small letters."""

    key: str
    id: str
    name: str
    role: str
    team: str
    supervisor: str
    start: date | None


@dataclass(frozen=True, slots=True)
class Ratings:
    """One row of Self or of Supervisor: the statements that are rated, by ref."""

    rated: Mapping[str, Rating]
    rated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Competency:
    """A workbook as read.

    `own` and `supervisor` are the ratings by the key of the person; `twice` are the keys that
    have two rows there, of which none counts. `roles` are the expected levels by role in small
    letters and domain; a domain that is not there is not set. `audit` are ratings by D1 to D9.
    """

    people: tuple[Person, ...]
    own: Mapping[str, Ratings]
    supervisor: Mapping[str, Ratings]
    own_twice: frozenset[str]
    supervisor_twice: frozenset[str]
    roles: Mapping[str, Mapping[str, str]]
    role_names: tuple[str, ...]
    audit: Mapping[str, str]
    settings: CompetencySettings
    notes: tuple[Note, ...] = ()
