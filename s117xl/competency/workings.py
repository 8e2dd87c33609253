"""The counts behind Teams and Training: where each stands on Workings, and its formula.

Raw counts of small teams stand here and nowhere else, and what must be withheld is decided
here, as `summary.withheld` does: the small ones, and the smallest of the others where these are
only one team or hold too few people together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from s117xl.competency.framework import audit_domains, domains
from s117xl.competency.tables import (
    AUDIT_LINK,
    CANNOT_TELL,
    GAP,
    GAPS,
    KINDS,
    MET,
    WORKINGS_SHEET,
    gap_heading,
)
from s117xl.workbook.areas import column_letters

TEAMS = 40
FIRST = 8
"""Excel's number of the row of the first team."""

LAST = FIRST + TEAMS - 1
HELPERS = ("Teams withheld at first", "People in them", "Smallest of the others")
_MANY, _TOGETHER, _NEXT = FIRST - 3, FIRST - 2, FIRST - 1
_DOMAINS = LAST + 5
_AUDIT = _DOMAINS + len(domains()) + 3
_PARTS = ("told", "met", "first", "withheld")
_DOMAIN_PARTS = ("ref", "label", "told", "met", "gaps", "cannot tell", "shown", "rate", "weak",
                 "worst", *KINDS)  # fmt: skip


class Placed(NamedTuple):
    """A cell of Workings: Excel's row and column number, and what stands in it."""

    row: int
    column: int
    text: str
    is_heading: bool = False


def team(part: str, number: int) -> str:
    """The address of a cell of the team with this number, from 1: name, people or withheld."""
    return _at(_TEAM_COLUMNS[part], FIRST + number - 1)


def in_team(ref: str, part: str, number: int) -> str:
    """The address of a count of a team in a domain: told, met or withheld."""
    return _at(_column(ref, part), FIRST + number - 1)


def of_all(ref: str, part: str) -> str:
    """The address of a figure of all staff in a domain."""
    return _at(_DOMAIN_PARTS.index(part) + 1, _domain_row(ref))


def chart_area(part: str) -> list[str | int]:
    """The figures of all domains, as XlsxWriter names the cells of a chart."""
    column, first = _DOMAIN_PARTS.index(part), _DOMAINS - 1
    return [WORKINGS_SHEET, first, column, first + len(domains()) - 1, column]


_TEAM_COLUMNS = {"number": 1, "name": 2, "people": 3, "first": 4, "withheld": 5}


def _column(ref: str, part: str) -> int:
    return 6 + list(domains()).index(ref) * len(_PARTS) + _PARTS.index(part)


def _domain_row(ref: str) -> int:
    return _DOMAINS + list(domains()).index(ref)


def _at(column: int, row: int) -> str:
    return f"{WORKINGS_SHEET}!${column_letters(column)}${row}"


def _down(column: int, last: int = LAST) -> str:
    """The cells of a column from the first team to the row `last`."""
    letters = column_letters(column)
    return f"${letters}${FIRST}:${letters}${last}"


def cells() -> Iterator[Placed]:
    """Every cell of Workings below its title: headings, and formulas with an equals sign."""
    yield from _headings()
    for number in range(1, TEAMS + 1):
        yield from _team_cells(number)
    yield from _helpers(_TEAM_COLUMNS["people"], _TEAM_COLUMNS["first"])
    for ref in domains():
        yield from _helpers(_column(ref, "told"), _column(ref, "first"))
        yield from _domain_cells(ref)
    for number, ref in enumerate(audit_domains()):
        yield Placed(_AUDIT + number, 1, ref)
        yield Placed(_AUDIT + number, 2, f"={_rating(ref)}")


def _headings() -> Iterator[Placed]:
    rows = {
        _MANY - 1: [*_TEAM_COLUMNS, *(f"{ref} {part}" for ref in domains() for part in _PARTS)],
        _DOMAINS - 1: _DOMAIN_PARTS,
        _AUDIT - 1: ("audit", "rating"),
    }
    for row, texts in rows.items():
        yield from (Placed(row, n, text, is_heading=True) for n, text in enumerate(texts, 1))
    yield from (Placed(_MANY + n, 2, text, is_heading=True) for n, text in enumerate(HELPERS))


def _team_cells(number: int) -> Iterator[Placed]:
    row = FIRST + number - 1
    name, people = f"$B{row}", f"$C{row}"
    place = f"SMALL({GAPS}[First of team],{number})"
    yield Placed(row, 1, str(number))
    yield Placed(row, 2, f'=IFERROR(INDEX({GAPS}[Team],{place}),"")')
    yield Placed(row, 3, f'=IF({name}="",0,SUMPRODUCT(--({GAPS}[Team]={name})))')
    yield Placed(row, 4, f'=IF({name}="",0,IF({people}<comp_least,1,0))')
    yield Placed(row, 5, _withheld(row, 3, 4))
    for ref in domains():
        results = f"{GAPS}[{gap_heading(ref)}]"
        met = f'({results}="{MET}")'
        told = f'({met}+({results}="{GAP}"))'
        mine = f"({GAPS}[Team]={name})"
        columns = [_column(ref, part) for part in _PARTS]
        small = f"{column_letters(columns[0])}{row}<comp_least"
        yield Placed(row, columns[0], f'=IF({name}="",0,SUMPRODUCT({mine}*{told}))')
        yield Placed(row, columns[1], f'=IF({name}="",0,SUMPRODUCT({mine}*{met}))')
        yield Placed(row, columns[2], f'=IF({name}="",0,IF(OR($E{row}=1,{small}),1,0))')
        yield Placed(row, columns[3], _withheld(row, columns[0], columns[2]))


def _withheld(row: int, count: int, first: int) -> str:
    """1 where the count of this row is withheld: at first, or as the smallest of the others."""
    counts, flags = _down(count, row), _down(first, row)
    many, together, least = (_local(x, n) for x, n in ((first, _MANY), (first, _TOGETHER),
                                                       (first, _NEXT)))  # fmt: skip
    here = f"{column_letters(count)}{row}"
    needed = f"{many}>0,OR({many}=1,{together}<comp_least)"
    the_first = f'SUMPRODUCT(({counts}={least})*({flags}=0)*({_down(2, row)}<>""))=1'
    flag = f"{column_letters(first)}{row}"
    return f'=IF({flag}=1,1,IF(AND($B{row}<>"",{needed},{here}={least},{the_first}),1,0))'


def _local(column: int, row: int) -> str:
    return f"${column_letters(column)}${row}"


def _helpers(count: int, first: int) -> Iterator[Placed]:
    """How many teams are withheld at first, the people in them, and the smallest of the others."""
    counts, flags = _down(count), _down(first)
    others = f'{flags},0,{_down(_TEAM_COLUMNS["people"])},">0"'
    yield Placed(_MANY, first, f"=SUM({flags})")
    yield Placed(_TOGETHER, first, f"=SUMPRODUCT({flags}*{counts})")
    yield Placed(_NEXT, first, f"=_xlfn.MINIFS({counts},{others})")


def _domain_cells(ref: str) -> Iterator[Placed]:
    """The figures of all staff in a domain, and which kinds are proposed."""
    results = f"{GAPS}[{gap_heading(ref)}]"
    told, met, gaps, shown, rate, weak, worst = (
        of_all(ref, part) for part in ("told", "met", "gaps", "shown", "rate", "weak", "worst")
    )
    few = f'IF({shown}=1,""," (too few rated)")'
    many = f"IF(ISNUMBER({rate}),{rate}>=comp_training_from,FALSE)"
    system = f"IF(ISNUMBER({rate}),{rate}>=comp_system_from,FALSE)"
    amber = f'AND({worst}="Amber",NOT({many}))'
    formulas = {
        "ref": ref,
        "label": f'="{ref} {domains()[ref].short}"&{few}',
        "told": f"={met}+{gaps}",
        "met": f'=COUNTIF({results},"{MET}")',
        "gaps": f'=COUNTIF({results},"{GAP}")',
        "cannot tell": f'=COUNTIF({results},"{CANNOT_TELL}")',
        "shown": f"=IF({told}>=comp_least,1,0)",
        "rate": f'=IF({shown}=1,{gaps}/{told},"")',
        "weak": f"={_weak_list(ref)}",
        "worst": f'=IF(ISNUMBER(FIND("Red",{weak})),"Red",IF({weak}="","","Amber"))',
        KINDS[0]: f'=IF({many},"yes","no")',
        KINDS[1]: f'=IF(OR(AND({shown}=1,{gaps}>0),{weak}<>""),"yes","no")',
        KINDS[2]: f'=IF(OR({worst}="Red",{amber},{system}),"yes","no")',
    }
    for column, part in enumerate(_DOMAIN_PARTS, 1):
        yield Placed(_domain_row(ref), column, formulas[part])


def _weak_list(ref: str) -> str:
    """The weak domains of the audit with their ratings, parted by commas."""
    parts = "&".join(_weak(number) for number in domains()[ref].audit)
    return f'SUBSTITUTE(SUBSTITUTE(TRIM({parts})," ",", "),"_"," ")'


def _weak(number: int) -> str:
    """The rating as `D4_Red` and a space, where it is weak."""
    rating = _at(2, _AUDIT + number - 1)
    return f'IF(OR({rating}="Amber",{rating}="Red"),"D{number}_"&{rating}&" ","")'


def _rating(ref: str) -> str:
    refs, ratings = (
        f"{AUDIT_LINK.excel_name}[{AUDIT_LINK.columns[k]}]" for k in ("domain", "rating")
    )
    return f'IFERROR(INDEX({ratings},MATCH("{ref}",{refs},0))&"","")'
