"""Mentions to people: who is meant by every name that was written down, how surely, and on what evidence."""

from netsurvey.resolve.resolution import resolve

__all__ = ["resolve"]
