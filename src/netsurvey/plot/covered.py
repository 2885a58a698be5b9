"""How many people were asked and how much of a place was seen, in a sentence, as the findings of a tier give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netsurvey.privacy import Tier

if TYPE_CHECKING:
    from netsurvey.analyse import Findings

__all__ = ["about", "covered", "left_out", "rows_of"]


def rows_of(table: pd.DataFrame, *, site: str, wave: str) -> pd.DataFrame:
    """Return the rows of a table about one site and wave."""
    return table[(table["site"] == site) & (table["wave"] == wave)]


def about(number: float, *, tier: Tier, noun: str = "") -> str:
    """Return a number that may be shown: exact for the team, said to be rounded below it.

    Examples
    --------
    >>> about(33, tier=Tier.TEAM, noun="people"), about(35, tier=Tier.PARTNER), about(1, tier=Tier.TEAM, noun="people")
    ('33 people', 'about 35', '1 person')
    """
    noun = "person" if noun == "people" and number == 1 else noun
    return f"{'' if tier is Tier.TEAM else 'about '}{int(number):,} {noun}".rstrip()


def covered(findings: Findings, *, site: str, wave: str) -> str:
    """Return how many were interviewed, out of how many where that is known.

    Parameters
    ----------
    findings
        Of any tier: what they hide stays hidden.
    site, wave
        Where and when; ``site="all"`` has no sentence of its own.

    Returns
    -------
    str
        Empty where the findings hold nothing about it.
    """
    table = findings.coverage
    if "interviewed" not in table.columns:
        return ""
    here = rows_of(table, site=site, wave=wave)
    if here.empty:
        return ""
    row = here.iloc[0]
    if pd.isna(row["interviewed"]):
        return "n: too few to show."
    asked = f"n = {about(row['interviewed'], tier=findings.tier)}"
    if pd.isna(row["population"]):
        return f"{asked} interviewed; how many people live there is not stated, so the coverage is not known."
    share = "" if pd.isna(row["coverage"]) else f": coverage {row['coverage']:.1%}"
    return f"{asked} of {int(row['population']):,} {row['population_is']} interviewed{share}."


def left_out(number: int, noun: str) -> str:
    """Say how many things few people named, with a space before; nothing where there are none.

    Examples
    --------
    >>> left_out(1, "source"), left_out(12, "source"), left_out(0, "source")
    (' 1 source that few people named is left out.', ' 12 sources that few people named are left out.', '')
    """
    if not number:
        return ""
    things, verb = (noun, "is") if number == 1 else (f"{noun}s", "are")
    return f" {number} {things} that few people named {verb} left out."
