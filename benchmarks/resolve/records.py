"""A study as flat records, one a written name: what programs that link records are given to work on.

Each program's row of the comparison starts from the same reading of names, streets and ages, so that it is judged by
how it decides and not by how it reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from benchmarks.resolve.measures import agreement, normalised
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from netsurvey.ingest import ingest
from netsurvey.resolve.ages import years
from netsurvey.resolve.names import KIN
from netsurvey.resolve.nicknames import full_names
from netsurvey.resolve.references import Vocabulary
from netsurvey.store import open_study
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY, mention_keys

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from netsurvey.tables import Roster, Survey

__all__ = ["Records", "components", "read_records"]

_SEXES = {"f": "f", "m": "m", "w": "f"}


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Records:
    """The forms and mentions of people of one study.

    Attributes
    ----------
    survey, roster
        The study they were read from.
    table
        One row a form or mention, missing texts empty: `row` (its number), `key` (of the mention), `respondent` (row
        number of the form it stands on), `is_form`, `question`, `written`, `given` and `surname` (an initial ends with
        a dot), `fulls` (the given names it may be short for), `title`, `kin`, `relation`, `sex`, `street`, `home` (the
        respondent's own street), `age` (years).
    truth
        Who is truly meant by each row, "" where that is not known.
    """

    survey: Survey
    roster: Roster
    table: pd.DataFrame
    truth: NDArray[np.object_]

    def scores(self, labels: NDArray[np.intp]) -> dict[str, float]:
        """Return how well labels of the rows agree with the truth of the mentions; forms are not scored."""
        scored = ~self.table["is_form"].to_numpy() & (self.truth != "")
        return agreement(pd.Series(labels[scored].astype(str)), pd.Series(self.truth[scored]))

    def apart(self, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return which pairs of rows cannot be one person.

        Those are two forms, a form and a name on it, and two names written differently under one question of a form.
        """
        form = self.table["is_form"].to_numpy(dtype=bool)
        same: dict[str, NDArray[np.bool_]] = {
            name: self.table[name].to_numpy()[left] == self.table[name].to_numpy()[right]
            for name in ("respondent", "question", "written")
        }
        two_forms, own_name = form[left] & form[right], (form[left] | form[right]) & same["respondent"]
        impossible: NDArray[np.bool_] = two_forms | own_name
        return impossible | (same["respondent"] & same["question"] & ~same["written"])

    def repeats(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return pairs of rows in which one respondent wrote the identical name."""
        named = self.table[~self.table["is_form"] & (self.table["written"] != "")]
        before = named.groupby(["respondent", "written"])["row"].shift()
        again = before.notna()
        return before[again].to_numpy(dtype=np.intp), named.loc[again, "row"].to_numpy(dtype=np.intp)


def read_records(folder: Path) -> Records:
    """Read a study folder that holds the truth about its mentions, and about its forms where that is known."""
    survey, roster = ingest(open_study(folder))
    forms = survey.respondents.loc[survey.respondents["interviewed"], list(RESPONDENT_KEY)]
    forms = forms.merge(roster.respondents, on=list(RESPONDENT_KEY), how="left")
    forms["respondent"] = np.arange(len(forms))
    mentions = survey.mentions.loc[survey.mentions["kind"] == "person", [*MENTION_KEY, "relation"]].merge(
        roster.mentions.rename(columns={"relation": "relation_written"}), on=list(MENTION_KEY), how="left"
    )
    mentions = mentions.merge(
        forms[[*RESPONDENT_KEY, "respondent", "street"]].rename(columns={"street": "home"}),
        on=list(RESPONDENT_KEY),
    )
    rows = pd.concat(
        [forms.assign(is_form=True, home=forms["street"]), mentions.assign(is_form=False)], ignore_index=True
    )
    texts = rows.drop(columns=["respondent", "is_form", "position", "part"]).fillna("").astype(str)
    table = _parsed(texts).assign(row=rows.index, respondent=rows["respondent"], is_form=rows["is_form"], key="")
    table.loc[~table["is_form"], "key"] = mention_keys(rows[~rows["is_form"]])
    return Records(survey=survey, roster=roster, table=table, truth=_truth(folder, rows))


def components(size: int, left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the number of the connected component of each of `size` rows, given the joined pairs."""
    joined = sparse.coo_array((np.ones(len(left)), (left, right)), shape=(size, size))
    return np.asarray(connected_components(joined, directed=False)[1], dtype=np.intp)


def _parsed(texts: pd.DataFrame) -> pd.DataFrame:
    words = Vocabulary(texts["name"], texts["home"])
    names = [words.name(text) for text in texts["name"]]
    given = [n.given or (n.given_initial and f"{n.given_initial}.") for n in names]
    kin = [n.kin or _kin_of(text) for n, text in zip(names, texts["relation_written"], strict=True)]
    sex = [
        _SEXES.get(text[:1].lower(), n.sex) for n, text in zip(names, texts["gender"].str.strip().tolist(), strict=True)
    ]
    home = [words.street(text) for text in texts["home"]]
    street = [
        words.street(text) or (own if n.nearby else "")
        for n, text, own in zip(names, texts["street"], home, strict=True)
    ]
    return pd.DataFrame(
        {
            "question": texts["question"],
            "written": texts["name"].map(normalised),
            "given": given,
            "fulls": [sorted({form, *full_names(form)}) if form and form[-1] != "." else [] for form in given],
            "surname": [n.surname or n.faith or (n.surname_initial and f"{n.surname_initial}.") for n in names],
            "title": [n.title for n in names],
            "kin": kin,
            "relation": texts["relation"],
            "sex": sex,
            "street": street,
            "home": home,
            "age": pd.to_numeric(texts["age"].map(years), errors="coerce"),
        }
    )


def _kin_of(relation: str) -> str:
    return next((KIN[word][0] for word in normalised(relation).split() if word in KIN), "")


def _truth(folder: Path, rows: pd.DataFrame) -> NDArray[np.object_]:
    """Return who each row truly means, "" where no file of truth says so."""
    truth = pd.Series("", index=rows.index, dtype=object)
    for file, key, about in (
        ("truth.csv", MENTION_KEY, ~rows["is_form"]),
        ("respondents_truth.csv", RESPONDENT_KEY, rows["is_form"]),
        ("forms.csv", RESPONDENT_KEY, rows["is_form"]),
    ):
        if not (folder / file).is_file():
            continue
        told = pd.read_csv(folder / file, dtype=str, usecols=[*key, "person"], keep_default_na=False)
        index = pd.MultiIndex.from_frame(rows.loc[about, list(key)].astype(str))
        persons = told.drop_duplicates(list(key)).set_index(list(key))["person"].reindex(index)
        truth.loc[about] = persons.fillna("").to_numpy()
    return truth.to_numpy()
