"""LibreOffice as a person at the keyboard: open a workbook, type into a cell, look, put it back.

One LibreOffice does many changes of one workbook, as opening it takes far longer than a change.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.office import PROFILE, run, soffice

Cell = str | float | date | None
Grid = list[list[Any]]

# Each line of the jobs is a command and its words, parted by tabs.
_MACRO = """
Sub Run(book As String, jobs As String, answers As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(book), "_blank", 0, hidden())
  Open jobs For Input As #1
  Open answers For Output As #2
  While Not EOF(1)
    Line Input #1, text
    words = Split(text, Chr(9))
    Select Case words(0)
      Case "type": TypeCell(doc, words)
      Case "look": Look(doc, words)
      Case "show": doc.Sheets.getByName(words(1)).Columns.IsVisible = True
      Case "page": SavePage(doc, words(1))
      Case "sort": SortRows(doc, words)
    End Select
  Wend
  Close #1
  Close #2
  doc.close(True)
  StarDesktop.terminate()
End Sub

Sub TypeCell(doc, words)
  cell = doc.Sheets.getByName(words(1)).getCellRangeByName(words(2))
  If words(3) = "n" Then
    cell.Value = Val(words(4))
  Else
    cell.String = words(4)
  End If
End Sub

Sub Look(doc, words)
  doc.calculate()
  rows = doc.Sheets.getByName(words(1)).getCellRangeByName(words(2)).getDataArray()
  For Each row In rows
    text = ""
    For Each value In row
      If VarType(value) = 8 Then
        text = text & "s" & value & Chr(9)
      ElseIf IsEmpty(value) Then
        text = text & "s" & Chr(9)
      Else
        text = text & "n" & Trim(Str(value)) & Chr(9)
      End If
    Next
    Print #2, text
  Next
  Print #2, "."
End Sub

Sub SavePage(doc, target)
  Dim html(0) As New com.sun.star.beans.PropertyValue
  doc.calculate()
  html(0).Name = "FilterName" : html(0).Value = "HTML (StarCalc)"
  doc.storeToURL(ConvertToURL(target), html())
End Sub

Sub SortRows(doc, words)
  Dim field(0) As New com.sun.star.table.TableSortField
  Dim order(1) As New com.sun.star.beans.PropertyValue
  field(0).Field = 0 : field(0).IsAscending = False
  order(0).Name = "SortFields" : order(0).Value = field()
  order(1).Name = "ContainsHeader" : order(1).Value = False
  doc.Sheets.getByName(words(1)).getCellRangeByName(words(2)).sort(order())
End Sub
"""

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Proof"
 script:language="StarBasic">{}</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Proof"/></library:library>"""
# A profile that is new has its macros written over.
_NOT_NEW = """<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""


class Session:
    """What is done to one workbook, in order; `run` does it and gives what was looked at."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self._jobs: list[str] = []

    def type(self, sheet: str, cell: str, value: Cell) -> None:
        """Type a value into a cell; None empties it."""
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
        kind = "n" if isinstance(value, int | float) else "s"
        self._jobs.append(f"type\t{sheet}\t{cell}\t{kind}\t{'' if value is None else value}")

    def look(self, sheet: str, cells: str) -> None:
        """Take down what an area shows."""
        self._jobs.append(f"look\t{sheet}\t{cells}")

    def show_columns(self, sheet: str) -> None:
        """Unfold all columns."""
        self._jobs.append(f"show\t{sheet}")

    def save_page(self, path: Path) -> None:
        """Save the workbook as it looks now as a web page."""
        self._jobs.append(f"page\t{path}")

    def sort_down(self, sheet: str, cells: str) -> None:
        """Sort the rows of an area by its first column, the last first."""
        self._jobs.append(f"sort\t{sheet}\t{cells}")

    def run(self) -> list[Grid]:
        """Do it all; the areas that were looked at, in order."""
        folder = Path(tempfile.mkdtemp(prefix="s117xl-calc-"))
        jobs, answers = folder / "jobs.txt", folder / "answers.txt"
        jobs.write_text("\n".join(self._jobs) + "\n", encoding="utf-8")
        macro = f'macro:///Standard.Proof.Run("{self.book}","{jobs}","{answers}")'
        profile = f"-env:UserInstallation={_profile().as_uri()}"
        run([soffice(), profile, "--headless", "--norestore", macro], self.book)
        grids = list(_grids(answers.read_text(encoding="utf-8").splitlines()))
        shutil.rmtree(folder)
        return grids


def _grids(lines: Iterable[str]) -> Iterable[Grid]:
    grid: Grid = []
    for line in lines:
        if line == ".":
            yield grid
            grid = []
        else:
            grid.append([_value(text) for text in line.split("\t")[:-1]])


def _value(text: str) -> Any:
    return float(text[1:]) if text[0] == "n" else text[1:]


@cache
def _profile() -> Path:
    """A profile that computes always and holds the macro."""
    folder = Path(tempfile.mkdtemp(prefix="s117xl-calc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = folder / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    settings = PROFILE.replace("</oor:items>", _NOT_NEW)
    (folder / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    (library / "Proof.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
    return folder
