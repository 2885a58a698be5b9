"""The findings in plain English, one module a family of headlines."""

from netsurvey.analyse.headlines.told import headlines

__all__ = ["headlines"]
