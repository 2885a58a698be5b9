"""Findings become pictures: the sociogram, wellbeing beside isolation, a flag by group."""

from netsurvey.plot.files import alt_text, save_figure
from netsurvey.plot.groups import plot_groups
from netsurvey.plot.interactive import InteractiveMap, show
from netsurvey.plot.sociogram import plot_sociogram
from netsurvey.plot.wellbeing import plot_wellbeing

__all__ = ["InteractiveMap", "alt_text", "plot_groups", "plot_sociogram", "plot_wellbeing", "save_figure", "show"]
