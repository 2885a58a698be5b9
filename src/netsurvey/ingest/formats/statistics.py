"""Files of statistics packages: the values are codes, and what they mean stands in the file as labels.

Cells hold the label, as if it had been typed. A value that the file declares to be missing is an empty cell, and how
many there were is told.
"""

from __future__ import annotations

import datetime
import io
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.formats.format import Format
from netsurvey.ingest.formats.parts import Part
from netsurvey.ingest.formats.xforms import recorded_unasked
from netsurvey.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netsurvey.ingest.formats.files import Files

__all__ = ["SPSS", "STATA", "STATISTICS"]

_UNASKED = frozenset(
    {
        "ipaddr",
        "ipaddress",
        "locationlatitude",
        "locationlongitude",
        "recipientemail",
        "recipientfirstname",
        "recipientlastname",
        "recipientphone",
        "refurl",
    }
)
"""What LimeSurvey and Qualtrics, which export to these packages, record of people by themselves."""

_SPSS = (".sav", ".zsav")
_STATA = (".dta",)
STATISTICS = (*_SPSS, *_STATA)
"""Endings of the files of statistics packages."""
_WITHOUT = "why a value is missing: what the file declares to be missing is empty here, and counted"


def _recognises(*endings: str) -> Callable[[Files], bool]:
    return lambda files: len(files.members) == 1 and bool(files.with_ending(*endings))


def _read(read: str, program: str) -> Callable[[Files], list[Part]]:
    """Return what reads a file with this function of pyreadstat."""

    def reading(files: Files) -> list[Part]:
        member = files.the_one(of=f"a file of {program}")
        package = _pyreadstat(member)
        contents = files.contents(member)
        try:
            columns, about = getattr(package, read)(io.BytesIO(contents), user_missing=True, output_format="dict")
        except (package.ReadstatError, package.PyreadstatError, UnicodeDecodeError):
            what, next_step = f"cannot be read as a file of {program}", f"Open it in {program} and save it again."
            raise SourceError(Problem(what=what, file=member, next_step=next_step)) from None
        return [_part(member, columns, about)]

    return reading


def _pyreadstat(member: str) -> Any:  # noqa: ANN401 - an extra, which may not be there
    try:
        return import_module("pyreadstat")
    except ImportError:
        raise SourceError(
            Problem(
                what="is of a statistics package, and what reads those is not installed",
                file=member,
                next_step='Run: pip install "netsurvey[spss]"; or save it as CSV with labels in place of codes.',
            )
        ) from None


def _part(member: str, columns: dict[str, Sequence[Any]], about: Any) -> Part:  # noqa: ANN401 - has no types
    texts: list[list[str]] = []
    missing: dict[str, int] = {}
    for name, values in columns.items():
        labels = about.variable_value_labels.get(name, {})
        ranges = about.missing_ranges.get(name, [])
        letters = about.missing_user_values.get(name, [])
        counts = Counter(values)
        absent = {value for value in counts if value in letters or any(_lies_in(value, bounds) for bounds in ranges)}
        told = {value: "" if value in absent else _text(value, labels) for value in counts}
        texts.append([told[value] for value in values])
        missing |= {name: sum(counts[value] for value in absent)} if absent else {}
    cells = np.array(texts, dtype=object).reshape(len(columns), -1).T
    return Part(
        sheet=Sheet(
            file=member,
            sheet=None,
            encoding=about.file_encoding,
            separator=None,
            headers=tuple(columns),
            cells=cells,
            header_row=1,
            overflow=(),
            cell_count=cells.size,
        ),
        identities=recorded_unasked(columns) | {name for name in columns if name.casefold() in _UNASKED},
        texts={name: label for name, label in about.column_names_to_labels.items() if label},
        missing=missing,
    )


def _lies_in(value: object, bounds: dict[str, Any]) -> bool:
    """Return whether a value lies in a range that is declared missing; a text lies in ranges of texts only."""
    low, high = bounds["lo"], bounds["hi"]
    kind = str if isinstance(low, str) else (int, float)
    return isinstance(value, kind) and low <= value <= high


def _text(value: Any, labels: dict[Any, str]) -> str:  # noqa: ANN401 - whatever the file holds
    """Return a value as it would have been typed.

    Examples
    --------
    >>> _text(1.0, {1.0: "Yes"}), _text(3.0, {}), _text(datetime.date(2024, 5, 1), {}), _text(None, {})
    ('Yes', '3', '2024-05-01', '')
    """
    if value is None or value != value:  # noqa: PLR0124 - not a number is the one value unlike itself
        return ""
    if value in labels:
        return labels[value].strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, datetime.date) else str(value).strip()


SPSS = Format(
    name="spss",
    title="SPSS",
    files='a `.sav` file, or several in a zip; needs `pip install "netsurvey[spss]"`',
    without=_WITHOUT,
    recognises=_recognises(*_SPSS),
    read=_read("read_sav", "SPSS"),
)
STATA = Format(
    name="stata",
    title="Stata",
    files='a `.dta` file, or several in a zip; needs `pip install "netsurvey[spss]"`',
    without=_WITHOUT,
    recognises=_recognises(*_STATA),
    read=_read("read_dta", "Stata"),
)
