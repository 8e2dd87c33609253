"""Formulas: what Excel's parser refuses when it loads a file, and then takes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from tests.ooxml.book import XM, Book, M
from tests.ooxml.checks.functions import PREFIXES

LONGEST, LONGEST_TEXT, DEEPEST = 8_192, 255, 64
ANCHORS = {"#all", "#data", "#headers", "#totals", "#this row"}
ERRORS = "NULL!|DIV/0!|VALUE!|REF!|NAME\\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!"
INNER = r"(?:[^\[\]']|'.)*"
TOKEN = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:{ERRORS}))
    | (?P<quoted>'(?:[^']|'')+'!)
    | (?P<sheet>(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?!|\[\d+\]!)
    | (?P<function>[A-Za-z_][\w.]*)\(
    | (?P<table>[^\W\d][\w.]*)?\[(?P<inside>(?:[^\[\]']|'.|\[{INNER}\])*)\]
    | (?P<name>[$]?[^\W\d][\w.$?\\]*|\\\w+)
    | (?P<number>\d+(?:\.\d*)?(?:[Ee][-+]?\d+)?|\.\d+|\$\d+)
    | (?P<open>\() | (?P<close>\)) | (?P<curly>[{{}}]) | (?P<part>;)
    | (?P<operator><=|>=|<>|[-+*/^&=<>%:,]) | (?P<space>\s+)
    """,
    re.VERBOSE | re.DOTALL,
)
INFIX_AT_END = re.compile(r"[-+*/^&=<>:,]\s*\Z")


class Formula(NamedTuple):
    """A formula, where it stands, and whether Excel takes table names there."""

    place: str
    text: str
    takes_tables: bool = True


def check_formulas(book: Book) -> Iterator[str]:
    """Every formula of the workbook: cells, tables, formats, validations, names, charts."""
    known = Known(book)
    for formula in formulas(book):
        yield from (f"{formula.place}: formula {fault}" for fault in faults(formula, known))


class Known:
    """The tables with their columns and the sheets that a formula may name, in lower case."""

    def __init__(self, book: Book) -> None:
        self.tables = {t.name.lower(): {n.lower() for n in t.names} for t in book.tables}
        self.sheets = {sheet.name.lower() for sheet in book.sheets}


def formulas(book: Book) -> Iterator[Formula]:
    """Every formula, with the place it stands at."""
    for name in book.names:
        yield Formula(f"{book.part} name {name.get('name')}", name.text or "")
    for table in book.tables:
        for column in table.root.iter(f"{M}calculatedColumnFormula", f"{M}totalsRowFormula"):
            yield Formula(f"{table.part} {table.name}", column.text or "")
    for sheet in book.sheets:
        for cell, formula in sheet.formulas:
            if formula.text or formula.get("t") != "shared":
                yield Formula(f"{sheet.part} {cell.get('r')}", formula.text or "")
        if sheet.root is not None:
            for element in sheet.root.iter(f"{M}formula", f"{M}formula1", f"{M}formula2"):
                yield Formula(f"{sheet.part} {place_of(element)}", element.text or "", False)
            for element in sheet.root.iter(f"{XM}f"):
                yield Formula(f"{sheet.part} extension", element.text or "", False)
    yield from chart_formulas(book)


def place_of(element: etree._Element) -> str:
    """The cells that a conditional format or a validation stands on."""
    for above in element.iterancestors():
        if above.get("sqref"):
            return str(above.get("sqref"))
    return "format"


def chart_formulas(book: Book) -> Iterator[Formula]:
    """The references of the charts' series and titles."""
    for name in book.parts:
        if (
            book.type_of(name)
            == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        ):
            for element in book.tree(name).iter("{*}f"):
                yield Formula(name, element.text or "")


def faults(formula: Formula, known: Known) -> Iterator[str]:
    """What Excel would refuse in one formula."""
    text = formula.text
    if not text.strip():
        yield "is empty"
    if text.startswith("="):
        yield "begins with an equals sign"
    if len(text) >= LONGEST:
        yield f"has {len(text)} characters, over {LONGEST - 1}"
    if INFIX_AT_END.search(text):
        yield "ends with an operator"
    tokens = list(scan(text))
    if tokens and tokens[-1] is None:
        yield f"cannot be read from character {sum(len(t[0]) for t in tokens if t) + 1}"
    found = [token for token in tokens if token]
    yield from nesting_faults(found)
    for token in found:
        yield from token_faults(token, formula, known)


def scan(text: str) -> Iterator[re.Match[str] | None]:
    """The formula's tokens; None last where no token can be read."""
    at = 0
    while at < len(text):
        token = TOKEN.match(text, at)
        yield token
        if not token:
            return
        at = token.end()


def nesting_faults(tokens: list[re.Match[str]]) -> Iterator[str]:
    """Parentheses and braces close in order; semicolons stand in braces alone."""
    depth, deepest, array = 0, 0, False
    for token in tokens:
        if token["curly"]:
            array = token["curly"] == "{"
        if token["part"] and not array:
            yield "parts arguments with a semicolon"
        depth += bool(token["open"] or token["function"]) - bool(token["close"])
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth or array:
        yield "has parentheses or braces that do not pair"
    if deepest > DEEPEST:
        yield f"is nested {deepest} deep, over {DEEPEST}"


def token_faults(token: re.Match[str], formula: Formula, known: Known) -> Iterator[str]:
    """What is wrong with one token by itself."""
    if token["text"] and len(token["text"].replace('""', '"')) - 2 > LONGEST_TEXT:
        yield f"holds a text of over {LONGEST_TEXT} characters"
    if token["function"]:
        yield from function_faults(token["function"])
    if token["quoted"] or token["sheet"]:
        yield from sheet_faults(token[0].rstrip("!").strip("'").replace("''", "'"), known)
    if token["inside"] is not None:
        if not formula.takes_tables:
            yield "names a table column, which Excel takes only in cells and names"
        yield from table_faults(token["table"], token["inside"], known)


def function_faults(function: str) -> Iterator[str]:
    """A function newer than Excel 2007 has its prefix, and an older one has none."""
    bare = function.rpartition("_xlfn.")[2].removeprefix("_xlws.").upper()
    wanted = PREFIXES.get(bare, "")
    if function[: -len(bare)] != wanted and not function.startswith("_xlpm."):
        yield f"has {function}, which a file holds as {wanted}{bare}"


def sheet_faults(sheet: str, known: Known) -> Iterator[str]:
    """The sheets named are in the workbook; other workbooks are not looked into."""
    if not sheet.startswith("["):
        for name in sheet.split(":"):
            if name.lower() not in known.sheets:
                yield f"names the sheet {name!r}, which is not there"


def table_faults(table: str | None, inside: str, known: Known) -> Iterator[str]:
    """The table and the columns named are in the workbook, written as a file holds them."""
    if not table:
        yield "has brackets with no table before them"
    elif table.lower() not in known.tables:
        yield f"names the table {table}, which is not there"
    else:
        yield from column_faults(table, inside, known.tables[table.lower()])


def column_faults(table: str, inside: str, columns: set[str]) -> Iterator[str]:
    """Each item in the brackets is a column of the table or one of Excel's own anchors."""
    items = re.findall(rf"\[({INNER})\]", inside) or ([inside] if inside.strip() else [])
    for item in items:
        name = re.sub(r"'(.)", r"\1", item).lower()
        if item.startswith("@"):
            yield "has @ in brackets, which a file holds as [#This Row]"
        elif name not in columns and not (item.startswith("#") and name in ANCHORS):
            yield f"names the column {item!r}, which {table} has not"
