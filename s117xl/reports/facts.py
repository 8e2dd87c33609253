"""What the documents for adoption may say: one typed context for each.

They are about no person: their facts are the bodies, the periods of local policy, the law that
they name, and what the competency ratings show.
"""

from __future__ import annotations

from typing import Annotated

from s117xl.documents.facts import Organisation, facts


@facts
class AboutEditable:
    """The document itself."""

    title: Annotated[str, "what it is, such as Joint policy checklist"]
    date: Annotated[str, "the day on which it was made, such as 3 February 2026"]
    state: Annotated[str, "DRAFT or FINAL"]
    is_draft: Annotated[bool, "whether it is a draft"]
    law_as_at: Annotated[str, "the day on whose law it rests"]
    reference: Annotated[str, "what stands beside the title at the foot of each page"]


@facts
class Periods:
    """The periods of local policy in words, such as 3 months: Settings, else our defaults."""

    first_review: Annotated[str, "from leaving hospital to the first review"]
    review_cycle: Annotated[str, "from one review to the next"]
    full_review: Annotated[str, "the longest time with light-touch reviews alone"]
    asc_notified: Annotated[str, "from detention to telling adult social care"]
    planning_start: Annotated[str, "from detention to the start of planning"]
    registered_within: Annotated[str, "from discharge to the entry on the register"]
    register_update: Annotated[str, "how often a record is looked at"]
    prison_planning: Annotated[str, "how long before release planning has begun"]
    transition_age: Annotated[str, "the age from which a transition plan is expected"]
    funding_agreed: Annotated[str, "from the start of a service to the agreement of both bodies"]
    topup_review: Annotated[str, "from one review of a top-up to the next"]
    refund_within: Annotated[str, "from finding a charge to paying it back"]
    dispute_stage: Annotated[str, "how long a dispute may stand at one stage"]
    or_dispute_referral: Annotated[str, "until a residence dispute goes to the Secretary of State"]
    decisions_apart: Annotated[str, "how far apart the two decisions to end may be"]
    reassessment_within: Annotated[str, "how near before an ending the reassessment stands"]
    early_ending: Annotated[str, "how soon after leaving hospital an ending counts as early"]
    premature_readmission: Annotated[str, "how soon after an ending a readmission counts"]
    end_request_answer: Annotated[str, "to answer a person who asks for the duty to end"]
    complaint: Annotated[str, "from knowing of a matter to complaining to an ombudsman"]
    reaudit_from: Annotated[str, "the earliest re-audit of what was Amber or Red"]
    reaudit_by: Annotated[str, "the latest re-audit of what was Amber or Red"]


@facts
class Law:
    """One authority that the document names."""

    citation: Annotated[str, "how it is cited"]
    summary: Annotated[str, "what it says, in our words"]
    standing: Annotated[str, "whether it is in force, and since when"]
    check: Annotated[str, "what a lawyer is still to confirm; blank where nothing is"]
    link: Annotated[str, "where it can be read; blank where no address is held"]


@facts
class OpenPoint:
    """Something that a lawyer is to confirm."""

    what: Annotated[str, "what is to be confirmed"]
    where: Annotated[str, "the authorities that it is about"]


@facts
class Reform:
    """A provision of the Mental Health Act 2025."""

    citation: Annotated[str, "how it is cited"]
    summary: Annotated[str, "what it changes, in our words"]
    in_force: Annotated[bool, "whether it is in force on the day of the law"]
    standing: Annotated[str, "in force and since when, or not in force"]
    check: Annotated[str, "what a lawyer is still to confirm; blank where nothing is"]


@facts
class RuleLine:
    """A rule that checks the register."""

    code: Annotated[str, "its code, such as R041"]
    title: Annotated[str, "what it looks for"]
    severity: Annotated[str, "how grave a find is here"]
    standing: Annotated[str, "run, switched off in Settings, or not in force"]
    is_run: Annotated[bool, "whether it is run"]


@facts
class TrainingNeed:
    """What the competency ratings propose for one domain."""

    domain: Annotated[str, "the domain with its title"]
    kind: Annotated[str, "training, reflective supervision or action on the system"]
    what: Annotated[str, "what is proposed"]
    why: Annotated[str, "the figures that it rests on"]
    levels: Annotated[str, "the levels with a gap; blank where none is shown"]
    teams: Annotated[str, "the teams with most gaps; blank where none is shown"]


@facts
class Editable:
    """What every document for adoption knows."""

    document: AboutEditable
    organisation: Organisation
    periods: Periods
    authorisers: Annotated[str, "the roles that may authorise an ending, from Settings"]
    laws: Annotated[tuple[Law, ...], "the authorities that the document names, by citation"]
    in_full: Annotated[
        str, "those that it names in short, in full, but for those of the open points"
    ]
    open_points: Annotated[
        tuple[OpenPoint, ...], "what a lawyer is to confirm, besides the numbers of paragraphs"
    ]
    missing: Annotated[tuple[str, ...], "what is to be completed in Settings, a line each"]


@facts
class JointPolicyChecklist(Editable):
    """The checklist of what a joint policy settles."""


@facts
class PanelProtocol(Editable):
    """The protocol of the funding panel and of disputes."""


@facts
class BoardTerms(Editable):
    """The terms of the Partnership Board, with an outline of the memorandum."""


@facts
class TrainingProgramme(Editable):
    """The training programme and the analysis of needs."""

    needs: Annotated[tuple[TrainingNeed, ...], "what the competency ratings propose; may be none"]


@facts
class PractitionerBriefing(Editable):
    """The briefing on the law."""

    reforms: Annotated[tuple[Reform, ...], "the Mental Health Act 2025, as far as it bears on this"]


@facts
class PathwayMap(Editable):
    """The pathway with its checkpoints."""

    rules: Annotated[tuple[RuleLine, ...], "the rules that check the pathway"]


@facts
class InclusionMeasures(Editable):
    """The measures of inclusive practice."""

    rules: Annotated[tuple[RuleLine, ...], "the rules that check inclusive practice"]
