"""A Word template made ready once, and then a letter in less than a millisecond.

docxtpl's own tag handling runs once for each part with text in it. What it gives is held to
`language`, proved to be whole XML whichever way its tags go, and compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from s117xl.documents.language import Fault, Tags, faults_of, parsed
from s117xl.documents.named import printed
from s117xl.documents.package import CONTENT_TYPES, Package, parse, parts_of
from s117xl.documents.values import Blank, Prose
from s117xl.refusal import Refused

MOST_TEMPLATE = 4 << 20  # characters of XML in one part of a template
MOST_LETTER = 64 << 20  # characters of XML in one letter

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILLED = re.compile(r"wordprocessingml\.(document\.main|header|footer|footnotes|endnotes)\+xml$")
_NAMES = {"document.main": "the text", "header": "a header", "footer": "a footer"}
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'

_MARK = re.compile(r"\{[{%#]|[}%#]\}")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PLACED = re.compile(r"(\{[{%#])(p|tr|tc|r)\s")
_MERGING = re.compile(r"\{%[-+]?\s*(colspan|cellbg|hm|vm)\b")
_ELEMENT = re.compile(r"<(/?)([\w:.-]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?)(/?)>")
_ATTRIBUTE = re.compile(r"\s([\w:.-]+)=[\"'][^\"']*$")
# Word wants each of these once in a document, and gives a control without an id a new one.
_ONLY_ONCE = re.compile(r'<w:bookmark(?:Start|End)\b[^>]*/>|<w:id w:val="[^"]*"/>')
_PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*')
_EMPTY_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>).)*?</w:tblGrid></w:tbl>", re.DOTALL)
_VISIBLE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)|<w:(tab/|br\b[^>]*/)>|(</w:p>)")


class TemplateFaults(Refused):
    """A template says what it may not; `faults` are all of them."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        first, more = faults[0], len(faults) - 1
        rest = f" There {'is 1 more fault' if more == 1 else f'are {more} more faults'}." * (
            more > 0
        )
        super().__init__(
            f"{name} cannot be used as a template: in {first.part}, {first.text}{rest} "
            f"Run `s117xl templates check {name}` to see each fault at its place."
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Text:
    """A part with tags, compiled."""

    part: str
    tags: Tags
    template: Template
    numbers_pictures: bool
    names: frozenset[str]

    def fill(self, context: Mapping[str, object], file: str, most: int) -> str:
        """The part's XML with these facts in it."""
        pieces, size = [_HEAD], 0
        try:
            for piece in self.template.root_render_func(self.template.new_context(dict(context))):
                pieces.append(piece)
                size += len(piece)
                if size > most:
                    raise Refused(f"{file} makes a document of over {most >> 20} MB; shorten it.")
        except (TemplateError, TypeError, LookupError) as error:
            raise Refused(
                f"{file} could not be filled at its tag {self._place(error)}: what it prints or "
                "goes through is empty or is not what its name says; see the list of facts."
            ) from None
        return self._mended("".join(pieces))

    def _place(self, error: Exception) -> str:
        trace, line = error.__traceback__, 0
        while trace:
            if trace.tb_frame.f_code.co_filename == self.template.filename:
                line = self.template.get_corresponding_lineno(trace.tb_lineno)
            trace = trace.tb_next
        return self.tags.at(line)

    def _mended(self, xml: str) -> str:
        """What Word would not open is put right: no cell is empty, no table has no row."""
        for start in ("</w:tcPr>", "<w:tc>"):
            if f"{start}</w:tc>" in xml:
                xml = xml.replace(f"{start}</w:tc>", f"{start}<w:p/></w:tc>")
        if "</w:tblGrid></w:tbl>" in xml:
            xml = _EMPTY_TABLE.sub("", xml)
        if self.numbers_pictures:
            numbers = count(1001)
            xml = _PICTURE_ID.sub(lambda found: f"{found[1]}{next(numbers)}", xml)
        return xml


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template that is ready to be filled, as often as wanted."""

    name: str
    package: Package
    texts: tuple[_Text, ...]
    still: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        """The paths of the facts that it prints."""
        return frozenset().union(*(text.names for text in self.texts))

    @property
    def own_text(self) -> str:
        """The text that it has before it is filled."""
        bare = {text.part: _TAG.sub(" ", text.tags.lined) for text in self.texts}
        return visible_text({**bare, **self.still})

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document with these facts in it. Equal facts give equal bytes."""
        return self.pack(self.render_parts(context))

    def render_parts(self, context: Mapping[str, object]) -> dict[str, str]:
        """The XML of each part with text in it, the main text first."""
        left, made = MOST_LETTER, {}
        for text in self.texts:
            made[text.part] = text.fill(context, self.name, left)
            left -= len(made[text.part])
        return {**made, **self.still}

    def pack(self, parts: Mapping[str, str]) -> bytes:
        """The document with these rendered parts in it."""
        return self.package.with_members({t.part: parts[t.part].encode() for t in self.texts})


def visible_text(parts: Mapping[str, str]) -> str:
    """The plain text of rendered parts, a line for each paragraph and each line break."""
    pieces = [
        "\n" if end or mark.startswith("br") else "\t" if mark else text
        for xml in parts.values()
        for text, mark, end in _VISIBLE.findall(xml)
    ]
    return unescape("".join(pieces))


def compile_template(
    data: bytes, facts: type, name: str, pictures: Mapping[str, bytes] | None = None
) -> CompiledTemplate:
    """The template, ready. Raises TemplateFaults, or Refused where the file could do harm.

    `facts` is the class of its facts. `pictures` take the place of the parts of those names,
    where the template has them.
    """
    parts = parts_of(data, name)
    parts |= {part: made for part, made in (pictures or {}).items() if part in parts}
    texts, still, found = [], {}, [*_misplaced(parts)]
    for part, kind in _filled_parts(parts, name):
        root = parse(parts[part])
        made = _compiled(part, root, facts)
        if not isinstance(made, _Text):
            found += [fault._replace(part=_NAMES.get(kind, "a note")) for fault in made]
        elif made.tags.written or kind == "document.main":
            texts.append(made)
        else:
            still[part] = etree.tostring(root, encoding="unicode")
    if found:
        raise TemplateFaults(name, found)
    return CompiledTemplate(
        name, Package.of(parts, [text.part for text in texts]), tuple(texts), still
    )


def _filled_parts(parts: Mapping[str, bytes], file: str) -> list[tuple[str, str]]:
    """The names and kinds of the parts with text in them, the main text first."""
    found = []
    for each in parse(parts[CONTENT_TYPES]):
        kind, part = _FILLED.search(each.get("ContentType", "")), each.get("PartName", "")[1:]
        if kind and part in parts:
            found.append((part, kind[1]))
    if [kind for _, kind in found].count("document.main") != 1:
        raise Refused(f"{file} is not a Word document; save it from Word as .docx.")
    return sorted(found, key=lambda each: "main" not in each[1])


def _misplaced(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Tags, and notes to the author, in parts that go out as they are."""
    kinds = {
        each.get("PartName", "")[1:]: each.get("ContentType", "")
        for each in parse(parts[CONTENT_TYPES])
    }
    for part, data in parts.items():
        if not part.endswith((".xml", ".rels")) or _FILLED.search(kinds.get(part, "")):
            continue
        if kinds.get(part, "").endswith(".comments+xml") and len(parse(data)):
            yield Fault("comments", "", "there are comments, which would go out with each "
                        "document; delete them.", "the margin")  # fmt: skip
        elif found := re.search(rb"\{\{[^{}]*\}\}|\{%[^{}]*%\}", data):
            tag = found[0].decode("utf-8", "replace")
            yield Fault("place", tag, f"{tag} is not filled there; take it out.", part)


def _compiled(part: str, root: etree._Element, facts: type) -> _Text | list[Fault]:
    from docxtpl import DocxTemplate  # 0.3 s: only where needed

    if found := list(_as_written(root)):
        return found
    source = etree.tostring(_plain(root), encoding="unicode")
    if len(source) > MOST_TEMPLATE:
        return [Fault("too long", "", f"there is more than {MOST_TEMPLATE >> 20} MB; shorten it.")]
    tags = Tags(_TAG.sub(_with_marks, DocxTemplate("").patch_xml(source)))
    tree = parsed(tags)
    if isinstance(tree, Fault):
        return [tree]
    places = _Places(tags)
    if found := faults_of(tree, tags, facts) or places.faults(tree):
        return found
    wall = _Wall(autoescape=True, undefined=StrictUndefined, finalize=_printed)
    code = wall.compile(tree, part, f"<{part}>")
    template, names = Template.from_code(wall, code, {}), frozenset(printed(tree.body))
    return _Text(part, tags, template, places.copies_pictures, names)


def _with_marks(tag: re.Match[str]) -> str:
    """docxtpl turns some references within a tag into signs, and leaves these two."""
    return tag[0].replace("&quot;", '"').replace("&amp;", "&")


def _plain(root: etree._Element) -> etree._Element:
    """The tree without space between its elements, and without ids that a loop would repeat."""
    for element in root.iter(etree.Element):
        if element.tail and not element.tail.strip():
            element.tail = None
        if len(element) and element.text and not element.text.strip():
            element.text = None
        for name in (f"{_W14}paraId", f"{_W14}textId"):
            element.attrib.pop(name, "")
    return root


def _as_written(root: etree._Element) -> Iterator[Fault]:
    """The faults that can be seen only before docxtpl has moved the tags."""
    if next(root.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"), None) is not None:
        yield Fault("changes", "", "there are tracked changes; accept or reject them all.")
        return
    for paragraph in root.iter("{*}p"):
        text = _own_text(paragraph)
        if "{" in text or "}" in text:
            yield from _broken(text) or _out_of_place(paragraph, text)


def _own_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, without that of a text box in it."""
    texts = [
        each
        for each in paragraph.iter("{*}t")
        if next(each.iterancestors("{*}p"), None) is paragraph
    ]
    return "".join(each.text or "" for each in texts)


def _broken(text: str) -> list[Fault]:
    """A tag that is opened and not closed in its paragraph, or the other way round."""
    opened, start = "", 0
    for mark in _MARK.finditer(text):
        if not opened and mark[0] in _CLOSE:
            opened, start = mark[0], mark.start()
        elif opened and mark[0] == _CLOSE[opened]:
            opened = ""
        elif opened != "{#":
            return [_unpaired(text[start : mark.end()])]
    return [_unpaired(text[start:])] if opened else []


def _unpaired(text: str) -> Fault:
    tag = text if len(text) < 60 else f"{text[:57]}…"
    return Fault("not closed", tag, f"{tag} is not one whole tag in one paragraph; type it afresh.")


def _out_of_place(paragraph: etree._Element, text: str) -> Iterator[Fault]:
    for found in _TAG.finditer(text):
        tag = found[0]
        if _MERGING.match(tag):
            yield Fault("not allowed", tag, f"{tag} changes cells; lay the table out in Word.")
        elif placed := _PLACED.match(tag):
            if placed[1] == "{{" or placed[2] in ("r", "tc"):
                yield Fault("not allowed", tag, f"{tag} is not known here; write it with a space "
                            "after the brackets, or as {%p or {%tr.")  # fmt: skip
            elif not _stands_alone(tag, placed[2], paragraph, text):
                what = "row of a table" if placed[2] == "tr" else "paragraph"
                yield Fault("place", tag, f"{tag} must be all that stands in its {what}.")


def _stands_alone(tag: str, kind: str, paragraph: etree._Element, text: str) -> bool:
    if kind == "p":
        return text.strip() == tag
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    return row is not None and tag == "".join(t.text or "" for t in row.iter("{*}t")).strip()


class _TornError(Exception):
    """A tag cuts an element in two; its args are the line and what to do."""


_Path = tuple[str, ...]
_LEVELS = frozenset("w:p w:r w:tr w:tbl w:tc w:body w:hdr w:ftr w:txbxContent".split())  # noqa: SIM905


class _Places:
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


class _Wall(ImmutableSandboxedEnvironment):
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


def _printed(value: object) -> str:
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
