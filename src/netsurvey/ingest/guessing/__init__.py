"""The study file that writes itself: from a file of answers to a commented `study.toml` that `ingest` accepts."""

from netsurvey.ingest.guessing.draft import Block, Draft, Line, retyped, types_of
from netsurvey.ingest.guessing.guess import guess_study
from netsurvey.ingest.guessing.trial import settled
from netsurvey.ingest.guessing.writing import study_text

__all__ = ["Block", "Draft", "Line", "guess_study", "retyped", "settled", "study_text", "types_of"]
