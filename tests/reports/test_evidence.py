"""The evidence pack: dated evidence, gaps and owners by statement, and files beside the index."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from s117xl.audit.questions import domains
from s117xl.baseline.questions import quality_statements
from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import CompiledTemplate, compile_template
from s117xl.documents.lint import lint
from s117xl.documents.making import facts_by_name
from s117xl.refusal import Refused
from s117xl.reports.board.bundle import Bundled, EvidenceFile, bundle, bundled
from s117xl.reports.board.evidence import evidence_pack, statements
from s117xl.reports.board.evidence_facts import EvidencePack
from s117xl.reports.board.evidence_report import evidence_index
from s117xl.reports.board.publishing import published
from s117xl.rules.catalogue import all_rules
from tests.documents.reading import bare_headings, text
from tests.ooxml.validators import assert_opens_clean
from tests.people import AS_AT
from tests.reports.board_samples import figures, loaded

EACH = pytest.mark.parametrize(("kind", "full"), [
    ("empty", False), ("small", False), ("many", True), ("marked", True),
])  # fmt: skip


@cache
def compiled() -> CompiledTemplate:
    return compile_template(evidence_index(), EvidencePack, "report-evidence.docx")


def pack(kind: str, full: bool = False, publish: bool = False, **more: Any) -> EvidencePack:
    found = figures(kind, full=full)
    found = published(found) if publish else found
    return evidence_pack(found, loaded("small").settings, AS_AT, "FINAL", **more)


def made(kind: str, full: bool, **more: Any) -> bytes:
    return compiled().render(facts_by_name(pack(kind, full, **more)))


def by_title(found: EvidencePack) -> Mapping[str, Any]:
    return {each.title: each for each in found.statements}


def files(folder: Path, *names: str) -> list[EvidenceFile]:
    for number, name in enumerate(names):
        (folder / name).write_bytes(f"evidence {number}".encode())
    return [EvidenceFile(folder / name, "Annual audit of 2026", date(2026, 5, 1), ("safe",))
            for name in names]  # fmt: skip


def test_the_statements_are_those_of_the_framework() -> None:
    for_council = [each.title for each in statements().values() if each.body == "council"]
    assert tuple(for_council) == quality_statements()
    assert [each.body for each in statements().values()].count("Trust") == 2


def test_what_speaks_to_a_statement_is_known() -> None:
    for each in statements().values():
        assert set(each.rules) <= set(all_rules())
        assert set(each.audit) <= set(domains())
        assert each.kpis
        assert all(code.startswith("K") for code in each.kpis)
        assert each.baseline or each.body == "Trust"


def test_every_fact_is_told() -> None:
    asked = compiled().own_text + "".join(t.tags.lined for t in compiled().texts)
    for fact in get_type_hints(EvidencePack):
        assert fact in {path.partition(".")[0] for path in compiled().names} or fact in asked, fact


@EACH
def test_is_whole_and_can_be_read_by_all(kind: str, full: bool, tmp_path: Path) -> None:
    data = made(kind, full)
    assert list(bare_headings(data)) == []
    assert [(b.kind, b.sentence) for b in barriers(data)] == []
    assert "{{" not in text(data)
    assert lint(" ".join(text(data).split())) == []
    path = tmp_path / "index.docx"
    path.write_bytes(data)
    assert_opens_clean(path)


def test_each_piece_of_evidence_has_a_day_and_a_source() -> None:
    for each in pack("many", True).statements:
        assert each.evidence
        for line in each.evidence:
            assert line.source
            assert line.dated
        assert each.count == str(len(each.evidence))


def test_audit_and_baseline_stand_beside_the_figures() -> None:
    found = by_title(pack("many", True))["Safe systems, pathways and transitions"]
    shown = {line.what: line for line in found.evidence}
    assert shown["D5 Reviews, and the duty that goes on"].dated == "30 November 2025"
    assert shown["D5 Reviews, and the duty that goes on"].source == "Annual audit 2025/26"
    assert any(what.startswith("B4 ") for what in shown)
    assert shown["K05 First review in time"].shows == "76.9% (Amber)"


def test_what_is_poor_missing_or_not_testable_is_a_gap() -> None:
    gaps = " ".join(by_title(pack("many", True))["Safe systems, pathways and transitions"].gaps)
    assert "K05 First review in time is Amber: 76.9%." in gaps
    assert "No figure was given for" in gaps
    assert "No file is bundled." in gaps
    home = by_title(pack("many", True))["Supporting people to live healthier lives"].gaps
    assert "K36 cannot be told. No field holds it." in home
    none = " ".join(by_title(pack("small"))["Safeguarding"].gaps)
    assert "No audit was given." in none
    assert "No baseline was given." in none
    assert "Unlawful findings are to be put right: R076 (1)" in none


def test_an_owner_is_named_or_asked_for() -> None:
    words = text(made("small", False, owners={"safe": "Head of mental health"}))
    assert "Owner: Head of mental health" in words
    assert words.count("Who owns this statement?") == len(statements()) - 1


def test_no_id_of_a_record_stands_in_it() -> None:
    assert "V-0" not in text(made("many", True))


def test_published_figures_are_withheld_there_too() -> None:
    words = text(made("small", False, publish=True))
    assert "Withheld: R001" in words
    assert "are to be put right" not in words
    assert "Small counts are withheld." in words


# The files


def test_files_are_bundled_beside_the_index(tmp_path: Path) -> None:
    listed = bundled(files(tmp_path, "Mr Example.pdf", "notes"))
    assert [each.name for each in listed] == [
        "01 annual-audit-of-2026.pdf", "02 annual-audit-of-2026",
    ]  # fmt: skip
    index = made("small", False, files=listed)
    names = bundle(tmp_path / "pack", listed, index)
    assert names == ["index.docx", *(each.name for each in listed), "index.csv"]
    assert sorted(names) == sorted(each.name for each in (tmp_path / "pack").iterdir())
    (first, *_) = rows = list(csv.DictReader(
        io.StringIO((tmp_path / "pack" / "index.csv").read_text("utf-8-sig"))
    ))  # fmt: skip
    assert len(rows) == 2
    copied = (tmp_path / "pack" / first["File"]).read_bytes()
    assert first["SHA-256"] == hashlib.sha256(copied).hexdigest()
    assert listed[0].sha256 in text(index).replace("\n", "")
    assert "Mr Example" not in text(index)


def test_a_file_speaks_to_its_statement(tmp_path: Path) -> None:
    listed = bundled(files(tmp_path, "a.pdf"))
    found = by_title(pack("small", files=listed))
    safe = found["Safe systems, pathways and transitions"]
    assert safe.evidence[-1].shows == "See 01 annual-audit-of-2026.pdf"
    assert safe.evidence[-1].dated == "1 May 2026"
    assert not any("No file" in gap for gap in safe.gaps)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Evidence file 1 is not there"):
        bundled([EvidenceFile(tmp_path / "Mr Example.pdf", "Letters")])


def test_a_statement_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(Refused, match="names the statement other"):
        bundled([EvidenceFile(tmp_path / "a.pdf", "A", None, ("other",))])


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is there already"):
        bundle(tmp_path, (), b"")


def test_a_file_that_has_changed_leaves_nothing_behind(tmp_path: Path) -> None:
    listed: tuple[Bundled, ...] = bundled(files(tmp_path, "a.pdf"))
    (tmp_path / "a.pdf").write_bytes(b"another")
    with pytest.raises(Refused, match="has changed"):
        bundle(tmp_path / "pack", listed, b"index")
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


def test_a_title_that_begins_like_a_formula_is_made_plain(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    listed = bundled([EvidenceFile(tmp_path / "a.pdf", "=1+1")])
    bundle(tmp_path / "pack", listed, b"index")
    assert "'=1+1" in (tmp_path / "pack" / "index.csv").read_text("utf-8-sig")
