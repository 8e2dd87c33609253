"""The letters to the person: a decision of the panel, an ending, its undoing, money paid back.

Each says what it is about in its first lines, then why, then what the person can do. What the
letter cannot do without is printed even where it is blank, so that the gap shows.
"""

from __future__ import annotations

from s117xl.documents.building.every_letter import LEAD, challenge, close, greet, immigration
from s117xl.documents.building.kit import Draft

ACT = "section 117 of the Mental Health Act 1983"


def decision() -> bytes:
    """The panel's decision, whichever way it went."""
    draft = Draft("Decision of the funding panel", "letter", "A decision about your aftercare")
    greet(draft)
    draft.para(
        "The funding panel looks at what support you need as part of your aftercare. It was asked "
        "about support for you. This letter tells you what came of it. {{ say.legal_duty }}"
    )
    immigration(draft)
    asked_and_decided(draft)
    support_agreed(draft)
    support_meanwhile(draft)
    draft.heading("What it costs you")
    draft.para("Nothing. {{ say.no_charge }}")
    draft.when("panel.shares")
    draft.para("{{ panel.shares }}. How the cost is shared is between the two of them.")
    draft.end()
    draft.heading("Your choices")
    draft.para("{{ say.direct_payment }}")
    draft.when("plan.home_is_aftercare")
    draft.para("{{ say.choice_of_home }}")
    draft.end()
    challenge(draft, "If you do not agree", court=True)
    close(draft)
    return draft.bytes()


def asked_and_decided(draft: Draft) -> None:
    """What was asked, what the panel decided, who decided, and the reasons."""
    draft.heading("What was asked for")
    draft.para("{{ panel.request }}")
    draft.heading("What the panel decided")
    draft.para("Day of the panel: {{ panel.date }}. Its decision: **{{ panel.decision }}**.")
    meanings = {
        "panel.approved": "The panel agreed to what was asked for.",
        "panel.in_part": "The panel agreed to a part of what was asked for. The reasons below say "
        "which part, and why not the rest.",
        "panel.deferred": "The panel has not said no. It will look at the request again.",
        "panel.declined": "The panel did not agree to this request. Your right to aftercare goes "
        "on, and so does our duty to meet your needs.",
        "panel.undecided": "No decision is recorded yet. We will write to you when there is one.",
    }
    for condition, meaning in meanings.items():
        draft.when(condition)
        draft.para(meaning)
        draft.end()
    draft.when("not panel.undecided")
    draft.para("These people decided: {{ panel.members }}")
    draft.heading("Why")
    draft.para("{{ panel.reasons }}")
    draft.para("The panel goes by what you need. Cost alone is not a reason.")
    draft.end()


def support_agreed(draft: Draft) -> None:
    """From when the support is agreed, and on what conditions."""
    draft.when("panel.approved or panel.in_part")
    draft.heading("What happens now")
    draft.para(f"This holds from **{{{{ panel.start }}}}**. {LEAD} will arrange it with you.")
    draft.end()
    draft.when("panel.conditions")
    draft.heading("Conditions")
    draft.para("{{ panel.conditions }}")
    draft.para("If a condition does not suit you, please tell us.")
    draft.end()


def support_meanwhile(draft: Draft) -> None:
    """Where the panel did not agree: what supports the person, and how to ask again."""
    draft.when("panel.deferred or panel.declined")
    draft.heading("What supports you meanwhile")
    draft.para("{{ panel.interim }}")
    draft.heading("When the panel looks again")
    draft.when("panel.deferred or panel.ask_again_by")
    draft.para("It looks at this again by **{{ panel.ask_again_by }}**.")
    draft.end()
    draft.para(
        f"You can ask again at any time. Tell {LEAD} what has changed, or what the panel did not "
        "know. You may add letters from people who know you."
    )
    draft.when('panel.main_reason == "not aftercare need"')
    draft.para("{{ say.other_needs }}")
    draft.end()
    draft.end()


def ending_letter() -> bytes:
    """That aftercare ends: when, why and by whom, and the ways to challenge it or come back."""
    draft = Draft("End of aftercare", "letter", "Your aftercare ends")
    greet(draft)
    draft.para(
        "{{ organisation.council }} and {{ organisation.board }} have decided together that your "
        f"aftercare under {ACT} ends on **{{{{ ending.date }}}}**."
    )
    draft.para(
        "This letter says why. It says what other help there is, how to challenge the decision, "
        "and how to come back. You may want to read it with someone."
    )
    draft.heading("What ends")
    draft.para(
        "{{ say.legal_duty }} {{ say.as_long_as_needed }} It is this duty that ends. This letter "
        "does not change any other help that you get."
    )
    immigration(draft)
    reasons_for_ending(draft)
    part_in_ending(draft)
    draft.heading("Other help")
    draft.para("This help goes on, or was offered to you:")
    draft.para("{{ ending.follow_on }}")
    draft.para("{{ say.other_needs }}")
    way_back(draft)
    challenge(draft, "If you do not agree", court=True)
    close(draft)
    return draft.bytes()


def reasons_for_ending(draft: Draft) -> None:
    """Why, on which reassessment, and who decided for each body."""
    draft.heading("Why")
    draft.when("ending.requested")
    draft.para("You asked on {{ ending.requested }} for your aftercare to end.")
    draft.end()
    draft.when("ending.told_reasons")
    draft.para("The decision rests on this:")
    draft.bullet_each("reason in ending.told_reasons", "{{ reason }}")
    draft.end()
    draft.para("In the words of those who decided:")
    draft.para("{{ ending.rationale }}")
    draft.heading("Who decided")
    draft.para("Your needs were assessed again on {{ ending.reassessed }}. Both bodies decided:")
    draft.bullets([
        "for {{ organisation.council }}: {{ ending.council_decider }}, on "
        "{{ ending.council_date }}",
        "for {{ organisation.board }}: {{ ending.board_decider }}, on {{ ending.board_date }}",
    ])  # fmt: skip


def part_in_ending(draft: Draft) -> None:
    """Whether the person took part, and if not why; a blank shows."""
    draft.heading("How you took part")
    draft.when("ending.was_involved")
    draft.para("You took part in this decision, or someone did so for you.")
    draft.otherwise()
    draft.para("Whether you took part, by our record: {{ ending.involved }}.")
    draft.para("The reason that it gives: {{ ending.not_involved_because }}")
    draft.end()
    draft.para("If you see it in another way, or were not heard, please tell us.")


def way_back(draft: Draft) -> None:
    """How to come back to aftercare."""
    draft.heading("How to come back")
    draft.bullets([
        "You can ask us at any time to look again at what you need. You need not wait for a "
        "crisis.",
        "If it turns out that your aftercare ended too early, we can start it again.",
        "If you are detained again under a section that gives this right, such as section 3, "
        "you have a new right to aftercare when you leave hospital.",
    ])  # fmt: skip
    draft.para(
        "{{ say.decline_and_return }} To say no to a service does not mean that you do not need it."
    )


def reinstatement() -> bytes:
    """That aftercare goes on, as if it had not been ended."""
    draft = Draft("Aftercare goes on", "letter", "Your aftercare goes on")
    greet(draft)
    draft.para(
        f"Your aftercare under {ACT} goes on. The ending of {{{{ ending.date }}}} no longer "
        "stands. Your right counts **as if it had not stopped** on that day. We act on this from "
        "the date of this letter, {{ document.date }}."
    )
    draft.para("We are sorry for the worry that this may have caused you.")
    draft.para("{{ say.legal_duty }} {{ say.as_long_as_needed }}")
    immigration(draft)
    draft.heading("What happens next")
    draft.para("You do not have to ask for anything. This is what we will do:")
    draft.bullets([
        f"{LEAD} will contact you, and talk with you about the help that you need now.",
        "We will review your plan with you, and put right what is out of date.",
    ])  # fmt: skip
    draft.para(
        "Did you go without help since then, or were you asked to pay for it? Please tell us. We "
        "will look into it, and put right what we can. {{ say.review_any_time }}"
    )
    challenge(draft, "If you are not happy with this")
    close(draft)
    return draft.bytes()


def refund() -> bytes:
    """That money which should never have been asked for is paid back."""
    draft = Draft("Money paid back", "letter", "Money that goes back to you")
    greet(draft)
    draft.para(
        "You were charged for help that is part of your aftercare. **You should not have been, and "
        "we are sorry.** The money goes back to you."
    )
    draft.heading("What went wrong")
    draft.when("refund.services")
    draft.para("You were charged for:")
    draft.bullet_each("service in refund.services", "{{ service }}")
    draft.end()
    draft.para("The charge came to light on {{ refund.found }}. {{ say.legal_duty }}")
    money_back(draft)
    draft.heading("From now on")
    draft.para(
        "You have nothing to pay. {{ say.no_charge }} If someone asks you to pay for aftercare "
        "again, tell us before you pay."
    )
    challenge(draft, "If you are not happy with this", advocate=False)
    close(draft, crisis=False)
    return draft.bytes()


def money_back(draft: Draft) -> None:
    """How much, when, and what to do where it is not right."""
    draft.heading("What you get back")
    draft.when("refund.is_paid")
    draft.para("We paid **{{ refund.amount }}** back to you on {{ refund.paid }}.")
    draft.otherwise()
    draft.para(
        "We will pay **{{ refund.amount }}** back to you. You do not have to ask for it. If we do "
        "not know yet how you want to be paid, we will ask you."
    )
    draft.end()
    draft.heading("If something is not right")
    draft.bullets([
        "Does the amount look wrong? Tell us if you paid more, or for longer. Bills and bank "
        "statements help, but you can tell us without them.",
        "Did the charge leave you in debt, or change your benefits? Tell us. We will look at "
        "what we can put right.",
        "Do you get benefits, and are not sure whether to report this money? Ask us, and we "
        "will help you to find out.",
    ])  # fmt: skip
