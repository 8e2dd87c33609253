"""The sheets Training and Audit link: what gaps and the audit propose, by formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from s117xl.competency import workings
from s117xl.competency.book_kit import (
    NOBODY,
    add_table,
    colour_words,
    define_columns,
    page,
    tell,
    typed,
    worked_out,
    write,
)
from s117xl.competency.formulas import here
from s117xl.competency.framework import audit_domains, bearing_on, domains
from s117xl.competency.tables import AUDIT_LINK, AUDIT_RATINGS, KINDS, TRAINING, TRAINING_SHEET
from s117xl.workbook.templates.book import A4, Book

_HEADINGS = ("Domain", "Title", "Kind", "Proposed now", "Why", "What is proposed")
_WIDTHS = (9, 34, 22, 14, 44, 76)
_LINK_WIDTHS = (14, 34, 24, 14, 78)


def add_training_sheet(out: Book) -> None:
    """Training: for each domain its three proposals, and whether each is made now."""
    sheet = out.book.add_worksheet(TRAINING_SHEET)
    rows = [(ref, kind) for ref in domains() for kind in KINDS]
    add_table(sheet, TRAINING, len(rows), [
        {"header": name, "header_format": out.styles.header("Ours")} for name in _HEADINGS
    ])  # fmt: skip
    for number, (ref, kind) in enumerate(rows, 1):
        _proposal(out, sheet, number, ref, kind)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    colour_words(out, sheet, (1, 3, len(rows), 3), ("yes",))
    _set_sheet(sheet, 1)


def _proposal(out: Book, sheet: Any, row: int, ref: str, kind: str) -> None:
    domain = domains()[ref]
    texts = dict(zip(KINDS, (domain.training, domain.supervision, domain.system), strict=True))
    plain, wrap = out.styles.plain(), worked_out(out, text_wrap=True)
    for column, text in ((0, ref), (1, domain.name), (2, kind), (5, texts[kind])):
        sheet.write_string(row, column, text, plain)
    sheet.write_formula(row, 3, f"={workings.of_all(ref, kind)}", wrap, "")
    sheet.write_formula(row, 4, f"={_why(ref)}", wrap, "")
    sheet.set_row(row, 34)


def _why(ref: str) -> str:
    gaps, told, shown, weak = (
        workings.of_all(ref, part) for part in ("gaps", "told", "shown", "weak")
    )
    few = '"Too few people are rated to tell how many have a gap."'
    many = f'{gaps}&" of "&{told}&" people of whom it can be told have a gap."'
    audit = f'IF({weak}="",""," Weak in the audit: "&{weak}&".")'
    return f"IF({shown}=1,{many},{few})&{audit}"


def add_audit_link_sheet(out: Book, ratings: Mapping[str, str]) -> None:
    """Audit link with the ratings by D1 to D9, and what each leads to."""
    sheet = out.book.add_worksheet(AUDIT_LINK.sheet)
    last = len(audit_domains())
    leads_to = f"={_leads_to()}"
    columns: list[dict[str, Any]] = [
        {"header": name, "header_format": out.styles.header("Ours")} for name in AUDIT_LINK.headings
    ]
    columns[-1]["formula"] = leads_to
    add_table(sheet, AUDIT_LINK.excel_name, last, columns)
    for row, (ref, about) in enumerate(audit_domains().items(), 1):
        mapped = ", ".join(domain.ref for domain in bearing_on(ref))
        for column, text in enumerate((ref, about, mapped)):
            sheet.write_string(row, column, text, out.styles.plain())
        write(sheet, row, 3, ratings.get(ref), typed(out))
        sheet.write_formula(row, 4, leads_to, worked_out(out, text_wrap=True), "")
        sheet.set_row(row, 34)
    for column, width in enumerate(_LINK_WIDTHS):
        sheet.set_column(column, column, width)
    _validate(sheet, last)
    colour_words(out, sheet, (1, 3, last, 3), AUDIT_RATINGS)
    define_columns(out, AUDIT_LINK)
    _set_sheet(sheet, 1)


def _leads_to() -> str:
    rating, mapped = (
        here(AUDIT_LINK.excel_name, AUDIT_LINK.columns[key]) for key in ("rating", "competency")
    )
    weak = f'"Reflective supervision on "&{mapped}&"; training where many have a gap, and action '
    weak += 'on the system where they have not or where the rating is Red. See Training."'
    named = f'IF({rating}="Green","Nothing from this domain of the audit.","Not rated.")'
    return f'IF(OR({rating}="Amber",{rating}="Red"),{weak},{named})'


def _validate(sheet: Any, last: int) -> None:
    about = "The rating of this domain in the annual audit. Leave it blank where there is none."
    sheet.data_validation(1, 3, last, 3, {
        **tell("Rating", about), "validate": "list", "source": list(AUDIT_RATINGS),
        "error_title": "Rating", "error_message": "Choose Green, Amber or Red.",
    })  # fmt: skip


def _set_sheet(sheet: Any, frozen: int) -> None:
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, frozen)
    sheet.hide_gridlines(2)
    page(sheet, A4, marking=NOBODY)
    sheet.repeat_rows(0)
