"""What a format is: how it is called, how it is recognised, how its files become parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.formats.parts import Part

__all__ = ["Format"]


@dataclass(frozen=True, kw_only=True)
class Format:
    """One way in which answers are written down.

    Attributes
    ----------
    name
        What `format = "..."` says in the study file.
    title
        What people call it.
    files
        What its export consists of, in words.
    without
        What it cannot carry, in words; empty: nothing.
    several
        Whether one export may be several files.
    recognises
        Whether files are of this format; it looks at names and headers and never raises.
    read
        The files as parts. Raises `SourceError` where they cannot be read as this format.
    """

    name: str
    title: str
    files: str
    without: str = ""
    several: bool = False
    recognises: Callable[[Files], bool]
    read: Callable[[Files], list[Part]]
