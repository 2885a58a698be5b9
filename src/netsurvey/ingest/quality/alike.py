"""Forms that look alike: perhaps one visit typed up twice, or one form copied. Proposed, never merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.ingest.naming import name_words
from netsurvey.ingest.quality.straight import item_answers
from netsurvey.ingest.values import fold
from netsurvey.ingest.words import by_unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import ArrayLike

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.respondents import Forms
    from netsurvey.study import Study

__all__ = ["LEAST_ANSWERS", "look_alikes"]

LEAST_ANSWERS = 10
"""Forms with fewer answers than this agree too easily."""


def look_alikes(
    study: Study,
    forms: Forms,
    respondents: pd.DataFrame,
    roster: pd.DataFrame,
    answers: pd.DataFrame,
    named: Mapping[str, Named],
) -> list[dict[str, Any]]:
    """Return the groups of interviews that look alike, each form by its id, file and row; no name gets out.

    Two kinds are looked for within one site and wave: the same name in the same street (the same full name, where no
    street was written), and ten answers or more, names and scales included, that are all the same.

    Parameters
    ----------
    study
        What was asked.
    forms
        The forms, with the sheets they came from.
    respondents, answers
        The tables made from them.
    roster
        Who answered, as written.
    named
        The mentions by question.
    """
    places = _places(forms)
    looks = {
        "the same name and street": _who(roster),
        "the same answers": _said(study, respondents, answers, named),
    }
    reasons: dict[tuple[int, ...], list[str]] = {}
    for why, look in looks.items():
        for group in _groups(forms, look):
            reasons.setdefault(group, []).append(why)
    return [{"why": why, "forms": [places[form] for form in group]} for group, why in sorted(reasons.items())]


def _places(forms: Forms) -> list[dict[str, Any]]:
    rows = [
        (block.page.sheet.place_of(row), block.page.sheet.row(row))
        for block in forms.blocks
        for row in block.rows.tolist()
    ]
    return [
        {"site": site, "wave": wave, "respondent_id": respondent, "file": file, "row": int(row)}
        for (site, wave, respondent), (file, row) in zip(forms.keys.to_numpy().tolist(), rows, strict=True)
    ]


def _groups(forms: Forms, look: pd.Series[Any]) -> list[tuple[int, ...]]:
    """Return the interviews that share a look within one site and wave; a look of None is shared with nobody."""
    keyed = forms.keys[["site", "wave"]].assign(look=look.to_numpy())[forms.interviewed & look.notna().to_numpy()]
    shared = keyed[keyed.duplicated(keep=False)]
    return [tuple(group.index.tolist()) for _, group in shared.groupby(["site", "wave", "look"], sort=False)]


def _who(roster: pd.DataFrame) -> pd.Series[Any]:
    """Return name and street as they are compared; None where they are too little to go by."""
    names, streets = (
        by_unique(roster[column].astype(object).where(roster[column].notna(), "").to_numpy(dtype=object), read)
        for column, read in (("name", _plain_name), ("street", fold))
    )
    enough = [bool(name) and (bool(street) or " " in name) for name, street in zip(names, streets, strict=True)]
    return pd.Series(names + "\n" + streets, dtype=object).where(pd.Series(enough), None)


def _plain_name(name: str) -> str:
    return " ".join(name_words(name))


def _said(study: Study, respondents: pd.DataFrame, answers: pd.DataFrame, named: Mapping[str, Named]) -> pd.Series[Any]:
    """Return a number that stands for everything a form says; None where it says too little."""
    facts = pd.concat([*_answered(answers), *_named(named), *_ticked(study, respondents)], ignore_index=True)
    stands_for = pd.util.hash_pandas_object(facts[["about", "said"]], index=False)
    by_form = stands_for.groupby(facts["form"]).agg(["sum", "size"]).reindex(range(len(respondents)))
    return by_form["sum"].astype(object).where(by_form["size"] >= LEAST_ANSWERS, None)


def _answered(answers: pd.DataFrame) -> Iterator[pd.DataFrame]:
    form = answers.groupby("question").cumcount()
    for column in ("value", "number"):
        said = answers[column].notna()
        yield _facts(form[said], answers.loc[said, "question"], answers.loc[said, column])


def _named(named: Mapping[str, Named]) -> Iterator[pd.DataFrame]:
    for name, one in named.items():
        cells = one.mentions.drop_duplicates(["form", "position"])
        yield _facts(cells["form"], name, by_unique(cells["cell"].to_numpy(dtype=object), fold))


def _ticked(study: Study, respondents: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for _, items in item_answers(study, respondents):
        for item, values in items.reset_index(drop=True).items():
            yield _facts(values.dropna().index, str(item), values.dropna())


def _facts(form: ArrayLike, about: ArrayLike | str, said: ArrayLike) -> pd.DataFrame:
    """Return one row a thing said: by which form, about what, and what."""
    facts = pd.DataFrame({"form": np.asarray(form), "said": np.asarray(said, dtype=object)})
    return facts.assign(about=np.asarray(about, dtype=object) if not isinstance(about, str) else about)
