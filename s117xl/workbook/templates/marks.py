"""The conditional formats of ours: a cell is coloured when its row's Flags name its heading."""

from __future__ import annotations

from s117xl.register.fields import Table
from s117xl.workbook.edits import Format
from s117xl.workbook.templates.formulas import FLAGS

MARK_STYLES = ("unlawful", "risk", "overdue", "missing", "invalid", "note")


def flag_word(severity: str) -> str:
    """The word that stands in Flags for a severity."""
    return "note" if severity in ("prompt", "info") else severity


def mark_formats(table: Table) -> list[Format]:
    """One format for each kind of mark, gravest first.

    The id in Flags must be the row's own, so a row that was copied by hand carries no false
    marks. FIND is used, as SEARCH has wildcards.
    """
    row_id = f"{{column:{table.field(table.id_field).heading}}}"
    flags = f"{{column:{FLAGS}}}"
    own = f'LEFT({flags},LEN({row_id})+5)="|id="&{row_id}&"|"'
    formats = []
    for word in MARK_STYLES:
        blank = ",LEN({cell})=0" if word == "missing" else ""
        named = f'ISNUMBER(FIND("|"&{{heading}}&"={word}|",{flags}))'
        formats.append(Format(f"={word}|", f"AND({own},{named}{blank})", word))
    return formats
