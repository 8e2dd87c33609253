"""What a template may say, and what each thing that it may not say is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import pytest

from s117xl.documents.language import FILTERS, Fault, faults


@dataclass(frozen=True, slots=True)
class Person:
    name: Annotated[str, "forename and surname"]
    nhs_number: Annotated[str, "NHS number"]
    on_cto: Annotated[bool, "whether an order is in force"]
    lines: Annotated[tuple[str, ...], "the address"]


@dataclass(frozen=True, slots=True)
class Service:
    name: Annotated[str, "what it is called"]
    needs: Annotated[tuple[str, ...], "what it meets"]


@dataclass(frozen=True, slots=True)
class Letter:
    person: Annotated[Person, "whose letter it is"]
    services: Annotated[tuple[Service, ...], "what is given"]
    outcome: Annotated[str, "what was decided"]


def of(source: str) -> list[Fault]:
    return faults(source, Letter)


def kinds(source: str) -> list[str]:
    return [fault.kind for fault in of(source)]


@pytest.mark.parametrize(
    "source",
    [
        "no tag at all",
        "{{ outcome }}",
        "{{person.name}} and {{- person.nhs_number -}}",
        "{% if person.on_cto %}a{% elif outcome %}b{% else %}c{% endif %}",
        "{% if not person.on_cto and (outcome == 'agreed' or outcome != \"no\") %}a{% endif %}",
        "{% if services %}{{ (services|first).name }}, {{ (services|last).name }}{% endif %}",
        "{% for s in services %}{{ loop.index }} {{ s.name }}{% if not loop.last %},{% endif %}"
        "{% if loop.first %}!{% endif %}{% else %}none{% endfor %}",
        "{% for s in services %}{% for need in s.needs %}{{ need }}{% endfor %}{% endfor %}",
        "{{ person.lines|join(', ') }}{{ person.lines|join }}{{ services|length }}",
        "{{ outcome|upper }}{{ outcome|lower }}{{ person.name|capitalize }}",
        "{{ outcome or person.name }}",
        "{% if services|length == '1' %}one{% endif %}",
        "{# a note to myself: {{ nothing }} #}",
        "{{\n  person.name\n}}",
    ],
)
def test_what_a_template_may_say(source: str) -> None:
    assert of(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''.format(person) }}",
        "{{ '{0.__class__}'.format(person) }}",
        "{{ 'a' * 10**9 }}",
        "{{ 10**9 }}",
        "{{ 1 }}",
        "{{ lipsum() }}",
        "{{ outcome.upper() }}",
        "{{ self.x() }}",
        "{{ super() }}",
        "{{ cycler('a', 'b') }}",
        "{{ person['name'] }}",
        "{{ services[0] }}",
        "{{ services.0 }}",
        "{{ outcome[1:] }}",
        "{{ outcome ~ person.name }}",
        "{{ outcome + person.name }}",
        "{{ -outcome }}",
        "{{ outcome if person.on_cto else person.name }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ (outcome, outcome) }}",
        "{% if outcome is defined %}{% endif %}",
        "{% if outcome is true %}{% endif %}",
        "{% set x = outcome %}",
        "{% set x %}a{% endset %}",
        "{% with x = outcome %}{{ x }}{% endwith %}",
        "{% include '/etc/passwd' %}",
        "{% import 'a' as b %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% block a %}{% endblock %}",
        "{% macro a() %}{% endmacro %}",
        "{% call outcome() %}{% endcall %}",
        "{% filter upper %}a{% endfilter %}",
        "{% autoescape false %}{{ outcome }}{% endautoescape %}",
        "{% raw %}{{ outcome }}{% endraw %}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{% for s in services if s.name %}{% endfor %}",
        "{% for s in services recursive %}{% endfor %}",
        "{% for a, b in services %}{% endfor %}",
        "{% for loop in services %}{% endfor %}",
    ],
)
def test_what_no_template_may_say(source: str) -> None:
    assert kinds(source) == ["not allowed"]


@pytest.mark.parametrize(
    "source",
    [
        "{{ person.__init__.__globals__ }}",
        "{{ person.__dataclass_fields__ }}",
        "{{ outcome.__class__ }}",
        "{{ person.name.format }}",
        "{{ range }}",
        "{{ cycler }}",
        "{{ self }}",
        "{{ loop.index }}",
        "{% for s in services %}{{ loop.cycle }}{% endfor %}",
        "{% for s in services %}{% endfor %}{{ s.name }}",
        "{% for s in services %}{% else %}{{ s.name }}{% endfor %}",
    ],
)
def test_a_name_that_is_no_fact(source: str) -> None:
    assert kinds(source) == ["unknown name"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{{ persn.name }}", "person"),
        ("{{ person.nam }}", "person.name"),
        ("{{ nhs_number }}", "person.nhs_number"),
        ("{% for s in service %}{{ s.name }}{% endfor %}", "services"),
    ],
)
def test_a_name_that_is_no_fact_brings_the_nearest_that_is_one(written: str, meant: str) -> None:
    assert [f"did you mean {meant}?" in fault.text for fault in of(written)] == [True]


@pytest.mark.parametrize(
    "name", ["attr", "map", "format", "safe", "e", "tojson", "xmlattr", "default", "batch", "nope"]
)
def test_a_filter_that_is_not_on_the_list(name: str) -> None:
    assert kinds("{{ outcome|" + name + " }}") == ["filter"]


@pytest.mark.parametrize(
    "source",
    [
        "{{ outcome|upper('a') }}",
        "{{ person.lines|join(person.name) }}",
        "{{ person.lines|join(1) }}",
        "{{ person.lines|join(', ', attribute='x') }}",
        "{{ person.lines|join(*services) }}",
        "{{ person.lines|upper }}",
        "{{ outcome|join }}",
        "{{ services|join }}",
        "{{ person|length }}",
        "{{ person.on_cto|upper }}",
    ],
)
def test_a_filter_with_what_it_does_not_take(source: str) -> None:
    assert kinds(source) == ["filter"]


@pytest.mark.parametrize(
    "source",
    ["{{ person }}", "{{ services }}", "{{ person.on_cto }}", "{{ not outcome }}",
     "{{ outcome == 'a' }}", "{{ outcome or person.on_cto }}", "{{ services|first }}",
     "{% for s in services %}{{ loop }}{% endfor %}"],
)  # fmt: skip
def test_only_a_text_can_be_printed(source: str) -> None:
    assert kinds(source) == ["not printable"]


@pytest.mark.parametrize("source", ["outcome", "person", "person.on_cto", "services|length"])
def test_a_loop_goes_through_a_list(source: str) -> None:
    assert kinds(f"{{% for s in {source} %}}{{{{ s }}}}{{% endfor %}}") == ["not a list"]


@pytest.mark.parametrize("source", ["person", "services|length", "outcome and person"])
def test_a_question_has_two_answers(source: str) -> None:
    assert "no question" in kinds(f"{{% if {source} %}}{{% endif %}}")


@pytest.mark.parametrize(
    "source",
    ["outcome > 'a'", "outcome == person.name", "outcome == 1", "outcome in services",
     "'a' == outcome", "'a' == 'a' == 'a'", "person.on_cto == 'yes'", "services == 'a'"],
)  # fmt: skip
def test_a_fact_is_compared_with_a_text_only(source: str) -> None:
    assert set(kinds(f"{{% if {source} %}}{{% endif %}}")) & {"comparison", "not allowed"}


def test_loops_are_two_deep_at_most() -> None:
    inner = "{{ a.name }}"
    for name in "abc":
        inner = f"{{% for {name} in services %}}{inner}{{% endfor %}}"
    assert kinds(inner) == ["too deep"]


def test_tags_are_eight_deep_at_most() -> None:
    def nested(deep: int) -> str:
        return "{% if outcome %}" * deep + "a" + "{% endif %}" * deep

    assert kinds(nested(8)) == []
    assert kinds(nested(9)) == ["too deep"]
    assert set(kinds(nested(5000))) == {"too deep"}


@pytest.mark.parametrize("bracket", ["(", "not ", "-", "[", "{"])
def test_a_tag_of_brackets_without_end_is_a_fault(bracket: str) -> None:
    assert of("{% if " + bracket * 280 + " %}")
    assert kinds("{{ " + bracket * 100_000 + " }}") == ["too long"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("{% if outcome %}", "not closed"),
        ("{% for s in services %}{% if s.name %}{% endfor %}", "not closed"),
        ("{% endif %}", "syntax"),
        ("{% fi outcome %}", "syntax"),
        ("{{ }}", "syntax"),
        ("{{ outcome", "syntax"),
        ("{{ out come }}", "syntax"),
        ("{{ outcome</w:t><w:t> }}", "syntax"),
        ("{%p if outcome == '5%' %}", "syntax"),
        ("{% %}", "syntax"),
        ("{{ outcome | }}", "syntax"),
    ],
)
def test_a_tag_that_cannot_be_read(source: str, kind: str) -> None:
    assert kinds(source) == [kind]


def test_a_fault_says_which_tag_as_it_is_written() -> None:
    source = "<w:p>{{ outcome }}\n\n{{person.nope}}</w:p>{% if  person %}{%- endif -%}{{ zz }}"
    assert [fault.tag for fault in of(source)] == [
        "{{person.nope}}",
        "{% if  person %}",
        "{{ zz }}",
    ]
    assert all(fault.tag in fault.text for fault in of(source))


def test_one_fault_does_not_bring_others_with_it() -> None:
    source = "{% for s in servces %}{{ s.name|upper }}{% if s.x == 'a' %}{% endif %}{% endfor %}"
    assert kinds(source) == ["unknown name"]


def test_a_fault_in_each_branch_is_found() -> None:
    source = "{% if a %}{{ b }}{% elif c %}{{ d }}{% else %}{{ e }}{% endif %}"
    tags = ["{% if a %}", "{{ b }}", "{% elif c %}", "{{ d }}", "{{ e }}"]
    assert [fault.tag for fault in of(source)] == tags


def test_every_filter_is_known_to_the_second_wall() -> None:
    from s117xl.documents.wall import _FILTERS

    assert set(FILTERS) == _FILTERS.keys() - {"on_one_line"}
