"""What a study file says, as a set of lines that can be compared: which column means what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netsurvey.study import Study

__all__ = ["lines_of"]

Line = tuple[object, ...]


def lines_of(study: Study) -> set[Line]:
    """Return every column that the study file gives a meaning, without the names it gives to questions."""
    own = study.study
    lines: set[Line] = {("study", "resolve", own.resolve)}
    lines |= {("study", key, at.column) for key, at in (("site", own.site), ("wave", own.wave)) if at.column}
    lines |= {("study", "format", own.format)} if own.format else set()
    for key, value in study.respondent.model_dump(exclude_none=True).items():
        if key == "outcome":
            lines |= {("respondent", "outcome", value["column"], *value["interviewed"])}
        elif value:
            lines |= {("respondent", key, *(value if isinstance(value, list) else [value]))}
    lines |= {("attribute", one.column) for one in study.attributes.values()}
    for question in study.questions.values():
        when = question.when.model_dump(exclude_none=True) if question.when else {}
        at = ", ".join([*question.name, str(question.column or ""), *map(str, when.values())]).strip(", ")
        lines |= {(at, "asks", question.asks)}
        lines |= {(at, "role", question.role)} if question.role else set()
        lines |= {(at, "tick", question.none_tick.column)} if question.none_tick else set()
        lines |= {(at, "yes", *question.yes)} if question.yes else set()
        lines |= {(at, "missing", *question.missing)} if question.missing else set()
        lines |= {(at, key, column) for key, column in question.interpreters.items()}
    lines |= {("scale", name, *scale.items, scale.item or "") for name, scale in study.scales.items()}
    if study.alter_ties is not None:
        said = study.alter_ties.model_dump(exclude_none=True, exclude={"table", "question", "strengths"})
        lines |= {("ties", key, *(value if isinstance(value, list) else [value])) for key, value in said.items()}
    return lines
