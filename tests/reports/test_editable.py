"""Documents for adoption: whole whatever Settings hold, each statement of law with its source."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace as Fact
from typing import Any

import pytest

from s117xl.competency.framework import LEVELS, domains, statements
from s117xl.competency.training import Proposal
from s117xl.documents.accessible import barriers
from s117xl.documents.compiled import CompiledTemplate, compile_template, visible_text
from s117xl.documents.lint import asks_for_charge, lint
from s117xl.documents.values import Blank
from s117xl.law.authorities import all_authorities, authority
from s117xl.refusal import Refused
from s117xl.reports import facts
from s117xl.reports.editable.briefing_topics import TOPICS
from s117xl.reports.editable.catalogue import BUILDERS, EDITABLES, named_in
from s117xl.reports.editable.citing import NUMBER, cited, shorter
from s117xl.reports.editable.exercises import EXERCISES
from s117xl.reports.editable.gather import PERIODS, gather_editable, span, standing
from s117xl.reports.editable.inclusion_measures import MEASURES
from s117xl.reports.editable.memorandum import CLAUSES
from s117xl.reports.editable.modules import MODULES
from s117xl.reports.editable.myths import MYTHS
from s117xl.reports.editable.pathway_stages import PHASES
from s117xl.reports.editable.policy_points import POINTS
from s117xl.reports.editable.shared_blocks import Paper
from s117xl.rules.catalogue import all_rules
from s117xl.settings import Settings, read_settings
from tests.documents.reading import bare_headings, controls, paragraphs, parts, whole_text
from tests.documents.sources import ORGANISATION
from tests.office import needs_libreoffice, to_pngs
from tests.ooxml.validators import assert_opens_clean

AS_AT = date(2026, 5, 1)
FULL = read_settings(
    {**ORGANISATION, "contact": "Register team, 01632 960120", "documents_state": "FINAL",
     "authorisers": "Head of Mental Health; Director of Adult Social Services"}, {},
)  # fmt: skip
SETTINGS = {"full": FULL, "none": Settings()}
EACH = pytest.mark.parametrize("id", EDITABLES)
FILLED = pytest.mark.parametrize("filling", SETTINGS)
MOST_PAGES = 8
NEED = Proposal(
    domains()["C5"], "training", "Funding under section 117.", "7 of 12 people have a gap.", 7, 12,
    {"Practitioner": 7, "Leader": None}, ("Northvale East & West",), {},
)  # fmt: skip


@cache
def compiled(id: str) -> CompiledTemplate:
    """The template, held to the language of templates and to the facts of its kind."""
    kind = EDITABLES[id]
    return compile_template(BUILDERS[kind.template](), kind.facts, f"{kind.template}.docx")


def by_name(context: facts.Editable) -> dict[str, Any]:
    return {field.name: getattr(context, field.name) for field in fields(context)}


def given(id: str, filling: str = "full", **more: Any) -> facts.Editable:
    return gather_editable(id, SETTINGS[filling], AS_AT, **more)


def made(id: str, filling: str = "full", **more: Any) -> bytes:
    return compiled(id).render(by_name(given(id, filling, **more)))


def said(id: str, filling: str = "full", **more: Any) -> str:
    return visible_text(compiled(id).render_parts(by_name(given(id, filling, **more))))


# What they are


def test_every_kind_has_its_template_and_its_builder() -> None:
    assert {kind.template for kind in EDITABLES.values()} == set(BUILDERS)
    assert list(EDITABLES) == ["policy", "protocol", "board-terms", "training", "briefing",
                               "pathway", "inclusion"]  # fmt: skip


@EACH
def test_is_the_same_bytes_each_time(id: str) -> None:
    build = BUILDERS[EDITABLES[id].template]
    assert build() == build()


@EACH
def test_every_fact_of_its_template_is_one_that_is_gathered(id: str) -> None:
    assert type(given(id)) is EDITABLES[id].facts


@EACH
@FILLED
def test_leaves_nothing_empty_whatever_settings_hold(id: str, filling: str) -> None:
    data = made(id, filling)
    assert [p for p in paragraphs(data) if not whole_text(p).strip()] == []
    assert list(bare_headings(data)) == []
    assert "{" not in said(id, filling)


@EACH
def test_names_that_settings_lack_are_shown_to_be_completed(id: str) -> None:
    text = said(id, "none")
    assert "[Settings: Council: to be completed]" in text
    assert "[Settings: Integrated Care Board: to be completed]" in text
    context = given(id, "none", state="FINAL")
    assert context.missing == ("Settings: Council", "Settings: Integrated Care Board",
                               "Settings: NHS Trust")  # fmt: skip
    assert context.document.is_draft


@EACH
def test_is_a_draft_unless_settings_or_the_caller_say_otherwise(id: str) -> None:
    assert given(id).document.state == "FINAL"
    assert given(id, state="DRAFT").document.is_draft


def test_a_kind_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="these can be made: policy"):
        gather_editable("nothing", FULL, AS_AT)


# How they are worded


@EACH
def test_our_own_words_are_such_as_we_ask_of_others(id: str) -> None:
    """Quoted titles of rules and checks of authorities are worded where they stand."""
    quoted = " ".join([
        *(rule.title for rule in all_rules().values()),
        *(f"{law.check} {law.check.capitalize()} {law.summary}"
          for law in all_authorities().values()),
    ])  # fmt: skip
    assert [found for found in lint(said(id)) if found.words not in quoted] == []


@EACH
def test_asks_nobody_for_a_charge(id: str) -> None:
    assert asks_for_charge(compiled(id).own_text) is None
    assert asks_for_charge(said(id)) is None


@EACH
def test_says_once_that_it_is_no_legal_advice_and_who_is_to_confirm(id: str) -> None:
    text = said(id)
    assert text.count("legal advice. Where it says to be confirmed") == 1
    assert text.count("Nothing here is legal advice") == 1
    assert "What your lawyer is to confirm".lower() in text.lower()


@EACH
def test_nobody_is_kept_from_reading_it(id: str) -> None:
    found = barriers(made(id))
    assert [(b.kind, b.place, b.sentence) for b in found] == []


@EACH
def test_has_fields_for_the_partnership_to_fill_in(id: str) -> None:
    assert controls(parts(made(id))["word/document.xml"]) >= 1


# Law


@EACH
def test_names_only_authorities_and_rules_that_there_are(id: str) -> None:
    ids, codes = named_in(id)
    assert ids
    assert set(ids) <= set(all_authorities())
    assert set(codes) <= set(all_rules())


@EACH
def test_prints_each_authority_and_what_is_open_about_it(id: str) -> None:
    text = said(id)
    for law in map(authority, named_in(id)[0]):
        numbered = re.split(r", (?:paragraph|section)s? ", shorter(law.citation))
        assert all(piece.split(", ")[0] in text for piece in numbered), law.id
        if law.check not in ("", NUMBER):
            assert law.check[1:] in text, law.id


@EACH
def test_the_laws_are_facts_with_their_citation_summary_and_link(id: str) -> None:
    named = {law.citation: law for law in map(authority, named_in(id)[0])}
    for law in given(id).laws:
        held = named.pop(law.citation)
        assert (law.summary, law.check, law.link) == (held.summary, held.check, held.link)
        assert law.standing
    assert named == {}


@pytest.mark.parametrize(
    "points",
    [
        [point for points in POINTS.values() for point in points],
        [point for *_, point in EXERCISES],
        list(CLAUSES.values()),
        [(right, *ids) for _, right, ids in MYTHS],
        [(" ".join(words), *ids) for words, ids in TOPICS.values()],
        [(stage.done, *stage.authorities) for stages in PHASES.values() for stage in stages],
        [(each.what, *each.authorities) for every in MEASURES.values() for each in every],
    ],
    ids=["policy", "exercises", "memorandum", "myths", "topics", "stages", "measures"],
)
def test_each_statement_of_law_has_an_authority_that_exists(points: list[tuple[str, ...]]) -> None:
    for words, *ids in points:
        assert ids, words
        assert set(ids) <= set(all_authorities()), words


def test_a_later_check_of_the_law_shows_in_the_open_points() -> None:
    open_points = {point.what for point in given("protocol").open_points}
    assert "How the four months are counted" in open_points
    assert "The paragraph number" not in open_points


def test_a_law_stands_as_it_did_on_the_day() -> None:
    reform = authority("mha-25-35")
    assert standing(reform, date(2026, 2, 17)) == "in force from 18 February 2026"
    assert standing(reform, date(2026, 2, 18)) == "in force since 18 February 2026"
    assert standing(authority("mha-25-46"), AS_AT) == "enacted, not in force"
    assert standing(authority("audit-s003"), AS_AT) == "local policy"
    ended = replace(reform, in_force_to=date(2026, 3, 1))
    assert standing(ended, AS_AT) == "no longer in force"


def test_the_briefing_tells_what_of_the_reform_is_in_force_first() -> None:
    context = given("briefing")
    assert isinstance(context, facts.PractitionerBriefing)
    assert [reform.in_force for reform in context.reforms] == sorted(
        (reform.in_force for reform in context.reforms), reverse=True
    )
    assert len(context.reforms) == sum(id.startswith("mha-25-") for id in all_authorities())
    early = gather_editable("briefing", FULL, date(2026, 1, 1))
    assert isinstance(early, facts.PractitionerBriefing)
    assert not any(reform.in_force for reform in early.reforms)


def test_citations_of_one_source_name_it_once() -> None:
    laws = [authority(id) for id in ("mha-117-1", "mha-117-2", "stennett-2002")]
    assert list(cited(laws, short=True)) == [
        "Mental Health Act 1983, sections 117(1), 117(2)", "Stennett [2002] UKHL 34"
    ]  # fmt: skip
    whole = [authority("worcestershire-2023"), authority("worcestershire-2023-44")]
    assert list(cited(whole, short=True)) == ["Worcestershire [2023] UKSC 31, paragraph 44"]


def test_what_is_to_be_confirmed_is_marked_but_for_the_numbers_of_paragraphs() -> None:
    laws = [authority("si-2014-2829"), authority("code-33-20")]
    assert list(cited(laws, short=True, mark="to be confirmed")) == [
        "SI 2014/2829 (to be confirmed)", "Code of Practice, paragraph 33.20"
    ]  # fmt: skip


def test_no_two_sources_have_one_short_name() -> None:
    names: dict[str, str] = {}
    for law in all_authorities().values():
        assert names.setdefault(shorter(law.citation), law.citation) == law.citation


def test_a_draft_keeps_count_of_what_it_names() -> None:
    paper = Paper("Test")
    assert paper.law("si-2014-2829") == (
        "**Authority:** To be confirmed by your lawyer: SI 2014/2829."
    )
    assert paper.law("mha-117-2") == "**Authority:** Mental Health Act 1983, section 117(2)."
    assert paper.checked_by("R002", "R001") == "R002, R001"
    assert list(paper.authorities) == ["si-2014-2829", "mha-117-2"]
    assert list(paper.rules) == ["R002", "R001"]
    with pytest.raises(KeyError):
        paper.cited("no-such-law")


# Local policy


def test_a_period_is_that_of_settings() -> None:
    own = read_settings({**ORGANISATION, "dispute_stage_days": 10, "first_review_months": 1}, {})
    text = visible_text(
        compiled("protocol").render_parts(by_name(gather_editable("protocol", own, AS_AT)))
    )
    assert "not settled within 10 days" in text
    assert gather_editable("pathway", own, AS_AT).periods.first_review == "1 month"


def test_every_period_is_a_fact_in_words() -> None:
    assert {field.name for field in fields(facts.Periods)} == set(PERIODS)
    assert span(1, "months") == "1 month"
    assert span(28, "days") == "28 days"
    assert span(5, "working days") == "5 working days"
    assert span(210, "months") == "17 years and 6 months"
    assert span(216, "months") == "18 years"


def test_roles_that_authorise_are_those_of_settings() -> None:
    assert "Head of Mental Health; Director" in said("pathway")
    assert isinstance(given("pathway", "none").authorisers, Blank)
    assert "[Settings: Roles that may authorise an ending: to be completed]" in said(
        "pathway", "none"
    )


# One by one


def test_the_protocol_holds_what_never_changes() -> None:
    text = said("protocol")
    for words in ("Care goes on, whoever pays", "Nothing is decided on cost alone", "Quorum",
                  "Urgent decisions and support meanwhile", "Secretary of State"):  # fmt: skip
        assert words in text
    counted = "to be confirmed by your lawyer how these months are counted"
    assert f"Within 4 months it goes to the Secretary of State. It is {counted}" in text
    stages = ("1. Operational", "2. Senior", "3. Director", "4. Legal advice, or the Secretary")
    order = [text.index(stage) for stage in stages]
    assert order == sorted(order)


def test_the_briefing_covers_what_it_is_asked_to() -> None:
    for word in ("entitled", "two tests", "Free", "responsible", "Planning", "Reviews", "Ending",
                 "treatment orders", "Leave", "Prison", "Children", "public funds", "Care Act",
                 "Accommodation", "Prescriptions and transport"):  # fmt: skip
        assert any(word in title for title in TOPICS), word
    prescriptions = TOPICS["Prescriptions and transport"][0]
    assert all("to be confirmed by your lawyer" in each.lower() for each in prescriptions)


def test_training_builds_every_statement_of_the_framework() -> None:
    built = [ref for module in MODULES for ref in module.statements]
    assert sorted(built) == sorted(statements())
    for module in MODULES:
        assert {statements()[ref].level for ref in module.statements} == {module.level}
    assert {module.level for module in MODULES} == set(LEVELS)
    assert {of for of, _, _ in EXERCISES} <= {module.ref for module in MODULES}


def test_training_needs_stand_where_ratings_are_given() -> None:
    text = said("training", needs=[NEED])
    assert "7 of 12 people have a gap" in text
    assert "Levels with a gap: Practitioner (7), Leader (withheld)" in text
    assert "Northvale East & West" in text
    assert "No competency ratings were given" not in text
    assert "No competency ratings were given" in said("training")


def test_training_with_needs_opens_clean_and_can_be_read(tmp_path: Path) -> None:
    data = made("training", needs=[NEED, replace(NEED, levels={}, teams=())])
    assert barriers(data) == []
    (file := tmp_path / "training.docx").write_bytes(data)
    assert_opens_clean(file)


def test_the_pathway_says_which_of_its_rules_are_not_run() -> None:
    assert "R012 is not run: it is not in force." in said("pathway")
    off = Settings(FULL.values, off=frozenset({"R109"}))
    context = by_name(gather_editable("pathway", off, AS_AT))
    text = visible_text(compiled("pathway").render_parts(context))
    assert "R109 is not run: it is switched off in Settings." in text


def test_inclusion_names_every_rule_of_its_pillar() -> None:
    of_pillar = {rule.code for rule in all_rules().values() if rule.pillar == 6}
    assert of_pillar <= set(named_in("inclusion")[1])


def test_inclusion_claims_to_be_no_published_standard() -> None:
    text = said("inclusion")
    assert "It is not the published set" in text
    assert "We will" in text


def test_a_rule_is_as_grave_as_settings_make_it() -> None:
    own = Settings(FULL.values, severities={"R104": "missing"})
    context = gather_editable("inclusion", own, AS_AT)
    assert isinstance(context, facts.InclusionMeasures)
    assert {rule.code: rule.severity for rule in context.rules}["R104"] == "missing"


# Files


@EACH
@FILLED
def test_word_opens_it_with_no_repair(id: str, filling: str, tmp_path: Path) -> None:
    (file := tmp_path / f"{id}.docx").write_bytes(made(id, filling))
    assert_opens_clean(file)


@needs_libreoffice
@EACH
def test_is_no_longer_than_people_read(id: str, tmp_path: Path) -> None:
    (file := tmp_path / f"{id}.docx").write_bytes(made(id))
    assert 3 <= len(to_pngs(file, tmp_path, dpi=20)) <= MOST_PAGES


def test_a_need_is_told_without_what_was_withheld() -> None:
    domain = Fact(ref="C1", name="Law")
    need: Any = Fact(domain=domain, kind="training", text="Learn.", why="Few.", levels={}, teams=())
    context = gather_editable("training", FULL, AS_AT, needs=[need])
    assert isinstance(context, facts.TrainingProgramme)
    assert (context.needs[0].levels, context.needs[0].teams) == ("", "")
