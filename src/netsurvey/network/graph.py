"""The network of one study: who named whom, one layer a question, sites and waves kept apart.

It exists so that every later stage reads the same graph: the tables say what a tie is, igraph does the arithmetic, and
whatever is drawn or computed sits on one index of people.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, TableError, UsageError, nearest
from netsurvey.network.exchange import as_igraph, as_networkx
from netsurvey.network.wiring import Wiring
from netsurvey.tables import DOORS, NODES, TIES, checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx
    from numpy.typing import NDArray

    from netsurvey.network.interactive import InteractiveMap
    from netsurvey.network.sampling import Sampled, Sampling
    from netsurvey.study import Study

__all__ = ["Network"]

NODE_KEY = list(NODES.key)
BLOCK = ["site", "wave"]
PLACE_COLUMNS = ["site", "wave", "respondent_id", "question", "kind", "place_id"]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Network:
    """Who named whom in one study.

    One node is one person at one site in one wave, so the people of two sites or waves are never mixed: each site and
    wave is a *block*, and no tie leaves its block. Make one with :func:`build_network`, or from a plain edge list with
    :meth:`from_ties`. Nothing changes a Network in place; methods return new ones.

    Attributes
    ----------
    nodes
        One row a person, sorted, on the index (site, wave, person_id): :data:`netsurvey.tables.NODES`. Everybody who
        was interviewed is here, whether or not anybody named them; a door without an interview is not.
    ties
        One row a tie from a respondent to a person under one question: :data:`netsurvey.tables.TIES`.
    roles
        The questions the ties come from, with the role of each (None where the study file gives none).
    doors
        One row a site and wave: :data:`netsurvey.tables.DOORS`.
    study
        What was asked; None for a network that was made from an edge list.
    named_places
        Mentions by the interviewed that mean a place, group, role or medium and so give no tie: site, wave,
        respondent_id, question, kind and place_id.
    sampling
        What :meth:`samples` makes the networks of plausible resolutions from; None where nothing was resolved.

    Raises
    ------
    TableError
        When a table breaks its contract, or a tie's ends are not nodes.

    Examples
    --------
    Ann names Bob and Cat, Bob names Ann; nobody interviewed Cat, and Dan named nobody.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann", "Bob"], "target": ["Bob", "Cat", "Ann"]})
    >>> network = Network.from_ties(ties, respondents=["Ann", "Bob", "Dan"])
    >>> network
    Network(4 people: 3 respondents and 1 named only, 3 ties, 1 question, 1 site and wave)
    >>> network.among_respondents()
    Network(3 people: 3 respondents and 0 named only, 2 ties, 1 question, 1 site and wave)
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    roles: Mapping[str, str | None]
    doors: pd.DataFrame
    study: Study | None = None
    named_places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=PLACE_COLUMNS, dtype="str"))
    sampling: Sampling | None = None

    def __post_init__(self) -> None:
        nodes = self.nodes if set(NODE_KEY).isdisjoint(self.nodes.index.names) else self.nodes.reset_index()
        object.__setattr__(self, "nodes", checked(nodes, NODES).set_index(NODE_KEY).sort_index())
        ties = checked(self.ties, TIES).sort_values(list(TIES.key), ignore_index=True)
        object.__setattr__(self, "ties", ties)
        object.__setattr__(self, "doors", checked(self.doors, DOORS).sort_values(BLOCK, ignore_index=True))
        if bool((self.edges < 0).any()) or not bool(self.interviewed[self.edges[:, 0]].all()):
            what = "ties must go from an interviewed person to a person, and both must be nodes of one site and wave"
            raise TableError(what)

    @classmethod
    def from_ties(
        cls,
        ties: pd.DataFrame,
        *,
        respondents: Iterable[object] | None = None,
        site: str = "site",
        wave: str = "1",
    ) -> Self:
        """Make a network of one site and wave from an edge list.

        Parameters
        ----------
        ties
            Columns `source` and `target`, and `question` where there are several; ids of any kind become text.
            Self-namings and repeats within a question are dropped.
        respondents
            Everybody who was interviewed, so that isolates are not lost; everybody in `source` where left out.
        site, wave
            What to call the one block.

        Raises
        ------
        UsageError
            When a column is missing, or a tie starts from somebody who was not interviewed.

        Examples
        --------
        >>> import pandas as pd
        >>> edges = pd.DataFrame({"source": [1, 2, 2], "target": [2, 3, 2]})
        >>> Network.from_ties(edges, respondents=[1, 2, 3, 4]).ties[["source", "target"]].to_numpy().tolist()
        [['1', '2'], ['2', '3']]
        """
        lacking = [name for name in ("source", "target") if name not in ties.columns]
        if lacking:
            known = ", ".join(map(str, ties.columns))
            raise UsageError(
                Problem(what="the edge list lacks the column", column=name, next_step=f"It has: {known}.")
                for name in lacking
            )
        edges = pd.DataFrame(
            {
                "site": site,
                "wave": wave,
                "source": ties["source"].astype("str"),
                "target": ties["target"].astype("str"),
                "question": ties["question"].astype("str") if "question" in ties.columns else "tie",
                "weight": 1,
                "probability": 1.0,
            }
        )
        edges = edges[edges["source"] != edges["target"]].drop_duplicates(list(TIES.key))
        asked = pd.Index(list(respondents) if respondents is not None else ties["source"]).astype("str").unique()
        strangers = int((asked.get_indexer(pd.Index(edges["source"])) < 0).sum())
        if strangers:
            what = f"{strangers} ties start from somebody who is not among the respondents"
            raise UsageError(Problem(what=what, next_step="Add them to respondents, or leave respondents out."))
        everybody = pd.Series(asked.append(pd.Index(edges["target"])).unique(), dtype="str")
        interviewed = everybody.index < len(asked)
        nodes = pd.DataFrame(
            {
                "site": site,
                "wave": wave,
                "person_id": everybody,
                "status": np.where(interviewed, "respondent", "named only"),
                "respondent_id": everybody.where(interviewed),
                **dict.fromkeys(("street", "household", "researcher"), pd.NA),
                "weight": np.nan,
            }
        )
        doors = pd.DataFrame(
            {"site": [site], "wave": [wave], "forms": [len(asked)], "population": pd.NA, "population_is": pd.NA}
        )
        return cls(nodes=nodes, ties=edges, roles=dict.fromkeys(sorted(edges["question"].unique())), doors=doors)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """The sites and waves, sorted."""
        return [(str(site), str(wave)) for site, wave in self.doors[BLOCK].itertuples(index=False)]

    @cached_property
    def interviewed(self) -> NDArray[np.bool_]:
        """Whether each node was interviewed, in the order of `nodes`."""
        return (self.nodes["status"] == "respondent").to_numpy(dtype=bool)

    @cached_property
    def block_numbers(self) -> NDArray[np.int64]:
        """Which of `blocks` each node is in, in the order of `nodes`."""
        blocks = pd.MultiIndex.from_frame(self.doors[BLOCK])
        return blocks.get_indexer(pd.MultiIndex.from_frame(self.nodes.index.to_frame()[BLOCK])).astype(np.int64)

    @cached_property
    def edges(self) -> NDArray[np.int64]:
        """Vertex numbers of source and target, one row a tie, in the order of `ties`."""
        ends = [
            self.nodes.index.get_indexer(pd.MultiIndex.from_frame(self.ties[[*BLOCK, end]]))
            for end in ("source", "target")
        ]
        return np.column_stack(ends).astype(np.int64)

    @cached_property
    def wiring(self) -> Wiring:
        """Nodes and ties as bare numbers, in the order of the tables."""
        questions = pd.Index(list(self.roles)).get_indexer(pd.Index(self.ties["question"]))
        return Wiring(
            blocks=self.block_numbers,
            interviewed=self.interviewed,
            edges=self.edges,
            questions=questions.astype(np.int64),
        )

    @property
    def pairs(self) -> NDArray[np.int64]:
        """Vertex numbers of source and target, one row an ordered pair, however many questions it was named in."""
        return self.wiring.pairs

    @cached_property
    def graph(self) -> Any:  # noqa: ANN401 - igraph has no types
        """The directed igraph multigraph: one vertex a node, one edge a tie, both in table order, no attributes."""
        import igraph  # noqa: PLC0415 - slow to load: it brings matplotlib

        return igraph.Graph(n=len(self.nodes), edges=self.edges, directed=True)

    @property
    def undirected(self) -> Any:  # noqa: ANN401 - igraph has no types
        """The simple undirected igraph graph: an edge where either named the other in any question."""
        return self.wiring.undirected

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """How much of each site was seen, one row a site and wave.

        Columns: site, wave, `forms` (returned, interview or not), `interviewed` (different people), `population` and
        `population_is` as the study file says, `coverage` (interviewed over population, NaN where it is unknown) and
        `named_only` (people who were named and not interviewed). Respondents are a sample of the community: no share
        of missing ties can be read from this.
        """
        people = self.nodes.index.to_frame(index=False)[BLOCK].assign(
            interviewed=self.interviewed, named_only=~self.interviewed
        )
        counts = people.groupby(BLOCK, as_index=False)[["interviewed", "named_only"]].sum()
        table = self.doors.merge(counts, on=BLOCK, how="left")
        for name in ("interviewed", "named_only"):
            table[name] = table[name].fillna(0).astype("int64")
        table["coverage"] = table["interviewed"] / table["population"].astype("float64")
        order = ["forms", "interviewed", "population", "population_is", "coverage", "named_only"]
        return table[[*BLOCK, *order]]

    def block(self, site: str, wave: str) -> Self:
        """Return the network of one site in one wave.

        Raises
        ------
        UsageError
            When there is no such site and wave.
        """
        if (site, wave) not in self.blocks:
            known = [f"{a}, wave {b}" for a, b in self.blocks]
            near = nearest(f"{site}, wave {wave}", known) or known[:3]
            what = f"the network has no site {site}, wave {wave}"
            raise UsageError(Problem(what=what, next_step=f"Nearest: {'; '.join(near)}."))

        def of(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[(frame["site"] == site) & (frame["wave"] == wave)]

        return replace(
            self,
            nodes=of(self.nodes.reset_index()),
            ties=of(self.ties),
            doors=of(self.doors),
            named_places=of(self.named_places),
            sampling=self.sampling and self.sampling.in_block(self.blocks.index((site, wave))),
        )

    def among_respondents(self) -> Self:
        """Return the network among the interviewed: ties to people who were only named are left out.

        Examples
        --------
        >>> import pandas as pd
        >>> seen = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]}),
        ...                          respondents=["Ann", "Bob"])
        >>> seen.among_respondents().ties["target"].tolist()
        ['Bob']
        """
        kept = self.interviewed[self.edges[:, 1]]
        sampling = self.sampling and replace(self.sampling, only_respondents=True)
        return replace(self, nodes=self.nodes[self.interviewed], ties=self.ties[kept], sampling=sampling)

    def select(self, questions: Iterable[str]) -> Self:
        """Return the network of these questions alone.

        Every respondent stays; a person who was only named stays where one of these questions named them.

        Raises
        ------
        UsageError
            When a question gives no ties here.
        """
        wanted = list(questions)
        unknown = [name for name in wanted if name not in self.roles]
        if unknown:
            known = list(self.roles)
            raise UsageError(
                Problem(
                    what=f'"{name}" is not a question of this network',
                    next_step=f"Nearest: {', '.join(nearest(name, known) or known)}.",
                )
                for name in unknown
            )
        ties = self.ties["question"].isin(wanted).to_numpy(dtype=bool)
        stays = self.interviewed.copy()
        stays[self.edges[ties, 1]] = True
        roles = {name: role for name, role in self.roles.items() if name in wanted}
        sampling = self.sampling and self.sampling.asking([list(self.roles).index(name) for name in roles])
        return replace(self, nodes=self.nodes[stays], ties=self.ties[ties], roles=roles, sampling=sampling)

    def collapse(self) -> Self:
        """Return the network with one tie a pair: question `any`, weight the number of questions.

        The probability of a collapsed tie is that of its surest layer; it is a lower bound.

        Examples
        --------
        >>> import pandas as pd
        >>> ties = pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Bob"], "question": ["help", "talk"]})
        >>> Network.from_ties(ties).collapse().ties[["source", "target", "question", "weight"]].to_numpy().tolist()
        [['Ann', 'Bob', 'any', 2]]
        """
        pairs = self.ties.groupby([*BLOCK, "source", "target"], as_index=False)
        ties: pd.DataFrame = pairs.agg({"weight": "sum", "probability": "max"}).assign(question="any")
        sampling = self.sampling and replace(self.sampling, collapsed=True)
        return replace(self, ties=ties, roles={"any": None}, sampling=sampling)

    @property
    def resolutions(self) -> int:
        """How many different plausible resolutions there are to sample; 1 where who is who is not in doubt."""
        return len(self.sampling.draws) if self.sampling else 1

    def samples(self, k: int = 1) -> Iterator[Self]:
        """Yield `k` networks, one for each of `k` plausible resolutions, of the same sites, waves and questions.

        Their people have the ids that :meth:`netsurvey.People.samples` gives them. The probability of a tie is 1: in
        that resolution it is there. A network that was made from an edge list is its own and only sample.

        Parameters
        ----------
        k
            How many, spread evenly over the draws; they come again where there are fewer.

        Examples
        --------
        >>> import netsurvey
        >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
        >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
        >>> [sample.roles == network.roles for sample in network.samples(2)]
        [True, True]
        """
        if self.sampling is None:
            yield from [self] * k
            return
        for sampled in self.sampled(k):
            nodes, ties = self.sampling.tables(sampled, blocks=self.doors[BLOCK], questions=list(self.roles))
            yield replace(self, nodes=nodes, ties=ties, sampling=None)

    def sampled(self, k: int) -> Iterator[Sampled]:
        """Yield the same networks as bare numbers, which takes a few thousandths of a second each.

        Raises
        ------
        UsageError
            When the network was made from an edge list.
        """
        if self.sampling is None:
            raise UsageError(
                Problem(what="this network has no resolutions to sample", next_step="Make it with build_network().")
            )
        return self.sampling.networks(k, nodes=self.nodes, blocks=self.block_numbers)

    def to_igraph(self) -> Any:  # noqa: ANN401 - igraph has no types
        """Return a directed igraph multigraph with the columns of `nodes` and `ties` as attributes.

        Vertex attribute `name` is the person id; the same person in two waves is two vertices with one name.
        """
        return as_igraph(self.nodes, self.ties, self.graph)

    def to_networkx(self) -> nx.MultiDiGraph[tuple[str, str, str]]:
        """Return a networkx `MultiDiGraph`, isolates kept, attributes that are known on nodes and edges.

        A node is the tuple (site, wave, person_id), so `pandas.Series(networkx.pagerank(graph))` lies on the index of
        `nodes`; the key of an edge is its question.

        Examples
        --------
        >>> import pandas as pd
        >>> graph = Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})).to_networkx()
        >>> sorted(graph.nodes(data="status"))
        [(('site', '1', 'Ann'), 'respondent'), (('site', '1', 'Bob'), 'named only')]
        """
        return as_networkx(self.nodes, self.ties, self.edges)

    def to_frames(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return nodes and ties as two tidy tables with plain indexes."""
        return self.nodes.reset_index(), self.ties.copy()

    def show(self, *, labels: pd.Series[str] | None = None, seed: int = 1, height: int = 560) -> InteractiveMap:
        """Return the network as a map to move about in, for a notebook; it needs no network connection.

        Wheel, or plus and minus: nearer and farther. Drag, or the arrow keys: move. Point at somebody: whom they name
        and who names them. Double click, or 0: all. It shows every person's own ties, so it is for the analyst.

        Parameters
        ----------
        labels
            What to call people, by person id; their ids where absent. Names make the map the team's own.
        seed
            Of the layout; the same seed gives the same map.
        height
            In pixels.

        Examples
        --------
        >>> import pandas as pd
        >>> Network.from_ties(pd.DataFrame({"source": ["Ann"], "target": ["Bob"]})).show().height
        560
        """
        from netsurvey.network.interactive import show  # noqa: PLC0415 - it draws networks, so it needs this module

        return show(self, labels=labels, seed=seed, height=height)

    def __repr__(self) -> str:
        respondents, blocks = int(self.interviewed.sum()), len(self.doors)
        return (
            f"Network({len(self.nodes)} people: {_count(respondents, 'respondent')} and "
            f"{len(self.nodes) - respondents} named only, {_count(len(self.ties), 'tie')}, "
            f"{_count(len(self.roles), 'question')}, {blocks} site{'s' * (blocks != 1)} and wave{'s' * (blocks != 1)})"
        )

    def _repr_html_(self) -> str:
        from netsurvey.network.thumbnail import thumbnail  # noqa: PLC0415 - it draws networks, so it needs this module

        title = f" <i>{html.escape(self.study.title)}</i>" if self.study is not None else ""
        ties = self.ties.groupby(BLOCK).size().rename("ties").reset_index()
        table = self.coverage.merge(ties, on=BLOCK, how="left").fillna({"ties": 0}).astype({"ties": "int64"})
        table["coverage"] = table["coverage"].map("{:.1%}".format, na_action="ignore")
        table = (
            table.astype("object").where(table.notna(), "not known").rename(columns=lambda name: name.replace("_", " "))
        )
        return (
            f"<b>Network</b>{title}: {html.escape(repr(self)[8:-1])}{table.to_html(index=False)}"
            f"<p>A partial map: only the interviewed could name anybody.</p>{thumbnail(self)}"
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
