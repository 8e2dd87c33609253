"""Local policy: what a partnership may set for itself, and how it differs from the default.

The Settings sheet of the register holds it. A setting may make a rule stricter or quieter
within bounds; none switches an `unlawful` rule off. A setting that cannot be used is left at
its default, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from s117xl.areas import AreaRow, Areas, read_areas
from s117xl.findings import SEVERITIES
from s117xl.law.bodies import read_trust
from s117xl.law.months import Leap
from s117xl.law.periods import period

AREAS = "Areas"


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the Settings sheet. `choices` is empty where any text will do."""

    key: str
    label: str
    group: str
    default: str | int
    help: str
    choices: tuple[str, ...] = ()


def _period(name: str, label: str, help_text: str) -> Setting:
    return Setting(name, label, "Periods", period(name).value, help_text)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "as_at", "As-at date", "This register", "",
        "The day on which the register is judged. Leave blank for today.",
    ),
    Setting(
        "holds", "This register holds", "This register", "",
        "Real people, or invented people for tests and training: then NHS numbers of the test "
        "range (999) are right; among real people they are invalid.",
        ("real people", "invented people"),
    ),
    Setting(
        "leap_birthday", "Born on 29 February: birthday in other years", "This register", "1 March",
        "Your lawyer may prefer the other; it decides when the person is 18.",
        ("1 March", "28 February"),
    ),
    Setting("la_name", "Council", "Organisations", "", "The council's name, as letters print it."),
    Setting("icb_name", "Integrated Care Board", "Organisations", "", "The board's name."),
    Setting("trust_name", "NHS Trust", "Organisations", "", "The Trust's name."),
    Setting("contact", "Contact for this register", "Organisations", "", "Who owns this workbook."),
    _period("first_review_months", "First review within (months)", "From leaving hospital."),
    _period("review_cycle_months", "Then review every (months)", "From the last review held."),
    _period("full_review_at_least_months", "A full review at least every (months)",
            "Light-touch reviews alone do not last longer."),
    _period("cancelled_reviews", "Reviews called off before somebody is told",
            "Declined or cancelled, with none held since."),
    _period("due_soon_days", "Due soon means within (days)", "Reviews ahead that are shown."),
    _period("decisions_apart_days", "Ending: decisions at most apart (days)",
            "Between the council's decision to end and the board's."),
    _period("reassessment_within_days", "Ending: reassessment within (days)",
            "Before the duty ends."),
    _period("rationale_characters", "Ending: another reason explained in (characters)",
            "At least, where the reason is not on the list."),
    _period("early_ending_months", "Ending: early within (months)", "Of leaving hospital."),
    _period("premature_readmission_days", "Ending: readmission counts within (days)",
            "Of the end of the duty."),
    _period("end_request_answer_days", "Requests to end answered within (days)",
            "Of the day on which the person asked."),
    _period("funding_agreed_within_days", "Funding agreed within (days)",
            "Of the start of a service, by both bodies."),
    _period("topup_review_months", "Top-ups reviewed every (months)", "With the payer."),
    _period("refund_within_days", "Charges paid back within (days)", "Of being found."),
    _period("dispute_stage_days", "Disputes move on within (days)", "At each stage."),
    _period("or_dispute_referral_months", "Residence disputes referred within (months)",
            "To the Secretary of State."),
    _period("asc_notified_within_days", "Social care told within (days)", "Of admission."),
    _period("planning_start_within_days", "Planning starts within (days)", "Of detention."),
    _period("prison_release_planning_months", "Release from prison planned (months ahead)",
            "Planning has begun by then."),
    _period("copied_narrative_people", "The same words are copied from (people)",
            "So many people with one narrative."),
    _period("register_update_days", "Records looked at every (days)", "Each quarter."),
    _period("process_rules_months", "Past processes count from (months back)",
            "Older ones, which nobody can mend, are for information only."),
    _period("copies_kept", "Dated copies kept", "Made before the first check of each day."),
    Setting(
        "authorisers", "Roles that may authorise an ending", "Endings", "",
        "Parted by semicolons. Where it is blank any authoriser is accepted.",
    ),
    Setting(
        "providers", "Trusts known here (codes)", "Organisations", "",
        "Their ODS codes, parted by semicolons. Another Trust on a record is then asked about. "
        "Where it is blank any Trust is accepted.",
    ),
    Setting("address", "Address to write back to", "Documents", "",
            "For letters; the lines parted by semicolons."),
    Setting("phone", "Telephone", "Documents", "", "For letters."),
    Setting("email", "E-mail", "Documents", "", "For letters; a team's, and nobody's own."),
    Setting("website", "Web page on aftercare", "Documents", "", "For letters and the leaflet."),
    Setting("signed_by", "Letters are signed by (council)", "Documents", "",
            "Name and role of who signs for the council."),
    Setting("signed_by_board", "Letters are signed by (ICB)", "Documents", "",
            "Name and role of who signs for the Integrated Care Board."),
    Setting("advocacy", "Advocacy here", "Documents", "",
            "Who gives advocacy, and how to reach them."),
    Setting("crisis", "Help in a crisis", "Documents", "",
            "Whom to call at any hour, with the number."),
    Setting("complaints_council", "Complaints to the council", "Documents", "",
            "Where to send them."),
    Setting("complaints_board", "Complaints to the NHS", "Documents", "", "Where to send them."),
    Setting("logo", "Logo (file)", "Documents", "",
            "A PNG or JPEG file in the folder of templates, such as logo.png."),
    Setting(
        "templates_folder", "Folder of Word templates", "Documents", "",
        "A template there is used in place of ours of the same name. Leave blank for ours.",
    ),
    Setting(
        "documents_folder", "Folder for documents made by the buttons", "Documents", "",
        "They hold personal data. Leave blank for a folder Section 117 among your own documents.",
    ),
    Setting(
        "documents_state", "Documents are made as", "Documents", "DRAFT",
        "A document with something to be completed stays a draft, whatever stands here.",
        ("DRAFT", "FINAL"),
    ),
    Setting(
        "rules_off", "Rules switched off", "Rules", "",
        "Codes parted by semicolons, such as R091; R104. They are not run, and each report says "
        "so. A rule on what is unlawful cannot be switched off.",
    ),
    Setting(
        "severities", "Rules made graver or lighter", "Rules", "",
        "Such as R044=info; R056=missing. Each report says so. What is unlawful stays unlawful, "
        "and nothing else can be made so.",
    ),
    Setting(
        "copies_folder", "Folder for dated copies", "This register", "",
        "They hold personal data. Leave blank for the workbook's own folder.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BadSetting:
    """A setting that cannot be used: which, and why, as the end of a sentence, and its cell."""

    key: str
    label: str
    why: str
    cell: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong, and what is done instead."""
        if self.label == AREAS:
            return f"This line of the areas {self.why}; it is not used."
        return f"The setting {self.label!r} {self.why}; the default is used."


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force: `values` by key, `differences` as sentences, and the bad ones.

    `off` are the rules switched off; `severities` are those made graver or lighter; `areas` say
    which council and board a place belongs to.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[str, ...] = ()
    bad: tuple[BadSetting, ...] = ()
    off: frozenset[str] = frozenset()
    severities: Mapping[str, str] = field(default_factory=dict)
    areas: Areas = field(default_factory=Areas)

    def period(self, name: str) -> int:
        """A period in its own unit: the local one where set, else the default."""
        value = self.values.get(name)
        return period(name).value if value is None else int(value)

    def text(self, name: str) -> str:
        """A setting in words, blank where it is not set."""
        return str(self.values.get(name) or "")

    @property
    def as_at(self) -> date | None:
        """The as-at date that the workbook fixes, if it does."""
        value = self.values.get("as_at")
        return value if isinstance(value, date) else None

    @property
    def leap_birthday(self) -> Leap:
        """The birthday, in a common year, of a person born on 29 February."""
        return "28 February" if self.text("leap_birthday") == "28 February" else "1 March"

    @property
    def authorisers(self) -> frozenset[str]:
        """The roles that may authorise an ending, in lower case."""
        return frozenset(part.casefold() for part in _parts(self.text("authorisers")))

    @property
    def providers(self) -> frozenset[str]:
        """The codes of the Trusts that are known here; none where any Trust will do."""
        return frozenset(part.upper() for part in _parts(self.text("providers")))


def read_settings(
    cells: Mapping[str, Any],
    severities: Mapping[str, str],
    places: Mapping[str, str] | None = None,
    areas: Iterable[AreaRow] = (),
) -> Settings:
    """Settings from the cells of the Settings sheet by key; blank cells keep the default.

    `severities` are those of the catalogue, by code: what can be tuned. `places` are the
    addresses of the cells; `areas` are the lines of the table of areas. A setting that cannot
    be used is left at its default.
    """
    values: dict[str, Any] = {}
    bad: list[BadSetting] = []
    places = places or {}

    def refuse(key: str, label: str, why: str) -> None:
        bad.append(BadSetting(key, label, why, places.get(key, "")))

    for setting in SETTINGS:
        cell = cells.get(setting.key, "")
        if cell in ("", None):
            continue
        value, why = _read(setting, cell)
        if why:
            refuse(setting.key, setting.label, why)
        else:
            values[setting.key] = value
    known = {setting.key: setting.label for setting in SETTINGS}
    for key in cells.keys() - {*known, ""}:
        refuse(key, key, "is no setting of this version")
    off, off_faults = _switched_off(values.get("rules_off", ""), severities)
    tuned, tuned_faults = _tuned(values.get("severities", ""), severities)
    for key, faults in (("rules_off", off_faults), ("severities", tuned_faults)):
        for why in faults:
            refuse(key, known[key], why)
    listed, area_faults = read_areas(areas)
    bad += (BadSetting(f"areas {place}", AREAS, why, place) for place, why in area_faults)
    differences = tuple(_differences(values, off, tuned))
    return Settings(values, differences, tuple(bad), off, tuned, listed)


def _differences(
    values: Mapping[str, Any], off: frozenset[str], tuned: Mapping[str, str]
) -> Iterator[str]:
    for setting in SETTINGS:
        value = values.get(setting.key, setting.default)
        if value != setting.default and (
            setting.group in ("Periods", "Endings") or setting.key in ("providers", "leap_birthday")
        ):
            yield f"{setting.label}: {value} (default {setting.default or 'none'})"
    if off:
        yield f"Rules switched off: {', '.join(sorted(off))}"
    if tuned:
        changed = ", ".join(f"{code} is {severity}" for code, severity in sorted(tuned.items()))
        yield f"Rules made graver or lighter: {changed}"


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _switched_off(text: str, severities: Mapping[str, str]) -> tuple[frozenset[str], list[str]]:
    off, faults = set(), []
    for part in _parts(text):
        code = part.upper()
        if code not in severities:
            faults.append(f"names {part}, which is no rule")
        elif severities[code] == "unlawful":
            faults.append(f"cannot switch off {code}, which is about what is unlawful")
        else:
            off.add(code)
    return frozenset(off), faults


def _tuned(text: str, severities: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    tuned, faults = {}, []
    for part in _parts(text):
        code, _, severity = (piece.strip() for piece in part.partition("="))
        code, severity = code.upper(), severity.lower()
        if code not in severities:
            faults.append(f"names {code}, which is no rule")
        elif severity not in SEVERITIES[1:]:
            faults.append(f"gives {code} none of: {', '.join(SEVERITIES[1:])}")
        elif severities[code] == "unlawful":
            faults.append(f"cannot change {code}, which is about what is unlawful")
        elif severity != severities[code]:
            tuned[code] = severity
    return tuned, faults


def _read(setting: Setting, cell: Any) -> tuple[Any, str]:
    if setting.key == "as_at":
        if not isinstance(cell, date):
            return None, "is not a date"
        return cell.date() if isinstance(cell, datetime) else cell, ""
    if setting.group == "Periods":
        return _read_period(setting, cell)
    text = str(cell).strip()
    if setting.key == "providers":
        wrong = [part for part in _parts(text) if read_trust(part).kind == "shape"]
        return text, f"names {wrong[0]}, which is no Trust's code" if wrong else ""
    if setting.choices and text not in setting.choices:
        return None, "is not one of: " + ", ".join(setting.choices)
    return text, ""


def _read_period(setting: Setting, cell: Any) -> tuple[Any, str]:
    bounds = period(setting.key)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != int(cell):
        return None, "is not a whole number"
    if not bounds.least <= cell <= bounds.most:
        return None, f"is not from {bounds.least} to {bounds.most}"
    return int(cell), ""
