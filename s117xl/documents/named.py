"""Which facts a template prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes


def printed(body: Iterable[nodes.Node], scope: Mapping[str, str] | None = None) -> Iterator[str]:
    """The path of each fact that is printed, such as `panel.start`; items go by their list."""
    scope = scope or {}
    for node in body:
        if isinstance(node, nodes.Output):
            yield from filter(None, (_path(each, scope) for each in node.nodes))
        elif isinstance(node, nodes.If):
            yield from printed((*node.body, *node.elif_, *node.else_), scope)
        elif isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
            inner = {**scope, node.target.name: _path(node.iter, scope)}
            yield from printed(node.body, inner)
            yield from printed(node.else_, scope)


def _path(node: nodes.Node, scope: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _path(node.node, scope)
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr) and (owner := _path(node.node, scope)):
        return f"{owner}.{node.attr}" if owner != "loop" else ""
    return ""
