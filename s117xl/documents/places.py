"""Where the tags of a template stand, so that every document made from it is whole XML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import nodes

from s117xl.documents.language import Fault, Tags

_ELEMENT = re.compile(r"<(/?)([\w:.-]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_ATTRIBUTE = re.compile(r"\s([\w:.-]+)=[\"'][^\"']*$")
# Word wants each of these once in a document, and gives a control without an id a new one.
_ONLY_ONCE = re.compile(r'<w:bookmark(?:Start|End)\b[^>]*/>|<w:id w:val="[^"]*"/>')


class _TornError(Exception):
    """A tag cuts an element in two; its args are the line and what to do."""


_Path = tuple[str, ...]
_LEVELS = frozenset("w:p w:r w:tr w:tbl w:tc w:body w:hdr w:ftr w:txbxContent".split())  # noqa: SIM905


class Places:
    """Walks through a template's tags and the XML between them.

    Each way through an `if` or a `for` must come out in the element in which it began. Then every
    document made from the template is whole.
    """

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.copies_pictures = False
        self._begun = ""

    def faults(self, tree: nodes.Template) -> list[Fault]:
        """Tags that stand where they must not; a tag in an attribute is made to give one line."""
        try:
            self._walk(tree.body, (), False)
        except _TornError as torn:
            line, text = torn.args
            return [Fault("place", self.tags.at(line), f"{self.tags.at(line)} {text}")]
        return []

    def _walk(self, body: Iterable[nodes.Node], path: _Path, in_loop: bool) -> _Path:
        for node in body:
            if isinstance(node, nodes.Output):
                path = self._output(node, path, in_loop)
                continue
            self._require_level(node, path)
            for way in _ways(node):
                if self._walk(way, path, in_loop or isinstance(node, nodes.For)) != path:
                    raise _TornError(
                        node.lineno, "and its end do not stand side by side: put both into "
                        "the same cell, list or paragraph."
                    )  # fmt: skip
                self._require_no_attribute(node)
        return path

    def _output(self, node: nodes.Output, path: _Path, in_loop: bool) -> _Path:
        for place, each in enumerate(node.nodes):
            if isinstance(each, nodes.TemplateData):
                each.data = _ONLY_ONCE.sub("", each.data) if in_loop else each.data
                path = self._through(each, path, in_loop)
            elif self._begun or path[-1:] == ("a:t",):
                self._require_harmless_attribute(each)
                node.nodes[place] = _one_line(each)
            elif path[-1:] != ("w:t",):
                raise _TornError(each.lineno, "stands where no text can; type it as plain text.")
        return path

    def _through(self, data: nodes.TemplateData, path: _Path, in_loop: bool) -> _Path:
        """Where this XML leads to."""
        text, end = self._begun + data.data, 0
        for found in _ELEMENT.finditer(text):
            closes, name, _, empty = found.groups()
            end = found.end()
            self.copies_pictures |= in_loop and name == "wp:docPr"
            if not closes:
                path = path if empty else (*path, name)
            elif path[-1:] == (name,):
                path = path[:-1]
            else:
                raise _TornError(
                    data.lineno, "runs from one link or field into another; retype it."
                )
        self._begun = text[begun:] if (begun := text.find("<", end)) >= 0 else ""
        return path

    def _require_level(self, node: nodes.Node, path: _Path) -> None:
        self._require_no_attribute(node)
        level = next((name for name in reversed(path) if name in _LEVELS), "")
        if path[-1:] not in (("w:t",), ("a:t",)) and level in ("w:p", "w:r", "w:tr"):
            raise _TornError(node.lineno, "repeats or leaves out a column or run; use {%tr or {%p.")

    def _require_no_attribute(self, node: nodes.Node) -> None:
        if self._begun:
            raise _TornError(node.lineno, "stands in a description; only a fact can stand there.")

    def _require_harmless_attribute(self, node: nodes.Node) -> None:
        found = _ATTRIBUTE.search(self._begun)
        if self._begun and (not found or found[1].startswith("r:") or found[1] == "w:instr"):
            raise _TornError(node.lineno, "stands in a field or link; only a text can be filled.")
        self._begun += "x" if self._begun else ""


def _ways(node: nodes.Node) -> list[list[nodes.Node]]:
    """Each body of an `if` or a `for`."""
    if isinstance(node, nodes.If):
        return [node.body, *(each.body for each in node.elif_), node.else_]
    return [node.body, node.else_] if isinstance(node, nodes.For) else []


def _one_line(node: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(node, "on_one_line", [], [], None, None, lineno=node.lineno)
