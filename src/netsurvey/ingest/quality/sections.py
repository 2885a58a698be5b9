"""The report in sections, each a small table with a word on how to read it: the same on the screen and on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netsurvey.ingest.quality.counts import FATES
from netsurvey.ingest.quality.fieldwork import periods
from netsurvey.ingest.quality.sentences import percent
from netsurvey.tables import ANSWER_STATES, MENTION_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["Section", "account_lines", "headline", "in_order", "sections", "state_words"]

_FATE_WORDS = dict(
    zip(
        FATES,
        ("kept", "set aside with a reason", "blank", "in columns the study file does not use"),
        strict=True,
    )
)
_MOST_UNUSED = 8
_MEASURED = {
    "mentions": ("names each", "people named in an interview"),
    "nobody": ("said nobody", 'share of the questions that ask for people answered with "nobody"'),
    "named_nobody": ("named nobody", "share of respondents who named nobody in any of them"),
    "missing": ("left blank", "share of questions and items of scales without an answer"),
    "straight": ("one answer", "share of scales with one answer throughout"),
    "middle": ("middle", "share of answers to scales that are the middle one"),
    "round": ("ends in 0 or 5", "share of ages and numbers that do, a fifth by chance"),
}
"""What each measure of researchers is called in the head of its column, and what it means."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """One table of the report.

    Attributes
    ----------
    key
        The part of the report it shows.
    title
        What it is about.
    about
        How to read it, in plain words.
    heads
        The heads of its columns.
    rows
        Its cells, ready to print.
    texts
        How many columns, from the left, hold words and not numbers.
    meanings
        What those heads mean that need a word.
    """

    key: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1
    meanings: tuple[tuple[str, str], ...] = ()


def headline(report: Mapping[str, Any]) -> str:
    """Return the report in one line: what was read, and whether a cell was lost."""
    if report["balance"]:
        return f"{report['balance']:,} CELLS ARE UNACCOUNTED FOR: please report this"
    return (
        f"{report['forms']:,} forms, {report['interviewed']:,} of them interviews; {report['mentions']:,} mentions; "
        f"{report['totals']['cells']:,} cells, none lost"
    )


def in_order(report: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a part of the report that is kept by question, in the order in which the questions were asked."""
    names = (one["question"] for one in report["questions"])
    return {name: report[key][name] for name in names if name in report[key]}


def state_words(state: str) -> str:
    """Return what the state of an answer is called in a table.

    Examples
    --------
    >>> state_words("dont_know"), state_words("not_asked")
    ("don't know", 'not asked')
    """
    return state.replace("dont", "don't").replace("_", " ")


def account_lines(report: Mapping[str, Any]) -> list[str]:
    """Return what became of the cells, all together and then file by file."""
    totals = report["totals"]
    fates = ", ".join(f"{totals[fate]:,} {_FATE_WORDS[fate]}" for fate in FATES)
    whole = f"Cells: {totals['cells']:,} = {fates} (balance {report['balance']})"
    return [whole, *(f"  {_source(source)}" for source in report["sources"]), *_amended(report)]


def sections(report: Mapping[str, Any]) -> list[Section]:
    """Return the sections of the report that have anything to show.

    Parameters
    ----------
    report
        `Survey.report`.
    """
    made = (section(report) for section in _SECTIONS)
    return [section for section in made if section.rows]


def _source(source: Mapping[str, Any]) -> str:
    place = source["file"] if source["sheet"] is None else f"{source['file']}:{source['sheet']}"
    separator = {"\t": "tab", None: ""}.get(source["separator"], source["separator"])
    written = f" ({source['encoding']}, separator {separator})" if source["encoding"] else ""
    unused = source["unused_columns"]
    more = ", ..." if len(unused) > _MOST_UNUSED else ""
    return (
        f"{place}{written}: {source['rows']:,} rows, {source['columns']:,} columns; {source['kept']:,} kept, "
        f"{source['quarantined']:,} set aside, {source['blank']:,} blank, {source['unused']:,} unused"
        + (f"; columns not used: {len(unused)} ({', '.join(unused[:_MOST_UNUSED])}{more})" if unused else "")
    )


def _amended(report: Mapping[str, Any]) -> Iterator[str]:
    dropped = {header: cells for source in report["sources"] for header, cells in source["dropped"].items()}
    if dropped:
        yield (
            f"  Left out at the door ({sum(dropped.values()):,} cells), since the field tool recorded it of people by "
            f"itself: {', '.join(sorted(dropped))}"
        )
    if corrected := report.get("corrections", {}).get("applied", 0):
        yield f"  Read as corrections.csv has it: {corrected:,} cells"
    withdrawn = report.get("withdrawn", {})
    if any(withdrawn.get(what) for what in ("forms", "mentions")):
        yield f"  Withdrawn: {withdrawn['forms']:,} forms and {withdrawn['mentions']:,} mentions of others"


def _questions(report: Mapping[str, Any]) -> Section:
    return Section(
        key="states",
        title="How each question was answered",
        about="One row a question, one form counted once. A blank is an empty answer: nobody knows whether it means "
        '"nobody". Many blanks in one question point at the wording, or at a page that was turned over.',
        heads=("Question", *(state_words(state) for state in ANSWER_STATES)),
        rows=_counts(report, "states", ANSWER_STATES),
    )


def _mentions(report: Mapping[str, Any]) -> Section:
    kinds = [kind for kind in MENTION_KINDS if any(kind in counts for counts in report["kinds"].values())]
    return Section(
        key="kinds",
        title="What was named",
        about="One row a question, one name counted each time it was written. Self is the respondent's own name; "
        "unclear is what names nobody for certain.",
        heads=("Mentions", *kinds),
        rows=_counts(report, "kinds", kinds) if kinds else (),
    )


def _slots(report: Mapping[str, Any]) -> Section:
    most = max((slots["slots"] for slots in report["slots"].values()), default=0)
    return Section(
        key="slots",
        title="How many slots were filled",
        about="Of those who named anybody, how many filled 1, 2, 3 and more slots. Where many filled every slot, the "
        "form had too few: they may know more people than they could write down.",
        heads=("Slots", *(str(number) for number in range(1, most + 1)), "every slot"),
        rows=tuple(
            (
                name,
                *(f"{slots['filled'][str(n)]:,}" if n <= slots["slots"] else "" for n in range(1, most + 1)),
                percent(slots["full"] / slots["answered"] if slots["answered"] else None),
            )
            for name, slots in in_order(report, "slots").items()
        ),
    )


def _doors(report: Mapping[str, Any]) -> Section:
    return Section(
        key="doors",
        title="What happened at the doors",
        about="Only interviews count as answers; the other doors are counted, and never called isolated.",
        heads=("Doors", "forms"),
        rows=_most_first(report["doors"]),
    )


def _scales(report: Mapping[str, Any]) -> Section:
    return Section(
        key="straight_lining",
        title="One answer to a whole scale",
        about="Of those who answered every item, how many gave the same answer to all. A few mean it; many did not "
        "read. On a scale with items that count backwards, hardly anybody can mean it.",
        heads=("Scale", "items", "all answered", "all the same", "share"),
        rows=tuple(
            (
                scale["scale"],
                str(scale["items"]),
                f"{scale['complete']:,}",
                f"{scale['same']:,}",
                percent(scale["share"]),
            )
            for scale in report["straight_lining"]
        ),
    )


def _researchers(report: Mapping[str, Any]) -> Section:
    compared = report["researchers"]
    rows = [*compared["rows"], {"researcher": "all forms", **compared["all"]}] if compared else []
    known = {measure: told for measure, told in _MEASURED.items() if rows and rows[-1][measure] is not None}
    return Section(
        key="researchers",
        title="Those who knocked, side by side",
        about=_about_researchers(compared) if compared else "",
        heads=(
            "Researcher",
            "first row",
            "forms",
            "interviews",
            "most in a day",
            *(head for head, _ in known.values()),
            "stands out",
        ),
        rows=tuple(_researcher(row, known) for row in rows),
        meanings=tuple(known.values()),
    )


def _researcher(row: Mapping[str, Any], known: Iterable[str]) -> tuple[str, ...]:
    return (
        row["researcher"],
        str(row.get("first_row", "")),
        f"{row['forms']:,}",
        f"{row['interviews']:,}",
        "-" if row["busiest_day"] is None else f"{row['busiest_day']:,}",
        *(_measure(measure, row[measure]) for measure in known),
        "look" if row.get("stands_out") else "",
    )


def _measure(measure: str, value: float | None) -> str:
    if measure != "mentions":
        return percent(value)
    return "-" if value is None else f"{value:.1f}"


def _about_researchers(compared: Mapping[str, Any]) -> str:
    told = "Codes stand for names; the row of their first form tells the team who is who."
    icc, left_out = compared["icc_mentions"], compared["named_nobody"]
    if icc is not None:
        told += (
            f" Of the differences in how many people were named, {percent(max(icc, 0.0))} lie between researchers (the "
            "intraclass correlation; 0% would be chance alone)."
        )
    if left_out:
        told += (
            f" {left_out['rate']:.1%} of {left_out['known']:,} respondents named nobody; it would be "
            f"{left_out['lowest']:.1%} without {left_out['lowest_without']} and {left_out['highest']:.1%} without "
            f"{left_out['highest_without']}. The wider this range, the more hangs on one person's way of asking."
        )
    return told


def _fieldwork(report: Mapping[str, Any]) -> Section:
    unit, bars = periods(report["fieldwork"].get("days", {}))
    rows = [(start, f"{forms:,}") for start, forms in bars if forms]
    if rows and (undated := report["fieldwork"]["undated"]):
        rows.append(("no date", f"{undated:,}"))
    return Section(
        key="fieldwork",
        title=f"Forms by {unit}",
        about="A day with far more forms than the rest may be a day of typing up; a date far off is mistyped.",
        heads=(unit.capitalize(), "forms"),
        rows=tuple(rows),
    )


def _alike(report: Mapping[str, Any]) -> Section:
    return Section(
        key="duplicates",
        title="Forms that look alike",
        about="Perhaps one visit typed up twice, perhaps two people of one name: look at the paper forms. If "
        "it is one visit, take a row out of the sheet. Nothing was merged.",
        heads=("They have", "forms"),
        rows=tuple(
            (
                " and ".join(one["why"]),
                "; ".join(f"{form['file']} row {form['row']} (form {form['respondent_id']})" for form in one["forms"]),
            )
            for one in report["duplicates"]
        ),
        texts=2,
    )


def _impossible(report: Mapping[str, Any]) -> Section:
    return Section(
        key="impossible",
        title="Values that cannot be true",
        about="They were set aside, not mended: only the paper form knows what was meant.",
        heads=("Column", "why", "cells"),
        rows=tuple((one["column"], one["reason"], f"{one['cells']:,}") for one in report["impossible"]),
        texts=2,
    )


def _set_aside(report: Mapping[str, Any]) -> Section:
    return Section(
        key="reasons",
        title="Cells set aside, by reason",
        about="What stands in these cells is in no table. set_aside.csv has them one by one.",
        heads=("Set aside", "cells"),
        rows=_most_first(report["reasons"]),
    )


def _counts(report: Mapping[str, Any], key: str, heads: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (name, *(f"{counts.get(head, 0):,}" for head in heads)) for name, counts in in_order(report, key).items()
    )


def _most_first(counts: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    in_order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple((what, f"{count:,}") for what, count in in_order)


_SECTIONS: tuple[Callable[[Mapping[str, Any]], Section], ...] = (
    _questions, _mentions, _slots, _doors, _researchers, _scales, _fieldwork, _impossible, _set_aside, _alike,
)  # fmt: skip
