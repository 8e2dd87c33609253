"""What the register says to an audit: worked out just now, or as the workbook has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from s117xl.audit import tables
from s117xl.audit.answers import read_answer, text_of
from s117xl.audit.command import Scored
from s117xl.audit.entries import Audit
from s117xl.audit.evidence import NOTHING, Evidence, Said, by_question
from s117xl.documents.values import line
from s117xl.load import records
from s117xl.reports import score_facts as f

NONE = "none"
_COUNTED = re.compile(r"(.+?): (?:\d+ of \d+|nothing could be tested)")


def spoken(scored: Scored) -> Mapping[str, Said]:
    """What is said to each question by its ref; without a register, what the workbook holds."""
    if scored.evidence:
        return by_question(scored.evidence)
    return dict(_written(scored.audit))


def _written(audit: Audit) -> Iterator[tuple[str, Said]]:
    for number in tables.DOMAINS:
        for row in _rows(audit, tables.domain_table(number).excel_name):
            words = text_of(row.get("Register says"))
            proposes = read_answer(row.get("Register proposes")) or NOTHING
            if words or proposes != NOTHING:
                words = words or f"It proposes {proposes}."
                yield text_of(row.get("Ref")).upper(), Said(proposes, words)


def _rows(audit: Audit, name: str) -> Iterator[Mapping[str, Any]]:
    if name in audit.raw:
        yield from records(audit.raw[name])


def untested(scored: Scored) -> Iterator[f.NotTestable]:
    """The figures for which records hold too little; all, where no register was read."""
    if scored.evidence:
        yield from (_of(each) for each in scored.evidence if each.not_testable or each.untestable)
        return
    written = list(_rows(scored.audit, tables.EVIDENCE.excel_name))
    if not written:
        yield f.NotTestable(ref="D1 to D9:", what="no register was read for this report",
                            tested=NONE, not_testable="all")  # fmt: skip
    for row in written:
        if (count := text_of(row.get("Not testable"))) not in ("", "0", NOTHING):
            yield _of_row(row, count)


def _of(figure: Evidence) -> f.NotTestable:
    return f.NotTestable(
        ref=figure.ref,
        what=line(f"{figure.counted}. {figure.note}" if figure.note else figure.counted),
        tested=str(figure.of) if figure.of else NONE,
        not_testable=str(figure.not_testable) if figure.not_testable else "all",
    )


def _of_row(row: Mapping[str, Any], count: str) -> f.NotTestable:
    words, of = text_of(row.get("What was counted")), text_of(row.get("Of"))
    found = _COUNTED.match(words)
    return f.NotTestable(
        ref=line(text_of(row.get("Ref"))),
        what=line(found[1] if found else words) or "a figure without words",
        tested=NONE if of in ("", "0", NOTHING) else line(of),
        not_testable=line(count),
    )
