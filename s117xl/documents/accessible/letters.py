"""Letters: how large they are, in which typeface, and how well they stand out."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.documents.accessible import contrast
from s117xl.documents.accessible.barrier import STOP, WARN, Barrier
from s117xl.documents.accessible.document import Document, at, seen_runs
from s117xl.documents.accessible.formats import Formats
from s117xl.documents.accessible.story import Paragraph, Run

LEAST_POINTS = 12
LEAST_POINTS_BESIDE = 9
"""In headers, footers and captions."""

_SERIFS = frozenset(
    {"times new roman", "times", "cambria", "georgia", "garamond", "book antiqua", "palatino",
     "palatino linotype", "century", "century schoolbook", "bookman old style", "constantia",
     "baskerville", "baskerville old face", "bodoni mt", "didot", "rockwell", "liberation serif",
     "courier new", "courier"}
)  # fmt: skip


def size_barriers(document: Document) -> Iterator[Barrier]:
    """Text is at least 12 points; headers, footers and captions at least 9."""
    for paragraph in document.paragraphs:
        wanted = LEAST_POINTS_BESIDE if _is_beside(paragraph, document) else LEAST_POINTS
        sizes = [document.formats.points(run) for run in seen_runs(paragraph)]
        if sizes and min(sizes) < wanted:
            sentence = f"Make this text at least {wanted} points; here some is {min(sizes):g}."
            yield at(paragraph, "small-text", STOP, sentence)


def _is_beside(paragraph: Paragraph, document: Document) -> bool:
    beside = paragraph.story.kind in ("header", "footer")
    return beside or "caption" in document.formats.style_names(paragraph)


def typeface_barriers(document: Document) -> Iterator[Barrier]:
    """Letters have no serifs."""
    for paragraph in document.paragraphs:
        fonts = {document.formats.font(run) for run in seen_runs(paragraph)}
        if serifs := sorted(font for font in fonts if font.lower() in _SERIFS):
            sentence = f"Use a typeface without serifs, such as Arial, and not {serifs[0]}."
            yield at(paragraph, "serifs", WARN, sentence)


def contrast_barriers(document: Document) -> Iterator[Barrier]:
    """Letters stand out from what is behind them by 4.5 to 1, and large ones by 3 to 1."""
    for paragraph in document.paragraphs:
        pale = [
            found for run in seen_runs(paragraph) if (found := _too_pale(run, document.formats))
        ]
        if pale:
            colour, behind, wanted = pale[0]
            sentence = (
                f"Make this text darker or what is behind it lighter: #{colour} on #{behind} "
                f"has a contrast of {contrast.ratio(colour, behind):.1f} to 1; it needs {wanted:g}."
            )
            yield at(paragraph, "contrast", STOP, sentence)


def _too_pale(run: Run, formats: Formats) -> tuple[str, str, float] | None:
    """The two colours and the contrast needed, or None. Word picks the automatic colour well."""
    colour = formats.colour(run)
    if not contrast.is_colour(colour):
        return None
    behind = contrast.behind(formats.shadings(run))
    wanted = contrast.least(formats.points(run), formats.is_on(run, "b"))
    return (colour, behind, wanted) if contrast.ratio(colour, behind) < wanted else None
