"""What in a Word document keeps people from reading it: a check over what we make, and templates.

By WCAG 2.2, level AA, and the rules of this product for Word documents. A template's tags may
stand in the text: those of `{% %}` are passed over, those of `{{ }}` count as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from s117xl.documents.accessible.barrier import STOP, WARN, Barrier
from s117xl.documents.accessible.document import (
    Document,
    hyphenation_barriers,
    language_barriers,
    read_document,
    title_barriers,
)
from s117xl.documents.accessible.headings import false_heading_barriers, heading_barriers
from s117xl.documents.accessible.letters import (
    contrast_barriers,
    size_barriers,
    typeface_barriers,
)
from s117xl.documents.accessible.links import control_barriers, link_barriers
from s117xl.documents.accessible.pictures import picture_barriers
from s117xl.documents.accessible.spacing import (
    capitals_barriers,
    empty_paragraph_barriers,
    italic_barriers,
    justified_barriers,
    layout_barriers,
)
from s117xl.documents.accessible.tables import table_barriers

__all__ = ["STOP", "WARN", "Barrier", "barriers"]

_CHECKS: tuple[Callable[[Document], Iterator[Barrier]], ...] = (
    title_barriers,
    language_barriers,
    heading_barriers,
    false_heading_barriers,
    table_barriers,
    picture_barriers,
    empty_paragraph_barriers,
    layout_barriers,
    size_barriers,
    typeface_barriers,
    contrast_barriers,
    link_barriers,
    control_barriers,
    justified_barriers,
    capitals_barriers,
    italic_barriers,
    hyphenation_barriers,
)


def barriers(data: bytes) -> list[Barrier]:
    """What keeps people from reading this .docx; Refused where it is no Word document."""
    document = read_document(data)
    return [barrier for check in _CHECKS for barrier in check(document)]
