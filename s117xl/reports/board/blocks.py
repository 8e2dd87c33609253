"""What the sections of the board report share: tables of figures."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft
from s117xl.reports.scored.blocks import also


def figures(draft: Draft, among: str, caption: str, *, with_records: bool = True) -> None:
    """Figures, a row each: what, how many, of how many, and what could not be tested."""
    draft.table(
        ["What", "Number", "Not testable"],
        f"figure in {among}",
        [
            "{{ figure.what }}" + (records("figure") if with_records else ""),
            "**{{ figure.number }}** {{ figure.share }}" + also("figure.note", "Note:"),
            "{{ figure.untested }}",
        ],
        [8.9, 4.9, 2.8],
        caption,
    )


def none_or(
    draft: Draft, among: str, caption: str, otherwise: str, *, with_records: bool = True
) -> None:
    """Figures, or a sentence where there is none."""
    draft.when(among)
    figures(draft, among, caption, with_records=with_records)
    draft.otherwise()
    draft.para(otherwise)
    draft.end()


def records(name: str) -> str:
    """The ids of the records on a line of their own, where there are any."""
    return also(f"{name}.records", "Records:")
