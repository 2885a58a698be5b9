"""The tables that pass between stages: columns, types, meaning; checked at every border."""

from netsurvey.tables.keys import key_text, mention_keys, parse_key, respondent_keys
from netsurvey.tables.people import (
    DOUBTFUL,
    EVIDENCE,
    PEOPLE,
    PEOPLE_MENTIONS,
    PEOPLE_RESPONDENTS,
    PLACES,
    TIES,
    Explanation,
    People,
)
from netsurvey.tables.roster import ROSTER_MENTIONS, ROSTER_RESPONDENTS, ROSTER_TEXTS, Roster
from netsurvey.tables.schema import Column, Table, checked, empty
from netsurvey.tables.survey import (
    ANSWER_STATES,
    ANSWERS,
    MENTION_KEY,
    MENTION_KINDS,
    MENTION_TIES,
    MENTIONS,
    QUARANTINE,
    RELATIONS,
    RESPONDENT_KEY,
    RESPONDENTS,
    Survey,
)

__all__ = [
    "ANSWERS",
    "ANSWER_STATES",
    "DOUBTFUL",
    "EVIDENCE",
    "MENTIONS",
    "MENTION_KEY",
    "MENTION_KINDS",
    "MENTION_TIES",
    "PEOPLE",
    "PEOPLE_MENTIONS",
    "PEOPLE_RESPONDENTS",
    "PLACES",
    "QUARANTINE",
    "RELATIONS",
    "RESPONDENTS",
    "RESPONDENT_KEY",
    "ROSTER_MENTIONS",
    "ROSTER_RESPONDENTS",
    "ROSTER_TEXTS",
    "TIES",
    "Column",
    "Explanation",
    "People",
    "Roster",
    "Survey",
    "Table",
    "checked",
    "empty",
    "key_text",
    "mention_keys",
    "parse_key",
    "respondent_keys",
]
