"""The whole analysis: a network and the answers become findings.

It only puts the questions asked of the data one after another; what each means is in the module of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.analyse import measures
from netsurvey.analyse.brokers import broker, brokers, communities_reached
from netsurvey.analyse.certainty import how_certain, ninety
from netsurvey.analyse.change_makers import change_makers
from netsurvey.analyse.choices import choice_levels, choices
from netsurvey.analyse.definitions import FLAGS, RESPONDENT_FLAGS, definitions
from netsurvey.analyse.design import with_design
from netsurvey.analyse.findings import Findings
from netsurvey.analyse.gatherings import overlaps, places
from netsurvey.analyse.groups import attribute_levels, rates
from netsurvey.analyse.importance import importance
from netsurvey.analyse.isolation import (
    GIVEN,
    NOT_ASKED,
    Flagged,
    graph_isolate,
    no_change_contact,
    power_isolate,
    total_isolate,
)
from netsurvey.analyse.key_people import key_people
from netsurvey.analyse.left_out import leaving
from netsurvey.analyse.means import means
from netsurvey.analyse.pathways import friends_only, pathways
from netsurvey.analyse.plausible import Plausible, plausible
from netsurvey.analyse.reached import reached
from netsurvey.analyse.resampling import held
from netsurvey.analyse.researchers import by_researcher
from netsurvey.analyse.scales import score_names, scores
from netsurvey.analyse.spreading import spreading
from netsurvey.analyse.strangers import ROLE_COLUMNS, familiar_strangers
from netsurvey.analyse.structure import structure
from netsurvey.analyse.surprising import with_surprise
from netsurvey.analyse.tallies import tallies
from netsurvey.analyse.wellbeing import gaps
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from netsurvey.network import Network
    from netsurvey.tables import Survey

__all__ = ["analyse"]


def analyse(network: Network, survey: Survey, *, seed: int = 1) -> Findings:
    """Find the isolates, brokers and change-makers, and how wellbeing goes with isolation.

    Parameters
    ----------
    network
        Who named whom; made from the same survey.
    survey
        The answers.
    seed
        Of communities and permutation tests; the same seed gives the same findings.

    Returns
    -------
    Findings
        For the team tier; `findings.at("public")` is fit to be shown.

    Raises
    ------
    DataError
        When the census table has groups that the answers do not.

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> [finding.name for finding in analyse(network, survey).at("public").headlines][:2]
    ['power_isolate_v1', 'total_isolate_v1']
    """
    asked = network.interviewed
    forms = pd.MultiIndex.from_frame(network.nodes.reset_index()[list(RESPONDENT_KEY)])
    levels = pd.DataFrame(attribute_levels(survey), index=survey.respondents.index)
    levels = levels.set_index(pd.MultiIndex.from_frame(survey.respondents[list(RESPONDENT_KEY)]))
    levels, chosen = (
        each.reindex(forms[asked]).set_axis(network.nodes.index[asked]) for each in (levels, choice_levels(survey))
    )
    beside_census = reached(survey, levels)
    between = brokers(network, seed=seed)
    drawn, resampled = plausible(network, between), held(network, between, seed=seed)
    measured = _measured(network, seed=seed).join(between.table.drop(columns="broker_v1"))
    makers = change_makers(network)
    flagged = {
        "graph_isolate": graph_isolate(network, survey, alone=drawn.measures["degree"] == 0),
        "power_isolate_v1": power_isolate(network, survey),
        "total_isolate_v1": total_isolate(network, survey),
        "no_change_contact_v1": no_change_contact(network, survey),
        "broker_v1": _everybody(network, between.table["broker_v1"], drawn.flags.get("broker_v1")),
        "change_maker_v1": _everybody(
            network, None if makers is None else makers["change_maker_v1"], drawn.flags.get("change_maker_v1")
        ),
    }
    scored = scores(survey).reindex(forms).set_axis(network.nodes.index)
    flags = pd.DataFrame({name: each.flag for name, each in flagged.items()})[list(FLAGS)]
    keys = key_people(network, seed=seed)
    certain_of = flagged | {"key_player": _everybody(network, keys["key_player"], drawn.flags["key_player"])}
    ranges, shares = _ranges(measured, drawn), _shares(certain_of, resampled)
    people = pd.concat(
        [network.nodes[["status"]], measured, ranges, broker(measured), flags, keys, shares, scored], axis=1
    )
    if makers is not None:
        namers = makers[["namers", "streets", "households", "one_street", "one_researcher", "threshold"]]
        people = people.join(namers.add_prefix("change_maker_"))
    people["leaving"] = leaving(network)
    respondents = people[asked]
    moving = {name: each.has[:, asked] for name, each in flagged.items() if each.has is not None}
    roles = familiar_strangers(survey, network.named_places)
    counted = flagged | {"friends_only_v1": friends_only(network, survey)}
    groups = with_design(rates(levels, counted), network, counted)
    return Findings(
        people=people,
        groups=with_surprise(groups, levels, flagged, network=network, flags=RESPONDENT_FLAGS, seed=seed),
        wellbeing=gaps(respondents, scores=score_names(scored.columns), flags=list(FLAGS), drawn=moving, seed=seed),
        connections=_connections(network, respondents, drawn.measures["ties_elsewhere"][:, asked], seed=seed),
        tallies=tallies(people, makers, roles, blocks=network.blocks, drawn=drawn.counts),
        roles=pd.DataFrame(columns=ROLE_COLUMNS) if roles is None else roles,
        coverage=_coverage(network, survey, respondents),
        researchers=by_researcher(network, {name: flagged[name] for name in RESPONDENT_FLAGS}),
        places=places(network, survey, flagged),
        pathways=pathways(network, survey, seed=seed),
        overlaps=overlaps(network, survey),
        choices=choices(survey),
        means=means(respondents, levels.join(chosen), scores=score_names(scored.columns)),
        structure=structure(network),
        importance=importance(
            respondents, levels, scores=score_names(scored.columns), flags=_of_isolation(flagged), seed=seed
        ),
        spread=spreading(network, keys["key_player"], seed=seed),
        reached=beside_census,
        definitions=definitions(survey.study),
        title=survey.study.title,
        seed=seed,
    )


def _measured(network: Network, *, seed: int) -> pd.DataFrame:
    named = (
        *(measures.mentions, measures.in_degree, measures.out_degree, measures.degree, measures.component),
        *(measures.component_size, measures.betweenness, measures.constraint, measures.effective_size),
        *(measures.core_number, measures.cut_point),
    )
    table = pd.DataFrame({measure.__name__: measure(network) for measure in named})
    table["community"] = measures.community(network, seed=seed)
    table["communities_reached"] = communities_reached(network, table["community"])
    return table


def _ranges(measured: pd.DataFrame, drawn: Plausible) -> pd.DataFrame:
    """Return the ends of the range that holds 90% of each person's values over plausible resolutions."""
    ends = {
        f"{name}_{end}": pd.Series(values, index=measured.index, dtype=measured[name].dtype).where(
            measured[name].notna()
        )
        for name in ("in_degree", "out_degree", "degree", "betweenness")
        for end, values in zip(("low", "high"), ninety(drawn.measures[name]), strict=True)
    }
    return pd.DataFrame(ends, index=measured.index)


def _shares(flagged: Mapping[str, Flagged], resampled: Mapping[str, pd.Series[float]]) -> pd.DataFrame:
    """Return in which share of plausible resolutions and of resamples each flag holds, and a word for the lower one."""
    columns: dict[str, pd.Series[Any]] = {}
    for name in (*FLAGS, "key_player"):
        flag, has = flagged[name].flag, flagged[name].has
        holds = flag.astype("float64") if has is None else pd.Series(has.mean(axis=0), index=flag.index)
        columns[f"{name}_share"] = holds.where(flag.notna())
        if name in resampled:
            columns[f"{name}_resampled"] = resampled[name]
            holds = holds.clip(upper=resampled[name].fillna(1.0))
        columns[f"{name}_certainty"] = how_certain(holds.where(flag.fillna(value=False).astype(bool)))
    return pd.DataFrame(columns)


def _everybody(network: Network, flag: pd.Series[bool] | None, has: NDArray[np.bool_] | None) -> Flagged:
    """Return a flag that no blank can make doubtful; not asked where there is none."""
    index = network.nodes.index
    return Flagged(
        flag=pd.Series(pd.NA, index=index, dtype="boolean") if flag is None else flag,
        in_doubt=pd.Series(data=False, index=index),
        has=has,
        known=None if has is None else np.ones_like(has),
        **({"status": NOT_ASKED} if flag is None else {}),
    )


def _of_isolation(flagged: Mapping[str, Flagged]) -> list[str]:
    """Return the flags of isolation that people gave by their own answers, or who has no tie where none was asked."""
    asked = [name for name in ("power_isolate_v1", "total_isolate_v1") if flagged[name].status == GIVEN]
    return asked or ["graph_isolate"]


def _connections(network: Network, respondents: pd.DataFrame, drawn: NDArray[np.uint16], *, seed: int) -> pd.DataFrame:
    """Compare ties in the other questions between those who can and cannot reach people of influence."""
    others = [name for name, role in network.roles.items() if role not in {"connector", "linker"}]
    elsewhere = measures.degree(network.select(others)).reindex(respondents.index)
    people = respondents.assign(ties_elsewhere=elsewhere.astype("float64"))
    scores, flags = ["ties_elsewhere"] * bool(others), ["power_isolate_v1"]
    return gaps(people, scores=scores, flags=flags, drawn={"ties_elsewhere": drawn}, seed=seed)


def _coverage(network: Network, survey: Survey, respondents: pd.DataFrame) -> pd.DataFrame:
    """Return the network's coverage with how many were read to, and how many scores were filled in."""
    block = ["site", "wave"]
    forms = survey.respondents[survey.respondents["interviewed"]]
    aloud = forms["mode"].str.contains("aloud", case=False).fillna(value=False)
    filled = respondents.get("wemwbs_prorated", pd.Series(data=False, index=respondents.index)).fillna(value=False)
    counts = pd.DataFrame(
        {
            "read_aloud": aloud.groupby([forms[name] for name in block]).sum(),
            "prorated": filled.groupby(level=block).sum(),
        }
    )
    table = network.coverage.merge(counts.rename_axis(block).reset_index(), on=block, how="left")
    whole = ["forms", "interviewed", "named_only", "read_aloud", "prorated"]
    return table.fillna({"read_aloud": 0, "prorated": 0}).astype(dict.fromkeys(whole, "Int64"))
