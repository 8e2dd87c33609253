"""A package with some parts changed, added or taken out, and all others as they were."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def operate(path: Path, out: Path, changes: Mapping[str, bytes | None]) -> Path:
    """`out` is the package with these parts given these bytes; None takes a part out."""
    with zipfile.ZipFile(path) as source:
        parts: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {**parts, **changes}.items():
            if data is not None:
                target.writestr(name, data)
    return out


def replace(path: Path, out: Path, part: str, old: str, new: str) -> Path:
    """`out` is the package with the first `old` in one part made `new`; `old` must be there."""
    with zipfile.ZipFile(path) as source:
        text = source.read(part).decode("utf-8")
    if old not in text:
        raise ValueError(f"{part} does not hold {old!r}")
    return operate(path, out, {part: text.replace(old, new, 1).encode("utf-8")})
