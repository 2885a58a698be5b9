"""The report as one page that opens anywhere: no network, no script, no name; what to do first, the numbers after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from netsurvey.ingest.quality.advice import cells_to_look_at, short_reason
from netsurvey.ingest.quality.charts import chart_of
from netsurvey.ingest.quality.sections import account_lines, headline, sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

__all__ = ["quality_page"]

_MOST_ROWS = 100
"""Rows of cells shown under one instruction; the file beside the page has them all."""


def quality_page(report: Mapping[str, Any], quarantine: pd.DataFrame) -> str:
    """Return the data-quality report as one HTML page for the team.

    It names files, rows, columns and ids, and no person: values with letters in them are not shown.

    Parameters
    ----------
    report
        `Survey.report`.
    quarantine
        `Survey.quarantine`: the cells set aside.

    Examples
    --------
    >>> from netsurvey import ingest, open_study
    >>> from netsurvey.samples import sample_path
    >>> survey, _ = ingest(open_study(sample_path("small")))
    >>> quality_page(survey.report, survey.quarantine).startswith("<!doctype html>")
    True
    """
    cells, shown = cells_to_look_at(quarantine), sections(report)
    by_advice: dict[str, list[dict[str, Any]]] = {}
    for cell in cells:
        by_advice.setdefault(cell["do"], []).append(cell)
    environment = Environment(
        loader=PackageLoader("netsurvey.ingest", "quality"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("page.html").render(
        report=report,
        headline=headline(report),
        account=account_lines(report),
        cells=sum(cell["cells"] for cell in cells),
        rows=len({(cell["file"], cell["row"]) for cell in cells}),
        by_advice=by_advice,
        titles={do: _title(entries) for do, entries in by_advice.items()},
        most=_MOST_ROWS,
        alike=next((section for section in shown if section.key == "duplicates"), None),
        sections=[section for section in shown if section.key not in {"duplicates", "impossible"}],
        charts={section.key: chart_of(section.key, report) for section in shown},
    )


def _title(entries: list[dict[str, Any]]) -> str:
    reasons = list(dict.fromkeys(short_reason(entry["reason"]) for entry in entries))
    title = reasons[0] if len(reasons) == 1 else f"{reasons[0]}, and the like"
    return title[0].upper() + title[1:]
