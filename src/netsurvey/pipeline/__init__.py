"""The stages in order, and what each leaves in the study folder."""

from netsurvey.pipeline.labels import key_labels, labels_for, names_of
from netsurvey.pipeline.outputs import (
    comparison,
    explanation,
    resolution_summary,
    told_findings,
    write_findings,
    write_ingest,
    write_quality,
    write_resolution,
)
from netsurvey.pipeline.pictures import KINDS, PICTURES, Drawn, write_pictures
from netsurvey.pipeline.playing_back import Played, write_playback, write_story
from netsurvey.pipeline.stages import Run, run
from netsurvey.pipeline.withdrawing import Choice, Withdrawal, carry_out, plan_withdrawal

__all__ = [
    "KINDS",
    "PICTURES",
    "Choice",
    "Drawn",
    "Played",
    "Run",
    "Withdrawal",
    "carry_out",
    "comparison",
    "explanation",
    "key_labels",
    "labels_for",
    "names_of",
    "plan_withdrawal",
    "resolution_summary",
    "run",
    "told_findings",
    "write_findings",
    "write_ingest",
    "write_pictures",
    "write_playback",
    "write_quality",
    "write_resolution",
    "write_story",
]
