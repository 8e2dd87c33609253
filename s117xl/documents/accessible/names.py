"""The names that WordprocessingML gives its elements and attributes."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
DC = "{http://purl.org/dc/elements/1.1/}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"

UNSEEN = frozenset({FALLBACK, f"{W}del", f"{W}moveFrom"})
"""What stands in the file and not in the document: for old versions of Word, or deleted."""
