"""The figures of the Dashboard: where each stands, and the formula by which Excel works it out.

A blank is never counted as nought: what cannot be told is shown beside what is known. The
completeness of groups and pillars is summed from the list of fields at the foot.
"""

from __future__ import annotations

from typing import NamedTuple

from s117xl.register.fields import Field
from s117xl.register.schema import TABLES
from s117xl.register.tables.status import RECORD_STATUSES
from s117xl.workbook.templates.formulas import LIVE_COUNT, blank_count, required_count
from s117xl.workbook.templates.styles import DATE_FORMAT
from s117xl.workbook.templates.worked_out import CANNOT_TELL

SHEET = "Dashboard"
PILLARS = (
    "Joint policy and governance",
    "Person-centred planning",
    "Multi-agency working",
    "Prevention and early help",
    "Discharge planning",
    "Inclusion",
    "Funding and roles",
    "Information and records",
    "Monitoring and improvement",
)
BANDS = (("1 to 30 days", 1, 30), ("31 to 90 days", 31, 90), ("91 to 180 days", 91, 180),
         ("over 180 days", 181, 99999))  # fmt: skip
MONTHS = 12
LAST_CHECK = ("As at", "Records", "Unlawful", "Risk", "Overdue", "Missing", "Invalid")
FIELDS = tuple(field for field in TABLES["Register"].fields if field.required is not None)
GROUPS = tuple(dict.fromkeys(field.group for field in FIELDS))
STATUSES = RECORD_STATUSES

COUNT, MANY, SHARE, MONTH = "0", "#,##0", "0%", "mmm yyyy"


class Block(NamedTuple):
    """A titled list: the row of its title and its first column, both counted from 0."""

    title: str
    row: int
    column: int

    @property
    def first(self) -> int:
        """The row of the first line, below the title and the labels."""
        return self.row + 2


OVERDUE = Block("Overdue reviews by how long", 6, 1)
DUE = Block("Reviews due by month", 6, 8)
STATUS = Block("Records by status", 28, 1)
CHECKED = Block("The last check", 28, 8)
BY_GROUP = Block("Completeness by group of fields", 42, 1)
BY_PILLAR = Block("Completeness by pillar", 42, 8)
BY_FIELD = Block("Completeness of each required field", 72, 1)

# The columns of the list of fields: letters that the formulas below use too.
PARTS = {"group": "E", "pillar": "F", "required": "G", "blank": "I"}
TILE_ROW = 3


class Tile(NamedTuple):
    """A figure at the top: its key, first column, label, formula, number form and colour."""

    key: str
    column: int
    label: str
    formula: str
    form: str
    colour: str


def tiles() -> tuple[Tile, ...]:
    """The figures at the top, from the left."""
    due = "s117_review_due"
    overdue = f'=COUNTIFS({due},"<"&s117_as_at,{due},">0")'
    soon = f'=COUNTIFS({due},">="&s117_as_at,{due},"<="&s117_as_at+s117_due_soon_days)'
    required, blank = (f"SUM({of_fields(part)})" for part in ("required", "blank"))
    return (
        Tile("entitled", 1, "People entitled (live records)", f"={LIVE_COUNT}", MANY, "1F3A5F"),
        Tile("overdue", 3, "Reviews overdue", overdue, MANY, "9A3412"),
        Tile("soon", 5, "Reviews due soon", soon, MANY, "7A5B00"),
        Tile("cannot_tell", 8, "Reviews: cannot tell when due",
             f'=COUNTIFS({due},"{CANNOT_TELL}")', MANY, "5B0F4D"),
        Tile("blank", 10, "Required cells blank", f"={blank}", MANY, "1F3864"),
        Tile("completeness", 12, "Required cells filled",
             f'=IF({required}=0,"n/a",1-{blank}/{required})', "0.0%", "2F5D50"),
    )  # fmt: skip


def of_fields(part: str) -> str:
    """The cells of one part of the list of fields."""
    letter, first = PARTS[part], BY_FIELD.first + 1
    return f"${letter}${first}:${letter}${first + len(FIELDS) - 1}"


def overdue_between(least: int, most: int) -> str:
    """How many reviews are this many days over."""
    latest, earliest = f"s117_as_at-{least}", f"MAX(s117_as_at-{most},1)"
    return f'=COUNTIFS(s117_review_due,"<="&{latest},s117_review_due,">="&{earliest})'


def month_start(offset: int) -> str:
    """The first day of this month, or of one after it."""
    return f"=EDATE(DATE(YEAR(s117_as_at),MONTH(s117_as_at),1),{offset})"


def due_in_month(first: str) -> str:
    """How many reviews are due in the month that begins on the day in the cell `first`."""
    return f'=COUNTIFS(s117_review_due,">="&{first},s117_review_due,"<"&EDATE({first},1))'


def with_status(status: str) -> str:
    """How many records have the status."""
    return f'=COUNTIFS(s117_record_status,"{status}")'


def of_last_check(heading: str) -> str:
    """What the last line of Runs says; before the first check it says so once."""
    none = "no check yet" if heading == LAST_CHECK[0] else ""
    last = "MATCH(MAX(tblRuns[Run]),tblRuns[Run],0)"
    return f'=IF(COUNT(tblRuns[Run])=0,"{none}",INDEX(tblRuns[{heading}],{last}))'


def form_of_last_check(heading: str) -> str:
    """How the figure is shown."""
    return DATE_FORMAT if heading == LAST_CHECK[0] else MANY


def of_group(part: str, group: str) -> str:
    """A sum over the fields of a group."""
    return f'=SUMIFS({of_fields(part)},{of_fields("group")},"{group}")'


def of_pillar(part: str, pillar: int) -> str:
    """A sum over the fields of a pillar."""
    return f"=SUMIFS({of_fields(part)},{of_fields('pillar')},{pillar})"


def filled(required: str, blank: str) -> str:
    """The share that is filled, from the cells with the two counts."""
    return f'=IF({required}=0,"n/a",1-{blank}/{required})'


def label_of(name: str, required: str) -> str:
    """The name, which says so where nothing is required: its bar is then no nought."""
    return f'=IF({required}=0,"{name} (none needed)","{name}")'


def of_field(field: Field) -> tuple[str, str]:
    """How many cells of the field are required, and how many of these are blank."""
    table = TABLES["Register"]
    return required_count(table, field), blank_count(table, field)
