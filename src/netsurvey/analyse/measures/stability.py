"""How far communities depend on chance: on the algorithm's own, and on who happened to be asked.

Every run of Leiden's algorithm starts from another seed. Two neighbours who end in one community in nearly every run
are together in the data; two who do in half of the runs are only together in a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import igraph
import numpy as np
import pandas as pd

from netsurvey.analyse.measures.blocks import beside_coverage
from netsurvey.analyse.measures.cohesion import communities
from netsurvey.analyse.measures.degrees import tied_to
from netsurvey.network.wiring import Wiring

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["community_certainty", "community_stability", "together"]


def community_certainty(network: Network, *, seed: int = 1, runs: int = 50) -> pd.Series[float]:
    """Return how surely each person is with their own community: how often a contact in it is in it again.

    The share of runs of :func:`community`, each from another seed, in which a person and a contact of the same
    community are again in one community, averaged over such contacts: the consensus matrix of Lancichinetti &
    Fortunato (2012), Consensus clustering in complex networks, Scientific Reports 2, read along ties.

    Parameters
    ----------
    network
        Who named whom.
    seed
        Of the communities that are shown, :func:`community` with the same seed; the runs take the seeds after it.
    runs
        How many.

    Returns
    -------
    pandas.Series
        From 0 to 1; NaN for a person without a contact in their community.

    Notes
    -----
    It does not mean that the community is real: an algorithm can draw the same border every time in a network that
    has none.

    Examples
    --------
    Two groups of three, joined by one tie.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Dan", "Eve", "Cat"],
    ...                      "target": ["Bob", "Cat", "Cat", "Eve", "Flo", "Flo", "Dan"]})
    >>> community_certainty(Network.from_ties(ties), runs=5).unique().tolist()
    [1.0]
    """
    wiring = network.wiring
    shown = communities(wiring, seed=seed)
    one, other = wiring.neighbours.T
    inside = shown[one] == shown[other]
    ends = wiring.neighbours[inside].ravel()
    again = np.repeat(together(wiring, seed=seed + 1, runs=runs)[inside], 2)
    contacts = np.bincount(ends, minlength=len(wiring))
    found = np.bincount(ends, weights=again, minlength=len(wiring)) / np.where(contacts > 0, contacts, np.nan)
    return pd.Series(found, index=network.nodes.index, dtype="float64", name="community_certainty")


def community_stability(network: Network, *, seed: int = 1, runs: int = 50) -> pd.DataFrame:
    """Return how alike the communities of a site come out with other seeds and with other respondents.

    The adjusted Rand index (Hubert & Arabie 1985, Comparing partitions, Journal of Classification 2) between the
    communities that are shown and those of each run, averaged over the runs. A resample draws as many respondents of
    each site and wave as there are, with replacement, and keeps the namings of those drawn; those without a tie in it
    are not compared.

    Parameters
    ----------
    network
        Who named whom.
    seed
        Of the communities that are shown, of the runs, which take the seeds after it, and of the draws.
    runs
        How many runs with other seeds, and how many resamples.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `communities`, `over_seeds` and `over_resamples`, 1 where all agree and 0 where they
        agree as by chance, NaN below two tied people; `coverage`.

    Notes
    -----
    It does not mean that communities with a high index are right: see :func:`community_certainty`.

    Examples
    --------
    Two groups of three, joined by one tie.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Dan", "Eve", "Cat"],
    ...                      "target": ["Bob", "Cat", "Cat", "Eve", "Flo", "Flo", "Dan"]})
    >>> found = community_stability(Network.from_ties(ties), runs=5)
    >>> found[["communities", "over_seeds"]].round(9).to_dict("list")
    {'communities': [2], 'over_seeds': [1.0]}
    """
    wiring, blocks = network.wiring, len(network.blocks)
    shown, tied = communities(wiring, seed=seed), tied_to(wiring) > 0
    seeds, resamples = np.full((2, runs, blocks), np.nan)
    for run in range(runs):
        seeds[run] = _alike(wiring, shown, communities(wiring, seed=seed + 1 + run), among=tied)
        drawn = _redrawn(wiring, seed=(seed, run))
        resamples[run] = _alike(wiring, shown, communities(drawn, seed=seed), among=tied_to(drawn) > 0)
    found = np.unique(shown[tied], return_index=True)[1]
    return beside_coverage(
        network,
        communities=np.bincount(wiring.blocks[tied][found], minlength=blocks),
        over_seeds=_mean(seeds),
        over_resamples=_mean(resamples),
    )


def together(wiring: Wiring, *, seed: int, runs: int) -> NDArray[np.float64]:
    """Return in which share of the runs the two ends of each tie are in one community, in the order of `neighbours`.

    Parameters
    ----------
    wiring
        Nodes and ties.
    seed
        Of the first run; each other takes the next.
    runs
        How many.
    """
    one, other = wiring.neighbours.T
    times = np.zeros(len(one))
    for run in range(runs):
        labels = communities(wiring, seed=seed + run)
        times += labels[one] == labels[other]
    return times / runs


def _redrawn(wiring: Wiring, *, seed: tuple[int, int]) -> Wiring:
    """Return the ties of respondents who are drawn with replacement, in each site and wave from the seed anew."""
    drawn = np.zeros(len(wiring), dtype=bool)
    for block in np.unique(wiring.blocks):
        draws = np.random.default_rng(seed)
        asked = np.flatnonzero(wiring.interviewed & (wiring.blocks == block))
        drawn[asked[draws.integers(len(asked), size=len(asked))]] = True
    kept = drawn[wiring.edges[:, 0]]
    return Wiring(
        blocks=wiring.blocks,
        interviewed=wiring.interviewed,
        edges=wiring.edges[kept],
        questions=wiring.questions[kept],
    )


def _alike(
    wiring: Wiring, one: NDArray[np.int64], other: NDArray[np.int64], *, among: NDArray[np.bool_]
) -> list[float]:
    """Return the adjusted Rand index of two partitions of some of the people, by site and wave."""
    found = []
    for block in range(int(wiring.blocks.max(initial=0)) + 1):
        people = among & (wiring.blocks == block)
        labels = [np.unique(partition[people], return_inverse=True)[1].tolist() for partition in (one, other)]
        enough = int(people.sum()) > 1
        found.append(igraph.compare_communities(*labels, method="adjusted_rand") if enough else np.nan)
    return found


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean over runs that could be compared, NaN where none could."""
    known = ~np.isnan(values)
    of = known.sum(axis=0)
    mean: NDArray[np.float64] = np.where(known, values, 0.0).sum(axis=0) / np.where(of > 0, of, np.nan)
    return mean
