"""What the evidence pack may say: for each statement dated evidence, gaps, an owner, files."""

from __future__ import annotations

from typing import Annotated

from s117xl.documents.facts import facts
from s117xl.reports.score_facts import ScoreReport


@facts
class EvidenceLine:
    """A piece of evidence."""

    what: Annotated[str, "what it is"]
    shows: Annotated[str, "what it shows, in figures or words"]
    dated: Annotated[str, "the day to which it speaks; else not dated"]
    source: Annotated[str, "where it comes from"]


@facts
class StatementEvidence:
    """A quality statement."""

    title: Annotated[str, "its name"]
    about: Annotated[str, "what it asks, in our words"]
    body: Annotated[str, "council or Trust"]
    owner: Annotated[str, "who answers for the evidence; empty until somebody is named"]
    count: Annotated[str, "how many pieces of evidence there are"]
    gap_count: Annotated[str, "how many gaps there are"]
    evidence: Annotated[tuple[EvidenceLine, ...], "figures, ratings and files"]
    gaps: Annotated[tuple[str, ...], "what is missing, not testable or poor, a sentence each"]


@facts
class BundledFile:
    """A file beside the index."""

    name: Annotated[str, "its name in the folder"]
    title: Annotated[str, "what it is"]
    dated: Annotated[str, "its day; else not dated"]
    statements: Annotated[str, "the statements to which it speaks"]
    sha256: Annotated[str, "the hash of its content, by which a change shows"]


@facts
class EvidencePack(ScoreReport):
    """The index of the evidence pack."""

    statements: Annotated[tuple[StatementEvidence, ...], "the statements"]
    files: Annotated[tuple[BundledFile, ...], "the files beside the index"]
    withheld: Annotated[tuple[str, ...], "what is withheld, where figures are published"]
