"""The parts of a Word file, read without harm from what it may hold."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from s117xl.documents.accessible.names import RELATION
from s117xl.refusal import Refused

MOST_UNPACKED = 64 << 20
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


class Package:
    """The parts of a .docx by what they are to one another."""

    def __init__(self, data: bytes) -> None:
        """Raise Refused unless the bytes are a Word document of modest size."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise _not_word() from None
        if sum(info.file_size for info in self._zip.infolist()) > MOST_UNPACKED:
            raise Refused(
                f"This document unpacks to over {MOST_UNPACKED >> 20} MB; use smaller pictures."
            )
        self._names = frozenset(self._zip.namelist())
        self.body_part = self._one("", f"{_TYPE}officeDocument")
        if not self.body_part:
            raise _not_word()

    def body(self) -> etree._Element:
        """The document itself."""
        root = self._tree(self.body_part)
        if root is None:
            raise _not_word()
        return root

    def beside_body(self, kind: str) -> list[etree._Element]:
        """The parts that the body refers to of one kind: header, footer, styles, settings."""
        parts = self._related(self.body_part, f"{_TYPE}{kind}")
        return [root for part in parts if (root := self._tree(part)) is not None]

    def core_properties(self) -> etree._Element | None:
        """The title and the author, or None."""
        return self._tree(self._one("", _CORE))

    def _one(self, part: str, kind: str) -> str:
        return next(iter(self._related(part, kind)), "")

    def _related(self, part: str, kind: str) -> list[str]:
        folder, name = posixpath.split(part)
        relations = self._tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            for each in relations.iter(RELATION)
            if each.get("Type") == kind and each.get("TargetMode") != "External"
        ]

    def _tree(self, part: str) -> etree._Element | None:
        """The root of a part, or None where there is no such part."""
        if part not in self._names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._zip.read(part), parser)
        except (*_BROKEN, etree.XMLSyntaxError):
            raise Refused(
                "A part of this document is damaged; open it in Word and save it again."
            ) from None
        if etree.ElementTree(root).docinfo.internalDTD is not None:
            raise _not_word()
        return root


def _not_word() -> Refused:
    return Refused("This is not a Word document (.docx); open it in Word and save it as one.")
