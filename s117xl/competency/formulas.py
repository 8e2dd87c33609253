"""The workbook's own arithmetic, which says what `score` and `summary` say, with no Python.

A test proves that LibreOffice's answers and ours agree. Where a person has typed what is not
in a list, Excel sees no rating; reading says so.
"""

from __future__ import annotations

from s117xl.competency.framework import LEVELS, Domain, domains
from s117xl.competency.tables import (
    BELOW,
    CANNOT_TELL,
    EXPECTED,
    GAP,
    GAPS,
    MET,
    NO_TEAM,
    NONE,
    NOT_EXPECTED,
    NOT_RATED,
    NOT_SET,
    ROLES,
    SELF,
    STAFF,
    SUPERVISOR,
    TWO_ROWS,
    CompetencyTable,
    gap_heading,
    heading,
)

SECOND_ROW = "second row of this id"
NOT_ON_STAFF = "not on Staff"
_LEVELS = "{" + ",".join(f'"{level}"' for level in LEVELS) + "}"
_EXPECTED = "{" + ",".join(f'"{word}"' for word in EXPECTED) + "}"


def column(table: CompetencyTable, key: str) -> str:
    """A whole column of a table that is read."""
    return f"{table.excel_name}[{table.columns[key]}]"


def here(table: str, name: str) -> str:
    """The cell of this row under a heading."""
    return f"{table}[[#This Row],[{name}]]"


def row_number(table: str, first: str) -> str:
    """The place of this row in its table, from 1."""
    return f"(ROW()-ROW({table}[[#Headers],[{first}]]))"


def name_on_staff(table: CompetencyTable) -> str:
    """The name beside an id, or why its row does not count."""
    id = here(table.excel_name, "Staff id")
    twice = f"SUMPRODUCT(--(TRIM({column(table, 'staff_id')})=TRIM({id})))>1"
    found = f"INDEX({column(STAFF, 'name')},MATCH({id},{column(STAFF, 'staff_id')},0))"
    named = f'IFERROR({found}&"","{NOT_ON_STAFF}")'
    return f'=IF({id}="","",IF({twice},"{TWO_ROWS}: delete one",{named}))'


def rated_of(table: CompetencyTable, domain: Domain) -> str:
    """How many statements of a domain this row rates."""
    first, last = domain.statements[0], domain.statements[-1]
    cells = f"{table.excel_name}[[#This Row],[{heading(first)}]:[{heading(last)}]]"
    counts = "+".join(f"COUNTIF({cells},{rating})" for rating in ("0", "1", "2", '"N/A"'))
    id = here(table.excel_name, "Staff id")
    return f'=IF({id}="","",({counts})&" of {len(domain.statements)}")'


def gaps_formulas() -> dict[str, str]:
    """The formula of each column of Gaps, by heading."""
    head = {
        "Staff id": _of_staff("staff_id"),
        "Name": _counted_or_blank(_of_staff("name")),
        "Role": _counted_or_blank(_of_staff("role")),
        "Team": _counted_or_blank(_team()),
        "Rated by": _rated_by(),
        "Counted": _counted(),
        "First of team": _first_of_team(),
        "Self row": _rating_row(SELF),
        "Supervisor row": _rating_row(SUPERVISOR),
    }
    parts = {k: v for domain in domains().values() for k, v in _parts(domain).items()}
    columns = head | parts | {"Gaps": _counted_or_blank(_gaps())}
    return {name: f"={formula}" for name, formula in columns.items()}


def _gap(name: str) -> str:
    return here(GAPS, name)


def _gaps() -> str:
    """How many gaps there are; where something is open, at least how many."""
    gaps, unknown = (
        "+".join(f'({_gap(gap_heading(ref))}="{word}")' for ref in domains())
        for word in (GAP, CANNOT_TELL)
    )
    some = f'IF({gaps}=0,"{CANNOT_TELL}","at least "&({gaps}))'
    return f"IF({unknown}=0,{gaps},{some})"


_NUMBER = row_number(GAPS, "Staff id")


def _counted_or_blank(formula: str) -> str:
    return f'IF({_gap("Counted")}<>1,"",{formula})'


def _of_staff(key: str) -> str:
    cells = column(STAFF, key)
    return f'IF({_NUMBER}>ROWS({cells}),"",TRIM(INDEX({cells},{_NUMBER})))'


def _team() -> str:
    return f'IF({_of_staff("team")}="","{NO_TEAM}",{_of_staff("team")})'


def _counted() -> str:
    """1 for a person, 0 for a blank row or one whose id stands above already."""
    ids = column(STAFF, "staff_id")
    place = f"ROW({ids})-ROW({STAFF.excel_name}[[#Headers],[Staff id]])"
    above = f"SUMPRODUCT((TRIM({ids})={_gap('Staff id')})*({place}<{_NUMBER}))"
    return f'IF({_gap("Staff id")}="",0,IF({above}>0,0,1))'


def _first_of_team() -> str:
    teams = f"{GAPS}[Team]"
    place = f"ROW({teams})-ROW({GAPS}[[#Headers],[Team]])"
    above = f"SUMPRODUCT(({teams}={_gap('Team')})*({place}<{_NUMBER}))"
    return _counted_or_blank(f'IF({above}=0,{_NUMBER},"")')


def _rating_row(table: CompetencyTable) -> str:
    """The place of the person's one row of ratings; words where there are two, blank for none."""
    ids = column(table, "staff_id")
    mine = f"(TRIM({ids})={_gap('Staff id')})"
    place = f"ROW({ids})-ROW({table.excel_name}[[#Headers],[Staff id]])"
    many = f"SUMPRODUCT(--{mine})"
    one = f'IF({many}=1,SUMPRODUCT({mine}*({place})),"")'
    return _counted_or_blank(f'IF({many}>1,"{TWO_ROWS}",{one})')


def _rated_by() -> str:
    own, theirs = (f"ISNUMBER({_gap(f'{who} row')})" for who in ("Self", "Supervisor"))
    twice = f'OR({_gap("Self row")}="{TWO_ROWS}",{_gap("Supervisor row")}="{TWO_ROWS}")'
    one = f'IF({own},"self",IF({theirs},"supervisor","nobody"))'
    words = f'IF({twice},"{TWO_ROWS}",IF(AND({own},{theirs}),"both",{one}))'
    second = f'IF({_gap("Staff id")}="","","{SECOND_ROW}")'
    return f"IF({_gap('Counted')}<>1,{second},{words})"


def _parts(domain: Domain) -> dict[str, str]:
    """The columns of one domain, by heading."""
    formulas = {
        "expected": _expected(domain.ref),
        "self": _reached(domain, SELF),
        "self short at": _short_at(domain, SELF),
        "supervisor": _reached(domain, SUPERVISOR),
        "supervisor short at": _short_at(domain, SUPERVISOR),
        "differ": _differ(domain),
        GAP: _result(domain.ref),
    }
    return {
        gap_heading(domain.ref, part): _counted_or_blank(text) for part, text in formulas.items()
    }


def _expected(ref: str) -> str:
    row = f"MATCH({_gap('Role')},{column(ROLES, 'role')},0)"
    word = f"INDEX({column(ROLES, ref)},{row})"
    return f'IFERROR(INDEX({_EXPECTED},MATCH({word},{_EXPECTED},0)),"{NOT_SET}")'


def _cells(domain: Domain, table: CompetencyTable, first: str, last: str) -> str:
    """The person's ratings from the first statement of a level to the last of another."""
    row = _gap(f"{table.sheet} row")
    span = f"[{heading(domain.at(first)[0])}]:[{heading(domain.at(last)[-1])}]"
    return f"INDEX({table.excel_name}[{span}],{row},0)"


def _reached(domain: Domain, table: CompetencyTable) -> str:
    row = _gap(f"{table.sheet} row")
    short = _gap(gap_heading(domain.ref, f"{table.sheet.lower()} short at"))
    words = f'IF({short}="{LEVELS[0]}","{BELOW}","{CANNOT_TELL}")'
    for level in LEVELS:
        words = f'IF({_reaches(domain, table, level)},"{level}",{words})'
    return f'IF(ISNUMBER({row}),{words},IF({row}="{TWO_ROWS}","{TWO_ROWS}","{NOT_RATED}"))'


def _reaches(domain: Domain, table: CompetencyTable, level: str) -> str:
    upto = _cells(domain, table, LEVELS[0], level)
    good = f'COUNTIF({upto},2)+COUNTIF({upto},"N/A")={len(domain.up_to(level))}'
    return f"AND({good},COUNTIF({_cells(domain, table, level, level)},2)>0)"


def _short_at(domain: Domain, table: CompetencyTable) -> str:
    words = '""'
    for level in reversed(LEVELS):
        cells = _cells(domain, table, level, level)
        words = f'IF(COUNTIF({cells},0)+COUNTIF({cells},1)>0,"{level}",{words})'
    return f'IF(ISNUMBER({_gap(f"{table.sheet} row")}),{words},"")'


def _differ(domain: Domain) -> str:
    rows = ",".join(f"ISNUMBER({_gap(f'{table.sheet} row')})" for table in (SELF, SUPERVISOR))
    own, theirs = (_cells(domain, table, LEVELS[0], LEVELS[-1]) for table in (SELF, SUPERVISOR))
    many = f'SUMPRODUCT(({own}<>"")*({theirs}<>"")*({own}<>{theirs}))'
    return f'IF(AND({rows}),{many},"")'


def _result(ref: str) -> str:
    """Met, gap, cannot tell or not expected, by the ratings that decide."""
    expected = _gap(gap_heading(ref, "expected"))
    level = f"IFERROR(MATCH({expected},{_LEVELS},0),9)"
    short = f"MIN({_deciding(ref, '{} short at', '9')})"
    reached = f"MIN({_deciding(ref, '{}', '0')})"
    known = f'IF({short}<={level},"{GAP}",IF({reached}>={level},"{MET}","{CANNOT_TELL}"))'
    told = f'IF({expected}="{NOT_SET}","{CANNOT_TELL}",{known})'
    return f'IF({expected}="{NONE}","{NOT_EXPECTED}",{told})'


def _deciding(ref: str, part: str, otherwise: str) -> str:
    """The numbers of the levels that self and supervisor give, 9 for one that does not decide."""
    numbers = []
    for who, other in (("self", "supervisor"), ("supervisor", "self")):
        cell = _gap(gap_heading(ref, part.format(who)))
        number = f"IFERROR(MATCH({cell},{_LEVELS},0),{otherwise})"
        numbers.append(f'IF(comp_counts="{other}",9,{number})')
    return ",".join(numbers)
