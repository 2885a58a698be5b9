"""A study file in the making: one line a guess, so that each can be shown, explained, changed or left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Block", "Draft", "Line", "Said", "block", "key_from", "retyped", "types_of"]


Said = list[tuple[str, Any, str]]
"""Lines of a block in the making: key, value, and what the guess rests on."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a study file.

    Attributes
    ----------
    key
        What stands before the equals sign.
    value
        What stands after it: a text, number or truth, a list, or a mapping.
    why
        What the guess rests on; empty where nothing was guessed.
    """

    key: str
    value: Any
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One table of a study file.

    Attributes
    ----------
    name
        Its name, such as `("questions", "help")`.
    lines
        Its lines.
    columns
        Headers of the columns it takes.
    why
        What the guess as a whole rests on.
    several
        Whether it is one of several tables of the same name, as `[[sources]]` are.
    """

    name: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: frozenset[str] = frozenset()
    why: str = ""
    several: bool = False

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever a line holds
        """Return the value of a line; None where there is none."""
        return next((line.value for line in self.lines if line.key == key), None)

    def with_line(self, key: str, value: Any, *, why: str = "") -> Block:  # noqa: ANN401 - whatever a line holds
        """Return the block with one line set, or taken out where the value is None."""
        line = Line(key=key, value=value, why=why)
        if value is None:
            lines = tuple(own for own in self.lines if own.key != key)
        elif self.get(key) is None:
            lines = (*self.lines, line)
        else:
            lines = tuple(line if own.key == key else own for own in self.lines)
        return replace(self, lines=lines)

    def as_data(self) -> dict[str, Any]:
        """Return its lines by key."""
        return {line.key: line.value for line in self.lines}


def block(
    name: tuple[str, ...], lines: Iterable[tuple[str, Any, str]], *, columns: Iterable[str] = (), why: str = ""
) -> Block:
    """Return a block from its lines as key, value and reason; lines whose value is None or empty are left out.

    Examples
    --------
    >>> block(("respondent",), [("id", "ref", ""), ("street", None, "")]).as_data()
    {'id': 'ref'}
    """
    kept = tuple(Line(key=key, value=value, why=reason) for key, value, reason in lines if value not in (None, [], {}))
    return Block(name=name, lines=kept, columns=frozenset(columns), why=why)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A guessed study file.

    Attributes
    ----------
    blocks
        Its tables, in order.
    unused
        Columns that no line takes: the sheet and the header.
    doubts
        What could not be guessed, in sentences.
    """

    blocks: tuple[Block, ...]
    unused: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return what the study file will hold, as reading it gives."""
        data: dict[str, Any] = {}
        for own in self.blocks:
            *outer, last = own.name
            here = data
            for name in outer:
                here = here.setdefault(name, {})
            if own.several:
                here.setdefault(last, []).append(own.as_data())
            else:
                here[last] = own.as_data()
        return data

    def named(self, *name: str) -> Block | None:
        """Return a block by its name."""
        return next((own for own in self.blocks if own.name == name), None)

    def of(self, kind: str) -> list[Block]:
        """Return the blocks of a kind: questions, scales, attributes."""
        return [own for own in self.blocks if own.name[0] == kind and len(own.name) > 1]

    def without(self, *gone: Block) -> Draft:
        """Return the draft without some blocks; ties between slots go with the question whose slots they count."""
        names = {own.name[-1] for own in gone if own.name[0] == "questions"}
        left = tuple(
            own
            for own in self.blocks
            if own not in gone and not (own.name == ("alter_ties",) and own.get("question") in names)
        )
        return replace(self, blocks=left)

    def changed(self, before: Block, after: Block) -> Draft:
        """Return the draft with one block in place of another."""
        return replace(self, blocks=tuple(after if own is before else own for own in self.blocks))

    def told(self, doubts: Sequence[str]) -> Draft:
        """Return the draft with more said of what could not be guessed."""
        return replace(self, doubts=tuple(dict.fromkeys((*self.doubts, *doubts))))


def key_from(words: Sequence[str], taken: Iterable[str], *, otherwise: str) -> str:
    """Return a short name of one's own for a block, made from the words of a header.

    Examples
    --------
    >>> key_from(("who", "helps", "you"), ["help"], otherwise="ask"), key_from((), ["ask"], otherwise="ask")
    ('who_helps_you', 'ask_2')
    """
    plain = ["".join(sign for sign in word if sign.isascii() and (sign.isalnum() or sign == "_")) for word in words]
    wanted = "_".join([word for word in plain if word][:4]) or otherwise
    taken = set(taken)
    name, again = wanted, 1
    while name in taken:
        again += 1
        name = f"{wanted}_{again}"
    return name


def retyped(own: Block, asks: str) -> Block:
    """Return a question or attribute as something else: `attribute`, or what a question may ask for.

    Names may become names of something else, and one column's answers may become other answers of one column.

    Raises
    ------
    ValueError
        When names are to become an answer, or an answer names.

    Examples
    --------
    >>> work = block(("attributes", "work"), [("column", "emp", "")])
    >>> retyped(work, "text").as_data()
    {'asks': 'text', 'column': 'emp'}
    """
    if asks not in types_of(own):
        raise ValueError(asks)
    if own.get("name") is not None:
        changed = own.with_line("asks", asks)
        return changed if asks == "people" else changed.with_line("role", None)
    lines = [("text", own.get("text"), ""), ("asks", asks, ""), ("role", own.get("role"), "")]
    if asks == "attribute":
        return block(("attributes", own.name[1]), [("column", own.get("column"), "")], columns=own.columns)
    kept = [("column", own.get("column"), ""), ("yes", own.get("yes") if asks == "choice" else None, "")]
    return block(("questions", own.name[1]), [*lines, *kept], columns=own.columns)


def types_of(own: Block) -> tuple[str, ...]:
    """Return what a block may be changed into; nothing where it can only be left out.

    Examples
    --------
    >>> types_of(block(("questions", "help"), [("name", "help_{n}", "")]))
    ('people', 'places', 'groups')
    """
    if own.name[0] not in {"questions", "attributes"}:
        return ()
    return ("people", "places", "groups") if own.get("name") is not None else ("choice", "number", "text", "attribute")
