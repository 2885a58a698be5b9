"""Where people meet: places, groups and activities, how many name each, whom they reach and what they share.

Asked of a list of clubs, a community wants to know which of them reach the people nobody else reaches; and which
have the same members, so that they might do something together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netsurvey.analyse.groups import ALL, over_all_sites
from netsurvey.analyse.intervals import wilson
from netsurvey.analyse.isolation import GIVEN, NOT_ASKED
from netsurvey.analyse.two_mode import co_members, incidence
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["ANYWHERE", "OVERLAP_COLUMNS", "PLACE_COLUMNS", "overlaps", "places", "with_overlaps", "with_reach"]

ANYWHERE = "any"
"""The row of a question that counts everybody who named anything."""
PLACE_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together',
    "wave": "the round of the survey",
    "question": "the key of the question that asks for places or groups",
    "role": "what the question is for, where the study file says",
    "place_id": 'the place, group or medium; "any" for everybody who named one',
    "kind": "place, group, role, medium or any",
    "respondents": "how many different respondents name it",
    "of": "how many answered the question, or said that there is none",
    "share": "respondents over of",
    "low": "lower end of the share's 95% interval (Wilson)",
    "high": "upper end of the share's 95% interval",
    "flag": "the kind of isolation that is looked for; empty where none was asked",
    "known": "of how many of the respondents it is known whether they are isolated",
    "isolated": "how many of those are",
    "isolated_share": "isolated over known",
    "isolated_low": "lower end of its 95% interval (Wilson)",
    "isolated_high": "upper end of its 95% interval",
    "status": '"given", or why it is not shown',
}
OVERLAP_COLUMNS = {
    "site": "the site",
    "wave": "the round of the survey",
    "question": "the key of the question that asks for places or groups; questions about information are left out",
    "place_a": "one place or group",
    "place_b": "the other, after it in the alphabet of ids",
    "members_a": "how many respondents name the one",
    "members_b": "how many name the other",
    "both": "how many name both",
    "jaccard": "both over those who name either",
    "status": '"given", or why it is not shown',
}
_KEY = list(RESPONDENT_KEY)
_BLOCK = ["site", "wave", "question"]
_COUNTS = ["respondents", "known", "isolated"]
_UNASKED = ""
_ISOLATION = ("power_isolate_v1", "total_isolate_v1", "graph_isolate")
_PLACE_KINDS = ("place", "group", "role", "medium")


def places(network: Network, survey: Survey, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    r"""Return every place, group and activity by how many respondents name it, and how many of those are isolated.

    Parameters
    ----------
    network, survey
        The places that were named, and who answered.
    flagged
        The isolation flags by name; the first of power, total and graph isolation that was asked is looked for.

    Returns
    -------
    pandas.DataFrame
        Columns `PLACE_COLUMNS`, one row a question and place, those named most first, after one row "any"; where a
        wave has several sites, "any" for all of them too. Questions that ask for people have no rows; where no
        question asks for places or groups but those about information, one row with the status "not asked" says so.

    Notes
    -----
    A place that few isolated people name may still be where they would go; and a share of few people says little,
    whatever its interval.

    Examples
    --------
    Of three people two sing in the choir, one of whom goes to the club, too; the third goes nowhere.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,group1,group2\n1,choir,club\n2,choir,\n3,none,\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\nnone_words = ["none"]\n'
    ...         '[respondent]\nid = "ref"\n[questions.groups]\nasks = "groups"\nname = "group{n}"\n'
    ...     )
    ...     survey, roster = netsurvey.ingest(netsurvey.open_study(folder))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> places(network, survey, {})[["respondents", "of"]].to_numpy().tolist()
    [[2, 3], [2, 3], [1, 3]]
    """
    flag = next((name for name in _ISOLATION if name in flagged and flagged[name].status == GIVEN), "")
    named = _named(network, survey)
    marks = _isolated(network, flagged.get(flag)).reindex(pd.MultiIndex.from_frame(named[_KEY]))
    named = named.assign(
        respondents=1, known=marks.notna().to_numpy(), isolated=marks.fillna(value=False).to_numpy(dtype=bool)
    )
    single = named.groupby([*_BLOCK, "place_id", "kind"], as_index=False)[_COUNTS].sum()
    table = pd.concat([_anywhere(network, survey, named), single])
    table = table.merge(_sizes(survey), on=_BLOCK, how="left").fillna({"of": 0}).assign(flag=flag, status=GIVEN)
    unasked = table["question"] == _UNASKED
    table.loc[unasked, [*_COUNTS, "of"]] = pd.NA
    table["status"] = table["status"].mask(unasked, NOT_ASKED)
    texts = dict.fromkeys((*_BLOCK, "role", "place_id", "kind", "flag", "status"), "str")
    whole = dict.fromkeys(("of", *_COUNTS), "Int64")
    return with_reach(_in_order(table, survey).astype({**texts, **whole}))


def with_reach(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts of places with the shares and intervals that follow from them alone."""
    table = counts.copy()
    for count, n, prefix in (("respondents", "of", ""), ("isolated", "known", "isolated_")):
        x, size = (table[name].astype("float64") for name in (count, n))
        table[f"{prefix}share"] = (x / size).where(size > 0)
        table[f"{prefix}low"], table[f"{prefix}high"] = wilson(x, size)
    return table[list(PLACE_COLUMNS)]


def overlaps(network: Network, survey: Survey) -> pd.DataFrame:
    r"""Return how many respondents each two places or groups of a question share.

    The Jaccard index :math:`|A \cap B| / |A \cup B|` of the respondents A and B who name each (Jaccard 1912, The
    distribution of the flora in the alpine zone, New Phytologist 11).

    Parameters
    ----------
    network, survey
        The places that were named, and what was asked.

    Returns
    -------
    pandas.DataFrame
        Columns `OVERLAP_COLUMNS`, one row a pair that shares anybody, those that share most first.

    Notes
    -----
    It does not mean that two groups work together: it is seen from the people they share among those asked.

    Examples
    --------
    Of three people two sing in the choir, one of whom goes to the club, too; the third goes nowhere.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,group1,group2\n1,choir,club\n2,choir,\n3,none,\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\nnone_words = ["none"]\n'
    ...         '[respondent]\nid = "ref"\n[questions.groups]\nasks = "groups"\nname = "group{n}"\n'
    ...     )
    ...     survey, roster = netsurvey.ingest(netsurvey.open_study(folder))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> overlaps(network, survey)[["both", "jaccard"]].to_numpy().tolist()
    [[1, 0.5]]
    """
    named = _named(network, survey)
    named = named[~named["question"].isin(survey.study.with_role("information"))]
    parts = [_pairs(block) for _, block in named.groupby(_BLOCK, sort=True)]
    table = pd.concat(parts) if parts else pd.DataFrame(columns=list(OVERLAP_COLUMNS))
    texts = dict.fromkeys((*_BLOCK, "place_a", "place_b", "status"), "str")
    whole = dict.fromkeys(("members_a", "members_b", "both"), "Int64")
    return with_overlaps(table.assign(status=GIVEN).astype({**texts, **whole}).reset_index(drop=True))


def with_overlaps(counts: pd.DataFrame) -> pd.DataFrame:
    """Return shared members with the index that follows from the counts alone."""
    both, a, b = (counts[name].astype("float64") for name in ("both", "members_a", "members_b"))
    return counts.assign(jaccard=both / (a + b - both))[list(OVERLAP_COLUMNS)]


def _pairs(block: pd.DataFrame) -> pd.DataFrame:
    people, _ = pd.factorize(block["respondent_id"])
    columns, ids = pd.factorize(block["place_id"], sort=True)
    shared = co_members(incidence(people.astype(np.int64), columns.astype(np.int64)))
    members, upper = shared.diagonal(), sparse.triu(shared, k=1).tocoo()
    pairs = pd.DataFrame(
        {
            **{name: block[name].iloc[0] for name in _BLOCK},
            "place_a": ids[upper.row],
            "place_b": ids[upper.col],
            "members_a": members[upper.row],
            "members_b": members[upper.col],
            "both": upper.data,
        }
    )
    return pairs.sort_values(["both", "place_a", "place_b"], ascending=[False, True, True])


def _questions(survey: Survey) -> list[str]:
    return [name for name, question in survey.study.questions.items() if question.asks in {"places", "groups"}]


def _named(network: Network, survey: Survey) -> pd.DataFrame:
    """Return one row an interview, question and place."""
    named = network.named_places
    named = named[named["question"].isin(_questions(survey)) & named["kind"].isin(_PLACE_KINDS)]
    named = named[named["place_id"].notna()]
    kinds = named.groupby(["place_id", "kind"]).size().rename("times").reset_index()
    usual = kinds.sort_values(["times", "kind"], ascending=[False, True]).drop_duplicates("place_id")
    named = named.assign(kind=named["place_id"].map(usual.set_index("place_id")["kind"]))
    return named.drop_duplicates([*_KEY, "question", "place_id"]).reset_index(drop=True)


def _anywhere(network: Network, survey: Survey, named: pd.DataFrame) -> pd.DataFrame:
    """Return a row for everybody who named anything: for every question, and all sites together where several."""
    asked = _questions(survey)
    gatherings = set(asked) - set(survey.study.with_role("information"))
    questions = pd.DataFrame({"question": [*asked, *[_UNASKED] * (not gatherings)]}, dtype="str")
    blocks = over_all_sites(pd.DataFrame(network.blocks, columns=["site", "wave"])).drop_duplicates()
    once = over_all_sites(named.drop_duplicates([*_KEY, "question"]))
    sums = once.groupby(_BLOCK, as_index=False)[_COUNTS].sum()
    table = blocks.merge(questions, how="cross").merge(sums, on=_BLOCK, how="left")
    return table.fillna(dict.fromkeys(_COUNTS, 0)).assign(place_id=ANYWHERE, kind=ANYWHERE)


def _in_order(table: pd.DataFrame, survey: Survey) -> pd.DataFrame:
    """Return the rows by wave, site (all of them first), question as asked, and how many named the place."""
    questions = survey.study.questions
    order = {name: at for at, name in enumerate(questions)}
    ordered = table.assign(
        role=table["question"].map({name: question.role for name, question in questions.items()}),
        at=table["question"].map(order),
        later=table["place_id"] != ANYWHERE,
        part=table["site"] != ALL,
    )
    keys = ["wave", "part", "site", "at", "later", "respondents", "place_id"]
    return ordered.sort_values(keys, ascending=[name != "respondents" for name in keys], ignore_index=True)


def _sizes(survey: Survey) -> pd.DataFrame:
    """Return how many interviews answered each question, if only with "none"."""
    answers = survey.answers[survey.answers["question"].isin(_questions(survey))]
    answers = answers[answers["state"].isin(["answered", "none"])]
    interviewed = survey.respondents.loc[survey.respondents["interviewed"], _KEY]
    answers = over_all_sites(answers.merge(interviewed, on=_KEY))
    return answers.groupby(_BLOCK, as_index=False).size().rename(columns={"size": "of"})


def _isolated(network: Network, flagged: Flagged | None) -> pd.Series[bool]:
    """Return for every respondent's form whether they are isolated."""
    forms = pd.MultiIndex.from_frame(network.nodes.reset_index()[_KEY])[network.interviewed]
    if flagged is None:
        return pd.Series(pd.NA, index=forms, dtype="boolean")
    return pd.Series(flagged.flag[network.interviewed].array, index=forms, dtype="boolean")
