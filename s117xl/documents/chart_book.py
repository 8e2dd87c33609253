"""The small workbook behind a chart, which Word opens for Edit data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

SHEET = "Sheet1"
_MADE = datetime(2026, 1, 1)
_FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)


class Numbers(NamedTuple):
    """What a chart shows: its labels, its series by name, and how Excel writes the numbers."""

    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[str]]]
    code: str = "General"


def workbook_of(numbers: Numbers) -> bytes:
    """The workbook: labels in column A, a column for each series. Equal numbers, equal bytes."""
    import xlsxwriter  # not needed where no chart is

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet, style = book.add_worksheet(SHEET), book.add_format({"num_format": numbers.code})
        sheet.set_column(0, 0, 40)
        for row, label in enumerate(numbers.labels, start=1):
            sheet.write_string(row, 0, label)
        for column, (name, values) in enumerate(numbers.series, start=1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                if value:
                    sheet.write_number(row, column, float(value), style)
    return _stored(out.getvalue())


def _stored(book: bytes) -> bytes:
    """The same file unpacked: the document around it packs it, and no zlib changes its bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIRST_OF_1980)
            info.create_system = 0
            new.writestr(info, old.read(name))
    return out.getvalue()
