"""The networks of plausible resolutions: the same answers, with other people behind the names.

What was written down stays; who is meant moves from draw to draw. So ties are made here straight from the labels of a
draw, hundreds of times in a second or two, and the tables of a :class:`~netsurvey.network.Network` only where one is
asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from netsurvey.network.wiring import Wiring, once
from netsurvey.tables import NOBODY, NODES, TIES, Draws, person_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["Sampled", "Sampling"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Sampled(Wiring):
    """The network of one draw.

    Attributes
    ----------
    weights
        One a tie: 1, or the number of questions once collapsed.
    draw
        The line of labels of the draw.
    labels
        The label of each node: the first row that is the same person.
    forms
        Which of the interviews of the :class:`Sampling` is each node's, the first of several; -1 when only named.
    stands
        For every node of the network that was sampled, its number here: that of whoever gave the same interview, else
        of whoever holds the person's anchor, in the same site and wave. -1 where they are not on this map.
    """

    weights: NDArray[np.int64]
    draw: NDArray[np.int32]
    labels: NDArray[np.int64]
    forms: NDArray[np.int64]
    stands: NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Sampling:
    """What it takes to make a network of any draw.

    Attributes
    ----------
    draws
        The plausible resolutions.
    people
        Person ids, in the order of the anchors of the draws.
    interviews
        One row an interview, with what is known of whoever gave it, as in :data:`netsurvey.tables.NODES`.
    forms, blocks
        The row in the draws, and the number of the site and wave, of each interview.
    mentions
        The row in the draws of each mention that gives a tie if it means a person.
    sources, questions
        Which interview each of these mentions is from, and the number of the question it answers.
    only_respondents
        Whether people who were only named are left out.
    collapsed
        Whether a pair has one tie, however many questions it was named in.
    """

    draws: Draws
    people: pd.Index[str]
    interviews: pd.DataFrame
    forms: NDArray[np.int64]
    blocks: NDArray[np.int64]
    mentions: NDArray[np.int64]
    sources: NDArray[np.int64]
    questions: NDArray[np.int64]
    only_respondents: bool = False
    collapsed: bool = False

    def in_block(self, block: int) -> Self:
        """Return the sampling of one site and wave, which is then the only block."""
        here = self.blocks == block
        kept = self._keeping(here[self.sources])
        return replace(
            kept,
            interviews=self.interviews[here],
            forms=self.forms[here],
            blocks=np.zeros(int(here.sum()), dtype=np.int64),
            sources=(np.cumsum(here) - 1)[kept.sources],
        )

    def asking(self, questions: Sequence[int]) -> Self:
        """Return the sampling of some questions, which are then numbered in this order."""
        if self.collapsed and questions:
            return self
        number = np.full(max([int(self.questions.max(initial=0)), *questions]) + 1, -1)
        number[list(questions)] = np.arange(len(questions))
        kept = self._keeping(number[self.questions] >= 0)
        return replace(kept, questions=number[kept.questions])

    def _keeping(self, stays: NDArray[np.bool_]) -> Self:
        return replace(
            self, mentions=self.mentions[stays], sources=self.sources[stays], questions=self.questions[stays]
        )

    def networks(self, k: int, *, nodes: pd.DataFrame, blocks: NDArray[np.int64]) -> Iterator[Sampled]:
        """Yield the networks of `k` draws, spread evenly.

        Parameters
        ----------
        k
            How many.
        nodes, blocks
            The nodes of the network that is sampled, and the number of the site and wave of each.
        """
        anchors = self._anchors(nodes, blocks)
        for labels in self.draws.spread(k):
            anchored = np.where(anchors == NOBODY, NOBODY, labels[anchors])
            yield self._network(labels, anchored, blocks)

    def _anchors(self, nodes: pd.DataFrame, blocks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row each node is known by: the interview of this very site and wave, else the person's anchor."""
        of_people = np.append(self.draws.anchors, NOBODY)
        anchors = of_people[self.people.get_indexer(pd.Index(nodes.index.get_level_values("person_id")))]
        interviews = pd.MultiIndex.from_arrays([self.blocks, self.interviews["respondent_id"]])
        own = interviews.get_indexer(pd.MultiIndex.from_arrays([blocks, nodes["respondent_id"]]))
        return np.where(own >= 0, np.append(self.forms, NOBODY)[own], anchors)

    def tables(
        self, sampled: Sampled, *, blocks: pd.DataFrame, questions: Sequence[str]
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the nodes and ties of a sampled network as tables.

        Parameters
        ----------
        sampled
            One of :meth:`networks`.
        blocks, questions
            What the numbers of sites and waves, and of questions, stand for.
        """
        ids = person_ids(self.draws, sampled.draw, self.people)[sampled.labels]
        where = blocks.iloc[sampled.blocks].reset_index(drop=True)
        about = self.interviews.reset_index(drop=True).reindex(sampled.forms).reset_index(drop=True)
        status = np.where(sampled.interviewed, "respondent", "named only")
        nodes = about.assign(site=where["site"], wave=where["wave"], person_id=ids, status=status)
        source, target = sampled.edges.T
        asked = np.array(questions, dtype=object)[sampled.questions]
        ties = where.iloc[source].assign(
            source=ids[source], target=ids[target], question=asked, weight=sampled.weights, probability=1.0
        )
        return nodes[list(NODES.columns)], ties[list(TIES.columns)]

    def _network(
        self, labels: NDArray[np.int32], anchored: NDArray[np.int32], anchored_in: NDArray[np.int64]
    ) -> Sampled:
        """Return the network of one line of labels; a node is a label in a site and wave, as one number."""
        across = int(max(self.blocks.max(initial=0), anchored_in.max(initial=0))) + 1
        askers, meant = labels[self.forms].astype(np.int64), labels[self.mentions].astype(np.int64)
        is_tie = (meant != NOBODY) & (meant != askers[self.sources])
        sources, questions = self.sources[is_tie], self.questions[is_tie]
        answered, named = askers * across + self.blocks, meant[is_tie] * across + self.blocks[sources]
        if self.only_respondents:
            inside = np.isin(named, answered)
            sources, questions, named = sources[inside], questions[inside], named[inside]
        nodes, number = np.unique(np.concatenate([answered, named]), return_inverse=True)
        askers, targets = number[: len(answered)], number[len(answered) :]
        edges, layers, weights = self._ties(askers[sources] * len(nodes) + targets, questions)
        forms = np.full(len(nodes), -1)
        forms[askers[::-1]] = np.arange(len(askers))[::-1]  # of several forms of one person the first one stays
        wanted = np.where(anchored == NOBODY, -1, anchored.astype(np.int64) * across + anchored_in)
        place = np.searchsorted(nodes, wanted)
        return Sampled(
            blocks=nodes % across,
            interviewed=forms >= 0,
            edges=np.column_stack(np.divmod(edges, max(len(nodes), 1))),
            questions=layers,
            weights=weights,
            draw=labels,
            labels=nodes // across,
            forms=forms,
            stands=np.where(np.append(nodes, -2)[place] == wanted, place, -1),
        )

    def _ties(
        self, ends: NDArray[np.int64], questions: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return ends, question and weight of each tie: one a pair and question, or one a pair once collapsed."""
        layers = int(questions.max(initial=0)) + 1
        ends, questions = np.divmod(once(ends * layers + questions), layers)
        if not self.collapsed:
            return ends, questions, np.ones_like(ends)
        ends, weights = np.unique(ends, return_counts=True)
        return ends, np.zeros_like(ends), weights
