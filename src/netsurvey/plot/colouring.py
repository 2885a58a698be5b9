"""What the dots of a map are coloured by: kind, community, what people answered, a score or a flag.

Who may see what of single people is decided here, before anything is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.analyse.definitions import FLAGS, RESPONDENT_FLAGS
from netsurvey.analyse.measures import community
from netsurvey.analyse.scales import SCALE_TITLES, score_names
from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.plot.answered import by_levels, by_score
from netsurvey.plot.page import people
from netsurvey.plot.shades import LARGER, NAMED_ONLY, Colouring, Shade, by_kind
from netsurvey.plot.style import FAINT, GREY, INK, LEVELS, ORANGE
from netsurvey.privacy import STANDARD, Tier

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["colouring"]

PALE_BLUE = "#A9CCE3"
"""Respondents whom a flag does not apply to."""


def colouring(
    network: Network,
    findings: Findings | None,
    colour_by: str | pd.Series[Any],
    *,
    shown: Findings | None,
    tier: Tier,
    seed: int,
) -> Colouring:
    """Return what one site and wave is coloured by.

    Parameters
    ----------
    network
        One site in one wave.
    findings
        Where scores, flags and communities come from.
    colour_by
        "kind", "community", "wellbeing", a score, a flag, or an answer of each respondent.
    shown
        The findings as the tier sees them.
    tier
        Who will see it.
    seed
        Of the communities where there are no findings.

    Raises
    ------
    UsageError
        When there is nothing of this name, or the tier may not see it of single people.
    """
    if not isinstance(colour_by, str):
        return by_levels(network, colour_by, tier=tier)
    if colour_by == "kind":
        return by_kind(network)
    if colour_by == "community":
        return _by_community(network, findings, tier=tier, seed=seed)
    if findings is None or shown is None:
        what = f'a map coloured by "{colour_by}" needs findings'
        raise UsageError(Problem(what=what, next_step="Give what analyse() returned, or colour by kind or community."))
    table = findings.people.reindex(network.nodes.index)
    scores = [name for name in score_names(table.columns) if f"{name}_band" in table.columns or name in SCALE_TITLES]
    wanted = scores[0] if colour_by == "wellbeing" and scores else colour_by
    if wanted in scores:
        return by_score(network, table, wanted, tier=tier)
    flags = [name for name in _flags(findings) if name in findings.people.columns or findings.tier is not Tier.TEAM]
    if wanted in flags:
        return _by_flag(network, shown, wanted)
    known = ["kind", "community", *scores, *flags]
    near = ", ".join(nearest(colour_by, known) or known)
    what = f'the findings have nothing called "{colour_by}" of single people'
    beyond = "" if findings.tier is Tier.TEAM else " Scores and answers are in the findings of the team tier alone."
    raise UsageError(Problem(what=what, next_step=f"Nearest: {near}.{beyond}"))


def _by_community(network: Network, findings: Findings | None, *, tier: Tier, seed: int) -> Colouring:
    """Return the communities of eight or more people, the largest first; everybody else is in a smaller one or none."""
    if findings is not None and "community" in findings.people.columns:
        found = findings.people["community"].reindex(network.nodes.index)
    else:
        found = community(network, seed=seed if findings is None else findings.seed)
    numbers = found.fillna(-1).to_numpy(dtype=np.int64)
    sizes = np.bincount(numbers[numbers >= 0])
    numbers[np.isin(numbers, np.flatnonzero(sizes <= STANDARD.largest_small))] = -1
    colours = np.array([*_colours_apart(network, numbers), FAINT])[numbers]
    asked = network.interviewed
    nobody = np.zeros(len(asked), dtype=bool)
    smaller = (numbers < 0) & found.notna().to_numpy()
    known = tier is Tier.TEAM or int(smaller.sum()) > STANDARD.largest_small
    return Colouring(
        title="Who hangs together",
        shades=tuple(
            Shade(name=f"{name} {colour}", colour=colour, marker=marker, who=kind & (colours == colour), counted=False)
            for name, marker, kind in ((NAMED_ONLY, "D", ~asked), ("interviewed", "o", asked))
            for colour in dict.fromkeys(colours)
        ),
        legend=tuple(
            Shade(name=name, colour=colour, marker=marker, who=who, counted=counted)
            for name, colour, marker, who, counted in (
                ("interviewed", GREY, "o", nobody, False),
                (NAMED_ONLY, GREY, "D", nobody, False),
                ("number of a group, 1 the largest", INK, "$1$", nobody, False),
                (f"in a group of fewer than {STANDARD.largest_small + 1}", FAINT, "o", smaller, known),
            )
            if who is not smaller or smaller.any()
        ),
        told=(
            "A group is people with more ties among themselves than chance would give (Leiden communities); colours "
            "only tell groups apart. People need not feel that they belong together, and the borders could be drawn "
            "elsewhere."
        ),
        communities=found.mask(numbers < 0),
    )


def _colours_apart(network: Network, numbers: NDArray[np.int64]) -> list[str]:
    """Return a colour a community, those with most ties between them unlike."""
    palette = [colour for colour, _ in LEVELS[:6]]
    count = int(numbers.max(initial=-1)) + 1
    ties = np.zeros((count, count))
    ends = numbers[network.pairs]
    ends = ends[(ends >= 0).all(axis=1)]
    np.add.at(ties, (ends[:, 0], ends[:, 1]), 1)
    ties += ties.T
    chosen = np.full(count, -1)
    for number in range(count):
        alike = [ties[number, chosen == colour].sum() for colour in range(len(palette))]
        used = [int((chosen == colour).sum()) for colour in range(len(palette))]
        chosen[number] = min(range(len(palette)), key=lambda colour: (alike[colour], used[colour]))
    return [palette[colour] for colour in chosen]


def _by_flag(network: Network, findings: Findings, flag: str) -> Colouring:
    """Return who has a flag, as far as the tier of the findings may see it of single people."""
    shown = findings.people
    if flag not in shown.columns:
        what = f'the {findings.tier} tier does not see "{flag}" of single people'
        near = ", ".join(name for name in _flags(findings) if name in shown.columns) or "none"
        raise UsageError(Problem(what=what, next_step=f"Flags it sees on a map: {near}; the team tier sees all."))
    marked = shown[flag].reindex(network.nodes.index)
    if marked.isna().all():
        what = f'it is not known, or too few to show, who has "{flag}" here'
        raise UsageError(Problem(what=what, next_step="Draw another flag, or the map without flags."))
    has = marked.fillna(value=False).to_numpy(dtype=bool)
    asked = network.interviewed
    outlined: dict[str, Any] = {"colour": ORANGE, "edge": INK, "edge_width": 1.4}
    called = people(findings, flag)
    shades = [
        Shade(name=NAMED_ONLY, colour=FAINT, marker="D", who=~asked & ~has, counted=False, beside=True),
        Shade(name="interviewed", colour=PALE_BLUE, marker="o", who=asked & ~has, counted=False),
        Shade(name=f"{called}, not interviewed", marker="D", who=~asked & has, **outlined),
        Shade(name=called, marker="o", who=asked & has, **outlined),
    ]
    definition = findings.definitions[flag]
    return Colouring(
        title=f"{called[:1].upper()}{called[1:]}",
        shades=tuple(shade for shade in shades if shade.who.any()),
        told=(
            f"{called[:1].upper()}{called[1:]} ({definition.name}): {definition.wording}."
            f"{'' if has.any() else ' Nobody on this map is one.'}"
        ),
        larger=LARGER,
        marked=has,
        personal=flag in RESPONDENT_FLAGS and flag != "graph_isolate",
    )


def _flags(findings: Findings) -> list[str]:
    """Return the flags of single people that the findings define."""
    return [name for name in (*FLAGS, "key_player", "cut_point", "broker_v0") if name in findings.definitions]
