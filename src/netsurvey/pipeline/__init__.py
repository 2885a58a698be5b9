"""The stages in order, and what each leaves in the study folder."""

from netsurvey.pipeline.labels import key_labels, labels_for, names_of
from netsurvey.pipeline.outputs import (
    comparison,
    explanation,
    resolution_summary,
    write_findings,
    write_ingest,
    write_resolution,
)
from netsurvey.pipeline.pictures import PICTURES, write_pictures
from netsurvey.pipeline.stages import Run, run

__all__ = [
    "PICTURES",
    "Run",
    "comparison",
    "explanation",
    "key_labels",
    "labels_for",
    "names_of",
    "resolution_summary",
    "run",
    "write_findings",
    "write_ingest",
    "write_pictures",
    "write_resolution",
]
