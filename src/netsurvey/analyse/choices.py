"""What was chosen: how many gave each answer to a question with choices, such as what keeps them from joining in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.groups import EVERYONE, MISSING, over_all_sites
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import GIVEN
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from netsurvey.tables import Survey

__all__ = ["CHOICE_COLUMNS", "choice_levels", "choices", "with_choice_shares"]

CHOICE_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together',
    "wave": "the round of the survey",
    "question": "the key of the question",
    "role": "what the question is for, where the study file says",
    "choice": 'the answer; "everyone" for all who gave one',
    "count": "how many interviewed respondents gave it",
    "n": "how many gave any",
    "share": "count over n",
    "low": "lower end of the share's 95% interval (Wilson)",
    "high": "upper end of the share's 95% interval",
    "status": '"given", or why it is not shown',
}
_KEY = list(RESPONDENT_KEY)
_BLOCK = ["site", "wave", "question"]


def choices(survey: Survey) -> pd.DataFrame:
    """Return how many respondents gave each answer to each question with choices.

    Parameters
    ----------
    survey
        The answers.

    Returns
    -------
    pandas.DataFrame
        Columns `CHOICE_COLUMNS`, the commonest answer first, after one row for everyone who gave an answer. Who left
        a question blank, did not know, refused or was not asked is not among its n. Who knows somebody that can change
        things is the flag `no_change_contact_v1`, and not here once more.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> asked = choices(survey)
    >>> asked.loc[asked["question"] == "belonging", ["choice", "count"]].to_numpy().tolist()[0]
    ['everyone', 117]
    """
    answers = over_all_sites(_answered(survey))
    sites = survey.respondents[["site", "wave"]].drop_duplicates()
    asked = pd.DataFrame({"question": _questions(survey)}, dtype="str")
    blocks = over_all_sites(sites).drop_duplicates().merge(asked, how="cross")
    sizes = blocks.merge(answers.groupby(_BLOCK, as_index=False).size().rename(columns={"size": "n"}), how="left")
    sizes = sizes.fillna({"n": 0})
    counted = answers.groupby([*_BLOCK, "value"], as_index=False).size()
    counted = counted.rename(columns={"size": "count", "value": "choice"}).merge(sizes, on=_BLOCK)
    table = pd.concat([sizes.assign(choice=EVERYONE, count=sizes["n"]), counted])
    order = {question: at for at, question in enumerate(survey.study.questions)}
    roles = {name: question.role for name, question in survey.study.questions.items()}
    table = table.assign(at=table["question"].map(order), later=table["choice"] != EVERYONE).sort_values(
        ["wave", "site", "at", "later", "count", "choice"], ascending=[True, True, True, True, False, True]
    )
    texts = dict.fromkeys((*_BLOCK, "role", "choice", "status"), "str")
    table = table.assign(role=table["question"].map(roles), status=GIVEN).reset_index(drop=True)
    return with_choice_shares(table.astype({**texts, "count": "Int64", "n": "Int64"}))


def with_choice_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts of answers with the shares and intervals that follow from them alone."""
    count, n = (counts[name].astype("float64") for name in ("count", "n"))
    low, high = wilson(count, n)
    return counts.assign(share=count / n, low=low, high=high)[list(CHOICE_COLUMNS)]


def choice_levels(survey: Survey) -> pd.DataFrame:
    """Return the answers to questions with choices as groups of people, one column a question, on the key of a form.

    Who gave no answer is in the group "not given". A question of the same name as an attribute is left out.
    """
    answers = _answered(survey)
    forms = pd.MultiIndex.from_frame(survey.respondents[_KEY])
    wanted = [name for name in _questions(survey) if name not in survey.attributes]
    columns = {}
    for name in wanted:
        given = answers[answers["question"] == name].set_index(_KEY)["value"]
        levels = sorted(set(given))
        columns[name] = pd.Categorical(
            given.reindex(forms).fillna(MISSING), categories=[*levels, MISSING], ordered=True
        )
    return pd.DataFrame(columns, index=forms)


def _questions(survey: Survey) -> list[str]:
    questions = survey.study.questions.items()
    return [name for name, question in questions if question.asks == "choice" and question.role != "knows_changer"]


def _answered(survey: Survey) -> pd.DataFrame:
    answers = survey.answers
    given = answers[answers["question"].isin(_questions(survey)) & (answers["state"] == "answered")]
    interviewed = survey.respondents.loc[survey.respondents["interviewed"], _KEY]
    return given[given["value"].notna()].merge(interviewed, on=_KEY)[[*_KEY, "question", "value"]]
