"""What the tests of the rules have shown: each clause found and passed, each operand decisive.

A clause is one answer of a rule, and within it each side of every `&` and `|`. While tests run,
this notes for each answer whether some row was found and some row passed; and for each `&` and
`|` in the rules' modules, whether each side alone decided a row, and whether the two agreed.
It also asks each answer that found something again, with one field of the rule unreadable: what is
found all the same is compared with a list that a person has read (`regardless.txt`; the tests
write it anew where S117XL_COUNT_CLAUSES is `write`).
Importing the module starts the notes.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import numpy as np

from s117xl import check
from s117xl.register import truth
from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Rule, all_rules
from s117xl.rules.rows import Rows
from s117xl.rules.telling import named, own_fields

RULES = Path(check.__file__).parent / "rules"
FAULT = "{heading} {words}."
BOTH_WAYS = {"found", "passed"}
SIDES = {"left alone", "right alone", "both"}

ALWAYS_CLEAN = dict.fromkeys(
    ("R132", "R133", "R201"), "an answer that counts the rows as tested, and finds none"
)
NEVER_DECIDES = {
    "light_reviews.py _first_on_record": "the first year makes it yes or unknown, never no",
}
"""What cannot be shown both ways, and why."""

REGARDLESS = Path(__file__).with_name("regardless.txt")
"""For each answer of a rule the fields that may be unreadable on a row that it still finds."""

asked: set[str] = set()
held: dict[str, set[str]] = defaultdict(set)
meant: set[str] = set()
shown: dict[str, set[str]] = defaultdict(set)
decided: dict[str, set[str]] = defaultdict(set)

_answers = check.answers
_and = Truth.__and__
_or = Truth.__or__


def _noting_answers(rule: Rule, rows: Rows, scope: Truth) -> list[Found]:
    asked.add(rule.code)
    found = _answers(rule, rows, scope)
    for name, answer in named(rule, found):
        ways = shown[_clause(rule, name, answer)]
        if answer.truth.yes.any() or answer.absent or answer.elsewhere:
            ways.add("found")
        if answer.truth.no.any() or (rule.scope.rowless and not answer.absent):
            ways.add("passed")
    _note_held(rule, rows, scope, found)
    return found


def _note_held(rule: Rule, rows: Rows, scope: Truth, found: list[Found]) -> None:
    hit = {name: answer for name, answer in named(rule, found) if answer.truth.yes.any()}
    if not hit or "*" in rule.fields or not own_fields(rule):
        return
    if len(own_fields(rule)) > 1:
        flags = (_clause(rule, n, answer) for n, answer in hit.items() if answer.regardless)
        meant.update(flags)
    for key in own_fields(rule):
        spoilt = Rows(rows.context, rows.table)
        spoilt._columns = dict(rows._columns)
        spoilt.spoil(key, np.ones(len(rows), np.bool_))
        for name, answer in named(rule, _answers(rule, spoilt, scope)):
            if name in hit and answer.truth.yes.any():
                held[_clause(rule, name, answer)].add(key)


def _clause(rule: Rule, name: str, answer: Found) -> str:
    """A rule about cells of many kinds has one clause for each sort of fault, not each field."""
    if answer.message == FAULT:
        return f"{rule.code} {answer.severity}"
    if "*" in rule.fields:
        return f"{rule.code}{name.partition('.')[2] and '.' + name.partition('.')[2]}"
    return f"{rule.code} {rule.table} {name}"


def _noting(join: Callable[[Truth, Truth], Truth], side: str) -> Callable[[Truth, Truth], Truth]:
    """The operator, noting which side decided: the side's `yes` for `|`, its `no` for `&`."""
    other_way = "no" if side == "yes" else "yes"

    def noting(left: Truth, right: Truth) -> Truth:
        place = _place(sys._getframe(1), right)
        if place:
            a, b = getattr(left, side), getattr(right, side)
            sides = decided[place]
            if (a & ~b).any():
                sides.add("left alone")
            if (b & ~a).any():
                sides.add("right alone")
            if (getattr(left, other_way) & getattr(right, other_way)).any():
                sides.add("both")
        return join(left, right)

    return noting


def _place(frame: FrameType, right: Truth) -> str:
    """Where in the rules the operator stands, blank for elsewhere."""
    turn = ""
    if frame.f_code is truth.either.__code__ and frame.f_back:
        rest = frame.f_locals["rest"]
        turn = f" of either, {next(n for n, each in enumerate(rest) if each is right)}"
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    if path.parent != RULES:
        return ""
    return f"{path.name} {frame.f_code.co_name}, line {frame.f_lineno}.{frame.f_lasti}{turn}"


check.answers = _noting_answers
Truth.__and__ = _noting(_and, "no")  # type: ignore[method-assign]
Truth.__or__ = _noting(_or, "yes")  # type: ignore[method-assign]


def not_shown() -> list[str]:
    """Each answer that was never found or never passed, with what is missing."""
    return _short(shown, BOTH_WAYS, ALWAYS_CLEAN)


def not_decided() -> list[str]:
    """Each `&` and `|` one of whose sides never decided a row alone."""
    return _short(decided, SIDES, NEVER_DECIDES)


def _short(notes: dict[str, set[str]], wanted: set[str], but: dict[str, str]) -> list[str]:
    return [
        f"{place}: never {', '.join(sorted(wanted - ways))}"
        for place, ways in sorted(notes.items())
        if wanted - ways and place.partition(",")[0] not in but
    ]


def held_lines() -> list[str]:
    """The list of what is found all the same, as `regardless.txt` has it."""
    return [f"{clause}: {', '.join(sorted(keys))}" for clause, keys in sorted(held.items())]


def lacking() -> list[str]:
    """A line for each rule never asked, each answer and each condition not shown both ways."""
    silent = sorted(set(all_rules()) - asked)
    listed = REGARDLESS.read_text("utf-8").splitlines()
    differ = sorted({*listed} ^ {*held_lines()})
    return [
        *(f"{code}: never asked" for code in silent),
        *not_shown(),
        *not_decided(),
        *(f"{REGARDLESS.name} differs: {line}" for line in differ),
        *(f"{clause}: regardless of what?" for clause in sorted(meant - held.keys())),
    ]
