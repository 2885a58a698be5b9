"""What pictures are asked for: of which study, for whom, and where and when each is to show.

matplotlib is slow to load and only pictures need it, so nothing here or beside it loads it before something is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from netsurvey.pipeline.labels import labels_for, place_names, shown_place_names
from netsurvey.privacy import Tier
from netsurvey.tables import RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.pipeline.stages import Run

__all__ = ["Picture", "Request", "stem"]


class Picture(NamedTuple):
    """One picture that may be drawn.

    Attributes
    ----------
    stem
        Of its file.
    draw
        What draws it.
    site, wave
        Where and when it is of; empty where it is of all.
    about
        What sets it apart from others of its kind: an attribute, a flag or a question.
    """

    stem: str
    draw: Callable[[], Axes]
    site: str = ""
    wave: str = ""
    about: str = ""


@dataclass(frozen=True)
class Request:
    """A study, who may see its pictures, and whose map where it is one person's.

    Attributes
    ----------
    run
        The study.
    tier
        Who may see the pictures.
    person
        A person's id.
    """

    run: Run
    tier: Tier
    person: str | None = None

    @cached_property
    def findings(self) -> Findings:
        """The findings as the tier may see them."""
        return self.run.findings.at(self.tier)

    @cached_property
    def labels(self) -> pd.Series[str] | None:
        """What people are called."""
        run = self.run
        return labels_for(self.tier, run.people, run.roster if self.tier is Tier.TEAM else None, run.study.key)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """What places, groups and sources are called; below the team those alone that name nobody."""
        people, roster = self.run.people, self.run.roster
        if self.tier is Tier.TEAM:
            return place_names(people, roster)
        return dict.fromkeys(people.places["place_id"], "another place") | shown_place_names(people, roster).names

    @cached_property
    def streets(self) -> Mapping[str, str]:
        """What each street was written as most often, by its code: for the team."""
        key = list(RESPONDENT_KEY)
        forms = self.run.survey.respondents[[*key, "street"]]
        written = self.run.roster.respondents[[*key, "street"]].rename(columns={"street": "name"})
        both = forms.merge(written, on=key).dropna(subset=["street", "name"])
        return {str(code): str(names.mode().iloc[0]) for code, names in both.groupby("street")["name"]}

    def blocks(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield every site and wave, and the end of the file's name of its picture."""
        blocks = self.run.network.blocks
        for site, wave in blocks:
            yield site, wave, [site, wave] if len(blocks) > 1 else []

    def waves(self) -> Iterator[tuple[str, str, list[str]]]:
        """Yield each wave with its site, or with "all" where it has several, and the end of the file's name."""
        blocks = self.run.network.blocks
        waves = sorted({wave for _, wave in blocks})
        for wave in waves:
            sites = [site for site, when in blocks if when == wave]
            yield ("all" if len(sites) > 1 else sites[0]), wave, [wave] * (len(waves) > 1)


def stem(*parts: str) -> str:
    """Return a file's stem of plain letters: a site may be written in any."""
    return "-".join(re.sub(r"[^\w]+", "-", part.casefold()).strip("-") or "x" for part in parts)
