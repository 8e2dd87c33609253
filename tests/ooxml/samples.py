"""A good workbook and a good document, with something in them for every check of the lint."""

from __future__ import annotations

from pathlib import Path

PEOPLE = [["V-001", "North", 3], ["V-002", "South", 5], ["V-003", "East", 8]]


def good_workbook(path: Path) -> Path:
    """A register of three rows with a table, formats, lists, notes, merges, names and a chart."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"strings_to_numbers": False})
    register, lists = book.add_worksheet("Register"), book.add_worksheet("Lists & more")
    red, date = (
        book.add_format({"bg_color": "#F8CBEC"}),
        book.add_format({"num_format": "d mmm yy"}),
    )
    columns = [{"header": h} for h in ("Id", "Cost & team's\nname", "Days")]
    double = {"header": "Twice", "formula": "=tblRegister[[#This Row],[Days]]*2"}
    register.add_table(
        "A1:D4",
        {"name": "tblRegister", "columns": [*columns, double], "data": PEOPLE},
    )
    register.freeze_panes(1, 1)
    register.set_column("B:B", 30, date, {"level": 1})
    register.set_column("F:G", 12)
    for number, value in enumerate(("> 4", "> 6")):
        register.conditional_format(
            f"C{2 + number}:C4",
            {"type": "cell", "criteria": value[0], "value": value[2:], "format": red},
        )
    register.conditional_format(
        "B2:B4", {"type": "formula", "criteria": '=FIND("o",B2)', "format": red}
    )
    register.data_validation(
        "B2:B4",
        {
            "validate": "list",
            "source": ["North", "South", "East"],
            "input_title": "Team",
            "input_message": "Choose one",
            "error_message": "Not a team",
        },
    )
    register.data_validation(
        "C2:C4", {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 9}
    )
    register.write_comment("A2", "Seen")
    register.write_comment("A3", "Seen too")
    register.write_url("F2", "https://example.org/")
    register.write_boolean("F3", True)
    register.write_formula("F4", '=_xlfn.MAXIFS(C2:C4,B2:B4,"North")', None, 3)
    register.merge_range("F6:G6", "Merged")
    lists.add_table("A1:A3", {"name": "tblLists", "columns": [{"header": "Team"}]})
    lists.merge_range("C1:D1", "One")
    lists.merge_range("C2:D2", "Two")
    lists.write_formula("F1", "='Lists & more'!A2&\"\"", None, "")
    lists.set_footer("&LPage &P")
    book.define_name("s117_days", "=tblRegister[Days]")
    book.define_name("s117_team", "='Lists & more'!$A$2:$A$3")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Register!$C$2:$C$4"})
    lists.insert_chart("H2", chart)
    book.close()
    return path


def good_document(path: Path) -> Path:
    """A page with a heading, a table and a paragraph."""
    from docx import Document

    document = Document()
    document.add_heading("Notice of ending", level=1)
    document.add_table(rows=1, cols=2).rows[0].cells[0].text = "Date"
    document.add_paragraph("Aftercare ends.")
    document.save(str(path))
    return path
