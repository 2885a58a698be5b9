"""What each kind of evidence adds: the same villages resolved once more without it.

NETSURVEY_THIRD_PARTY=FOLDER python -m benchmarks.resolve.ablation [--settings plain] [--seeds 1] [--without street]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
import pandas as pd
from benchmarks.resolve.accuracy import cases
from benchmarks.resolve.measures import Judged, summary

from netsurvey.ingest import ingest
from netsurvey.resolve import resolve
from netsurvey.resolve.circumstances import CIRCUMSTANCES
from netsurvey.resolve.evidence import EVIDENCE
from netsurvey.resolve.sites import prepare
from netsurvey.store import open_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netsurvey.resolve.references import Reference

__all__ = ["ABLATIONS", "without"]

_SITES = sys.modules[prepare.__module__]
_HARDLY = 1e-6
"""A share that cannot be nought, since its logarithm is taken."""


def _unseen(kind: str) -> Iterator[Any]:
    """Read every form and mention as if nothing of the kind had been written."""

    def blind(read: Callable[..., list[Reference]]) -> Callable[..., list[Reference]]:
        def reading(*arguments: object) -> list[Reference]:
            references = read(*arguments)
            for reference in references:
                reference.seen.pop(kind, None)
            return references

        return reading

    for name in ("references_of_forms", "references_of_mentions"):
        yield patch.object(_SITES, name, blind(getattr(_SITES, name)))


def _unexpected(kind: str) -> Iterator[Any]:
    """Expect nothing from the respondent's own circumstances."""
    yield patch.dict(CIRCUMSTANCES)
    CIRCUMSTANCES.pop(kind)


def _unweighed(name: str) -> Iterator[Any]:
    """Let names of a generation, or names that go together, say nothing."""
    yield patch.object(_SITES, name, lambda references, *_: np.zeros(len(references)))


def _unrelated() -> Iterator[Any]:
    """Let nobody be likelier for having been named by the same form or home, or for having named the respondent."""
    learn = _SITES.first_odds
    hardly = dict.fromkeys(("again", "home", "back"), _HARDLY)
    yield patch.object(_SITES, "first_odds", lambda *arguments: learn(*arguments)._replace(**hardly))


def _unpopular() -> Iterator[Any]:
    """Let nobody be likelier for being named often: one pool of people, all alike."""
    learn = _SITES.first_odds
    yield patch.object(_SITES, "first_odds", lambda *arguments: learn(*arguments)._replace(discount=0.0))


ABLATIONS: dict[str, Callable[[], Iterator[Any]]] = {
    "nothing": lambda: iter(()),
    **{kind: partial(_unseen, kind) for kind in EVIDENCE},
    **{f"expected {kind}": partial(_unexpected, kind) for kind in CIRCUMSTANCES},
    "names of a generation": partial(_unweighed, "fashion"),
    "names that go together": partial(_unweighed, "together"),
    "who is near whom": _unrelated,
    "few are named by many": _unpopular,
}
"""What can be left out, by name."""


@contextmanager
def without(name: str) -> Iterator[None]:
    """Resolve without a kind of evidence for a while."""
    with ExitStack() as stack:
        for change in ABLATIONS[name]():
            stack.enter_context(change)
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settings", nargs="+", default=["plain", "wrong answers"])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument("--without", nargs="+", default=list(ABLATIONS), choices=list(ABLATIONS))
    parser.add_argument("--draws", type=int, default=60)
    options = parser.parse_args()
    rows = []
    for case in cases(options.seeds, maker="both"):
        if case.setting not in options.settings:
            continue
        with tempfile.TemporaryDirectory() as folder:
            case.made.write(Path(folder))
            survey, roster = ingest(open_study(folder))
        for name in options.without:
            with without(name):
                people = resolve(survey, roster, draws=options.draws)
            judged = Judged(survey=survey, roster=roster, people=people, truth=case.made.truth, forms=case.forms)
            rows.append({"without": name, "village": f"{case.setting} {case.seed}", **summary(judged)})
            print(f"{rows[-1]['village']}, without {name}", file=sys.stderr, flush=True)
    shown = ["F1", "B3 F1", "P", "R", "sure P", "sure R", "log-loss"]
    means = pd.DataFrame(rows).groupby("without", sort=False)[shown].mean()
    print(means.sort_values("F1").to_string(float_format="{:.3f}".format))


if __name__ == "__main__":
    main()
