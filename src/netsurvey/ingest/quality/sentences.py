"""What somebody should look at before believing a finding: one sentence a thing, the number first, then what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["percent", "sentences"]

_NOTABLY_STRAIGHT = 0.05
_NOTABLY_FULL = 0.2
_STRANGE = {
    "mentions": ("{own:.1f} names an interview", "{all:.1f}"),
    "nobody": ("{own:.0%} of the questions that ask for people answered with nobody", "{all:.0%}"),
    "named_nobody": ("{own:.0%} of the respondents named nobody at all", "{all:.0%}"),
    "missing": ("{own:.0%} of the answers left blank", "{all:.0%}"),
    "straight": ("{own:.0%} of the scales with one answer throughout", "{all:.0%}"),
    "middle": ("{own:.0%} of the answers to scales in the middle", "{all:.0%}"),
    "round": ("{own:.0%} of ages and numbers end in 0 or 5", "{all:.0%}"),
}


def percent(share: float | None) -> str:
    """Return a share in percent, a dash where there is none.

    Examples
    --------
    >>> percent(0.125), percent(0.004), percent(None)
    ('12%', '0.4%', '-')
    """
    if share is None:
        return "-"
    return f"{share:.1%}" if 0 < share < 0.01 else f"{share:.0%}"


def sentences(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to look at, the gravest first.

    Parameters
    ----------
    report
        The rest of the data-quality report.
    """
    if report["kinds"] and not report["mentions"]:
        yield "Nobody is named in any question: are the names in other columns than the study file says?"
    yield from _of_forms(report)
    yield from _of_researchers(report["researchers"])
    yield from _of_questions(report)
    yield from _of_scales(report)
    if repeats := sum(report["repeats"].values()):
        yield f"{_some(repeats, 'name')} written twice in one question, which makes no second tie."
    if selves := sum(report["self_mentions"].values()):
        yield f"{_some(selves, 'mention')} of the respondent, which makes no tie."
    if report["deceased"]:
        yield f"{_some(report['deceased'], 'mention')} of somebody who has died, which makes no tie."


def _of_forms(report: Mapping[str, Any]) -> Iterator[str]:
    for reason, what in (
        ("the form has no id", "in rows without an id"),
        ("the id is taken by another row", "in rows whose id another row has already"),
    ):
        if reason in report["reasons"]:
            yield f"{_some(report['reasons'][reason], 'cell')} {what}; these rows are not in the survey."
    if alike := len(report["duplicates"]):
        yield f"{_some(alike, 'group')} of forms that look alike, perhaps one visit typed up twice; nothing was merged."
    if impossible := sum(one["cells"] for one in report["impossible"]):
        yield f"{_some(impossible, 'cell')} with a value that cannot be true, set aside."
    if "not said" in report["doors"]:
        yield f"{_some(report['doors']['not said'], 'form')} with no outcome, not counted as an interview."
    fieldwork = report["fieldwork"]
    if fieldwork and fieldwork["days"] and fieldwork["undated"]:
        yield f"{_some(fieldwork['undated'], 'form')} without a date."
    if fieldwork and fieldwork["far"]:
        far = _some(fieldwork["far"], "form")
        yield f"{far} with a date more than a year from the rest: was the year mistyped?"


def _of_researchers(compared: Mapping[str, Any]) -> Iterator[str]:
    for row in compared.get("rows", []):
        if row["stands_out"]:
            strange = "; ".join(_strange(measure, row, compared["all"]) for measure in row["stands_out"])
            yield (
                f"{row['researcher']} stands out among those who knocked: {strange}. Their first form is row "
                f"{row['first_row']} of {row['first_file']}. Ask how they put the questions and which streets they had "
                "before you believe those answers."
            )


def _strange(measure: str, own: Mapping[str, Any], everybody: Mapping[str, Any]) -> str:
    said, against = _STRANGE[measure]
    return f"{said.format(own=own[measure])} ({against.format(all=everybody[measure])} over all forms)"


def _of_questions(report: Mapping[str, Any]) -> Iterator[str]:
    names = [one["question"] for one in report["questions"]]
    for name in names:
        states = report["states"][name]
        asked = sum(count for state, count in states.items() if state != "not_asked")
        if asked and states["blank"] == asked:
            yield f"Nobody answered the question {name}."
    ticked = {name: count for name in names if (count := report["names_and_none_tick"].get(name))}
    if ticked:
        where = ", ".join(f"{name} ({_some(count, 'form')})" for name, count in ticked.items())
        yield f"Names and the tick for nobody stand together, and the names were kept: {where}."
    slots = {name: report["slots"][name] for name in names if name in report["slots"]}
    full = [
        f"{name} ({percent(one['full'] / one['answered'])})"
        for name, one in slots.items()
        if one["full"] > _NOTABLY_FULL * one["answered"]
    ]
    if full:
        yield (
            "Many of those who named anybody filled every slot, and may know more people than they could write down: "
            f"{', '.join(full)}."
        )


def _of_scales(report: Mapping[str, Any]) -> Iterator[str]:
    for scale in report["straight_lining"]:
        if scale["same"] and scale["share"] > _NOTABLY_STRAIGHT:
            some = f"{scale['same']:,} of {scale['complete']:,}"
            yield f"{scale['scale']}: {some} gave one answer to all {scale['items']} items; were they read one by one?"


def _some(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
