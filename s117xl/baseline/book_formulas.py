"""The native formulas of the baseline workbook: the scores and sentences of Python, in Excel.

The Profile's own cells hold each rating once it has been found to be one: a number, an empty text
for a blank, or "?" for anything else. All other formulas build on these cells.
"""

from __future__ import annotations

from s117xl.baseline.questions import dimensions, scale
from s117xl.baseline.sentences import NOT_AGREED
from s117xl.baseline.tables import AGREED, DIMENSIONS, MOST_PRIORITIES, PARTNERS

PROFILE_TOP = 8
"""The row of the Profile's headings, as Excel counts."""
_LETTERS = dict(zip((*PARTNERS, AGREED, "RAG", "differ", "evidence"), "CDEFGHI", strict=True))
DIFFER_BY, CHARACTERS, AS_AT = "s117b_differ_by", "s117b_evidence_characters", "s117b_as_at"


def on_profile(number: int, what: str, sheet: str = "Profile!") -> str:
    """The cell of the Profile for a dimension and a partner, Agreed, RAG, differ or evidence."""
    return f"{sheet}${_LETTERS[what]}${PROFILE_TOP + number}"


def _partners(number: int) -> str:
    row = PROFILE_TOP + number
    return f"Profile!$C${row}:$E${row}"


def _agreed_column() -> str:
    return f"Profile!$F${PROFILE_TOP + 1}:$F${PROFILE_TOP + len(DIMENSIONS)}"


def _of_row(number: int, who: str, heading: str) -> str:
    return f'INDEX(tblBRate{number}[{heading}],MATCH("{who}",tblBRate{number}[Who],0))'


def rating(number: int, who: str) -> str:
    """A rating where it is one, an empty text where it is blank, else "?"."""
    cell, there = (
        _of_row(number, who, "Rating"),
        f'ISNUMBER(MATCH("{who}",tblBRate{number}[Who],0))',
    )
    whole = f"AND(ISNUMBER({cell}),N({cell})>=1,N({cell})<=5,N({cell})=INT(N({cell})))"
    blank = f'IF(LEN(TRIM({cell}))=0,"","?")'
    return f'=IFERROR(IF({there},IF({whole},{cell},{blank}),""),"?")'


def rag(number: int) -> str:
    """Red, Amber or Green in a word."""
    cell = on_profile(number, AGREED)
    return f'=IF(ISNUMBER({cell}),IF({cell}<=2,"Red",IF({cell}=3,"Amber","Green")),"{NOT_AGREED}")'


def _apart(number: int) -> str:
    return f"(MAX({_partners(number)})-MIN({_partners(number)}))"


def _is_finding(number: int) -> str:
    return f"AND(COUNT({_partners(number)})>1,{_apart(number)}>={DIFFER_BY})"


def differ(number: int) -> str:
    """Whether the partners differ, in words; blank for fewer than two ratings."""
    said = f'IF({_apart(number)}=0,"no","by "&{_apart(number)})'
    return f'=IF(COUNT({_partners(number)})<2,"",{said})'


def evidence(number: int) -> str:
    """Whether evidence for a 4 or 5 is given."""
    cell = on_profile(number, AGREED)
    text = f'IFERROR({_of_row(number, AGREED, "Evidence for a 4 or 5")},"")'
    given = f'IF(LEN(TRIM({text}))<{CHARACTERS},"missing","given")'
    return f'=IF(ISNUMBER({cell}),IF({cell}>=4,{given},"not needed"),"")'


def partners_say(number: int) -> str:
    """Whether the partners agree, and who has not rated."""
    apart = _apart(number)
    points = f'{apart}&" point"&IF({apart}>1,"s","")'
    few = f'"The partners differ by "&{points}&", fewer than Settings asks about."'
    said = _listed(number, "ISNUMBER({cell})", '" "&{cell}')
    how = f'IF({apart}>1,"Settle why before you agree, and write","Write")'
    much = (
        f'"Finding: the partners differ by "&{points}&" ("&{said}&"). "&{how}'
        '&" it under risks and gaps."'
    )
    both = f'IF({apart}=0,"The partners rate alike.",IF({apart}<{DIFFER_BY},{few},{much}))'
    return (
        f'=TRIM(IF(COUNT({_partners(number)})<2,"",{both})'
        f"&{_who(number, '', ' Not yet rated: ')}"
        f"&{_who(number, '?', ' Not a whole number from 1 to 5: ')})"
    )


def _listed(number: int, test: str, after: str = '""') -> str:
    """The partners for whom the test holds, parted by commas."""
    parts = []
    for who in PARTNERS:
        cell = on_profile(number, who)
        parts.append(f'IF({test.format(cell=cell)},", {who}"&{after.format(cell=cell)},"")')
    return f"MID({'&'.join(parts)},3,99)"


def _who(number: int, mark: str, text: str) -> str:
    any_ = "+".join(f'({on_profile(number, who)}="{mark}")' for who in PARTNERS)
    return f'IF({any_}=0,"","{text}"&{_listed(number, f"{{cell}}={chr(34)}{mark}{chr(34)}")}&".")'


def agreed_says(number: int) -> str:
    """What was agreed, and what it still needs."""
    cell = on_profile(number, AGREED)
    names = ",".join(f'"{level.name}"' for level in scale().values())
    lacks = f'" Missing: evidence for a "&{cell}&"; say what shows it."'
    higher = f"AND(COUNT({_partners(number)})>0,{cell}>MAX({_partners(number)}))"
    said = (
        f'"Agreed: "&{cell}&", "&CHOOSE({cell},{names})&". "&{on_profile(number, "RAG")}&"."'
        f'&IF({on_profile(number, "evidence")}="missing",{lacks},"")'
        f'&IF({higher}," Higher than any partner\'s own rating: say why.","")'
    )
    unread = '"Missing: what was agreed is not a whole number from 1 to 5."'
    return f'=IF({cell}="?",{unread},IF({cell}="","Missing: no rating is agreed yet.",{said}))'


def to_write(number: int) -> str:
    """Whether the agreed row says what is strong and what is at risk."""
    parts = []
    for heading in ("Key strengths", "Key risks and gaps"):
        blank = f'LEN(TRIM(IFERROR({_of_row(number, AGREED, heading)},"")))=0'
        parts.append(f'IF({blank},", {heading.lower()}","")')
    both = "&".join(parts)
    return f'=IF(LEN({both})=0,"Strengths and risks are written.","Missing: "&MID({both},3,99)&".")'


def lowest_says() -> str:
    """The lowest agreed rating, and where it stands."""
    column = _agreed_column()
    where = "&".join(
        f'IF({on_profile(n, AGREED)}=MIN({column}),", {dimensions()[n].title}","")'
        for n in DIMENSIONS
    )
    count = f"COUNT({column})"
    rest = f'IF({count}<5," Missing: "&(5-{count})&" not agreed yet.","")'
    said = f'"Lowest agreed rating: "&MIN({column})&", in "&MID({where},3,250)&"."&{rest}'
    return f'=IF({count}=0,"No dimension is agreed yet.",{said})'


def findings_say() -> str:
    """The dimensions on which the partners differ."""
    where = "&".join(f'IF({_is_finding(n)},", {dimensions()[n].title}","")' for n in DIMENSIONS)
    rated = "+".join(f"COUNT({_partners(n)})" for n in DIMENSIONS)
    none = '"No difference between the partners is a finding."'
    nobody = f'IF({rated}=0,"No partner has rated yet.",{none})'
    said = f'"Finding: the partners differ on "&MID({where},3,250)&"."'
    return f"=IF(LEN({where})=0,{nobody},{said})"


def priorities_say() -> str:
    """Whether there are three to five priorities."""
    count = "SUMPRODUCT(--(LEN(TRIM(tblBPriorities[Priority]))>0))"
    many = f'"Too many: "&{count}&" priorities, and five at most can come first."'
    named = f'IF({count}=1," priority is"," priorities are")'
    few = f'"Warning: "&{count}&{named}&" named; choose three to five."'
    right = f'{count}&" priorities are named."'
    return f"=IF({count}>{MOST_PRIORITIES},{many},IF({count}<3,{few},{right}))"


def plan_says() -> str:
    """How many actions there are, and how many lack something or are late."""
    count = 'COUNTIF(tblBPlan[Action],"?*")'
    lacking, late = (f'COUNTIF(tblBPlan[To do],"*{word}*")' for word in ("Missing:", "Overdue"))
    return (
        f'="Actions in the plan: "&{count}&". With something missing: "&{lacking}'
        f'&". Overdue: "&{late}&"."'
    )


def signed_says() -> str:
    """How many partners have signed."""
    dated = f'tblBSignOff[Signed on],">0",tblBSignOff[Signed on],"<="&{AS_AT}'
    return f'="Signed by "&COUNTIFS(tblBSignOff[Name],"?*",{dated})&" of 3 partners."'


def actions_for_priority() -> str:
    """How many actions of the plan serve the priority of a row."""
    here = "tblBPriorities[[#This Row],[No.]]"
    return f'=COUNTIFS(tblBPlan[Priority],{here},tblBPlan[Action],"?*")'


def to_do() -> str:
    """What a line of the plan lacks, and whether it is late."""
    needed = {
        "Action": "the action",
        "Lead organisation": "the lead organisation",
        "Accountable officer": "the accountable officer",
        "Due": "the due date",
        "Milestone": "a milestone",
        "Measure of success": "a measure of success",
    }
    begun = "&".join(_here(heading) for heading in needed)
    priority = f"N({_here('Priority')})"
    lacks = [f'IF(AND({priority}>=1,{priority}<={MOST_PRIORITIES}),"",", the priority")']
    for heading, name in needed.items():
        given = _is_day(heading) if heading == "Due" else f"LEN(TRIM({_here(heading)}))>0"
        lacks.append(f'IF({given},"",", {name}")')
    alone = f'AND({_here("Co-produced")}="Yes",LEN(TRIM({_here("With whom")}))=0)'
    lacks.append(f'IF({alone},", with whom it was co-produced","")')
    listed = f'"Missing"&{"&".join(lacks)}&". "'
    missing = f'SUBSTITUTE(SUBSTITUTE({listed},"Missing, ","Missing: "),"Missing. ","")'
    return f'=IF(LEN(TRIM({begun}))=0,"",TRIM({missing}&{_order()}&{_late()}))'


def _order() -> str:
    both = f"{_is_day('Start')},{_is_day('Due')},N({_here('Due')})<N({_here('Start')})"
    return f'IF(AND({both}),"Due before it starts. ","")'


def _late() -> str:
    state, due = _here("State"), _here("Due")
    passed = f'{_is_day("Due")},N({due})<{AS_AT},{state}<>"Done",{state}<>"Dropped"'
    return f'IF(AND({passed}),"Overdue since "&TEXT({due},"d mmm yyyy")&".","")'


def _is_day(heading: str) -> str:
    """Whether a cell holds a day of this or a later century, as a date and not as text."""
    return f"N({_here(heading)})>=36526"


def _here(heading: str) -> str:
    return f"tblBPlan[[#This Row],[{heading}]]"


def change_says(number: int, last: str) -> str:
    """What became of the rating in the cell `last`."""
    now = on_profile(number, AGREED)
    known = f"AND(ISNUMBER({last}),N({last})>=1,N({last})<=5,N({last})=INT(N({last})))"
    moved = f'IF({now}>{last},"Up by "&({now}-{last})&".","Down by "&({last}-{now})&".")'
    said = f'IF({known},IF({now}={last},"Unchanged.",{moved}),"Not known for the last time.")'
    return f'=IF(ISNUMBER({now}),{said},"Not agreed yet.")'


def agreed_of(numbers: list[int]) -> str:
    """The agreed ratings of some dimensions, in words."""
    parts = [
        f'"B{n}: "&IF(ISNUMBER({on_profile(n, AGREED)}),{on_profile(n, AGREED)},"{NOT_AGREED}")'
        for n in numbers
    ]
    return "=" + '&"; "&'.join(parts)


def agreed_now(number: int) -> str:
    """The agreed rating, blank where there is none."""
    now = on_profile(number, AGREED)
    return f'=IF(ISNUMBER({now}),{now},"")'
