"""The two forms a sample is collected with: which questions they ask, in how many slots, with which columns.

The study file and the sheet are both made from here, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["FORMS", "Ask", "Form"]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One name generator of a form.

    Attributes
    ----------
    name
        Its key in the study file.
    prefix
        What its columns start with.
    text
        As it is put to the respondent.
    asks
        people, places or groups.
    role
        As the study file knows it, or "".
    slots
        How many names there is room for.
    typical
        How many an average respondent gives.
    interpreters
        What else is asked: relation, street, age, gender, often.
    """

    name: str
    prefix: str
    text: str
    asks: Literal["people", "places", "groups"]
    role: str
    slots: int
    typical: float
    interpreters: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """The column pattern of the names."""
        return f"{self.prefix}_{{n}}_name" if self.asks == "people" else f"{self.prefix}_{{n}}"


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: its name generators and how the rest is typed up.

    Attributes
    ----------
    asks
        The name generators in the order of the sheet.
    coded
        Employment is a number, site and wave are columns, dates read day/month/year, barriers are told in words and
        four more wellbeing questions are asked.
    """

    asks: tuple[Ask, ...]
    coded: bool


_TEXTS = {
    "going_out": "Where do you go round here?",
    "groups": "Which clubs or groups do you belong to?",
    "support": "Who could you turn to if you needed help?",
    "trust": "Whose advice do you trust?",
    "talk": "Who do you stop and talk to most weeks?",
    "connector": "Who is good at bringing people together?",
    "linker": "Who could help you reach someone with the power to change things here?",
    "activist": "Who gets things done round here?",
    "hears": "Who tells you what is going on?",
    "avoid": "Is there anyone you keep clear of?",
    "find_out": "Where do you find out what is going on?",
}


_COLUMNS: dict[str, tuple[str, Literal["people", "places", "groups"]]] = {
    "going_out": ("place", "places"),
    "groups": ("group", "groups"),
    "find_out": ("info", "places"),
}


def _ask(name: str, role: str, slots: int, typical: float, *interpreters: str) -> Ask:
    prefix, asks = _COLUMNS.get(name, (name, "people"))
    return Ask(
        name=name,
        prefix=prefix,
        text=_TEXTS[name],
        asks=asks,
        role=role,
        slots=slots,
        typical=typical,
        interpreters=interpreters,
    )


FORMS: dict[str, Form] = {
    "short": Form(
        coded=False,
        asks=(
            _ask("going_out", "", 3, 1.6),
            _ask("groups", "", 2, 0.9),
            _ask("support", "support", 4, 2.1, "relation", "street", "age", "gender"),
            _ask("trust", "trust", 2, 1.1, "relation", "street"),
            _ask("talk", "talk", 3, 1.6, "relation", "street"),
            _ask("connector", "connector", 2, 1.0, "relation", "street"),
            _ask("linker", "linker", 2, 0.8, "relation", "street"),
            _ask("activist", "activist", 2, 0.9, "street"),
            _ask("find_out", "information", 2, 1.2),
        ),
    ),
    "long": Form(
        coded=True,
        asks=(
            _ask("going_out", "", 5, 2.2),
            _ask("groups", "", 3, 1.1),
            _ask("support", "support", 5, 2.4, "relation", "street", "age", "often"),
            _ask("trust", "trust", 3, 1.1, "relation", "street", "age"),
            _ask("talk", "talk", 4, 2.0, "relation", "street", "age"),
            _ask("connector", "connector", 3, 1.0, "relation", "street"),
            _ask("linker", "linker", 3, 0.8, "relation", "street"),
            _ask("activist", "activist", 3, 0.9, "relation", "street"),
            _ask("hears", "information", 2, 0.8, "relation", "street"),
            _ask("avoid", "avoid", 1, 0.12),
            _ask("find_out", "information", 3, 1.3),
        ),
    ),
}
"""The short form of the small sample and the long form of the large one."""
