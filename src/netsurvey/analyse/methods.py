"""The methods section of a paper or a report, written from the findings themselves.

It tells what was asked of how many, what each number means and how it was made, with the literature it rests on, so
that whoever reads the numbers can judge them and somebody else could make them again.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.groups import EVERYONE, WIDENS
from netsurvey.analyse.isolation import GIVEN, NOT_ASKED
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import number, when
from netsurvey.privacy import STANDARD, Tier

if TYPE_CHECKING:
    from netsurvey.analyse.findings import Findings

__all__ = ["methods_paragraph"]

_REFERENCES = {
    "Barber 2007": "Barber, M. J. (2007). Modularity and community detection in bipartite networks. Physical Review E "
    "76, 066102.",
    "Benjamini & Hochberg 1995": "Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate: a "
    "practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B 57, 289-300.",
    "Borgatti 2006": "Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational and "
    "Mathematical Organization Theory 12, 21-34.",
    "Burt 1992": "Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.",
    "Csardi & Nepusz 2006": "Csardi, G. & Nepusz, T. (2006). The igraph software package for complex network "
    "research. InterJournal, Complex Systems 1695.",
    "Freeman 1977": "Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40, "
    "35-41.",
    "Granovetter 1973": "Granovetter, M. S. (1973). The strength of weak ties. American Journal of Sociology 78, "
    "1360-1380.",
    "Grömping 2007": "Grömping, U. (2007). Estimators of relative importance in linear regression based on variance "
    "decomposition. The American Statistician 61, 139-147.",
    "Holm 1979": "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of "
    "Statistics 6, 65-70.",
    "Kempe, Kleinberg & Tardos 2003": "Kempe, D., Kleinberg, J. & Tardos, E. (2003). Maximizing the spread of "
    "influence through a social network. Proceedings of KDD '03, 137-146.",
    "Kish 1965": "Kish, L. (1965). Survey Sampling. Wiley.",
    "Lindeman, Merenda & Gold 1980": "Lindeman, R. H., Merenda, P. F. & Gold, R. Z. (1980). Introduction to Bivariate "
    "and Multivariate Analysis. Scott, Foresman.",
    "Lott & Reiter 2020": "Lott, A. & Reiter, J. P. (2020). Wilson confidence intervals for binomial proportions with "
    "multiple imputation for missing data. The American Statistician 74, 109-115.",
    "Phipson & Smyth 2010": "Phipson, B. & Smyth, G. K. (2010). Permutation P-values should never be zero. Statistical "
    "Applications in Genetics and Molecular Biology 9, article 39.",
    "Rubin 1987": "Rubin, D. B. (1987). Multiple Imputation for Nonresponse in Surveys. Wiley.",
    "Traag et al. 2019": "Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing "
    "well-connected communities. Scientific Reports 9, 5233.",
    "Welch 1947": "Welch, B. L. (1947). The generalization of 'Student's' problem when several different population "
    "variances are involved. Biometrika 34, 28-35.",
    "Wilson 1927": "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. "
    "Journal of the American Statistical Association 22, 209-212.",
}


def methods_paragraph(findings: Findings) -> str:
    """Return how the findings were made: people asked, definitions, statistics, disclosure, settings, references.

    Parameters
    ----------
    findings
        Exact or published: what they hide, the text does not tell.
    """
    told = [_people(findings), _network(), _definitions(findings), _statistics(findings), _disclosure(findings)]
    told = [paragraph for paragraph in [*told, _settings(findings)] if paragraph]
    text = "\n\n".join(told)
    cited = [full for short, full in _REFERENCES.items() if short in text]
    return "\n\n".join([text, "\n".join(["References", *cited])]) + "\n"


def _people(findings: Findings) -> str:
    """Say who was asked, of how many, and who answered the door."""
    coverage = findings.coverage
    several = len(coverage) > 1
    lines = [_of_block(row, several=several) for row in coverage.itertuples()]
    return (
        f"People. {findings.title}: a door-knock survey of who turns to whom. {' '.join(lines)} Respondents were not "
        "drawn by lot and the network beyond them was not seen: what is said of the map is said of a partial map."
    )


def _of_block(row: Any, *, several: bool) -> str:  # noqa: ANN401 - a row of a table
    where = f"In {row.site}, {when(row.wave)}, " if several else "In all, "
    if pd.isna(row.interviewed):
        return f"{where}too few people were interviewed to say how many."
    said = f"{where}{number(row.interviewed)} people were interviewed"
    if pd.notna(row.coverage):
        said += f", {row.coverage:.1%} of the {number(row.population)} {row.population_is}"
    if pd.notna(row.forms) and row.forms > row.interviewed:
        said += f"; of {number(row.forms)} forms that were returned, doors without an interview among them, that is "
        said += f"{row.interviewed / row.forms:.0%}"
    if pd.notna(row.named_only):
        said += f"; they named {number(row.named_only)} people who were not interviewed"
    return f"{said}."


def _network() -> str:
    return (
        "Network. Names as written were resolved to people, with a sample of plausible resolutions beside the one that "
        "is shown. A tie goes from a respondent to a person they named; questions about whom people avoid give none. "
        "Measures are taken on the undirected, collapsed, unweighted graph of one site and wave, in which two people "
        "are tied if either named the other in any question; being named and naming are counted on the directed one. "
        "People who were only named have no outgoing ties by design and are left out of every rate of isolation. "
        "Betweenness is Freeman's (Freeman 1977), constraint and effective size are Burt's (Burt 1992), communities "
        "are Leiden's at resolution 1 (Traag et al. 2019); graphs are computed by igraph (Csardi & Nepusz 2006)."
    )


def _definitions(findings: Findings) -> str:
    """Say what each flag that was asked means; what was not asked is listed at the end."""
    overall = findings.groups[findings.groups["attribute"] == EVERYONE]
    states = pd.concat([overall, findings.tallies]).groupby("flag", sort=False)["status"].agg(set)
    asked = [str(flag) for flag, status in states.items() if status != {NOT_ASKED}]
    lines = [
        f"{name} ({findings.definitions[name].version}) is {findings.definitions[name].wording} "
        f"[{findings.definitions[name].source}]."
        for name in asked
        if name in findings.definitions
    ]
    absent = [str(flag) for flag in states.index if flag not in asked]
    missing = f" Not asked: {', '.join(absent)}." if absent else ""
    return f"Definitions. {' '.join(lines)}{missing}"


def _statistics(findings: Findings) -> str:
    """Say how intervals and p values were made."""
    text = (
        "Statistics. Rates have Wilson's 95% interval (Wilson 1927) and bounds in which unclear answers are taken one "
        "way and then the other; refused, blank, don't-know and not-asked answers leave the denominator. "
    )
    if (findings.groups["design"] > WIDENS).any():
        text += (
            "Where forms of one researcher or household are alike, so that the design effect is above "
            f"{WIDENS} (Kish 1965), the interval is that of a sample smaller by it. "
        )
    if findings.groups["p"].notna().any():
        text += (
            "Each group is compared with all others by permutation within site and researcher, adjusted for the groups "
            "of an attribute (Holm 1979). "
        )
    drawn = pd.concat([findings.groups["draws"], findings.wellbeing["draws"]]).max()
    if pd.notna(drawn) and drawn > 1:
        text += (
            f"Numbers that depend on who is who were worked out in {number(drawn)} plausible resolutions, treated as "
            "multiple imputations (Rubin 1987); the variance between them widens the intervals (Lott & Reiter 2020). "
        )
    scales = [SCALE_TITLES.get(str(name), str(name)) for name in dict.fromkeys(findings.wellbeing["scale"])]
    if scales:
        text += (
            f"Mean scores on {', '.join(scales)} are compared by Welch's interval (Welch 1947), complete scores only, "
            "and by permutation of the flag within sites (Phipson & Smyth 2010). "
        )
    if (findings.importance["status"] == GIVEN).any():
        text += (
            "How closely isolation and each attribute go with a score is told by their shares of R-squared, averaged "
            "over all orders of entering them (Lindeman, Merenda & Gold 1980; Grömping 2007), sites compared within, "
            "with intervals and ranks from 500 resamples of the respondents. "
        )
    if (findings.spread["status"] == GIVEN).any():
        text += (
            "How far something passed on would get is that of independent cascades on the map (Kempe, Kleinberg & "
            "Tardos 2003), with the key players (Borgatti 2006), without them and without people picked by lot. "
        )
    return (
        f"{text}Intervals assume a simple random sample and p values allow for chance alone; neither speaks of causes."
    )


def _disclosure(findings: Findings) -> str:
    """Say what was hidden and rounded, where these findings are for others than the team."""
    if findings.tier is Tier.TEAM:
        return ""
    return (
        f"Disclosure. As published ({findings.tier} tier): counts from 1 to {STANDARD.largest_small} are hidden, and "
        f"with them others from which they could be subtracted; the rest are rounded to {STANDARD.round_to}; "
        f"percentages and means need {STANDARD.least_for_rates} people and are worked out from rounded counts, as are "
        "their intervals."
    )


def _settings(findings: Findings) -> str:
    return (
        f"Settings. netsurvey {version('netsurvey')}, python-igraph {version('igraph')}, seed {findings.seed}; the "
        "same survey, decisions, version and seed give the same numbers."
    )
