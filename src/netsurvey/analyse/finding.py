"""One thing that was found: a sentence with its definition, its numbers and what it does not mean."""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Finding"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was found.

    Attributes
    ----------
    name
        The flag or comparison; ``wellbeing_gap:graph_isolate`` is a comparison by a flag.
    version
        Of the definition.
    definition
        What the number counts.
    site, wave
        Where and when; the site "all" is all sites of the wave together.
    about
        The question or attribute, where one name is told of several.
    statement
        The finding in plain English, with n and interval.
    n, count
        Out of how many, how many; None where not known or not to be shown.
    value
        The share or the difference of means.
    low, high
        Its 95% interval.
    bounds
        The share with all blanks taken one way, and the other.
    draws
        In how many plausible resolutions of who is who it was worked out; 1 where it does not depend on that.
    count_low, count_high
        From how many to how many have it in 90% of them; None where not to be shown.
    flag_definition
        Of a comparison: which people it compares.
    coverage
        How many were asked of how many who live there.
    caveats
        What else must be said beside it.
    not_asked
        Whether the study did not ask what it would take.
    """

    name: str
    version: str
    definition: str
    site: str
    wave: str
    statement: str
    about: str = ""
    n: int | None = None
    count: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bounds: tuple[float, float] | None = None
    draws: int = 1
    count_low: int | None = None
    count_high: int | None = None
    flag_definition: str = ""
    coverage: str = ""
    caveats: tuple[str, ...] = ()
    not_asked: bool = False

    @property
    def caveat(self) -> str:
        """The coverage and all other caveats as one text."""
        return " ".join((self.coverage, *self.caveats))

    @property
    def meaning(self) -> str:
        """The whole definition with its version."""
        flag = f" {self.flag_definition[:1].upper()}{self.flag_definition[1:]}." if self.flag_definition else ""
        return f"Definition {self.version}: {self.definition}.{flag}"

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain values, ready for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        if self.not_asked:
            return self.statement
        return f"{self.statement}\n  {self.meaning}\n  {self.caveat}"

    def _repr_html_(self) -> str:
        text = html.escape(self.statement)
        if self.not_asked:
            return f"<p>{text}</p>"
        small = html.escape(f"{self.meaning} {self.caveat}")
        return f"<p><b>{text}</b><br><small>{small}</small></p>"
