"""s117xl write and s117xl templates, as a person meets them: real files, output and status."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from s117xl.documents.catalogue import KINDS
from s117xl.new import write_rows_as_register
from s117xl.reports.catalogue import all_templates
from tests.documents.reading import text
from tests.documents.sources import ADDRESS, ORGANISATION, PANEL
from tests.documents.test_gate import UNLAWFUL_DECISIONS, UNLAWFUL_ENDINGS, panel
from tests.office import needs_libreoffice
from tests.people import AS_AT, DISPUTE, REVIEW, SERVICE, ending, person
from tests.test_cli import s117xl


def register(path: Path, settings: Mapping[str, Any] | None = None, **tables: Any) -> Path:
    values = {**ORGANISATION, "as_at": AS_AT, **(settings or {})}
    write_rows_as_register(path, tables, AS_AT, values)
    return path


@pytest.fixture
def lawful(tmp_path: Path) -> Path:
    return register(
        tmp_path / "register.xlsx",
        Register=[person(**ADDRESS)],
        Panel=[PANEL, panel(panel_id="P-000", panel_date=AS_AT.replace(month=5))],
        Services=[SERVICE],
        Reviews=[REVIEW],
        Disputes=[DISPUTE],
    )


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The cells of every sheet, a formula as its text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl says what it does not read
        with path.open("rb") as file:
            book = openpyxl.load_workbook(io.BytesIO(file.read()))
    return {
        sheet.title: [
            tuple(getattr(cell, "text", cell) for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def letters(path: Path) -> list[tuple[Any, ...]]:
    return [row for row in cells(path)["Letters"][1:] if any(row)]


def test_a_letter_is_made_listed_and_linked(lawful: Path) -> None:
    result = s117xl("write", "decision", lawful, "--id", "V-001", "--out", "letters",
                    "--state", "final", cwd=lawful.parent)  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert "the latest row is used: P-001" in result.stdout
    (made,) = (lawful.parent / "letters").iterdir()
    assert made.name == "V-001 decision P-001 v1.docx"
    assert "FINAL" in text(made.read_bytes())
    ((day, letter, record, row, file, state),) = letters(lawful)
    assert (letter, record, row, state) == (
        "Decision of the funding panel",
        "V-001",
        "P-001",
        "FINAL",
    )
    assert file == f'=HYPERLINK("letters/{made.name}","{made.name}")'
    assert day


def test_nothing_that_was_typed_is_changed(lawful: Path) -> None:
    before = cells(lawful)
    s117xl("write", "plan", lawful, "--all", "--out", lawful.parent / "letters")
    after = cells(lawful)
    assert before.pop("Letters") != after.pop("Letters")
    assert after == before


def test_a_second_letter_has_the_next_number_also_in_another_folder(lawful: Path) -> None:
    for folder in ("a", "a", "b"):
        s117xl("write", "decision", lawful, "--id", "P-001", "--out", lawful.parent / folder)
    names = [path.name for path in sorted(lawful.parent.glob("?/*.docx"))]
    assert names == [f"V-001 decision P-001 v{n}.docx" for n in (1, 2, 3)]


def test_json_tells_what_was_made_and_stopped(lawful: Path) -> None:
    result = s117xl("write", "decision", lawful, "--all", "--out", lawful.parent / "x",
                    "--format", "json")  # fmt: skip
    told = json.loads(result.stdout)
    assert [made["row"] for made in told["made"]] == ["P-001", "P-000"]
    assert told["stopped"] == []


STOPPED: dict[str, tuple[str, dict[str, Any]]] = {
    **{f"{kind} {code}": (kind, {"Register": [ending(**change)]})
       for kind in ("ending-letter", "ending-record")
       for code, change in UNLAWFUL_ENDINGS.items()},
    **{f"decision {code}": ("decision", {"Register": [person()], "Panel": [panel()]} | change)
       for code, change in UNLAWFUL_DECISIONS.items()},
    "decision asks for money": ("decision", {
        "Register": [person()], "Panel": [panel(reasons="Agreed. You must contribute £20 a week.")],
    }),
    "plan R001": ("plan", {"Register": [person()], "Services": [SERVICE | {"charged": "yes"}]}),
    **{f"{id} to the dead": (id, {"Register": [ending(dod=AS_AT.replace(month=6, day=10))],
                                  "Panel": [panel()]})
       for id, kind in KINDS.items() if kind.is_letter},
    **{f"{id}, do not write": (id, {"Register": [ending(write_to="do not write")],
                                    "Panel": [panel()]})
       for id, kind in KINDS.items() if kind.is_letter},
}  # fmt: skip


@pytest.mark.parametrize("case", STOPPED)
def test_what_would_be_unlawful_yields_no_file(case: str, tmp_path: Path) -> None:
    kind, tables = STOPPED[case]
    tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    tables["Register"][0]["charged"] = "yes" if kind == "refund" else "no"
    path = register(tmp_path / "register.xlsx", **tables)
    before = path.read_bytes()
    result = s117xl("write", kind, path, "--all", "--out", tmp_path / "letters")
    assert result.returncode == 2
    assert "NOT MADE" in result.stdout
    assert "What to do:" in result.stdout
    assert "Law: " in result.stdout
    assert not (tmp_path / "letters").exists() or not list((tmp_path / "letters").iterdir())
    assert path.read_bytes() == before


def test_a_batch_makes_what_it_may_and_says_what_it_may_not(tmp_path: Path) -> None:
    people = [ending(**ADDRESS), ending(register_id="V-002", nhs_number="9990000026",
                                        end_reason="X1", **ADDRESS),
              person(register_id="V-003", nhs_number="9990000034")]  # fmt: skip
    path = register(tmp_path / "register.xlsx", Register=people)
    result = s117xl("write", "ending-letter", path, "--all", "--out", tmp_path / "letters")
    assert result.returncode == 1
    assert [p.name for p in (tmp_path / "letters").glob("*v1.docx")] == [
        "V-001 ending-letter v1.docx"
    ]
    assert "V-002: NOT MADE (R007)" in result.stdout
    assert "1 row passed over: the record is not ENDED" in result.stdout


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "no such document": (("write", "poem", "FILE", "--all", "--out", "x"), "There is no document"),
    "for whom": (("write", "plan", "FILE", "--out", "x"), "Say for whom"),
    "for whom twice": (("write", "plan", "FILE", "--all", "--id", "V-001", "--out", "x"),
                       "Say for whom"),
    "no such id": (("write", "plan", "FILE", "--id", "V-404", "--out", "x"), "stands on no row"),
    "no such field": (("write", "plan", "FILE", "--where", "x=y", "--out", "x"), "--where"),
    "no such file": (("write", "plan", "gone.xlsx", "--all", "--out", "x"), "no file gone.xlsx"),
    "no folder": (("write", "plan", "FILE", "--all", "--out", "FILE/x"), "name another"),
    "no template": (("templates", "check", "gone.docx", "--as", "plan"), "no file gone.docx"),
    "which template": (("templates", "check", "FILE"), "add --as"),
    "no Word file": (("templates", "check", "FILE", "--as", "plan"), "Word document"),
    "no template folder": (("templates", "list", "--folder", "gone"), "is not there"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_sentence_and_changes_nothing(case: str, lawful: Path) -> None:
    words, says = BAD[case]
    before = lawful.read_bytes()
    words = tuple(str(word).replace("FILE", str(lawful)) for word in words)
    result = s117xl(*words, cwd=lawful.parent)
    assert result.returncode == 2
    assert says in result.stderr
    assert "Traceback" not in result.stderr
    assert "Example" not in result.stderr
    assert lawful.read_bytes() == before
    assert not list(lawful.parent.rglob("*.docx"))


def test_a_workbook_that_is_open_gets_no_letters(lawful: Path) -> None:
    (lawful.parent / "~$register.xlsx").write_bytes(b"x")
    result = s117xl("write", "plan", lawful, "--all", "--out", lawful.parent / "letters")
    assert result.returncode == 2
    assert "is open" in result.stderr
    assert not (lawful.parent / "letters").exists()


def own_template(folder: Path, name: str, change: Any) -> Path:
    """Our template put into a folder of the organisation's, edited as Word would have it."""
    import docx

    folder.mkdir(exist_ok=True)
    s117xl("templates", "export", folder / "ours")
    document = docx.Document(str(folder / "ours" / f"{name}.docx"))
    change(document)
    document.save(str(folder / f"{name}.docx"))
    return folder / f"{name}.docx"


def test_a_template_of_the_organisations_wins(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.add_paragraph("With kind regards from {{ organisation.council }}.")

    own_template(tmp_path / "templates", "decision", change)
    path = register(tmp_path / "register.xlsx", {"templates_folder": "templates"},
                    Register=[person(**ADDRESS)], Panel=[PANEL])  # fmt: skip
    result = s117xl("write", "decision", path, "--all", "--out", tmp_path / "letters")
    assert result.stderr == ""
    (made,) = (tmp_path / "letters").glob("*P-001 v1.docx")
    assert "With kind regards from Northvale Council." in text(made.read_bytes())
    listed = s117xl("templates", "list", "--folder", tmp_path / "templates").stdout
    assert "decision.docx  (your own)" in listed
    assert listed.count("(ours)") == len(all_templates()) - 1


def test_a_template_that_lost_a_statement_makes_no_letter(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            if "say.no_charge" in paragraph.text:
                paragraph._p.getparent().remove(paragraph._p)

    own = own_template(tmp_path / "templates", "decision", change)
    path = register(tmp_path / "register.xlsx", {"templates_folder": str(own.parent)},
                    Register=[person(**ADDRESS)], Panel=[PANEL])  # fmt: skip
    result = s117xl("write", "decision", path, "--all", "--out", tmp_path / "letters")
    assert result.returncode == 2
    assert "does not say what the law asks" in result.stderr
    assert "no_charge" in result.stderr
    assert not list(tmp_path.glob("letters/*"))
    checked = s117xl("templates", "check", own)
    assert checked.returncode == 1
    assert "MUST (statement)" in checked.stdout


def test_a_template_that_asks_for_a_charge_makes_no_letter(tmp_path: Path) -> None:
    asks = "You must contribute to the cost each week."
    own = own_template(tmp_path / "templates", "decision", lambda d: d.add_paragraph(asks))
    path = register(tmp_path / "register.xlsx", {"templates_folder": str(own.parent)},
                    Register=[person(**ADDRESS)], Panel=[PANEL])  # fmt: skip
    result = s117xl("write", "decision", path, "--all", "--out", tmp_path / "letters")
    assert result.returncode == 2
    assert "asks for a charge" in result.stderr
    assert not list(tmp_path.glob("letters/*"))


def test_the_doctor_comments_at_each_place(tmp_path: Path) -> None:
    import docx

    def change(document: Any) -> None:
        document.add_paragraph("Dear {{ person.nmae }},")
        document.add_paragraph("{% include 'x' %}")
        document.add_paragraph("You are not engaging.")
        document.add_paragraph("")

    own = own_template(tmp_path / "templates", "decision", change)
    result = s117xl("templates", "check", own)
    assert result.returncode == 1
    assert "person.name" in result.stdout
    copy = docx.Document(str(own.with_name("decision with comments.docx")))
    comments = {comment.text for comment in copy.comments}
    assert any("person.nmae" in each for each in comments)
    assert any("include" in each for each in comments)
    assert any("not engaging" in each for each in comments)
    assert {comment.author for comment in copy.comments} == {"s117xl"}
    again = s117xl("templates", "check", own)
    assert again.returncode == 2
    assert "exists already" in again.stderr


@pytest.mark.parametrize("name", all_templates())
def test_our_own_templates_have_nothing_wrong(name: str, tmp_path: Path) -> None:
    from s117xl.documents.template_doctor import remarks
    from s117xl.documents.templates import ours

    assert remarks(ours(name), all_templates()[name], f"{name}.docx") == []


def test_export_overwrites_nothing(tmp_path: Path) -> None:
    assert s117xl("templates", "export", tmp_path / "t").returncode == 0
    assert len(list((tmp_path / "t").iterdir())) == len(all_templates())
    again = s117xl("templates", "export", tmp_path / "t")
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_a_logo_stands_in_letters_in_its_own_proportions(tmp_path: Path) -> None:
    import docx

    from s117xl.documents.building.drawings import placeholder_logo

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "logo.png").write_bytes(placeholder_logo(400, 100))
    path = register(
        tmp_path / "register.xlsx", {"templates_folder": "templates", "logo": "logo.png"},
        Register=[person(**ADDRESS)], Panel=[PANEL],
    )  # fmt: skip
    s117xl("write", "decision", path, "--all", "--out", tmp_path / "letters")
    (made,) = (tmp_path / "letters").glob("*P-001 v1.docx")
    (shape,) = docx.Document(str(made)).inline_shapes
    assert round(shape.width / shape.height, 2) == 4


@pytest.mark.parametrize(
    ("name", "data"), [("logo.png", b"GIF89a"), ("../logo.png", b""), ("gone.png", None)]
)
def test_a_logo_that_cannot_be_used_is_refused(tmp_path: Path, name: str, data: Any) -> None:
    (tmp_path / "templates").mkdir()
    if data:
        (tmp_path / "templates" / name).write_bytes(data)
    path = register(tmp_path / "register.xlsx", {"templates_folder": "templates", "logo": name},
                    Register=[person(**ADDRESS)], Panel=[PANEL])  # fmt: skip
    result = s117xl("write", "decision", path, "--all", "--out", tmp_path / "letters")
    assert result.returncode == 2
    assert "logo" in result.stderr
    assert not (tmp_path / "letters").exists() or not list((tmp_path / "letters").iterdir())


@needs_libreoffice
def test_a_tagged_pdf_stands_beside_each_document(lawful: Path) -> None:
    out = lawful.parent / "letters"
    result = s117xl("write", "decision", lawful, "--all", "--out", out, "--pdf")
    assert result.stderr == ""
    assert sorted(p.suffix for p in out.iterdir()) == [".docx", ".docx", ".pdf", ".pdf"]
    for pdf in out.glob("*.pdf"):
        data = pdf.read_bytes()
        assert b"/MarkInfo<</Marked true>>" in data
        assert b"/Lang(en-GB)" in data
