"""The study file of a sample, as a volunteer would write it, comments and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netsurvey.samples.residents import AGE_BANDS
from netsurvey.samples.sheet import EMPLOYMENT_CODES

if TYPE_CHECKING:
    from netsurvey.samples.form import Ask, Form

__all__ = ["study_file"]


def study_file(form: Form, *, site: str, wave: str, population: int) -> str:
    """Return the text of the `study.toml` for a form.

    Examples
    --------
    >>> from netsurvey.samples.form import FORMS
    >>> print(study_file(FORMS["short"], site="Ollerdene", wave="2011", population=1600).splitlines()[3])
    title = "Ollerdene 2011"
    """
    return "\n".join([_opening(form, site, wave, population), *map(_question, form.asks), _rest(form)])


def _opening(form: Form, site: str, wave: str, population: int) -> str:
    columns = (
        'site = { column = "community" }\nwave = { column = "wave" }'
        if form.coded
        else f'site = "{site}"\nwave = "{wave}"'
    )
    labels = ", ".join(f'"{code}" = "{text}"' for text, code in EMPLOYMENT_CODES.items())
    order = ", ".join(f'"{text}"' for text in EMPLOYMENT_CODES)
    employment = [f"labels = {{ {labels} }}", f"order = [{order}]"] if form.coded else [f"order = [{order}]"]
    bands = ", ".join(f'"{band}"' for band in AGE_BANDS)
    return "\n".join(
        [
            "# An invented village: nobody here exists, and neither does the place.",
            "",
            "[study]",
            f'title = "{site} {wave}"',
            'responses = "responses.csv"',
            columns,
            f"population = {population}          # everybody who lives there, children too",
            'population_is = "residents"',
            'none_words = ["none", "nobody", "no one"]   # what volunteers wrote for "I have nobody"',
            "",
            "[respondent]",
            'id = "form_no"',
            'name = ["first_name", "surname"]',
            'known_as = "known_as"',
            'street = "street"',
            'house = "house"',
            'household = "household"',
            'age = "age_band"',
            'gender = "sex"',
            'researcher = "researcher"          # who knocked',
            'mode = "mode"',
            'date = "visit_date"',
            "# doors that did not open are counted, never called isolated",
            'outcome = { column = "outcome", interviewed = ["complete", "partial"] }',
            'consent_named = "consent_named"',
            "",
            "[attributes.age]",
            'column = "age_band"',
            f"order = [{bands}]",
            "",
            "[attributes.gender]",
            'column = "sex"',
            'labels = { "F" = "female", "M" = "male" }',
            "",
            "[attributes.employment]",
            'column = "employment"',
            *employment,
            "",
            "[attributes.household_type]",
            'column = "household_type"',
            "",
            "[attributes.lone_parent]",
            'column = "lone_parent"',
            'labels = { "Y" = "yes", "N" = "no" }',
            "",
        ]
    )


def _question(ask: Ask) -> str:
    lines = [f"[questions.{ask.name}]", f'text = "{ask.text}"', f'asks = "{ask.asks}"']
    lines += [f'role = "{ask.role}"'] if ask.role else []
    lines.append(f'name = "{ask.column}"')
    lines += [f'none_tick = "{ask.prefix}_none"'] if ask.asks == "people" else []
    names = {"often": "frequency"}
    lines += [f'{names.get(name, name)} = "{ask.prefix}_{{n}}_{name}"' for name in ask.interpreters]
    return "\n".join([*lines, ""])


def _rest(form: Form) -> str:
    barrier = (
        ['asks = "text"', 'column = "stops_engaging"']
        if form.coded
        else ['asks = "choice"', 'role = "barrier"', 'column = "stops_engaging"']
    )
    ons = ["[scales.ons4]", 'items = ["ons_sat", "ons_worth", "ons_happy", "ons_anx"]', ""] if form.coded else []
    return "\n".join(
        [
            "[questions.knows_changer]",
            'text = "Do you know anyone who can change things here?"',
            'asks = "choice"',
            'role = "knows_changer"',
            'column = "knows_council"',
            'yes = ["Y"]',
            "",
            "[questions.belonging]",
            'text = "Do you feel part of the community?"',
            'asks = "choice"',
            'role = "belonging"',
            'column = "part_of_community"',
            'yes = ["Y"]',
            "",
            "[questions.barrier]",
            'text = "What stops you from joining in?"',
            *barrier,
            "",
            "[questions.margin]",
            'text = "Anything written in the margin"',
            'asks = "text"',
            'column = "notes"',
            "",
            "# item numbers only: the wording of the scale is not ours to pass on",
            "[scales.wemwbs]",
            'items = "wem{n}"',
            "",
            *ons,
        ]
    )
