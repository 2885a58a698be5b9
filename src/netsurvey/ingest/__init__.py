"""Files of answers into a survey of ids and a roster of names; every cell accounted for."""

from netsurvey.ingest.edges import mention_edges
from netsurvey.ingest.quality import quality_page, quality_report, report_lines
from netsurvey.ingest.survey import ingest, read_survey

__all__ = ["ingest", "mention_edges", "quality_page", "quality_report", "read_survey", "report_lines"]
