"""Which given names a written form may be short for, because Liz, Betty and Elizabeth can be one person.

A short form is evidence, never proof: it says which full names are possible and leaves the weighing to the model. The
`nicknames` package knows mostly American usage, so a British, Irish, Polish and South Asian list of our own goes first
and the package is asked only about what the list does not know.
"""

from __future__ import annotations

from functools import cache

from nicknames import NickNamer

from netsurvey.resolve.population import commonness, is_listed_surname, short_forms, traditions

__all__ = ["full_names", "is_given_name", "is_listed_given_name", "is_short_form", "is_short_only"]


@cache
def _fulls_of() -> dict[str, tuple[str, ...]]:
    """Return short form -> the full names it is listed under."""
    fulls: dict[str, tuple[str, ...]] = {}
    for full, forms in short_forms().items():
        for form in forms:
            bare = form.removesuffix("+")
            fulls[bare] = (*fulls.get(bare, ()), full)
    return fulls


@cache
def _own_right() -> frozenset[str]:
    """Return every listed form that is a name in its own right."""
    marked = {form[:-1] for forms in short_forms().values() for form in forms if form.endswith("+")}
    return frozenset(marked | short_forms().keys())


@cache
def _package() -> NickNamer:
    return NickNamer()


@cache
def full_names(form: str) -> dict[str, float]:
    """Return the full names a written given name may stand for, with weights that add up to 1.

    The form itself is always among them: some people are simply called Liz. A form that is also a name in its own
    right, such as Betty or Jack, weighs more than Liz does. How common the full names are is left to the model.

    Parameters
    ----------
    form
        A given name in lower case without accents.

    Examples
    --------
    >>> sorted(full_names("bob"))
    ['bob', 'robert']
    >>> full_names("kowalska")
    {'kowalska': 1.0}
    >>> full_names("betty")["betty"] > full_names("liz")["liz"]
    True
    """
    known = _fulls_of().get(form, ())
    if not known and form not in _own_right():
        known = tuple(sorted(_package().canonicals_of(form)))
    others = [full for full in known if full != form]
    if not others:
        return {form: 1.0}
    itself = 0.6 if form in _own_right() else 0.15
    return {form: itself} | dict.fromkeys(others, (1 - itself) / len(others))


@cache
def is_given_name(form: str) -> bool:
    """Whether the lists know a form as a given name; a common surname that a few bear as a given name does not count.

    Examples
    --------
    >>> is_given_name("gosia"), is_given_name("okoro"), is_given_name("smith")
    (True, False, False)
    """
    if is_listed_given_name(form):
        return True
    if is_listed_surname(form):
        return False
    return bool(_package().canonicals_of(form)) or bool(_package().nicknames_of(form))


@cache
def is_listed_given_name(form: str) -> bool:
    """Whether our own lists know a form as a given name; the package also knows forms that are mostly slips here.

    Examples
    --------
    >>> is_listed_given_name("gosia"), is_listed_given_name("lias"), is_given_name("lias")
    (True, False, True)
    """
    if form in _own_right() or form in _fulls_of() or commonness(form) > 0:
        return True
    return any(form in lists["given"] for lists in traditions().values())


def is_short_form(form: str, full: str) -> bool:
    """Whether one given name may be a short form or another spelling of the other.

    Examples
    --------
    >>> is_short_form("bob", "robert"), is_short_form("robert", "bob"), is_short_form("bob", "dave")
    (True, True, False)
    """
    return bool(full_names(form).keys() & full_names(full).keys())


def is_short_only(form: str) -> bool:
    """Whether a form is nothing but a short form, and so hardly anybody's surname.

    Examples
    --------
    >>> is_short_only("dave"), is_short_only("james"), is_short_only("arkle")
    (True, False, False)
    """
    return form in _fulls_of() and form not in short_forms()
