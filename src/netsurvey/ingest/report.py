"""The data-quality report: counts that say whether the answers were read as they were meant, and not one name.

A volunteer reads it before anything else, so it begins with whether a cell was lost and ends with what to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netsurvey.ingest.kinds import is_deceased
from netsurvey.ingest.values import fold
from netsurvey.ingest.words import by_unique
from netsurvey.tables import ANSWER_STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from netsurvey.ingest.generators import Named
    from netsurvey.ingest.pages import Page
    from netsurvey.study import Study

__all__ = ["quality_report", "report_lines"]

_FATES = ("kept", "quarantined", "blank", "unused")


def quality_report(
    study: Study,
    pages: Sequence[Page],
    respondents: pd.DataFrame,
    answers: pd.DataFrame,
    named: Mapping[str, Named],
    quarantine: pd.DataFrame,
) -> dict[str, Any]:
    """Return the report on one reading: counts only, ready for JSON.

    Parameters
    ----------
    study
        What was asked.
    pages
        The sheets, with their ledgers.
    respondents, answers, quarantine
        The tables made from them.
    named
        The mentions by question, names included; none of them gets into the report.
    """
    sources = [_source(page) for page in pages]
    totals = {fate: sum(source[fate] for source in sources) for fate in ("cells", *_FATES)}
    people = {name: one for name, one in named.items() if study.questions[name].asks == "people"}
    outcome = respondents["outcome"].astype(object).where(respondents["outcome"].notna(), "not said")
    report: dict[str, Any] = {
        "title": study.title,
        "sources": sources,
        "totals": totals,
        "balance": totals["cells"] - sum(totals[fate] for fate in _FATES),
        "forms": len(respondents),
        "interviewed": int(respondents["interviewed"].sum()),
        "mentions": sum(len(one.mentions) for one in named.values()),
        "states": _states(study, answers),
        "kinds": {name: _counted(one.mentions["kind"]) for name, one in named.items()},
        "slots": {name: _slots(one) for name, one in named.items() if one.slots > 1},
        "repeats": {name: _repeats(one.mentions) for name, one in named.items()},
        "self_mentions": {name: int((one.mentions["kind"] == "self").sum()) for name, one in people.items()},
        "deceased": sum(int(by_unique(_names(one), is_deceased).sum()) for one in people.values()),
        "names_and_none_tick": {name: int(one.ticked.sum()) for name, one in named.items()},
        "doors": _counted(outcome) if study.respondent.outcome is not None else {},
        "forms_by_researcher": _counted(respondents["researcher"].dropna()),
        "reasons": _counted(quarantine["reason"].str.replace(r" by row .*", " by another row", regex=True)),
    }
    report["warnings"] = list(_warnings(report))
    return report


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
    totals = report["totals"]
    account = ", ".join(f"{totals[fate]:,} {word}" for fate, word in zip(_FATES, _FATE_WORDS, strict=True))
    balance = report["balance"]
    lines = [
        f"{report['forms']:,} forms, {report['interviewed']:,} of them interviews; {report['mentions']:,} mentions; "
        f"{totals['cells']:,} cells, none lost"
        if balance == 0
        else f"{balance:,} CELLS ARE UNACCOUNTED FOR: please report this",
        "",
        f"Cells: {totals['cells']:,} = {account} (balance {balance})",
    ]
    lines += [_source_line(source) for source in report["sources"]]
    if report["states"]:
        lines += ["", *_table("Question", report["states"], ANSWER_STATES)]
    kinds = list(dict.fromkeys(kind for counts in report["kinds"].values() for kind in counts))
    if kinds:
        lines += ["", *_table("Mentions", report["kinds"], kinds)]
    for title, key in (("Doors", "doors"), ("Forms by researcher", "forms_by_researcher"), ("Set aside", "reasons")):
        if report[key]:
            lines += ["", f"{title}:", *(f"  {count:>7,}  {word}" for word, count in report[key].items())]
    if report["warnings"]:
        lines += ["", "Look at:", *(f"  - {sentence}" for sentence in report["warnings"])]
    return lines


_FATE_WORDS = ("kept", "set aside with a reason", "blank", "in columns the study file does not use")


def _source(page: Page) -> dict[str, Any]:
    return {
        "file": page.sheet.file,
        "sheet": page.sheet.sheet,
        "table": page.table,
        "encoding": page.sheet.encoding,
        "separator": page.sheet.separator,
        "rows": len(page.sheet.cells),
        "columns": len(page.sheet.headers),
        **page.ledger.counts(),
        "unused_columns": page.ledger.unused_columns(),
    }


def _source_line(source: Mapping[str, Any]) -> str:
    place = source["file"] if source["sheet"] is None else f"{source['file']}:{source['sheet']}"
    separator = {"\t": "tab", None: ""}.get(source["separator"], source["separator"])
    written = f" ({source['encoding']}, separator {separator})" if source["encoding"] else ""
    unused = source["unused_columns"]
    more = ", ..." if len(unused) > 8 else ""
    return (
        f"  {place}{written}: {source['rows']:,} rows, {source['columns']:,} columns; {source['kept']:,} kept, "
        f"{source['quarantined']:,} set aside, {source['blank']:,} blank, {source['unused']:,} unused"
        + (f"; columns not used: {len(unused)} ({', '.join(unused[:8])}{more})" if unused else "")
    )


def _states(study: Study, answers: pd.DataFrame) -> dict[str, dict[str, int]]:
    counts = answers.groupby(["question", "state"]).size()
    return {name: {state: int(counts.get((name, state), 0)) for state in ANSWER_STATES} for name in study.questions}


def _counted(values: pd.Series[Any]) -> dict[str, int]:
    return {str(value): int(count) for value, count in values.value_counts(sort=False).items()}


def _slots(named: Named) -> dict[str, int]:
    filled = named.mentions.groupby("form")["position"].nunique()
    return {"slots": named.slots, "full": int((filled == named.slots).sum()), "answered": len(filled)}


def _repeats(mentions: pd.DataFrame) -> int:
    names = by_unique(mentions["name"].to_numpy(dtype=object), fold)
    return int(pd.DataFrame({"form": mentions["form"], "name": names}).duplicated().sum())


def _names(named: Named) -> NDArray[np.object_]:
    return named.mentions["name"].to_numpy(dtype=object)


def _table(title: str, rows: Mapping[str, Mapping[str, int]], columns: Sequence[str]) -> Iterator[str]:
    width = max(len(title), *(len(name) for name in rows))
    heads = [max(len(column), 6) for column in columns]
    yield f"{title:<{width}}  " + "  ".join(f"{column:>{head}}" for column, head in zip(columns, heads, strict=True))
    for name, counts in rows.items():
        cells = (f"{counts.get(column, 0):>{head},}" for column, head in zip(columns, heads, strict=True))
        yield f"{name:<{width}}  " + "  ".join(cells)


def _warnings(report: Mapping[str, Any]) -> Iterator[str]:
    if report["kinds"] and not report["mentions"]:
        yield "Nobody is named in any question: are the names in other columns than the study file says?"
    yield from _form_warnings(report)
    yield from _question_warnings(report)
    if repeats := sum(report["repeats"].values()):
        yield f"{repeats:,} names were written twice in one question; they make no second tie."
    if selves := sum(report["self_mentions"].values()):
        yield f"{selves:,} mentions are of the respondent; they make no tie."
    if report["deceased"]:
        yield f"{report['deceased']:,} mentions are of somebody who has died; they make no tie."


def _form_warnings(report: Mapping[str, Any]) -> Iterator[str]:
    for reason, what in (
        ("the form has no id", "in rows without an id"),
        ("the id is taken by another row", "in rows whose id another row has already"),
    ):
        if reason in report["reasons"]:
            yield f"{report['reasons'][reason]:,} cells stand {what}; these rows are not in the survey."
    if "not said" in report["doors"]:
        yield f"{report['doors']['not said']:,} forms have no outcome; they do not count as interviews."


def _question_warnings(report: Mapping[str, Any]) -> Iterator[str]:
    for name, states in report["states"].items():
        asked = sum(count for state, count in states.items() if state != "not_asked")
        if asked and states["blank"] == asked:
            yield f"Nobody answered the question {name}."
    for name, count in report["names_and_none_tick"].items():
        if count:
            yield f"{name}: {count:,} forms have names and the tick for nobody; the names were kept."
    for name, slots in report["slots"].items():
        if slots["full"]:
            full = f"{slots['full']:,} of {slots['answered']:,}"
            yield f"{name}: {full} filled all {slots['slots']} slots; they may know more."
