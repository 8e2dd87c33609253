"""A workbook as the stand-in for Office.js holds it, made from a closed file."""

from __future__ import annotations

import json
import warnings
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

_EPOCH = datetime(1899, 12, 30)


def book_of(path: Path) -> str:
    """As JSON, the workbook's sheets: cells by address, tables, conditional formats; its names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
        values = openpyxl.load_workbook(path, data_only=True)
    names = {name: f"={each.attr_text}" for name, each in book.defined_names.items()}
    sheets = [_sheet(sheet, values[sheet.title]) for sheet in book.worksheets]
    active = "Register" if "Register" in book.sheetnames else book.sheetnames[0]
    return json.dumps(
        {"name": path.name, "active": active, "cell": "A2", "names": names, "sheets": sheets}
    )


def _sheet(sheet: Any, values: Any) -> dict[str, Any]:
    cells = {
        cell.coordinate: _cell(cell, values[cell.coordinate].value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.number_format != "General"
    }
    tables = [{"name": each.name, "area": each.ref} for each in sheet.tables.values()]
    formats = [
        {"type": "Custom" if rule.type == "expression" else rule.type,
         "area": str(area.sqref).split()[0],
         "formula": f"={rule.formula[0]}" if rule.formula else ""}
        for area in sheet.conditional_formatting for rule in area.rules
    ]  # fmt: skip
    return {"name": sheet.title, "protected": sheet.protection.sheet, "cells": cells,
            "tables": tables, "formats": formats}  # fmt: skip


def _cell(cell: Any, shown: Any) -> dict[str, Any]:
    made = {"value": _value(shown), "format": cell.number_format}
    if isinstance(cell.value, str) and cell.data_type == "f":
        made["formula"] = cell.value
    return made


def _value(shown: Any) -> Any:
    """A cell as Office.js gives it: a day is a number, a blank an empty text."""
    if shown is None:
        return ""
    if isinstance(shown, time):
        return (shown.hour * 3600 + shown.minute * 60 + shown.second) / 86400
    if isinstance(shown, datetime | date) and not isinstance(shown, bool):
        moment = shown if isinstance(shown, datetime) else datetime.combine(shown, time())
        days = (moment - _EPOCH).total_seconds() / 86400
        return int(days) if days.is_integer() else days
    return shown
