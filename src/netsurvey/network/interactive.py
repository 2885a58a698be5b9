"""The map inside a notebook: zoom, move, and point at somebody to see whom they name.

It is one picture in its own frame with nothing fetched from anywhere, so it works on a laptop without a network and
cannot disturb the notebook around it. It is painted on a canvas, and while it moves the last painting is moved along,
since a browser without a graphics card takes long over thousands of shapes.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.network.layout import positions
from netsurvey.network.thumbnail import side_by_side

if TYPE_CHECKING:
    import pandas as pd

    from netsurvey.network.graph import Network

__all__ = ["InteractiveMap", "show"]

_PAGE = Template("""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Who named whom</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 script-src 'unsafe-inline'">
<style>
body { margin: 0; font: 14px sans-serif; color: #222 }
canvas { display: block; width: 100vw; height: calc(100vh - 3.4em); cursor: grab; touch-action: none }
canvas:focus-visible { outline: 3px solid #0072B2; outline-offset: -3px }
p { margin: 0; padding: .4em .8em; height: 2.6em; line-height: 1.3 }
</style></head><body>
<p id="told" role="status">$caption</p>
<canvas id="map" role="img" tabindex="0" aria-label="$caption"></canvas>
<script>
const { x, y, size, asked, ties, labels, namers } = $contents;
const map = document.getElementById("map"), told = document.getElementById("told");
const screen_ = map.getContext("2d");
const caption = told.textContent;
const lowest = list => list.reduce((a, b) => Math.min(a, b), Infinity);
const highest = list => list.reduce((a, b) => Math.max(a, b), -Infinity);
const [left, top_] = [lowest(x), lowest(y)], wide = highest(x) - left + 80, tall = highest(y) - top_ + 80;
let zoom = 1, dx = 0, dy = 0, at = -1, from = null, waiting = false, pen = screen_;

function whole() {
  zoom = Math.min(map.clientWidth / wide, map.clientHeight / tall) || 1;
  dx = (map.clientWidth - wide * zoom) / 2 - (left - 40) * zoom;
  dy = (map.clientHeight - tall * zoom) / 2 - (top_ - 40) * zoom;
}
const radius = i => Math.max(size[i] * zoom, 1.5);
function lines(only) {
  pen.beginPath();
  for (const [a, b] of ties) {
    if (only && a !== at && b !== at) continue;
    pen.moveTo(x[a] * zoom + dx, y[a] * zoom + dy);
    pen.lineTo(x[b] * zoom + dx, y[b] * zoom + dy);
  }
  pen.stroke();
}
function dots(these) {
  for (const kind of [0, 1]) {
    pen.beginPath();
    for (const i of these) {
      if (asked[i] !== kind) continue;
      const r = radius(i), px = x[i] * zoom + dx, py = y[i] * zoom + dy;
      if (kind) {
        pen.moveTo(px + r, py);
        pen.arc(px, py, r, 0, 6.2832);
      } else {
        pen.moveTo(px, py - r); pen.lineTo(px + r, py); pen.lineTo(px, py + r); pen.lineTo(px - r, py); pen.closePath();
      }
    }
    pen.fillStyle = kind ? "#0072B2" : "#DE8AB8";
    pen.fill();
    pen.stroke();
  }
}
const everybody = x.map((_, i) => i);
const still = document.createElement("canvas"), brush = still.getContext("2d");
let kept = [1, 0, 0], soon = 0;
function paint() {
  clearTimeout(soon);
  const dense = window.devicePixelRatio || 1;
  still.width = map.width = Math.round(map.clientWidth * dense);
  still.height = map.height = Math.round(map.clientHeight * dense);
  brush.setTransform(dense, 0, 0, dense, 0, 0);
  pen = brush;
  pen.globalAlpha = .45; pen.strokeStyle = "#888"; pen.lineWidth = 1;
  lines(false);
  pen.globalAlpha = 1; pen.strokeStyle = "#fff";
  dots(everybody);
  pen = screen_;
  kept = [zoom, dx, dy];
  reuse();
}
function reuse() {
  waiting = false;
  const dense = window.devicePixelRatio || 1, by = zoom / kept[0];
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, map.width, map.height);
  pen.globalAlpha = at < 0 ? 1 : .15;
  pen.setTransform(by, 0, 0, by, (dx - kept[1] * by) * dense, (dy - kept[2] * by) * dense);
  pen.drawImage(still, 0, 0);
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.globalAlpha = 1;
  if (at >= 0) {
    const near = new Set([at]);
    for (const [a, b] of ties) if (a === at || b === at) near.add(a).add(b);
    pen.strokeStyle = "#555"; pen.lineWidth = 1;
    lines(true);
    pen.strokeStyle = "#fff";
    dots([...near]);
  }
  if (by !== 1 || dx !== kept[1] || dy !== kept[2]) { clearTimeout(soon); soon = setTimeout(paint, 150); }
}
function look() { if (!waiting) { waiting = true; requestAnimationFrame(reuse); } }
function nearer(by, px, py) { dx = px - (px - dx) * by; dy = py - (py - dy) * by; zoom *= by; look(); }
function under(px, py) {
  let found = -1, least = Infinity;
  for (let i = 0; i < x.length; i++) {
    const away = Math.hypot(x[i] * zoom + dx - px, y[i] * zoom + dy - py);
    if (away < least && away <= Math.max(radius(i), 6)) { found = i; least = away; }
  }
  return found;
}
function point(i) {
  if (i === at) return;
  at = i;
  told.textContent = i < 0 ? caption
    : (labels[i] || "Somebody") + ": " + (asked[i] ? "respondent" : "named only") + ", named by " + namers[i];
  look();
}
map.addEventListener("wheel", event => {
  event.preventDefault();
  nearer(event.deltaY > 0 ? 1 / 1.15 : 1.15, event.offsetX, event.offsetY);
}, { passive: false });
map.addEventListener("pointerdown", event => {
  from = [event.clientX, event.clientY];
  map.setPointerCapture(event.pointerId);
});
map.addEventListener("pointermove", event => {
  if (!from) { point(under(event.offsetX, event.offsetY)); return; }
  dx += event.clientX - from[0]; dy += event.clientY - from[1];
  from = [event.clientX, event.clientY];
  look();
});
map.addEventListener("pointerup", () => { from = null; });
map.addEventListener("pointerleave", () => point(-1));
map.addEventListener("dblclick", () => { whole(); look(); });
map.addEventListener("keydown", event => {
  const [px, py] = [map.clientWidth / 2, map.clientHeight / 2];
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  if (event.key in moves) { dx += moves[event.key][0]; dy += moves[event.key][1]; look(); }
  else if (event.key === "+" || event.key === "=") nearer(1.3, px, py);
  else if (event.key === "-") nearer(1 / 1.3, px, py);
  else if (event.key === "0") { whole(); look(); }
  else return;
  event.preventDefault();
});
addEventListener("resize", () => { whole(); paint(); });
whole();
paint();
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
    """Return the network as a map to move about in, for a notebook; :meth:`netsurvey.Network.show` is the same.

    Wheel, or plus and minus: nearer and farther. Drag, or the arrow keys: move. Point at somebody: whom they name and
    who names them. Double click, or 0: all.

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
    >>> '"ties":[[0,1],[0,2]]' in show(network).page
    True
    """
    places = side_by_side(positions(network, seed=seed), network.block_numbers) * 10
    namers = np.bincount(network.pairs[:, 1], minlength=len(network.nodes))
    people = network.nodes.index.get_level_values("person_id")
    called = people.to_series().map(labels).fillna("") if labels is not None else people.to_series()
    interviewed = int(network.interviewed.sum())
    caption = (
        f"{interviewed} people were asked (blue circles) and named {len(network.nodes) - interviewed} others "
        "(pink diamonds). A partial map: only the people asked could name anybody."
    )
    contents = {
        "x": np.nan_to_num(places[:, 0]).round().astype(int).tolist(),
        "y": np.nan_to_num(places[:, 1]).round().astype(int).tolist(),
        "size": (3.5 + 1.8 * np.sqrt(namers)).round(1).tolist(),
        "asked": network.interviewed.astype(int).tolist(),
        "ties": network.pairs.tolist(),
        "labels": called.tolist(),
        "namers": namers.tolist(),
    }
    page = _PAGE.substitute(caption=html.escape(caption), contents=_script(contents))
    return InteractiveMap(page=page, height=height)


def _script(contents: dict[str, Any]) -> str:
    """Return values as they may stand inside a script: nothing written by anybody can end it."""
    return json.dumps(contents, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")
