"""s117xl report, as a person meets it: real files, what is said, and the status."""

from __future__ import annotations

from pathlib import Path

import pytest

from s117xl.audit.book import write_audit
from s117xl.baseline.book import write_baseline
from s117xl.competency.book import write_competency
from s117xl.documents.accessible import barriers
from s117xl.new import write_rows_as_register
from s117xl.reports.catalogue import REPORTS, all_templates
from tests.documents.reading import bare_headings, text
from tests.documents.sources import ORGANISATION
from tests.ooxml.validators import assert_opens_clean
from tests.people import AS_AT, person
from tests.test_cli import s117xl

ROOT = Path(__file__).parents[2]
SEVERAL = ("role-profile", "supervision")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of each kind that a report is about: filled but for the audit, which is empty."""
    from tests.baseline.filled import partnership
    from tests.competency.people import many

    made = tmp_path_factory.mktemp("reports")
    settings = {**ORGANISATION, "as_at": AS_AT}
    write_rows_as_register(made / "register.xlsx", {"Register": [person()]}, AS_AT, settings)
    write_audit(made / "audit.xlsx")
    write_baseline(made / "baseline.xlsx", partnership())
    write_competency(made / "competency.xlsx", many(6))
    return made


def run(folder: Path, kind: str, out: Path) -> tuple[int, str, list[Path]]:
    about = REPORTS[kind].about.replace("figures", "register")
    result = s117xl("report", kind, folder / f"{about}.xlsx", "--out", out, "--as-at", "2026-06-30")
    assert result.stderr == ""
    made = sorted(out.iterdir()) if out.is_dir() else [out]
    return result.returncode, result.stdout, made


@pytest.mark.parametrize("kind", REPORTS)
def test_each_report_is_made_whole(kind: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / ("made" if kind in (*SEVERAL, "evidence") else "made.docx")
    status, said, files = run(folder, kind, out)
    made = [path for path in files if path.suffix == ".docx"]
    assert made
    assert REPORTS[kind].title in said
    assert status in (0, 1)
    for path in made[:3]:
        data = path.read_bytes()
        whole = text(data)
        assert "{{" not in whole
        assert "nan" not in whole.split()
        assert list(bare_headings(data)) == []
        # What people typed may be in capitals, which is a warning; ours is not.
        assert [(b.kind, b.place) for b in barriers(data) if b.severity == "stop"] == []
        assert_opens_clean(path)


def test_an_audit_that_is_not_finished_is_a_draft_and_says_why(
    folder: Path, tmp_path: Path
) -> None:
    status, said, (made,) = run(folder, "audit", tmp_path / "audit.docx")
    assert status == 1
    assert "D1: not answered yet" in said
    whole = text(made.read_bytes())
    assert "DRAFT" in whole
    assert "D1: not answered yet" in whole


def test_a_record_of_supervision_is_named_by_the_staff_id_alone(
    folder: Path, tmp_path: Path
) -> None:
    from tests.competency.people import many

    _, _, made = run(folder, "supervision", tmp_path / "records")
    ids = sorted(str(row["staff_id"]) for row in many(6).staff)
    assert [path.name for path in made] == [f"{id} supervision v1.docx" for id in ids]


def test_no_report_is_overwritten(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "policy.docx").write_bytes(b"mine")
    result = s117xl("report", "policy", folder / "register.xlsx", "--out", tmp_path / "policy.docx")
    assert result.returncode == 2
    assert "exists already" in result.stderr
    assert (tmp_path / "policy.docx").read_bytes() == b"mine"


def test_a_report_is_a_word_file(folder: Path, tmp_path: Path) -> None:
    result = s117xl("report", "policy", folder / "register.xlsx", "--out", tmp_path / "policy.pdf")
    assert result.returncode == 2
    assert "ends in .docx" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", REPORTS)
def test_the_kept_template_is_as_its_text_builds_it(kind: str) -> None:
    import io
    import zipfile

    def unpacked(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                name: archive.read(name)
                for name in archive.namelist()
                if not name.endswith(".xlsx")  # a workbook within is packed by this machine's zlib
            }

    report = REPORTS[kind]
    kept = (ROOT / "docx_templates" / f"{report.template}.docx").read_bytes()
    assert unpacked(kept) == unpacked(report.build()), "build it again: python -m s117xl.reports"


def test_every_template_has_a_file() -> None:
    kept = {path.stem for path in (ROOT / "docx_templates").glob("*.docx")}
    assert kept == set(all_templates())
