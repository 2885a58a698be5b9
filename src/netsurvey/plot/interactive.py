"""The map inside a notebook: zoom, move, and point at somebody to see whom they name.

It is one picture in its own frame with nothing fetched from anywhere, so it works on a laptop without a network and
cannot disturb the notebook around it.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING

import numpy as np

from netsurvey.network.thumbnail import shapes

if TYPE_CHECKING:
    import pandas as pd

    from netsurvey.network import Network

__all__ = ["InteractiveMap", "show"]

_PAGE = Template("""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>$title</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 script-src 'unsafe-inline'">
<style>
body { margin: 0; font: 14px sans-serif; color: #222 }
svg { display: block; width: 100vw; height: calc(100vh - 3.4em); cursor: grab; touch-action: none }
p { margin: 0; padding: .4em .8em; height: 2.6em; line-height: 1.3 }
line { stroke: #888; stroke-opacity: .45; vector-effect: non-scaling-stroke }
.r { fill: #0072B2 } .n { fill: #DE8AB8 }
.r, .n { stroke: #fff; stroke-width: 1; vector-effect: non-scaling-stroke }
.quiet line, .quiet .r, .quiet .n { opacity: .15 }
.quiet .on { opacity: 1; stroke-opacity: 1 }
</style></head><body>
<p id="told" role="status">$caption</p>
<svg id="map" viewBox="$box" role="img" aria-label="$caption">$lines$dots</svg>
<script>
const ties = $ties, labels = $labels, map = document.getElementById("map"), told = document.getElementById("told");
const caption = told.textContent, whole = map.getAttribute("viewBox").split(" ").map(Number);
let view = [...whole], from = null;
const look = () => map.setAttribute("viewBox", view.join(" "));
const scale = () => Math.max(view[2] / map.clientWidth, view[3] / map.clientHeight);
map.addEventListener("wheel", event => {
  event.preventDefault();
  const box = map.getBoundingClientRect(), by = event.deltaY > 0 ? 1.15 : 1 / 1.15;
  const x = view[0] + view[2] * (event.clientX - box.left) / box.width;
  const y = view[1] + view[3] * (event.clientY - box.top) / box.height;
  view = [x + (view[0] - x) * by, y + (view[1] - y) * by, view[2] * by, view[3] * by];
  look();
}, { passive: false });
map.addEventListener("pointerdown", event => { from = [event.clientX, event.clientY]; });
map.addEventListener("pointermove", event => {
  if (!from) return;
  view[0] -= (event.clientX - from[0]) * scale();
  view[1] -= (event.clientY - from[1]) * scale();
  from = [event.clientX, event.clientY];
  look();
});
addEventListener("pointerup", () => { from = null; });
map.addEventListener("dblclick", () => { view = [...whole]; look(); });
const dots = [...map.querySelectorAll("[data-i]")], lines = [...map.querySelectorAll("line")];
dots.forEach(dot => {
  dot.addEventListener("pointerenter", () => {
    const i = +dot.dataset.i, near = new Set([i]);
    ties.forEach(([a, b], k) => {
      const mine = a === i || b === i;
      if (mine) near.add(a).add(b);
      lines[k].classList.toggle("on", mine);
    });
    dots.forEach(other => other.classList.toggle("on", near.has(+other.dataset.i)));
    map.classList.add("quiet");
    told.textContent = labels[i];
  });
  dot.addEventListener("pointerleave", () => { map.classList.remove("quiet"); told.textContent = caption; });
});
</script></body></html>""")


@dataclass(frozen=True, repr=False)
class InteractiveMap:
    """A map that a notebook displays; :attr:`page` is the same as one file of HTML.

    Attributes
    ----------
    page
        A whole HTML page that needs nothing else.
    height
        Height in the notebook, in pixels.
    """

    page: str
    height: int = 560

    def __repr__(self) -> str:
        return f"InteractiveMap({len(self.page):,} characters of HTML)"

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts" style="width:100%;height:{self.height}px;border:1px solid #ddd" '
            f'title="Map of who named whom" srcdoc="{html.escape(self.page, quote=True)}"></iframe>'
        )


def show(network: Network, *, labels: pd.Series[str] | None = None, seed: int = 1, height: int = 560) -> InteractiveMap:
    """Return the network as a map to move about in, for a notebook.

    Wheel: nearer and farther. Drag: move. Point at somebody: whom they name and who names them. Double click: all.

    Parameters
    ----------
    network
        Of one site and wave, or several side by side.
    labels
        What to call people, by person id; their ids where absent. Names make the map the team's own.
    seed
        Of the layout; the same seed gives the same map.
    height
        In pixels.

    Returns
    -------
    InteractiveMap
        What a notebook displays. It shows every person's own ties, so it is for the analyst, not for an audience.

    Examples
    --------
    >>> import pandas as pd
    >>> from netsurvey.network import Network
    >>> network = Network.from_ties(pd.DataFrame({"source": ["Ann", "Ann"], "target": ["Bob", "Cat"]}))
    >>> page = show(network).page
    >>> page.count("<line"), page.count("data-i=")
    (2, 3)
    """
    drawn = shapes(network, seed=seed)
    pairs = network.pairs
    namers = np.bincount(pairs[:, 1], minlength=len(network.nodes))
    people = network.nodes.index.get_level_values("person_id")
    called = people.to_series().map(labels).fillna("") if labels is not None else people.to_series()
    told = [
        f"{label or 'Somebody'}: {'respondent' if asked else 'named only'}, named by {count}"
        for label, asked, count in zip(called, network.interviewed, namers, strict=True)
    ]
    interviewed = int(network.interviewed.sum())
    caption = (
        f"{interviewed} people were asked (blue circles) and named {len(network.nodes) - interviewed} others "
        "(pink diamonds). A partial map: only the people asked could name anybody."
    )
    page = _PAGE.substitute(
        title="Who named whom",
        caption=html.escape(caption),
        box=drawn.box,
        lines=drawn.lines,
        dots=drawn.dots,
        ties=json.dumps(pairs.tolist(), separators=(",", ":")),
        labels=json.dumps(told, ensure_ascii=True).replace("<", "\\u003c"),
    )
    return InteractiveMap(page=page, height=height)
