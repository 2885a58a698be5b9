"""What was asked and which column holds the answer: the study file."""

from netsurvey.study.model import (
    KNOWN_SCALES,
    Attribute,
    Outcome,
    Respondent,
    Scale,
    Source,
    Study,
    StudySection,
    ValueOrColumn,
)
from netsurvey.study.questions import CHOICE_ROLES, PERSON_ROLES, AlterTies, Question, Tick, When
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
