"""The first and the last sheets: Start, Sign-off and Settings."""

from __future__ import annotations

from s117xl.baseline import book_formulas as formulas
from s117xl.baseline import typed
from s117xl.baseline.book_sheet import RAG_LOOKS, Form, Formula, Sheet, Value
from s117xl.baseline.questions import scale
from s117xl.baseline.score import Scored
from s117xl.baseline.sentences import RAG
from s117xl.baseline.tables import (
    PARTNERS,
    SCOPE,
    SCOPE_DATES,
    SETTING_BOUNDS,
    SETTINGS,
    SIGN_OFF,
    Baseline,
    Signature,
)
from s117xl.workbook.templates.book import Book, define_hidden

_ITEMS = {
    "period": ("Period", "For instance 2026/27."),
    "area": ("Area or partnership", "The place that the baseline is about."),
    "la": ("Council (LA)", "The local authority's name."),
    "icb": ("Integrated Care Board (ICB)", "The board's name."),
    "trust": ("NHS Trust", "The Trust that provides mental health care."),
    "lead": ("Who leads the baseline", "Post and organisation."),
    "others": ("Others who took part", "Voluntary groups, housing, and people with lived "
               "experience: which groups, and how. No names of people who are supported."),
    "completed": ("Completed on", "The day on which the partners agreed the ratings."),
    "next_review": ("Next joint review", "The day on which joint governance looks at it again."),
}  # fmt: skip
_STEPS = (
    "Fill in the table below: who takes part, and for which period.",
    "On the sheets 1 to 5, write what each partner knows and the evidence that was seen.",
    "Each partner rates each dimension alone, 1 to 5. Leave blank what is not known.",
    "Meet, compare, and agree one rating for each dimension, with strengths and risks. Where "
    "partners differ, that is a finding: it stays visible. A 4 or 5 needs evidence.",
    "On Priorities, choose three to five things to do first; on Improvement plan, who does what by "
    "when, and what was shaped with people with lived experience.",
    "Sign off, and look at the plan again at each joint meeting.",
)
_ABOUT = (
    "Where the partnership stands on five dimensions, as each partner sees it and as all agree it, "
    "and what it does next. No person who is supported is named in it."
)
_SIGNING = (
    "By signing, each partner agrees the ratings, the priorities and the plan for its "
    "organisation, and that the findings where partners differ are rightly told."
)
_SCOPE_TOP, _SAYS_TOP, _SCALE_TOP = 10, 22, 29
_SETTINGS = (
    ("as_at", "Dates are judged on", None, "The day on which something counts as overdue. Blank: "
     "today."),
    ("differ_by", "Partners differ by", 1, "How many points apart the partners must be before it "
     "is a finding: 1 to 4."),
    ("evidence_characters", "Letters of evidence", 20, "How many letters a piece of evidence has "
     "at least. A dash or n/a is none."),
)  # fmt: skip


def add_start_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """What the workbook is for, who takes part, where things stand, and the scale."""
    sheet = Sheet(out, SCOPE.sheet, (30, 52, 60, 14), landscape=False)
    sheet.sheet.set_column(3, 3, 14, None, {"hidden": True})
    sheet.title("Section 117 aftercare: baseline")
    sheet.line(1, _ABOUT)
    for number, text in enumerate(_STEPS, 1):
        sheet.sheet.write_string(1 + number, 0, f"Step {number}", out.styles.strong())
        sheet.sheet.merge_range(1 + number, 1, 1 + number, 2, text, out.styles.sentence())
        sheet.sheet.set_row(1 + number, 36 if len(text) > 110 else 20)
    sheet.heading(_SCOPE_TOP - 1, "Who and when")
    _add_scope(sheet, filled)
    sheet.heading(_SAYS_TOP - 1, "Where you are")
    _add_says(sheet, scored)
    sheet.heading(_SCALE_TOP - 1, "The scale")
    _add_scale(sheet)
    sheet.sheet.fit_to_pages(1, 1)


def _add_scope(sheet: Sheet, filled: Baseline) -> None:
    forms = {"Item": Form("strong"), "Value": Form("typed"), "Help": Form("fixed"),
             "Key": Form("fixed")}  # fmt: skip
    rows: list[list[Value]] = [
        [label, filled.scope.get(key), help, key] for key, (label, help) in _ITEMS.items()
    ]
    sheet.table(_SCOPE_TOP, SCOPE, forms, rows)
    for row, (key, (label, help)) in enumerate(_ITEMS.items(), _SCOPE_TOP + 1):
        if key in SCOPE_DATES:
            sheet.write(row, 1, filled.scope.get(key), sheet.style("date"))
        told = typed.day(label, help) if key in SCOPE_DATES else typed.told(label, help)
        sheet.sheet.data_validation(row, 1, row, 1, told)


def _add_says(sheet: Sheet, scored: Scored) -> None:
    lines = {
        "Ratings": ("lowest", formulas.lowest_says()),
        "Partners": ("findings", formulas.findings_say()),
        "Priorities": ("priorities", formulas.priorities_say()),
        "Improvement plan": ("plan", formulas.plan_says()),
        "Sign-off": ("signed", formulas.signed_says()),
    }
    for row, (label, (key, formula)) in enumerate(lines.items(), _SAYS_TOP):
        sheet.says(row, label, Formula(formula, scored.says[key]), 2 if row < _SAYS_TOP + 2 else 1)


def _add_scale(sheet: Sheet) -> None:
    get = sheet.out.styles.get
    for row, level in enumerate(scale().values(), _SCALE_TOP):
        look = get(**RAG_LOOKS[RAG[level.number]], bold=True, valign="vcenter", indent=1)
        name = f"{level.number}  {level.name} ({RAG[level.number].lower()})"
        sheet.sheet.write_string(row, 0, name, look)
        sheet.sheet.merge_range(row, 1, row, 2, level.text, sheet.out.styles.sentence())
        sheet.sheet.set_row(row, 20)


def add_sign_off_sheet(out: Book, filled: Baseline, scored: Scored) -> None:
    """The three partners sign."""
    sheet = Sheet(out, SIGN_OFF.sheet, (18, 34, 40, 16, 52))
    sheet.title("Sign-off")
    sheet.line(1, _SIGNING)
    sheet.says(2, "Signed", Formula(formulas.signed_says(), scored.says["signed"]))
    signatures = {signature.partner: signature for signature in filled.signatures}
    rows: list[list[Value]] = []
    for partner in PARTNERS:
        signed = signatures.get(partner, Signature(partner))
        rows.append([partner, signed.name, signed.role, signed.on, signed.comment])
    forms = {
        "Partner": Form("strong"), "Name": Form("typed"), "Role": Form("typed"),
        "Signed on": Form("date", typed.day("Signed on", "The day of the signature.")),
        "Comment": Form("typed"),
    }  # fmt: skip
    sheet.table(4, SIGN_OFF, forms, rows)


def add_settings_sheet(out: Book, filled: Baseline) -> None:
    """The few settings, and the hidden names by which the formulas know them."""
    sheet = Sheet(out, SETTINGS.sheet, (30, 22, 14, 80, 22))
    sheet.title("Settings")
    sheet.line(1, "Type only in the column Value. A blank keeps the default.")
    sheet.sheet.set_column(4, 4, 22, None, {"hidden": True})
    forms = {"Setting": Form("strong"), "Value": Form("typed"), "Default": Form("fixed"),
             "Help": Form("fixed"), "Key": Form("fixed")}  # fmt: skip
    rows: list[list[Value]] = [
        [label, _set(filled, key, default), default if default else "today", help, key]
        for key, label, default, help in _SETTINGS
    ]
    sheet.table(3, SETTINGS, forms, rows)
    for row, (key, label, default, help) in enumerate(_SETTINGS, 4):
        _let_set(sheet, filled, row, key, label, help)
        _define(out, row + 1, key, default)


def _set(filled: Baseline, key: str, default: int | None) -> Value:
    value: Value = getattr(filled, key)
    return None if value == default else value


def _let_set(sheet: Sheet, filled: Baseline, row: int, key: str, label: str, help: str) -> None:
    if key == "as_at":
        sheet.write(row, 1, filled.as_at, sheet.style("date"))
        sheet.sheet.data_validation(row, 1, row, 1, typed.day(label, help))
    else:
        told = typed.whole(label, help, *SETTING_BOUNDS[key])
        sheet.sheet.data_validation(row, 1, row, 1, told)


def _define(out: Book, row: int, key: str, default: int | None) -> None:
    """The value where it can be used, else the default: today for the day."""
    cell = f"Settings!$B${row}"
    if key == "as_at":
        define_hidden(out, formulas.AS_AT, f"=IF(ISNUMBER({cell}),INT({cell}),TODAY())")
        return
    least, most = SETTING_BOUNDS[key]
    usable = f"AND(N({cell})>={least},N({cell})<={most},N({cell})=INT(N({cell})))"
    define_hidden(out, f"s117b_{key}", f"=IF({usable},{cell},{default})")
