"""What each stage made, kept until anything it was made from changes.

A stage's tables lie in ``work/{stage}-{fingerprint}/`` as Parquet; ``work/{stage}.json`` points at the folder in
force. The fingerprint is a hash of contents, never of times, so copying a study to another laptop keeps it fresh.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from netsurvey.store.writing import replacing, write_text

__all__ = ["StageStore", "fingerprint"]


def fingerprint(*parts: str | Path) -> str:
    """Return a hash of texts and of the contents of files, in the order given.

    Examples
    --------
    >>> fingerprint("a", "b") == fingerprint("ab")
    False
    """
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
        else:
            digest = hashlib.sha256(part.encode()).digest()
        total.update(digest)
    return total.hexdigest()


@dataclass(frozen=True)
class StageStore:
    """The derived tables of one study.

    Attributes
    ----------
    work
        The `work` folder; safe to delete.
    """

    work: Path

    def fresh(self, stage: str, mark: str) -> bool:
        """Whether the stage's tables were made from inputs with this fingerprint."""
        try:
            pointer = json.loads((self.work / f"{stage}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(pointer.get("fingerprint") == mark and self._folder(stage, mark).is_dir())

    def load(self, stage: str, mark: str) -> tuple[dict[str, pd.DataFrame], dict[str, Any]] | None:
        """Return the tables and the facts beside them that :meth:`save` was given, or None.

        None where they were made from something else, are gone or are damaged: what is derived can be derived again.
        """
        if not self.fresh(stage, mark):
            return None
        folder = self._folder(stage, mark)
        try:
            facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
            return {name: pd.read_parquet(folder / f"{name}.parquet") for name in facts["tables"]}, facts["facts"]
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, stage: str, mark: str, tables: dict[str, pd.DataFrame], facts: dict[str, Any]) -> None:
        """Keep a stage's tables and drop what an earlier run of it left."""
        folder = self._folder(stage, mark)
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            with replacing(folder / f"{name}.parquet") as temporary:
                table.to_parquet(temporary)
        whole = {"tables": sorted(tables), "facts": facts}
        write_text(folder / "facts.json", json.dumps(whole, ensure_ascii=False, sort_keys=True))
        write_text(self.work / f"{stage}.json", json.dumps({"fingerprint": mark}))
        for old in self.work.glob(f"{stage}-*"):
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _folder(self, stage: str, mark: str) -> Path:
        return self.work / f"{stage}-{mark[:16]}"
