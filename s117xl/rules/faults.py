"""What was found wrong with single cells while they were read, turned into answers of rules."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from s117xl.register.columns import AnyColumn, Fault
from s117xl.register.truth import Mask, Truth
from s117xl.rules.catalogue import Found
from s117xl.rules.rows import Rows


def faulty(r: Rows, key: str, code: str) -> Iterator[Found]:
    """The cells of a field whose reading gave a fault of this rule, one answer a severity.

    The message is the heading and the fault's own words. A blank cell is unknown.
    """
    column = r.column(key)
    mine = {cell: fault for cell, fault in _faults(column, code)}
    for severity in dict.fromkeys(["invalid", *(fault.severity for fault in mine.values())]):
        words = np.full(len(column.cells), "", object)
        for cell, fault in mine.items():
            words[cell] = fault.message if fault.severity == severity else ""
        hit: Mask = (words != "")[column.at]
        yield Found(
            Truth(hit, ~hit & column.known),
            key,
            {"heading": column.heading, "words": words[column.at]},
            message="{heading} {words}.",
            severity=severity,
            regardless=True,
        )


def faulty_anywhere(r: Rows, code: str, but: tuple[str, ...] = ()) -> Iterator[Found]:
    """The cells of the whole table whose reading gave a fault of this rule; every row is tested."""
    yield Found(~r.all_rows(), r.table.schema.id_field, regardless=True)
    for key, column in r.table.columns.items():
        if key not in but and any(True for _ in _faults(column, code)):
            yield from faulty(r, key, code)


def _faults(column: AnyColumn, code: str) -> Iterator[tuple[int, Fault]]:
    for cell, faults in column.faults.items():
        for fault in faults:
            if fault.code == code:
                yield cell, fault
