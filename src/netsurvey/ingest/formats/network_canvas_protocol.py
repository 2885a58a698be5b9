"""The protocol of a Network Canvas study: what was asked in which column.

The exported files hold names of variables only; the wording is in the protocol that the interviews were made with.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from netsurvey.errors import Problem, SourceError
from netsurvey.ingest.archives import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["question_texts"]

_PROTOCOL = "protocol.json"


def question_texts(file: str, contents: bytes) -> dict[str, str]:
    """Return the wording of the questions by the header of their columns.

    Parameters
    ----------
    file
        Name of the protocol, for complaints.
    contents
        What it holds: a `.netcanvas` archive, or the `protocol.json` out of one.

    Raises
    ------
    SourceError
        When it is neither.

    Examples
    --------
    >>> question_texts("protocol.json", b'''{
    ...   "codebook": {"node": {"n1": {"name": "Person", "variables": {"v1": {"name": "help", "type": "boolean"}}}}},
    ...   "stages": [{"prompts": [{"text": "Who helps you?",
    ...                            "additionalAttributes": [{"variable": "v1", "value": true}]}]}]}''')
    {'help': 'Who helps you?'}
    """
    try:
        if file.casefold().endswith(".netcanvas"):
            with Archive(io.BytesIO(contents), file=file) as archive:
                contents = archive.read(_PROTOCOL) if _PROTOCOL in archive.names else b""
        protocol = json.loads(contents)
        asked = dict(_asked(protocol["stages"]))
        columns = list(_columns(protocol["codebook"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SourceError(
            Problem(
                what="is not a Network Canvas protocol",
                file=file,
                next_step="Take it out of the folder, or copy it there again.",
            )
        ) from None
    return {header: asked[variable] for variable, headers in columns for header in headers if variable in asked}


def _asked(part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - whatever JSON holds
    """Yield each variable that a stage, prompt or field names, with the text put to the respondent."""
    if isinstance(part, list):
        for one in part:
            yield from _asked(one)
    elif isinstance(part, dict):
        text = part.get("text") or part.get("prompt")
        if isinstance(text, str):
            attributes = part.get("additionalAttributes")
            for holder in [part, *(attributes if isinstance(attributes, list) else [])]:
                if isinstance(holder, dict) and isinstance(holder.get("variable"), str):
                    yield holder["variable"], text
        for one in part.values():
            yield from _asked(one)


def _columns(codebook: Any) -> Iterator[tuple[str, list[str]]]:  # noqa: ANN401 - whatever JSON holds
    """Yield each variable of the codebook and the headers it has in the files: one, or one an option."""
    if not isinstance(codebook, dict):
        return
    for key, part in codebook.items():
        if key == "variables" and isinstance(part, dict):
            for variable, known in part.items():
                if isinstance(known, dict) and isinstance(name := known.get("name"), str):
                    options = known.get("options") if known.get("type") == "categorical" else None
                    values = [one.get("value") for one in options or [] if isinstance(one, dict)]
                    yield variable, [name, *(f"{name}_{value}" for value in values)]
        else:
            yield from _columns(part)
