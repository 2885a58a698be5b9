"""What boosted trees make of a study once they have been shown the truth of another village.

Pairs of names that may be one person are described by how their parts compare and by who speaks; trees learn from a
village whose truth is known how likely each pair is one person. Average linkage gathers the names, and pairs that
cannot be one person keep their clusters apart. No community has such a village to learn from: these rows are generous.

Two rows come of it: the cut that was best on a third village, and the cut that is best on the truth itself.

    python -m benchmarks.resolve.supervised_row STUDY --trained-on OTHER --tuned-on THIRD
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from benchmarks.resolve.records import components, read_records
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.ensemble import HistGradientBoostingClassifier

if TYPE_CHECKING:
    from benchmarks.resolve.records import Records
    from numpy.typing import NDArray

__all__ = ["CUTS", "Pairs", "Supervised", "candidates", "row"]

CUTS = tuple(round(0.05 * step, 2) for step in range(1, 20))
_ALIKE = 0.88
_UNLIKELY = 0.02
"""Below this probability a pair does not make its names one block of the clustering."""
_FORBIDDEN = 1e6
"""Distance of a pair that cannot be one person: no average over a cluster gets it below 1."""


class Pairs(NamedTuple):
    """Pairs of rows that may be one person, and what is known of each pair."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    features: pd.DataFrame


class Supervised:
    """Trees that know the truth of one village, and a cut that was best on another.

    Parameters
    ----------
    trained_on, tuned_on
        Folders of the two studies, each with its truth.
    """

    def __init__(self, trained_on: Path, tuned_on: Path) -> None:
        records = read_records(trained_on)
        pairs = candidates(records)
        left, right = records.truth[pairs.left], records.truth[pairs.right]
        known = (left != "") & (right != "")
        self._trees = HistGradientBoostingClassifier(max_iter=300, learning_rate=0.08, random_state=1)
        self._trees.fit(pairs.features[known], (left == right)[known])
        tuning = self.scores(read_records(tuned_on))
        self.cut = max(CUTS, key=lambda cut: tuning[cut]["F1"])

    def scores(self, records: Records) -> dict[float, dict[str, float]]:
        """Return the scores of a study at every cut."""
        pairs = candidates(records)
        probability = self._trees.predict_proba(pairs.features)[:, 1]
        labels = _clusters(records, pairs, probability)
        return {cut: records.scores(labels[cut]) for cut in CUTS}


def row(folder: Path, supervised: Supervised) -> dict[str, float]:
    """Return the scores of a study at the cut fixed beforehand, and as "chosen ..." at the cut best on its truth."""
    tried = supervised.scores(read_records(folder))
    best = max(tried, key=lambda cut: tried[cut]["F1"])
    chosen = {f"chosen {name}": value for name, value in tried[best].items()}
    return tried[supervised.cut] | {"cut": supervised.cut} | chosen | {"chosen cut": best}


def candidates(records: Records) -> Pairs:
    """Return the pairs whose given names, or whose surnames where one is missing, do not contradict one another."""
    table = records.table
    given, surname = _Names(table["given"], table["fulls"]), _Names(table["surname"], None)
    left, right = np.nonzero(np.triu(given.may_be_one[np.ix_(given.of, given.of)], k=1))
    bare = np.flatnonzero(table["given"] == "")
    named = surname.may_be_one[np.ix_(surname.of[bare], surname.of)] & (table["surname"] != "").to_numpy()
    one, other = np.nonzero(named)
    one = bare[one]
    pairs = np.unique(
        np.stack(
            [
                np.concatenate([left, np.minimum(one, other)]).astype(np.intp),
                np.concatenate([right, np.maximum(one, other)]).astype(np.intp),
            ]
        ),
        axis=1,
    )
    left, right = pairs[:, (pairs[0] != pairs[1]) & ~records.apart(pairs[0], pairs[1])]
    kept = surname.how[surname.of[left], surname.of[right]] != 0
    return Pairs(left[kept], right[kept], _features(table, given, surname, left[kept], right[kept]))


class _Names:
    """The distinct names of one column compared with one another.

    `how` is 0 for a conflict, 1 where an initial fits, 2 for alike, 3 for a short form, 4 for the same, -1 for missing.
    """

    def __init__(self, names: pd.Series[str], fulls: pd.Series[list[str]] | None) -> None:
        self.of, distinct = pd.factorize(names)
        self.of = self.of.astype(np.intp)
        texts = distinct.tolist()
        self.times = np.bincount(self.of)
        self.likeness = process.cdist(texts, texts, scorer=JaroWinkler.similarity, dtype=np.float32)
        self.how = np.where(self.likeness >= _ALIKE, 2, 0).astype(np.int8)
        if fulls is not None:
            meant = pd.Series(fulls.to_numpy(), index=self.of).groupby(level=0).first()
            behind = pd.crosstab(*_exploded(meant)).reindex(range(len(texts)), fill_value=0).to_numpy()
            self.how[(behind @ behind.T) > 0] = 3
        initial = np.array([text.endswith(".") for text in texts])
        first = np.array([text[:1] for text in texts])
        self.how[(initial[:, None] | initial) & (first[:, None] == first)] = 1
        np.fill_diagonal(self.how, 4)
        missing = np.array([text == "" for text in texts])
        self.how[missing[:, None] | missing] = -1
        self.may_be_one = self.how > 0


def _exploded(meant: pd.Series[list[str]]) -> tuple[pd.Series[int], pd.Series[str]]:
    long = meant.explode().dropna()
    return pd.Series(long.index.to_numpy()), pd.Series(long.to_numpy())


def _features(
    table: pd.DataFrame, given: _Names, surname: _Names, left: NDArray[np.intp], right: NDArray[np.intp]
) -> pd.DataFrame:
    found: dict[str, NDArray[np.floating]] = {}
    for name, names in (("given", given), ("surname", surname)):
        a, b = names.of[left], names.of[right]
        found[f"{name} how"] = names.how[a, b].astype(float)
        found[f"{name} likeness"] = np.where(names.how[a, b] < 0, np.nan, names.likeness[a, b])
        found[f"{name} rarer"] = np.log(np.minimum(names.times[a], names.times[b]))
        found[f"{name} commoner"] = np.log(np.maximum(names.times[a], names.times[b]))
    full = pd.factorize(table["given"] + " " + table["surname"])[0]
    times = np.bincount(full)
    found["name rarer"] = np.log(np.minimum(times[full[left]], times[full[right]]))
    for name in ("street", "sex", "title", "kin"):
        found[f"same {name}"] = _same(table[name], left, right)
    found["one has a title"] = (
        (table["title"] != "").to_numpy()[left] ^ (table["title"] != "").to_numpy()[right]
    ) * 1.0
    age = table["age"].to_numpy()
    found["years apart"] = np.abs(age[left] - age[right])
    for name in ("question", "respondent", "written", "home"):
        found[f"same {name}"] = _same(table[name].astype(str), left, right)
    lives, speaks = table["street"], table["home"]
    found["lives where the other speaks"] = np.fmax(
        _same(lives, left, right, other=speaks), _same(lives, right, left, other=speaks)
    )
    relation = pd.factorize(table["relation"].where(~table["is_form"], "form"), sort=True)[0].astype(float)
    found["relation"] = np.minimum(relation[left], relation[right])
    found["other relation"] = np.maximum(relation[left], relation[right])
    for side, rows in (("left", left), ("right", right)):
        found[f"{side} is a form"] = table["is_form"].to_numpy()[rows] * 1.0
    return pd.DataFrame(found)


def _same(
    texts: pd.Series[str], left: NDArray[np.intp], right: NDArray[np.intp], *, other: pd.Series[str] | None = None
) -> NDArray[np.float64]:
    """Return 1 where both texts are the same, 0 where they differ, missing where one is."""
    a, b = texts.to_numpy()[left], (texts if other is None else other).to_numpy()[right]
    return np.where((a == "") | (b == ""), np.nan, (a == b) * 1.0)


def _clusters(records: Records, pairs: Pairs, probability: NDArray[np.float64]) -> dict[float, NDArray[np.intp]]:
    """Return the labels of the rows at every cut, by average linkage within blocks that some likely pair connects."""
    size = len(records.table)
    likely = probability >= _UNLIKELY
    block = components(size, pairs.left[likely], pairs.right[likely])
    inside = block[pairs.left] == block[pairs.right]
    left, right, probability = pairs.left[inside], pairs.right[inside], probability[inside]
    order = np.argsort(block[left], kind="stable")
    ends = np.searchsorted(block[left][order], np.arange(block.max() + 2))
    labels = {cut: np.arange(size, dtype=np.intp) for cut in CUTS}
    for number, count in Counter(block.tolist()).items():
        if count == 1:
            continue
        rows = np.flatnonzero(block == number)
        here = order[ends[number] : ends[number + 1]]
        distance = np.ones((count, count))
        a, b = np.searchsorted(rows, left[here]), np.searchsorted(rows, right[here])
        distance[a, b] = distance[b, a] = 1 - probability[here]
        upper = np.triu_indices(count, k=1)
        distances = distance[upper]
        distances[records.apart(rows[upper[0]], rows[upper[1]])] = _FORBIDDEN
        tree = linkage(distances, method="average")
        for cut in CUTS:
            labels[cut][rows] = rows[fcluster(tree, 1 - cut, criterion="distance") - 1]
    return labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("studies", type=Path, nargs="+", help="folders with study.toml, responses and truth.csv")
    parser.add_argument("--trained-on", type=Path, required=True, help="folder of another village")
    parser.add_argument("--tuned-on", type=Path, required=True, help="folder of a third village")
    options = parser.parse_args()
    supervised = Supervised(options.trained_on, options.tuned_on)
    rows = [{"study": folder.name, **row(folder, supervised)} for folder in options.studies]
    print(pd.DataFrame(rows).to_string(index=False, float_format=lambda x: f"{x:.3f}"))


if __name__ == "__main__":
    main()
