"""The three tables of an ego network study: who was asked, whom they named, who of those know one another.

egor, EgoWeb and OpenEddi all write these and differ in what they call the columns, so a table is known by its headers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.sheets import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["EgoHeaders", "Kind", "ego_parts", "plain", "the_one_of"]

Kind = Literal["egos", "alters", "ties"]


@dataclass(frozen=True, kw_only=True)
class EgoHeaders:
    """What a program calls the columns that hold its tables together, without case, spaces, dots and underscores.

    Attributes
    ----------
    ego
        What tells the respondents apart, in all three tables; the first that two tables share links them.
    alters
        The id of a named person.
    name
        Their name, where the program asks for one.
    ends
        The two ends of a tie, in any of these pairs.
    """

    ego: tuple[str, ...]
    alters: tuple[str, ...]
    name: str | None = None
    ends: tuple[tuple[str, str], ...]

    def kind(self, headers: Iterable[str]) -> Kind | None:
        """Return which table has these headers; None for one that is none of them."""
        known = {plain(header) for header in headers}
        if known.isdisjoint(self.ego):
            return None
        ends = {end for pair in self.ends for end in pair}
        if known & set(self.alters) - ends:
            return "alters"
        if any(set(pair) <= known for pair in self.ends):
            return "ties"
        return "alters" if known & set(self.alters) else "egos"

    def recognises(self, files: Files) -> bool:
        """Return whether these files are the tables, each no more than once, and nothing else."""
        members = files.with_ending(*READABLE)
        kinds = [self.kind(files.headers(member)) for member in members]
        return None not in kinds and len(kinds) == len(set(kinds)) and "alters" in kinds and len(kinds) > 1

    def read(self, files: Files) -> list[Part]:
        """Return the tables as parts; where there is none of egos, that of the alters stands for it.

        Raises
        ------
        SourceError
            When a table stands twice, or there is none of alters.
        """
        tables = self.tables(files)
        egos, alters, ties = (the_one_of(tables, kind) for kind in ("egos", "alters", "ties"))
        if alters is None:
            what = f"holds no table of the people named: none has a column {self.alters[0]}"
            raise SourceError(Problem(what=what, file=files.name, next_step="Add the export of the alters."))
        return ego_parts(self, egos or alters, alters, ties)

    def tables(self, files: Files) -> dict[Kind, list[Sheet]]:
        """Return the sheets of each kind.

        Raises
        ------
        SourceError
            With every sheet that does not say whose its rows are.
        """
        found: dict[Kind, list[Sheet]] = {"egos": [], "alters": [], "ties": []}
        strangers = []
        for member in files.with_ending(*READABLE):
            sheet = files.sheet(member)
            kind = self.kind(sheet.headers)
            if kind is None:
                what = f"has no column {self.ego[-1]}, which would say whose its rows are"
                strangers.append(
                    Problem(what=what, file=sheet.place, next_step="Leave it out, or give it that column.")
                )
            else:
                found[kind].append(sheet)
        if strangers:
            raise SourceError(strangers)
        return found

    def column(self, sheet: Sheet, wanted: Sequence[str]) -> str | None:
        """Return the header of a sheet that is one of those wanted."""
        return next((header for name in wanted for header in sheet.headers if plain(header) == name), None)


def the_one_of(tables: Mapping[Kind, Sequence[Sheet]], kind: Kind) -> Sheet | None:
    """Return the only table of a kind, or None where there is none.

    Raises
    ------
    SourceError
        With every further one.
    """
    if tables[kind][1:]:
        raise SourceError(
            Problem(what=f"is a second table of {kind}", file=sheet.place, next_step="Name the tables of one study.")
            for sheet in tables[kind][1:]
        )
    return next(iter(tables[kind]), None)


def ego_parts(headers: EgoHeaders, egos: Sheet, alters: Sheet | None, ties: Sheet | None) -> list[Part]:
    """Return the three tables as parts, each row of alters and ties hanging from its ego."""
    parts = [Part(sheet=egos, roles={"id": headers.column(egos, headers.ego[::-1]) or ""})]
    if alters is not None:
        roles = {
            "alter": headers.column(alters, headers.alters),
            "name": headers.column(alters, [headers.name] if headers.name else headers.alters),
        }
        parts.append(_hanging(headers, alters, egos, ("alters",), roles))
    if ties is not None:
        known = {plain(header) for header in ties.headers}
        one, other = next(pair for pair in headers.ends if set(pair) <= known)
        roles = {
            "from": headers.column(ties, [one]),
            "to": headers.column(ties, [other]),
            "strength": headers.column(ties, ["weight", "strength"]),
        }
        parts.append(_hanging(headers, ties, egos, ("ties", "edges"), roles))
    return parts


def _hanging(
    headers: EgoHeaders, sheet: Sheet, egos: Sheet, called: tuple[str, ...], roles: dict[str, str | None]
) -> Part:
    member = sheet.file.rsplit("/", 1)[-1]
    pairs = [(headers.column(sheet, [name]), headers.column(egos, [name])) for name in headers.ego]
    return Part(
        sheet=sheet,
        names=(member.rsplit(".", 1)[0], member, *called),
        link=next(((here, there) for here, there in pairs if here is not None and there is not None), None),
        roles={role: header for role, header in roles.items() if header is not None},
    )


def plain(header: str) -> str:
    """Return a header as it is compared: R, for one, makes dots of its spaces.

    Examples
    --------
    >>> plain("Alter.1.Number"), plain("Alter 1 Number"), plain(".egoID")
    ('alter1number', 'alter1number', 'egoid')
    """
    return re.sub(r"[\s._]+", "", header).casefold()
