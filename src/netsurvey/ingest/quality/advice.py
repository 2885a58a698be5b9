"""What to do about a cell that was set aside: its reason in, one plain instruction out.

A reason says what is wrong with a cell; a volunteer with the paper forms beside her needs to know what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netsurvey.ingest.ledger import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

__all__ = ["Advice", "advice_for", "cells_to_look_at", "impossible_values", "short_reason"]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What a reason calls for.

    Attributes
    ----------
    do
        What to do, to somebody who has the paper form at hand.
    impossible
        Whether the cell holds a value that cannot be true, rather than one that is out of place.
    """

    do: str
    impossible: bool = False


_TYPED = "Compare the cell with the paper form and type what the form says; if the form says this too, clear the cell."
_OTHER = Advice(do="Compare the cell with the paper form.")
_ADVICE = {
    "not an age": Advice(do=_TYPED, impossible=True),
    "not a day of the calendar": Advice(do=_TYPED + " Days come before months: 4/5/2011 is 4 May.", impossible=True),
    "not a weight": Advice(do=_TYPED, impossible=True),
    "not a whole number from": Advice(
        do=_TYPED + " Where two answers are ticked, the question was not answered: clear the cell.", impossible=True
    ),
    "not a number": Advice(do=_TYPED, impossible=True),
    "neither yes nor no": Advice(
        do=_TYPED + " If the word is right, add it to yes or no of the question in study.toml.", impossible=True
    ),
    "neither ticked nor empty": Advice(
        do=_TYPED + " If the mark means a tick, add it to ticked of the question in study.toml.", impossible=True
    ),
    "not among the values": Advice(
        do=_TYPED + " If it is a group of its own, add it to order in study.toml.", impossible=True
    ),
    "an answer on a form whose outcome": Advice(
        do="Was there an interview at this door? Then correct the outcome. If not, the answer belongs on another form."
    ),
    "an interpreter with no name": Advice(
        do="Was a name left out, or typed one slot further? Put it beside; if the form has no name there, clear the "
        "cell."
    ),
    "a row of HXL tags": Advice(do="Nothing: the row is for other programs, and was left out."),
    "a row of totals": Advice(do="Nothing: the row was left out."),
    "the form has no": Advice(do="Number the form, or take the row out if it is a total or a note."),
    "the id is taken by": Advice(
        do="Is it one form typed twice? Take one of the rows out. Two forms with one number? Give one a new number."
    ),
    "the row does not say": Advice(do="Say to which form the row belongs, or take it out."),
    "no form has this row's id": Advice(do="Was the number mistyped? If the form was never typed up, type it up."),
    "several forms have this row's id": Advice(do="Say in the row which site and wave its form belongs to."),
    "no question of the study file": Advice(
        do="Should a question take this row? Look at its when = ... in study.toml."
    ),
    "somebody in this tie": Advice(do="Name both people of the tie among those named, or take the tie out."),
    "a tie of": Advice(do="Compare the tie with the paper form: it needs two people who are both named."),
    "not a strength": Advice(do=_TYPED, impossible=True),
    "the row has more cells": Advice(do="Something was typed beyond the last column: move it to where it belongs."),
    "encrypted in the interview": Advice(do="Export it again with the participant's passphrase, and read that export."),
    "no slot number of its own": Advice(do="Give each row of one form its own number: 1, 2, 3 and so on."),
    "says otherwise than the first row": Advice(do="Which row is right? Make every row of the form say so."),
}


def advice_for(reason: str) -> Advice:
    """Return what to do about a cell that was set aside for this reason.

    Examples
    --------
    >>> advice_for("not an age").impossible
    True
    >>> advice_for("the id is taken by row 12").do
    'Is it one form typed twice? Take one of the rows out. Two forms with one number? Give one a new number.'
    """
    return next((advice for start, advice in _ADVICE.items() if reason.startswith(start)), _OTHER)


def short_reason(reason: str) -> str:
    """Return a reason without the row it points at, so that cells of one kind can be counted together.

    Examples
    --------
    >>> short_reason("the id is taken by row 12 of b.csv")
    'the id is taken by another row'
    """
    return reason.partition(" by row ")[0] + " by another row" if " by row " in reason else reason


def impossible_values(quarantine: pd.DataFrame) -> list[dict[str, Any]]:
    """Return how many cells of which column hold a value that cannot be true, and why."""
    is_so = [advice_for(reason).impossible for reason in quarantine["reason"]]
    return [
        {"column": str(column), "reason": str(reason), "cells": len(cells)}
        for (column, reason), cells in _grouped(quarantine.loc[is_so], "column", "reason")
    ]


def cells_to_look_at(quarantine: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the cells set aside, one entry a row of the sheet and reason: where, why and what to do.

    Cells that were withdrawn are not among them: there is nothing to look at. A value is shown only where it has no
    letters, so that no name can slip in through a column that was shifted.

    Parameters
    ----------
    quarantine
        The cells set aside: :data:`netsurvey.tables.QUARANTINE`.
    """
    looked_at = quarantine[quarantine["reason"] != WITHDRAWN]
    return [
        {
            "file": str(file),
            "row": int(row),
            "columns": list(dict.fromkeys(cells["column"])),
            "cells": len(cells),
            "value": _shown(cells["value"].iloc[0]) if len(cells) == 1 else None,
            "reason": str(reason),
            "do": advice_for(str(reason)).do,
        }
        for (file, row, reason), cells in _grouped(looked_at, "file", "row", "reason")
    ]


def _grouped(frame: pd.DataFrame, *by: str) -> Iterator[tuple[Any, pd.DataFrame]]:
    yield from frame.groupby(list(by), sort=False)


def _shown(value: object) -> str | None:
    return value if isinstance(value, str) and not any(letter.isalpha() for letter in value) else None
