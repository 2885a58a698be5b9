"""A person's card: why they are flagged, in a sentence each, with what would have to be doubted about it.

A flag without its reason invites gossip; with it, the team can check it against what they know. Cards are for the team
alone and hold ids; names come in as labels where a card is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.analyse.words import number, p_value, percent
from netsurvey.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Card", "card"]

_Row = Any
"""A row of the table of people, by column."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """Why a person is flagged.

    Attributes
    ----------
    person_id
        Who it is about.
    reasons
        A sentence or two a flag, the site and wave before them where the person is in several.
    """

    person_id: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([self.person_id, *(self.reasons or ("Not flagged.",))])


def card(people: pd.DataFrame, person_id: str) -> Card:
    """Return why a person is flagged.

    Parameters
    ----------
    people
        The table of people of the findings, at the team tier.
    person_id
        Who.

    Raises
    ------
    UsageError
        When there is nobody with this id.
    """
    rows = people[people.index.get_level_values("person_id") == person_id]
    if rows.empty:
        what = f'nobody on the map has the id "{person_id}"'
        raise UsageError(Problem(what=what, next_step="Ids are in the column person_id of out/team/people.csv."))
    several = len(rows) > 1
    blocks = rows.index.to_frame()[["site", "wave"]].agg(", ".join, axis=1)
    reasons = [
        f"{block}: {reason}" if several else reason
        for block, (_, row) in zip(blocks, rows.iterrows(), strict=True)
        for reason in _reasons(row)
    ]
    return Card(person_id=person_id, reasons=tuple(reasons))


def _reasons(row: _Row) -> Iterator[str]:
    for flag, because in _BECAUSE.items():
        if flag in row.index and pd.notna(row[flag]) and bool(row[flag]):
            yield " ".join([because(row), *_held(row, flag)])


def _broker(row: _Row) -> str:
    return (
        f"Broker: lies on {number(row['betweenness'])} shortest paths between others, where as many namings dealt out "
        f"anew give {number(row['betweenness_null'])} and a broker needs more than "
        f"{number(row['betweenness_threshold'])} ({p_value(row['betweenness_p'])}); is no more constrained by contacts "
        f"who know one another than by chance ({row['constraint']:.2f}, by chance {row['constraint_null']:.2f}); has "
        f"ties into {number(row['stable_communities'])} communities."
    )


def _change_maker(row: _Row) -> str:
    streets, homes = (row[f"change_maker_{name}"] for name in ("streets", "households"))
    wide = f" of {_several(streets, 'street')}" if streets else f" of {_several(homes, 'household')}" if homes else ""
    doubts = [
        fact
        for name, fact in (
            ("one_researcher", "all of them met one and the same researcher"),
            ("one_street", "all of them live in one street"),
        )
        if pd.notna(row[f"change_maker_{name}"]) and row[f"change_maker_{name}"]
    ]
    but = f" But {' and '.join(doubts)}." if doubts else ""
    return (
        f"Change-maker: named by {number(row['change_maker_namers'])} different respondents{wide} as one who brings "
        f"people together, links to influence or is active, where it takes "
        f"{number(row['change_maker_threshold'])}.{but} Ask them first."
    )


def _key_player(row: _Row) -> str:
    return (
        f"Key player: one of the {_several(row['key_player_size'], 'person', 'people')} without whom the map falls "
        f"apart most: {percent(row['key_player_fragmentation'])} of all pairs would have no path between them, "
        f"{percent(row['key_player_before'])} have none now. Without as many people with ties picked by lot it would "
        f"be {percent(row['key_player_random_low'])} to {percent(row['key_player_random_high'])} in 90% of the picks."
    )


def _alone(_: _Row) -> str:
    return "No tie on the map: named nobody who is on it, and nobody interviewed named them."


def _without_influence(_: _Row) -> str:
    return "Cut off from influence: named nobody as connector and nobody as linker."


def _named_nobody(_: _Row) -> str:
    return "Named nobody for support, trust, talk or making change."


def _no_contact(_: _Row) -> str:
    return "Said they know nobody who can change things locally."


_BECAUSE: dict[str, Callable[[_Row], str]] = {
    "broker_v1": _broker,
    "change_maker_v1": _change_maker,
    "key_player": _key_player,
    "graph_isolate": _alone,
    "power_isolate_v1": _without_influence,
    "total_isolate_v1": _named_nobody,
    "no_change_contact_v1": _no_contact,
}


def _held(row: _Row, flag: str) -> Iterator[str]:
    """Say how surely a flag holds, where it rests on more than the person's own answers."""
    shares = {
        "plausible resolutions of who is who": row.get(f"{flag}_share"),
        "sets of respondents drawn anew": row.get(f"{flag}_resampled"),
    }
    told = [f"{percent(share)} of {what}" for what, share in shares.items() if share is not None and pd.notna(share)]
    if flag in _RESTS_ON_OTHERS and told:
        yield f"{str(row[f'{flag}_certainty']).capitalize()}: holds in {' and in '.join(told)}."


_RESTS_ON_OTHERS = ("broker_v1", "change_maker_v1", "key_player", "graph_isolate")


def _several(count: int, one: str, many: str = "") -> str:
    return f"{number(count)} {one if count == 1 else many or f'{one}s'}"
