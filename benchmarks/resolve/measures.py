"""How well a resolution agrees with the truth: the figures every row of the accuracy tables is made of.

They stand apart from what they judge: nothing here asks `netsurvey.resolve` what a name is or who is alike. Only
mentions that mean a person and whose true person is known are scored. Pairs are never listed one by one: mentions with
the same truth that are together in every draw count as one cell with a weight, so 30,000 mentions take seconds.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import sparse

from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY
from netsurvey.tables.draws import NOBODY, Draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from netsurvey.tables import People, Roster, Survey

__all__ = [
    "Judged",
    "PairShares",
    "agreement",
    "calibration",
    "calibration_if_right",
    "normalised",
    "pair_shares",
    "summary",
]


_FEWEST_WALKS = 2
"""Walks that can be held against one another."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """A survey, what was made of it and what is true; all by rows: the forms first, then the mentions.

    Attributes
    ----------
    survey, roster, people
        What was read and how it was resolved.
    truth
        Mention key and `person`; empty where nobody is meant. Rows that are not mentions of the survey do not count.
    forms
        Respondent key and `person`: who each respondent is.
    """

    survey: Survey
    roster: Roster
    people: People
    truth: pd.DataFrame
    forms: pd.DataFrame

    def __post_init__(self) -> None:
        """Leave out the doors that stayed shut, as people do."""
        interviewed = self.survey.respondents["interviewed"].fillna(value=False).to_numpy(dtype=bool)
        respondents = self.survey.respondents[interviewed].reset_index(drop=True)
        object.__setattr__(self, "survey", replace(self.survey, respondents=respondents))

    def true_mentions(self) -> NDArray[np.object_]:
        """Return who each mention truly means; "" where nobody is scored."""
        return _looked_up(self.survey.mentions, self.truth, list(MENTION_KEY))

    def true_forms(self) -> NDArray[np.object_]:
        """Return who each respondent truly is; "" where that is not known."""
        return _looked_up(self.survey.respondents, self.forms, list(RESPONDENT_KEY))

    def scored(self) -> NDArray[np.bool_]:
        """Return which mentions are scored."""
        person = (self.survey.mentions["kind"] == "person").to_numpy(dtype=bool)
        return np.asarray(person & (self.true_mentions() != ""), dtype=np.bool_)

    def shown(self) -> NDArray[np.int32]:
        """Return the number of the person each form and mention is shown as."""
        forms = self.survey.respondents.merge(self.people.respondents, on=list(RESPONDENT_KEY), how="left")
        mentions = self.survey.mentions[[*MENTION_KEY]].merge(self.people.mentions, on=list(MENTION_KEY), how="left")
        ids = pd.concat([forms["person_id"], mentions["person_id"]]).replace("", None)
        return np.asarray(pd.factorize(ids)[0], dtype=np.int32)

    def draws(self) -> NDArray[np.int32]:
        """Return the sampled labels; where none were kept, the resolution that is shown."""
        kept = getattr(self.people, "draws", None)
        return kept.labels if isinstance(kept, Draws) else self.shown()[None, :]

    def written(self) -> NDArray[np.object_]:
        """Return each mention's name with case, accents, marks and spaces made alike."""
        names = self.survey.mentions[[*MENTION_KEY]].merge(self.roster.mentions, on=list(MENTION_KEY), how="left")
        return names["name"].fillna("").map(normalised).to_numpy(dtype=object)

    def askers(self) -> NDArray[np.int64]:
        """Return the row of the form each mention stands on."""
        forms = pd.MultiIndex.from_frame(self.survey.respondents[[*RESPONDENT_KEY]])
        return forms.get_indexer(pd.MultiIndex.from_frame(self.survey.mentions[[*RESPONDENT_KEY]]))


@dataclass(frozen=True, kw_only=True, eq=False)
class PairShares:
    """Pairs of scored mentions that are together in some draw, gathered by share and truth.

    Attributes
    ----------
    share
        In what share of the draws the pairs are one person.
    pairs, true
        How many pairs have that share, and how many of those truly are one person.
    all_true
        True pairs in all, also those never together.
    draws
        How many draws there were.
    """

    share: NDArray[np.float64]
    pairs: NDArray[np.float64]
    true: NDArray[np.float64]
    all_true: float
    draws: int

    def above(self, threshold: float) -> tuple[float, float]:
        """Return precision and recall of joining every pair with at least this share."""
        sure = self.share >= threshold
        return _ratio(self.true[sure].sum(), self.pairs[sure].sum()), _ratio(self.true[sure].sum(), self.all_true)

    def log_loss(self) -> float:
        """Return the mean log-loss, in nats, over pairs that were ever together or truly are one person."""
        probability = (self.share * self.draws + 0.5) / (self.draws + 1)
        missed = self.all_true - self.true.sum()
        loss = -(self.true * np.log(probability) + (self.pairs - self.true) * np.log1p(-probability)).sum()
        return _ratio(loss - missed * np.log(0.5 / (self.draws + 1)), self.pairs.sum() + missed)


def normalised(name: str) -> str:
    """Return a name with case, accents, marks and spaces made alike.

    Examples
    --------
    >>> normalised("  SUE  O'Néil "), normalised("Smith, Jan")
    ('sue oneil', 'smith jan')
    """
    plain = (
        unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    )
    return " ".join(re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


def agreement(found: pd.Series[str], truth: pd.Series[str]) -> dict[str, float]:
    """Return pairwise and B-cubed precision, recall and F1 of labels on one index.

    Examples
    --------
    >>> found, truth = pd.Series(["a", "a", "a", "b"]), pd.Series(["x", "x", "y", "y"])
    >>> {name: round(value, 3) for name, value in agreement(found, truth).items()}
    {'P': 0.333, 'R': 0.5, 'F1': 0.4, 'B3 P': 0.667, 'B3 R': 0.75, 'B3 F1': 0.706}
    """
    frame = pd.DataFrame({"found": found.to_numpy(), "truth": truth.to_numpy()})
    together = frame.groupby(["found", "truth"], sort=False)["found"].transform("size")
    by_found = frame.groupby("found", sort=False)["found"].transform("size")
    by_truth = frame.groupby("truth", sort=False)["truth"].transform("size")
    hits = float((together - 1).sum())
    precision, recall = _ratio(hits, float((by_found - 1).sum())), _ratio(hits, float((by_truth - 1).sum()))
    b_precision, b_recall = float((together / by_found).mean()), float((together / by_truth).mean())
    return {
        "P": precision,
        "R": recall,
        "F1": _harmonic(precision, recall),
        "B3 P": b_precision,
        "B3 R": b_recall,
        "B3 F1": _harmonic(b_precision, b_recall),
    }


def pair_shares(judged: Judged) -> PairShares:
    """Return in what share of the draws pairs of scored mentions are one person, and how many truly are."""
    rows = np.flatnonzero(judged.scored())
    truth = pd.factorize(judged.true_mentions()[rows])[0]
    return _shares(truth, judged.draws()[:, len(judged.survey.respondents) + rows])


def _shares(truth: NDArray[np.integer], labels: NDArray[np.int32]) -> PairShares:
    """Return in what share of the draws pairs of columns are one person, and how many truly are."""
    cells, weight = np.unique(np.vstack([truth[None, :], labels]).T, axis=0, return_counts=True)
    truth, labels = cells[:, 0], cells[:, 1:]
    within = weight * (weight - 1) / 2
    pairs = _together(labels)
    mass = weight[pairs.row] * weight[pairs.col].astype(float)
    same = truth[pairs.row] == truth[pairs.col]
    ever = (labels != NOBODY).sum(axis=1)
    counts = np.concatenate([pairs.data, ever])
    size = labels.shape[1]
    total = np.bincount(counts, np.concatenate([mass, within]), minlength=size + 1)
    true = np.bincount(counts, np.concatenate([mass * same, within]), minlength=size + 1)
    kept = np.flatnonzero((total > 0) & (np.arange(size + 1) > 0))
    persons = np.bincount(truth, weight)
    return PairShares(
        share=kept / size,
        pairs=total[kept].astype(np.float64),
        true=true[kept].astype(np.float64),
        all_true=float((persons * (persons - 1) / 2).sum()),
        draws=size,
    )


def _together(labels: NDArray[np.int32]) -> sparse.coo_array:
    """Return in how many draws two different cells are together, each pair once."""
    cell, draw = np.nonzero(labels != NOBODY)
    cluster = draw * (int(labels.max(initial=0)) + 1) + labels[cell, draw].astype(np.int64)
    column = np.unique(cluster, return_inverse=True)[1]
    inside = sparse.csr_array((np.ones(len(cell), dtype=np.int32), (cell, column)), shape=(len(labels), len(cell)))
    return sparse.triu(inside @ inside.T, k=1).tocoo()


def calibration(shares: PairShares, *, bins: int = 10, low: float = 0.05, high: float = 0.95) -> pd.DataFrame:
    """Return what the doubtful pairs' probabilities are worth, in bins that hold about equally many pairs.

    Parameters
    ----------
    shares
        Pairs by share of draws together.
    bins
        How many bins at the most.
    low, high
        Which pairs are doubtful: those strictly between.

    Returns
    -------
    pandas.DataFrame
        One row a bin: `pairs`, mean `stated` probability, and the `true` share of them.
    """
    doubtful = (shares.share > low) & (shares.share < high)
    share, pairs, true = shares.share[doubtful], shares.pairs[doubtful], shares.true[doubtful]
    middle = (np.cumsum(pairs) - pairs / 2) / max(pairs.sum(), 1)
    frame = pd.DataFrame({"bin": (middle * bins).astype(int), "pairs": pairs, "stated": share * pairs, "true": true})
    table = frame.groupby("bin").sum()
    table["stated"] /= table["pairs"]
    table["true"] /= table["pairs"]
    return table.reset_index(drop=True)


def calibration_if_right(judged: Judged, *, walks: int = 8) -> float:
    """Return the calibration error that probabilities would show in this village even if they were right.

    A draw is taken for the truth and held against what the other walks say, once for each walk. A village is small and
    its pairs hang together: where thirty mentions of one official go together or not at all, hundreds of pairs are
    right or wrong at once.
    """
    labels = judged.draws()[:, len(judged.survey.respondents) + np.flatnonzero(judged.scored())]
    walks = min(walks, len(labels))
    if walks < _FEWEST_WALKS:
        return float("nan")
    errors = [
        _error(calibration(_shares(labels[walk[-1]], np.delete(labels, walk, axis=0))))
        for walk in np.array_split(np.arange(len(labels)), walks)
    ]
    return float(np.mean(errors))


def _error(table: pd.DataFrame) -> float:
    """Return how far stated and true shares are apart, every pair counting the same."""
    return _ratio(float((table["pairs"] * (table["stated"] - table["true"]).abs()).sum()), table["pairs"].sum())


def summary(judged: Judged, *, sure: float = 0.99) -> dict[str, float]:
    """Return every figure of one resolution.

    Parameters
    ----------
    judged
        The resolution and the truth.
    sure
        From which share of draws a pair counts as merged automatically.

    Returns
    -------
    dict
        Agreement of what is shown and of the baseline "same full name"; precision and recall of sure pairs and of
        links to interviewed respondents; the calibration error and log-loss; true pairs that some draw joins; how
        often constraints are broken in what is shown and, in the mean, in a draw.
    """
    scored, truth = judged.scored(), pd.Series(judged.true_mentions())
    forms = len(judged.survey.respondents)
    shown = judged.shown()
    alone = np.where(shown == NOBODY, len(shown) + np.arange(len(shown)), shown)  # who means nobody is with nobody
    site = judged.survey.mentions["site"].to_numpy(dtype=object)
    shares = pair_shares(judged)
    table = calibration(shares)
    sure_precision, sure_recall = shares.above(sure)
    link_precision, link_recall = _links(judged, shown)
    draws = judged.draws()
    same_name = agreement(pd.Series(site + "|" + judged.written())[scored], truth[scored])
    return {
        "scored": float(scored.sum()),
        **agreement(pd.Series(alone[forms:].astype(str))[scored], truth[scored]),
        "sure P": sure_precision,
        "sure R": sure_recall,
        "link P": link_precision,
        "link R": link_recall,
        "calibration": _error(table),
        "calibration if right": calibration_if_right(judged),
        "doubtful pairs": float(table["pairs"].sum()),
        "log-loss": shares.log_loss(),
        "reached": _ratio(shares.true.sum(), shares.all_true),
        "broken": float(_broken(judged, shown[None, :])),
        "broken a draw": _broken(judged, draws) / len(draws),
        "same name F1": same_name["F1"],
        "same name B3 F1": same_name["B3 F1"],
    }


def _links(judged: Judged, shown: NDArray[np.int32]) -> tuple[float, float]:
    """Return precision and recall of "this mention is that interviewed respondent"."""
    forms = len(judged.survey.respondents)
    scored, truth, who = judged.scored(), judged.true_mentions(), judged.true_forms()
    interviewed = judged.survey.respondents["interviewed"].fillna(value=False).to_numpy(dtype=bool) & (who != "")
    right = set(zip(shown[:forms][interviewed].tolist(), who[interviewed].tolist(), strict=True))
    linked = np.isin(shown[forms:], shown[:forms][interviewed]) & scored
    meant = np.isin(truth.astype(str), who[interviewed].astype(str)) & scored
    hits = sum(pair in right for pair in zip(shown[forms:][linked].tolist(), truth[linked].tolist(), strict=True))
    return _ratio(hits, linked.sum()), _ratio(hits, meant.sum())


def _broken(judged: Judged, draws: NDArray[np.int32]) -> int:
    """Return how often, over all draws, people are joined who cannot be one person.

    Counted are names that one respondent wrote differently under one question, forms of one wave and those who named
    themselves.
    """
    forms = len(judged.survey.respondents)
    mentions = judged.survey.mentions
    asker = judged.askers()
    slot = pd.factorize(pd.Series(asker.astype(str)) + "|" + mentions["question"])[0]
    text = pd.factorize(judged.written())[0]
    round_ = judged.survey.respondents.groupby(["site", "wave"], sort=False).ngroup().to_numpy()
    count = 0
    for labels in draws.astype(np.int64):
        person, meant = labels[:forms], labels[forms:]
        known = meant != NOBODY
        names = np.stack([slot[known], meant[known], text[known]])
        count += np.unique(names, axis=1).shape[1] - np.unique(names[:2], axis=1).shape[1]
        count += forms - np.unique(np.stack([round_, person]), axis=1).shape[1]
        count += int((meant[known] == person[asker[known]]).sum())
    return count


def _looked_up(rows: pd.DataFrame, truth: pd.DataFrame, key: list[str]) -> NDArray[np.object_]:
    kinds = {name: rows[name].dtype for name in key}
    found = rows[key].merge(truth[[*key, "person"]].astype(kinds), on=key, how="left")
    return found["person"].fillna("").to_numpy(dtype=object)


def _harmonic(a: float, b: float) -> float:
    return _ratio(2 * a * b, a + b)


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else float("nan")
