"""Draws the pictures of the leaflets as PNG: python -m tests.documents.building.make_pictures

The SVG beside each PNG is the drawing; Word needs the PNG.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import numpy as np

from s117xl import documents
from tests.server.browser import page_alone

PICTURES = Path(documents.__file__).parent / "building" / "pictures"
SIDE = 400
COLOURS = 64
DRAWN = """async ([svg, side]) => {
    const image = new Image(side, side);
    image.src = "data:image/svg+xml," + encodeURIComponent(svg);
    await image.decode();
    const canvas = new OffscreenCanvas(side, side).getContext("2d");
    canvas.fillStyle = "#fff";
    canvas.fillRect(0, 0, side, side);
    canvas.drawImage(image, 0, 0, side, side);
    const bytes = canvas.getImageData(0, 0, side, side).data;
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
}"""
Pixels = np.ndarray[Any, np.dtype[np.int64]]


def drawn(page: Any, svg: str) -> Pixels:
    """The drawing on white: a row for each pixel, with its red, green and blue."""
    rgba = np.frombuffer(b64decode(page.evaluate(DRAWN, [svg, SIDE])), np.uint8)
    return rgba.reshape(-1, 4)[:, :3].astype(np.int64)


def few_colours(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The commonest colours, and for each pixel which of them is nearest to its own."""
    seen, which, count = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = seen[np.argsort(-count, kind="stable")[:COLOURS]]
    nearest = ((seen[:, None] - palette) ** 2).sum(axis=2).argmin(axis=1)
    return palette, nearest[which.reshape(-1)]


def chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(palette: Pixels, indices: Pixels) -> bytes:
    """A PNG of these colours, with no time and no program's name in it."""
    rows = np.insert(indices.reshape(SIDE, SIDE).astype(np.uint8), 0, 0, axis=1)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">2I5B", SIDE, SIDE, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
            chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            chunk(b"IEND", b""),
        )
    )


def make() -> None:
    """Every drawing rasterised and written."""
    with page_alone() as page:
        for drawing in sorted(PICTURES.glob("*.svg")):
            pixels = drawn(page, drawing.read_text(encoding="utf-8"))
            drawing.with_suffix(".png").write_bytes(png(*few_colours(pixels)))


if __name__ == "__main__":
    make()
