"""People and mentions become a network: the one place that decides what counts as a tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netsurvey.errors import Problem, TableError
from netsurvey.network.graph import BLOCK, NODE_KEY, PLACE_COLUMNS, Network
from netsurvey.network.sampling import Sampling
from netsurvey.tables import NODES, RESPONDENT_KEY, TIES

if TYPE_CHECKING:
    from netsurvey.tables import People, Survey

__all__ = ["build_network"]


def build_network(survey: Survey, people: People) -> Network:
    """Return the network of who named whom.

    A tie goes from an interviewed respondent to the person a mention turned out to mean, once a question however
    often the question names them. Only questions that ask for people give ties, and those with the role `avoid` never
    do; nor do mentions that mean the respondent. Everybody interviewed is a node, named or not; a person who was
    not interviewed is a node where an interviewed respondent named them. One person who answered two forms of one
    site and wave is one node, which carries the first form's street, household, researcher and weight.

    Parameters
    ----------
    survey
        The answers.
    people
        Who the mentions mean; made from the same survey.

    Raises
    ------
    TableError
        When `people` does not know an interviewed respondent of `survey`.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = build_network(survey, netsurvey.resolve(survey, roster))
    >>> sorted(network.roles)
    ['activist', 'connector', 'linker', 'support', 'talk', 'trust']
    """
    study = survey.study
    roles = {name: question.role for name, question in study.name_generators.items() if question.role != "avoid"}
    who = people.respondents[[*RESPONDENT_KEY, "person_id"]]
    forms = survey.respondents[survey.respondents["interviewed"]].merge(who, on=list(RESPONDENT_KEY), how="left")
    unknown = int(forms["person_id"].isna().sum())
    if unknown:
        raise TableError(
            Problem(
                what=f"{unknown} interviewed respondents are unknown to the people table",
                next_step="Resolve this survey again; the people came from another one.",
            )
        )
    ties = _ties(people, forms, questions=list(roles))
    respondents = forms.drop_duplicates(NODE_KEY).assign(status="respondent")
    named = ties[[*BLOCK, "target"]].drop_duplicates().rename(columns={"target": "person_id"})
    named = named.merge(respondents[NODE_KEY], on=NODE_KEY, how="left_anti").assign(status="named only")
    nodes = pd.concat([respondents, named]).reindex(columns=list(NODES.columns))
    doors = survey.respondents.groupby(BLOCK, as_index=False).size().rename(columns={"size": "forms"})
    population = [study.population_of(site) for site in doors["site"]]
    doors = doors.assign(population=pd.array(population, dtype="Int64"))
    doors["population_is"] = doors["population"].map(lambda _: study.study.population_is, na_action="ignore")
    places = people.mentions[people.mentions["place_id"].notna()]
    places = places.merge(forms[list(RESPONDENT_KEY)], on=list(RESPONDENT_KEY))[PLACE_COLUMNS]
    return Network(
        nodes=nodes,
        ties=ties,
        roles=roles,
        doors=doors,
        study=study,
        named_places=places,
        sampling=_sampling(people, forms, doors, questions=list(roles)),
    )


def _ties(people: People, forms: pd.DataFrame, *, questions: list[str]) -> pd.DataFrame:
    """Return one row a respondent, person and question, with the surest mention's probability."""
    mentions = people.mentions
    usable = (mentions["kind"] == "person") & mentions["person_id"].notna() & mentions["question"].isin(questions)
    sources = forms[[*RESPONDENT_KEY, "person_id"]].rename(columns={"person_id": "source"})
    ties = (
        mentions[usable]
        .rename(columns={"person_id": "target"})
        .merge(sources, on=list(RESPONDENT_KEY))
        .query("source != target")
        .sort_values("probability", ascending=False, kind="stable")
        .drop_duplicates(list(TIES.key))
        .assign(weight=1)
    )
    return ties[list(TIES.columns)]


def _sampling(people: People, forms: pd.DataFrame, doors: pd.DataFrame, *, questions: list[str]) -> Sampling:
    """Return what it takes to make the network of another draw than the one shown."""
    key = list(RESPONDENT_KEY)
    interviews, mentions = (pd.MultiIndex.from_frame(frame[key]) for frame in (forms, people.mentions))
    sources = interviews.get_indexer(mentions)
    numbers = pd.Index(questions).get_indexer(pd.Index(people.mentions["question"]))
    usable = (people.mentions["kind"] == "person").to_numpy(dtype=bool) & (sources >= 0) & (numbers >= 0)
    blocks = pd.MultiIndex.from_frame(doors.sort_values(BLOCK)[BLOCK])
    return Sampling(
        draws=people.draws,
        people=pd.Index(people.people["person_id"]),
        interviews=forms.reindex(columns=[name for name in NODES.columns if name not in {"person_id", "status"}]),
        forms=pd.MultiIndex.from_frame(people.respondents[key]).get_indexer(interviews).astype(np.int64),
        blocks=blocks.get_indexer(pd.MultiIndex.from_frame(forms[BLOCK])).astype(np.int64),
        mentions=np.flatnonzero(usable) + len(people.respondents),
        sources=sources[usable].astype(np.int64),
        questions=numbers[usable].astype(np.int64),
    )
