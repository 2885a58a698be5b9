"""What holds the map together: its parts, and the people and ties without which it would fall into more of them.

They are counted on one map, and on the maps of other plausible resolutions of who is who, so each has a range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from netsurvey.analyse.certainty import ninety
from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.isolation import GIVEN
from netsurvey.analyse.publish import publish_counts
from netsurvey.analyse.supported import supported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.network.wiring import Wiring
    from netsurvey.privacy import Thresholds

__all__ = ["STRUCTURE_COLUMNS", "publish_structure", "structure"]

STRUCTURE_COLUMNS = {
    "site": 'the site; "all" for the sites of a wave together',
    "wave": "the round of the survey",
    "flag": "what is counted: component, cut_point, bridge or local_bridge",
    "n": "out of how many: people with a tie, or pairs of people with one",
    "count": "how many there are",
    "status": '"given", or why it is not shown',
    "draws": "in how many plausible resolutions of who is who it was counted",
    "count_low": "there are at least this many in 90% of them",
    "count_high": "there are at most this many in 90% of them",
    "support": "whether so large a sample says anything of the place by it, as the table of support explains",
}
_COUNTED = ("component", "cut_point", "bridge", "local_bridge")
_MOST_DRAWS = 50


def structure(network: Network) -> pd.DataFrame:
    """Return how many parts, cut-points, bridges and local bridges there are.

    On the undirected, collapsed graph of each site and wave: components of two people or more; cut-points, whose
    removal would leave more components; bridges, ties whose removal would; local bridges, ties between two people who
    share no other contact (Granovetter 1973, The strength of weak ties, American Journal of Sociology 78). Both kinds
    of bridge are counted between people who have other ties, too: a tie to somebody without one joins nobody else.

    Parameters
    ----------
    network
        Who named whom.

    Returns
    -------
    pandas.DataFrame
        Columns `STRUCTURE_COLUMNS`, one row a site and wave, or all sites of a wave together, and flag: component,
        cut_point, bridge and local_bridge.

    Notes
    -----
    On a map of a few per cent of a community most ties are bridges only because the ties around them were not seen:
    it is a count of what this map hangs on, not of what the community hangs on.

    Examples
    --------
    Two groups of three, joined by the tie from Cat to Dan.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob", "Dan", "Dan", "Eve", "Cat"],
    ...                      "target": ["Bob", "Cat", "Cat", "Eve", "Flo", "Flo", "Dan"]})
    >>> structure(Network.from_ties(ties))[["flag", "count", "n"]].to_numpy().tolist()
    [['component', 1, 6], ['cut_point', 2, 6], ['bridge', 1, 7], ['local_bridge', 1, 7]]
    """
    number = len(network.blocks)
    blocks = pd.DataFrame(network.blocks, columns=["site", "wave"])
    rows = over_all_sites(blocks.assign(block=range(number)))
    rows["row"] = rows.groupby(["wave", "site"], sort=False).ngroup()
    member = np.zeros((number, int(rows["row"].max()) + 1), dtype=np.int64)
    member[rows["block"], rows["row"]] = 1
    sizes, counts = _counted(network.wiring, number)
    drawn = [_counted(wiring, number)[1] for wiring in _drawn(network)]
    places = rows.drop_duplicates("row").sort_values("row")[["site", "wave"]]
    parts = []
    for name in _COUNTED:
        low, high = ninety(np.array([line[name] for line in drawn]) @ member)
        numbers = {"n": sizes[name] @ member, "count": counts[name] @ member, "count_low": low, "count_high": high}
        parts.append(places.assign(flag=name, status=GIVEN, draws=len(drawn), **numbers))
    whole = dict.fromkeys(("n", "count", "draws", "count_low", "count_high"), "Int64")
    texts = dict.fromkeys(("site", "wave", "flag", "status", "support"), "str")
    table = _with_support(pd.concat(parts, ignore_index=True), network.coverage)
    return table[list(STRUCTURE_COLUMNS)].astype({**whole, **texts})


def publish_structure(table: pd.DataFrame, coverage: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """Return the counts without small ones, and without out of how many: it would tell how many have no tie.

    Whether a sample supports them is said by the published `coverage`.
    """
    nothing = pd.array([pd.NA] * len(table), dtype="Int64")
    shown = publish_counts(table, ["count"], thresholds)
    return _with_support(shown.assign(n=nothing, count_low=nothing, count_high=nothing), coverage)


def _with_support(table: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the counts with whether a sample as large as that of their site supports them."""
    numbers = over_all_sites(coverage[["site", "wave", "interviewed", "population"]])
    people = numbers.astype({"interviewed": "float64", "population": "float64"}).groupby(["site", "wave"])
    sums = people.sum().mask(people.agg("count").lt(people.size(), axis=0))
    share = (sums["interviewed"] / sums["population"]).rename("coverage")
    seen = table[["site", "wave", "flag"]].merge(share.reset_index(), on=["site", "wave"], how="left")
    said = [supported(flag, asked) for flag, asked in seen[["flag", "coverage"]].itertuples(index=False, name=None)]
    return table.assign(support=pd.Series(said, index=table.index, dtype="str"))


def _drawn(network: Network) -> Iterator[Wiring]:
    if network.sampling is None:
        yield network.wiring
    else:
        yield from network.sampled(min(_MOST_DRAWS, network.resolutions))


def _counted(wiring: Wiring, blocks: int) -> tuple[dict[str, NDArray[np.int64]], dict[str, NDArray[np.int64]]]:
    """Return out of how many, and how many there are, by site and wave."""
    graph, ties = wiring.undirected, wiring.neighbours

    def by_block(people: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.bincount(wiring.blocks[people], minlength=blocks)

    part = np.array(graph.connected_components().membership, dtype=np.int64)
    degree = np.bincount(ties.ravel(), minlength=len(wiring))
    joins = (degree[ties] > 1).all(axis=1)
    is_bridge = np.zeros(len(ties), dtype=bool)
    is_bridge[np.array(graph.bridges(), dtype=np.int64)] = True
    firsts = np.unique(part, return_index=True)[1]
    people, edges = by_block(np.flatnonzero(degree)), by_block(ties[:, 0])
    counts = {
        "component": by_block(firsts[degree[firsts] > 0]),
        "cut_point": by_block(np.array(graph.articulation_points(), dtype=np.int64)),
        "bridge": by_block(ties[joins & is_bridge, 0]),
        "local_bridge": by_block(ties[joins & ~_shares_a_contact(ties, len(wiring)), 0]),
    }
    return {"component": people, "cut_point": people, "bridge": edges, "local_bridge": edges}, counts


def _shares_a_contact(ties: NDArray[np.int64], n: int) -> NDArray[np.bool_]:
    """Return of each tie whether its two ends have a contact in common."""
    both = np.vstack([ties, ties[:, ::-1]])
    adjacent = csr_array((np.ones(len(both), dtype=np.int32), (both[:, 0], both[:, 1])), shape=(n, n))
    between = adjacent[ties[:, 0]].multiply(adjacent[ties[:, 1]])
    return np.asarray(between.sum(axis=1) > 0)
