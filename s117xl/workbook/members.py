"""The members of a zip file, unpacked as a stream and held to what the file says of them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from isal import igzip_lib, isal_zlib

from s117xl.refusal import Refused

DAMAGED = (
    "{file} is damaged (its part {part} {fault}); "
    "open it in Excel, let Excel repair it, and save it under a new name."
)

_LOCAL_HEADER = struct.Struct("<4s22xHH")
_RAW = 1 << 18


def plain_name(name: str) -> str:
    """The name of a part, whichever slashes and case its writer used."""
    return name.replace("\\", "/").lstrip("/").lower()


class Members:
    """The members of one zip file; the file is open only while something is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.infos = tuple(info for info in _list(path) if not info.is_dir())
        self._by_name = {plain_name(info.filename): info for info in self.infos}

    def find(self, part: str) -> zipfile.ZipInfo | None:
        """The member that holds a part, if there is one."""
        return self._by_name.get(plain_name(part))

    def chunks(self, part: str, size: int = 1 << 20) -> Iterator[bytes]:
        """Give the bytes of a part in pieces of at most `size`, with size and CRC proved.

        Raises Refused when the member is missing, is damaged, or unpacks to another size than
        the file declares: what was given before then must not be used.
        """
        info = self.find(part)
        if info is None:
            raise self.damaged(part, "is missing")
        total = checksum = 0
        with self.path.open("rb") as file:
            for chunk in self._unpack(file, info, size):
                total += len(chunk)
                checksum = isal_zlib.crc32(chunk, checksum)
                if total > info.file_size:
                    raise self.damaged(part, "is larger than the file declares")
                yield chunk
        if total != info.file_size or checksum != info.CRC:
            raise self.damaged(part, "does not match its checksum")

    def damaged(self, part: str, fault: str) -> Refused:
        """The refusal for a part with this fault."""
        return Refused(DAMAGED.format(file=self.path.name, part=part, fault=fault))

    def _unpack(self, file: BinaryIO, info: zipfile.ZipInfo, size: int) -> Iterator[bytes]:
        self._seek(file, info)
        raw = _raw(file, info.compress_size)
        if info.compress_type == zipfile.ZIP_STORED:
            return _split(raw, size)
        if info.compress_type == zipfile.ZIP_DEFLATED:
            return self._inflate(raw, info.filename, size)
        raise self.damaged(info.filename, "is packed in a way that Excel does not use")

    def _seek(self, file: BinaryIO, info: zipfile.ZipInfo) -> None:
        file.seek(info.header_offset)
        header = file.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\3\4"):
            raise self.damaged(info.filename, "is cut off")
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        file.seek(name_length + extra_length, 1)

    def _inflate(self, raw: Iterator[bytes], part: str, size: int) -> Iterator[bytes]:
        inflater = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_DEFLATE)
        try:
            while not inflater.eof:
                data = next(raw) if inflater.needs_input else b""
                if chunk := inflater.decompress(data, size):
                    yield chunk
        except StopIteration:
            raise self.damaged(part, "is cut off") from None
        except igzip_lib.error:  # type: ignore[misc]  # its stub gives an instance
            raise self.damaged(part, "cannot be unpacked") from None


def _list(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        raise Refused(
            f"{path.name} is damaged (its list of parts cannot be read); copy or download it "
            "again, or use the copy that was last saved."
        ) from None


def _raw(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length and (data := file.read(min(length, _RAW))):
        length -= len(data)
        yield data


def _split(raw: Iterator[bytes], size: int) -> Iterator[bytes]:
    for data in raw:
        for start in range(0, len(data), size):
            yield data[start : start + size]
