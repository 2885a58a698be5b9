"""Findings become pictures: maps of people and places, charts of rates and scores, and the page around them."""

from netsurvey.network.interactive import InteractiveMap, show
from netsurvey.plot.answered import attribute_on_map
from netsurvey.plot.ego_map import plot_ego_map
from netsurvey.plot.files import alt_text, save_figure
from netsurvey.plot.gatherings import gathering_questions, plot_gatherings
from netsurvey.plot.groups import plot_groups
from netsurvey.plot.importance import plot_importance
from netsurvey.plot.pathways import plot_pathways
from netsurvey.plot.researchers import plot_researchers
from netsurvey.plot.scatter import areas, plot_scatter
from netsurvey.plot.sociogram import plot_sociogram
from netsurvey.plot.warm import plot_warm
from netsurvey.plot.waves import plot_waves
from netsurvey.plot.wellbeing import plot_wellbeing

__all__ = [
    "InteractiveMap",
    "alt_text",
    "areas",
    "attribute_on_map",
    "gathering_questions",
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
    "save_figure",
    "show",
]
