"""The ten tools of the published toolkit, and what in this product serves each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORKBOOKS = ("register", "audit", "baseline", "competency", "survey")
"""What `new` makes."""

REPORTS = ("board", "audit", "baseline", "improvement-plan", "evidence", "training", "briefing",
           "policy", "protocol", "board-terms", "pathway", "inclusion")  # fmt: skip
"""What `report` makes."""

_ABOUT = """\
# The toolkit

This page is generated from `s117xl/toolkit.toml`; do not edit it. The published framework for
Section 117 aftercare lists ten tools; their names here are in our own words. An item counts as
served where a command makes something that a partnership could adopt. What is made is a draft for
the partners to complete and agree; nothing here is legal advice.
"""
_BESIDE = """\
Beside the ten: `new survey` asks people, carers and practitioners, and `write rights` makes the
leaflet on rights, in plain English and in Easy Read. The framework itself is not reprinted here.
"""
_HEAD = ("", "| tool | commands | what they make | not served |", "| --- | --- | --- | --- |")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the commands that serve it, what they make, and what is lacking ("" for nothing)."""

    number: int
    name: str
    served_by: tuple[str, ...]
    makes: str
    not_served: str


@cache
def all_tools() -> dict[int, Tool]:
    """The ten by number."""
    rows = tomllib.loads((files("s117xl") / "toolkit.toml").read_text("utf-8"))["tool"]
    return {
        int(number): Tool(int(number), row["name"], tuple(row["served_by"]), row["makes"],
                          row["not_served"])
        for number, row in rows.items()
    }  # fmt: skip


def toolkit_markdown() -> str:
    """The page: a line for each tool."""
    served = sum(bool(tool.served_by) for tool in all_tools().values())
    lines = [_ABOUT, f"Served: {served} of {len(all_tools())}.", *_HEAD]
    lines += [_line(tool) for tool in all_tools().values()]
    return "\n".join([*lines, "", _BESIDE])


def _line(tool: Tool) -> str:
    commands = ", ".join(f"`{each}`" for each in tool.served_by)
    lacking = tool.not_served if tool.served_by else "not served"
    return f"| {tool.number}. {tool.name} | {commands} | {tool.makes} | {lacking} |"
