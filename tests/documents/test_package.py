"""Word files that could do harm are refused; the rest is packed the same each time."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from s117xl.documents import package
from s117xl.documents.package import CONTENT_TYPES, Package, parts_of
from s117xl.refusal import Refused

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "word/_rels/document.xml.rels"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file() -> bytes:
    document = Document()
    document.add_paragraph("Dear all")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


GOOD = word_file()


def with_parts(**changes: bytes) -> bytes:
    return zipped({**parts_of(GOOD, "good.docx"), **changes})


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    before = parts_of(GOOD, "good.docx")[part]
    assert old in before
    return with_parts(**{part: before.replace(old, new, 1)})


def linked(kind: str, target: str, *, outside: bool = True) -> bytes:
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return replaced(RELS, b"</Relationships>", f"{link}</Relationships>".encode())


def in_text(xml: str) -> bytes:
    return replaced("word/document.xml", b"<w:sectPr", f"<w:p>{xml}</w:p><w:sectPr".encode())


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}{runs}{middle}<w:r><w:t>text</w:t></w:r>{end}"


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        parts_of(data, "letter.docx")
    text = str(caught.value)
    assert text.startswith("letter.docx ")
    assert text.endswith(".")
    return text


def test_a_word_file_is_read_part_by_part() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        assert parts_of(GOOD, "good.docx") == {n: archive.read(n) for n in archive.namelist()}


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no zip at all", GOOD[:2000], GOOD[: len(GOOD) // 2]]
)
def test_what_is_no_zip(data: bytes) -> None:
    assert "is damaged" in refused(data)


def test_a_zip_that_is_no_word_file() -> None:
    assert "not a Word document" in refused(zipped({"a.xml": b"<a/>"}))


def test_an_old_doc_or_one_with_a_password() -> None:
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_zip_with_a_password() -> None:
    flagged = bytearray(GOOD)
    at = flagged.index(b"PK\1\2")
    flagged[at + 8 : at + 10] = struct.pack("<H", 1)
    assert "password" in refused(bytes(flagged))


def test_a_part_whose_bytes_do_not_match_its_checksum() -> None:
    spoilt = bytearray(GOOD)
    at = spoilt.index(b"PK\1\2")
    spoilt[at + 16] ^= 0xFF
    assert "damaged" in refused(bytes(spoilt))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_a_spoilt_byte_gives_a_refusal_or_the_parts(place: int, change: int) -> None:
    spoilt = bytearray(GOOD)
    spoilt[place] ^= change
    with suppress(Refused):
        parts_of(bytes(spoilt), "letter.docx")


def test_too_many_parts() -> None:
    many = {f"word/{number}.xml": b"<a/>" for number in range(2001)}
    assert "2,000 parts" in refused(zipped(many))


def test_too_much_to_unpack() -> None:
    noise = bytes(range(256)) * 4096
    assert "50 MB" in refused(with_parts(**{f"word/media/{n}.png": noise for n in range(51)}))


def test_a_part_that_unpacks_to_a_thousand_times() -> None:
    assert "unpacks to over" in refused(with_parts(**{"word/media/a.png": bytes(20 << 20)}))


def test_a_part_that_declares_less_than_it_holds() -> None:
    bomb = bytearray(with_parts(**{"word/media/a.png": bytes(20 << 20)}))
    for size in [at for at in range(len(bomb)) if bomb.startswith(struct.pack("<I", 20 << 20), at)]:
        bomb[size : size + 4] = struct.pack("<I", 10)
    assert "damaged" in refused(bytes(bomb))


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/document.XML", "word\\document.xml"])
def test_two_parts_of_one_name(name: str) -> None:
    out = io.BytesIO(GOOD)
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, b"<a/>")
    assert "same name" in refused(out.getvalue())


@pytest.mark.parametrize("name", ["../a.xml", "word/../../a.xml", "C:/a.xml"])
def test_a_part_outside_the_file(name: str) -> None:
    assert "outside the file" in refused(with_parts(**{name: b"<a/>"}))


@pytest.mark.parametrize(
    "name",
    ["word/vbaProject.bin", "word/vbaData.xml", "word/activeX/activeX1.xml", "customUI/ui.xml",
     "word/embeddings/oleObject1.bin", "word/webextensions/taskpanes.xml"],
)  # fmt: skip
def test_a_macro_a_control_and_an_embedded_object(name: str) -> None:
    assert "macro" in refused(with_parts(**{name: b"<a/>"}))


def test_a_file_that_says_it_has_macros() -> None:
    plain = b"openxmlformats-officedocument.wordprocessingml.document.main"
    macros = b"ms-word.document.macroEnabled.main"
    assert "macros" in refused(replaced(CONTENT_TYPES, plain, macros))


def test_xml_under_the_name_of_a_picture() -> None:
    kind = b'<Override PartName="/word/media/a.png" ContentType="application/x+xml"/></Types>'
    changed = replaced(CONTENT_TYPES, b"</Types>", kind)
    assert "no plain one" in refused(changed)


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("attachedTemplate", "https://example.invalid/a.dotm"),
        ("attachedTemplate", "file:///C:/Users/a/Normal.dotm"),
        ("image", "https://example.invalid/a.png"),
        ("oleObject", "file:///a.xls"),
        ("subDocument", "a.docx"),
        ("mailMergeSource", "file:///a.mdb"),
        ("frame", "https://example.invalid/a.htm"),
        ("anything", "https://example.invalid/"),
    ],
)
def test_a_link_to_the_outside(kind: str, target: str) -> None:
    assert "from outside" in refused(linked(kind, target))


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "subDocument", "control", "package"])
def test_an_object_within_the_file(kind: str) -> None:
    assert "from outside" in refused(linked(kind, "a.xlsx", outside=False))


def test_a_link_that_a_reader_may_click() -> None:
    assert RELS in parts_of(linked("hyperlink", "https://example.invalid/"), "letter.docx")


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "customXml/item1.xml", "word/odd.dat"])
def test_a_dtd(name: str, xml: bytes) -> None:
    assert "DTD" in refused(with_parts(**{name: xml}))


@pytest.mark.parametrize("xml", [b"", b"no xml", b"<a>", b"<a></b>", b"\xff\xfe\x00"])
def test_a_part_that_is_no_xml(xml: bytes) -> None:
    assert "not XML" in refused(with_parts(**{"word/document.xml": xml}))


@pytest.mark.parametrize(
    "xml",
    [
        field(r"DDEAUTO c:\\windows\\system32\\cmd.exe &quot;/k calc&quot;"),
        field(" dde excel"),
        field("DD", "EAU", "TO excel"),
        field('INCLUDETEXT "https://example.invalid/a"'),
        field('INCLUDEPICTURE "https://example.invalid/a"'),
        field('IMPORT "a"'),
        field('LINK Excel.Sheet.8 "a"'),
        field('DATABASE \\c "a"'),
        field("PAGE") + field("DDEAUTO a"),
        '<w:fldSimple w:instr="DDEAUTO a"/>',
        '<w:fldSimple w:instr=" INCLUDETEXT a"/>',
        # A name that another field spells, letter by letter.
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("QUOTE 68 68 69")
        + '<w:r><w:instrText> a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        # A field in the name of which there is none.
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("DDE a")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)  # fmt: skip
def test_a_field_that_fetches(xml: str) -> None:
    assert "field" in refused(in_text(xml))


@pytest.mark.parametrize(
    "xml",
    [field(" PAGE "), field("NUM", "PAGES \\* MERGEFORMAT"), field('HYPERLINK "https://a"'),
     field("IF " + "1 = 1"), '<w:fldSimple w:instr=" DATE \\@ &quot;d&quot;"/>', field("= 1 + 1"),
     field("ref a")],
)  # fmt: skip
def test_a_field_that_stays_in_the_document(xml: str) -> None:
    assert parts_of(in_text(xml), "letter.docx")


def test_a_mail_merge() -> None:
    merge = f"<w:settings {W}><w:mailMerge><w:query w:val='a'/></w:mailMerge></w:settings>"
    assert "from outside" in refused(with_parts(**{"word/settings.xml": merge.encode()}))


def test_a_picture_that_old_markup_fetches() -> None:
    shape = '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="//a/b"/>'
    assert "from outside" in refused(in_text(f"{shape}</w:pict></w:r>"))


def test_a_strict_document() -> None:
    strict = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert "Strict" in refused(with_parts(**{"word/document.xml": strict}))


def test_no_refusal_tells_what_the_file_says() -> None:
    assert "Mary" not in refused(in_text(field("DDEAUTO Mary")))
    assert "Mary" not in refused(linked("image", "https://example.invalid/Mary"))


def test_the_package_holds_the_parts_and_the_members_that_come_with_each_letter() -> None:
    parts = parts_of(GOOD, "good.docx")
    made = Package.of(parts, ["word/document.xml"]).with_members({"word/document.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == CONTENT_TYPES
        assert archive.namelist()[-1] == "word/document.xml"
        assert {name: archive.read(name) for name in archive.namelist()} == {
            **parts, "word/document.xml": b"<a/>"
        }  # fmt: skip
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_equal_parts_give_equal_bytes_whatever_their_order() -> None:
    parts = parts_of(GOOD, "good.docx")
    there, back = Package.of(parts, []), Package.of(dict(reversed(parts.items())), [])
    assert there.with_members({"a.xml": b"<a/>"}) == back.with_members({"a.xml": b"<a/>"})


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.binary(max_size=999), max_size=5))
def test_whatever_goes_in_comes_out(members: dict[str, bytes]) -> None:
    names = {n: d for n, d in members.items() if "\0" not in n and n.isprintable()}
    made = Package.of({CONTENT_TYPES: b"<Types/>"}, []).with_members(names)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {n: archive.read(n) for n in archive.namelist()[1:]} == names


def test_the_limits_are_what_the_docs_say() -> None:
    assert (package.MOST_MEMBERS, package.MOST_UNPACKED) == (2_000, 50 << 20)
