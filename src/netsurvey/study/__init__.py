"""What was asked and which column holds the answer: the study file."""

from netsurvey.study.model import (
    CHOICE_ROLES,
    KNOWN_SCALES,
    PERSON_ROLES,
    AlterTies,
    Attribute,
    Outcome,
    Question,
    Respondent,
    Scale,
    Source,
    Study,
    StudySection,
    Tick,
    ValueOrColumn,
    When,
)
from netsurvey.study.reading import read_study

__all__ = [
    "CHOICE_ROLES",
    "KNOWN_SCALES",
    "PERSON_ROLES",
    "AlterTies",
    "Attribute",
    "Outcome",
    "Question",
    "Respondent",
    "Scale",
    "Source",
    "Study",
    "StudySection",
    "Tick",
    "ValueOrColumn",
    "When",
    "read_study",
]
