"""What a document may say: one typed context for each, and each fact described where it stands.

A fact is a text that is ready to print, a yes or no that a template asks with `if`, another group
of facts, or a list of texts or of groups. A text that the register does not hold is a `Blank`.
docs/documents.md is made from this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar, dataclass_transform

from s117xl.documents.statements import Statements

Group = TypeVar("Group")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def facts(group: type[Group]) -> type[Group]:
    """The class as a group of facts, each given by name and never changed."""
    return dataclass(frozen=True, slots=True, kw_only=True)(group)


@facts
class About:
    """The document itself."""

    title: Annotated[str, "what it is, such as Decision of the funding panel"]
    date: Annotated[str, "the day on which it was made, such as 3 February 2026"]
    state: Annotated[str, "DRAFT or FINAL"]
    is_draft: Annotated[bool, "whether it is a draft"]
    law_as_at: Annotated[str, "the day on whose law the register was judged"]
    register_id: Annotated[str, "the id of the person's row on the register"]
    reference: Annotated[str, "the register id, and the id of the child row where there is one"]
    invented: Annotated[bool, "whether the register says that its people are invented"]


@facts
class Organisation:
    """The bodies that write, from Settings."""

    council: Annotated[str, "the council's name"]
    board: Annotated[str, "the Integrated Care Board's name"]
    trust: Annotated[str, "the NHS Trust's name"]
    contact_lines: Annotated[tuple[str, ...], "address, telephone and e-mail, a line each"]
    address_lines: Annotated[tuple[str, ...], "the address to write back to"]
    phone: Annotated[str, "the telephone number"]
    email: Annotated[str, "the e-mail address"]
    website: Annotated[str, "where more is told"]
    contact: Annotated[str, "who answers questions"]
    signed_by: Annotated[str, "who signs for the council"]
    signed_by_board: Annotated[str, "who signs for the board"]
    advocacy: Annotated[str, "who gives advocacy here, and how to reach them"]
    crisis: Annotated[str, "whom to call in a crisis, at any hour"]
    complaints_council: Annotated[str, "where to complain to the council"]
    complaints_board: Annotated[str, "where to complain to the NHS"]
    has_logo: Annotated[bool, "whether a logo is to be shown"]
    logo_alt: Annotated[str, "the logo in words"]


@facts
class Person:
    """The person whose aftercare it is."""

    name: Annotated[str, "forename and surname"]
    called: Annotated[str, "how the person likes to be addressed, else the forename"]
    dob: Annotated[str, "date of birth"]
    age: Annotated[str, "age in years on the as-at date"]
    under_18: Annotated[bool, "whether the person is known to be under 18"]
    nhs_number: Annotated[str, "NHS number, in groups of 3, 3 and 4"]
    council_id: Annotated[str, "the council's id for the person"]
    trust_id: Annotated[str, "the Trust's id for the person"]
    address_lines: Annotated[tuple[str, ...], "where the person lives, a line each"]
    living: Annotated[str, "accommodation status, such as supported"]
    gender: Annotated[str, "gender as recorded"]
    ethnicity: Annotated[str, "ethnic category in words"]
    religion: Annotated[str, "religion or belief"]
    language: Annotated[str, "language"]
    interpreter: Annotated[str, "whether an interpreter is needed: yes, no or not known"]
    needs_interpreter: Annotated[bool, "whether an interpreter is known to be needed"]
    communication: Annotated[str, "how information is to be given, such as Easy Read"]
    easy_read: Annotated[bool, "whether Easy Read is asked for, or a learning disability recorded"]
    adjustments: Annotated[str, "reasonable adjustments"]
    disability: Annotated[str, "disabilities as recorded"]
    capacity: Annotated[str, "capacity to decide on aftercare, as last recorded"]
    gp_practice: Annotated[str, "code of the general practice"]
    no_public_funds: Annotated[bool, "whether no recourse to public funds is recorded"]
    carer: Annotated[str, "the carer's name"]
    has_carer: Annotated[bool, "whether a carer is named"]
    carer_consent: Annotated[str, "whether the person agrees that the carer is told"]
    carer_assessment: Annotated[str, "when the carer was offered an assessment of their own"]
    advocacy_type: Annotated[str, "which advocacy was taken up, or declined"]
    advocacy_offered: Annotated[str, "when advocacy was offered"]
    voice: Annotated[str, "the person's own view, in their words or summed up"]
    cyp_lead: Annotated[str, "children's lead, for a person under 18"]
    ehcp: Annotated[str, "education, health and care plan: yes, no or not known"]
    looked_after: Annotated[str, "looked-after child: yes, no or not known"]
    transition_plan: Annotated[str, "date of the plan for becoming 18"]


@facts
class Recipient:
    """To whom a letter goes."""

    lines: Annotated[tuple[str, ...], "name and address, a line each"]
    salutation: Annotated[str, "the words after Dear, without it"]
    is_representative: Annotated[bool, "whether the letter goes to a representative"]


@facts
class Entitlement:
    """Why the person is owed aftercare."""

    section: Annotated[str, "the section in words, such as section 3 (admission for treatment)"]
    section_code: Annotated[str, "the national code of the legal status"]
    restricted: Annotated[str, "whether a restriction order or direction was made"]
    detained: Annotated[str, "first day of the detention"]
    detention_ended: Annotated[str, "last day of the detention"]
    hospital: Annotated[str, "hospital of detention"]
    left_hospital: Annotated[str, "day of leaving hospital"]
    trigger: Annotated[str, "how the person left, such as conditional discharge"]
    since: Annotated[str, "the day from which the duty is owed"]
    answer: Annotated[str, "entitled, not entitled, or a person must decide"]
    status: Annotated[str, "status of the record in words"]
    evidence: Annotated[str, "reference of the evidence"]
    episode: Annotated[str, "number of the episode"]
    had_cto: Annotated[bool, "whether a community treatment order is on record"]
    on_cto: Annotated[bool, "whether such an order is known to be in force"]
    cto_started: Annotated[str, "first day of the order"]
    cto_expires: Annotated[str, "day on which it expires"]
    cto_ended: Annotated[str, "day on which it ended"]
    cto_answer: Annotated[str, "in force, not in force, or not known, as a sentence"]
    conditional: Annotated[bool, "whether a conditional discharge is on record"]
    cd_started: Annotated[str, "first day of the conditional discharge"]
    cd_ended: Annotated[str, "day on which it ended"]
    cd_answer: Annotated[str, "in force, not in force, or not known, as a sentence"]
    in_prison: Annotated[bool, "whether the person is known to be in prison"]
    prison: Annotated[str, "name of the prison"]
    release_due: Annotated[str, "day on which release is due"]


@facts
class Responsible:
    """Who must act."""

    council: Annotated[str, "the responsible council by its code, with its name where held"]
    board: Annotated[str, "the responsible board by its code, with its name where held"]
    council_basis: Annotated[str, "why it is this council"]
    board_basis: Annotated[str, "why it is this board"]
    decided_for: Annotated[str, "the detention for which residence was decided"]
    trust: Annotated[str, "code of the provider Trust"]
    lead: Annotated[str, "the named lead"]
    lead_role: Annotated[str, "the lead's role"]
    lead_body: Annotated[str, "the lead's organisation, in words"]
    team: Annotated[str, "the lead's team"]


@facts
class Service:
    """One service."""

    id: Annotated[str, "its id"]
    name: Annotated[str, "what it is called"]
    type: Annotated[str, "its type"]
    provider: Annotated[str, "who provides it"]
    is_aftercare: Annotated[bool, "whether it is section 117 aftercare"]
    aftercare: Annotated[str, "the same in words: yes, no or not recorded"]
    meets_need: Annotated[str, "test A: meets a need from or related to the mental disorder"]
    reduces_risk: Annotated[str, "test B: reduces the risk of getting worse and of readmission"]
    why: Annotated[str, "how it meets the tests, in words"]
    started: Annotated[str, "its first day"]
    ended: Annotated[str, "its last day"]
    is_open: Annotated[bool, "whether it is going on"]
    weekly_cost: Annotated[str, "what it costs a week"]
    funded_by: Annotated[str, "who pays, with the shares"]
    direct_payment: Annotated[bool, "whether it is given by direct payment"]
    is_home: Annotated[bool, "whether it is accommodation"]
    home_paid_by: Annotated[str, "who pays for the accommodation"]
    top_up: Annotated[str, "a top-up by written agreement, in words"]


@facts
class Plan:
    """The aftercare plan as the register knows it."""

    date: Annotated[str, "date of the plan"]
    reference: Annotated[str, "where it is kept"]
    shared: Annotated[str, "when it was shared with the person"]
    contingency: Annotated[str, "whether it says what to do in a crisis"]
    assessed: Annotated[str, "date of the assessment"]
    assessed_by: Annotated[str, "which bodies took part in it"]
    meeting: Annotated[str, "date of the planning meeting"]
    home_is_aftercare: Annotated[bool, "whether accommodation is part of the aftercare"]
    home_reason: Annotated[str, "why accommodation is part of it"]
    shares: Annotated[str, "how the two bodies share the cost"]
    share_reason: Annotated[str, "why one body pays all"]
    funding: Annotated[str, "whether the funding is agreed"]
    healthcare: Annotated[str, "NHS continuing healthcare, as considered"]
    budget_offered: Annotated[str, "whether a direct payment or health budget was offered"]


@facts
class Review:
    """One review that was held or is planned."""

    id: Annotated[str, "its id"]
    kind: Annotated[str, "initial, annual or unscheduled"]
    type: Annotated[str, "full or light-touch"]
    due: Annotated[str, "when it was due"]
    held: Annotated[str, "when it was held"]
    present: Annotated[str, "who was there"]
    change_of_need: Annotated[str, "whether needs had changed"]
    outcome: Annotated[str, "what came of it"]
    recorded: Annotated[str, "outcomes and wellbeing, as recorded"]
    next_due: Annotated[str, "the next one, as planned then"]


@facts
class NextReview:
    """The review that comes next."""

    due: Annotated[str, "the day by which it is due"]
    overdue: Annotated[str, "by how many days it is overdue, in words"]
    is_first: Annotated[bool, "whether it is the first since leaving hospital"]
    kind: Annotated[str, "Initial review or Annual review"]


@facts
class Check:
    """A line of a checklist, answered from the register as far as it can be."""

    question: Annotated[str, "what is asked"]
    answer: Annotated[str, "yes, no or not known, with the facts"]
    against: Annotated[bool, "whether the answer speaks against it"]


@facts
class Panel:
    """A request to the funding panel, and its decision."""

    id: Annotated[str, "its id"]
    date: Annotated[str, "when the panel sat"]
    request: Annotated[str, "what was asked for"]
    decision: Annotated[str, "the decision in words, such as approved in part"]
    approved: Annotated[bool, "approved wholly"]
    in_part: Annotated[bool, "approved in part"]
    deferred: Annotated[bool, "deferred"]
    declined: Annotated[bool, "declined"]
    undecided: Annotated[bool, "no decision is recorded"]
    reasons: Annotated[str, "the reasons in words"]
    main_reason: Annotated[str, "the kind of reason that decided"]
    shares: Annotated[str, "how the two bodies share the cost"]
    interim: Annotated[str, "what supports the person meanwhile"]
    conditions: Annotated[str, "conditions"]
    start: Annotated[str, "from when"]
    ask_again_by: Annotated[str, "by when it comes back to the panel"]
    members: Annotated[str, "who decided"]


@facts
class Dispute:
    """A dispute between bodies."""

    id: Annotated[str, "its id"]
    about: Annotated[str, "what it is about"]
    raised: Annotated[str, "when it was raised"]
    stage: Annotated[str, "at which stage it is"]
    stage_since: Annotated[str, "since when"]
    move_on_by: Annotated[str, "by when it moves to the next stage"]
    is_over: Annotated[bool, "whether it is resolved"]
    is_residence: Annotated[bool, "whether it is about ordinary residence"]
    refer_by: Annotated[str, "by when it goes to the Secretary of State"]
    referred: Annotated[str, "when it went there"]
    interim: Annotated[str, "who pays meanwhile"]
    has_interim: Annotated[bool, "whether somebody pays meanwhile"]
    paused: Annotated[bool, "whether support is paused"]
    resolved: Annotated[str, "when it was resolved"]
    outcome: Annotated[str, "how"]


@facts
class Ending:
    """How the duty ended."""

    date: Annotated[str, "the day on which it ended"]
    reasons: Annotated[tuple[str, ...], "the reasons in words, the one that decided first"]
    told_reasons: Annotated[tuple[str, ...], "the same, as a letter tells the person"]
    rationale: Annotated[str, "the reasoning"]
    reassessed: Annotated[str, "date of the full reassessment"]
    council_decider: Annotated[str, "who decided for the council"]
    council_date: Annotated[str, "when"]
    board_decider: Annotated[str, "who decided for the board"]
    board_date: Annotated[str, "when"]
    involved: Annotated[str, "whether the person or an advocate took part"]
    was_involved: Annotated[bool, "whether they are known to have taken part"]
    not_involved_because: Annotated[str, "why not"]
    authorised_by: Annotated[str, "who authorised it"]
    panel: Annotated[str, "reference of the panel"]
    notice: Annotated[str, "day of the written notice"]
    joint_notice: Annotated[str, "whether both bodies gave it together"]
    follow_on: Annotated[str, "other help that was offered"]
    requested: Annotated[str, "when the person asked for it to end"]


@facts
class Refund:
    """Money that the person was charged for aftercare."""

    services: Annotated[tuple[str, ...], "what was charged for"]
    found: Annotated[str, "when the charge was found"]
    amount: Annotated[str, "how much"]
    paid: Annotated[str, "when it was paid back"]
    is_paid: Annotated[bool, "whether it is known to be paid back"]


@facts
class Task:
    """Something that the named lead is reminded of."""

    what: Annotated[str, "what is wrong, or due"]
    do: Annotated[str, "what to do"]
    due: Annotated[str, "by when"]
    severity: Annotated[str, "how grave it is"]
    law: Annotated[str, "what it rests on"]


@facts
class Document:
    """What every document knows."""

    document: About
    organisation: Organisation
    person: Person
    say: Statements
    missing: Annotated[tuple[str, ...], "what is to be completed in the register, a line each"]


@facts
class Letter(Document):
    """What every letter knows besides."""

    recipient: Recipient


@facts
class AssessmentForm(Document):
    """The assessment."""

    entitlement: Entitlement
    responsible: Responsible
    plan: Plan
    services: Annotated[tuple[Service, ...], "services that are going on"]


@facts
class AftercarePlan(AssessmentForm):
    """The aftercare plan."""

    aftercare: Annotated[tuple[Service, ...], "those that are section 117 aftercare"]
    other_services: Annotated[tuple[Service, ...], "those that are not"]
    next_review: NextReview


@facts
class ReviewForm(AftercarePlan):
    """The full review, initial or annual."""

    reviews: Annotated[tuple[Review, ...], "reviews held, the latest first, four at most"]
    has_reviews: Annotated[bool, "whether any was held"]


@facts
class LightReviewForm(ReviewForm):
    """The light-touch review."""

    checks: Annotated[tuple[Check, ...], "what would call for a full review"]
    full_review_needed: Annotated[bool, "whether the register shows that a full one is called for"]


@facts
class PanelApplication(AftercarePlan):
    """The application to the panel."""

    panel: Panel


@facts
class DecisionLetter(Letter):
    """The panel's decision."""

    panel: Panel
    responsible: Responsible
    plan: Plan


@facts
class DisputeNotice(Document):
    """The notice of a dispute."""

    dispute: Dispute
    responsible: Responsible
    entitlement: Entitlement
    aftercare: Annotated[tuple[Service, ...], "section 117 services that go on meanwhile"]


@facts
class EndingRecord(Document):
    """The record of an ending."""

    ending: Ending
    entitlement: Entitlement
    responsible: Responsible
    services: Annotated[tuple[Service, ...], "every section 117 service, with the two tests"]


@facts
class EndingLetter(Letter):
    """The letter that tells of an ending."""

    ending: Ending
    responsible: Responsible


@facts
class ReinstatementLetter(Letter):
    """The letter that tells that the duty goes on."""

    ending: Ending
    responsible: Responsible


@facts
class RefundLetter(Letter):
    """The letter that tells of money to be paid back."""

    refund: Refund
    responsible: Responsible


@facts
class RightsLeaflet(Document):
    """The leaflet on rights."""


@facts
class Reminder(Document):
    """The reminder to the named lead."""

    responsible: Responsible
    next_review: NextReview
    tasks: Annotated[tuple[Task, ...], "what is open, gravest first"]


@facts
class CoverNote(Document):
    """The note to the author, which is not sent."""

    file: Annotated[str, "the name of the document that it is about"]
    tasks: Annotated[tuple[Task, ...], "what the rules found, gravest first"]
    wording: Annotated[tuple[Task, ...], "words that had better be changed"]
    notes: Annotated[tuple[str, ...], "what else is to be known"]
