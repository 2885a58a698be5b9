"""Mentions to people: who is meant by every name that was written down, how surely, and on what evidence."""

from netsurvey.resolve.comparing import Comparison, why_not
from netsurvey.resolve.resolution import resolve

__all__ = ["Comparison", "resolve", "why_not"]
