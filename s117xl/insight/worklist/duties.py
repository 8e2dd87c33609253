"""What has a day: each thing that the rules say is to be done by a day, declared once.

A duty waits where the record shows that it is still to be done; an unknown does not wait and has
no day. What has passed its day is told by its rule, in the rule's own words and severity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from s117xl.insight.worklist import due_days as day
from s117xl.register.columns import Moments
from s117xl.register.truth import Truth
from s117xl.rules.rows import Rows


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of thing to do. `what` says what to do, in words that hold nothing of a record."""

    kind: str
    code: str
    table: str
    waits: Callable[[Rows], Truth]
    due: Callable[[Rows], Moments]
    what: str


DUTIES: tuple[Duty, ...] = (
    Duty("first review", "R041", "Register", day.never_reviewed, day.first_review,
         "Agree a day with the person and both bodies, and hold the first review, full and joint."),
    Duty("annual review", "R043", "Register", day.reviewed_before, day.next_review,
         "Agree a day with the person and both bodies, and hold the review."),
    Duty("planned review", "", "Register", day.goes_on, day.planned_review,
         "A review is planned for this day, before the last day for it; hold it, or plan it anew."),
    Duty("CTO expiry", "R039", "Register", day.order_runs, day.order_runs_out,
         "Find out whether the order was extended or has ended, and record it: while it is in "
         "force the duty cannot end."),
    Duty("end request", "R127", "Register", day.request_waits, day.answer_to_request,
         "Look at the person's needs with them, decide together, and answer in writing."),
    Duty("refund", "R088", "Register", day.refund_waits, day.refund,
         "Pay back what was paid, and record the amount and the day."),
    Duty("transition plan", "R095", "Register", day.nearly_adult, day.transition_plan,
         "Plan the move to adult services together; the aftercare goes on."),
    Duty("release planning", "R098", "Register", day.release_waits, day.release_planning,
         "Begin to plan with the prison, the person and the probation service, and record the "
         "day."),
    Duty("follow-up", "R109", "Register", day.follow_up_waits, day.follow_up,
         "See the person, or record the contact that there was."),
    Duty("telling social care", "R107", "Register", day.council_not_told, day.council_told,
         "Tell adult social care of the detention, and record the day."),
    Duty("start of planning", "R108", "Register", day.planning_not_begun, day.planning_begun,
         "Begin to plan the aftercare with the person, and record the day."),
    Duty("dispute referral", "R077", "Disputes", day.not_referred, day.referral,
         "Settle the dispute, or refer it to the Secretary of State, and record the day."),
    Duty("dispute stage", "R078", "Disputes", day.dispute_open, day.next_stage,
         "Settle the dispute, or take it to the next stage, and record the day."),
    Duty("funding agreement", "R081", "Services", day.not_agreed, day.agreement,
         "Get the agreement of both bodies, and record both days."),
    Duty("top-up review", "R086", "Services", day.topped_up, day.top_up_review,
         "Review the top-up with the payer, and record the day."),
    Duty("register review", "", "RegisterReviews", day.latest_register_review,
         day.next_register_review,
         "Review the register with the partners, and record it."),
)  # fmt: skip
"""The duties, in the order in which they are listed. A new one is a line here."""
