"""Who the mentions turned out to mean, with ids in place of names and a reason for every merge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, TableError, UsageError, nearest
from netsurvey.tables.draws import NOBODY, Draws
from netsurvey.tables.schema import Column, Table, checked
from netsurvey.tables.survey import MENTION_KEY, MENTIONS, RESPONDENT_KEY, RESPONDENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

__all__ = [
    "DOORS",
    "DOUBTFUL",
    "EVIDENCE",
    "NODES",
    "NODE_STATUS",
    "PEOPLE",
    "PEOPLE_MENTIONS",
    "PEOPLE_RESPONDENTS",
    "PLACES",
    "TIES",
    "Explanation",
    "People",
    "person_ids",
]

_PERSON = Column(kind="text", meaning="the person's id, the same for the same input, seed and decisions", required=True)
_PROBABILITY = Column(kind="number", meaning="share of plausible resolutions that agree, 0 to 1", required=True)
_COUNT = Column(kind="integer", meaning="how many", required=True)

PEOPLE = Table(
    name="people",
    key=("person_id",),
    columns={
        "person_id": _PERSON,
        "site": RESPONDENTS.columns["site"],
        "mentions": _COUNT,
        "respondents": Column(kind="integer", meaning="how many different respondents named them", required=True),
        "certainty": _PROBABILITY,
    },
)
PEOPLE_MENTIONS = Table(
    name="resolved mentions",
    key=MENTION_KEY,
    columns={
        **{name: MENTIONS.columns[name] for name in (*MENTION_KEY, "kind")},
        "person_id": Column(kind="text", meaning="who is meant; empty unless the kind is a person"),
        "place_id": Column(kind="text", meaning="which place, group, service or medium is meant"),
        "probability": Column(
            kind="number", meaning="share of plausible resolutions in which it is with its person's anchor mention"
        ),
    },
)
PEOPLE_RESPONDENTS = Table(
    name="resolved respondents",
    key=RESPONDENT_KEY,
    columns={**{name: RESPONDENTS.columns[name] for name in RESPONDENT_KEY}, "person_id": _PERSON},
)
PLACES = Table(
    name="places",
    key=("place_id",),
    columns={
        "place_id": Column(kind="text", meaning="the place's id", required=True),
        "site": RESPONDENTS.columns["site"],
        "kind": Column(kind="text", meaning="place, group, role or medium", required=True),
        "mentions": _COUNT,
        "certainty": _PROBABILITY,
    },
)
EVIDENCE = Table(
    name="evidence",
    key=(),
    columns={
        "person_id": _PERSON,
        "mention": Column(kind="text", meaning="key of the mention, as JSON", required=True),
        "with": Column(kind="text", meaning="key of the mention or respondent it was joined to, as JSON"),
        "evidence": Column(kind="text", meaning="kind of evidence, in words without names", required=True),
        "bits": Column(kind="number", meaning="weight of the evidence in bits; more is stronger", required=True),
    },
)
DOUBTFUL = Table(
    name="doubtful",
    key=(),
    columns={
        "a": Column(kind="text", meaning="key of a mention or respondent, as JSON", required=True),
        "b": Column(kind="text", meaning="key of the other, as JSON", required=True),
        "probability": _PROBABILITY,
        "reason": Column(kind="text", meaning="why it is doubtful, in words without names", required=True),
    },
)
TIES = Table(
    name="ties",
    key=("site", "wave", "source", "target", "question"),
    columns={
        "site": RESPONDENTS.columns["site"],
        "wave": RESPONDENTS.columns["wave"],
        "source": _PERSON,
        "target": _PERSON,
        "question": MENTIONS.columns["question"],
        "weight": Column(kind="integer", meaning="1, or the number of questions once collapsed", required=True),
        "probability": _PROBABILITY,
    },
)
DOORS = Table(
    name="doors",
    key=("site", "wave"),
    columns={
        "site": RESPONDENTS.columns["site"],
        "wave": RESPONDENTS.columns["wave"],
        "forms": Column(kind="integer", meaning="forms returned, whether or not there was an interview", required=True),
        "population": Column(kind="integer", meaning="how many live there"),
        "population_is": Column(kind="text", meaning="whom the population counts", allowed=("residents", "adults")),
    },
)
NODE_STATUS = ("respondent", "named only")
NODES = Table(
    name="nodes",
    key=("site", "wave", "person_id"),
    columns={
        "site": RESPONDENTS.columns["site"],
        "wave": RESPONDENTS.columns["wave"],
        "person_id": _PERSON,
        "status": Column(
            kind="text", meaning="interviewed, or only named by others", required=True, allowed=NODE_STATUS
        ),
        "respondent_id": Column(kind="text", meaning="the form they answered; empty when named only"),
        **{name: RESPONDENTS.columns[name] for name in ("street", "household", "researcher", "weight")},
    },
)


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why these mentions are one person.

    Attributes
    ----------
    person_id
        Whose.
    respondents
        Forms that are this person, keys only.
    mentions
        Mentions that are this person, with their probability.
    evidence
        What speaks for each mention, in bits: :data:`EVIDENCE`.
    """

    person_id: str
    respondents: pd.DataFrame
    mentions: pd.DataFrame
    evidence: pd.DataFrame

    def lines(self) -> Iterator[str]:
        """Yield the explanation as plain sentences without names."""
        forms, mentions = len(self.respondents), len(self.mentions)
        yield (
            f"{self.person_id}: {mentions} mention{'s' * (mentions != 1)}"
            + (f", and answered {forms} form{'s' * (forms != 1)}" if forms else ", not interviewed")
        )
        for mention, rows in self.evidence.groupby("mention", sort=False):
            reasons = "; ".join(f"{row.evidence} ({row.bits:+.1f} bits)" for row in rows.itertuples())
            yield f"  {mention}: {reasons}"

    def __str__(self) -> str:
        return "\n".join(self.lines())


@dataclass(frozen=True, kw_only=True, repr=False)
class People:
    """One resolution of all mentions, with what is uncertain about it.

    Attributes
    ----------
    people
        One row a person: :data:`PEOPLE`.
    mentions
        One row a mention, in the order of the survey: :data:`PEOPLE_MENTIONS`.
    respondents
        Which person each respondent is: :data:`PEOPLE_RESPONDENTS`.
    places
        One row a place, group, service or medium: :data:`PLACES`.
    evidence
        What each merge rests on: :data:`EVIDENCE`.
    doubtful
        Pairs that a human should look at, most useful first: :data:`DOUBTFUL`.
    draws
        Sampled resolutions, each as plausible as any other; where left out, the one of `mentions` and `respondents`.
    seed
        The seed it was made with.
    settings
        Everything else that produced it: method, thresholds, counts.
    """

    people: pd.DataFrame
    mentions: pd.DataFrame
    respondents: pd.DataFrame
    places: pd.DataFrame
    evidence: pd.DataFrame
    doubtful: pd.DataFrame
    draws: Draws = None  # type: ignore[assignment]  # __post_init__ makes the one there is where none is given
    seed: int = 0
    settings: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, table in (
            ("people", PEOPLE),
            ("mentions", PEOPLE_MENTIONS),
            ("respondents", PEOPLE_RESPONDENTS),
            ("places", PLACES),
            ("evidence", EVIDENCE),
            ("doubtful", DOUBTFUL),
        ):
            object.__setattr__(self, name, checked(getattr(self, name), table))
        draws = self.draws or self._as_shown()
        if (draws.rows, len(draws.anchors)) != (len(self.respondents) + len(self.mentions), len(self.people)):
            what = "the draws are about other respondents, mentions or people than the tables beside them"
            raise TableError(what)
        object.__setattr__(self, "draws", draws)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, for storage and export."""
        draws, anchors = self.draws.to_frames()
        return {
            "people": self.people,
            "mentions": self.mentions,
            "respondents": self.respondents,
            "places": self.places,
            "evidence": self.evidence,
            "doubtful": self.doubtful,
            "draws": draws,
            "anchors": anchors,
        }

    @classmethod
    def from_tables(cls, tables: Mapping[str, pd.DataFrame], *, seed: int, settings: dict[str, object]) -> Self:
        """Return people that were stored as :meth:`tables` gave them."""
        of_people = {name: table for name, table in tables.items() if name not in {"draws", "anchors"}}
        draws = Draws.from_frames(tables["draws"], tables["anchors"])
        return cls(**of_people, draws=draws, seed=seed, settings=settings)

    def _as_shown(self) -> Draws:
        """Return the one draw in which everybody is who the tables say."""
        shown = pd.concat([self.respondents["person_id"], self.mentions["person_id"]], ignore_index=True)
        strangers = pd.Index(shown.dropna().unique()).difference(self.people["person_id"], sort=False)
        known = pd.Index(self.people["person_id"]).append(strangers)
        return Draws.single(known.get_indexer(pd.Index(shown)), count=len(self.people))

    def explain(self, person_id: str) -> Explanation:
        """Say which mentions are this person, and on what evidence.

        Parameters
        ----------
        person_id
            An id from `people`.

        Raises
        ------
        UsageError
            When nobody has that id.
        """
        if person_id not in set(self.people["person_id"]):
            near = nearest(person_id, self.people["person_id"])
            raise UsageError(
                Problem(
                    what="nobody has this person id",
                    next_step=f"Nearest: {', '.join(near)}." if near else "The ids are in people.csv.",
                )
            )

        def of(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["person_id"] == person_id].reset_index(drop=True)

        return Explanation(
            person_id=person_id,
            respondents=of(self.respondents),
            mentions=of(self.mentions),
            evidence=of(self.evidence),
        )

    def samples(self, k: int = 1) -> Iterator[pd.Series[str]]:
        """Yield `k` plausible resolutions: a person id for every mention, on the index of `mentions`.

        Somebody keeps their id as long as their anchor does: the form they answered, else the mention most surely
        theirs. Where one sampled person holds the anchors of several, the id is that of the first in the table of
        people; one who holds none, split off in this resolution alone, is called by the number of their first row and
        a tilde, such as ``412~``, which means nothing in any other resolution. Missing where no person is meant.

        Parameters
        ----------
        k
            How many, spread evenly over the draws; they come again where there are fewer.

        Examples
        --------
        >>> import netsurvey
        >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
        >>> people = netsurvey.resolve(survey, roster)
        >>> [len(sample) == len(people.mentions) for sample in people.samples(2)]
        [True, True]
        """
        for labels in self.draws.spread(k):
            ids = person_ids(self.draws, labels, pd.Index(self.people["person_id"]))
            yield pd.Series(ids[len(self.respondents) :], index=self.mentions.index, dtype="str", name="person_id")

    def __repr__(self) -> str:
        answered = self.respondents["person_id"].nunique()
        return (
            f"People({len(self.people)} persons, {answered} of them respondents, behind {len(self.mentions)} mentions; "
            f"{len(self.doubtful)} doubtful pairs)"
        )

    def _repr_html_(self) -> str:
        return f"<b>People</b>: {repr(self)[7:-1]}" + pd.DataFrame(self.people.nlargest(10, "respondents")).to_html(
            index=False
        )


def person_ids(draws: Draws, labels: NDArray[np.int32], ids: pd.Index[str]) -> NDArray[np.object_]:
    """Return what the person of each row is called in one draw, None where it means nobody.

    Parameters
    ----------
    draws, labels
        The draws, and the labels of the one to tell.
    ids
        What people are called, in the order of the table of people.
    """
    holders = draws.persons(labels)
    called = np.array([f"{row}~" for row in range(len(labels))], dtype=object)
    own = holders != NOBODY
    called[own] = ids.to_numpy(dtype=object)[holders[own]]
    of_rows: NDArray[np.object_] = called[labels]
    of_rows[labels == NOBODY] = None
    return of_rows
