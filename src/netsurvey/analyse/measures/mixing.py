"""Whether people are tied to their like: ties within and between groups, and between high and low."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import igraph
import numpy as np
import pandas as pd

from netsurvey.analyse.measures.blocks import beside_coverage, each_block, share
from netsurvey.errors import Problem, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["assortativity", "ei_index", "group_numbers", "homophily", "on_people"]


def ei_index(network: Network, groups: pd.Series[str], *, directed: bool = False) -> pd.DataFrame:
    """Return how far ties lead out of people's own group rather than stay in it.

    (external - internal) / (external + internal): Krackhardt & Stern (1988), Informal networks and organizational
    crises, Social Psychology Quarterly 51. Ties are undirected as in UCINET; counted as namings, a mutual tie is two.

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person on (site, wave, person_id). A tie to somebody whose group is unknown is left out.
    directed
        Whether each naming counts, and not each tied pair.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `ei`, from -1 (all within) to 1 (all between); `expected`, what the sizes of the groups
        alone would give; both NaN where there is nothing to count; `internal`, `external`, `unknown` ties; `coverage`.

    Raises
    ------
    UsageError
        When the groups do not lie on the people.

    Notes
    -----
    It does not mean that people prefer their like: with one large group most ties stay inside by chance. Read it
    beside `expected`.

    Examples
    --------
    Ann and Bob are tenants, Cat and Dan own their homes; Ann is tied to Bob and to Cat.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]}),
    ...                          respondents=["Ann", "Bob", "Cat", "Dan"])
    >>> tenure = pd.Series(["rents", "rents", "owns", "owns"], index=ties.nodes.index)
    >>> ei_index(ties, tenure).round(3).to_dict("list")  # doctest: +NORMALIZE_WHITESPACE
    {'ei': [0.0], 'expected': [0.333], 'internal': [1], 'external': [1], 'unknown': [0], 'coverage': [nan]}
    """
    codes, blocks = group_numbers(network, groups), len(network.blocks)
    ends = codes[network.pairs if directed else network.wiring.neighbours]
    block = network.block_numbers[(network.pairs if directed else network.wiring.neighbours)[:, 0]]
    known = (ends >= 0).all(axis=1)
    alike = known & (ends[:, 0] == ends[:, 1])
    internal, external, unknown = (
        np.bincount(block[kind], minlength=blocks) for kind in (alike, known & ~alike, ~known)
    )
    sizes = _sizes(network, codes)
    within = (sizes * (sizes - 1)).sum(axis=1)
    pairs = sizes.sum(axis=1) * (sizes.sum(axis=1) - 1)
    return beside_coverage(
        network,
        ei=share(external - internal, external + internal),
        expected=share(pairs - 2 * within, pairs),
        internal=internal,
        external=external,
        unknown=unknown,
    )


def homophily(network: Network, groups: pd.Series[str]) -> pd.DataFrame:
    r"""Return how far each group's ties stay inside it, beyond what its size would give.

    Coleman's index :math:`(s - w)/(1 - w)`, or :math:`(s - w)/w` where s is below w: s is the share of the ends of
    the group's ties that are in it too, w the group's share of all others (Coleman 1958, Relational analysis, Human
    Organization 17).

    Parameters
    ----------
    network
        Who named whom.
    groups
        The group of each person on (site, wave, person_id). A tie to somebody whose group is unknown is left out.

    Returns
    -------
    pandas.DataFrame
        One row a site, wave and group: `people`, `ties` (of its people; one inside it counts for both its ends),
        `internal` (of these, within the group), `share`, `expected` and `homophily`, from -1 (none inside) through 0
        (as by chance) to 1 (all inside); NaN without ties, and where nobody else or everybody is of the group.

    Raises
    ------
    UsageError
        When the groups do not lie on the people.

    Notes
    -----
    It does not mean preference: streets, schools and who was asked bring like together too.

    Examples
    --------
    Ann and Bob are tenants, Cat and Dan own their homes; Ann is tied to Bob and to Cat.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]}),
    ...                          respondents=["Ann", "Bob", "Cat", "Dan"])
    >>> tenure = pd.Series(["rents", "rents", "owns", "owns"], index=ties.nodes.index)
    >>> homophily(ties, tenure)["homophily"].droplevel(["site", "wave"]).round(3).to_dict()
    {'owns': -1.0, 'rents': 0.5}
    """
    codes, names = group_numbers(network, groups), _names(network, groups)
    people = _sizes(network, codes)
    ends = codes[network.wiring.neighbours]
    known = (ends >= 0).all(axis=1)
    cells = network.block_numbers[network.wiring.neighbours[known, 0]] * len(names)
    ends = ends[known]
    ties = np.bincount((cells[:, None] + ends).ravel(), minlength=people.size).reshape(people.shape)
    alike = ends[:, 0] == ends[:, 1]
    internal = 2 * np.bincount(cells[alike] + ends[alike, 0], minlength=people.size).reshape(people.shape)
    inside = share(internal, ties)
    expected = share(np.maximum(people - 1, 0), np.broadcast_to(people.sum(axis=1, keepdims=True) - 1, people.shape))
    beyond = inside - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        index = np.where(beyond >= 0, beyond / (1 - expected), beyond / expected)
    index[(expected == 0) | (expected == 1)] = np.nan
    rows = pd.MultiIndex.from_tuples(
        [(*block, name) for block in network.blocks for name in names], names=["site", "wave", "group"]
    )
    columns = {"people": people, "ties": ties, "internal": internal, "share": inside, "expected": expected}
    table = pd.DataFrame({name: cell.ravel() for name, cell in (columns | {"homophily": index}).items()}, index=rows)
    return table[table["people"] > 0]


def assortativity(
    network: Network, values: pd.Series[str] | pd.Series[int] | pd.Series[float], *, directed: bool = False
) -> pd.DataFrame:
    """Return how alike the two ends of ties are: a correlation for numbers, its like for groups.

    Newman (2003), Mixing patterns in networks, Physical Review E 67: equation 2 for groups, 21 for numbers.

    Parameters
    ----------
    network
        Who named whom.
    values
        A group or a number of each person on (site, wave, person_id). People without one are left out with their ties.
    directed
        Whether each naming counts, from namer to named, and not each tied pair both ways.

    Returns
    -------
    pandas.DataFrame
        One row a site and wave: `assortativity`, 1 where all ends are alike, 0 where they are as by chance, NaN where
        there is nothing to compare; `ties`; `coverage`.

    Raises
    ------
    UsageError
        When the values do not lie on the people.

    Notes
    -----
    It does not mean that one end made the other what it is: likeness can come before a tie or after.

    Examples
    --------
    Ann - Bob - Cat - Dan in a line, by age.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann", "Bob", "Cat"], "target": ["Bob", "Cat", "Dan"]}))
    >>> age = pd.Series([70, 60, 30, 20], index=ties.nodes.index)
    >>> assortativity(ties, age).round(3).to_dict("list")
    {'assortativity': [0.488], 'ties': [3], 'coverage': [nan]}
    """
    numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if numeric:
        numbers = on_people(network, values).to_numpy(dtype=float, na_value=np.nan)
        known = ~np.isnan(numbers)
    else:
        numbers = group_numbers(network, values)
        known = numbers >= 0
    edges = network.pairs if directed else network.wiring.neighbours
    kept = edges[known[edges].all(axis=1)]
    graph = igraph.Graph(n=len(network.nodes), edges=kept, directed=directed)
    found = np.full(len(network.blocks), np.nan)
    for members, part in each_block(network.wiring, graph):
        ends = np.where(known[members], numbers[members], 0)
        if part.ecount():
            measure = part.assortativity if numeric else part.assortativity_nominal
            found[network.block_numbers[members[0]]] = measure(ends.tolist(), directed=directed)
    ties = np.bincount(network.block_numbers[kept[:, 0]], minlength=len(network.blocks))
    return beside_coverage(network, assortativity=found, ties=ties)


def on_people(network: Network, values: pd.Series[Any]) -> pd.Series[Any]:
    """Return what is known of people in the order of the network's.

    Raises
    ------
    UsageError
        When the values do not lie on (site, wave, person_id).
    """
    if values.index.names != network.nodes.index.names:
        what = "what is known of people must lie on the index of the network's nodes"
        raise UsageError(Problem(what=what, next_step="Give it the index (site, wave, person_id)."))
    return values.reindex(network.nodes.index)


def group_numbers(network: Network, groups: pd.Series[Any]) -> NDArray[np.int64]:
    """Return the number of each person's group among the sorted groups, -1 where it is unknown."""
    return pd.factorize(on_people(network, groups), sort=True)[0].astype(np.int64)


def _names(network: Network, groups: pd.Series[str]) -> list[str]:
    return [str(name) for name in pd.factorize(on_people(network, groups), sort=True)[1]]


def _sizes(network: Network, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many people each group has: a row a site and wave, a column a group."""
    shape = (len(network.blocks), int(codes.max(initial=-1)) + 1)
    known = codes >= 0
    cells = network.block_numbers[known] * shape[1] + codes[known]
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
