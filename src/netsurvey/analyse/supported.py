"""From which coverage on a sample supports a measure: what is said beside it where it does not.

A map of one person in twenty still has a density and a mean distance, and prints them to three decimals. Whether they
tell anything of the place was tried out once, on invented villages of which every tie is known, and stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LEAST_COVERAGE", "SUPPORT_COLUMNS", "supported", "supports"]

NEVER = float("inf")
LEAST_COVERAGE: dict[str, tuple[float, float]] = {
    "in_degree": (0.30, 0.70),
    "out_degree": (0.03, 0.03),
    "degree": (0.03, 0.03),
    "core_number": (0.07, 0.70),
    "effective_size": (0.03, 0.03),
    "constraint": (0.03, 0.03),
    "betweenness": (0.05, 0.15),
    "closeness": (0.20, 0.30),
    "harmonic": (0.03, 0.20),
    "eigenvector": (0.05, 0.40),
    "component_size": (0.15, 0.40),
    "density": (0.05, NEVER),
    "reciprocity": (0.05, NEVER),
    "transitivity": (0.07, 0.40),
    "mean_distance": (0.15, 0.70),
    "longest_distance": (0.20, 0.70),
    "degree_centralisation": (0.15, 0.30),
    "in_degree_centralisation": (0.10, NEVER),
    "out_degree_centralisation": (0.10, NEVER),
    "betweenness_centralisation": (0.85, NEVER),
    "degree_gini": (0.15, 0.55),
    "in_degree_gini": (0.30, 0.85),
    "component": (0.55, 0.85),
    "cut_point": (NEVER, NEVER),
    "bridge": (NEVER, NEVER),
    "local_bridge": (0.10, 0.20),
}
"""The share of adults who must have been asked for a measure to be taken with care, and for it to hold.

Of people, that the order of them holds, as :func:`netsurvey.analyse.coverage_check` judges it; of a whole map, that the
number is right. From `benchmarks/missing_people.py`: three invented villages of about 1,450 adults, people asked by lot
who name six in ten of their contacts, which is why density and reciprocity never hold. Real surveys do worse.
"""
SUPPORT_COLUMNS = {
    "site": "the site",
    "wave": "the round of the survey",
    "measure": "the measure: of people, their order by it; of the whole map, the number",
    "coverage": "share of the people living there who were asked",
    "with_care_from": "the least coverage from which the measure is to be taken with care; missing where there is none",
    "holds_from": "the least coverage from which it holds; missing where there is none",
    "support": '"holds", "with care at ...", "not supported at ..." or "coverage not known"',
}


def supported(measures: str | Iterable[str], coverage: float | None) -> str:
    """Say whether a sample supports a measure, or the least supported of several.

    Parameters
    ----------
    measures
        Names in :data:`LEAST_COVERAGE`.
    coverage
        The share of people who were asked; missing where it is not known.

    Examples
    --------
    >>> supported("mean_distance", 0.067)
    'not supported at 7% coverage'
    >>> [supported("betweenness", coverage) for coverage in (0.07, 0.5, None)]
    ['with care at 7% coverage', 'holds', 'coverage not known']
    """
    if coverage is None or pd.isna(coverage):
        return "coverage not known"
    names = [measures] if isinstance(measures, str) else list(measures)
    with_care, holds = (max(LEAST_COVERAGE[name][at] for name in names) for at in (0, 1))
    # a coverage of 6.7% is that of 7% as it is printed
    share = round(coverage, 2)
    if share >= holds:
        return "holds"
    percent = f"{coverage:.0%}" if coverage >= 0.01 else "under 1%"
    return f"with care at {percent} coverage" if share >= with_care else f"not supported at {percent} coverage"


def supports(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return which measures the survey of each site and wave supports.

    Parameters
    ----------
    coverage
        The columns site, wave and coverage.

    Returns
    -------
    pandas.DataFrame
        Columns `SUPPORT_COLUMNS`, one row a site, wave and measure.

    Notes
    -----
    "Holds" is the best that can be hoped for: doors are not knocked on by lot and people recall some contacts before
    others. :func:`netsurvey.analyse.coverage_check` tries a village of the study's own size and form.

    Examples
    --------
    >>> import pandas as pd
    >>> table = supports(pd.DataFrame({"site": ["Ashby"], "wave": ["1"], "coverage": [0.12]}))
    >>> table.set_index("measure").loc[["degree", "harmonic", "cut_point"], "support"].tolist()
    ['holds', 'with care at 12% coverage', 'not supported at 12% coverage']
    """
    least = pd.DataFrame.from_dict(LEAST_COVERAGE, orient="index", columns=["with_care_from", "holds_from"])
    least = least.mask(least == NEVER).rename_axis("measure").reset_index()
    table = coverage[["site", "wave", "coverage"]].merge(least, how="cross")
    said = [supported(name, share) for name, share in table[["measure", "coverage"]].itertuples(index=False, name=None)]
    texts = dict.fromkeys(("site", "wave", "measure", "support"), "str")
    return table.assign(support=said)[list(SUPPORT_COLUMNS)].astype({**texts, "coverage": "float64"})
