"""The samples that come with netsurvey: how they were made and where they lie."""

from __future__ import annotations

import shutil
from pathlib import Path

from netsurvey.errors import Problem, UsageError, nearest
from netsurvey.samples.village import Settings, Village, village

__all__ = ["SAMPLES", "copy_sample", "invent_sample", "sample_path"]

SAMPLES = ("murton-sized", "small")
"""The names of the bundled samples."""


def invent_sample(name: str) -> Village:
    """Return a bundled sample made afresh; what it writes equals the files that are shipped, byte for byte.

    Raises
    ------
    UsageError
        When there is no such sample.
    """
    if name == "small":
        return village(seed=17, population=1600, respondents=120)
    if name == "murton-sized":
        return village(seed=3, population=7500, respondents=500, settings=Settings(site="Ellerwick", form="long"))
    raise _no_such(name)


def sample_path(name: str) -> Path:
    """Return the folder of a bundled sample: study.toml, responses.csv, truth.csv, respondents_truth.csv.

    The folder is part of the installation: copy it before working in it.

    Parameters
    ----------
    name
        ``"small"`` or ``"murton-sized"``.

    Raises
    ------
    UsageError
        When there is no such sample.

    Examples
    --------
    >>> sorted(path.name for path in sample_path("small").iterdir())
    ['respondents_truth.csv', 'responses.csv', 'study.toml', 'truth.csv']
    """
    if name not in SAMPLES:
        raise _no_such(name)
    installed = Path(__file__).parent / "data"
    checkout = Path(__file__).parents[3] / "data" / "samples"
    return (installed if installed.is_dir() else checkout) / name


def copy_sample(name: str, folder: Path) -> Path:
    """Copy a bundled sample to a folder of one's own, and return the folder.

    A folder that holds the same sample already is taken as it is, so that a second run finds its work again.

    Raises
    ------
    UsageError
        When there is no such sample, or the folder holds something else.
    """
    source = sample_path(name)
    files = [file for file in sorted(source.iterdir()) if file.is_file()]
    try:
        if folder.exists() and any(folder.iterdir()):
            there = folder / "study.toml"
            if not there.is_file() or there.read_bytes() != (source / "study.toml").read_bytes():
                raise UsageError(
                    Problem(what="is not empty", file=str(folder), next_step="Name a folder that does not exist yet.")
                )
            return folder
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise UsageError(
            Problem(what=f"cannot be used: {error.strerror}", file=str(folder), next_step="Name another folder.")
        ) from error
    return folder


def _no_such(name: str) -> UsageError:
    near = nearest(name, SAMPLES)
    hint = f"Nearest: {near[0]}." if near else f"There are: {', '.join(SAMPLES)}."
    return UsageError(Problem(what="is not a bundled sample", value=name, next_step=hint))
