"""What an audit comes to: the first page, the chart, the years and the pillars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from s117xl.audit.command import Scored
from s117xl.audit.score import DomainScore, Scores, worst
from s117xl.audit.tables import RATINGS
from s117xl.audit.years import Change
from s117xl.documents.charts import ChartFacts, chart_of
from s117xl.documents.gather.rows import in_words
from s117xl.documents.values import line
from s117xl.pillars.view import pillar_view
from s117xl.reports import score_facts as f
from s117xl.reports.scored.gather_about import listed, on, share
from s117xl.reports.scored.gather_audit_plan import actions

NOT_RATED = "not rated"
NONE = "none"
_DECIDE = ("D6", "D8")


def result(scored: Scored, day: date, lacking: int) -> f.AuditResult:
    """The first page; `lacking` is how much stands in the way of the final report."""
    scores = scored.scores
    by_ref = {each.ref: each for each in scores.domains}
    reds, ambers, greens = (
        _counted([each for each in scores.domains if each.rating == rating])
        for rating in reversed(RATINGS)
    )
    unrated = [each for each in scores.domains if not each.rating]
    return f.AuditResult(
        overall=_overall([by_ref[ref] for ref in _DECIDE]),
        ending=_with_score(by_ref["D6"]),
        register=_with_score(by_ref["D8"]),
        reds=reds,
        ambers=ambers,
        greens=greens,
        unrated=_counted(unrated) if unrated else "",
        asked=tuple(_asked(scored, day, lacking)),
        in_words=f"{'; '.join(f'{each.ref} {_with_score(each)}' for each in scores.domains)}.",
    )


def rated(domain: DomainScore) -> str:
    """The auditors' rating; else what the answers suggest, said to be that; else not rated."""
    if domain.rating or not domain.suggested:
        return domain.rating or NOT_RATED
    return f"{domain.suggested} (suggested)"


def _with_score(domain: DomainScore) -> str:
    return f"{rated(domain)}, {share(domain.score)}"


def _overall(deciding: Sequence[DomainScore]) -> str:
    """The poorer rating; where one is not known, only a Red of the other decides."""
    poorest = worst(each.stands for each in deciding)
    unknown = [each.ref[1:] for each in deciding if not each.stands]
    if unknown and poorest != "Red":
        return f"not known yet, as domain {listed(unknown)} is not rated" if poorest else NOT_RATED
    open_ones = [each for each in deciding if not each.rating]
    decided = poorest == "Red" and any(each.rating == "Red" for each in deciding)
    if not open_ones or decided:
        return poorest
    return f"{poorest} ({_numbers(open_ones)} {_is(open_ones)} not rated yet)"


def _counted(domains: Sequence[DomainScore]) -> str:
    return f"{len(domains)}: {_numbers(domains)}" if domains else NONE


def _numbers(domains: Sequence[DomainScore]) -> str:
    """`domain 6`, or `domains 3 and 6`."""
    numbers = listed(each.ref[1:] for each in domains)
    return f"domain{'s' if len(domains) > 1 else ''} {numbers}"


def _asked(scored: Scored, day: date, lacking: int) -> Iterator[str]:
    """What the board is asked, a sentence each."""
    audit, domains = scored.audit, scored.scores.domains
    if lacking:
        points = "1 point is" if lacking == 1 else f"{lacking} points are"
        yield f"Note that this is a draft: {points} still to be completed."
    for rating in ("Red", "Amber"):
        if its := [each for each in domains if each.rating == rating]:
            yield f"Note that {_numbers(its)} {_is(its)} {rating}."
        if its := [each for each in domains if not each.rating and each.suggested == rating]:
            yield f"Note that {_numbers(its)} {_is(its)} not rated, and the answers say {rating}."
    held = audit.escalations
    taken = {ref for ref, each in held.items() if each.escalated_on}
    waiting = [each for each in domains if each.escalate and each.ref not in taken]
    if waiting:
        yield f"Take up {_numbers(waiting)}: no day is recorded on which the board did."
    yield from _asked_of_plan(scored, day)
    windows: dict[tuple[date, date], list[DomainScore]] = {}
    for each in domains:
        again = held.get(each.ref)
        if each.reaudit_from and each.reaudit_by and not (again and again.reaudited_on):
            windows.setdefault((each.reaudit_from, each.reaudit_by), []).append(each)
    for (first, last), its in windows.items():
        which = f"{_numbers(its)} {_is(its)}"
        if last < day:
            yield f"Ask why {which} not audited again by {in_words(last)}."
        else:
            yield f"See that {which} audited again from {in_words(first)} to {in_words(last)}."


def _is(domains: Sequence[DomainScore]) -> str:
    return "are" if len(domains) > 1 else "is"


def _asked_of_plan(scored: Scored, day: date) -> Iterator[str]:
    carried, planned = actions(scored, day)
    if new := [each for each in planned if each.state.casefold() == "open"]:
        bare = sum(not each.owner for each in new)
        lacking = f" No owner is named yet for {bare}." if bare else ""
        yield f"Agree the plan: {_many(len(new), 'new action')}.{lacking}"
    if late := sum(each.overdue for each in (*carried, *planned)):
        yield f"Ask after {_many(late, 'action')} past the date set."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def scores_chart(scores: Scores, before: Scores | None) -> ChartFacts:
    """The share of points by domain, this year and last."""
    labels = [f"{each.ref} {each.title}: {rated(each)}" for each in scores.domains]
    series = {"This year": [each.score for each in scores.domains]}
    if before:
        then = {each.ref: each.score for each in before.domains}
        series["Last year"] = [then.get(each.ref) for each in scores.domains]
    return chart_of(labels, series)


def years(
    scores: Scores, before: Scores | None, changes: Sequence[Change]
) -> Iterator[f.YearOnYear]:
    """The domains then and now; without the scores of then, the questions that have changed."""
    if before is None:
        for each in changes:
            if each.change in ("better", "worse"):
                yield f.YearOnYear(ref=each.ref, title=line(each.question), last=each.last,
                                   now=each.this, change=each.change)  # fmt: skip
        return
    then = {each.ref: each for each in before.domains}
    for now in scores.domains:
        last = then[now.ref]
        yield f.YearOnYear(ref=now.ref, title=now.title, last=_known(last), now=_known(now),
                           change=_change(last.stands, now.stands))  # fmt: skip


def _known(domain: DomainScore) -> str:
    return _with_score(domain) if domain.stands or domain.score is not None else ""


def _change(last: str, now: str) -> str:
    if not last or not now:
        return "not known"
    if last == now:
        return "the same"
    return "better" if RATINGS.index(now) < RATINGS.index(last) else "worse"


def pillars(scores: Scores) -> Iterator[f.PillarView]:
    """The nine pillars with the ratings of their domains."""
    domains = {int(each.ref[1:]): each for each in scores.domains}
    for view in pillar_view(audit={number: each.stands for number, each in domains.items()}):
        its = [domains[number] for number in view.audit or ()]
        yield f.PillarView(
            number=str(view.number),
            name=view.name,
            domains=", ".join(f"{each.ref} {rated(each)}" for each in its),
            poorest=_poorest(its),
        )


def _poorest(domains: Sequence[DomainScore]) -> str:
    poorest = worst(each.stands for each in domains)
    if not poorest:
        return NOT_RATED if domains else ""
    by_auditors = any(each.rating == poorest for each in domains)
    return poorest if by_auditors else f"{poorest} (suggested)"


def escalated(domain: DomainScore, on_day: date | None, minute: str) -> str:
    """Whether a domain was taken to the board, and when; not known where it does not stand yet."""
    if not domain.stands:
        return "not known yet"
    if domain.waived:
        return f"no, because: {line(domain.waived)}"
    if not domain.escalate:
        return "not called for"
    if not (on_day or minute):
        return "due"
    when = f"on {on(on_day)}" if on_day else "but no day is recorded"
    return f"yes, {when} ({f'minute {line(minute)}' if minute else 'no minute is recorded'})"


def reaudit(domain: DomainScore, done: date | None) -> str:
    """When a domain is audited again."""
    if not domain.stands:
        return "not known yet"
    if domain.stands == "Green":
        return "not called for"
    if not (domain.reaudit_from and domain.reaudit_by):
        return "three to six months after completion"
    window = f"from {in_words(domain.reaudit_from)} to {in_words(domain.reaudit_by)}"
    return f"{window}; done on {in_words(done)}" if done else window
