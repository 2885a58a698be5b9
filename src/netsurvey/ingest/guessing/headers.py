"""What a header says: the question it belongs to, what was asked about the person, what the question is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netsurvey.ingest.guessing.words import FIELDS, ROLES, header_words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["field_of", "holds", "role_of", "without_numbers"]

_SLOT = "{n}"
_NO_WORDS = frozenset({_SLOT, "sq"})
"""What is no word of a header: the number of the slot, and the letters LimeSurvey puts before it."""


def field_of(header: str) -> tuple[tuple[str, ...], str | None]:
    """Return the words of a header without its field, and the field: name, street, ...; None where it names none.

    Examples
    --------
    >>> field_of("help_{n}_name"), field_of("place_{n}"), field_of("how_often_{n}_help")
    ((('help',), 'name'), (('place',), None), (('help',), 'frequency'))
    """
    words = _own_words(header)
    found = [
        (len(wanted), at_end, name, words[: -len(wanted)] if at_end else words[len(wanted) :])
        for at_end in (True, False)
        for name, phrases in FIELDS.items()
        for wanted in (tuple(phrase.split()) for phrase in phrases)
        if (words[-len(wanted) :] if at_end else words[: len(wanted)]) == wanted
    ]
    if not found:
        return words, None
    _, _, name, rest = max(found, key=lambda one: one[:2])
    if name in {"name", "place"} and not rest and words[0] in {"place", "person", "who", "where"}:
        return words, None
    return rest, name


def _own_words(header: str) -> tuple[str, ...]:
    """Return the words of a header without its number and without the groups it lies in."""
    last = re.split(r"[/.]|(?<=\w)-(?=\w)", header)[-1]
    own = tuple(word for word in header_words(last) if word not in _NO_WORDS) if _SLOT in last else ()
    bare = own not in {(), ("name",), ("names",)}
    return own if bare else tuple(word for word in header_words(header) if word not in _NO_WORDS)


def without_numbers(text: str) -> tuple[str, ...]:
    """Return the words of a text that are no numbers."""
    return tuple(word for word in header_words(text) if not word.isdecimal() and word != _SLOT)


def role_of(stem: tuple[str, ...], text: str) -> tuple[str | None, str]:
    """Return what a question that asks for names is for, and what that rests on.

    Examples
    --------
    >>> role_of(("help",), ""), role_of(("q7",), "Who is good at bringing people together?")[0], role_of(("q7",), "")
    (('support', 'the header says "help"'), 'connector', (None, ''))
    """
    for words, source in ((stem, "header"), (without_numbers(text), "question")):
        for role, phrases in ROLES:
            said = next((phrase for phrase in phrases if holds(words, phrase)), None)
            if said is not None:
                return role, f'the {source} says "{said}"'
    return None, ""


def holds(words: Sequence[str], phrase: str) -> bool:
    """Return whether a phrase stands among the words, as whole words.

    Examples
    --------
    >>> holds(("who", "can", "change", "things"), "change things"), holds(("wage",), "age")
    (True, False)
    """
    wanted = tuple(phrase.split())
    return any(tuple(words[at : at + len(wanted)]) == wanted for at in range(len(words)))
