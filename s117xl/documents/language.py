"""What a template may say: names of its facts, `if`, `for` over a list, a few filters.

An allow-list: all else in a template is a fault, found before anything is rendered, so that no
template reaches Python, a file, or an endless loop. See `docs/decisions/0013-documents.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes

MOST_LOOPS = 2
MOST_DEPTH = 8
MOST_LETTERS = 300

_OPENING = re.compile(r"\{[{%][-+]?")
_CLOSING = re.compile(r"[}%]\}")
_MARKUP = re.compile(r"<[^<>]*>")
_RAW = re.compile(r"\{%[-+]?\s*(?:end)?raw\b")
_MEND = "A template may print a fact, and use if and for."
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls a function",
    nodes.Getitem: "takes a piece out of a fact with [ ] or a number",
    nodes.Const: "holds a fixed text or number",
    nodes.CondExpr: "holds an if within a print tag",
    nodes.Test: "holds a test with `is`",
    nodes.BinExpr: "calculates",
    nodes.UnaryExpr: "calculates",
    nodes.Concat: "joins texts with ~",
    nodes.Include: "takes in another file",
    nodes.Import: "takes in another file",
    nodes.FromImport: "takes in another file",
    nodes.Extends: "takes in another file",
    nodes.Assign: "sets a name",
    nodes.AssignBlock: "sets a name",
    nodes.With: "sets a name",
    nodes.Macro: "makes a macro",
    nodes.CallBlock: "calls a macro",
}


class Fault(NamedTuple):
    """One thing that a template may not say: its kind, the tag as written, and a sentence."""

    kind: str
    tag: str
    text: str
    part: str = ""


class Tags:
    """A template's source with each tag begun on a line of its own: a line tells which tag."""

    def __init__(self, source: str) -> None:
        flat = source.replace("\n", " ")
        self.written = [_shown(flat, found.start()) for found in _OPENING.finditer(flat)]
        self.lined = _OPENING.sub("\\g<0>\n", flat)

    def at(self, line: int) -> str:
        """The tag as it is written that stands on a line of `lined`."""
        place = min(max(line - 2, 0), len(self.written) - 1)
        return self.written[place] if self.written else ""


class Count:
    """A number that is printed and compared as a text."""


class ListOf(NamedTuple):
    """A list of texts or of facts."""

    item: Kind


class _Loop:
    """What a loop tells of itself."""

    first: bool
    last: bool
    index: Count


Kind = type | ListOf | None
"""What a fact is: str, bool, Count, a class of facts, a list; None once a fault was found."""

_ON_TEXT = ("upper", "lower", "capitalize")
_ON_LISTS = ("join", "first", "last", "length")
FILTERS = _ON_TEXT + _ON_LISTS


def faults(source_xml_after_patch: str, facts: type) -> list[Fault]:
    """Whatever a part of a template says that it may not; `facts` is the class of its facts."""
    tags = Tags(source_xml_after_patch)
    tree = parsed(tags)
    return [tree] if isinstance(tree, Fault) else faults_of(tree, tags, facts)


def parsed(tags: Tags) -> nodes.Template | Fault:
    """The tree of a template, or why it has none."""
    for tag in tags.written:
        if len(tag) > MOST_LETTERS:
            return Fault("too long", tag[:40] + "…", f"The tag {tag[:40]}… is too long to be one.")
        if _RAW.match(tag):
            return Fault("not allowed", tag, f"{tag} keeps tags from being filled. {_MEND}")
    try:
        return Environment().parse(tags.lined)
    except TemplateSyntaxError as error:
        return _broken(error, tags)
    except RecursionError:
        return Fault("too deep", "", "The tags are nested too deep; make them simpler.")


def faults_of(tree: nodes.Template, tags: Tags, facts: type) -> list[Fault]:
    """Whatever the tree of a template says that it may not."""
    reader = _Reader(tags)
    reader.read(tree.body, members(facts))
    return list(dict.fromkeys(reader.found))


@lru_cache(maxsize=64)
def members(facts: type) -> Mapping[str, Kind]:
    """The names that a class of facts has, and what each is."""
    hints = get_type_hints(facts, include_extras=True)
    return {name: _kind(hint) for name, hint in hints.items() if not name.startswith("_")}


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is Annotated:
        return _kind(get_args(hint)[0])
    if get_origin(hint) is tuple:
        return ListOf(_kind(get_args(hint)[0]))
    if isinstance(hint, type):
        return str if issubclass(hint, str) else hint
    raise TypeError(f"A fact cannot be {hint!r}.")


class _Reader:
    """Reads a template's tree, and notes each fault."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.found: list[Fault] = []

    def add(self, node: nodes.Node, kind: str, text: str) -> None:
        """Note a fault of the tag in which the node stands; `text` goes on from the tag."""
        tag = self.tags.at(node.lineno or 0)  # jinja gives some nodes no line
        self.found.append(Fault(kind, tag, f"{tag} {text}"))

    def read(
        self, body: Iterable[nodes.Node], scope: Mapping[str, Kind], loops: int = 0, depth: int = 0
    ) -> None:
        """Read a body of tags and text, in which these names are known."""
        for node in body:
            if depth > MOST_DEPTH:
                self.add(node, "too deep", f"is nested more than {MOST_DEPTH} deep; make it flat.")
            elif isinstance(node, nodes.Output):
                self._output(node, scope)
            elif isinstance(node, nodes.If):
                self._if(node, scope, loops, depth + 1)
            elif isinstance(node, nodes.For):
                self._for(node, scope, loops + 1, depth + 1)
            else:
                self._refuse(node)

    def _output(self, node: nodes.Output, scope: Mapping[str, Kind]) -> None:
        for each in node.nodes:
            if isinstance(each, nodes.TemplateData):
                continue
            kind = self.kind(each, scope)
            if kind not in (str, Count, None):
                self.add(
                    each, "not printable", f"prints {_named(kind)}, but only a text can be printed"
                    f"{_inside(kind)}."
                )  # fmt: skip

    def _if(self, node: nodes.If, scope: Mapping[str, Kind], loops: int, depth: int) -> None:
        self.test(node.test, scope)
        self.read(node.body, scope, loops, depth)
        for each in node.elif_:
            self.test(each.test, scope)
            self.read(each.body, scope, loops, depth)
        self.read(node.else_, scope, loops, depth)

    def _for(self, node: nodes.For, scope: Mapping[str, Kind], loops: int, depth: int) -> None:
        if loops > MOST_LOOPS:
            self.add(
                node, "too deep", f"is a loop in more than {MOST_LOOPS - 1} other; take it out."
            )
            return
        if node.test is not None or node.recursive:
            self.add(
                node, "not allowed", "holds more than `for NAME in LIST`; put an if inside it."
            )
        if not isinstance(node.target, nodes.Name) or node.target.name == "loop":
            self.add(
                node, "not allowed", "must name one thing, and not `loop`: `for NAME in LIST`."
            )
            return
        kind = self.kind(node.iter, scope)
        if kind is not None and not isinstance(kind, ListOf):
            self.add(node, "not a list", f"goes through {_named(kind)}, which is not a list.")
        item = kind.item if isinstance(kind, ListOf) else None
        self.read(node.body, {**scope, node.target.name: item, "loop": _Loop}, loops, depth)
        self.read(node.else_, scope, loops, depth)

    def test(self, node: nodes.Node, scope: Mapping[str, Kind]) -> None:
        """Read what an `if` asks."""
        kind = self.kind(node, scope)
        if kind is Count:
            self.add(node, "no question", "asks whether a number is true; ask it of the list.")
        elif kind is not None and kind not in (str, bool) and not isinstance(kind, ListOf):
            self.add(node, "no question", f"asks whether {_named(kind)} is true; it always is.")

    def kind(self, node: nodes.Node, scope: Mapping[str, Kind]) -> Kind:
        """What an expression gives; None once a fault in it was found."""
        if isinstance(node, nodes.Name):
            return self._look_up(node, node.name, scope, "")
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Compare):
            return self._compare(node, scope)
        if isinstance(node, nodes.Not):
            self.test(node.node, scope)
            return bool
        if isinstance(node, nodes.And | nodes.Or):
            return self._either(node, scope)
        self._refuse(node)
        return None

    def _look_up(self, node: nodes.Node, name: str, known: Mapping[str, Kind], owner: str) -> Kind:
        if name in known:
            return known[name]
        near = _nearest(name, known)
        mend = f"; did you mean {owner}{near}?" if near else "; see the list of facts."
        self.add(node, "unknown name", f"names {owner}{name}, which is no fact{mend}")
        return None

    def _attribute(self, node: nodes.Getattr, scope: Mapping[str, Kind]) -> Kind:
        kind = self.kind(node.node, scope)
        if kind is None:
            return None
        if isinstance(kind, type) and (is_dataclass(kind) or kind is _Loop):
            return self._look_up(node, node.attr, members(kind), _written(node.node) + ".")
        self.add(
            node, "unknown name", f"asks for .{node.attr} of {_named(kind)}, which has no parts."
        )
        return None

    def _filter(self, node: nodes.Filter, scope: Mapping[str, Kind]) -> Kind:
        kind = self.kind(node.node, scope) if node.node else None
        if node.name not in FILTERS:
            allowed = ", ".join(FILTERS)
            self.add(node, "filter", f"uses |{node.name}; a template may use only {allowed}.")
            return None
        if not _plain_arguments(node):
            self.add(node, "filter", f"gives |{node.name} what it does not take; take that out.")
            return None
        return self._filtered(node, kind) if kind is not None else None

    def _filtered(self, node: nodes.Filter, kind: Kind) -> Kind:
        if node.name in _ON_TEXT and kind is str:
            return str
        if isinstance(kind, ListOf) and node.name in ("first", "last"):
            return kind.item
        if isinstance(kind, ListOf) and node.name == "length":
            return Count
        if isinstance(kind, ListOf) and node.name == "join" and kind.item is str:
            return str
        wanted = "a text" if node.name in _ON_TEXT else "a list"
        self.add(node, "filter", f"uses |{node.name} on {_named(kind)}; it is for {wanted}.")
        return None

    def _compare(self, node: nodes.Compare, scope: Mapping[str, Kind]) -> Kind:
        kind = self.kind(node.expr, scope)
        sides = [each.expr for each in node.ops]
        if [each.op for each in node.ops] not in (["eq"], ["ne"]) or not _is_text(sides[0]):
            self.add(node, "comparison", 'may only ask whether a fact == "a text" or != "a text".')
        elif kind not in (str, Count, None):
            self.add(node, "comparison", f"compares {_named(kind)} with a text; ask it without ==.")
        return bool

    def _either(self, node: nodes.And | nodes.Or, scope: Mapping[str, Kind]) -> Kind:
        kinds = {self.kind(each, scope) for each in (node.left, node.right)}
        if None in kinds:
            return None
        for each in (node.left, node.right):
            self.test(each, scope)
        return str if kinds == {str} else bool

    def _refuse(self, node: nodes.Node) -> None:
        what = next((text for kind, text in _REFUSED.items() if isinstance(node, kind)), "")
        self.add(node, "not allowed", f"{what or 'says something else'}. {_MEND}")


def _plain_arguments(node: nodes.Filter) -> bool:
    if node.kwargs or node.dyn_args or node.dyn_kwargs:
        return False
    return not node.args or (node.name == "join" and [*map(_is_text, node.args)] == [True])


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _named(kind: Kind) -> str:
    if isinstance(kind, ListOf):
        return "a list"
    if kind is Count:
        return "a number"
    return {str: "a text", bool: "a yes or no"}.get(kind, "a group of facts") if kind else ""


def _inside(kind: Kind) -> str:
    if isinstance(kind, ListOf):
        return '; use a for, or |join(", ")'
    if kind is bool:
        return "; use an if"
    names = list(members(kind)) if isinstance(kind, type) else []
    return f"; print one of its parts, such as .{names[0]}" if names else ""


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _nearest(name: str, known: Mapping[str, Kind]) -> str:
    """The known name, or part of one, that is most like this."""
    for path in _paths(known):
        if path.endswith(f".{name}"):
            return path
    return next(iter(get_close_matches(name, list(known), 1, 0.6)), "")


def _paths(known: Mapping[str, Kind]) -> Iterator[str]:
    for name, kind in known.items():
        if isinstance(kind, type) and is_dataclass(kind):
            yield from (f"{name}.{part}" for part in members(kind))


def _shown(source: str, start: int) -> str:
    """The tag that starts here, cut off where it is too long to be one."""
    most = start + MOST_LETTERS + 1
    closing = _CLOSING.search(source, start + 2, most)
    return _MARKUP.sub("", source[start : closing.end() if closing else most])


def _broken(error: TemplateSyntaxError, tags: Tags) -> Fault:
    """A syntax error in plain words."""
    tag, said = tags.at(error.lineno), error.message or ""
    if block := re.search(r"needs to be closed is '(\w+)'", said):
        return Fault(
            "not closed",
            tag,
            f"Up to {tag}, a tag `{block[1]}` is not closed; give it an end{block[1]} tag of the "
            "same kind.",
        )
    if re.match(r"\{%[-+]?\s*(p|tr)\b", tag):
        return Fault("syntax", tag, f"{tag} holds a % or }} before its end; take that out.")
    if "unknown tag" in said:
        return Fault("syntax", tag, f"{tag} is no tag, or has no tag that it belongs to. {_MEND}")
    return Fault("syntax", tag, f"{tag} is not written as a tag is; type it afresh. {_MEND}")
