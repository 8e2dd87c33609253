"""Every document, declared once: its template, its rows, what it must say, what stops it."""

from __future__ import annotations

from dataclasses import dataclass

from s117xl.documents import facts
from s117xl.refusal import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document.

    `table` holds the rows that it is about. `facts` is the context of its template. A letter goes
    to the person or to a representative. `stops` are the rules that hold it back, besides what
    the gate itself knows; `certain` are those that hold it back too where they cannot be tested.
    `mends` are the rules that the document puts right once it is sent. `own_words` are facts in
    which an officer writes to the person: no charge may be asked for there. `only` names the
    records that it is for, where it is not for all: ended, ended before, or charged.
    """

    id: str
    title: str
    template: str
    table: str
    facts: type[facts.Document]
    is_letter: bool = False
    stops: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    mends: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    only: str = ""
    tip: str = ""


SHUT_OUT = ("R092", "R097")
CERTAIN = ("R002", "R003", "R004", "R006", "R007")
ENDINGS = (*CERTAIN, "R012", *SHUT_OUT)

KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("assessment", "Aftercare assessment", "assessment", "Register",
             facts.AssessmentForm, mends=("R060", "R061"),
             tip="A form for the assessment, with what the register knows filled in."),
        Kind("plan", "Aftercare plan", "plan", "Register", facts.AftercarePlan,
             stops=("R001",), mends=("R054", "R055", "R056", "R057"),
             own_words=("plan.home_reason", "plan.share_reason"),
             tip="The aftercare plan, with the services and rights filled in."),
        Kind("review", "Full review", "review", "Register", facts.ReviewForm,
             mends=("R041", "R043", "R045"),
             tip="A form for a full review, first or annual."),
        Kind("light-review", "Light-touch review", "light-review", "Register",
             facts.LightReviewForm, mends=("R043",),
             tip="A form for a light-touch review, with what would call for a full one."),
        Kind("panel-application", "Application to the funding panel", "panel-application",
             "Panel", facts.PanelApplication, own_words=("panel.request",),
             tip="The application to the panel, by need and not by price."),
        Kind("decision", "Decision of the funding panel", "decision", "Panel",
             facts.DecisionLetter, is_letter=True, stops=("R001", "R076", "R083", *SHUT_OUT),
             own_words=("panel.request", "panel.reasons", "panel.conditions", "panel.interim"),
             tip="The letter with the panel's decision, its reasons, and how to challenge it."),
        Kind("dispute", "Notice of a dispute", "dispute", "Disputes", facts.DisputeNotice,
             mends=("R077", "R078"),
             tip="The notice that takes a dispute to its next stage while care goes on."),
        Kind("ending-record", "Record of an ending", "ending-record", "Register",
             facts.EndingRecord, stops=ENDINGS, certain=CERTAIN,
             own_words=("ending.rationale",), only="ended",
             tip="The record of how both bodies decided to end the duty."),
        Kind("ending-letter", "End of aftercare", "ending-letter", "Register",
             facts.EndingLetter, is_letter=True, stops=ENDINGS, certain=CERTAIN, mends=("R011",),
             own_words=("ending.rationale",), only="ended",
             tip="The letter that tells why aftercare ended, how to challenge it and come back."),
        Kind("reinstatement", "Aftercare goes on", "reinstatement", "Register",
             facts.ReinstatementLetter, is_letter=True, mends=("R018",), only="ended before",
             tip="The letter that tells that aftercare goes on after it was ended."),
        Kind("refund", "Money paid back", "refund", "Register", facts.RefundLetter,
             is_letter=True, mends=("R088",), only="charged",
             tip="The letter that pays back what was charged for aftercare."),
        Kind("rights", "Your rights to aftercare", "rights", "Register", facts.RightsLeaflet,
             is_letter=True, mends=("R104",),
             tip="The leaflet on rights; in Easy Read for who needs it."),
        Kind("reminder", "Reminder to the named lead", "reminder", "Register", facts.Reminder,
             tip="What is open for a person, for the named lead; without the person's name."),
    )
}  # fmt: skip
"""The kinds in the order of a person's way. A new document is an entry here, its facts, its
template."""

EASY_READ = Kind(
    "rights-easy-read", "Your rights to aftercare, in Easy Read", "rights-easy-read", "Register",
    facts.RightsLeaflet, is_letter=True,
)  # fmt: skip
COVER_NOTE = Kind("cover-note", "Note to the author", "cover-note", "Register", facts.CoverNote)
TEMPLATES: dict[str, Kind] = {each.template: each for each in (*KINDS.values(), EASY_READ,
                                                               COVER_NOTE)}  # fmt: skip
"""Every template by the name of its file."""


def kind(id: str) -> Kind:
    """The kind with this id. Refused where there is none."""
    if id not in KINDS:
        raise Refused(f"There is no document {id}; these can be made: {', '.join(KINDS)}.")
    return KINDS[id]
