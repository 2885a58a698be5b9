"""Compiling with numba, kept on disk where there is anywhere to keep it."""

from __future__ import annotations

from typing import Any

from numba import njit

__all__ = ["compiled"]


def compiled(function: Any) -> Any:  # noqa: ANN401 - numba has no types
    """Return a function that is compiled when it is first called.

    What was compiled is kept beside the source file, else in the user's own cache, else, where neither can be written
    to, for this process alone.
    """
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)
