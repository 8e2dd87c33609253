"""Every document as a file: nobody is kept from reading it, and Word has nothing to repair."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from s117xl.documents.accessible import barriers
from s117xl.documents.building.build import BUILDERS
from s117xl.documents.catalogue import COVER_NOTE, EASY_READ, KINDS, TEMPLATES
from tests.documents.reading import parts
from tests.documents.test_making import ENDED, make, record, tables
from tests.needs import lack
from tests.office import needs_libreoffice, profile_dir, soffice
from tests.ooxml.validators import assert_opens_clean

ROOT = Path(__file__).parents[2]
SPARSE = {"nrpf": "no", "accommodation_s117": "no", "carer_name": None, "preferred_name": None,
          "communication_need": "none", "interpreter_needed": "no"}  # fmt: skip


def documents() -> dict[str, bytes]:
    """Every document from a full row, from a plainer one, and the note to the author."""
    made: dict[str, bytes] = {}
    for id in KINDS:
        for name, change in (("full", {}), ("plain", SPARSE)):
            files = make(id, tables(id, record(id, **change)), "FINAL")[1]
            made |= {f"{name} {file}": data for file, data in files.items()}
    files = make("rights", tables("rights", record("rights")), easy_read=True)[1]
    made |= {f"full {file}": data for file, data in files.items()}
    for decision in ("approved in part", "deferred", "declined"):
        given = tables("decision", record("decision"))
        given["Panel"][0] |= {"decision": decision, "interim_arrangement": "As now."}
        made[f"{decision}.docx"] = make("decision", given)[1]["V-001 decision P-001 v1.docx"]
    return made


MADE = documents()


def test_every_template_is_among_them() -> None:
    names = " ".join(MADE)
    assert all(name in names for name in (*KINDS, EASY_READ.template, "note for the author"))
    assert set(BUILDERS) == set(TEMPLATES)


@pytest.mark.parametrize("name", MADE)
def test_nobody_is_kept_from_reading_it(name: str) -> None:
    assert [(b.kind, b.place, b.sentence) for b in barriers(MADE[name])] == []


@pytest.mark.parametrize("name", MADE)
def test_word_opens_it_with_no_repair(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(MADE[name])
    assert_opens_clean(path)


@needs_libreoffice
def test_libreoffice_opens_each(tmp_path: Path) -> None:
    for name, data in MADE.items():
        (tmp_path / name).write_bytes(data)
    paths = [str(tmp_path / name) for name in MADE]
    profile = f"-env:UserInstallation={profile_dir().as_uri()}"
    subprocess.run(
        [soffice(), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path),
         *paths],
        check=False, capture_output=True, timeout=300,
    )  # fmt: skip
    if not any(tmp_path.glob("*.pdf")):
        lack("LibreOffice Writer", "apt-get install libreoffice-writer")
    assert [name for name in MADE if not (tmp_path / name).with_suffix(".pdf").exists()] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_as_its_text_builds_it(name: str) -> None:
    """Part by part, as another zlib may pack the same text otherwise."""
    import io
    import zipfile

    def unpacked(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {member: archive.read(member) for member in archive.namelist()}

    kept = (ROOT / "docx_templates" / f"{name}.docx").read_bytes()
    assert unpacked(kept) == unpacked(BUILDERS[name]()), (
        "build them again: python -m s117xl.documents.building"
    )


def test_no_documents_properties_tell_of_a_person() -> None:
    for name, data in MADE.items():
        properties = "".join(text for part, text in parts(data).items() if "docProps" in part)
        assert "Example" not in properties, name
        assert "Avery" not in properties, name
        assert "V-001" not in properties, name
    assert COVER_NOTE.template in TEMPLATES
    assert ENDED
