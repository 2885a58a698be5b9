"""The report as lines of plain text, for a file, a pipe or a screen without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netsurvey.ingest.quality.sections import account_lines, headline, sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netsurvey.ingest.quality.sections import Section

__all__ = ["report_lines"]


def report_lines(report: Mapping[str, Any]) -> list[str]:
    """Return the report as lines of plain text; the first one says it all in short.

    Parameters
    ----------
    report
        `Survey.report`.

    Examples
    --------
    >>> from netsurvey import ingest, open_study
    >>> from netsurvey.samples import sample_path
    >>> survey, _ = ingest(open_study(sample_path("small")))
    >>> report_lines(survey.report)[0].endswith("none lost")
    True
    """
    lines = [headline(report), "", *account_lines(report)]
    for section in sections(report):
        lines += ["", *_table(section)]
    if report["warnings"]:
        lines += ["", "Look at:", *(f"  - {sentence}" for sentence in report["warnings"])]
    return lines


def _table(section: Section) -> Iterator[str]:
    every = [section.heads, *section.rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(section.heads))]
    for row in every:
        cells = (
            f"{cell:<{width}}" if column < section.texts else f"{cell:>{max(width, 6)}}"
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
