"""The tables of the survey workbook: names and headings, for those who build and who read it."""

from __future__ import annotations

from dataclasses import dataclass

from s117xl.survey.themes import about, statements
from s117xl.workbook.headings import Wanted

SMALLEST = 5
"""Fewer people than this are never shown; Settings may raise it and not lower it."""
MOST_SMALLEST = 20

WHO = {"id": "Response id", "audience": "Audience", "year": "Year"}


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A table: its sheet, its Excel name, its headings by key, and how its names begin."""

    sheet: str
    excel_name: str
    headings: dict[str, str]
    prefix: str

    def name_of(self, key: str) -> str:
        """The hidden defined name that finds the column again, however it is renamed."""
        return f"{self.prefix}{key}"

    def wanted(self) -> Wanted:
        """The table as it is to be read."""
        names = {key: self.name_of(key) for key in self.headings}
        return Wanted(self.sheet, self.excel_name, dict(self.headings), names, frozenset())


RESPONSES = SurveyTable(
    "Responses",
    "tblResponses",
    WHO
    | {key: each.heading for key, each in about().items()}
    | {ref: each.heading for ref, each in statements().items()},
    "s117_survey_",
)
"""A row for each answered form; a statement of another audience stays blank."""

TEXTS = SurveyTable(
    "Free text",
    "tblFreeText",
    {"audience": "Audience", "year": "Year", "question": "Question", "text": "Text",
     "use": "May be used", "theme": "Theme"},
    "s117_survey_text_",
)  # fmt: skip
"""What people wrote, with no id of the response, so that neither sheet says whose words these are.

`use` is yes, no or blank; a blank text that seems to name somebody is kept back all the same.
"""

SETTINGS = SurveyTable(
    "Settings",
    "tblSurveySettings",
    {"setting": "Setting", "value": "Value", "default": "Default", "help": "Help", "key": "Key"},
    "s117_survey_setting_",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the Settings sheet."""

    key: str
    label: str
    default: str | int
    help: str


SURVEY_SETTINGS = (
    Setting("year", "Survey year", "",
            "Such as 2026/27. Rows of other years are then compared and not counted. Leave it "
            "blank to count every row."),
    Setting("organisation", "Partnership", "", "The name that the forms print."),
    Setting("contact", "Contact for this survey", "",
            "Whom people may ask, by telephone or e-mail; the forms print it."),
    Setting("smallest", "Smallest group shown", SMALLEST,
            f"What fewer people than this said is not shown. From {SMALLEST} to {MOST_SMALLEST}."),
)  # fmt: skip

ALL = (RESPONSES, TEXTS, SETTINGS)
