"""The second wall around a template, behind `language`, and how a fact is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from s117xl.documents.values import Blank, Prose

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


class Wall(ImmutableSandboxedEnvironment):
    """The second wall, behind `language`: nothing is reached but facts, and nothing is called."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals.clear()
        self.tests.clear()
        self.filters = dict(_FILTERS)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A declared fact of a group of facts, or what a loop tells of itself."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        if isinstance(obj, LoopContext) and attribute in ("first", "last", "index"):
            found = getattr(obj, attribute)
            return str(found) if attribute == "index" else found
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Nothing: a template takes no pieces."""
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Never: `getattr` knows what is safe."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Never."""
        return False


def as_printed(value: object) -> str:
    """A fact as it goes into the document, where jinja escapes what is not marked as escaped."""
    if isinstance(value, Prose):
        text = str(escape(_legal(value)))
        return Markup(text.replace("\n", _BREAK).replace("\t", _TAB))
    return _text(value)


def _text(value: object) -> str:
    """A fact as plain text, whatever it says of itself."""
    if isinstance(value, Blank):
        return _legal(value.shown)
    if isinstance(value, str):
        return _legal(value)
    raise TypeError(type(value).__name__)


def _legal(value: str) -> str:
    text = str.__str__(value)
    return text if text.isprintable() else _ILLEGAL.sub("", text)


def _on_one_line(value: object) -> str:
    return " ".join(_text(value).split("\n"))


def _changed(value: object, to: str) -> str:
    return Blank(value.label) if isinstance(value, Blank) else Prose(to)


_FILTERS: dict[str, Callable[..., Any]] = {
    "upper": lambda value: _changed(value, _text(value).upper()),
    "lower": lambda value: _changed(value, _text(value).lower()),
    # The rest stays as it is: NHS is to stay NHS.
    "capitalize": lambda value: _changed(value, _text(value)[:1].upper() + _text(value)[1:]),
    "join": lambda values, mark="": Prose(mark.join(map(_text, values))),
    "first": lambda values: values[0],
    "last": lambda values: values[-1],
    "length": lambda values: str(len(values)),
    "on_one_line": _on_one_line,
}
