"""The report on an annual audit: one page for the board, then what stands behind it."""

from __future__ import annotations

from s117xl.documents.building.kit import Draft, pick_date
from s117xl.reports.scored.audit_detail import domains_in_full, method, sample
from s117xl.reports.scored.blocks import (
    BODIES,
    listed,
    made_with,
    report,
    shown,
    written,
    year_on_year,
)

RATING = "{% if domain.is_red %}**{{ domain.rating }}**{% else %}{{ domain.rating }}{% endif %}"
"""A rating in words; Red is bold besides."""


def audit_report() -> bytes:
    """The report."""
    draft = report(
        "Annual audit of section 117 aftercare",
        "Annual audit of section 117 aftercare, {{ document.period }}",
        "the audit workbook",
    )
    first_page(draft)
    draft.page_break()
    return written(
        draft,
        {
            "Results by domain": results,
            "Strengths, improvements, high risks": in_their_words,
            "Action plan": actions,
            "Year on year": lambda d: year_on_year(d, "There is no earlier audit to compare with."),
            "The nine pillars": pillars,
            "The case sample": sample,
            "Domain by domain": domains_in_full,
            "Method and limits": method,
            "Sign-off": sign_off,
        },
    )


def first_page(draft: Draft) -> None:
    """The result, the counts, and what is asked of the board."""
    draft.box(
        "**Overall result: {{ result.overall }}.** This is the poorer rating of domain 6 (ending "
        "aftercare) and domain 8 (the register), where the risk is highest."
    )
    draft.heading("At a glance")
    draft.facts(
        [
            ("Domain 6, ending aftercare", "{{ result.ending }}"),
            ("Domain 8, the register", "{{ result.register }}"),
            ("Domains rated Red", "**{{ result.reds }}**"),
            ("Domains rated Amber", "{{ result.ambers }}"),
            ("Domains rated Green", "{{ result.greens }}"),
            ("Not rated yet", "{{ result.unrated }}", "result.unrated"),
            ("Completed on", shown("completed", "Not completed yet")),
        ],
        header=("What", "Result"),
    )
    draft.heading("What is asked of the Partnership Board")
    listed(draft, "result.asked", "Nothing: no domain is rated Amber or Red.")


def results(draft: Draft) -> None:
    """The chart, its numbers, and why each domain is rated as it is."""
    draft.chart(
        "scores_chart",
        "bar",
        "Share of the possible points, by domain",
        "A bar chart of the share of the possible points by domain. {{ result.in_words }}",
        series=["This year", "Last year"],
        number="0%",
        top=1,
        height_cm=11.5,
    )
    draft.para("The auditors rate each domain. The score and its suggestion help them to.")
    draft.table(
        ["Domain", "Score", "Suggested", "Rating", "Taken to the board; to be audited again"],
        "domain in domains",
        [
            "{{ domain.ref }} {{ domain.title }}{% if domain.high_risk %} (high risk){% endif %}",
            "{{ domain.score }}",
            shown("domain.suggested", "none"),
            RATING,
            "Board: {{ domain.escalated }}\nAgain: {{ domain.reaudit }}",
        ],
        [4.4, 2.2, 2.7, 2.2, 5.1],
        "Score, suggested rating, rating and escalation of the nine domains",
    )
    draft.heading("What the auditors say", 2)
    draft.table(
        ["Domain and rating", "Narrative"],
        "domain in domains",
        [
            "**{{ domain.ref }} {{ domain.title }}**\n{{ domain.rating }}",
            "{% if domain.narrative %}**{{ domain.narrative_heading }}.** {{ domain.narrative }}"
            "{% else %}Nothing is written.{% endif %}",
        ],
        [4.8, 11.8],
        "What the auditors say of each domain",
    )


def in_their_words(draft: Draft) -> None:
    """What the auditors sum up."""
    headings = {
        "Areas of strength": "strengths",
        "Areas for improvement": "improvements",
        "High-risk issues": "high_risks",
    }
    for heading, fact in headings.items():
        draft.heading(heading, 2)
        draft.para(shown(fact, "Nothing is written."))


def actions(draft: Draft) -> None:
    """What is done, by whom and by when; first what was carried forward."""
    draft.when("carried")
    draft.heading("Carried forward", 2)
    action_table(draft, "carried", "Actions carried forward from an earlier audit")
    draft.heading("New actions", 2)
    draft.end()
    draft.when("actions")
    draft.para("Each domain that is Amber or Red has an action, with an owner and a date.")
    action_table(draft, "actions", "New actions")
    draft.otherwise()
    draft.para("No new action is planned.")
    draft.end()


def action_table(draft: Draft, among: str, caption: str) -> None:
    """Actions, a row each."""
    draft.table(
        ["Action", "Owner and date", "State"],
        f"action in {among}",
        [
            "**{{ action.domain }}** "
            + shown("action.action", "An action without words")
            + "{% if action.carried_from %}\nFrom the audit {{ action.carried_from }}{% endif %}",
            shown("action.owner", "No owner is named")
            + "\nby "
            + shown("action.due", "no day")
            + "{% if action.overdue %}\n**Overdue**{% endif %}",
            shown("action.rag", "Not rated")
            + ", "
            + shown("action.state|lower", "no state")
            + "{% if action.progress %}\n{{ action.progress }}{% endif %}",
        ],
        [7.2, 4.4, 5.0],
        caption,
    )


def pillars(draft: Draft) -> None:
    """The same ratings by pillar."""
    draft.para(
        "The audit tool links its domains to pillars. It links none to pillar 3, and names no "
        "pillar for domain 6. That gap is shown as it is."
    )
    draft.table(
        ["Pillar", "Domains and ratings", "Poorest rating"],
        "pillar in pillars",
        [
            "{{ pillar.number }}. {{ pillar.name }}",
            shown("pillar.domains", "None"),
            shown("pillar.poorest", "None"),
        ],
        [6.8, 6.6, 3.2],
        "Ratings by pillar",
    )


def sign_off(draft: Draft) -> None:
    """Who took part, and room to sign."""
    draft.when("missing")
    draft.box("This is a draft. What is listed on the first page comes before the signatures.")
    draft.end()
    draft.facts(
        [
            ("Lead of the audit", shown("lead", "Not named")),
            ("Completed on", "{{ completed }}", "completed"),
            ("Completed on", pick_date("Completed on"), "not completed"),
        ],
        header=("What", "Who or when"),
    )
    draft.para("The audit is a joint one of three partners.")
    draft.table(
        ["Partner", "Took part"],
        "partner in partners",
        ["{{ partner.partner }}", "{{ partner.took_part }}"],
        [11.6, 5.0],
        "Partners who took part",
    )
    draft.heading("Signatures", 2)
    draft.signature(["Lead of the audit", *BODIES])
    made_with(draft)
