"""The small sample, taken all the way once, and what its page holds for each tier."""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from netsurvey import run
from netsurvey.analyse.left_out import on_the_map
from netsurvey.pipeline.labels import names_of, shown_place_names
from netsurvey.playback import Audience, playback_contents
from netsurvey.playback.drawing import draw
from netsurvey.privacy import Tier
from netsurvey.samples import copy_sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from netsurvey import Run
    from netsurvey.playback.drawing import Drawing


KEY = b"a study's own random key"
"""In place of the random one, so that tests find the same each time."""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The small sample."""
    return run(copy_sample("small", tmp_path_factory.mktemp("playback") / "small"))


@pytest.fixture(scope="session")
def contents_for(sample: Run) -> Callable[[Tier], dict[str, Any]]:
    """Return what a page holds for a tier."""
    kept: dict[Tier, dict[str, Any]] = {}

    def contents(tier: Tier) -> dict[str, Any]:
        if tier not in kept:
            labels = names_of(sample.people, sample.roster) if tier is Tier.TEAM else None
            places = shown_place_names(sample.people, sample.roster, names_ok=tier is Tier.TEAM)
            audience = Audience(tier=tier, key=KEY, place_names=places.names, labels=labels)
            kept[tier] = playback_contents(sample.network, sample.findings, sample.survey, audience)
        return kept[tier]

    return contents


@pytest.fixture(scope="session")
def drawing_for(sample: Run) -> Callable[[Tier], Drawing]:
    """Return what is drawn for a tier."""
    return cache(lambda tier: draw(sample.network, sample.survey, tier=tier, key=KEY, shown=shown_at(sample, tier)))


def shown_at(sample: Run, tier: Tier) -> NDArray[np.bool_] | None:
    """Return who may be drawn beside the tables of a tier."""
    if tier is Tier.TEAM:
        return None
    drawn = on_the_map(sample.network, sample.findings.at(tier).groups)
    return np.asarray(sample.network.nodes.index.isin(drawn.nodes.index))


@pytest.fixture(scope="session")
def public(contents_for: Callable[[Tier], dict[str, Any]]) -> dict[str, Any]:
    """What the public page of the small sample holds."""
    return contents_for(Tier.PUBLIC)


@pytest.fixture
def built() -> None:
    """Skip where netsurvey was installed without Node and so without the script of the page."""
    if not files("netsurvey.playback").joinpath("page", "built", "playback.js").is_file():
        assert not os.environ.get("NETSURVEY_BROWSER"), "the script of the page was not built"
        pytest.skip("the script of the page was not built: it needs Node")
