"""What every column of the findings means, so that a table still speaks when its maker has moved on.

The meanings stand with the tables they are of where those have a module of their own, and here for the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.choices import CHOICE_COLUMNS
from netsurvey.analyse.gatherings import OVERLAP_COLUMNS, PLACE_COLUMNS
from netsurvey.analyse.importance import IMPORTANCE_COLUMNS
from netsurvey.analyse.means import MEAN_COLUMNS
from netsurvey.analyse.pathways import PATHWAY_COLUMNS
from netsurvey.analyse.reached import REACHED_COLUMNS
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.spreading import SPREAD_COLUMNS
from netsurvey.analyse.structure import STRUCTURE_COLUMNS
from netsurvey.analyse.supported import SUPPORT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.analyse.definitions import Definition

__all__ = ["codebook"]

_BLOCK = {"site": 'the site; "all" for the sites of a wave together', "wave": "the round of the survey"}
_STATUS = {"status": '"given", "bounds only", "not asked" or "too small to show"'}
_DRAWS = {
    "draws": "in how many plausible resolutions of who is who it was worked out; 1 where it does not depend on that",
    "doubt": "what doubt about who is who adds to the variance by chance, as a ratio; it widens the interval",
}
_RANGE = {
    "count_low": "in 90% of the plausible resolutions the count is at least this",
    "count_high": "in 90% of the plausible resolutions the count is at most this",
}
_GROUPS = {
    **_BLOCK,
    "flag": "the flag; its definition is under its name",
    "attribute": 'what the groups are made by; "everyone" for all respondents',
    "level": 'the group; "not given" for those who did not say',
    "n": "respondents of whom it is known whether they have the flag",
    "count": "how many of those have it",
    "share": "count over n",
    "low": "lower end of the share's 95% interval (Wilson, with doubt)",
    "high": "upper end of the share's 95% interval",
    "blank": "respondents for whom a blank alone leaves it open",
    "unsure": "respondents with the flag of whom it may not be true",
    "bound_low": "the share with every blank and every unsure one taken as not having the flag",
    "bound_high": "the share with every blank taken as having it",
    **_STATUS,
    **_DRAWS,
    **_RANGE,
    "design": "how much clusters of researchers or households add to the variance, as a ratio; above 1.2 it widens the "
    "interval",
    "p": "how often shuffling the group within site and researcher sets its share as far from that of the others",
    "p_holm": "the same, adjusted for the groups of the attribute (Holm)",
}
_GAPS = {
    **_BLOCK,
    "scale": "the score that is compared",
    "flag": "the flag it is compared by",
    "n_with": "respondents with the flag and a score",
    "n_without": "respondents with a score and without the flag",
    "mean_with": "mean score of those with the flag",
    "mean_without": "mean score of those without it",
    "sd_with": "standard deviation of the scores of those with the flag",
    "sd_without": "standard deviation of the scores of those without it",
    "difference": "mean_with less mean_without",
    "low": "lower end of the difference's 95% interval (Welch, with doubt)",
    "high": "upper end of the difference's 95% interval",
    "p": "share of shuffles of the flag within sites that set the means as far apart, two-sided",
    **_STATUS,
    **_DRAWS,
}
_TALLIES = {
    **_BLOCK,
    "flag": "what is counted",
    "n": "among how many: people on the map, people named in the roles, or roles written down",
    "count": "how many there are",
    "one_researcher": "how many of them were named only by people who met one researcher",
    "one_street": "how many of them were named only by people of one street",
    "threshold": "how many different respondents must name somebody",
    **_STATUS,
    **_DRAWS,
    **_RANGE,
    "certain": "how many of them are so in at least 95% of the plausible resolutions",
    "likely": "how many are in 70% to 95%",
    "fragile": "how many are in fewer",
}
_ROLES = {
    "site": "the site",
    "wave": "the round of the survey",
    "place_id": "the public role",
    "respondents": "how many respondents named it in questions about talk, information, trust or activists",
    "in_support": "how many named it for support",
    "familiar_stranger_v1": "whether two or more know it and nobody names it for support",
}
_COVERAGE = {
    "site": "the site",
    "wave": "the round of the survey",
    "forms": "forms returned, with or without an interview",
    "interviewed": "different people interviewed",
    "population": "how many live there, as the study file says",
    "population_is": "whom the population counts: residents or adults",
    "coverage": "interviewed over population",
    "named_only": "people who were named and not interviewed",
    "read_aloud": "interviews in which the questions were read aloud",
    "prorated": "WEMWBS scores with missing items filled with the person's own mean",
}
_RESEARCHERS = {
    **_BLOCK,
    "flag": "the flag whose rate is looked at",
    "researchers": "how many researchers asked",
    "n": "respondents of whom the flag and the researcher are known",
    "share": "share of them with the flag",
    "without_low": "the lowest share when the forms of one researcher are left out",
    "without_high": "the highest share when the forms of one researcher are left out",
    "icc": "share of the variance that lies between researchers, ICC(1)",
    "least_left": "the fewest respondents whose forms are left when those of one researcher are left out",
}
_PEOPLE = {
    "site": "the site",
    "wave": "the round of the survey",
    "person_id": "who it is: an id, never a name",
    "status": "respondent, or named only",
    "mentions": "by how many different respondents the person was named",
    "in_degree": "by how many different respondents the person was named, as a measure of the directed map",
    "out_degree": "how many different people the respondent named; missing for people nobody asked",
    "degree": "how many different people the person is tied to, in either direction",
    "component": "the number of the part of the map that the person is in, the largest first",
    "component_size": "how many people are in that part",
    "betweenness": "on how many shortest paths between two others the person stands, in shares of paths",
    "constraint": "how far the person's contacts lead back to one another (Burt 1992)",
    "effective_size": "the person's contacts less how much they repeat one another (Burt 1992)",
    "core_number": "the largest k for which the person is in a part where everybody has k ties",
    "cut_point": "whether the map falls into more parts without the person",
    "community": "the number of the person's Leiden community",
    "communities_reached": "among how many communities the person's contacts are",
    "stable_communities": "among how many communities that are stable over seeds the person's contacts are",
    "leaving": "in which order respondents are left off maps below the team tier, where that must be; by lot",
    "key_player_size": "how many are in the set of key players of the site and wave",
    "key_player_before": "share of pairs of people with no path between them, with the set",
    "key_player_fragmentation": "share of pairs of people with no path between them, without the set",
    "key_player_random": "the same without as many people with a tie picked by lot, the median of 200 picks",
    "key_player_random_low": "the same: 90% of the picks are from here",
    "key_player_random_high": "the same: 90% of the picks are up to here",
}
_ENDINGS = {
    "_low": "90% of the values over plausible resolutions are from here",
    "_high": "90% of the values over plausible resolutions are up to here",
    "_share": "the share of plausible resolutions in which the flag holds",
    "_resampled": "the share of resamples of respondents in which the flag holds",
    "_certainty": '"certain", "likely" or "fragile", by the lower of the two shares; empty without the flag',
    "_band": "the published band of the score",
    "_prorated": "whether missing items of the score were filled with the person's own mean",
    "_null": "what chance gives: the median where the namings are dealt out anew",
    "_threshold": "what it takes to be flagged",
    "_namers": "how many different respondents name the person in the roles",
    "_streets": "from how many different streets those come, where known",
    "_households": "from how many different households those come, where known",
    "_one_street": "whether all of those live in one street",
    "_one_researcher": "whether all of those met one researcher",
    "_p": "how often chance gives a value at least as large",
}
_TABLES: dict[str, Mapping[str, str]] = {
    "people": _PEOPLE,
    "groups": _GROUPS,
    "wellbeing": _GAPS,
    "connections": _GAPS,
    "tallies": _TALLIES,
    "roles": _ROLES,
    "coverage": _COVERAGE,
    "researchers": _RESEARCHERS,
    "places": PLACE_COLUMNS,
    "pathways": PATHWAY_COLUMNS,
    "overlaps": OVERLAP_COLUMNS,
    "choices": CHOICE_COLUMNS,
    "means": MEAN_COLUMNS,
    "structure": STRUCTURE_COLUMNS,
    "importance": IMPORTANCE_COLUMNS,
    "spread": SPREAD_COLUMNS,
    "reached": REACHED_COLUMNS,
    "support": SUPPORT_COLUMNS,
}


def codebook(tables: Mapping[str, pd.DataFrame], definitions: Mapping[str, Definition]) -> pd.DataFrame:
    """Return what every column of the tables means.

    Parameters
    ----------
    tables
        The tables of findings by name, with plain indexes.
    definitions
        What each flag means.

    Returns
    -------
    pandas.DataFrame
        Columns table, column, type and meaning, in the order of the tables.
    """
    titles = {str(scale): f"scale {scale} of this study" for scale in tables["means"]["scale"]} | SCALE_TITLES
    flags = {name: f"whether the person is {definition.wording}" for name, definition in definitions.items()}
    plain = flags | {name: f"the score on {title}" for name, title in titles.items()}
    rows = [
        {
            "table": table,
            "column": str(name),
            "type": _kind(frame[name]),
            "meaning": _TABLES[table].get(name) or plain.get(name) or _by_ending(name),
        }
        for table, frame in tables.items()
        for name in frame.columns
    ]
    return pd.DataFrame(rows, columns=["table", "column", "type", "meaning"]).astype("str")


def _by_ending(column: str) -> str:
    """Return what a column beside another one means, the other's name before it."""
    ending = max((end for end in _ENDINGS if column.endswith(end)), key=len, default="")
    return f"{column.removesuffix(ending)}: {_ENDINGS[ending]}" if ending else ""


def _kind(values: pd.Series[str]) -> str:
    """Return the type of a column in a word."""
    dtype = values.dtype
    if pd.api.types.is_bool_dtype(dtype):
        return "yes or no"
    if pd.api.types.is_integer_dtype(dtype):
        return "whole number"
    return "number" if pd.api.types.is_numeric_dtype(dtype) else "text"
