"""What each form says to a question, as a column to put beside the people: named, nobody, blank or open.

The questions are those that ask for places, groups and sources, where the kind of what was written decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.tables import Survey

__all__ = ["BLANK", "NAMED", "NOTHING", "OPEN", "interviews", "said"]

NAMED, NOTHING, BLANK, OPEN = "named", "nothing", "blank", "open"
"""Something of the kind was written; it was not; a blank leaves that open; a refusal or not being asked does."""
_KEY = list(RESPONDENT_KEY)


def interviews(survey: Survey) -> pd.MultiIndex:
    """Return the keys of the forms that are interviews."""
    return pd.MultiIndex.from_frame(survey.respondents.loc[survey.respondents["interviewed"], _KEY])


def said(survey: Survey, questions: Sequence[str], *, kinds: Sequence[str], anywhere: Sequence[str]) -> pd.Series[str]:
    """Return for each interview whether anything of some kinds was written down.

    Parameters
    ----------
    survey
        The answers.
    questions
        What must have been answered before "nothing" can be told from "blank".
    kinds
        Of mentions that count.
    anywhere
        The questions in which they count.
    """
    forms = interviews(survey)
    mentions = survey.mentions
    counted = mentions[mentions["question"].isin(anywhere) & mentions["kind"].isin(kinds)]
    states = survey.answers[survey.answers["question"].isin(questions)]
    closed = states["state"].isin(["answered", "none"])
    told = pd.Series(NOTHING, index=forms, dtype="str")
    for word, here in ((BLANK, states["state"] == "blank"), (OPEN, ~closed & (states["state"] != "blank"))):
        told = told.mask(forms.isin(pd.MultiIndex.from_frame(states.loc[here, _KEY])), word)
    return told.mask(forms.isin(pd.MultiIndex.from_frame(counted[_KEY])), NAMED)
