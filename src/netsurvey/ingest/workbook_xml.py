"""The XML inside a workbook, gone through with care: no entities, and no more cells than memory has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.sheet import letters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MOST_CELLS", "check_reach", "walk", "without_entities"]

MOST_CELLS = 5_000_000
"""How many cells the smallest rectangle may have that holds everything on a workbook's sheet."""


def walk(
    file: str,
    xml: bytes,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
    end: Callable[[str], None] | None = None,
) -> None:
    """Go through the elements of an XML text; their names come with their namespace and a space before them."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - that it is the last piece
    except (expat.ExpatError, ValueError):
        raise SourceError(
            Problem(
                what="is damaged and cannot be opened",
                file=file,
                next_step="Open it in a spreadsheet program and save it again as .xlsx.",
            )
        ) from None


def without_entities(file: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the pieces; refuse a text that declares entities, with which a few lines can grow to gigabytes."""
    before = b""
    for piece in pieces:
        if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
            raise SourceError(
                Problem(
                    what="declares entities of its own, which no spreadsheet program does",
                    file=file,
                    next_step="Ask whoever sent it where it comes from; do not open it.",
                )
            )
        before = piece[-8:]
        yield piece


def check_reach(file: str, bottom: int, right: int) -> None:
    """Refuse a sheet whose last row and column are these, where that is more than is read."""
    if bottom * right > MOST_CELLS:
        raise SourceError(
            Problem(
                what="holds something so far from the other cells that its sheet has more than the "
                f"{MOST_CELLS:,} cells that are read from a workbook",
                file=file,
                row=bottom,
                column=letters_of(right - 1),
                next_step="Delete what stands far from the answers, and the empty rows; "
                "or save the sheet as CSV, which may be longer.",
            )
        )
