"""The whole analysis: a network and the answers become findings.

It only puts the questions asked of the data one after another; what each means is in the module of its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.analyse import measures
from netsurvey.analyse.brokers import broker, communities_reached
from netsurvey.analyse.change_makers import change_makers
from netsurvey.analyse.definitions import FLAGS, definitions
from netsurvey.analyse.findings import Findings
from netsurvey.analyse.groups import attribute_levels, rates
from netsurvey.analyse.isolation import (
    NOT_ASKED,
    Flagged,
    graph_isolate,
    no_change_contact,
    power_isolate,
    total_isolate,
)
from netsurvey.analyse.scales import score_names, scores
from netsurvey.analyse.strangers import ROLE_COLUMNS, familiar_strangers
from netsurvey.analyse.tallies import tallies
from netsurvey.analyse.wellbeing import gaps
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
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

    Examples
    --------
    >>> import netsurvey
    >>> survey, roster = netsurvey.ingest(netsurvey.open_study(netsurvey.sample_path("small")))
    >>> network = netsurvey.build_network(survey, netsurvey.resolve(survey, roster))
    >>> [finding.name for finding in analyse(network, survey).at("public").headlines][:2]
    ['power_isolate_v1', 'total_isolate_v1']
    """
    measured = _measured(network, seed=seed)
    makers = change_makers(network)
    flagged = {
        "graph_isolate": graph_isolate(network, survey),
        "power_isolate_v1": power_isolate(network, survey),
        "total_isolate_v1": total_isolate(network, survey),
        "no_change_contact_v1": no_change_contact(network, survey),
        "broker_v0": _certain(network, broker(measured)),
        "change_maker_v1": _certain(network, None if makers is None else makers["change_maker_v1"]),
    }
    forms = pd.MultiIndex.from_frame(network.nodes.reset_index()[list(RESPONDENT_KEY)])
    scored = scores(survey).reindex(forms).set_axis(network.nodes.index)
    flags = pd.DataFrame({name: each.flag for name, each in flagged.items()})[list(FLAGS)]
    people = pd.concat([network.nodes[["status"]], measured, flags, scored], axis=1)
    if makers is not None:
        namers = makers[["namers", "streets", "one_street", "one_researcher"]]
        people = people.join(namers.add_prefix("change_maker_"))
    respondents = people[network.interviewed]
    levels = pd.DataFrame(attribute_levels(survey), index=survey.respondents.index)
    levels = levels.set_index(pd.MultiIndex.from_frame(survey.respondents[list(RESPONDENT_KEY)]))
    levels = levels.reindex(forms[network.interviewed]).set_axis(respondents.index)
    roles = familiar_strangers(survey, network.named_places)
    return Findings(
        people=people,
        groups=rates(levels, flagged),
        wellbeing=gaps(respondents, scores=score_names(scored.columns), flags=list(FLAGS), seed=seed),
        connections=_connections(network, respondents, seed=seed),
        tallies=tallies(people, makers, roles, blocks=network.blocks),
        roles=pd.DataFrame(columns=ROLE_COLUMNS) if roles is None else roles,
        coverage=_coverage(network, survey, respondents),
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


def _certain(network: Network, flag: pd.Series[bool] | None) -> Flagged:
    """Return a flag that no blank can make doubtful; not asked where there is none."""
    index = network.nodes.index
    return Flagged(
        flag=pd.Series(pd.NA, index=index, dtype="boolean") if flag is None else flag,
        in_doubt=pd.Series(data=False, index=index),
        **({"status": NOT_ASKED} if flag is None else {}),
    )


def _connections(network: Network, respondents: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Compare ties in the other questions between those who can and cannot reach people of influence."""
    others = [name for name, role in network.roles.items() if role not in {"connector", "linker"}]
    elsewhere = measures.degree(network.select(others)).reindex(respondents.index)
    people = respondents.assign(ties_elsewhere=elsewhere.astype("float64"))
    return gaps(people, scores=["ties_elsewhere"] * bool(others), flags=["power_isolate_v1"], seed=seed)


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
