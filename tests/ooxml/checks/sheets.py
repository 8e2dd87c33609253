"""A worksheet beside its cells: the order of its parts, panes, columns, merges, links."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.ooxml.areas import overlaps, parse_area, parse_areas, parse_cell
from tests.ooxml.book import Book, M, Sheet

SCHEMA = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts
extLst
"""
ORDER = SCHEMA.split()
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
COUNTED = {"mergeCells": "mergeCell", "dataValidations": "dataValidation"}
COUNTED |= {"tableParts": "tablePart", "rowBreaks": "brk", "colBreaks": "brk"}
MOST_LINKS, LONGEST_LINK, LONGEST_FOOTER = 65_530, 2_079, 255


def check_sheet_parts(book: Book) -> Iterator[str]:
    """Every sheet, but for its cells, formats, validations, tables and comments."""
    for sheet in book.sheets:
        for check in (
            order_faults,
            count_faults,
            view_faults,
            column_faults,
            merge_faults,
            link_faults,
            footer_faults,
        ):
            yield from (f"{sheet.part}: {fault}" for fault in check(sheet))


def order_faults(sheet: Sheet) -> Iterator[str]:
    """The children of a worksheet stand in the schema's order, once each but for formats."""
    last = ""
    for child in sheet.root if sheet.root is not None else ():
        name = child_name(child)
        if name not in ORDER:
            yield f"has the unknown part {name}"
            continue
        if last and ORDER.index(name) < ORDER.index(last):
            yield f"{name} stands after {last}"
        if name == last and name != "conditionalFormatting":
            yield f"{name} stands twice"
        last = name


def child_name(child: etree._Element) -> str:
    """The name of a child, or of the part that an alternative stands for."""
    if child.tag == f"{COMPATIBILITY}AlternateContent":
        inner = child.find(f"{COMPATIBILITY}Choice/*")
        child = child if inner is None else inner
    return etree.QName(child).localname if isinstance(child.tag, str) else ""


def count_faults(sheet: Sheet) -> Iterator[str]:
    """Where a collection states its count, it is the number that it holds, and not none."""
    for outer, inner in COUNTED.items():
        for collection in sheet.all(outer):
            number = len(collection.findall(M + inner))
            if int(collection.get("count", number)) != number:
                yield f"{outer} counts {collection.get('count')} and holds {number}"
            if not number and outer != "tableParts":
                yield f"{outer} is empty"


def view_faults(sheet: Sheet) -> Iterator[str]:
    """A frozen pane begins beyond what is frozen, and each selection is in a pane."""
    for view in sheet.all("sheetViews/sheetView"):
        pane = view.find(f"{M}pane")
        panes = {"topLeft"} if pane is None else pane_names(pane)
        if pane is not None and pane.get("state", "").startswith("frozen"):
            yield from freeze_faults(view, pane)
        if pane is not None and pane.get("activePane", "topLeft") not in panes:
            yield f"activePane {pane.get('activePane')} is not there"
        for selection in view.iterfind(f"{M}selection"):
            if selection.get("pane", "topLeft") not in panes:
                yield f"a selection is in the pane {selection.get('pane')}, which is not there"
            if not parse_cell(selection.get("activeCell", "A1")):
                yield f"a selection's cell {selection.get('activeCell')} is no cell"


def pane_names(pane: etree._Element) -> set[str]:
    """The panes that a split makes."""
    across, down = float(pane.get("xSplit", 0)) > 0, float(pane.get("ySplit", 0)) > 0
    names = {"topLeft"} | ({"topRight"} if across else set()) | ({"bottomLeft"} if down else set())
    return names | ({"bottomRight"} if across and down else set())


def freeze_faults(view: etree._Element, pane: etree._Element) -> Iterator[str]:
    """The cell at the top left of the moving pane lies below and right of what is frozen."""
    start = parse_cell(view.get("topLeftCell", "A1")) or (1, 1)
    place = parse_cell(pane.get("topLeftCell", ""))
    least = (start[0] + int(pane.get("ySplit", 0)), start[1] + int(pane.get("xSplit", 0)))
    if place is None or place[0] < least[0] or place[1] < least[1]:
        yield f"the frozen pane begins at {pane.get('topLeftCell')}"


def column_faults(sheet: Sheet) -> Iterator[str]:
    """Column ranges go upwards and do not overlap; widths and outlines are within bounds."""
    last = 0
    for column in sheet.all("cols/col"):
        first, end = int(column.get("min", 0)), int(column.get("max", 0))
        if not last < first <= end <= 16_384:
            yield f"columns {first} to {end} stand after {last}"
        last = end
        if not 0 <= float(column.get("width", 0)) <= 255:
            yield f"columns {first} to {end} are over 255 wide"
        if int(column.get("outlineLevel", 0)) > 7:
            yield f"columns {first} to {end} have an outline level over 7"


def merge_faults(sheet: Sheet) -> Iterator[str]:
    """Merged areas have two cells or more and do not overlap."""
    refs = [merge.get("ref", "") for merge in sheet.all("mergeCells/mergeCell")]
    for ref in refs:
        area = parse_area(ref)
        if area is None or area[:2] == area[2:]:
            yield f"the merge {ref} is no area"
    for one, other in overlaps(area for ref in refs if (area := parse_area(ref))):
        yield f"the merges {one} and {other} overlap"


def link_faults(sheet: Sheet) -> Iterator[str]:
    """Hyperlinks are not too many, and each has cells and a target that fits."""
    links = list(sheet.all("hyperlinks/hyperlink"))
    if len(links) > MOST_LINKS:
        yield f"{len(links)} hyperlinks, over {MOST_LINKS}"
    for link in links:
        if not parse_areas(link.get("ref", "")):
            yield f"a hyperlink stands on {link.get('ref')!r}"
        if len(link.get("location", "")) > LONGEST_LINK:
            yield f"the hyperlink on {link.get('ref')} is over {LONGEST_LINK} characters"
        if len(link.get("tooltip", "")) > 255:
            yield f"the tip of the hyperlink on {link.get('ref')} is over 255 characters"


def footer_faults(sheet: Sheet) -> Iterator[str]:
    """Headers and footers are not over 255 characters."""
    for part in sheet.all("headerFooter"):
        for child in part:
            if len(child.text or "") > LONGEST_FOOTER:
                yield f"{etree.QName(child).localname} is over {LONGEST_FOOTER} characters"
