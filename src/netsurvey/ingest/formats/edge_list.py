"""A resolved network from elsewhere: a file of ties and, beside it, one of people and what is known of them.

Who says what is in the ties alone: a person is taken to have been asked where the file of people has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.ego_tables import plain
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part, relabelled
from netsurvey.ingest.sheets import READABLE

if TYPE_CHECKING:
    from netsurvey.ingest.formats.files import Files
    from netsurvey.ingest.sheet import Sheet

__all__ = ["EDGE_LIST"]

_ENDS = (("source", "target"), ("from", "to"), ("sender", "receiver"), ("vertex1", "vertex2"))
_WEIGHTS = ("weight", "edgeweight", "value", "strength")
_BESIDE = {*_WEIGHTS, "", "id", "type", "label", "relation", "question", "kind"}
"""What a file of ties may hold beside the two ends and still be recognised without a file of people."""


def _ends(headers: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the columns of who names and who is named."""
    known = [plain(header) for header in headers]
    return next(((known.index(a), known.index(b)) for a, b in _ENDS if a in known and b in known), None)


def _id_column(people: Sheet, ties: Sheet) -> int | None:
    """Return the column of the people's file that holds, once each, the ids of most who name anybody.

    Nothing where the ties have that column, too, and say there whose they are: then they are ties between those
    whom a respondent named.
    """
    ends = _ends(ties.headers)
    naming = set(ties.cells[:, ends[0]]) - {""} if ends is not None else set()
    for column, header in enumerate(people.headers):
        ids = set(people.cells[:, column]) - {""}
        if not ids or len(ids) < len(people.cells):
            continue
        alike = [set(ties.cells[:, place]) for place, own in enumerate(ties.headers) if plain(own) == plain(header)]
        if any(owners <= ids and len(owners) < len(ties.cells) for owners in alike):
            return None
        if 2 * len(naming & ids) >= len(naming):
            return column
    return None


def _recognises(files: Files) -> bool:
    members = [member for member in files.with_ending(*READABLE) if files.headers(member)]
    ties = [member for member in members if _ends(files.headers(member))]
    if len(ties) != 1 or len(members) > 2 or len(members) != len(files.members):
        return False
    sheet = files.sheet(ties[0])
    people = [files.sheet(member) for member in members if member not in ties]
    if people:
        return _id_column(people[0], sheet) is not None
    ends = _ends(sheet.headers) or ()
    return all(plain(header) in _BESIDE for column, header in enumerate(sheet.headers) if column not in ends)


def _read(files: Files) -> list[Part]:
    """Return the people, or whoever names anybody where they have no file, and the ties under their usual headers."""
    sheets = [files.sheet(member) for member in files.with_ending(*READABLE)]
    ties = [sheet for sheet in sheets if _ends(sheet.headers)]
    people = [sheet for sheet in sheets if sheet not in ties]
    if len(ties) != 1 or len(people) > 1:
        raise SourceError(
            Problem(
                what=f"is read as an edge list and holds {len(ties)} files of ties and {len(people)} of people",
                file=files.name,
                next_step="Name one file with columns source and target (or from and to), and one of people or none.",
            )
        )
    edges = _usual(ties[0])
    if not people:
        return [Part(sheet=edges, roles={"id": "from"}), _ties(edges, "from")]
    column = _id_column(people[0], ties[0])
    if column is None:
        raise SourceError(
            Problem(
                what="has no column of ids that most of those who name somebody are in",
                file=people[0].place,
                next_step=f"Give every person one row, with the id that {ties[0].place} knows them by.",
            )
        )
    own = people[0].headers[column]
    return [Part(sheet=people[0], roles={"id": own}), _ties(edges, own)]


def _usual(sheet: Sheet) -> Sheet:
    """Return the ties with `from`, `to` and `weight` over the columns that are these."""
    weight = next((c for word in _WEIGHTS for c, header in enumerate(sheet.headers) if plain(header) == word), None)
    usual = dict(zip((*(_ends(sheet.headers) or ()), weight), ("from", "to", "weight"), strict=True))
    return relabelled(sheet, [usual.get(column, header) for column, header in enumerate(sheet.headers)])


def _ties(sheet: Sheet, own: str) -> Part:
    roles = {"from": "from", "name": "to", "to": "to"} | ({"strength": "weight"} if "weight" in sheet.headers else {})
    member = sheet.file.rsplit("/", 1)[-1]
    return Part(
        sheet=sheet,
        names=(member.rsplit(".", 1)[0], member, "ties", "edges"),
        link=("from", own),
        roles=roles,
    )


EDGE_LIST = Format(
    name="edge-list",
    title="edge list with attributes",
    files="a file of ties (`source`, `target`, perhaps `weight`; also `from`, `to`), read as the table `ties` with "
    "columns `from`, `to`, `weight`; and one of people with their ids",
    without="who was asked and named nobody, unless there is a file of people",
    several=True,
    recognises=_recognises,
    read=_read,
)
