"""Ties that bond, bridge and link: to one's like, to others of one's standing, and to people with power."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.measures.mixing import group_numbers, on_people
from netsurvey.network.wiring import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.network import Network

__all__ = ["bonding_bridging_linking"]


def bonding_bridging_linking(
    network: Network,
    attributes: pd.DataFrame,
    *,
    power: pd.Series[float] | None = None,
    least: float = 1.0,
) -> pd.DataFrame:
    """Return how many of each person's ties bond, bridge and link.

    Szreter & Woolcock (2004), Health by association?, International Journal of Epidemiology 33: *bonding* ties join
    people who are alike, *bridging* ties people who are not, as equals, and *linking* ties people across differences
    of power or authority.

    Parameters
    ----------
    network
        Who named whom.
    attributes
        What makes people alike, one column each, on (site, wave, person_id).
    power
        The rank of each person's power on the same index: a tie links where the ranks of its ends differ, and is of
        unknown kind where one is missing. Without it a tie links where it was named in a question with the role
        `linker`.
    least
        In what share of the attributes that are known of both ends they must agree to be alike; by default in all.

    Returns
    -------
    pandas.DataFrame
        `bonding`, `bridging`, `linking` and `unknown` ties of each person; they sum to the degree.

    Raises
    ------
    UsageError
        When attributes or power do not lie on the people.

    Notes
    -----
    It does not mean trust, help or influence, but likeness of the ends by what was asked. People who were only named
    are mostly of unknown kind, because nobody asked them.

    Examples
    --------
    Ann, Bob and Cat are neighbours; Ann and Bob are of an age, and Dan is the councillor Ann would turn to.

    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = Network.from_ties(pd.DataFrame({"source": ["Ann"] * 3, "target": ["Bob", "Cat", "Dan"]}))
    >>> age = pd.DataFrame({"age": ["70s", "70s", "20s", "40s"]}, index=ties.nodes.index)
    >>> power = pd.Series([0, 0, 0, 1], index=ties.nodes.index)
    >>> bonding_bridging_linking(ties, age, power=power).loc[("site", "1", "Ann")].to_dict()
    {'bonding': 1, 'bridging': 1, 'linking': 1, 'unknown': 0}
    """
    ties = network.wiring.neighbours
    links, ranked = _links(network, ties) if power is None else _differ(network, ties, power)
    likeness = _likeness(network, ties, attributes)
    known = ranked & (links | ~np.isnan(likeness))
    alike = likeness >= least
    kinds = {
        "bonding": known & ~links & alike,
        "bridging": known & ~links & ~alike,
        "linking": known & links,
        "unknown": ~known,
    }
    n = len(network.nodes)
    counts = {name: np.bincount(ties[kind].ravel(), minlength=n) for name, kind in kinds.items()}
    return pd.DataFrame(counts, index=network.nodes.index)


def _links(network: Network, ties: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which ties were named in a question about people of influence; of all ties that is known."""
    linkers = [number for number, role in enumerate(network.roles.values()) if role == "linker"]
    width = np.array([len(network.nodes), 1])
    named = once(network.wiring.asking(linkers).neighbours @ width)
    return np.isin(ties @ width, named), np.ones(len(ties), dtype=bool)


def _differ(
    network: Network, ties: NDArray[np.int64], power: pd.Series[float]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the ends of which ties differ in power, and of which both are known."""
    ranks = on_people(network, power).to_numpy(dtype=float, na_value=np.nan)[ties]
    known = ~np.isnan(ranks).any(axis=1)
    return known & (ranks[:, 0] != ranks[:, 1]), known


def _likeness(network: Network, ties: NDArray[np.int64], attributes: pd.DataFrame) -> NDArray[np.float64]:
    """Return in what share of the attributes known of both ends they agree, NaN where none is."""
    known, alike = np.zeros(len(ties)), np.zeros(len(ties))
    for name in attributes:
        ends = group_numbers(network, attributes[name])[ties]
        both = (ends >= 0).all(axis=1)
        known += both
        alike += both & (ends[:, 0] == ends[:, 1])
    return alike / np.where(known > 0, known, np.nan)
