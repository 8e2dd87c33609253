"""Every Word template, built from its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from s117xl.documents.building import (
    assessment,
    ending_record,
    leaflets,
    letters,
    light_review,
    notices,
    panel,
    plan,
    reviews,
)

BUILDERS: dict[str, Callable[[], bytes]] = {
    "assessment": assessment.assessment,
    "plan": plan.plan,
    "review": reviews.review,
    "light-review": light_review.light_review,
    "panel-application": panel.panel_application,
    "decision": letters.decision,
    "dispute": notices.dispute,
    "ending-record": ending_record.ending_record,
    "ending-letter": letters.ending_letter,
    "reinstatement": letters.reinstatement,
    "refund": letters.refund,
    "rights": leaflets.rights,
    "rights-easy-read": leaflets.rights_easy_read,
    "reminder": notices.reminder,
    "cover-note": notices.cover_note,
}
"""How each template is built, by the name of its file."""


def build_all(folder: Path) -> None:
    """Every template stands in the folder. Equal texts give equal bytes."""
    for name, build in BUILDERS.items():
        (folder / f"{name}.docx").write_bytes(build())
