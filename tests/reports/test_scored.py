"""Reports on scores: whole whatever is blank, readable by all, and with nothing to repair."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from docx.oxml.ns import qn
from lxml import etree

from s117xl.documents.accessible import barriers
from s117xl.documents.charts import C
from s117xl.documents.compiled import CompiledTemplate, compile_template, visible_text
from s117xl.documents.lint import lint
from s117xl.documents.package import parts_of
from s117xl.reports import score_facts
from tests.documents.reading import bare_headings, opened, paragraphs, text, whole_text
from tests.documents.test_readability import PROSE, measured
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean, audit, open_xml_sdk
from tests.reports.scored_samples import FILLINGS, REAL, REPORTS, action, by_name, filled

PAGES = {"audit-report": 16, "baseline-report": 7, "improvement-plan": 5, "role-profile": 4,
         "supervision-record": 4}  # fmt: skip
"""How many pages each may have as in real life."""

EACH = pytest.mark.parametrize("name", REPORTS)
FILLED = pytest.mark.parametrize("filling", FILLINGS)
SOUND = [filling for filling in FILLINGS if filling != "empty texts"]


@cache
def compiled(name: str) -> CompiledTemplate:
    """The report, held to the language of templates and to its facts."""
    build, facts = REPORTS[name]
    return compile_template(build(), facts, f"{name}.docx")


@cache
def made(name: str, filling: str) -> bytes:
    return compiled(name).render(filled(REPORTS[name][1], FILLINGS[filling]))


@cache
def real(name: str) -> bytes:
    return compiled(name).render(by_name(REAL[name]()))


def said(name: str, **changes: Any) -> str:
    """The report as in real life with some facts changed, as text on single lines."""
    facts = by_name(replace(REAL[name](), **changes))
    return " ".join(visible_text(compiled(name).render_parts(facts)).split())


def controls(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [each.get(qn("w:val")) for each in root.iter(qn("w:alias"))]


# What holds for each of them


@EACH
def test_is_the_same_bytes_each_time(name: str) -> None:
    build, facts = REPORTS[name]
    assert build() == build()
    again = compile_template(build(), facts, name).render(by_name(REAL[name]()))
    assert again == real(name)


@EACH
def test_every_fact_is_described_and_told(name: str) -> None:
    described = {path.partition(".")[0] for path in compiled(name).names}
    asked = compiled(name).own_text + "".join(t.tags.lined for t in compiled(name).texts)
    for fact in get_type_hints(REPORTS[name][1]):
        assert fact in described or fact in asked, fact


@EACH
@FILLED
def test_is_whole_whatever_is_blank(name: str, filling: str) -> None:
    data = made(name, filling)
    assert "{%" not in text(data) or filling == "hostile"
    if filling in SOUND:
        assert list(bare_headings(data)) == []
        assert [p for p in paragraphs(data) if not whole_text(p).strip() and not drawing(p)] == []


def drawing(paragraph: Any) -> bool:
    return paragraph._p.find(f".//{qn('w:drawing')}") is not None


@EACH
@pytest.mark.parametrize("filling", SOUND)
def test_nobody_is_kept_from_reading_it(name: str, filling: str) -> None:
    for data in (made(name, filling), real(name)):
        assert [(b.kind, b.place, b.sentence) for b in barriers(data)] == []


@EACH
def test_holds_no_words_that_should_not_stand_there(name: str) -> None:
    assert lint(said(name)) == []
    assert lint(compiled(name).own_text) == []


@EACH
def test_reads_easily(name: str) -> None:
    prose = [p for p in paragraphs(real(name)) if p.style is not None and p.style.name in PROSE]
    assert measured("\n".join(map(whole_text, prose))).grade <= 9


@EACH
@pytest.mark.parametrize("filling", SOUND)
def test_word_opens_it_with_no_repair(name: str, filling: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(made(name, filling))
    if filling == "hostile":  # what looks like a tag there is text
        assert audit(path) == open_xml_sdk(path) == []
        return
    assert_opens_clean(path)


@EACH
def test_word_opens_it_as_in_real_life(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(real(name))
    assert_opens_clean(path)


@needs_libreoffice
@EACH
def test_is_not_too_long(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(real(name))
    assert len(to_pngs(path, tmp_path, 30)) <= PAGES[name]


@EACH
def test_says_that_it_is_a_draft_and_what_is_missing(name: str) -> None:
    document = replace(REAL[name]().document, is_draft=True, state="DRAFT")
    words = said(name, document=document, missing=("D6: not rated.", "No lead is named."))
    assert "Not to be sent yet" in words
    assert "D6: not rated. No lead is named." in words
    assert "To be completed in the register" not in words
    final = replace(document, is_draft=False, state="FINAL")
    assert "DRAFT" not in said(name, document=final, missing=())


@EACH
def test_says_where_its_figures_are_invented(name: str) -> None:
    assert "Invented." in said(name)
    assert "Invented." not in said(name, document=replace(REAL[name]().document, invented=False))


# The audit


def test_the_audit_begins_with_one_page_for_the_board() -> None:
    words = said("audit-report").partition("1. Results by domain")[0]
    for part in ("Overall result: Red.", "2: domains 3 and 6", "Agree the five actions"):
        assert part in words
    breaks = opened(real("audit-report")).element.body.findall(f".//{qn('w:pageBreakBefore')}")
    assert len(breaks) == 1


def test_the_audit_asks_nothing_of_the_board_where_all_is_green() -> None:
    result = replace(REAL["audit-report"]().result, asked=())  # type: ignore[attr-defined]
    assert "Nothing: no domain is rated Amber or Red." in said("audit-report", result=result)


def test_the_audit_shows_each_domain_with_its_rating_in_words() -> None:
    words = said("audit-report")
    for part in ("D6 Ending aftercare (high risk) 50% Red Red", "D4 Funding not scored none"):
        assert part in words


def test_the_chart_of_the_audit_has_the_numbers_of_its_table() -> None:
    part = parts_of(real("audit-report"), "x")["word/charts/chart1.xml"]
    first = next(iter(etree.fromstring(part).iter(f"{C}ser")))
    numbers = [v.text for v in first.find(f"{C}val").iter(f"{C}v")]
    assert numbers == ["0.9", "0.75", "0.58", "0.95", "0.5", "1", "0.71"]


def test_the_audit_without_scores_has_no_chart() -> None:
    data = made("audit-report", "minimal")
    assert b"c:chart" not in parts_of(data, "x")["word/document.xml"]


def test_the_register_stands_beside_the_answer() -> None:
    words = said("audit-report")
    assert "Register: 2 of 14 without a joint decision (14%)" in words
    assert "The register proposes another answer." in words
    assert "Not answered No evidence is recorded." in words


def test_actions_carried_forward_are_told_apart() -> None:
    assert "From the audit 2024/25" in said("audit-report")
    bare = said("audit-report", carried=())
    assert "Carried forward" not in bare
    assert "New actions" not in bare
    assert "No new action is planned." in said("audit-report", actions=())
    late = replace(action(1), overdue=True)
    assert "Overdue" in said("audit-report", carried=(), actions=(late,))


def test_the_sample_can_be_drawn_again() -> None:
    words = said("audit-report")
    for part in ("drawn (N) 120", "Seed 2026", "9f2c41d07be1a6f2", "more than 12 months ago 31"):
        assert part in words
    none = replace(REAL["audit-report"]().sample, drawn=False)  # type: ignore[attr-defined]
    assert "No sample has been drawn." in said("audit-report", sample=none)


def test_what_could_not_be_tested_is_counted() -> None:
    assert "D5.1 First reviews in time 68 12" in said("audit-report")
    assert "Every figure could be tested" in said("audit-report", untested=())


def test_the_audit_is_signed_by_its_lead_and_three_bodies() -> None:
    words = said("audit-report").rpartition("Signatures")[2]
    for who in ("Lead of the audit", "Northvale Council", "NHS Northvale ICB", "NHS Trust"):
        assert who in words
    assert "Signature 4" in controls(real("audit-report"))
    assert "Completed on" in controls(real("audit-report"))


# The baseline and the plan


def test_the_baseline_has_no_total() -> None:
    facts = {path for path in compiled("baseline-report").names}
    assert not any(word in path for path in facts for word in ("total", "mean", "overall"))


def test_a_difference_between_partners_is_a_finding() -> None:
    assert "the partners differ by 2 points" in said("baseline-report")
    assert "No difference between the partners is a finding." in said(
        "baseline-report", findings=()
    )


def test_co_production_and_lateness_are_marked() -> None:
    words = said("improvement-plan")
    assert "(co-produced)" in words
    assert "Yes, with the service users' forum" in words
    assert "In progress. Overdue" in words
    assert "Every action belongs to a priority." in words


def test_the_plan_has_room_for_the_next_review() -> None:
    assert "Progress found" in controls(real("improvement-plan"))


# The competencies


def test_a_role_profile_names_no_person() -> None:
    facts = set(get_type_hints(score_facts.RoleProfile))
    assert facts.isdisjoint({"name", "staff_id", "supervisor"})
    assert "The role asks for no level in this domain." in said("role-profile")


def test_a_supervision_record_is_in_confidence_and_has_room() -> None:
    words = said("supervision-record")
    assert "In confidence. For Jo Example and Pat Example alone." in words
    names = controls(real("supervision-record"))
    for wanted in ("Reflection", "Action 1", "Action 4 by", "Signature 2"):
        assert wanted in names


def test_supervision_with_no_gap_says_so() -> None:
    words = said("supervision-record", gaps=(), differences=(), prompts=(), questions=())
    assert "No statement falls short." in words
    assert "To reflect on" not in words
