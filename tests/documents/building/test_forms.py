"""The forms: what each must say, what stays to be filled in, and that nothing stands empty."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from s117xl.documents.building import (
    assessment,
    ending_record,
    light_review,
    panel,
    plan,
    reviews,
)
from s117xl.documents.building.shared_blocks import titled
from s117xl.documents.catalogue import TEMPLATES
from s117xl.documents.compiled import CompiledTemplate, compile_template, visible_text
from s117xl.documents.lint import lint
from s117xl.documents.statements import all_statements, required
from tests.documents.building.test_letters import FILLINGS, Filling
from tests.documents.reading import bare_headings, paragraphs, whole_text
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean

FORMS: dict[str, tuple[Callable[[], bytes], int]] = {
    "assessment": (assessment.assessment, 9),
    "plan": (plan.plan, 7),
    "review": (reviews.review, 6),
    "light-review": (light_review.light_review, 3),
    "panel-application": (panel.panel_application, 4),
    "ending-record": (ending_record.ending_record, 4),
}
"""How each form is built, and how many pages it may have."""

EACH = pytest.mark.parametrize("name", FORMS)
FILLED = pytest.mark.parametrize("filling", FILLINGS.values(), ids=FILLINGS)


def compiled(name: str) -> CompiledTemplate:
    """The form, held to the language of templates and to the facts of its kind."""
    return compile_template(FORMS[name][0](), TEMPLATES[name].facts, name)


def filled(name: str, filling: Filling) -> bytes:
    return compiled(name).render(filling.facts(TEMPLATES[name]))


def given(name: str, filling: Filling, **facts: Any) -> dict[str, Any]:
    """The facts of a form, some of them given, those of a group as `group__fact`."""
    context = filling.facts(TEMPLATES[name])
    for path, value in facts.items():
        group, _, fact = path.partition("__")
        if fact and group in context:
            object.__setattr__(context[group], fact, value)
        elif group in context:
            context[group] = value
    return context


def told(name: str, filling: Filling = FILLINGS["no"], **facts: Any) -> str:
    """The text of a form with these facts."""
    return visible_text(compiled(name).render_parts(given(name, filling, **facts)))


def body(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def values(root: Any, name: str) -> list[str]:
    """The values of all elements of this name, such as the tags of the content controls."""
    return [each.get(qn("w:val")) for each in root.iter(qn(name))]


def controls(data: bytes) -> list[str]:
    return values(body(data), "w:tag")


@EACH
def test_is_the_same_bytes_each_time(name: str) -> None:
    build = FORMS[name][0]
    assert build() == build()


@EACH
@pytest.mark.parametrize("home", [True, False])
@pytest.mark.parametrize("no_public_funds", [True, False])
def test_says_what_it_must_and_only_where_it_applies(
    name: str, home: bool, no_public_funds: bool
) -> None:
    so = {"person__no_public_funds": no_public_funds, "plan__home_is_aftercare": home}
    facts = given(name, FILLINGS["full"], **so)
    text = visible_text(compiled(name).render_parts(facts))
    due = set(required(name, home=home, no_public_funds=no_public_funds))
    said = {id for id in all_statements() if getattr(facts["say"], id) in text}
    assert said - {"complaint"} == due - {"complaint"}
    assert due <= said


@EACH
def test_states_the_duty_by_the_facts_of_statements_alone(name: str) -> None:
    printed = {path.removeprefix("say.") for path in compiled(name).names if "say." in path}
    assert printed >= set(required(name, home=True, no_public_funds=True))


@EACH
def test_holds_no_words_that_should_not_stand_there(name: str) -> None:
    assert not lint(told(name, FILLINGS["full"]))


@EACH
@FILLED
def test_leaves_nothing_empty_whatever_is_blank(name: str, filling: Filling) -> None:
    data = filled(name, filling)
    assert [p for p in paragraphs(data) if not whole_text(p).strip()] == []
    assert list(bare_headings(data)) == []
    assert "{" not in "".join(body(data).itertext())


@EACH
def test_begins_with_the_persons_own_words(name: str) -> None:
    styles = [p.style.name for p in paragraphs(filled(name, FILLINGS["full"])) if p.style]
    first = styles.index("Heading 1")
    assert styles[first + 1 : first + 4] == ["Question", "Hint", "Answer"]


@EACH
def test_keeps_every_field_in_one_or_other_document(name: str) -> None:
    template = set(controls(FORMS[name][0]()))
    rendered = {tag for each in FILLINGS.values() for tag in controls(filled(name, each))}
    assert rendered == template


@EACH
@FILLED
def test_gives_each_field_a_title_and_an_id_of_its_own(name: str, filling: Filling) -> None:
    root = body(filled(name, filling))
    ids = [
        each.get(qn("w:val"))
        for each in root.iter(qn("w:id"))
        if each.getparent().tag == qn("w:sdtPr")
    ]
    assert len(ids) == len(set(ids))
    assert all(0 < len(title) <= 64 for title in values(root, "w:alias"))
    assert len(values(root, "w:alias")) == len(list(root.iter(qn("w:sdt"))))


@EACH
def test_is_signed_by_both_bodies_and_the_person(name: str) -> None:
    signed = [tag for tag in controls(filled(name, FILLINGS["full"])) if "signature" in tag]
    assert len(signed) >= 3


@EACH
def test_is_filled_by_docxtpl_too(name: str) -> None:
    template = DocxTemplate(io.BytesIO(FORMS[name][0]()))
    language = Environment(undefined=StrictUndefined, autoescape=True)
    template.render(FILLINGS["full"].facts(TEMPLATES[name]), language, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    assert controls(out.getvalue()) == controls(filled(name, FILLINGS["full"]))


def test_a_strength_never_takes_a_need_away() -> None:
    assert "does not take a need away" in told("assessment")


def test_an_assessment_asks_both_tests_of_every_part_of_life() -> None:
    tags = controls(assessment.assessment())
    for test in ("test-a", "test-b", "met-now"):
        assert sum(bool(re.fullmatch(rf"{test}(-\d+)?", tag)) for tag in tags) == len(
            assessment.DOMAINS
        )


def test_an_assessment_has_questions_for_a_person_under_18() -> None:
    assert "parental responsibility" not in told("assessment")
    assert "parental responsibility" in told("assessment", person__under_18=True)


def test_a_plan_goes_through_every_topic_with_a_choice() -> None:
    text, tags = told("plan"), controls(plan.plan())
    assert all(topic in text for topic in plan.TOPICS)
    assert len(plan.TOPICS) == 15
    assert len(tags) > 2 * len(plan.TOPICS)


def test_a_plan_without_accommodation_asks_whether_it_was_considered() -> None:
    assert "Considered, and not needed" in plan_xml("Accommodation as aftercare")
    assert "Does the home suit? Can it be kept?" in told("plan")
    assert "Homes that were offered" in told("plan", plan__home_is_aftercare=True)


def plan_xml(title: str) -> str:
    """The field of the plan with this title, as XML."""
    fields = body(plan.plan()).iter(qn("w:sdtPr"))
    return next(xml for f in fields if title in (xml := etree.tostring(f, encoding="unicode")))


def test_a_full_review_says_so_and_names_its_kind() -> None:
    text = told("review", next_review__kind="Initial review")
    assert "Initial review of aftercare (full review)" in text
    assert "Full review" in text


def test_earlier_reviews_stand_where_there_are_any() -> None:
    assert "Earlier reviews" not in told("review")
    assert "Earlier reviews" in told("review", has_reviews=True)


def test_a_light_review_warns_where_a_full_one_is_called_for() -> None:
    warning = "The register shows reasons for a full review"
    assert warning not in told("light-review")
    assert warning in told("light-review", full_review_needed=True)


def test_a_light_review_offers_no_ending() -> None:
    assert "ending" not in told("light-review", checks=()).lower()


def test_an_ending_record_warns_of_an_order_in_force() -> None:
    warning = "aftercare cannot end"
    assert warning not in told("ending-record")
    assert warning in told("ending-record", entitlement__on_cto=True)


def test_an_application_speaks_of_need_before_cost() -> None:
    text = told("panel-application")
    assert "Cost alone is no reason" in text
    assert text.index("The need, and how it shows") < text.index("7. Cost and shares")
    assert "No extra payment by anyone" in text


def test_a_long_question_gives_a_title_of_whole_words() -> None:
    assert titled("**Short?**") == "Short"
    title = titled("word " * 20)
    assert len(title) <= 64
    assert set(title.split()) == {"word"}


@EACH
@FILLED
def test_opens_clean_in_word(name: str, filling: Filling, tmp_path: Path) -> None:
    (file := tmp_path / f"{name}.docx").write_bytes(filled(name, filling))
    assert_opens_clean(file)


@needs_libreoffice
@EACH
def test_is_no_longer_than_it_should_be(name: str, tmp_path: Path) -> None:
    rare = ("person__under_18", "person__no_public_funds", "entitlement__in_prison",
            "entitlement__on_cto")  # fmt: skip
    facts = given(name, FILLINGS["full"], missing=(), **dict.fromkeys(rare, False))
    (file := tmp_path / f"{name}.docx").write_bytes(compiled(name).render(facts))
    assert len(to_pngs(file, tmp_path, dpi=20)) <= FORMS[name][1]
