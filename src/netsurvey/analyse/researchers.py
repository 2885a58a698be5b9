"""Isolates by who asked: whether a rate is the place's own or hangs on one researcher.

A few interviewers who did not press for names can double the isolates of a survey (Paik & Sanchagrin 2013, American
Sociological Review 78); here is what each of them does to a rate. What is told of researchers is for the team alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse.groups import over_all_sites
from netsurvey.analyse.isolation import GIVEN
from netsurvey.intraclass import intraclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netsurvey.analyse.isolation import Flagged
    from netsurvey.network import Network

__all__ = ["RESEARCHER_COLUMNS", "by_researcher"]

RESEARCHER_COLUMNS = [
    *("site", "wave", "flag", "researchers", "n", "share", "without_low", "without_high", "icc", "least_left"),
]


def by_researcher(network: Network, flagged: Mapping[str, Flagged]) -> pd.DataFrame:
    """Return how far the rate of each flag moves when one researcher's forms are left out.

    Parameters
    ----------
    network
        Who was interviewed, and by whom.
    flagged
        The flags of respondents, by name.

    Returns
    -------
    pandas.DataFrame
        Columns `RESEARCHER_COLUMNS`, one row a flag, site and wave, and all sites together: among the `n` respondents
        of whom the flag and the researcher are known, the `share` who have it; the lowest and the highest share when
        the forms of one of the `researchers` are left out (`without_low`, `without_high`), which leaves
        `least_left` of them or more; and the :func:`~netsurvey.intraclass.intraclass` correlation. Nothing where fewer
        than two researchers are known.

    Notes
    -----
    Researchers mostly ask in streets of their own, so a difference between them can be one between streets.
    """
    people = network.nodes.reset_index()[["site", "wave", "researcher"]]
    rows = []
    for name, each in flagged.items():
        known = (each.flag.notna() & network.nodes["researcher"].notna()).to_numpy(dtype=bool) & network.interviewed
        has = each.flag.fillna(value=False).to_numpy(dtype=float)
        told = over_all_sites(people.assign(has=has)[known]) if each.status == GIVEN else people.iloc[:0]
        for (site, wave), here in told.groupby(["site", "wave"], sort=False):
            by = here.groupby("researcher")["has"].agg(["sum", "size"])
            if len(by) < 2:
                continue
            left = by["size"].sum() - by["size"]
            without = (by["sum"].sum() - by["sum"]) / left
            icc = intraclass(here["has"], here["researcher"])
            ends = (without.min(), without.max())
            rows.append((site, wave, name, len(by), len(here), here["has"].mean(), *ends, icc, left.min()))
    return pd.DataFrame(rows, columns=RESEARCHER_COLUMNS).astype(dict.fromkeys(("site", "wave", "flag"), "str"))
