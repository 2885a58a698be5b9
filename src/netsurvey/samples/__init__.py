"""Invented villages with known truth, so that what netsurvey finds can be checked and shown without a real name."""

from __future__ import annotations

from netsurvey.samples.bundled import SAMPLES, copy_sample, invent_sample, sample_path
from netsurvey.samples.faults import Faults
from netsurvey.samples.naming import NameMix
from netsurvey.samples.village import Settings, Village, village

__all__ = [
    "SAMPLES",
    "Faults",
    "NameMix",
    "Settings",
    "Village",
    "copy_sample",
    "invent_sample",
    "sample_path",
    "village",
]
