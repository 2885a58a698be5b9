"""Measures of people and of whole networks: from a Network to a Series on the index of its people.

A measure is a function named after itself. Unless it says otherwise it is computed on the undirected, collapsed,
unweighted graph of one site and wave: a tie where either named the other, in any question. Most of them can be had
for every block at once, because nothing about a person depends on a block they are not tied to; Leiden's communities
are found block by block.
"""

from netsurvey.analyse.measures.brokerage import betweenness, constraint, cut_point, effective_size
from netsurvey.analyse.measures.cohesion import community, component, component_size, core_number
from netsurvey.analyse.measures.degrees import degree, in_degree, mentions, out_degree
from netsurvey.analyse.measures.whole import components, density, reciprocity, transitivity

__all__ = [
    "betweenness",
    "community",
    "component",
    "component_size",
    "components",
    "constraint",
    "core_number",
    "cut_point",
    "degree",
    "density",
    "effective_size",
    "in_degree",
    "mentions",
    "out_degree",
    "reciprocity",
    "transitivity",
]
