"""The board report in Word: whole, readable, traceable, and with nothing told that may not be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from docx.oxml.ns import qn

from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import CompiledTemplate, compile_template
from s117xl.documents.lint import lint
from s117xl.documents.making import facts_by_name
from s117xl.documents.package import parts_of
from s117xl.reports.board.facts import BoardReport
from s117xl.reports.board.lines import target_of
from s117xl.reports.board.model import BoardFigures, per_cent
from s117xl.reports.board.publishing import published
from s117xl.reports.board.report import board_report
from s117xl.rules.catalogue import all_rules
from tests.documents.reading import bare_headings, opened, paragraphs, text, whole_text
from tests.documents.test_readability import PROSE, measured
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean
from tests.reports.board_samples import EVERY, facts, figures

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
RECORD = re.compile(r"\bV-\d+")
EACH = pytest.mark.parametrize(("kind", "full", "publish"), EVERY)


@cache
def compiled() -> CompiledTemplate:
    return compile_template(board_report(), BoardReport, "report-board.docx")


@cache
def made(kind: str, full: bool, publish: bool) -> bytes:
    return compiled().render(facts_by_name(facts(kind, full=full, publish=publish)))


def said(kind: str, full: bool = False, publish: bool = False) -> str:
    return " ".join(text(made(kind, full, publish)).split())


def test_is_the_same_bytes_each_time() -> None:
    assert board_report() == board_report()
    again = compile_template(board_report(), BoardReport, "report-board.docx")
    assert again.render(facts_by_name(facts("small"))) == made("small", False, False)


def test_every_fact_is_told() -> None:
    asked = compiled().own_text + "".join(t.tags.lined for t in compiled().texts)
    charts = {chart.fact.partition(".")[0] for chart in compiled().charts}
    told = {path.partition(".")[0] for path in compiled().names} | charts
    for fact in get_type_hints(BoardReport):
        assert fact in told or fact in asked, fact


@EACH
def test_is_whole_whatever_the_register_holds(kind: str, full: bool, publish: bool) -> None:
    data = made(kind, full, publish)
    assert "{{" not in text(data)
    assert "nan" not in text(data).lower().split()
    assert "None" not in text(data)
    assert list(bare_headings(data)) == []
    empty = [p for p in paragraphs(data) if not whole_text(p).strip()]
    assert [p for p in empty if p._p.find(f".//{qn('w:drawing')}") is None] == []


@EACH
def test_nobody_is_kept_from_reading_it(kind: str, full: bool, publish: bool) -> None:
    found = barriers(made(kind, full, publish))
    assert [(b.kind, b.place, b.sentence) for b in found] == []


@EACH
def test_holds_no_words_that_should_not_stand_there(kind: str, full: bool, publish: bool) -> None:
    words = said(kind, full, publish)
    for rule in all_rules().values():  # the name of a fault says what must not be
        words = words.replace(rule.title, "")
    assert lint(words) == []


@pytest.mark.parametrize(("kind", "full", "publish"), EVERY[::3])
def test_word_opens_it_with_no_repair(kind: str, full: bool, publish: bool, tmp_path: Path) -> None:
    path = tmp_path / "board.docx"
    path.write_bytes(made(kind, full, publish))
    assert_opens_clean(path)


def test_reads_easily() -> None:
    data = made("many", True, False)
    prose = [p for p in paragraphs(data) if p.style is not None and p.style.name in PROSE]
    assert measured("\n".join(map(whole_text, prose))).grade <= 10


# One page first


@needs_libreoffice
@pytest.mark.parametrize("kind", ["many", "marked"])
def test_begins_with_one_page_and_is_not_too_long(kind: str, tmp_path: Path) -> None:
    from tests.office import program, run, to_pdf

    path = tmp_path / "board.docx"
    path.write_bytes(made(kind, True, False))
    pages = to_pngs(path, tmp_path, 30)
    assert len(pages) <= 26
    first = tmp_path / "first.txt"
    run([program("pdftotext"), "-l", "1", str(to_pdf(path, tmp_path)), str(first)], path)
    words = first.read_text("utf-8")
    for heading in ("What is asked of the board", "What is at risk", "What changed"):
        assert heading in words
    second = tmp_path / "second.txt"
    pdf = tmp_path / "board.pdf"
    run([program("pdftotext"), "-f", "2", "-l", "2", str(pdf), str(second)], path)
    assert "1. At a glance" in second.read_text("utf-8")


def test_the_first_page_asks_what_the_figures_call_for() -> None:
    asked = " ".join(facts("small").asked)
    assert "unlawful findings (3)" in asked
    assert "support starts again" in asked
    assert facts("empty").asked == ()
    assert facts("small", publish=True).asked == ()


def test_what_changed_tells_of_the_last_check() -> None:
    changed = " ".join(facts("marked").changed)
    assert "Since the last check of 29 June 2026" in changed
    assert "nothing can be compared" in " ".join(facts("small").changed)
    assert len(facts("marked").runs) == 2


def test_a_rating_that_moved_is_told() -> None:
    assert "Ratings of measures: K05 from Green to Amber." in facts("many", full=True).changed


# Every number comes from a figure


def figure_cells(data: bytes) -> Iterator[str]:
    """What stands in tables of figures, but for the first column, their notes and ids."""
    for table in opened(data).tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if "Not testable" in heads or heads[0] == "As at":
            for row in table.rows[1:]:
                for cell in row.cells[1:]:
                    yield cell.text.partition("\nNote:")[0]


def known_numbers(found: BoardFigures) -> set[str]:
    """Every number of the figures, as it may be printed."""
    texts: list[Any] = [f"{n or 0:,}" for point in found.runs for n in point.counts.values()]
    for each in found.every():
        texts += [each.number, each.not_tested, f"{each.of or 0:,}", per_cent(each.share)]
        texts.append(per_cent(each.share, 0))
    for measure in found.measures:
        for one in (measure, *(past for _, past in measure.past)):
            texts += [target_of(one), f"{one.amount or 0:,.0f}", str(one.amount)]
            texts += [per_cent(one.value), per_cent(one.value, 0), f"{round(one.value or 0, 1):,}"]
            texts += [per_cent(one.figure.share), per_cent(one.figure.share, 0), one.unit]
    for block in found.equity:
        from s117xl.reports.board.equity import ratio

        texts += [f"{ratio(each, block) or 0:.2f}" for each in block]
    return {number for each in texts for number in NUMBER.findall(each)}


@EACH
def test_every_number_traces_to_a_figure(kind: str, full: bool, publish: bool) -> None:
    found = figures(kind, full=full)
    known = known_numbers(published(found) if publish else found)
    cells = list(figure_cells(made(kind, full, publish)))
    assert cells
    for cell in cells:
        for number in NUMBER.findall(cell.replace("fewer than 5", "")):
            assert number in known, (number, cell)


@EACH
def test_every_number_of_the_first_page_traces_too(kind: str, full: bool, publish: bool) -> None:
    found = figures(kind, full=full)
    shown = published(found) if publish else found
    report = facts(kind, full=full, publish=publish)
    days = re.compile(
        r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b|\b[RKD]\d+\b|over 180 days|under 18|fewer than 5"
    )
    for sentence in (*report.asked, *report.at_risk, *report.changed):
        plain = days.sub("", sentence)
        for rule in all_rules().values():
            plain = plain.replace(rule.title, "")
        for number in NUMBER.findall(plain):
            assert number in known_numbers(shown), sentence


def test_each_figure_says_how_it_is_counted() -> None:
    for each in figures("many", full=True).every():
        assert re.search(r"\(\w+(\.\w+)+(, \w+(\.\w+)+)*\)", each.query), each


def test_a_blank_is_never_a_nought() -> None:
    report = facts("small")
    (blank,) = [line for line in report.nrpf if line.what == "Live records: not recorded"]
    assert blank.number == "1"
    (value,) = [line for line in facts("many", full=True).measures if line.code == "K36"]
    assert (value.value, value.untested) == ("not known", "263")


# What may be published


@pytest.mark.parametrize("kind", ["small", "many", "marked"])
@pytest.mark.parametrize("full", [False, True])
def test_the_published_version_holds_no_id_and_no_small_count(kind: str, full: bool) -> None:
    data = made(kind, full, True)
    assert RECORD.search(text(data)) is None
    assert "Internal" not in text(data)
    for table in opened(data).tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if heads[-1] != "Not testable":
            continue
        skipped = {n for n, head in enumerate(heads) if head in ("Target", "Ratio")}
        for row in table.rows[1:]:
            for n, cell in enumerate(row.cells[1:], 1):
                plain = cell.text.partition("\nNote:")[0].replace("fewer than 5", "")
                if n not in skipped:
                    found = [x for x in NUMBER.findall(re.sub(r"[\d.]+%", "", plain))]
                    assert all(float(x.replace(",", "")) >= 5 for x in found), plain


def test_charts_of_the_published_version_hold_no_small_count() -> None:
    parts = parts_of(made("many", True, True), "x")
    for name in parts:
        if "chart" in name and name.endswith(".xml"):
            values = re.findall(rb"<c:v>([\d.]+)</c:v>", parts[name])
            assert all(float(v) <= 1 or float(v) >= 5 for v in values), name


def test_the_internal_version_lists_ids_and_no_names() -> None:
    words = said("small")
    assert "Records: V-004" in words
    assert "Internal: it holds record ids." in words
    for name in ("Example", "Second", "Third", "Fourth", "Avery"):
        assert name not in words.replace("1 Example", "")


def test_words_that_people_typed_are_not_published() -> None:
    assert "Pay the two charges back" in said("many", True)
    assert "Pay the two charges back" not in said("many", True, True)
    assert "Head of finance" not in said("many", True, True)


def test_a_published_report_has_room_for_who_approved_it() -> None:
    assert "Who approved the release?" in said("small", publish=True)
    assert "Who approved the release?" not in said("small")


def test_says_that_it_is_a_draft_while_a_body_has_no_name() -> None:
    from s117xl.reports.board.gather import board_facts
    from s117xl.settings import Settings

    report = board_facts(figures("small"), Settings({}), figures("small").as_at, "FINAL")
    assert report.document.is_draft
    assert len(report.missing) == 3
