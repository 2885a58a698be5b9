"""What the network and the answers say: measures, flags, rates, comparisons and headlines."""

from netsurvey.analyse.analysis import analyse
from netsurvey.analyse.coverage import coverage_check
from netsurvey.analyse.finding import Finding
from netsurvey.analyse.findings import Findings

__all__ = ["Finding", "Findings", "analyse", "coverage_check"]
