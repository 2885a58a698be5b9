"""Measures of people and of whole networks: from a Network to a Series on the index of its people.

A measure is a function named after itself. Unless it says otherwise it is computed on the undirected, collapsed,
unweighted graph of one site and wave: a tie where either named the other, in any question. Most of them can be had
for every block at once, because nothing about a person depends on a block they are not tied to; Leiden's communities,
eigenvectors, PageRank and cores are found block by block. Only :func:`ego_networks` starts from a Survey: each row
comes from one form alone.
"""

from netsurvey.analyse.measures.brokerage import betweenness, cut_point, sampled_betweenness
from netsurvey.analyse.measures.capital import bonding_bridging_linking
from netsurvey.analyse.measures.census import dyad_census, triad_census
from netsurvey.analyse.measures.closure import local_clustering
from netsurvey.analyse.measures.cohesion import community, component, component_size, core_number, strong_component
from netsurvey.analyse.measures.concentration import centralisation, degree_gini
from netsurvey.analyse.measures.contagion import spread
from netsurvey.analyse.measures.cores import core_periphery, in_core
from netsurvey.analyse.measures.degrees import (
    degree,
    in_degree,
    mentions,
    out_degree,
    reciprocated_degree,
    weighted_in_degree,
    weighted_out_degree,
)
from netsurvey.analyse.measures.distance import closeness, distances, harmonic, reach
from netsurvey.analyse.measures.ego import ego_networks
from netsurvey.analyse.measures.egos import composition, diversity, likeness
from netsurvey.analyse.measures.holes import constraint, effective_size, efficiency, hierarchy
from netsurvey.analyse.measures.key_sets import fragmentation, key_players, share_reached
from netsurvey.analyse.measures.lost_cohesion import bridging
from netsurvey.analyse.measures.mixing import assortativity, ei_index, homophily
from netsurvey.analyse.measures.path_brokerage import everett_valente
from netsurvey.analyse.measures.prominence import eigenvector, pagerank
from netsurvey.analyse.measures.roles import brokerage_roles
from netsurvey.analyse.measures.spanning import bridges, local_bridges, spans
from netsurvey.analyse.measures.stability import community_certainty, community_stability
from netsurvey.analyse.measures.whole import components, density, reciprocity, transitivity

__all__ = [
    "assortativity",
    "betweenness",
    "bonding_bridging_linking",
    "bridges",
    "bridging",
    "brokerage_roles",
    "centralisation",
    "closeness",
    "community",
    "community_certainty",
    "community_stability",
    "component",
    "component_size",
    "components",
    "composition",
    "constraint",
    "core_number",
    "core_periphery",
    "cut_point",
    "degree",
    "degree_gini",
    "density",
    "distances",
    "diversity",
    "dyad_census",
    "effective_size",
    "efficiency",
    "ego_networks",
    "ei_index",
    "eigenvector",
    "everett_valente",
    "fragmentation",
    "harmonic",
    "hierarchy",
    "homophily",
    "in_core",
    "in_degree",
    "key_players",
    "likeness",
    "local_bridges",
    "local_clustering",
    "mentions",
    "out_degree",
    "pagerank",
    "reach",
    "reciprocated_degree",
    "reciprocity",
    "sampled_betweenness",
    "share_reached",
    "spans",
    "spread",
    "strong_component",
    "transitivity",
    "triad_census",
    "weighted_in_degree",
    "weighted_out_degree",
]
