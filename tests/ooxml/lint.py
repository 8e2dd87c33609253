"""What Excel and Word repair when they open a file, and no validator sees.

Excel takes away what it cannot read, and says so in a box that frightens people. Each check is
one of its known reasons; those that validators see as well are here too, as they are quick.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from tests.ooxml.book import Book
from tests.ooxml.checks.cells import check_cells
from tests.ooxml.checks.comments import check_comments, check_shapes
from tests.ooxml.checks.documents import check_document
from tests.ooxml.checks.formats import check_extension_areas, check_formats
from tests.ooxml.checks.formulas import check_formulas
from tests.ooxml.checks.package import check_form, check_links, check_types, check_uses
from tests.ooxml.checks.sheets import check_sheet_parts
from tests.ooxml.checks.tables import check_tables
from tests.ooxml.checks.validations import check_validations
from tests.ooxml.checks.workbook import (
    check_calc_chain,
    check_names,
    check_sheets,
    check_strings,
    check_styles,
)

WORKBOOK_CHECKS: tuple[Callable[[Book], Iterable[str]], ...] = (
    check_sheets,
    check_names,
    check_strings,
    check_styles,
    check_cells,
    check_sheet_parts,
    check_tables,
    check_formats,
    check_extension_areas,
    check_validations,
    check_comments,
    check_shapes,
    check_formulas,
    check_calc_chain,
)


def lint(path: Path | str) -> list[str]:
    """A sentence for each fault: the part, the cell or name, and what is wrong; none if clean.

    Takes .xlsx and its kin (.xlsm, .xltx, .xlam), and .docx and its kin.
    """
    try:
        book = Book(path)
    except zipfile.BadZipFile:
        return ["not a zip file, or a damaged one"]
    if complaints := list(check_form(book)):
        return complaints
    complaints = list(chain(check_types(book), check_links(book), check_uses(book)))
    if book.has("word/document.xml"):
        return complaints + list(check_document(book))
    complaints += chain.from_iterable(check(book) for check in WORKBOOK_CHECKS)
    return list(dict.fromkeys(complaints))
