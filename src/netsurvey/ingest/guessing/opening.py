"""What a study file says of the study as a whole: its title, its files, site and wave, the words for nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from netsurvey.ingest.formats import Files
from netsurvey.ingest.guessing.columns import columns_of
from netsurvey.ingest.guessing.draft import Block, block
from netsurvey.ingest.guessing.words import DONT_KNOW, MISSING, NOBODY, REFUSED
from netsurvey.study import StudySection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netsurvey.ingest.guessing.draft import Said
    from netsurvey.ingest.guessing.exports import Export
    from netsurvey.ingest.guessing.identity import Key

__all__ = ["key_lines", "listed", "study_block"]

_NO_TITLES = frozenset(
    {"responses", "response", "data", "forms", "export", "results", "answers", "survey", "sheet1", "main"}
)
_OUR_OWN = ("out/", "work/")
_OUR_OWN_KINDS = (".toml", ".sqlite", ".parquet", ".key", ".lock", ".log")


def study_block(
    paths: Sequence[Path], folder: Path, export: Export, said: Said, blocks: list[Block]
) -> tuple[Block, list[Block]]:
    """Return `[study]`, and the other blocks with the paths of their files.

    Parameters
    ----------
    paths
        The files of answers.
    folder
        Where the study file will lie.
    export
        What the files hold.
    said
        What the guesses say of the study: its format, how to resolve, where site and wave stand.
    blocks
        All other blocks.
    """
    named = [_relative(path, folder) for path in export.paths or paths]
    by_name = {path.rsplit("/", 1)[-1]: path for path in named}
    placed = [one.with_line("path", by_name[one.get("path")]) if one.name == ("sources",) else one for one in blocks]
    own = {one.get("path") for one in placed if one.name == ("sources",)}
    rest = [path for path in named if path not in own]
    lines: Said = [
        ("title", _title(paths[0] if len(paths) == 1 else folder), "from the name of the file"),
        ("responses", rest[0] if len(rest) == 1 else rest, ""),
        *said,
        *_word_lines(export, blocks),
    ]
    return block(("study",), lines), placed


def key_lines(key: Key, *, exact: bool, within: bool) -> Said:
    """Return how mentions are resolved, and which columns are site and wave."""
    lines: Said = []
    if within:
        lines.append(("resolve", "within", "the tables have no names, only ids of their own respondent"))
    elif exact:
        lines.append(("resolve", "exact", "the answers are ids of respondents"))
    columns = (("site", key.site), ("wave", key.wave))
    lines += [(name, {"column": column.header}, "by its header") for name, column in columns if column is not None]
    if _comes_again(key):
        lines.append(("same_id_across_waves", True, "the same ids come again in several waves"))
    return lines


def listed(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Return the files to read; a folder that is to hold the study file is listed file by file, without our own."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir() and path.resolve() in {folder.resolve(), *folder.resolve().parents}:
            members = Files(path.name, [path]).members
            inside = [
                path / member
                for member in members
                if not member.startswith(_OUR_OWN) and not member.endswith(_OUR_OWN_KINDS)
            ]
            found += inside or [path]
        else:
            found.append(path)
    return found


def _comes_again(key: Key) -> bool:
    if key.wave is None:
        return False
    seen: dict[str, set[str]] = {}
    for text, wave in zip(key.id.cells, key.wave.cells, strict=True):
        seen.setdefault(text, set()).add(wave)
    counters = all(text.isdecimal() and int(text) <= len(seen) for text in seen if text)
    again = sum(len(waves) > 1 for waves in seen.values())
    return not counters and again > 0


def _relative(path: Path, folder: Path) -> str:
    try:
        return os.path.relpath(path.resolve(), folder.resolve()).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.resolve().as_posix()


def _title(path: Path) -> str:
    stem = path.stem if path.is_file() else path.resolve().name
    if stem.casefold() in _NO_TITLES:
        stem = path.resolve().parent.name
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or "Survey"


def _word_lines(export: Export, blocks: Sequence[Block]) -> Iterator[tuple[str, Any, str]]:
    """Yield the words for nothing, nobody, don't know and refused that stand in the cells, after those always known."""
    doors = next((own.get("outcome") for own in blocks if own.name == ("respondent",)), None)
    outcome = doors["column"] if isinstance(doors, dict) else None
    asked = [own for own in blocks if own.name[0] == "questions" and own.get("asks") in {"people", "places", "groups"}]
    named = {header for own in asked for header in own.columns}
    every = [column for part in (export.part, *export.tables) for column in columns_of(part)]
    every = [column for column in every if column.header != outcome]
    fields = StudySection.model_fields
    for key, words, where in (
        ("missing", MISSING, every),
        ("none_words", NOBODY, [column for column in every if column.header in named]),
        ("dont_know", DONT_KNOW, every),
        ("refused", REFUSED, every),
    ):
        known = list(fields[key].default)
        found = list(dict.fromkeys(word for column in where for word in column.found(words)))
        if found:
            said = ", ".join(f'"{word}"' for word in found)
            yield key, [*known, *(word for word in found if word not in known)], f"{said} found in the cells"
