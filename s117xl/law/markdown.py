"""The law page of the documentation: sources, periods, sections and reasons for ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from s117xl.law.authorities import KINDS, STATUSES, Authority, all_authorities, authority
from s117xl.law.bodies import all_boards, all_councils
from s117xl.law.periods import Period, all_periods
from s117xl.law.reasons import all_reasons
from s117xl.law.sections import all_sections

OPENING = """# The law and the guidance behind the rules

This page is made from the dated facts in `s117xl/law`. It is not legal advice. Each summary is
in our own words, and what is marked **to be confirmed by your lawyer** is not settled. An
authority that is enacted and not in force changes no finding until its date is entered.
"""


VERIFIED = (
    "Where an entry does not say when it was verified, nobody has held it against its source."
)
YES_OR_BLANK = {True: "yes", False: ""}


def law_markdown() -> str:
    """The whole page."""
    parts = (OPENING, _authorities(), _periods(), _sections(), _reasons(), _bodies())
    return "\n".join(parts)


def _authorities() -> str:
    recorded = min(a.recorded_on for a in all_authorities().values())
    lines = ["## Sources", "", f"Written down on {_day(recorded)}. {VERIFIED}", ""]
    for kind, heading in KINDS.items():
        lines += [f"### {heading}", ""]
        lines += [_entry(a) for a in all_authorities().values() if a.kind == kind]
        lines.append("")
    return "\n".join(lines)


def _entry(a: Authority) -> str:
    name = f"[{a.citation}]({a.link})" if a.link else a.citation
    check = f" **To be confirmed by your lawyer:** {a.check}." if a.check else ""
    held = f" ({a.verified[0].upper()}{a.verified[1:]}.)" if a.verified_on else ""
    return f"- `{a.id}` {name} ({_standing(a)}). {a.summary}{check}{held}"


def _standing(a: Authority) -> str:
    begun = f" from {_day(a.in_force_from)}" if a.in_force_from else ""
    ended = f" until {_day(a.in_force_to)}" if a.in_force_to else ""
    return STATUSES[a.status] + begun + ended


def _periods() -> str:
    rows = (
        (p.name, f"{p.value} {p.unit}", _room(p), _since(p), ", ".join(p.authority), p.note)
        for p in all_periods().values()
    )
    headings = ("Name", "Default", "Local policy may set", "In force", "Source", "Note")
    return _table("Periods and figures", headings, rows)


def _room(p: Period) -> str:
    return "no choice" if p.fixed else f"{p.least} to {p.most}"


def _to_confirm(check: str) -> str:
    return f"**To be confirmed by your lawyer:** {check}." if check else ""


def _since(p: Period) -> str:
    """From when a figure counts: its own date, else that of the youngest law that it rests on."""
    days = [law.in_force_from for law in map(authority, p.authority) if law.in_force_from]
    begun = p.in_force_from or max(days, default=None)
    ended = f" until {_day(p.in_force_to)}" if p.in_force_to else ""
    return (f"from {_day(begun)}" if begun else "") + ended


def _bodies() -> str:
    """The councils and boards that ended or began since the first of them, with their dates."""
    rows = []
    for kind, bodies in (("council", all_councils()), ("ICB", all_boards())):
        for body in dict.fromkeys(bodies.values()):
            if body.since or body.until:
                begun = _day(body.since) if body.since else ""
                ended = _day(body.until) if body.until else ""
                later = " or ".join(bodies[code].name for code in body.successors)
                rows.append((kind, body.name, ", ".join(body.codes), begun, ended, later))
    headings = ("Body", "Name", "Codes", "From", "Until", "Then")
    return _table("Councils and boards that changed", headings, rows)


def _sections() -> str:
    rows = (
        (
            s.code,
            s.label,
            s.group,
            s.qualifies,
            s.cto,
            YES_OR_BLANK[s.restricted],
            " ".join(filter(None, [s.note or s.refused, _to_confirm(s.check)])),
        )
        for s in all_sections().values()
    )
    headings = ("Code", "Section", "Group", "Qualifies", "CTO can follow", "Restricted", "Note")
    return _table("National legal status codes", headings, rows)


def _reasons() -> str:
    rows = (
        (
            r.code,
            r.text,
            r.lawful_alone,
            ", ".join(r.authority),
            " ".join(filter(None, [r.note, _to_confirm(r.check)])),
        )
        for r in all_reasons().values()
    )
    headings = ("Code", "Reason", "Lawful alone", "Source", "Note")
    return _table("Reasons for ending", headings, rows)


def _table(title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join([f"## {title}", "", *_lines(headings, rows), ""])


def _lines(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _line(headings)
    yield _line(("---",) * len(headings))
    yield from map(_line, rows)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
