"""netsurvey: from answers collected on doorsteps to a community that can see itself.

The names below are all there is to know; each is loaded when it is first used, so that asking for help stays quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netsurvey.analyse import Finding, Findings, analyse
    from netsurvey.errors import NetsurveyError
    from netsurvey.ingest import ingest
    from netsurvey.network import Network, build_network
    from netsurvey.pipeline import Run, run
    from netsurvey.plot import (
        plot_ego_map,
        plot_gatherings,
        plot_groups,
        plot_importance,
        plot_pathways,
        plot_researchers,
        plot_scatter,
        plot_sociogram,
        plot_warm,
        plot_waves,
        plot_wellbeing,
        save_figure,
        show,
    )
    from netsurvey.privacy import Tier
    from netsurvey.resolve import resolve, why_not
    from netsurvey.samples import Village, sample_path, village
    from netsurvey.store import StudyFolder, open_study
    from netsurvey.study import Study
    from netsurvey.tables import People, Roster, Survey

__version__ = "0.1.0"

_HOMES = {
    "Finding": "analyse",
    "Findings": "analyse",
    "Network": "network",
    "NetsurveyError": "errors",
    "People": "tables",
    "Roster": "tables",
    "Run": "pipeline",
    "Study": "study",
    "StudyFolder": "store",
    "Survey": "tables",
    "Tier": "privacy",
    "Village": "samples",
    "analyse": "analyse",
    "build_network": "network",
    "ingest": "ingest",
    "open_study": "store",
    "plot_ego_map": "plot",
    "plot_gatherings": "plot",
    "plot_groups": "plot",
    "plot_importance": "plot",
    "plot_pathways": "plot",
    "plot_researchers": "plot",
    "plot_scatter": "plot",
    "plot_sociogram": "plot",
    "plot_warm": "plot",
    "plot_waves": "plot",
    "plot_wellbeing": "plot",
    "resolve": "resolve",
    "run": "pipeline",
    "sample_path": "samples",
    "save_figure": "plot",
    "show": "plot",
    "village": "samples",
    "why_not": "resolve",
}

__all__ = [
    "Finding",
    "Findings",
    "NetsurveyError",
    "Network",
    "People",
    "Roster",
    "Run",
    "Study",
    "StudyFolder",
    "Survey",
    "Tier",
    "Village",
    "analyse",
    "build_network",
    "ingest",
    "open_study",
    "plot_ego_map",
    "plot_gatherings",
    "plot_groups",
    "plot_importance",
    "plot_pathways",
    "plot_researchers",
    "plot_scatter",
    "plot_sociogram",
    "plot_warm",
    "plot_waves",
    "plot_wellbeing",
    "resolve",
    "run",
    "sample_path",
    "save_figure",
    "show",
    "village",
    "why_not",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    home = _HOMES.get(name)
    if home is None:
        msg = f"module 'netsurvey' has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"netsurvey.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


class _Package(ModuleType):
    """Keeps `netsurvey.ingest` the verb: importing the room of the same name would else put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
