"""Maps coloured by what respondents answered: an attribute, or the band of a score.

What few people answered is merged below the team tier, since a dot shows whom somebody is tied to.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse.groups import attribute_levels
from netsurvey.analyse.measures import degree
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.rare import NOT_GIVEN, OTHER, merged_bands, merged_levels
from netsurvey.plot.shades import LARGER, Colouring, Shade, faint
from netsurvey.plot.style import BLUE, GREY, LEVELS
from netsurvey.privacy import Tier
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["attribute_on_map", "by_levels", "by_score"]

_BAND_LOOKS = {
    1: [(BLUE, "o")],
    2: [("#E69F00", "v"), (BLUE, "^")],
    3: [("#E69F00", "v"), ("#56B4E9", "o"), (BLUE, "^")],
    4: [("#E69F00", "v"), ("#B9D7EA", "s"), ("#56B4E9", "o"), (BLUE, "^")],
}


def attribute_on_map(network: Network, survey: Survey, attribute: str) -> pd.Series[str]:
    """Return what each respondent on the map answered, to colour a sociogram by.

    Parameters
    ----------
    network
        Made from the same survey.
    survey
        The answers.
    attribute
        Which of `survey.attributes`.

    Returns
    -------
    pandas.Series
        Ordered categories on the index of `network.nodes`, "not given" last; NA for people who were only named.

    Raises
    ------
    UsageError
        When there is no such attribute.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> list(attribute_on_map(network, survey, "gender").cat.categories)
    ['female', 'male', 'not given']
    """
    if attribute not in survey.attributes:
        near = ", ".join(nearest(attribute, survey.attributes) or survey.attributes)
        raise UsageError(Problem(what=f'the study has no attribute "{attribute}"', next_step=f"Nearest: {near}."))
    forms = pd.MultiIndex.from_frame(network.nodes.reset_index()[list(RESPONDENT_KEY)])
    levels = attribute_levels(survey)[attribute]
    asked = levels.set_axis(pd.MultiIndex.from_frame(survey.respondents[list(RESPONDENT_KEY)]))
    return asked.reindex(forms).set_axis(network.nodes.index).rename(attribute)


def by_levels(network: Network, answers: pd.Series[Any], *, tier: Tier) -> Colouring:
    """Return the answers of respondents, rare ones as "other"; people who were only named are faint."""
    title = "answer" if answers.name is None else str(answers.name).replace("_", " ")
    index = network.nodes.index
    on_map = answers.reindex(index if answers.index.nlevels > 1 else index.get_level_values("person_id"))
    told_of = _told_of(network, tier)
    given = _with_not_given(on_map.set_axis(index)[told_of])
    tied = np.asarray(degree(network), dtype=np.int64)[told_of]
    levels = merged_levels(given, tied, most=len(LEVELS), tier=tier)
    looks = dict(zip([name for name in levels.cat.categories if name not in {OTHER, NOT_GIVEN}], LEVELS, strict=False))
    looks |= {OTHER: (GREY, "o"), NOT_GIVEN: ("white", "o")}
    return Colouring(
        title=f"Who named whom, by {title}",
        shades=(faint(network), *_of_levels(network, levels, looks, tier=tier)),
        told=f"Coloured by what people answered: {title}; nobody asked those who were only named.",
        larger=LARGER,
        personal=True,
    )


def by_score(network: Network, table: pd.DataFrame, score: str, *, tier: Tier) -> Colouring:
    """Return the bands of a score: published ones where there are any, else the lowest, middle and highest third."""
    title = SCALE_TITLES.get(score, score.replace("_", " "))
    if tier is Tier.PUBLIC:
        what = "a public picture does not show single people's scores"
        raise UsageError(Problem(what=what, next_step="Draw for the partner or team tier."))
    told_of = _told_of(network, tier)
    known = table.loc[told_of & table[score].notna().to_numpy()]
    bands = known[f"{score}_band"] if f"{score}_band" in table.columns else _thirds(known[score])
    bands = merged_bands(bands, tier=tier)
    if bands.cat.categories.empty:
        what = "nobody who may be drawn for this tier has a score"
        raise UsageError(Problem(what=what, value=score, next_step="Draw for the team tier, or colour by another."))
    looks = dict(zip(bands.cat.categories, _BAND_LOOKS[len(bands.cat.categories)], strict=True))
    levels = bands.cat.add_categories(NOT_GIVEN).reindex(network.nodes.index[told_of], fill_value=NOT_GIVEN)
    looks[NOT_GIVEN] = ("white", "o")
    return Colouring(
        title="Wellbeing on the map",
        shades=(faint(network), *_of_levels(network, levels, looks, tier=tier)),
        told=(
            f"Coloured by {title}, complete answers of respondents alone. A score describes how somebody felt over the "
            "weeks before, and is a diagnosis of nobody; neighbours on the map who are alike need not have made one "
            "another so."
        ),
        larger=LARGER,
        personal=True,
    )


def _told_of(network: Network, tier: Tier) -> NDArray[np.bool_]:
    """Return whose answers are told: respondents', below the team tier only those of people with ties.

    Those without stand apart and are few, so what they answered could be counted.
    """
    return network.interviewed & ((degree(network) > 0).to_numpy(dtype=bool) | (tier is Tier.TEAM))


def _of_levels(
    network: Network, levels: pd.Series[Any], looks: dict[str, tuple[str, str]], *, tier: Tier
) -> list[Shade]:
    """Return a look an answer."""
    if tier is not Tier.TEAM and levels.nunique() < 2:
        what = "there are too few of each answer to tell them apart on this map"
        raise UsageError(Problem(what=what, next_step="Draw it for the team tier, or another attribute."))
    everybody = levels.reindex(network.nodes.index)
    return [
        Shade(
            name=str(name),
            colour=colour,
            marker=marker,
            who=(everybody == name).to_numpy(dtype=bool),
            edge=GREY if colour == "white" else "white",
            edge_width=1.0 if colour == "white" else 0.4,
        )
        for name, (colour, marker) in looks.items()
        if (levels == name).any()
    ]


def _with_not_given(answers: pd.Series[Any]) -> pd.Series[str]:
    """Return answers as ordered categories, what is missing being "not given"."""
    if not isinstance(answers.dtype, pd.CategoricalDtype):
        texts = answers.astype("str").where(answers.notna())
        answers = texts.astype(pd.CategoricalDtype(sorted(texts.dropna().unique()), ordered=True))
    if NOT_GIVEN not in answers.cat.categories:
        answers = answers.cat.add_categories(NOT_GIVEN)
    return answers.fillna(NOT_GIVEN)


def _thirds(scores: pd.Series[float]) -> pd.Series[str]:
    """Return the third each score is in, among those on the map."""
    edges = np.unique(np.quantile(scores, [1 / 3, 2 / 3])) if len(scores) else np.zeros(0)
    names = (
        [
            f"lowest third, to {edges[0]:g}",
            *(f"over {low:g} to {high:g}" for low, high in pairwise(edges)),
            f"over {edges[-1]:g}",
        ]
        if len(edges)
        else ["all"]
    )
    return pd.cut(scores, [-np.inf, *edges, np.inf], labels=names)
