"""What the respondent's own circumstances let expect of whom they name, where they did not write it down.

A neighbour mostly lives in the respondent's street, family often bears the respondent's surname, a partner is of the
respondent's age: how often is read off the answers in which it was written. Each function is one such expectation.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netsurvey.resolve.model import Window
    from netsurvey.resolve.references import Reference

    Own = dict[int, Reference]
    Expect = Callable[[Reference], "Expectation | None"]

__all__ = ["CIRCUMSTANCES", "Expectation", "expectations_of"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expectation:
    """How much likelier each true value of an attribute is than usual: `base`, and more for some values.

    There is one for all who are named in the same circumstances.

    Attributes
    ----------
    attribute
        Its number.
    base
        What holds for every value.
    ratios
        By true value: what comes on top.
    """

    attribute: int
    base: float
    ratios: dict[int, float]


def own_street(references: Sequence[Reference], own: Own, attribute: int, window: Window) -> Expect:
    """Expect neighbours, and less often others, in the respondent's street; it cannot tell which door."""
    near = {"household": [9.0, 1.0], "neighbour": [7.0, 3.0], "family": [2.0, 8.0], "": [1.5, 8.5]}
    for r in references:
        if not r.is_form and "street" in r.seen and "street" in own[r.form].seen:
            same = r.seen["street"] == own[r.form].seen["street"]
            near[r.relation if r.relation in near else ""][not same] += 1
    share = {relation: same / (same + other) for relation, (same, other) in near.items()}
    number = {text: i for i, text in enumerate(window.observations)}

    @cache
    def there(home: int, often: float) -> Expectation:
        return Expectation(attribute=attribute, base=1 - often, ratios={home: often / window.prior[home]})

    def expect(reference: Reference) -> Expectation | None:
        home = own[reference.form].seen.get("street")
        return None if home is None else there(number[home], share.get(reference.relation, share[""]))

    return expect


def own_surname(references: Sequence[Reference], own: Own, attribute: int, window: Window) -> Expect:
    """Expect family to bear the respondent's surname as often as where it was written; in-laws do not."""
    same, other = 4.0, 4.0
    for r in references:
        if not r.is_form and r.is_family and "surname" in r.seen and "surname" in own[r.form].seen:
            equal = r.seen["surname"] == own[r.form].seen["surname"]
            same, other = same + equal, other + (not equal)
    often = same / (same + other)
    number = {text: i for i, text in enumerate(window.observations)}
    behind: dict[int, dict[int, float]] = {}
    for v, (indices, chances) in enumerate(window.shown):
        for i, chance in zip(indices.tolist(), chances.tolist(), strict=True):
            behind.setdefault(i, {})[v] = window.prior[v] * chance

    @cache
    def bearing(home: int) -> Expectation:
        values = behind[home]
        total = sum(values.values())
        ratios = {v: often * w / total / window.prior[v] for v, w in values.items()}
        return Expectation(attribute=attribute, base=1 - often, ratios=ratios)

    def expect(reference: Reference) -> Expectation | None:
        home = own[reference.form].seen.get("surname", "")
        return bearing(number[home]) if reference.is_family and home and not home.endswith(".") else None

    return expect


def likely_age(references: Sequence[Reference], own: Own, attribute: int, window: Window) -> Expect:
    """Expect partners near the respondent's age and parents a generation older; it cannot tell one sister from another.

    Friends and people in public roles are of any age: expecting them near the respondent's would speak, a little each
    time, against whoever is named by many.
    """
    ages = window.prior
    centres = np.array([float(text) for text in window.values])
    gaps: dict[str, list[float]] = {}
    for r in references:
        if not r.is_form and "age" in r.seen and "age" in own[r.form].seen:
            gaps.setdefault(_bond(r), []).append(float(r.seen["age"]) - float(own[r.form].seen["age"]))
    known = {bond: np.array(gap) for bond, gap in gaps.items() if len(gap) >= _ENOUGH}

    @cache
    def beside(age: str, bond: str) -> Expectation:
        far = (centres[:, None] - float(age) - known[bond][None, :]) / _AGE_SPREAD
        likely = np.exp(-0.5 * far**2).sum(axis=1) * np.gradient(centres) + 1e-9
        ratio = 0.8 * likely / likely.sum() / ages
        return Expectation(attribute=attribute, base=0.2, ratios=dict(enumerate(ratio.tolist())))

    def expect(reference: Reference) -> Expectation | None:
        age, bond = own[reference.form].seen.get("age"), _bond(reference)
        return beside(age, bond) if age and bond in known and reference.is_family else None

    return expect


_ENOUGH = 30
"""Gaps in age that must be known before anything is expected of a relation."""
_AGE_SPREAD = 6.0

CIRCUMSTANCES: dict[str, Callable[[Sequence[Reference], Own, int, Window], Expect]] = {
    "street": own_street,
    "surname": own_surname,
    "age": likely_age,
}
"""Every expectation by the attribute it is about; an attribute that was written needs none."""


def _bond(reference: Reference) -> str:
    return reference.kin if reference.kin and reference.kin != "family" else reference.relation


def expectations_of(
    references: Sequence[Reference], units: Sequence[Sequence[int]], own: Own, windows: dict[str, tuple[int, Window]]
) -> list[list[Expectation]]:
    """Return for every unit what is expected of it.

    Parameters
    ----------
    references
        Everything that was said.
    units
        Numbers of the references of each unit.
    own
        By form: what it says of its respondent.
    windows
        By attribute: its number and how it shows.
    """
    asked = [(kind, expect(references, own, *windows[kind])) for kind, expect in CIRCUMSTANCES.items()]
    result: list[list[Expectation]] = []
    for unit in units:
        told = next((references[i] for i in unit if not references[i].is_form), None)
        if told is None:
            result.append([])
            continue
        said = {kind for i in unit for kind in references[i].seen}
        expected = (expect(told) for kind, expect in asked if kind not in said)
        result.append([each for each in expected if each is not None])
    return result
