"""What documents must say, the same words everywhere, each with the law it rests on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The statements by name, with the names of the bodies in them."""

    legal_duty: Annotated[str, "aftercare is a duty that both bodies share"]
    no_charge: Annotated[str, "nobody pays for aftercare"]
    as_long_as_needed: Annotated[str, "it lasts as long as needed, and both end it together"]
    cto: Annotated[str, "it cannot end during a community treatment order"]
    immigration: Annotated[str, "immigration status does not take it away"]
    advocacy: Annotated[str, "somebody may come along, and an advocate"]
    review_any_time: Annotated[str, "a review may be asked for at any time"]
    direct_payment: Annotated[str, "a direct payment or health budget may be asked for"]
    choice_of_home: Annotated[str, "accommodation of the same kind may be chosen"]
    decline_and_return: Annotated[str, "a service may be declined, and taken up later"]
    other_needs: Annotated[str, "other needs are met in other ways, some at a charge"]
    complaint: Annotated[str, "where and until when to complain"]
    judicial_review: Annotated[str, "a court may be asked, and the time limit"]
    your_data: Annotated[str, "what is held, and the rights to see and correct it"]
    easy_legal_duty: Annotated[str, "the duty, in Easy Read"]
    easy_no_charge: Annotated[str, "no charge, in Easy Read"]
    easy_as_long_as_needed: Annotated[str, "as long as needed, in Easy Read"]
    easy_immigration: Annotated[str, "immigration status, in Easy Read"]
    easy_your_data: Annotated[str, "personal data, in Easy Read"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its words, the kinds of document that must carry it, and its law.

    `where_home` and `where_no_public_funds` are kinds that must only where that is so.
    """

    id: str
    text: str
    where: tuple[str, ...]
    where_home: tuple[str, ...]
    where_no_public_funds: tuple[str, ...]
    authority: tuple[str, ...]


@cache
def all_statements() -> Mapping[str, Statement]:
    """Every statement by its id, in the order of the file."""
    with Path(__file__).with_name("statements.toml").open("rb") as file:
        rows: dict[str, dict[str, Any]] = tomllib.load(file)
    return {
        id: Statement(
            id, row["text"], tuple(row.get("where", ())), tuple(row.get("where_home", ())),
            tuple(row.get("where_no_public_funds", ())), tuple(row["authority"]),
        )
        for id, row in rows.items()
    }  # fmt: skip


def say(council: str, board: str) -> Statements:
    """The statements with these names in them."""
    texts = {field.name: all_statements()[field.name].text for field in fields(Statements)}
    return Statements(
        **{id: text.format(council=council, board=board) for id, text in texts.items()}
    )


def required(kind: str, *, home: bool, no_public_funds: bool) -> Iterator[str]:
    """The ids of the statements that a document of this kind must carry."""
    for id, each in all_statements().items():
        if (
            kind in each.where
            or (home and kind in each.where_home)
            or (no_public_funds and kind in each.where_no_public_funds)
        ):
            yield id
