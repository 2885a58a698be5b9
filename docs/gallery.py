"""Draws one picture of every kind from the small sample, and writes the page that shows them.

`python docs/gallery.py` writes the page; Sphinx draws the pictures into `_build/gallery` when the program has changed.
The sample's people are invented, so that the team's own pictures may be shown, too.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

import netsurvey
from netsurvey import Network, Tier
from netsurvey.analyse.importance import importance
from netsurvey.pipeline import KINDS
from netsurvey.pipeline.pictures.request import Request
from netsurvey.plot import alt_text, attribute_on_map, plot_importance, plot_waves, save_figure
from netsurvey.plot.warm import WARM_COLUMNS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from netsurvey.pipeline import Run
    from netsurvey.pipeline.pictures import Kind

PAGE = Path(__file__).with_name("gallery.md")
PICTURES = Path(__file__).parent / "_build" / "gallery"
TEAM = ("flags", "pathways", "gatherings", "ego", "researchers", "scatter")
"""Kinds shown as the team sees them: for nobody else, or with too little to show of so small a village."""
INDICATORS = """block,domain,indicator,place,local_authority,national,better
self,health,"people in good health, %",71,76,79,higher
self,education,"adults without qualifications, %",36,31,23,lower
self,life satisfaction,"mean, 0 to 10",7.3,7.4,7.5,higher
supports,friends and family,"meet friends most weeks, %",72,66,64,higher
supports,belonging,"feel part of the community, %",58,,62,higher
systems,local economy,"people out of work, %",9.1,6.4,4.9,lower
systems,crime,"burglaries in 1,000 homes",8.2,8.4,9.6,lower
systems,transport,"households without a car, %",38,30,,lower
"""
TOP = """<!-- Written by docs/gallery.py. Change the program, not this page; then `python docs/gallery.py`. -->

# The gallery

Every kind of picture that `netsurvey plot` draws, from the small bundled sample: an invented village, so that even
what is meant for the team alone may be shown. One kind by itself: `netsurvey plot STUDY --kind NAME`. For whom:
`--tier team`, `partner` (where nothing is said) or `public`; below the team small numbers are hidden in the picture and
in the words that stand in its place. In a notebook every kind is a function of `netsurvey.plot` that takes `ax=` and
returns the axes, so that pictures can stand side by side on a page of your own. The second wave and the indicators are
made up for the picture.
"""
BOTTOM = """## The file of indicators

`indicators.csv` holds a row an indicator, and its columns in any order. What is wrong with it is told with its row and
column.
"""


def page() -> str:
    """Return the page, from the table of kinds."""
    columns = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in WARM_COLUMNS.items())
    return "\n".join([TOP, *map(_section, KINDS), f"{BOTTOM}\n| Column | What it holds |\n|---|---|\n{columns}\n"])


def _section(kind: Kind) -> str:
    return f"""## {kind.title}

```{{image}} _build/gallery/{kind.name}.png
:alt: {kind.title}, in an invented village
```

{kind.reading} `--kind {kind.name}` needs {kind.needs}.

````{{admonition}} In words
```{{include}} _build/gallery/{kind.name}.txt
```
````
"""


def draw_gallery(folder: Path = PICTURES) -> None:
    """Draw a picture of every kind, and write beside it what it says in words; nothing where nothing has changed.

    Parameters
    ----------
    folder
        Where to.
    """
    mark = _program()
    if (folder / "drawn").is_file() and (folder / "drawn").read_text(encoding="ascii") == mark:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        village = Path(place) / "village"
        shutil.copytree(netsurvey.sample_path("small"), village)
        (village / "study.key").write_text("2a" * 32 + "\n", encoding="ascii")
        (village / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
        run = netsurvey.run(village)
        for kind in KINDS:
            picture = {"waves": _waves, "importance": _importance}.get(kind.name, _first)(run, kind)
            save_figure(picture, folder / kind.name, formats=["png"])
            (folder / f"{kind.name}.txt").write_text(alt_text(picture) + "\n", encoding="utf-8")
    (folder / "drawn").write_text(mark, encoding="ascii")


def _first(run: Run, kind: Kind) -> Axes:
    """Return the first picture of a kind."""
    named_most = run.findings.people["mentions"].droplevel(["site", "wave"]).idxmax()
    request = Request(run, Tier.TEAM if kind.name in TEAM else Tier.PARTNER, str(named_most))
    return next(iter(kind.draw(request)))[1]()


def _importance(run: Run, _: Kind) -> Axes:
    """Return what goes with wellbeing beside gender and work alone: so small a village has too few people for more."""
    network, asked = run.network, run.network.interviewed
    levels = {name: attribute_on_map(network, run.survey, name) for name in ("gender", "employment")}
    table = importance(
        run.findings.people[asked], pd.DataFrame(levels)[asked], scores=["wemwbs"], flags=["power_isolate_v1"]
    )
    return plot_importance(replace(run.findings, importance=table))


def _waves(run: Run, _: Kind) -> Axes:
    """Return the village beside what it might be two years later: a third of the ties gone, nobody new."""
    before = run.network
    stay = np.random.default_rng(1).random(len(before.ties)) > 1 / 3
    nodes = before.nodes.rename(index={"2011": "2013"}, level="wave")
    ties, doors = (table.assign(wave="2013") for table in (before.ties[stay], before.doors))
    both = Network(
        nodes=pd.concat([before.nodes, nodes]),
        ties=pd.concat([before.ties, ties.astype(before.ties.dtypes.to_dict())], ignore_index=True),
        roles=before.roles,
        doors=pd.concat([before.doors, doors.astype(before.doors.dtypes.to_dict())], ignore_index=True),
    )
    return plot_waves(both, tier=Tier.PARTNER)


def _program() -> str:
    """Return what tells one state of the program from another."""
    files = [Path(__file__), *sorted(Path(netsurvey.__file__).parent.rglob("*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
