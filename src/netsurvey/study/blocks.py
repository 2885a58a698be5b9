"""What every block of the study file has in common."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Block", "Texts", "Words", "as_list"]


def as_list(value: object) -> object:
    """Return one text as a list of it."""
    return [value] if isinstance(value, (str, int, float)) else value


Texts = Annotated[list[str], BeforeValidator(as_list)]


class Block(BaseModel):
    """A table of the study file: unknown keys are errors, numbers may stand for texts."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True)


class Words(Block):
    """A block that may override the study's words for an empty or a refusing cell."""

    missing: Texts | None = Field(None, description="cell texts that mean blank, in place of the study's")
    none_words: Texts | None = Field(None, description="texts that say 'nobody', in place of the study's")
    dont_know: Texts | None = Field(None, description="texts that say 'don't know', in place of the study's")
    refused: Texts | None = Field(None, description="texts that say 'refused', in place of the study's")
