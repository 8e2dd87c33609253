"""A Word file as parts: refused where it could do harm, packed ahead where it stays as it is."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from isal import isal_zlib
from lxml import etree

from s117xl.refusal import Refused
from s117xl.workbook.members import plain_name

MOST_UNPACKED = 50 << 20
MOST_MEMBERS = 2_000
CONTENT_TYPES = "[Content_Types].xml"

_HIGHEST_RATIO = 200
_RATIO_MATTERS = 1 << 20
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0"
_AFRESH = "copy its text into a new document in Word, and save that as the template"

# Word goes by the content type, so a part of any other kind must be XML, and is read as such.
_BINARY = re.compile(r"png|jpe?g|gif|bmp|tiff?|emf|wmf|odttf|xlsx")
_HARMFUL_PARTS = re.compile(r"vbaproject|vbadata|activex|webextensions|customui|\.bin$")
_HARMFUL_LINKS = re.compile(
    r"oleobject|afchunk|subdocument|control|activexcontrolbinary|vbaproject|wordvbadata"
    r"|attachedtemplate|frame|transform|webextension(taskpanes)?"
)
# A field whose name is not here may fetch a file, a database or another program.
_FIELDS = re.compile(
    r"=|ADVANCE|AUTHOR|(CREATE|SAVE|PRINT)?DATE|DOCPROPERTY|EDITTIME|FILENAME"
    r"|FORM(CHECKBOX|DROPDOWN|TEXT)|HYPERLINK|IF|INFO|KEYWORDS|LASTSAVEDBY|LISTNUM|MERGEFIELD"
    r"|(NOTE|PAGE|STYLE)?REF|NUM(CHARS|PAGES|WORDS)|PAGE|QUOTE|REVNUM|SECTION(PAGES)?|SEQ|SUBJECT"
    r"|SYMBOL|TC|TIME|TITLE|TOC|XE"
)
_FIELD_NAME = re.compile(r"\s*(=|\w*)")

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _TIME, _FIRST_OF_1980 = 20, 0x0800, 0, 0x21
# Level 1 packs a letter in a third of a millisecond, to little more than zlib's 6 does.
_LEVEL = 1


class _HarmError(Exception):
    """What is wrong with a file, as the rest of a sentence that begins with its name."""


def parts_of(data: bytes, file: str) -> dict[str, bytes]:
    """The parts of a Word file by name, in its order.

    Raises Refused where the file is none, or holds what could do harm: to this machine when it
    is read, or to whoever opens what is made from it.
    """
    try:
        parts = dict(_unpacked(data))
        if CONTENT_TYPES not in parts:
            raise _HarmError(f"is not a Word document; {_AFRESH}")
        for name, part in parts.items():
            _require_harmless(name, part)
        return parts
    except _HarmError as harm:
        raise Refused(f"{file} {harm}.") from None


def parse(part: bytes) -> etree._Element:
    """The root of a part's tree; nothing outside the part is read. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    return etree.fromstring(part, parser)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file of which all is packed but the parts that differ from letter to letter."""

    packed: bytes
    directory: bytes
    count: int

    @classmethod
    def of(cls, parts: Mapping[str, bytes], dynamic: Iterable[str]) -> Package:
        """The package of these parts without the dynamic ones, which come with each letter."""
        left_out = frozenset(dynamic)
        names = sorted(parts.keys() - left_out, key=lambda name: (name != CONTENT_TYPES, name))
        packed, directory = bytearray(), bytearray()
        for name in names:
            local, central = _member(name, parts[name], len(packed), _small(parts[name]))
            packed += local
            directory += central
        return cls(bytes(packed), bytes(directory), len(names))

    def with_members(self, members: Mapping[str, bytes]) -> bytes:
        """The whole file, with these parts in it. Equal parts give equal bytes."""
        pieces, directory = [self.packed], [self.directory]
        offset = len(self.packed)
        for name, data in members.items():
            local, central = _member(name, data, offset, _quick(data))
            offset += len(local)
            pieces.append(local)
            directory.append(central)
        records = b"".join(directory)
        count = self.count + len(members)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(records), offset, 0)
        return b"".join((*pieces, records, end))


def _quick(data: bytes) -> tuple[int, bytes]:
    packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, -15)
    return zipfile.ZIP_DEFLATED, packer.compress(data) + packer.flush()


def _small(data: bytes) -> tuple[int, bytes]:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush()
    shorter = len(packed) < len(data)
    return (zipfile.ZIP_DEFLATED, packed) if shorter else (zipfile.ZIP_STORED, data)


def _member(name: str, data: bytes, offset: int, packed: tuple[int, bytes]) -> tuple[bytes, bytes]:
    """A member with its header, and its record in the directory."""
    method, body = packed
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    sizes = isal_zlib.crc32(data), len(body), len(data)
    head = _VERSION, flags, method, _TIME, _FIRST_OF_1980, *sizes, len(raw), 0
    local = _LOCAL.pack(b"PK\3\4", *head) + raw + body
    return local, _CENTRAL.pack(b"PK\1\2", _VERSION, *head, 0, 0, 0, 0, offset) + raw


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(_OLE):
        raise _HarmError(
            "is an old .doc file or has a password; save it from Word as .docx without"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _require_modest(infos)
            for info in infos:
                yield info.filename, archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError,
            OSError, struct.error, zlib.error):  # fmt: skip
        raise _HarmError("is not a Word document, or is damaged; take a fresh copy of it") from None


def _require_modest(infos: list[zipfile.ZipInfo]) -> None:
    """Goes by what the file declares; zipfile unpacks no more of a member than that."""
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise _HarmError("has a password; save a copy without it from Word")
    if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise _HarmError(
            f"holds more than {MOST_MEMBERS:,} parts or {MOST_UNPACKED >> 20} MB; {_AFRESH}"
        )
    if any(_is_bomb(info) for info in infos):
        raise _HarmError(f"holds a part that unpacks to over {_HIGHEST_RATIO} times; {_AFRESH}")
    names = Counter(plain_name(info.filename) for info in infos)
    if any(count > 1 for count in names.values()):
        raise _HarmError(f"holds two parts of the same name; {_AFRESH}")
    if any(".." in name.split("/") or ":" in name.split("/")[0] for name in names):
        raise _HarmError(f"holds a part that lies outside the file; {_AFRESH}")


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_MATTERS and info.file_size > info.compress_size * _HIGHEST_RATIO


def _require_harmless(name: str, part: bytes) -> None:
    plain = plain_name(name)
    if _HARMFUL_PARTS.search(plain):
        raise _HarmError(
            f"holds a macro, control or embedded object ({PurePosixPath(plain).name}); {_AFRESH}"
        )
    if _BINARY.fullmatch(PurePosixPath(plain).suffix[1:]):
        return
    try:
        root = parse(part)
    except etree.XMLSyntaxError:
        raise _HarmError(f"is damaged (its part {name} is not XML); {_AFRESH}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _HarmError(f"holds a part with a DTD ({name}), which Word never writes; {_AFRESH}")
    if plain == plain_name(CONTENT_TYPES):
        _require_known_kinds(root)
    elif plain.endswith(".rels"):
        _require_harmless_links(root, plain)
    else:
        _require_harmless_words(root)


def _require_known_kinds(root: etree._Element) -> None:
    for each in root:
        kind = each.get("ContentType", "").lower()
        place = each.get("Extension") or each.get("PartName", "").rpartition(".")[2]
        if "macroenabled" in kind or (_BINARY.fullmatch(place.lower()) and kind.endswith("xml")):
            raise _HarmError(f"is a document with macros, or no plain one; {_AFRESH}")


def _require_harmless_links(root: etree._Element, place: str) -> None:
    for link in root:
        kind = link.get("Type", "").rpartition("/")[2].lower()
        outside = link.get("TargetMode", "").lower() == "external" and kind != "hyperlink"
        # A chart keeps its numbers in a workbook of its own; elsewhere such a part is an object.
        object_ = kind == "package" and not place.startswith("word/charts/_rels/")
        if outside or object_ or _HARMFUL_LINKS.fullmatch(kind):
            raise _HarmError(
                f"takes in something from outside its text ({kind}: another file, template, "
                f"picture or object); {_AFRESH}"
            )


def _require_harmless_words(root: etree._Element) -> None:
    if "purl.oclc.org/ooxml" in str(root.tag):
        raise _HarmError("is a Strict document; save it from Word as Word Document (*.docx)")
    for name in _fields(root):
        if not _FIELDS.fullmatch(name):
            raise _HarmError(
                f"holds a field that may fetch from outside ({name or 'a nested one'}); press "
                "Ctrl+Shift+F9 in Word to make its fields plain text"
            )
    for element in root.iter("{*}mailMerge", "{*}imagedata", "{*}fill"):
        if element.tag.endswith("}mailMerge") or element.get("src"):
            raise _HarmError(f"takes in data or a picture from outside; {_AFRESH}")


def _fields(root: etree._Element) -> Iterator[str]:
    """The name of each field, whether it stands in one element or is split over many."""
    opened: list[str | None] = []
    for element in root.iter("{*}fldSimple", "{*}fldChar", "{*}instrText"):
        kind = _value(element, "fldCharType")
        if instruction := _value(element, "instr"):
            yield _field_name(instruction)
        elif kind == "begin":
            opened.append("")
        elif opened and opened[-1] is not None:
            if kind:
                yield _field_name(opened[-1])
                opened[-1] = None
            else:
                opened[-1] += element.text or ""
        if kind == "end" and opened:
            opened.pop()


def _value(element: etree._Element, name: str) -> str:
    """The value of an attribute, whichever its namespace."""
    found = (value for key, value in element.items() if str(key).endswith(name))
    return str(next(found, ""))


def _field_name(instruction: str) -> str:
    found = _FIELD_NAME.match(instruction)
    return found[1].upper() if found else ""
