"""How often a typed-up form is wrong, and in which way, so that a sample can be as clean or as foul as a test needs.

Every fault of a real sheet that netsurvey must survive has a rate here; a rate of zero switches the fault off.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Literal

from netsurvey.errors import Problem, UsageError

__all__ = ["Faults"]


@dataclass(frozen=True, kw_only=True)
class Faults:
    """Rates of faults, each between 0 and 1.

    Attributes
    ----------
    misspelt, untidy
        A name written down has a wrong letter; has odd case, spaces or lacks its accents.
    short_name, other_short_name
        Someone who goes by a short name is written with it; with another short name of the same given name.
    bare_given, initial
        A name has no surname; has only an initial for one of its parts.
    kin_word
        A relative (less often a neighbour) is written as "my mum", "our Sue", "next door".
    role_and_name, titled
        An ordinary person is described ("Jean at the Legion"); an official has a title ("Cllr Brown").
    joined
        Two people, now and then a whole household ("the Smiths"), stand in one cell.
    not_a_person
        A cell that asks for a person holds "Facebook", "the council", "GP".
    self_named, late_relative, repeated
        A respondent names themselves once; names someone who has died once; a name stands twice in one question.
    nobody_word, nobody_silent
        Nobody is said with a word in the first slot instead of the tick; with nothing at all.
    dont_know, refused, tick_and_names
        A whole question is answered so; the "nobody" box is ticked although there are names.
    duplicate_form, same_id_twice
        A form is typed twice under two ids; under the same id.
    impossible
        A form has one answer that cannot be: age 199, item 6, "3/4", a 31st of June.
    margin_note
        Something is written in the margin.
    blank_name, broken_off
        A respondent gave no name; stopped before the end.
    missing_street, wrong_street, street_variant
        The street beside a name is left out; is another; is written otherwise ("St", lower case).
    missing_age, wrong_age, missing_relation
        The same for the age band beside a name; the relation is left out.
    unopened_door
        Rows of doors that ended without an interview, for every interview.
    uneven_researchers
        Standard deviation, on the log scale, of how many names a researcher brings home.

    Raises
    ------
    UsageError
        When a rate is not between 0 and 1.

    Examples
    --------
    >>> Faults(joined=0).joined, Faults.at("none").misspelt
    (0, 0.0)
    """

    misspelt: float = 0.04
    untidy: float = 0.05
    short_name: float = 0.75
    other_short_name: float = 0.04
    bare_given: float = 0.16
    initial: float = 0.04
    kin_word: float = 0.22
    role_and_name: float = 0.04
    titled: float = 0.6
    joined: float = 0.04
    not_a_person: float = 0.03
    self_named: float = 0.02
    late_relative: float = 0.015
    repeated: float = 0.015
    nobody_word: float = 0.25
    nobody_silent: float = 0.08
    dont_know: float = 0.015
    refused: float = 0.01
    tick_and_names: float = 0.005
    duplicate_form: float = 0.008
    same_id_twice: float = 0.004
    impossible: float = 0.03
    margin_note: float = 0.06
    blank_name: float = 0.06
    broken_off: float = 0.03
    missing_street: float = 0.15
    wrong_street: float = 0.03
    street_variant: float = 0.12
    missing_age: float = 0.1
    wrong_age: float = 0.1
    missing_relation: float = 0.08
    unopened_door: float = 0.08
    uneven_researchers: float = 0.25

    def __post_init__(self) -> None:
        wrong = [
            Problem(what="is not a rate between 0 and 1", key=f"faults.{field.name}", value=str(rate))
            for field in fields(self)
            if not 0 <= (rate := getattr(self, field.name)) <= 1
        ]
        if wrong:
            raise UsageError(wrong)

    @classmethod
    def at(cls, difficulty: Literal["none", "easy", "usual", "hard"]) -> Faults:
        """Return the faults of a kind of sheet, from spotless to foul.

        Raises
        ------
        UsageError
            When the difficulty is not one of those.
        """
        factors = {"none": 0.0, "easy": 0.4, "usual": 1.0, "hard": 1.8}
        if difficulty not in factors:
            raise UsageError(Problem(what=f"difficulty is one of {', '.join(factors)}", value=difficulty))
        return cls(**{name: min(rate * factors[difficulty], 0.95) for name, rate in asdict(cls()).items()})
