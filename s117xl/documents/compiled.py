"""A Word template made ready once, and then a letter in less than a millisecond.

docxtpl's own tag handling runs once for each part with text in it. What it gives is held to
`language`, proved to be whole XML whichever way its tags go, and compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import count

from jinja2 import StrictUndefined, Template, TemplateError
from lxml import etree

from s117xl.documents.charts import Chart, charts_of
from s117xl.documents.language import Fault, Tags, faults_of, parsed
from s117xl.documents.named import printed
from s117xl.documents.package import CONTENT_TYPES, Package, parse, parts_of
from s117xl.documents.places import Places
from s117xl.documents.wall import Wall, as_printed
from s117xl.documents.written import TAG, as_written
from s117xl.refusal import Refused

MOST_TEMPLATE = 4 << 20  # characters of XML in one part of a template
MOST_LETTER = 64 << 20  # characters of XML in one letter

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILLED = re.compile(r"wordprocessingml\.(document\.main|header|footer|footnotes|endnotes)\+xml$")
_NAMES = {"document.main": "the text", "header": "a header", "footer": "a footer"}

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
    charts: tuple[Chart, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The paths of the facts that it prints."""
        return frozenset().union(*(text.names for text in self.texts))

    @property
    def own_text(self) -> str:
        """The text that it has before it is filled."""
        bare = {text.part: TAG.sub(" ", text.tags.lined) for text in self.texts}
        return visible_text({**bare, **self.still})

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document with these facts in it. Equal facts give equal bytes."""
        return self.pack(self.render_parts(context))

    def render_parts(self, context: Mapping[str, object]) -> dict[str, str]:
        """The XML of each part with text in it, the main text first, and of each filled chart."""
        left, made = MOST_LETTER, {}
        for text in self.texts:
            made[text.part] = text.fill(context, self.name, left)
            left -= len(made[text.part])
        return {**made, **self.still, **{each.part: each.filled(context) for each in self.charts}}

    def pack(self, parts: Mapping[str, str]) -> bytes:
        """The document with these rendered parts in it."""
        members = {text.part: parts[text.part].encode() for text in self.texts}
        for chart in self.charts:
            members |= chart.packed(parts[chart.part])
        return self.package.with_members(members)


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
    charts = list(charts_of(parts, facts))
    if found := [*found, *(each for each in charts if isinstance(each, Fault))]:
        raise TemplateFaults(name, found)
    drawn = tuple(each for each in charts if isinstance(each, Chart))
    dynamic = [text.part for text in texts] + [part for each in drawn for part in each.members]
    return CompiledTemplate(name, Package.of(parts, dynamic), tuple(texts), still, drawn)


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

    if found := list(as_written(root)):
        return found
    source = etree.tostring(_plain(root), encoding="unicode")
    if len(source) > MOST_TEMPLATE:
        return [Fault("too long", "", f"there is more than {MOST_TEMPLATE >> 20} MB; shorten it.")]
    tags = Tags(TAG.sub(_with_marks, DocxTemplate("").patch_xml(source)))
    tree = parsed(tags)
    if isinstance(tree, Fault):
        return [tree]
    places = Places(tags)
    if found := faults_of(tree, tags, facts) or places.faults(tree):
        return found
    wall = Wall(autoescape=True, undefined=StrictUndefined, finalize=as_printed)
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
