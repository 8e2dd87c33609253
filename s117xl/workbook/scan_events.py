"""A sheet's XML scanned event by event: slower than by bytes, and right for any well-formed XML."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate

from s117xl.workbook.areas import Area, parse_cell
from s117xl.workbook.scan_result import Scan

_TRUE = frozenset(("1", "true"))
_HASHES = frozenset(("password", "hashValue"))

Attributes = dict[str, str]


class MalformedError(Exception):
    """The XML is not well formed, or an address in it is none."""


class EventScan:
    """A parser that fills a Scan with what it is fed.

    Cells or rows with no address stand one after the one before, as readers take them.
    """

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._row = self._column = 0
        self._type = ""
        self._value: list[str] = []
        self._has_value = self._has_formula = self._in_data = False
        self._parser = ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, data: bytes, last: bool = False) -> None:
        """Take in the next bytes of the sheet; the scan is whole after the last ones."""
        try:
            self._parser.Parse(data, last)
        except (ExpatError, ValueError, LookupError):
            raise MalformedError from None

    def _start(self, name: str, attributes: Attributes) -> None:
        name = name.rpartition(":")[2]
        if self._in_data:
            self._start_inside(name, attributes)
        elif name == "sheetData":
            self._in_data = True
        elif name == "mergeCell":
            self._scan.add_merged(Area.from_a1(attributes.get("ref", "")))
        elif name == "sheetProtection":
            self._scan.protected = attributes.get("sheet") in _TRUE
            self._scan.password = any(attributes.get(name) for name in _HASHES)

    def _start_inside(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            self._scan.hidden_rows += attributes.get("hidden") in _TRUE
        elif name == "f":
            self._has_formula = True
        elif name == "v":
            self._has_value = True
            self._parser.CharacterDataHandler = self._value.append

    def _start_cell(self, attributes: Attributes) -> None:
        self._column += 1
        if address := attributes.get("r"):
            self._row, self._column = parse_cell(address)
        self._scan.reach(self._row, self._column)
        self._type = attributes.get("t", "n")
        self._has_value = self._has_formula = False
        self._value = []

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "v":
            self._parser.CharacterDataHandler = None
        elif name == "c" and self._in_data:
            self._end_cell()
        elif name == "sheetData":
            self._in_data = False

    def _end_cell(self) -> None:
        text = "".join(self._value)
        if self._type == "e":
            self._scan.add_error(self._row, self._column, text)
        if self._has_formula:
            self._scan.formulas += 1
            # A formula that gave an empty text has an empty value of type str.
            if not text and not (self._has_value and self._type == "str"):
                self._scan.add_uncomputed(self._row, self._column)
