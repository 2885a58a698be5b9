"""Bundle the playback page when netsurvey is built, so that what is built needs no Node.

Where Node is missing, or npm cannot reach its packages, netsurvey is built without the page, and says so once.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGE = Path(__file__).parent / "src" / "netsurvey" / "playback" / "page"
SOURCES = ("package-lock.json", "bundle.mjs", "page.css", "src/*.js")
PATIENCE = 300
"""Seconds for npm to fetch what it needs."""


class PlaybackPageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is built, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling passes them
        """Bundle the page, or warn that it is left out."""
        missing = bundle(PAGE)
        if missing:
            self.app.display_warning(f"netsurvey is built without its playback page: {missing}")


def bundle(page: Path, *, for_tests: bool = False) -> str | None:
    """Bundle the page unless that was done from the same sources before; return why it could not be.

    Parameters
    ----------
    page
        The folder with the sources of the page; what is made goes to its folder `built`.
    for_tests
        Whether what only tests need must be there too.
    """
    if is_fresh(page) and not (for_tests and not (page / "node_modules" / "axe-core").is_dir()):
        return None
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "Node is not installed. Install Node 20 or newer and build again."
    for words in ("ci", "--silent"), ("run", "--silent", "build"):
        try:
            subprocess.run([npm, *words], cwd=page, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603
        except (subprocess.SubprocessError, OSError):
            return f"`npm {words[0]}` failed in {page}. Run it there to see why, then build again."
    (page / "built" / "sources.sha256").write_text(_sources(page), encoding="ascii")
    return None


def is_fresh(page: Path) -> bool:
    """Return whether the bundle is there and was made from the sources as they are now."""
    made_from = page / "built" / "sources.sha256"
    return made_from.is_file() and made_from.read_text(encoding="ascii") == _sources(page)


def _sources(page: Path) -> str:
    """Return one hash of everything the bundle is made from."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in page.glob(pattern)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{bundle(PAGE, for_tests=True) or 'The playback page is bundled.'}\n")
