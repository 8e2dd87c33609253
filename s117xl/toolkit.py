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

COMING = ("kpi", "report")
"""Commands that are not yet of the command line; empty once they are."""

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


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the commands that serve it, what they make, and what is lacking ("" for nothing)."""

    number: int
    name: str
    served_by: tuple[str, ...]
    makes: str
    not_served: str

    @property
    def served(self) -> bool:
        """Whether a command makes something for it."""
        return bool(self.served_by)


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
    served = sum(tool.served for tool in all_tools().values())
    lines = [_ABOUT, f"Served: {served} of {len(all_tools())}.", "",
             "| tool | commands | what they make | not served |", "| --- | --- | --- | --- |"]  # fmt: skip
    for tool in all_tools().values():
        commands = ", ".join(f"`{command}`" for command in tool.served_by) or "not served"
        lines.append(
            f"| {tool.number}. {tool.name} | {commands} | {tool.makes} | {tool.not_served} |"
        )
    return "\n".join([*lines, "", _BESIDE])


def commands_of(first: str) -> frozenset[str]:
    """What the tools name after this command, such as `write`."""
    each = (command.split() for tool in all_tools().values() for command in tool.served_by)
    return frozenset(words[1] for words in each if words[0] == first and len(words) > 1)
