"""What was asked: `[questions.*]` and `[alter_ties]` of the study file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from netsurvey.errors import nearest
from netsurvey.study.blocks import Block, Texts, Words, as_list

__all__ = ["CHOICE_ROLES", "INTERPRETERS", "PERSON_ROLES", "AlterTies", "Question", "Tick", "When"]

PERSON_ROLES = ("support", "trust", "talk", "connector", "linker", "activist", "information", "avoid")
CHOICE_ROLES = ("knows_changer", "belonging", "barrier", "volunteering", "loneliness", "avoids_neighbours")
INTERPRETERS = ("relation", "street", "age", "gender", "closeness", "frequency", "place", "local", "note")


def _as_tick(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class Tick(Block):
    """`none_tick` of a name generator: the box that says 'nobody'."""

    column: str = Field(description="the column of the tick")
    ticked: Texts = Field(["x", "1", "yes", "y", "true", "ticked"], description="texts that mean ticked")


class When(Block):
    """`when` of a name generator read from a table: which of its rows belong to this question."""

    column: str = Field(description="the column of the table to look at")
    contains: str | None = Field(None, description="the row counts if this is one of the words in the cell")
    equals: Annotated[list[str] | None, BeforeValidator(as_list)] = Field(
        None, description="the row counts if the cell is one of these"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> When:
        if (self.contains is None) == (self.equals is None):
            msg = "needs either contains = ... or equals = ..."
            raise ValueError(msg)
        return self


class Question(Words):
    """`[questions.NAME]`: one thing asked."""

    text: str | None = Field(None, description="the question as it was put")
    asks: Literal["people", "places", "groups", "choice", "number", "text"] = Field(description="what it asks for")
    role: str | None = Field(None, description="what the question is for, where definitions need to know")
    name: Texts = Field([], description="the column of the names; {n} counts slots; several patterns are joined")
    none_tick: Annotated[Tick | None, BeforeValidator(_as_tick)] = Field(None, description="the box that says 'nobody'")
    relation: str | None = Field(None, description="interpreter: relation to the respondent")
    street: str | None = Field(None, description="interpreter: their street")
    age: str | None = Field(None, description="interpreter: their age")
    gender: str | None = Field(None, description="interpreter: their gender")
    closeness: str | None = Field(None, description="interpreter: how close")
    frequency: str | None = Field(None, description="interpreter: how often")
    place: str | None = Field(None, description="interpreter: where they are met")
    local: str | None = Field(None, description="interpreter: lives locally, yes or no")
    note: str | None = Field(None, description="interpreter: anything else written beside the name")
    table: str | None = Field(None, description="the repeat, sheet or file with one mention a row")
    when: When | None = Field(None, description="which rows of the table belong to this question")
    position: str | None = Field(None, description="the table's column of slot numbers; counted where absent")
    column: str | None = Field(None, description="the column of a choice, number or text")
    yes: Texts = Field([], description="texts of a choice that mean yes; every other answer is then no")
    no: Texts = Field([], description="texts of a choice that mean no; any that is neither is then set aside")
    labels: dict[str, str] = Field({}, description="texts in the cells of a choice -> texts to show")
    range: tuple[float, float] | None = Field(None, description="lowest and highest possible number")

    @property
    def is_generator(self) -> bool:
        """Whether it asks for names of people, places or groups."""
        return self.asks in {"people", "places", "groups"}

    @property
    def interpreters(self) -> dict[str, str]:
        """Column patterns of what else was asked about each mention, by interpreter."""
        return {name: column for name in INTERPRETERS if (column := getattr(self, name)) is not None}

    @model_validator(mode="after")
    def _has_its_columns(self) -> Question:
        if self.is_generator and not self.name:
            msg = f'asks = "{self.asks}" needs name = "..."'
            raise ValueError(msg)
        if not self.is_generator and self.column is None:
            msg = f'asks = "{self.asks}" needs column = "..."'
            raise ValueError(msg)
        for name in ("when", "position"):
            if getattr(self, name) is not None and self.table is None:
                msg = f"{name} = ... needs table = ..."
                raise ValueError(msg)
        return self

    @field_validator("role", mode="after")
    @classmethod
    def _role_is_known(cls, role: str | None, info: ValidationInfo) -> str | None:
        roles = PERSON_ROLES if info.data.get("asks") in {"people", "places", "groups"} else CHOICE_ROLES
        if role is not None and role not in roles:
            near = nearest(role, roles)
            msg = f"is not one of {', '.join(roles)}" + (f"; nearest: {near[0]}" if near else "")
            raise ValueError(msg)
        return role


class AlterTies(Block):
    """`[alter_ties]`: who of those named know one another, as the respondent sees it."""

    table: str | None = Field(None, description="the repeat, sheet or file with one tie a row")
    between: Annotated[list[str] | None, BeforeValidator(as_list)] = Field(
        None, description="the two columns of that table that say who"
    )
    alter: str | None = Field(None, description="the column of the table of names that `between` refers to")
    strength: str | None = Field(None, description="the column of that table that says how strong")
    column: str | None = Field(None, description="without a table: a column a pair, such as 'know_{a}_{b}'")
    question: str | None = Field(None, description="the question whose slots {a} and {b} count")
    strengths: dict[str, float] = Field({}, description="texts in the cells -> strength; 0 means no tie")

    @model_validator(mode="after")
    def _one_of_both(self) -> AlterTies:
        if (self.table is None) == (self.column is None):
            msg = 'needs either table = ... with between = ["...", "..."], or column = "..." with {a} and {b}'
            raise ValueError(msg)
        if self.table is not None and (self.between is None or len(self.between) != 2):
            msg = 'table = ... needs between = ["...", "..."], the two columns that say who'
            raise ValueError(msg)
        if self.column is not None and not ("{a}" in self.column and "{b}" in self.column):
            msg = "column = ... needs {a} and {b}, the slots of the two"
            raise ValueError(msg)
        return self
