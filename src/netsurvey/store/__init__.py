"""The study folder: what is stale, atomic writes, the decisions database."""

from netsurvey.store.decisions import DECISION_COLUMNS, DecisionBook
from netsurvey.store.folder import StudyFolder, open_study
from netsurvey.store.stages import StageStore, fingerprint
from netsurvey.store.writing import PRIVATE, harmless, replacing, write_csv, write_text

__all__ = [
    "DECISION_COLUMNS",
    "PRIVATE",
    "DecisionBook",
    "StageStore",
    "StudyFolder",
    "fingerprint",
    "harmless",
    "open_study",
    "replacing",
    "write_csv",
    "write_text",
]
