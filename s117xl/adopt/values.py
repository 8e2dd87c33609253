"""What a cell of theirs stands for in our fields, and how sure that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from s117xl.adopt.headings import SURE
from s117xl.law.bodies import Body, all_boards, all_councils
from s117xl.law.sections import read_section
from s117xl.register.cells import reader
from s117xl.register.fields import Field
from s117xl.register.kinds import Code, Date, Number, OneOf, SeveralOf, Text
from s117xl.register.plain_text import tidy
from s117xl.register.schema import TABLES
from s117xl.register.written_dates import read_written_date

_SHARES = re.compile(
    r"(?:la\s*)?(\d{1,3})\s*%?\s*(?:la)?\s*[:/,;\- ]\s*(?:icb|ccg|nhs)?\s*(\d{1,3})\s*%?.*"
)
_ONE_SIDED = re.compile(
    r"(?:100\s*%?\s*(la|icb|ccg|nhs|health|council)|(la|icb|ccg|nhs|health|council)\s*100\s*%?)"
)
_MONTH_FIRST = re.compile(r"(?:0?[1-9]|1[0-2])[/.\-](?:1[3-9]|2\d|3[01])[/.\-]\d{2,4}")
_BOARD_WORDS = "nhs|icb|ccg"
_COUNCIL_WORDS = (
    "county council|city council|borough council|council|cc|mbc|london borough of|lb of"
)
DAY_FIRST = "a day written as text, taken day first"
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The fields that a cell sets, how sure that is, and whether its words are kept in Notes.

    A blank value leaves the field blank. `why` says what was done, for the report.
    """

    sets: dict[str, Any] = field(default_factory=dict)
    confidence: float = 1.0
    keep: bool = False
    why: str = ""

    @property
    def sure(self) -> bool:
        """Whether it is applied without being asked."""
        return self.confidence >= SURE


def words_of(cell: Any) -> str:
    """A cell as the words by which a map knows it."""
    return tidy(_number_of(cell) if isinstance(cell, date) else cell).casefold()


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("s117xl.adopt") / "values.toml").read_text("utf-8"))


def has_values(to: str, table: str) -> bool:
    """Whether what a column holds is a set of words that a map should show."""
    if to in ("split", "charged") or to in _facts():
        return to not in ("postcode", "or_postcode", "nothing", "ending")
    kind = TABLES[table].by_key[to].kind if to in TABLES[table].by_key else None
    return isinstance(kind, OneOf | SeveralOf | Code)


def meaning(to: str, table: str, cell: Any) -> Meaning | None:
    """What a cell stands for, None where nobody can say and it is kept as it stands."""
    if to == "split":
        return _shares(words_of(cell)) or _nothing(("la_share", "icb_share"), cell)
    if to == "name":
        return _name(tidy(cell))
    target = TABLES[table].by_key[to]
    return (
        _listed(to, cell)
        or _by_field(target, cell)
        or _nothing((to,), cell, target)
        or _read(target, cell)
    )


def _listed(to: str, cell: Any) -> Meaning | None:
    words = words_of(cell)
    entry = _facts().get(to, {}).get(words)
    if entry is None and to == "charged" and isinstance(_number_of(cell), int | float):
        entry = _facts()[to]["more_than_0"] if float(_number_of(cell)) > 0 else None
    if entry is None:
        return None
    if isinstance(entry, str):
        return Meaning({to: entry}, 0.95)
    if isinstance(entry, list):
        return Meaning({to: entry[0]}, entry[1])
    return Meaning(dict(entry["sets"]), entry["sure"], entry.get("keep", False))


def _nothing(to: tuple[str, ...], cell: Any, target: Field | None = None) -> Meaning | None:
    if words_of(cell) not in _facts()["nothing"]["words"]:
        return None
    values = target.kind.values if target and isinstance(target.kind, OneOf) else ()
    unknown = next((v for v in ("unknown", "not known") if v in values), "")
    return Meaning(dict.fromkeys(to, unknown), 0.95, why="says that nobody knows")


def _by_field(target: Field, cell: Any) -> Meaning | None:
    words = words_of(cell)
    if target.key in ("section_code", "legal_status"):
        return _section(target.key, words)
    if target.key == "end_reason":
        return _ending(words, tidy(cell))
    if target.key == "accommodation_status" and words.startswith("hmp"):
        return Meaning({"accommodation_status": "prison", "prison_name": tidy(cell)}, 0.95)
    if target.key == "communication_need" and words.endswith(" interpreter"):
        language = tidy(cell).rsplit(" ", 1)[0]
        return Meaning({"language": language, "interpreter_needed": "yes"}, 0.9, keep=True)
    if target.key == "icb_code":
        return _body(words, all_boards(), _BOARD_WORDS, "icb_code")
    if isinstance(target.kind, Code) and target.kind.system == "la":
        return _body(words, all_councils(), _COUNCIL_WORDS, target.key)
    return None


def _section(key: str, words: str) -> Meaning | None:
    """A bare number on a register is the section of the Act, unless it has its nought: 37, 03."""
    bare = re.fullmatch(r"\d{1,3}a?", words)
    if bare and not words.startswith("0"):
        code = read_section(f"s{words}").code
        why = "taken for the section of the Act and not the national code"
        return Meaning({key: code}, 0.9, why=why) if code else None
    code = read_section(words).code
    if code:
        return Meaning({key: code}, 0.95)
    later = re.fullmatch(r"(?:s\.?|sec |section )?2 then (?:s\.?)?3", words)
    on_order = re.fullmatch(r"(.+?)\s*(?:-|>|→|/|then|on|to)\s*cto", words)
    inner = "3" if later else on_order[1] if on_order else ""
    found = _section(key, inner.strip()) if inner else None
    return Meaning(found.sets, min(found.confidence, 0.9), keep=True) if found else None


def _ending(words: str, text: str) -> Meaning | None:
    for entry in _facts()["ending"]:
        if entry["has"] in words:
            sets = {"end_reason": entry["code"], "end_rationale": text}
            return Meaning(sets, entry.get("sure", 0.9))
    return None


def _body(words: str, bodies: Mapping[str, Body], noise: str, key: str) -> Meaning | None:
    """A council or a board by its name; one whose name is only near is proposed."""
    from rapidfuzz import fuzz, process

    plain = " ".join(re.sub(rf"\b({noise})\b", " ", words).split())
    if not plain or words.upper() in bodies:
        return None
    exact = {b.name.casefold(): b.codes[0] for b in bodies.values() if b.until is None}
    if plain in exact:
        return Meaning({key: exact[plain]}, 0.95)
    near = process.extractOne(plain, list(exact), scorer=fuzz.partial_ratio, score_cutoff=88)
    return Meaning({key: exact[near[0]]}, round(0.8 * near[1] / 100, 2)) if near else None


def _shares(words: str) -> Meaning | None:
    one = _ONE_SIDED.fullmatch(words)
    if one:
        council = (one[1] or one[2]) in ("la", "council")
        return Meaning({"la_share": 100 * council, "icb_share": 100 * (not council)}, 0.95)
    both = _SHARES.fullmatch(words)
    if not both:
        return None
    la, icb = int(both[1]), int(both[2])
    why = "" if la + icb == 100 else "the shares do not make 100"
    return Meaning({"la_share": la, "icb_share": icb}, 0.95 if not why else 0.85, why=why)


def _name(text: str) -> Meaning | None:
    surname, comma, forename = (part.strip() for part in text.partition(","))
    if comma and surname and forename and "," not in forename:
        return Meaning({"surname": surname, "forename": forename}, 0.95)
    words = text.split()
    if len(words) == 2 and not comma:
        return Meaning({"surname": words[1], "forename": words[0]}, 0.7)
    return None


def _number_of(cell: Any) -> Any:
    """The number that Excel holds for a cell which a date format made look like a day."""
    if isinstance(cell, datetime):
        apart = cell - datetime.combine(_FIRST_SERIAL_DAY, datetime.min.time())
        return round(apart / timedelta(days=1), 4)
    return (cell - _FIRST_SERIAL_DAY).days if isinstance(cell, date) else cell


def _read(target: Field, cell: Any) -> Meaning | None:
    """The cell as our own reader takes it; None where it cannot."""
    kind = target.kind
    if isinstance(kind, Date):
        return _day(target.key, cell)
    why = ""
    if isinstance(cell, date):
        if not isinstance(kind, Text) or kind.ident or cell > _LAST_DAY:
            cell, why = _number_of(cell), "a date format had made a number look like a day"
        else:
            return Meaning({target.key: f"{cell:%d/%m/%Y}"}, 1.0)
    if isinstance(kind, Text):
        return Meaning({target.key: tidy(cell)}, 1.0, why=why)
    value, faults = reader(kind)(cell)
    if value is None or any(fault.unreadable for fault in faults):
        return None
    if isinstance(kind, Number):
        return Meaning({target.key: cell if not isinstance(cell, str) else value}, 1.0, why=why)
    if isinstance(kind, SeveralOf):
        return Meaning({target.key: "; ".join(value)}, 1.0)
    return Meaning({target.key: value}, 1.0, why=why)


def is_month_first(cell: Any) -> bool:
    """Whether a cell holds a day as text that can only have its month first, as in 03/25/2024."""
    return isinstance(cell, str) and bool(_MONTH_FIRST.fullmatch(cell.strip()))


def _day(key: str, cell: Any) -> Meaning | None:
    if isinstance(cell, datetime):
        return None
    if isinstance(cell, date):
        return Meaning({key: cell}, 1.0)
    day, doubt = read_written_date(tidy(cell)) if isinstance(cell, str) else (None, "")
    if day is None or not date(1901, 1, 1) <= day <= _LAST_DAY:
        return None
    if doubt:
        return Meaning({key: day}, 0.85, why=DAY_FIRST)
    return Meaning({key: day}, 0.95, why="a day written as text")


def as_it_stands(cell: Any) -> Any:
    """A cell that nobody could read, as our workbook is to hold it."""
    if isinstance(cell, datetime) or (isinstance(cell, date) and cell > _LAST_DAY):
        return _number_of(cell)
    return cell if isinstance(cell, int | float | date) else str(cell)
