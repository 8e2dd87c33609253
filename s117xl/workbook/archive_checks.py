"""Whether a zip file is one that Excel might have made, and not one made to do harm."""

from __future__ import annotations

import zipfile
from collections import Counter

from s117xl.refusal import Refused
from s117xl.workbook.members import Members, plain_name

MOST_PARTS = 5_000
MOST_UNPACKED = 2 << 30
MOST_STRINGS = 256 << 20
"""The shared strings are held in memory as a whole, so they may be less than all parts are."""

# Sheets shrink 20 to 60 times; blank formatted rows of one make somewhat more.
_HIGHEST_RATIO = 200
_RATIO_MATTERS = 10 << 20
_ENCRYPTED = 0x1
_ODD = "it was not made by Excel; ask whoever sent it for a fresh copy, saved from Excel"


def require_sound_archive(members: Members) -> None:
    """Raise Refused if the zip holds too much, or members that hide one another.

    Goes by what the file declares: `Members.chunks` holds each member to that.
    """
    name = members.path.name
    if len(members.infos) > MOST_PARTS:
        raise Refused(f"{name} holds more than {MOST_PARTS:,} parts: {_ODD}.")
    if any(info.flag_bits & _ENCRYPTED for info in members.infos):
        raise Refused(f"{name} is a zip file with a password; save a copy without it from Excel.")
    _require_plain_names(members)
    _require_modest_sizes(members)


def _require_plain_names(members: Members) -> None:
    names = Counter(plain_name(info.filename) for info in members.infos)
    if any(count > 1 for count in names.values()):
        raise Refused(f"{members.path.name} holds two parts of the same name: {_ODD}.")
    if any(".." in name.split("/") or ":" in name.split("/")[0] for name in names):
        raise Refused(f"{members.path.name} holds a part that lies outside the file: {_ODD}.")


def _require_modest_sizes(members: Members) -> None:
    unpacked = sum(info.file_size for info in members.infos)
    strings = members.find("xl/sharedStrings.xml")
    if unpacked > MOST_UNPACKED or (strings and strings.file_size > MOST_STRINGS):
        raise Refused(
            f"{members.path.name} unpacks to {unpacked >> 20:,} MB, which is too much to read; "
            "delete what is not the register from it, or split the register in two."
        )
    if any(_is_bomb(info) for info in members.infos):
        raise Refused(
            f"{members.path.name} holds a part that unpacks to over {_HIGHEST_RATIO} times its "
            f"size: {_ODD}."
        )


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_MATTERS and info.file_size > info.compress_size * _HIGHEST_RATIO
