"""What a partial map can still tell: a village known to the last tie, seen through a survey as thin as this one.

How far a ranking or a number can be trusted depends on how many people were asked, and no survey can tell from itself.
An invented village of which every tie is known can: it is surveyed again and again, and held against what is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse import measures
from netsurvey.analyse.structure import structure
from netsurvey.errors import Problem, UsageError
from netsurvey.network import Network
from netsurvey.samples.naming import NameMix
from netsurvey.samples.society import found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["COVERAGE_CHECK_COLUMNS", "coverage_check", "thinned", "verdict"]

COVERAGE_CHECK_COLUMNS = {
    "coverage": "share of the people of the known village who were asked",
    "spearman": "Spearman's rank correlation of what the survey gives with what is true, mean over surveys",
    "spearman_low": "the 5th percentile over surveys",
    "spearman_high": "the 95th percentile over surveys",
    "top_kept": "of the people truly in the highest tenth, the share who are in the highest tenth of the survey",
    "ratio": "what the survey gives over what is true, mean over surveys; of people, of the mean over them",
    "verdict": '"holds", "with care" or "not to be reported"',
}
_RANKED: tuple[Callable[[Network], pd.Series[Any]], ...] = (
    *(measures.in_degree, measures.out_degree, measures.degree, measures.core_number, measures.effective_size),
    *(measures.constraint, measures.betweenness, measures.closeness, measures.harmonic, measures.eigenvector),
    measures.component_size,
)
_WHOLE: dict[str, tuple[Callable[[Network], pd.DataFrame], str]] = {
    "density": (measures.density, "density"),
    "reciprocity": (measures.reciprocity, "reciprocity"),
    "transitivity": (measures.transitivity, "transitivity"),
    "mean_distance": (measures.distances, "mean"),
    "longest_distance": (measures.distances, "longest"),
    "degree_centralisation": (measures.centralisation, "degree"),
    "in_degree_centralisation": (measures.centralisation, "in_degree"),
    "out_degree_centralisation": (measures.centralisation, "out_degree"),
    "betweenness_centralisation": (measures.centralisation, "betweenness"),
    "degree_gini": (measures.degree_gini, "degree"),
    "in_degree_gini": (measures.degree_gini, "in_degree"),
}
"""Numbers of a whole network: the measure, and the column of what it gives."""
_HOLDS, _CARE, _NOT = "holds", "with care", "not to be reported"
_RANK = {_HOLDS: (0.7, 0.5), _CARE: (0.4, 0.3)}
"""The rank correlation, and the share of the highest tenth, from which a ranking may be used, and used with care."""
_OFF = {_HOLDS: 1.25, _CARE: 2.0}
"""How many times too large or too small a number of the whole may be."""
_MOST_PEOPLE = 3000


def coverage_check(network: Network, *, known: Network | None = None, surveys: int = 20, seed: int = 1) -> pd.DataFrame:
    """Return how well each measure survives at the coverage of a network.

    A village of which every tie is known is surveyed at the same coverage, `surveys` times: as many of its people are
    asked, drawn by lot, and each names as many of their contacts, drawn by lot, as respondents of the network name on
    average. Each measure of such a survey is held against the measure of the whole village.

    Parameters
    ----------
    network
        The network that was surveyed. Its sites and waves are taken together.
    known
        A network of which every tie is known, everybody interviewed; an invented village of the same population, up to
        3,000 people, where left out.
    surveys
        How often the known village is surveyed.
    seed
        Of the village and of the lots.

    Returns
    -------
    pandas.DataFrame
        Columns `COVERAGE_CHECK_COLUMNS`, one row a measure: first those of people, ranked among the respondents (who is
        named most, `in_degree`, among everybody on the map), then those of the whole network, which have no ranks. A
        ranking "holds" from a rank correlation of .7 on, half of the highest tenth kept, and is to be taken "with care"
        from .4 and three in ten on; a number of the whole holds where it is at most a quarter too large or too small,
        and is to be taken with care where at most twice.

    Raises
    ------
    UsageError
        When the network does not say how many people live there.

    Notes
    -----
    It does not say what is true of the place that was surveyed: doors are not knocked on by lot, people recall some
    contacts before others, and no invented village is like it. Take a verdict of "holds" as the best that can be
    hoped for. Costenbader & Valente (2003, Social Networks 25) and Smith & Moody (2013, Social Networks 35) thinned
    real networks in this way, and found in-degree to last longest.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> checked = coverage_check(network, surveys=3)
    >>> checked.loc[["degree", "mean_distance"], "verdict"].tolist()
    ['holds', 'not to be reported']
    """
    seen = network.coverage
    if seen["population"].isna().any():
        what = "the network does not say how many people live there, so its coverage is not known"
        raise UsageError(Problem(what=what, next_step="Give `population` in the study file."))
    coverage = float(seen["interviewed"].sum() / seen["population"].sum())
    truth = _village(int(seen["population"].mean()), seed=seed) if known is None else known
    share = _share_named(network, truth)
    rng = np.random.default_rng(seed)
    drawn = [thinned(truth, coverage=coverage, named=share, rng=rng) for _ in range(surveys)]
    rows = {**dict(_ranked(truth, drawn)), **dict(_of_the_whole(truth, drawn))}
    table = pd.DataFrame.from_dict(rows, orient="index").assign(coverage=coverage)
    return table[list(COVERAGE_CHECK_COLUMNS)].rename_axis("measure")


def thinned(network: Network, *, coverage: float, named: float = 1.0, rng: np.random.Generator) -> Network:
    """Return what a survey would see of a network: some people are asked and name some of their contacts.

    Parameters
    ----------
    network
        Of which every tie is known, of one site and wave.
    coverage
        The share of people who are asked, two at the least.
    named
        The share of their contacts that they name.
    rng
        Where chance comes in.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> everybody = Network.from_ties(pd.DataFrame({"source": list("abcd"), "target": list("bcda")}))
    >>> thinned(everybody, coverage=0.5, rng=np.random.default_rng(1))
    Network(3 people: 2 respondents and 1 named only, 2 ties, 1 question, 1 site and wave)
    """
    people = network.nodes.index.get_level_values("person_id").to_numpy()
    asked = np.sort(rng.choice(len(people), size=max(2, round(coverage * len(people))), replace=False))
    source, target = network.pairs.T
    told = np.isin(source, asked) & (rng.random(len(source)) < named)
    ties = pd.DataFrame({"source": people[source[told]], "target": people[target[told]]})
    return Network.from_ties(ties, respondents=people[asked])


def verdict(row: pd.Series[float]) -> str:
    """Return what to make of a measure, by its `spearman` and `top_kept`, or of a number of the whole by its `ratio`.

    Examples
    --------
    >>> import pandas as pd
    >>> verdict(pd.Series({"spearman": 0.75, "top_kept": 0.35, "ratio": 3.0}))
    'with care'
    """
    if pd.notna(row["spearman"]):
        good = (word for word, (rank, top) in _RANK.items() if row["spearman"] >= rank and row["top_kept"] >= top)
    else:
        off = max(row["ratio"], 1 / row["ratio"]) if row["ratio"] > 0 else np.inf
        good = (word for word, most in _OFF.items() if off <= most)
    return next(good, _NOT)


def _village(population: int, *, seed: int) -> Network:
    """Return an invented village with all its ties, everybody interviewed."""
    society = found(seed, population=min(population, _MOST_PEOPLE), names=NameMix(), tie_effect=0.0)
    people = society.residents["person"].to_numpy()
    ties = pd.DataFrame({"source": people[society.ties["who"]], "target": people[society.ties["whom"]]})
    return Network.from_ties(ties, respondents=people)


def _share_named(network: Network, truth: Network) -> float:
    """Return the share of their contacts that people must name to name as many as respondents of the network do."""
    each, all_of_them = (len(one.pairs) / max(int(one.interviewed.sum()), 1) for one in (network, truth))
    return min(1.0, each / all_of_them) if all_of_them else 1.0


def _ranked(truth: Network, drawn: list[Network]) -> Iterator[tuple[str, dict[str, Any]]]:
    for measure in _RANKED:
        whole = measure(truth).droplevel(["site", "wave"]).astype(float)
        found = []
        for survey in drawn:
            asked = survey.interviewed | (measure is measures.in_degree)
            values = measure(survey).droplevel(["site", "wave"]).astype(float)[asked]
            found.append(_held_against(values, whole.reindex(values.index)))
        each = pd.DataFrame(found, columns=["spearman", "top_kept", "ratio"])
        low, high = each["spearman"].quantile([0.05, 0.95])
        middle = each.mean()
        ends = {"spearman_low": low, "spearman_high": high, "verdict": verdict(middle)}
        yield measure.__name__, {**{str(name): value for name, value in middle.items()}, **ends}


def _held_against(values: pd.Series[float], whole: pd.Series[float]) -> tuple[float, float, float]:
    """Return rank correlation, share of the highest tenth that is kept, and ratio of the means."""
    both = pd.DataFrame({"seen": values, "true": whole}).dropna()
    ranks = both.rank()
    spearman = ranks["seen"].corr(ranks["true"]) if (ranks.max() > ranks.min()).all() else np.nan
    top = max(1, round(len(both) / 10))
    order = both.sort_index()
    highest = order["true"].nlargest(top).index
    kept = order["seen"].nlargest(top).index.isin(highest).mean()
    return float(spearman), float(kept), _over(both["seen"].mean(), both["true"].mean())


def _of_the_whole(truth: Network, drawn: list[Network]) -> Iterator[tuple[str, dict[str, Any]]]:
    whole, *seen = (_numbers(network) for network in (truth, *drawn))
    for name, ratio in (pd.DataFrame(seen).mean() / whole.where(whole != 0)).items():
        ranks = dict.fromkeys(("spearman", "spearman_low", "spearman_high", "top_kept"), np.nan)
        row = {**ranks, "ratio": float(ratio)}
        yield str(name), {**row, "verdict": verdict(pd.Series(row))}


def _numbers(network: Network) -> pd.Series[float]:
    """Return the numbers of a whole network of one site and wave; of what holds it together, shares."""
    rows = {measure: measure(network).iloc[0] for measure in dict.fromkeys(measure for measure, _ in _WHOLE.values())}
    of_the_map = pd.Series({name: float(rows[measure][column]) for name, (measure, column) in _WHOLE.items()})
    held = structure(network).set_index("flag")
    return pd.concat([of_the_map, (held["count"] / held["n"]).astype("float64")])


def _over(seen: float, true: float) -> float:
    return float(seen / true) if true else float("nan")
