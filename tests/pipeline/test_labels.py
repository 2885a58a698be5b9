from __future__ import annotations

import pandas as pd
import pytest

from netsurvey.pipeline import labels_for, names_of
from netsurvey.privacy import Tier
from netsurvey.tables import (
    DOUBTFUL,
    EVIDENCE,
    PLACES,
    ROSTER_MENTIONS,
    ROSTER_RESPONDENTS,
    ROSTER_TEXTS,
    People,
    Roster,
    empty,
)

KEY = {"site": "A", "wave": "1", "question": "help", "part": 1}
# Form 1 is Liz Fell; forms 1 and 2 name one man as "Tom", "Tomasz Wren" and "tom"; nobody could read the last cell.
WRITTEN = [
    ("1", 1, "Tom from the corner shop", "p-t"),
    ("1", 2, "Tomasz Wren", "p-t"),
    ("2", 1, "tom", "p-t"),
    ("2", 2, None, "p-x"),
]


@pytest.fixture
def people() -> People:
    mentions = pd.DataFrame(
        [
            {**KEY, "respondent_id": form, "position": slot, "kind": "person", "person_id": who, "place_id": None,
             "probability": 1.0}
            for form, slot, _, who in WRITTEN
        ]
    )  # fmt: skip
    return People(
        people=pd.DataFrame(
            {"person_id": ["p-l", "p-t", "p-x"], "site": "A", "mentions": [0, 3, 1], "respondents": [0, 2, 1],
             "certainty": 1.0}
        ),
        mentions=mentions,
        respondents=pd.DataFrame({"site": ["A"], "wave": ["1"], "respondent_id": ["1"], "person_id": ["p-l"]}),
        places=empty(PLACES),
        evidence=empty(EVIDENCE),
        doubtful=empty(DOUBTFUL),
    )  # fmt: skip


@pytest.fixture
def roster() -> Roster:
    blank = dict.fromkeys(("cell", "relation", "street", "age", "gender", "place", "note"))
    forms = pd.DataFrame([{**dict.fromkeys(ROSTER_RESPONDENTS.columns), "site": "A", "wave": "1", "respondent_id": "1",
                           "name": "Liz Fell"}])  # fmt: skip
    mentions = [
        {**KEY, **blank, "respondent_id": form, "position": slot, "name": name} for form, slot, name, _ in WRITTEN
    ]
    return Roster(
        respondents=forms,
        mentions=pd.DataFrame(mentions)[list(ROSTER_MENTIONS.columns)],
        texts=empty(ROSTER_TEXTS),
    )


def test_a_respondent_has_their_own_name_and_others_the_fullest_written(people: People, roster: Roster) -> None:
    assert names_of(people, roster).to_dict() == {"p-l": "Liz Fell", "p-t": "Tomasz Wren", "p-x": ""}


def test_only_the_team_sees_names(people: People, roster: Roster) -> None:
    key = bytes(32)
    assert labels_for(Tier.PUBLIC, people, roster, key) is None
    partner = labels_for(Tier.PARTNER, people, roster, key)
    assert partner is not None
    assert partner.str.fullmatch(r"P-[0-9A-Z]{6}").all()
    team = labels_for(Tier.TEAM, people, roster, key)
    assert team is not None
    assert team["p-l"] == "Liz Fell"


def test_pseudonyms_come_from_the_key_and_are_all_different(people: People, roster: Roster) -> None:
    first, second = (labels_for(Tier.PARTNER, people, roster, bytes([n]) * 32) for n in (1, 2))
    assert first is not None
    assert second is not None
    assert first.nunique() == len(first)
    assert (first != second).all()
