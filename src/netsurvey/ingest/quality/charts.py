"""The report's small charts, as SVG that stands in the page itself; what they show stands beneath them as a table."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from netsurvey.ingest.quality.fieldwork import periods
from netsurvey.ingest.quality.sections import in_order, state_words
from netsurvey.ingest.quality.sentences import percent
from netsurvey.tables import ANSWER_STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

__all__ = ["chart_of"]

_WIDTH, _LABELS, _ROW, _LETTER = 760, 170, 26, 24
_BLUE, _ORANGE, _GREY = "#0072b2", "#d55e00", "#66727c"
_STATES = ("#0072b2", "#e69f00", "#56b4e9", "#b8c0c8", "#cc79a7", "#ffffff")
_SLOTS = ("#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c")


@dataclass(frozen=True, kw_only=True)
class _Series:
    """One part of every bar: what it is called, its colour, and its size by bar."""

    name: str
    colour: str
    sizes: Mapping[str, int]


def chart_of(key: str, report: Mapping[str, Any]) -> str | None:
    """Return the chart of a section as an SVG element, None where it has none or nothing to draw.

    Parameters
    ----------
    key
        The section's.
    report
        `Survey.report`.
    """
    draw = _CHARTS.get(key)
    return draw(report) if draw is not None else None


def _states(report: Mapping[str, Any]) -> str | None:
    states = in_order(report, "states")
    series = [
        _Series(name=state_words(state), colour=colour, sizes={name: counts[state] for name, counts in states.items()})
        for state, colour in zip(ANSWER_STATES, _STATES, strict=True)
    ]
    return _stacked(list(states), series, "How each question was answered, as a share of all forms")


def _slots(report: Mapping[str, Any]) -> str | None:
    slots = in_order(report, "slots")
    most = max((one["slots"] for one in slots.values()), default=0)
    series = [
        _Series(
            name=f"{number} filled",
            colour=_SLOTS[min(number * len(_SLOTS) // max(most, 1), len(_SLOTS)) - 1],
            sizes={
                name: one["filled"].get(str(number), 0) if number < one["slots"] else 0 for name, one in slots.items()
            },
        )
        for number in range(1, most)
    ]
    series.append(
        _Series(name="every slot filled", colour=_ORANGE, sizes={name: one["full"] for name, one in slots.items()})
    )
    return _stacked(list(slots), series, "How many slots were filled by those who named anybody")


def _fieldwork(report: Mapping[str, Any]) -> str | None:
    unit, bars = periods(report["fieldwork"].get("days", {}))
    if not bars:
        return None
    tallest, height, base = max(forms for _, forms in bars), 120, 146
    step = (_WIDTH - 10) / len(bars)
    parts = []
    for place, (start, forms) in enumerate(bars):
        tall = height * forms / tallest
        left = 5 + place * step
        parts.append(_box(left + step * 0.1, base - tall, step * 0.8, tall, _BLUE, f"{start}: {forms}"))
        if forms and step > _LETTER:
            parts.append(_text(left + step / 2, base - tall - 5, str(forms), anchor="middle"))
    parts += [_text(5, base + 18, bars[0][0]), _text(_WIDTH - 5, base + 18, bars[-1][0], anchor="end")]
    parts.append(f'<path d="M5 {base}H{_WIDTH - 5}" stroke="{_GREY}"/>')
    told = f"Forms by {unit}, from {bars[0][0]} to {bars[-1][0]}; at most {tallest} in one {unit}"
    return _svg(base + 26, told, parts)


def _researchers(report: Mapping[str, Any]) -> str | None:
    compared = report["researchers"]
    if not compared:
        return None
    panels = [
        (measure, head, write)
        for measure, head, write in (
            ("mentions", "names in an interview", lambda value: f"{value:.1f}"),
            ("named_nobody", "respondents who named nobody", percent),
        )
        if compared["all"][measure] is not None
    ]
    rows = compared["rows"]
    parts = [_text(_LABELS - 10, 38 + place * _ROW, row["researcher"], anchor="end") for place, row in enumerate(rows)]
    wide = (_WIDTH - _LABELS) / max(len(panels), 1)
    for place, (measure, head, write) in enumerate(panels):
        parts += _panel(_LABELS + place * wide, wide - 60, measure, head, write, compared)
    told = "Each researcher's interviews against the average of all forms (the dashed line); orange bars stand out"
    parts.append(_text(_LABELS - 10, 14, "dashed: all forms", anchor="end"))
    return _svg(30 + len(rows) * _ROW, told, parts) if panels else None


def _panel(
    left: float, wide: float, measure: str, head: str, write: Callable[[float], str], compared: Mapping[str, Any]
) -> Iterator[str]:
    rows, average = compared["rows"], compared["all"][measure]
    most = max((row[measure] or 0 for row in rows), default=0) or 1
    yield _text(left, 14, head, bold=True)
    at = left + wide * min(average / most, 1)
    yield f'<path d="M{at:.1f} 20V{24 + len(rows) * _ROW}" stroke="#1f2a33" stroke-dasharray="4 3"/>'
    for place, row in enumerate(rows):
        if row[measure] is None:
            continue
        colour = _ORANGE if measure in row["stands_out"] else _BLUE
        long = wide * row[measure] / most
        yield _box(left, 24 + place * _ROW, max(long, 1), _ROW - 8, colour)
        yield _text(left + long + 6, 38 + place * _ROW, write(row[measure]))


def _stacked(labels: Sequence[str], series: Iterable[_Series], told: str) -> str | None:
    """Return bars of equal length, one a label, divided among the series."""
    shown = [one for one in series if any(one.sizes.values())]
    if not shown or not labels:
        return None
    parts, left = [], float(_LABELS)
    for one in shown:
        parts += [_box(left, 4, 12, 12, one.colour), _text(left + 17, 15, one.name)]
        left += 34 + 7.2 * len(one.name)
    for place, label in enumerate(labels):
        top, left = 26 + place * _ROW, float(_LABELS)
        whole = sum(one.sizes[label] for one in shown)
        parts.append(_text(_LABELS - 10, top + 14, _short(label), anchor="end"))
        for one in shown if whole else ():
            wide = (_WIDTH - _LABELS - 2) * one.sizes[label] / whole
            if wide:
                parts.append(_box(left, top, wide, _ROW - 8, one.colour, f"{label}, {one.name}: {one.sizes[label]}"))
            left += wide
    return _svg(26 + len(labels) * _ROW, told, parts)


def _svg(height: float, told: str, parts: Iterable[str]) -> str:
    label = escape(f"{told}. The table below has the numbers.")
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _box(left: float, top: float, wide: float, tall: float, colour: str, told: str = "") -> str:
    title = f"<title>{escape(told)}</title>" if told else ""
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{colour}" '
        f'stroke="{_GREY}" stroke-width=".5">{title}</rect>'
    )


def _text(left: float, base: float, text: str, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _short(label: str) -> str:
    return label if len(label) <= _LETTER else label[: _LETTER - 1] + "…"


_CHARTS: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    "states": _states,
    "slots": _slots,
    "researchers": _researchers,
    "fieldwork": _fieldwork,
}
