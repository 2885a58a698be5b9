"""Draw where people find out what is going on: who names which source, and the communities with the same sources.

A newsletter that reaches only those who go to the hall anyway shows here as a corner of the map, and people who hear
of things from one another alone as a cluster of their own.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.analyse.pathways import ANY_SOURCE, PEOPLE, sources
from netsurvey.analyse.two_mode import incidence, two_mode_communities
from netsurvey.analyse.words import listed, when
from netsurvey.errors import Problem, UsageError
from netsurvey.plot.covered import about, covered, left_out, rows_of
from netsurvey.plot.page import described, one_block, write_around
from netsurvey.plot.style import GREY, LEVELS, blank_figure, house_style
from netsurvey.plot.two_mode import Look, TwoMode, draw_two_mode, legend_mark
from netsurvey.privacy import STANDARD, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from netsurvey.analyse import Findings
    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["plot_pathways"]

FRAME = (0.035, 0.13, 0.93, 0.755)
MAP = 0.72
"""How much of the width the map takes; the legend has the rest."""
PEOPLE_WORDS = "people they know"
FRIENDS, *OTHERS = (Look(colour=colour, marker=marker) for colour, marker in (LEVELS[1], LEVELS[0], *LEVELS[2:6]))
"""How the largest communities look; the first is for the one that names people before anything else: orange, as on
the programme's own map."""
REST = Look(colour="#9AA5AE", marker="o")
NAMED_AFTER = 0.3
"""A community is also named after its second source where this share of it names that."""


def plot_pathways(
    network: Network,
    survey: Survey,
    findings: Findings,
    *,
    labels: Mapping[str, str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    seed: int = 1,
    ax: Axes | None = None,
) -> Axes:
    r"""Return the map of people and the sources they hear from, with communities of people who name the same ones.

    Parameters
    ----------
    network, survey
        The sources that were named, and by whom.
    findings
        Their communities, as the tier may see them. For the team a dot is a person; below that it stands for about
        five, and sources that few name are left out.
    labels
        What to call the sources, by id; their ids where left out.
    site, wave
        Which, where the network holds several.
    seed
        Of the layout.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Raises
    ------
    UsageError
        When nobody was asked where they find out or nothing may be shown, or when several sites or waves are there
        and none is picked.

    Notes
    -----
    What people think of when they are asked, not all that reaches them. Near means named by the same people; left,
    right, top and bottom mean nothing. Nobody is labelled.

    Examples
    --------
    Of three people two hear from the library.

    >>> import netsurvey
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "forms.csv").write_text("ref,hear\n1,library\n2,library\n3,radio\n")
    ...     _ = Path(folder, "study.toml").write_text(
    ...         '[study]\ntitle = "Three"\nresponses = "forms.csv"\nresolve = "exact"\n[respondent]\nid = "ref"\n'
    ...         '[questions.hear]\nasks = "places"\nrole = "information"\nname = "hear"\n'
    ...     )
    ...     survey, roster = netsurvey.ingest(netsurvey.open_study(folder))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> ax = plot_pathways(network, survey, netsurvey.analyse(network, survey))
    >>> ax.get_label()[:43]
    'Map of where 3 people of site find out what'
    """
    site, wave = one_block(network.blocks, site=site, wave=wave)
    named = sources(network, survey)
    named = None if named is None else rows_of(named, site=site, wave=wave)
    if named is None or named.empty:
        what = "nobody was asked where they find out what is going on"
        raise UsageError(Problem(what=what, next_step='A question with the role "information" in study.toml asks it.'))
    named = named.rename(columns={"source": "thing"})
    found, asked = (rows_of(table, site=site, wave=wave) for table in (findings.pathways, findings.places))
    found, asked = found[found["respondents"].notna()], asked[asked["role"] == "information"]
    numbers = _looks_of(found)
    looks = (FRIENDS, *OTHERS, REST)
    drawn = (
        _of_people(named, numbers, seed=findings.seed)
        if findings.tier is Tier.TEAM
        else _of_fives(found, asked, numbers)
    )
    if drawn.things.empty:
        raise UsageError(
            Problem(
                what="no source is named by enough people to be shown",
                next_step="The team tier may see it: --tier team.",
            )
        )
    names = {PEOPLE: PEOPLE_WORDS, **(labels or {})}
    communities = _communities(found, numbers, names, tier=findings.tier)
    hidden = named["thing"].nunique() - len(drawn.things)
    for_team = findings.tier is Tier.TEAM
    how_many = named["respondent_id"].nunique() if for_team else _how_many(found, asked)
    people = about(how_many, tier=findings.tier, noun="people")
    coverage = covered(findings, site=site, wave=wave)
    note = left_out(hidden, "source")
    with house_style():
        ax = blank_figure().add_axes(FRAME) if ax is None else ax
        draw_two_mode(ax, drawn, looks, labels=names, share=MAP, seed=seed)
        _draw_legend(ax, drawn, looks, communities)
        write_around(
            ax,
            title=f"Where people find out what is going on: {site}",
            subtitle=f"{when(wave)[:1].upper()}{when(wave)[1:]} · {people} named a source",
            caption=f"{coverage} A partial map: what came to mind when asked, not all that reaches people; only people "
            "who were interviewed are on it. A community is a set of people who name the same sources; it does not "
            f"mean that they know one another. Near means named by the same people.{note}",
            below=8,
        )
        told = "; ".join(f"{words}" for words in communities.values())
        most = "; ".join(
            f"{names.get(str(thing), str(thing))}: {about(number, tier=findings.tier)}"
            for thing, number in drawn.things["number"].sort_values(ascending=False, kind="stable").head(12).items()
        )
        return described(
            ax,
            f"Map of where {people} of {site} find out what is going on, {when(wave)}. Named most: {most}. "
            f"Communities with the same sources: {told or 'none large enough to show'}. {coverage}{note}",
        )


def _how_many(found: pd.DataFrame, asked: pd.DataFrame) -> int:
    """Return how many named a source, as the published tables say: at least as many as any of them has."""
    of_questions = asked.loc[asked["place_id"] == ANY_SOURCE, "respondents"].dropna()
    in_communities = found.loc[found["source"] == ANY_SOURCE, "respondents"]
    return max(int(in_communities.sum()), int(of_questions.max()) if len(of_questions) else 0)


def _looks_of(found: pd.DataFrame) -> dict[int, int]:
    """Return which look each of the largest communities has; the first is that of people who name people."""
    first = found[found["source"] != ANY_SOURCE].drop_duplicates("community")
    top = dict(zip(first["community"].tolist(), first["source"], strict=True))
    friends = next((number for number, source in top.items() if source == PEOPLE), None)
    others = [number for number in top if number != friends][: len(OTHERS)]
    return {**({} if friends is None else {friends: 0}), **{number: at for at, number in enumerate(others, start=1)}}


def _look(numbers: Mapping[int, int], communities: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the look of each community; that of the rest where it has none of its own."""
    return np.array([numbers.get(one, len(OTHERS) + 1) for one in communities.tolist()], dtype=np.int64)


def _of_people(named: pd.DataFrame, numbers: Mapping[int, int], *, seed: int) -> TwoMode:
    """Return the map in which every dot is a person."""
    who, what = (pd.factorize(named[column]) for column in ("respondent_id", "thing"))
    people, things = two_mode_communities(incidence(who[0].astype(np.int64), what[0].astype(np.int64)), seed=seed)
    table = pd.DataFrame({"number": np.bincount(what[0]), "look": _look(numbers, things)}, index=what[1])
    ties = np.column_stack([who[0], what[0]]).astype(np.int64)
    return TwoMode(things=table, ties=ties, looks=_look(numbers, people), each=1)


def _of_fives(found: pd.DataFrame, places: pd.DataFrame, numbers: Mapping[int, int]) -> TwoMode:
    """Return the map in which every dot stands for five people, from the published tables alone.

    A community's dots share its sources out evenly; who names a source and is in no community that may be shown is a
    grey dot beside it.
    """
    step = STANDARD.round_to
    by_place = places[places["place_id"] != ANY_SOURCE].groupby("place_id")["respondents"].max().dropna()
    rows = found[found["source"] != ANY_SOURCE]
    totals = pd.concat([by_place, rows.groupby("source")["respondents"].sum()]).groupby(level=0).max().astype(int)
    totals = totals[totals > 0]
    home = rows.sort_values("respondents", ascending=False, kind="stable").drop_duplicates("source")
    homes = home.set_index("source")["community"].reindex(totals.index).fillna(-1).to_numpy(dtype=np.int64)
    row = {source: at for at, source in enumerate(totals.index)}
    left = totals.to_numpy() // step
    dots: list[tuple[int, list[int]]] = []
    for community in sorted(set(rows["community"].tolist())):
        here = rows[rows["community"] == community]
        members: list[list[int]] = [[] for _ in range(int(here["of"].iloc[0]) // step)]
        for source, naming in here[["source", "respondents"]].itertuples(index=False):
            for member in sorted(members, key=len)[: int(naming) // step]:
                member.append(row[source])
                left[row[source]] -= 1
        dots += [(community, member) for member in members if member]
    dots += [(-1, [at]) for at, more in enumerate(left) for _ in range(more)]
    return TwoMode(
        things=pd.DataFrame({"number": totals, "look": _look(numbers, homes)}),
        ties=np.array([(at, thing) for at, (_, named) in enumerate(dots) for thing in named], dtype=np.int64),
        looks=_look(numbers, np.array([community for community, _ in dots])),
        each=step,
    )


def _communities(
    found: pd.DataFrame, numbers: Mapping[int, int], names: Mapping[str, str], *, tier: Tier
) -> dict[int, str]:
    """Return what the communities with a look are called, by look: their top sources and how many they are."""
    called = {}
    for number, look in sorted(numbers.items(), key=lambda pair: pair[1]):
        here = found[found["community"] == number]
        rows = here[here["source"] != ANY_SOURCE]
        top = rows.iloc[:1] if len(rows) < 2 or rows["share"].iloc[1] < NAMED_AFTER else rows.iloc[:2]
        size = here["of"].iloc[0]
        words = listed([names.get(source, source) for source in top["source"]])
        called[look] = f"{about(size, tier=tier, noun='people')}: {words}"
    return called


def _draw_legend(ax: Axes, drawn: TwoMode, looks: Sequence[Look], communities: Mapping[int, str]) -> None:
    """Say beside the map what dots, squares, colours and shapes are."""
    marks = [legend_mark(looks[look], fill(words, 34)) for look, words in communities.items()]
    if (drawn.looks == len(looks) - 1).any():
        marks.append(legend_mark(looks[-1], "smaller communities"))
    dot = "one person" if drawn.each == 1 else f"about {drawn.each} people"
    grey = Look(colour=GREY, marker="o")
    first = ax.legend(
        handles=[
            legend_mark(grey, f"dot: {dot}"),
            legend_mark(grey, "square: a source,\nlarger where more name it", thing=True),
        ],
        loc="upper left",
        bbox_to_anchor=(MAP + 0.01, 1),
        frameon=False,
        fontsize=9.5,
        borderaxespad=0,
        labelspacing=0.7,
    )
    first.set_gid("legend")
    ax.add_artist(first)
    second = ax.legend(
        handles=marks,
        loc="upper left",
        bbox_to_anchor=(MAP + 0.01, 0.84),
        frameon=False,
        title="People who name the same sources",
        title_fontproperties={"weight": "bold", "size": 10},
        alignment="left",
        fontsize=9.5,
        borderaxespad=0,
        labelspacing=0.8,
    )
    second.set_gid("communities")
