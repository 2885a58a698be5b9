"""Reading a study file and telling every mistake in it at once: key, value, nearest key that exists.

Nobody should have to mend a file one error at a time.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

from netsurvey.errors import Problem, StudyError, nearest
from netsurvey.study.model import Study

__all__ = ["read_study"]


def read_study(path: str | Path) -> Study:
    """Read and check a study file.

    Parameters
    ----------
    path
        The `study.toml`.

    Raises
    ------
    StudyError
        With every mistake of the file: unknown keys (and the nearest known), values that cannot be, blocks that lack
        something, or the line where the file is not TOML.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError as error:
        raise StudyError(
            Problem(
                what="there is no such study file",
                file=path.name,
                next_step="Give the study folder or its study.toml; `netsurvey demo` makes one to look at.",
            )
        ) from error
    except IsADirectoryError as error:
        raise StudyError(Problem(what="is a folder, not a study file", file=path.name)) from error
    except UnicodeDecodeError as error:
        raise StudyError(
            Problem(
                what="is not UTF-8 text",
                file=path.name,
                next_step="Save it as UTF-8 in your editor (Notepad: File, Save as, Encoding).",
            )
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise StudyError(
            Problem(
                what=f"is not valid TOML: {error}",
                file=path.name,
                next_step='Texts need straight quotes ("), lists square brackets, and every key stands once.',
            )
        ) from error
    try:
        return Study.model_validate(data)
    except ValidationError as error:
        raise StudyError(_problem(item, path.name) for item in error.errors()) from None


def _model_at(location: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Return the model whose keys stand at a place of the file, so that the nearest key can be named."""
    model: type[BaseModel] | None = Study
    named = False
    for part in location:
        if isinstance(part, int):
            continue
        if named:
            named = False
            continue
        known = model.model_fields.get(part) if model is not None else None
        if known is None:
            return None
        model = _inner_model(known.annotation)
        named = get_origin(known.annotation) is dict
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type expression
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part)) is not None), None)


def _problem(item: Any, file: str) -> Problem:  # noqa: ANN401 - pydantic's error details
    location = tuple(item["loc"])
    key = ".".join(f"[{part}]" if isinstance(part, int) else str(part) for part in location).replace(".[", "[")
    kind, value = item["type"], item.get("input")
    shown = str(value) if isinstance(value, (str, int, float, bool)) else None
    if kind == "extra_forbidden":
        model = _model_at(location[:-1])
        known = list(model.model_fields) if model else []
        near = nearest(str(location[-1]), known)
        return Problem(
            what="is not a key of the study file",
            file=file,
            key=key,
            value=shown,
            next_step=f"Nearest: {', '.join(near)}." if near else f"Known here: {', '.join(known)}.",
        )
    if kind == "missing":
        return Problem(what="is missing", file=file, key=key, next_step=f"Add {location[-1]} = ...")
    if kind == "literal_error":
        expected = item["ctx"]["expected"]
        near = nearest(str(value), re.findall(r"'([^']*)'", expected))
        return Problem(
            what=f"must be one of {expected}",
            file=file,
            key=key,
            value=shown,
            next_step=f"Nearest: {near[0]}." if near else None,
        )
    return Problem(what=item["msg"].removeprefix("Value error, "), file=file, key=key or None, value=shown)
