"""What netsurvey runs on: the versions that can change a result, and whether its inner loop is compiled yet."""

from __future__ import annotations

import inspect
import platform
import sys
from importlib import metadata
from pathlib import Path

import netsurvey

__all__ = ["is_compiled", "versions"]

_DECIDING = ("nicknames", "numba", "numpy", "pandas", "rapidfuzz", "scipy")
"""The packages that who is who depends on."""


def versions() -> dict[str, str]:
    """Return the versions of netsurvey, Python and the packages that who is who depends on.

    Examples
    --------
    >>> list(versions())[:3]
    ['netsurvey', 'python', 'nicknames']
    """
    own = {"netsurvey": netsurvey.__version__, "python": platform.python_version()}
    return own | {package: metadata.version(package) for package in _DECIDING}


def is_compiled() -> bool:
    """Whether the inner loop of resolution lies compiled on disk, so that nobody has to wait for the compiler.

    It looks for what numba keeps of the loop for this Python, not older than the source. Where numba itself was
    replaced since, the loop is compiled again without a word.
    """
    from netsurvey.resolve import kernel  # noqa: PLC0415 - loads numba

    folder = kernel.run.stats.cache_path
    if folder is None:
        return False
    written = Path(inspect.getfile(kernel)).stat().st_mtime
    kept = Path(folder).glob(f"kernel.run-*.py{sys.version_info.major}{sys.version_info.minor}*.nbi")
    return any(index.stat().st_mtime >= written for index in kept)
