"""The notices between those who act: a dispute, a reminder to the lead, a note to the author."""

from __future__ import annotations

from s117xl.documents.building.every_letter import LEAD_IN_FULL
from s117xl.documents.building.kit import Draft, Row, pick_date, write_here

TO_BE_REFERRED = "dispute.is_residence and not dispute.is_over and not dispute.referred"
STAGES = (
    "Operational managers",
    "Senior managers",
    "Directors or executives",
    "Lawyers or the Secretary of State",
)


def dispute() -> bytes:
    """The notice that takes a dispute to its next stage while care goes on."""
    draft = Draft("Notice of a dispute", "form")
    care_goes_on(draft)
    draft.para("{{ say.legal_duty }}")
    at_issue(draft)
    bodies(draft)
    facts_of_the_case(draft)
    stages(draft)
    services_that_go_on(draft)
    told(draft)
    draft.heading("Signed for the bodies")
    draft.signature(["Council", "Integrated Care Board", "Other body"])
    return draft.bytes()


def care_goes_on(draft: Draft) -> None:
    """First of all: support is not held up by a dispute, and somebody pays for it."""
    draft.when("dispute.paused")
    draft.box("Support is paused. Start it again at once.", "warning")
    draft.end()
    draft.when("not dispute.is_over and not dispute.has_interim")
    draft.box("Nobody is named who pays meanwhile. Agree on somebody today.", "warning")
    draft.end()
    draft.box(
        "**Care continues, whoever pays.** The duty is owed to the person throughout. A dispute "
        "between bodies is no reason to refuse, delay or pause support."
    )


def at_issue(draft: Draft) -> None:
    """What the dispute is about, where it stands, and its deadlines."""
    draft.heading("The dispute")
    draft.facts(
        [
            ("Date of this notice", "{{ document.date }}"),
            ("About", "{{ dispute.about|capitalize }}"),
            ("Raised on", "{{ dispute.raised }}"),
            ("Who pays meanwhile", "{{ dispute.interim|capitalize }}"),
            ("Stage", "{{ dispute.stage|capitalize }}, since {{ dispute.stage_since }}"),
            ("Moves to the next stage by", "{{ dispute.move_on_by }}", "not dispute.is_over"),
            ("Goes to the Secretary of State by", "{{ dispute.refer_by }}", TO_BE_REFERRED),
            ("Went to the Secretary of State on", "{{ dispute.referred }}", "dispute.referred"),
            ("Resolved on", "{{ dispute.resolved }}", "dispute.is_over"),
            ("How it was resolved", "{{ dispute.outcome }}", "dispute.is_over"),
        ],
        widths=(6.6, 10),
    )


def bodies(draft: Draft) -> None:
    """Whose aftercare it is, and between whom the dispute is."""
    draft.heading("The person and the bodies")
    draft.facts(
        header=("Who", "Name or reference"),
        rows=[
            ("Person", "{{ person.name }}"),
            ("Date of birth", "{{ person.dob }}", "person.dob"),
            ("NHS number", "{{ person.nhs_number }}", "person.nhs_number"),
            ("Register", "{{ document.reference }}"),
            ("Responsible council", "{{ responsible.council }}"),
            ("Why that council", "{{ responsible.council_basis }}", "responsible.council_basis"),
            ("Responsible board", "{{ responsible.board }}"),
            ("Why that board", "{{ responsible.board_basis }}", "responsible.board_basis"),
            ("Other bodies in the dispute", write_here("Other bodies in the dispute")),
            ("Named lead", LEAD_IN_FULL),
        ],
    )


def facts_of_the_case(draft: Draft) -> None:
    """What the register holds, what is agreed, and what is not."""
    draft.heading("The facts")
    draft.facts(
        [
            ("Legal status", "{{ entitlement.section }}"),
            ("Detained from", "{{ entitlement.detained }}"),
            ("Hospital", "{{ entitlement.hospital }}", "entitlement.hospital"),
            ("Left hospital", "{{ entitlement.left_hospital }}", "entitlement.left_hospital"),
            ("Duty owed since", "{{ entitlement.since }}", "entitlement.since"),
            ("Residence decided for", "{{ responsible.decided_for }}", "responsible.decided_for"),
        ]
    )
    draft.ask("Which facts do all bodies agree on?", write_here("Agreed facts", lines=3))
    draft.ask(
        "Which facts are disputed, and what does each body say?",
        write_here("Disputed facts", lines=4),
        "Give the dates and the documents that each body relies on.",
    )
    draft.ask("What would settle it?", write_here("What would settle it", lines=2))


def stages(draft: Draft) -> None:
    """The way up, and what came of each stage."""
    draft.heading("Stages")
    rows: list[Row] = [
        [
            stage,
            write_here(f"Who: {stage}"),
            pick_date(f"Day: {stage}"),
            write_here(f"Result: {stage}"),
        ]
        for stage in STAGES
    ]
    headings = ["Stage", "Who", "Day", "What came of it"]
    draft.grid(headings, rows, [4.4, 3.8, 4.4, 4], row_headings=True)


def services_that_go_on(draft: Draft) -> None:
    """The section 117 services that nothing in this dispute may interrupt."""
    draft.heading("Services that go on")
    draft.when("aftercare")
    draft.para("These section 117 services go on as they are until the dispute is over.")
    known = (either(f"service.{fact}", "Not recorded") for fact in ("provider", "started"))
    cells = ["{{ service.name }}", *known, either("service.funded_by", "Not recorded")]
    headings = ["Service", "Provider", "Since", "Paid by"]
    draft.table(headings, "service in aftercare", cells, [4.6, 4, 3.4, 4.6])
    draft.otherwise()
    draft.para(
        "The register shows no section 117 service that is going on. Check that the person has "
        "what they need."
    )
    draft.end()


def told(draft: Draft) -> None:
    """That the person knows of it, and what the person is told of their data."""
    draft.heading("The person is kept informed")
    draft.tick("The person, or who acts for them, was told of the dispute in plain words")
    draft.tick("They were told that their support goes on, and that they pay nothing for it")
    draft.ask("When were they told, and by whom?", [
        pick_date("Day on which the person was told"), write_here("Who told the person"),
    ])  # fmt: skip
    draft.para("What the person is told of their data: {{ say.your_data }}")


def reminder() -> bytes:
    """What is open for a person, told to the named lead without the person's name."""
    draft = Draft("Reminder to the named lead", "note")
    draft.para("{{ document.date }}")
    draft.para(f"To {LEAD_IN_FULL}")
    draft.para(
        "The register names you as the lead for **{{ document.register_id }}**. This note leaves "
        "out the person's name on purpose. Please do not add it when you reply."
    )
    draft.para("{{ say.legal_duty }}")
    open_tasks(draft)
    draft.heading("Next review")
    draft.when("next_review.due")
    draft.para(
        "{{ next_review.kind }}, due by **{{ next_review.due }}**{% if next_review.overdue %} "
        "({{ next_review.overdue }}){% endif %}."
    )
    draft.otherwise()
    draft.para(
        "The register does not tell when the next review is due. Check the day of leaving "
        "hospital, and the reviews that were held."
    )
    draft.end()
    draft.heading("If it is not yours any more")
    draft.para(
        "Tell us who has taken over, and when. Until the register names somebody else, it stands "
        "with you."
    )
    draft.heading("Questions")
    draft.para(
        "{% if organisation.contact %}Ask {{ organisation.contact }}, or call{% else %}Call"
        "{% endif %} {{ organisation.phone }}{% if organisation.email %}, or write to "
        "{{ organisation.email }}{% endif %}."
    )
    return draft.bytes()


def open_tasks(draft: Draft) -> None:
    """Each task with what to do, by when, and the law; or that there is none."""
    draft.heading("What is open")
    draft.when("tasks")
    draft.para("The gravest comes first.")
    draft.table(
        ["What", "What to do", "By", "It rests on"],
        "task in tasks",
        ["**{{ task.severity }}.** {{ task.what }}", "{{ task.do }}",
         either("task.due", "As soon as you can"), either("task.law", "Good practice")],
        [5, 5, 2.6, 4],
    )  # fmt: skip
    draft.otherwise()
    draft.para("Nothing is open on the register today. Thank you.")
    draft.end()


def cover_note() -> bytes:
    """What the author must know of a document, and the person must not get with it."""
    draft = Draft("Note to the author", "note", "Note to the author. Not to be sent.")
    draft.para("This note is about **{{ file }}**. Read it before that document goes out.")
    draft.when("missing")
    draft.para("The list above says what is blank in it. It stays a draft until that is filled in.")
    draft.end()
    draft.when("tasks")
    draft.heading("What the rules found")
    draft.para("The gravest comes first. Look at whether the document can go out as it is.")
    found = "**{{ task.severity }}.** {{ task.what }}"
    listed(draft, "task in tasks", ["What was found", "What to do"], found)
    draft.end()
    draft.when("wording")
    draft.heading("Words to change")
    draft.para("These words come from the register. Change them there, then make it again.")
    listed(draft, "task in wording", ["Words, and why not", "Better words"], "{{ task.what }}")
    draft.end()
    draft.when("notes")
    draft.heading("What else to know")
    draft.bullet_each("note in notes", "{{ note }}")
    draft.end()
    draft.para("Nothing here is legal advice.")
    return draft.bytes()


def listed(draft: Draft, each: str, headings: list[str], first: str) -> None:
    """A table of tasks; `first` is what its first column says."""
    cells = [first, "{{ task.do }}", either("task.law", "Good practice")]
    draft.table([*headings, "It rests on"], each, cells, [6.2, 6, 4.4])


def either(fact: str, otherwise: str) -> str:
    """The fact, or other words where it is blank."""
    return f"{{% if {fact} %}}{{{{ {fact} }}}}{{% else %}}{otherwise}{{% endif %}}"
