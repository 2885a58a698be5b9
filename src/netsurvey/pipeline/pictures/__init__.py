"""Pictures of a study: one table says which kinds there are, and every kind draws what the study has answers for."""

from netsurvey.pipeline.pictures.kinds import KINDS, PICTURES, Kind
from netsurvey.pipeline.pictures.writing import Drawn, write_pictures

__all__ = ["KINDS", "PICTURES", "Drawn", "Kind", "write_pictures"]
