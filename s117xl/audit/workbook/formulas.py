"""The formulas of the audit, with which Excel counts and suggests by itself."""

from __future__ import annotations

from s117xl.audit.tables import INDICATORS

GREEN_FROM, AMBER_FROM = "s117_audit_green_from", "s117_audit_amber_from"
LEAST_NARRATIVE, DOMAIN_8 = "s117_audit_narrative_characters", "s117_audit_domain_8"
REFS, ANSWERS, RATINGS = "s117_audit_refs", "s117_audit_answers", "s117_audit_ratings"
COMPLETED = "s117_audit_completed"

NOT_ASKED, TWICE = "Not in this audit", "Ref stands twice"
ANSWERED = ("Done", "Say why", "Evidence")
"""What To do may say of a question that has an answer."""


def this(table: str, heading: str) -> str:
    """The cell of this row under a heading."""
    return f"{table}[[#This Row],[{heading}]]"


def only(table: str, heading: str) -> str:
    """The cell under a heading of a table that has one row, whatever a person adds below."""
    return f"INDEX({table}[{heading}],1)"


def nested(*cases: tuple[str, str], otherwise: str) -> str:
    """IF after IF: the value of the first case that is so."""
    text = otherwise
    for test, value in reversed(cases):
        text = f"IF({test},{value},{text})"
    return text


def to_do(table: str) -> str:
    """What a question still needs: an answer, the reason of an N/A, the evidence of a Yes."""
    answer = f"TRIM({this(table, 'Answer')})"
    return nested(
        *_ref_at_fault(table),
        (f'{answer}=""', '"Answer"'),
        (f"COUNTIF({ANSWERS},{answer})=0", '"Not in the list"'),
        (_both(f'{answer}="N/A"', _blank(table, "Why not applicable")), '"Say why"'),
        (_both(f'{answer}="Yes"', _blank(table, "Evidence")), '"Evidence"'),
        otherwise='"Done"',
    )


def evidence_to_do(table: str) -> str:
    """What an indicator of domain 9 still needs."""
    return nested(
        *_ref_at_fault(table), (_blank(table, "Evidence"), '"Evidence"'), otherwise='"Done"'
    )


def points(table: str) -> str:
    """1, 0.5 or 0; blank for N/A, for no answer, and for a row that the audit does not ask."""
    answer, state = f"TRIM({this(table, 'Answer')})", this(table, "To do")
    ours = "OR(" + ",".join(f'{state}="{word}"' for word in ANSWERED) + ")"
    return nested(
        (f"NOT({ours})", '""'),
        (f'{answer}="Yes"', "1"),
        (f'{answer}="Partial"', "0.5"),
        (f'{answer}="No"', "0"),
        otherwise='""',
    )


def differs(table: str, answer: str) -> str:
    """Where the auditors answer otherwise than the register proposes: both, in words."""
    typed, proposed = f"TRIM({this(table, answer)})", f"TRIM({this(table, 'Register proposes')})"
    silent = f'OR({typed}="",{proposed}="",{proposed}="-",{typed}={proposed})'
    return f'IF({silent},"","Auditor: "&{typed}&"; register: "&{proposed})'


def stands(number: int) -> str:
    """The rating that counts: the auditor's, else the suggestion."""
    rating, suggestion = (only(f"tblRateD{number}", h) for h in ("Rating", "Suggested"))
    return f"IF(COUNTIF({RATINGS},TRIM({rating}))=1,TRIM({rating}),{suggestion})"


def mean(table: str, heading: str) -> str:
    """The mean of the figures under a heading; blank where there is none."""
    column = f"{table}[{heading}]"
    return f'IF(COUNT({column})=0,"",ROUND(AVERAGE({column}),9))'


def by_score(score: str, no: str, partial: str) -> str:
    """The rating that a score suggests, given counts of critical questions at No and Partial."""
    return nested(
        (f'{score}=""', '""'),
        (f"OR({score}<{AMBER_FROM},{no}>0)", '"Red"'),
        (f"OR({score}<{GREEN_FROM},{partial}>0)", '"Amber"'),
        otherwise='"Green"',
    )


def suggested(number: int) -> str:
    """The rating that a domain's answers suggest; domain 9 has none."""
    score = only(f"tblRateD{number}", "Score")
    if number == 9:
        return '""'
    if number == 8:
        return _of_domain_8(by_score(score, "0", "0"))
    if number == 3:
        return by_score(score, *(_critical_cases(word) for word in ("No", "Partial")))
    return by_score(score, *(_critical_points(f"tblD{number}", value) for value in ("0", "0.5")))


def _of_domain_8(weighted: str) -> str:
    """The poorest part, or the mean of all questions, which with a Red part is Amber at best."""
    groups = "tblD8Groups[Suggested]"
    worst = nested(
        *((f'COUNTIF({groups},"{word}")>0', f'"{word}"') for word in ("Red", "Amber", "Green")),
        otherwise='""',
    )
    capped = f'IF(AND(COUNTIF({groups},"Red")>0,{weighted}="Green"),"Amber",{weighted})'
    return f'IF({DOMAIN_8}="weighted mean",{capped},{worst})'


def group_score() -> str:
    """The mean of a part of domain 8."""
    group = this("tblD8Groups", "Group")
    counted = f'COUNTIFS(tblD8[Group],{group},tblD8[Points],">=0")'
    average = f"AVERAGEIFS(tblD8[Points],tblD8[Group],{group})"
    return f'IF({counted}=0,"",ROUND({average},9))'


def group_suggested() -> str:
    """The rating that the answers of a part of domain 8 suggest."""
    group = f",tblD8[Group],{this('tblD8Groups', 'Group')}"
    counts = (_critical_points("tblD8", value, group) for value in ("0", "0.5"))
    return by_score(this("tblD8Groups", "Score"), *counts)


def group_answered(count: int) -> str:
    """ "4 of 5 answered", of a part of domain 8."""
    group = this("tblD8Groups", "Group")
    each = (f'COUNTIFS(tblD8[Group],{group},tblD8[To do],"{word}")' for word in ANSWERED)
    return f'{"+".join(each)}&" of {count} answered"'


SIX = f"[D3.1]:[D3.{INDICATORS}]"
"""The columns of the six indicators in the grid of cases."""

_AUDITABLE = 'TRIM(tblCases[Not auditable because])=""'


def of_cases(word: str) -> str:
    """How many cases that can be audited have this answer to the indicator of this row."""
    at = f"MATCH({this('tblD3', 'Ref')},tblCases[[#Headers],{SIX}],0)"
    column = f"INDEX(tblCases[{SIX}],0,{at})"
    return f'IFERROR(SUMPRODUCT((TRIM({column})="{word}")*({_AUDITABLE})),"")'


def cases_barred() -> str:
    """How many cases could not be audited."""
    return f"SUMPRODUCT(1-({_AUDITABLE}))"


def cases_listed() -> str:
    """How many cases there are to audit: those with a case, a record or an answer."""
    return f"SUMPRODUCT(({_any_of_them()})*({_AUDITABLE}))"


def cases_done() -> str:
    """How many cases have all six answers."""
    six = "*".join(f'(TRIM({_indicator(n)})<>"")' for n in range(1, INDICATORS + 1))
    return f"SUMPRODUCT({six}*({_AUDITABLE}))"


def _any_of_them() -> str:
    six = "&".join(_indicator(n) for n in range(1, INDICATORS + 1))
    return f'TRIM(tblCases[Case]&tblCases[Record]&{six})<>""'


def _indicator(number: int) -> str:
    return f"INDEX(tblCases[{SIX}],0,{number})"


def case_score() -> str:
    """The mean of an indicator over the cases that answer it."""
    yes, partial, cases = (this("tblD3", heading) for heading in ("Yes", "Partial", "Cases"))
    return f'IF(N({cases})=0,"",ROUND(({yes}+{partial}/2)/{cases},9))'


def counted_cases() -> str:
    """How many cases count for an indicator: those with yes, partial or no."""
    return "+".join(f"N({this('tblD3', word)})" for word in ("Yes", "Partial", "No"))


def counts_as() -> str:
    """The answer for which an indicator's mean over cases stands."""
    score = this("tblD3", "Score")
    return nested(
        (f'{score}=""', '""'),
        (f"{score}>={GREEN_FROM}", '"Yes"'),
        (f"{score}>={AMBER_FROM}", '"Partial"'),
        otherwise='"No"',
    )


def case_to_do(row: int) -> str:
    """What the case in this row of the sheet still needs, beside the table.

    It stands outside it: what is appended to a table goes below the last row with a formula.
    """
    case, first, last, barred = f"$A{row}&$B{row}", f"$D{row}", f"$I{row}", f"$K{row}"
    answered = f"COUNTA({first}:{last})"
    return nested(
        (f'TRIM({barred})<>""', '"Not auditable"'),
        (f'AND({answered}=0,TRIM({case})="")', '""'),
        (f"{answered}<{INDICATORS}", f'{INDICATORS}-{answered}&" to answer"'),
        otherwise='"Done"',
    )


def _ref_at_fault(table: str) -> tuple[tuple[str, str], ...]:
    """A row that does not count: no ref, a ref that is not asked, or one that stands twice.

    Of two rows with the same answer the first counts; of two that differ, none.
    """
    ref = this(table, "Ref")
    same = f"COUNTIF({table}[Ref],{ref})"
    later = f"MATCH({ref},{table}[Ref],0)<ROW()-ROW({table}[[#Headers],[Ref]])"
    unlike = later
    if table != "tblD9":
        answer = f"TRIM({this(table, 'Answer')})"
        alike = f"COUNTIFS({table}[Ref],{ref},{table}[Answer],{answer})"
        unlike = f"OR({later},{alike}<{same})"
    return (
        (f'{ref}=""', '""'),
        (f"COUNTIF({REFS},{ref})=0", f'"{NOT_ASKED}"'),
        (f"AND({same}>1,{unlike})", f'"{TWICE}"'),
    )


def _blank(table: str, heading: str) -> str:
    return f'TRIM({this(table, heading)})=""'


def _both(one: str, other: str) -> str:
    return f"AND({one},{other})"


def _critical_points(table: str, value: str, more: str = "") -> str:
    return f'COUNTIFS({table}[Critical],"Critical",{table}[Points],{value}{more})'


def _critical_cases(word: str) -> str:
    return f'COUNTIFS(tblD3[Critical],"Critical",tblD3[Counts as],"{word}")'
