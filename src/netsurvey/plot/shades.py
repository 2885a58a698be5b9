"""How dots look and what a map is coloured by: each look with a name, a shape and the people who have it.

Every colour comes with a shape, an outline or a number, so that nothing is said by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netsurvey.plot.style import BLUE, FAINT, PINK

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from netsurvey.network import Network

    Mask = NDArray[np.bool_]

__all__ = ["LARGER", "NAMED_ONLY", "Colouring", "Shade", "by_kind", "faint"]

NAMED_ONLY = "named, not interviewed"
LARGER = 1.3
"""How many times wider dots are where the picture is about the looks of some."""
_AREA = {"o": 1.0, "D": 0.5, "s": 0.8, "^": 0.95, "v": 0.95, "P": 0.95, "X": 0.95, "p": 0.95}
"""What a marker's size is multiplied by so that all look as large as a circle."""


@dataclass(frozen=True, kw_only=True)
class Shade:
    """One look and who has it.

    Attributes
    ----------
    name
        For the legend.
    colour, marker
        What their dots look like.
    edge, edge_width
        The outline of the dots.
    who
        Whether each person has it, in the order of the nodes.
    counted
        Whether the legend says how many.
    beside
        Whether the picture is not about them, so that they stay as small as on an ordinary map.
    """

    name: str
    colour: str
    marker: str
    who: Mask
    edge: str = "white"
    edge_width: float = 0.4
    counted: bool = True
    beside: bool = False

    @property
    def area(self) -> float:
        """What the size of the marker is multiplied by."""
        return _AREA.get(self.marker, 1.0) / (LARGER**2 if self.beside else 1)


@dataclass(frozen=True, kw_only=True)
class Colouring:
    """What a map is coloured by.

    Attributes
    ----------
    title
        What the picture shows.
    shades
        The looks, drawn one over the other; everybody has one.
    legend
        What the legend explains, where that is not the looks one by one.
    told
        Sentences for the caption; empty where the legend says all.
    larger
        How many times wider than on an ordinary map the dots are, so that the looks of small ones can be told apart.
    personal
        Whether it tells what people answered, so that nobody may be labelled below the team tier.
    communities
        The number of everybody's community, NA where none is marked; None where the map is not about them.
    marked
        Whom the picture is about, where it is about a few; they alone are labelled.
    """

    title: str
    shades: tuple[Shade, ...]
    legend: tuple[Shade, ...] = ()
    told: str = ""
    larger: float = 1.0
    personal: bool = False
    communities: pd.Series[int] | None = None
    marked: Mask | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many people have each look or are in each community."""
        if self.communities is not None:
            sizes = self.communities.value_counts().sort_index()
            return {f"group {place}": int(size) for place, size in enumerate(sizes, start=1)}
        return {shade.name: int(shade.who.sum()) for shade in self.shades if shade.counted}


def by_kind(network: Network) -> Colouring:
    """Return the programme's own colours: blue for respondents, pink for people who were only named."""
    asked = network.interviewed
    return Colouring(
        title="Who named whom",
        shades=(
            Shade(name=NAMED_ONLY, colour=PINK, marker="D", who=~asked, counted=False),
            Shade(name="interviewed", colour=BLUE, marker="o", who=asked, counted=False),
        ),
    )


def faint(network: Network) -> Shade:
    """Return the look of people of whom nothing is known because nobody asked them."""
    return Shade(name=NAMED_ONLY, colour=FAINT, marker="D", who=~network.interviewed, counted=False, beside=True)
