"""The data-quality report: whether the answers were read as they were meant, and what to look at before believing them.

A volunteer reads it before anything else, so it begins with whether a cell was lost and ends with what to look at.
"""

from netsurvey.ingest.quality.advice import cells_to_look_at
from netsurvey.ingest.quality.lines import report_lines
from netsurvey.ingest.quality.page import quality_page
from netsurvey.ingest.quality.report import quality_report
from netsurvey.ingest.quality.sections import Section, account_lines, headline, sections

__all__ = [
    "Section",
    "account_lines",
    "cells_to_look_at",
    "headline",
    "quality_page",
    "quality_report",
    "report_lines",
    "sections",
]
