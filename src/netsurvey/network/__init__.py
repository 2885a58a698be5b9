"""Who named whom: people and mentions become a graph that every later stage reads."""

from netsurvey.network.build import build_network
from netsurvey.network.graph import Network

__all__ = ["Network", "build_network"]
