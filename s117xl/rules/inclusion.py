"""Inclusion: nobody is shut out, and everybody can take part and know their rights."""

from __future__ import annotations

from collections.abc import Iterator

from s117xl.register.truth import Truth
from s117xl.rules.catalogue import Found, Scope, rule
from s117xl.rules.exclusion import settled, shut_out_by_ending, shut_out_by_status
from s117xl.rules.rows import Rows
from s117xl.rules.scopes import OFFERED, SOMEBODY, has_not_died

NO_RECOURSE = "no recourse to public funds"


def has_carer(r: Rows) -> Truth:
    """Whether the record of a person who is alive names a carer."""
    return r.column("carer_name").filled & has_not_died(r)


CARER = Scope(has_carer, "No record names a carer.")


@rule(
    "R092",
    "Shut out for want of recourse to public funds",
    "unlawful",
    fields=("nrpf", "record_status", "status_reason", "end_reason"),
    authority=("niaa-2002-sch3", "phb-2019", "mha-117-2"),
    pillar=6,
    audit=("D7.5",),
    message="The record is {record_status} because the person has no recourse to public funds.",
    fix="Reinstate the entry: immigration status does not bear on this duty.",
    owner="Council and ICB deciders",
)
def shut_out_for_status(r: Rows) -> Iterator[Found]:
    # The reason itself says that the person has no recourse, whatever the flag beside it says.
    status = shut_out_by_status(r, NO_RECOURSE)
    ending = r.nrpf.isin("yes") & shut_out_by_ending(r, "X15")
    yield Found(settled(status, ending), "status_reason", regardless=True)
    yield Found(settled(ending, status), "end_reason", regardless=True)


@rule(
    "R100",
    "Advocacy was not offered, or its outcome is not recorded",
    "prompt",
    scope=OFFERED,
    fields=("advocacy_offered", "advocacy_type"),
    authority=("mha-130a", "care-act-67"),
    pillar=6,
    audit=("D7.2",),
    message="The record shows no offer of an advocate.",
    fix="Offer an advocate, and record the day and what the person chose.",
    owner="Named lead",
    speaks_for=("advocacy_offered",),
)
def no_advocacy(r: Rows) -> Iterator[Found]:
    yield Found(r.advocacy_offered.empty, "advocacy_offered")
    yield Found(
        r.advocacy_offered.filled & r.advocacy_type.empty,
        "advocacy_type",
        message="An advocate was offered on {advocacy_offered}, and the outcome is not recorded.",
        fix="Record the kind of advocate, or that the person declined.",
    )


@rule(
    "R101",
    "Communication needs are not recorded",
    "prompt",
    scope=SOMEBODY,
    fields=("communication_need", "interpreter_needed"),
    authority=("ais-dcb1605",),
    pillar=6,
    audit=("D7.1",),
    message="The record does not say what the person needs in order to read and be heard.",
    fix="Ask the person, and record the need; choose none where there is none.",
    owner="Named lead",
    speaks_for=("communication_need",),
)
def no_communication_need(r: Rows) -> Iterator[Found]:
    yield Found(r.communication_need.empty, "communication_need")
    yield Found(
        r.interpreter_needed.isin("unknown"),
        "interpreter_needed",
        message="Nobody knows whether the person needs an interpreter.",
        fix="Ask the person, and record yes or no.",
    )


@rule(
    "R102",
    "Ethnic category is missing, not stated or not known",
    "prompt",
    scope=SOMEBODY,
    fields=("ethnic_category",),
    authority=("dd-ethnic", "audit-s003"),
    pillar=6,
    audit=("D7.3",),
    message="The ethnic category is {ethnic_category}.",
    fix="Ask the person; Z is right only where they choose not to say.",
    speaks_for=("ethnic_category",),
)
def no_ethnicity(r: Rows) -> Truth:
    ethnic = r.list("ethnic_category")
    return ethnic.empty | ethnic.isin("Z", "99")


@rule(
    "R103",
    "A carer with no assessment offered or no consent recorded",
    "prompt",
    scope=CARER,
    fields=("carer_assessment_offered", "carer_consent", "carer_name"),
    authority=("care-act-10", "pathway-s004"),
    pillar=2,
    message="A carer is named, and no offer of a carer's assessment is recorded.",
    fix="Offer the carer an assessment, and record the day.",
    owner="Named lead",
    speaks_for=("carer_assessment_offered", "carer_consent"),
)
def carer_not_asked(r: Rows) -> Iterator[Found]:
    yield Found(r.carer_assessment_offered.empty, "carer_assessment_offered")
    yield Found(
        ~r.carer_consent.isin("yes", "no").sure(),
        "carer_consent",
        message="A carer is named, and the record does not say whether the person agrees to "
        "their part.",
        fix="Ask the person, and record yes or no.",
    )


@rule(
    "R104",
    "The rights leaflet was not given, or its format is not recorded",
    "prompt",
    scope=OFFERED,
    fields=("rights_leaflet_date", "rights_leaflet_format"),
    authority=("leaflet-s001",),
    pillar=6,
    message="The record does not show that the person was given the rights leaflet.",
    fix="Give the leaflet in a form that suits the person, and record the day and the form.",
    owner="Named lead",
    speaks_for=("rights_leaflet_date", "rights_leaflet_format"),
)
def no_leaflet(r: Rows) -> Iterator[Found]:
    yield Found(r.rights_leaflet_date.empty, "rights_leaflet_date")
    yield Found(
        r.rights_leaflet_date.filled & r.rights_leaflet_format.empty,
        "rights_leaflet_format",
        message="The rights leaflet was given on {rights_leaflet_date}, and its format is not "
        "recorded.",
        fix="Record the format in which it was given.",
    )
