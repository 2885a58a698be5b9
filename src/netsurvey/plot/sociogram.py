"""Draw who named whom: respondents as circles, people only named as diamonds, size by times mentioned.

The programme's own picture, made so that it reads on paper, on a projector, in grey and to the colour-blind, and says
on its face that it is a partial map. It is blue and pink unless it is asked to show something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.plot.colouring import colouring
from netsurvey.plot.drawn import aspect_of, draw_people, draw_rail, draw_ties, lay_out, placed
from netsurvey.plot.labels import check_labels, draw_labels, on_nodes
from netsurvey.plot.legend import below_legend, draw_legend, look_marks, naming_marks
from netsurvey.plot.page import MAP_WIDTH, described, map_axes, one_block, page_points, write_around
from netsurvey.plot.style import house_style
from netsurvey.plot.territories import BADGE_ROOM, draw_territories
from netsurvey.plot.words import alone_hidden, as_seen, check_drawn, drawn_of, map_words
from netsurvey.privacy import Tier

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["plot_sociogram"]


def plot_sociogram(  # noqa: PLR0913 - a map, and what may be asked of it
    network: Network,
    findings: Findings | None = None,
    *,
    colour_by: str | pd.Series[Any] = "kind",
    labels: pd.Series[str] | None = None,
    site: str | None = None,
    wave: str | None = None,
    tier: Tier | str | None = None,
    seed: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """Draw the sociogram of one site in one wave and return its axes.

    Parameters
    ----------
    network
        Who named whom.
    findings
        Where given, the picture is made for their tier; they hold what flags and scores people have.
    colour_by
        "kind" (interviewed or only named), "community", "wellbeing" (the first score that was analysed), the name of
        a score or a flag of the findings, or a Series with an answer of each respondent, on person ids or on the
        index of `network.nodes`, as :func:`netsurvey.plot.attribute_on_map` makes it.
    labels
        Names (team tier only) or pseudonyms, on person ids or on the index of `network.nodes`; the twelve people
        named most are labelled, of those with the flag where the map shows one. Without it nobody is.
    site, wave
        Which map, where the network holds several.
    tier
        Who may see the picture; that of `findings` where left out, or else `partner`. Below `team` counts are rounded
        and small ones hidden, people without ties are no dots where their count is hidden, and answers that few gave
        are merged; at `public` people without ties never are dots and nobody is labelled.
    seed
        Of the layout.
    ax
        Axes to draw into; a fresh A4 page where left out.

    Returns
    -------
    matplotlib.axes.Axes
        The axes of the map; `.get_figure()` gives the page, and its label is the text in place of the picture.

    Raises
    ------
    UsageError
        When the network holds several sites or waves and none is picked, when none fits, when there is nothing of
        that name to colour by, when the tier may not see it of single people or labelled, or when it may see nobody
        drawn.

    Notes
    -----
    The area of a dot grows with the number of different respondents who named the person. Near means few steps
    through ties; left, right, top and bottom mean nothing.

    Scores, answers and flags made from answers are known of respondents alone. Partners see scores in three bands at
    most, none of fewer than eight people, and the flags that the map itself shows; change-makers and flags made from
    answers are for the team, and nobody's score is shown to the public.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> ties = pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]})
    >>> ax = plot_sociogram(Network.from_ties(ties, respondents=["Ann", "Dan"], site="Ashby"), tier="team")
    >>> ax.get_label()[:74]
    'Map of who named whom in Ashby, wave 1. 2 people were interviewed; they na'
    """
    tier = Tier(tier if tier is not None else findings.tier if findings is not None else Tier.PARTNER)
    here = one_block(network.blocks, site=site, wave=wave)
    shown = as_seen(findings, tier)
    whole, network = network.block(*here), drawn_of(network, shown, tier)
    block = network.block(*here)
    check_drawn(whole, block)
    look = colouring(block, findings, colour_by, shown=shown, tier=tier, seed=seed)
    check_labels(labels, tier, personal=look.personal)
    words = map_words(whole, tier=tier, look=look, alone_hidden=alone_hidden(shown, whole), drawn=block)
    with house_style():
        marks = [*look_marks(look.legend or look.shades, tier=tier), *naming_marks(words.most)]
        ax = map_axes(words.caption, below=below_legend(marks, room=MAP_WIDTH)) if ax is None else ax
        places = placed(block, seed=seed, aspect=aspect_of(ax), communities=look.communities)
        drawing = lay_out(
            block,
            ax,
            places,
            dots_on_rail=words.rail_has_dots,
            larger=look.larger,
            above=0.0 if look.communities is None else BADGE_ROOM,
        )
        if look.communities is not None:
            draw_territories(ax, drawing, look.communities, look.shades)
        draw_ties(ax, drawing, strength=1.0 if look.larger == 1 else 0.6, communities=look.communities)
        draw_people(ax, drawing, look.shades)
        draw_rail(ax, drawing, words.rail)
        marks = [*look_marks(look.legend or look.shades, tier=tier), *naming_marks(words.most, dot=drawing.dot)]
        draw_legend(ax, marks)
        below = below_legend(marks, room=page_points(ax)[0])
        write_around(ax, title=words.title, subtitle=words.subtitle, caption=words.caption, below=below)
        if labels is not None:
            draw_labels(ax, drawing, on_nodes(labels, block), only=look.marked)
    return described(ax, words.alternative)
