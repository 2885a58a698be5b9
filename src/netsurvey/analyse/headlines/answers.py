"""What people chose from a list of answers, how those who chose each of them score, and who is at both bad ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.analyse.groups import EVERYONE, MISSING
from netsurvey.analyse.headlines.numbers import interval_of, n_of, whole
from netsurvey.analyse.headlines.scene import CHANCE, HIDDEN, NO_DIAGNOSIS, NOT_A_CAUSE, Scene
from netsurvey.analyse.scales import SCALE_TITLES
from netsurvey.analyse.words import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netsurvey.analyse.finding import Finding

__all__ = ["both_tails", "chosen", "main_scale", "scores_by_answer"]

_ASKED = {
    "belonging": "Feeling part of the community",
    "barrier": "What keeps people from joining in",
    "volunteering": "Volunteering",
    "loneliness": "Loneliness",
}
"""How a sentence begins about questions of each role; those of other roles are in the tables alone."""
_NOT_ASKED = {"belonging": "whether people feel part of the community", "barrier": "what keeps people from joining in"}
_ISOLATION = ("power_isolate_v1", "total_isolate_v1", "graph_isolate")
_MOST_ANSWERS = 8
_ENDS_BY_CHANCE = (
    "Of many groups one is at an end by chance alone, and groups overlap: see the tables for the others and for the "
    "intervals."
)
_OF_EXACT = ("No group", "Groups that")
_OF_ROUNDED = ("By rounded numbers, no group", "By rounded numbers, groups that")
_ENDS_BY_ROUNDING = (
    "A group that is not shown may be further at the end, and groups that are close may change places by rounding."
)


def chosen(scene: Scene, choices: pd.DataFrame) -> Iterator[Finding]:
    """Say how many gave each answer to the questions whose role says what they are about."""
    roles = set(choices["role"].dropna())
    for role, what in _NOT_ASKED.items():
        if role not in roles:
            yield scene.finding(f"{role}_answers", f"Not asked: {what}.", not_asked=True)
    for question, rows in choices[choices["role"].isin(list(_ASKED))].groupby("question", sort=False):
        role = str(rows["role"].iloc[0])
        total: Any = next(rows[rows["choice"] == EVERYONE].itertuples())
        each: list[Any] = list(rows[(rows["choice"] != EVERYONE) & rows["share"].notna()].itertuples())
        name, heading = f"{role}_answers", _heading(role, question, choices)
        if not each:
            yield scene.finding(name, f"{heading}: {HIDDEN}.", about=str(question), n=whole(total.n))
            continue
        told = [f"{row.choice} {percent(row.share)} ({percent(row.low)} to {percent(row.high)})" for row in each]
        rest = len(rows) - 1 - len(told[:_MOST_ANSWERS])
        others = f"; {rest} other answer{'s' * (rest > 1)} in the table or not shown" if rest else ""
        statement = (
            f"{heading}: {', '.join(told[:_MOST_ANSWERS])}{others} (n = {n_of(total.n)}). In brackets the 95% interval."
        )
        first = each[0]
        yield scene.finding(
            name,
            statement,
            CHANCE,
            about=str(question),
            n=whole(total.n),
            count=whole(first.count),
            value=float(first.share),
            low=float(first.low),
            high=float(first.high),
        )


def scores_by_answer(scene: Scene, choices: pd.DataFrame, means: pd.DataFrame) -> Iterator[Finding]:
    """Say how those who gave each answer about belonging and barriers score on the scale that says most."""
    scale = main_scale(means)
    asked = choices[choices["role"].isin(list(_NOT_ASKED))]
    for question, role in dict(zip(asked["question"], asked["role"], strict=True)).items():
        rows = means[(means["scale"] == scale) & (means["attribute"] == question) & (means["level"] != MISSING)]
        shown = rows[rows["mean"].notna() & rows["low"].notna()].sort_values("mean", kind="stable")
        heading = _heading(role, question, choices)
        if rows.empty:
            continue
        if shown.empty:
            hidden = f"Scores by answer, {heading.casefold()}: {HIDDEN}."
            yield scene.finding("scores_by_answer", hidden, about=str(question))
            continue
        each: list[Any] = list(shown.itertuples())[:_MOST_ANSWERS]
        told = [f"{row.level} {row.mean:.1f} ({row.low:.1f} to {row.high:.1f}, n = {n_of(row.n)})" for row in each]
        rest = len(rows) - len(each)
        others = f"; {rest} other answer{'s' * (rest > 1)} in the table or not shown" if rest else ""
        statement = (
            f"Mean scores on {_title(scale)}, by the answers to: {heading.casefold()}. {', '.join(told)}{others}. "
            "In brackets the 95% interval and n."
        )
        notes = (CHANCE, NOT_A_CAUSE, NO_DIAGNOSIS, *scene.aloud)
        yield scene.finding("scores_by_answer", statement, *notes, about=str(question), n=whole(shown["n"].sum()))


def both_tails(scene: Scene, rates: pd.DataFrame, means: pd.DataFrame) -> Iterator[Finding]:
    """Say which groups are the most isolated and the lowest in wellbeing of all groups of their kind."""
    scale = main_scale(means)
    flag = next((name for name in _ISOLATION if bool((rates["flag"] == name).any())), None)
    given = rates[(rates["flag"] == flag) & (rates["level"] != MISSING)]
    if flag is None or given.empty or not scale or given["share"].isna().all():
        return
    key = ["attribute", "level"]
    scored = means.loc[means["scale"] == scale, [*key, "mean", "n"]].rename(columns={"n": "scored"})
    groups = given.merge(scored, on=key).dropna(subset=["share", "mean"])
    groups = groups[(groups["n"] >= _LEAST) & (groups["scored"] >= _LEAST)]
    split = groups[groups["attribute"] != EVERYONE].groupby("attribute")
    groups = groups.assign(most=split["share"].transform("max"), lowest=split["mean"].transform("min"))
    several = split["level"].transform("size").reindex(groups.index) > 1
    everybody: Any = next(groups[groups["attribute"] == EVERYONE].itertuples(), None)
    ends = groups[several & (groups["share"] == groups["most"]) & (groups["mean"] == groups["lowest"])]
    people = scene.definitions[flag].people
    notes = (CHANCE, NOT_A_CAUSE, NO_DIAGNOSIS, _ENDS_BY_CHANCE, *[_ENDS_BY_ROUNDING] * scene.published)
    group, groups_that = _OF_ROUNDED if scene.published else _OF_EXACT
    compared = int(several.sum())
    n = whole(everybody.n) if everybody else None
    if ends.empty:
        if compared:
            statement = (
                f"{group} both has the largest share of {people} and scores lowest on {_title(scale)} of the groups "
                f"of its kind ({compared} groups of {_LEAST} people or more that can be shown were compared)."
            )
            yield scene.finding("both_tails", statement, *notes, by=flag, n=n)
        return
    each: list[Any] = list(ends.itertuples())
    told = [
        f"{str(row.attribute).replace('_', ' ')}: {row.level} ({percent(row.share)}, "
        f"{interval_of(row.low, row.high, row.n)}; mean score {row.mean:.1f}, n = {n_of(row.scored)})"
        for row in each
    ]
    beside = f" Everybody: {percent(everybody.share)} and {everybody.mean:.1f}." if everybody else ""
    statement = (
        f"{groups_that} both have the largest share of {people} and score lowest on {_title(scale)} of the groups of "
        f"their kind: {'; '.join(told)}.{beside} {compared} groups of {_LEAST} people or more that can be shown were "
        "compared."
    )
    yield scene.finding("both_tails", statement, *notes, by=flag, n=n)


_LEAST = 10
"""How many people a group must have to be named for its share and its mean."""


def main_scale(means: pd.DataFrame) -> str:
    """Return the score that says most of those there are."""
    there = set(means["scale"])
    return next((name for name in SCALE_TITLES if name in there), next(iter(means["scale"]), ""))


def _title(scale: str) -> str:
    return SCALE_TITLES.get(scale, scale.replace("_", " "))


def _heading(role: object, question: object, choices: pd.DataFrame) -> str:
    """Return what a question is about; with its key where several have the role."""
    several = len(set(choices.loc[choices["role"] == role, "question"])) > 1
    return _ASKED[str(role)] + (f" ({str(question).replace('_', ' ')})" if several else "")
