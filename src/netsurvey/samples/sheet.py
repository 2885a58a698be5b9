"""The typed-up sheet and the truth beside it: one row a form, one row of truth a mention.

Everything that goes wrong with a whole form rather than with a name goes wrong here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netsurvey.samples.residents import YEAR, age_band
from netsurvey.samples.scribe import Scribe, Someone
from netsurvey.samples.wellbeing import answers_of_scales
from netsurvey.samples.wording import MARGINS
from netsurvey.tables import MENTION_KEY, RESPONDENT_KEY

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from netsurvey.samples.faults import Faults
    from netsurvey.samples.fieldwork import Interview
    from netsurvey.samples.form import Ask, Form
    from netsurvey.samples.scribe import Cell
    from netsurvey.samples.society import Society

__all__ = ["EMPLOYMENT_CODES", "type_up"]

EMPLOYMENT_CODES = {
    "employed": "1",
    "unemployed": "2",
    "retired": "3",
    "student": "4",
    "at home": "5",
    "sick or disabled": "6",
}
_HEAD_TEXT = (
    "street house household researcher visit_date outcome mode consent_named first_name surname known_as age_band sex"
    " employment household_type lone_parent"
)
_HEAD = _HEAD_TEXT.split()
_LIFELINES = ("support", "trust", "talk", "connector", "linker")
_BARRIERS = {
    "nothing": 0.45,
    "time": 0.18,
    "health": 0.12,
    "transport": 0.07,
    "money": 0.08,
    "childcare": 0.05,
    "do not know anyone": 0.05,
}
_BARRIERS_TOLD = {
    "nothing": ("nothing", "nowt", "no"),
    "time": ("no time", "work shifts", "too busy"),
    "health": ("my legs", "not well enough", "health"),
    "transport": ("buses stop at six", "no car"),
    "money": ("cost", "cant afford it"),
    "childcare": ("no one to mind the bairns", "childcare"),
    "do not know anyone": ("dont know anyone there", "would feel out of place"),
}
_SPEAKERS = ("Anne", "Bev", "Colin", "Dilip", "Ewa", "Frank", "Gloria", "Hugh", "Iris", "Jim", "Kath", "Len")


def type_up(
    rng: np.random.Generator,
    society: Society,
    form: Form,
    interviews: Sequence[Interview],
    *,
    faults: Faults,
    site: str,
    wave: str,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the sheet, the truth of its mentions and the truth of its respondents.

    Parameters
    ----------
    rng
        Where chance comes from.
    society
        The village.
    form
        The form that was filled in.
    interviews
        What the respondents have in mind.
    faults
        Rates of faults.
    site, wave
        As they stand in the keys.

    Returns
    -------
    sheet
        Cells as typed up, texts all.
    truth
        One row a mention: the mention's key, person, place.
    respondents
        One row an interview typed up: the respondent's key, person and what is true of them.
    """
    residents = society.residents
    everybody = _everybody(society)
    streets = sorted(set(residents["street"]))
    rows_of_forms = [interview.row for interview in interviews]
    scales = answers_of_scales(rng, residents["wellbeing"].to_numpy()[rows_of_forms], ons=form.coded)
    facts, partner = _facts(residents, interviews), residents["partner"].tolist()
    sheet: list[dict[str, str]] = []
    mentions: list[tuple[str, str, str, str, int, int, str, str]] = []
    respondents: list[dict[str, object]] = []
    asked = residents.iloc[rows_of_forms].to_dict("records")
    for interview, who, feels, fact in zip(interviews, asked, scales.to_dict("records"), facts, strict=True):
        if rng.random() < faults.unopened_door:
            sheet.append(
                _door(rng, form, interview, everybody, number=len(sheet) + 1) | {"community": site, "wave": wave}
            )
        scribe = Scribe(rng, faults, me=everybody[interview.row], streets=streets)
        cells, states = _answers(rng, scribe, form, interview, everybody, partner, faults)
        row = _head(rng, form, interview, who, scribe=scribe) | _written(form, cells, states)
        row |= _choices(rng, form, interview, who, faults=faults)
        row |= {str(name): str(value) for name, value in feels.items()}
        row |= {"community": site, "wave": wave, "form_no": str(len(sheet) + 1), "keyed_by": str(rng.integers(1, 4))}
        if rng.random() < faults.impossible:
            row |= _impossible(rng, form)
        if rng.random() < faults.broken_off:
            _break_off(rng, row, cells, form)
        copies = [row]
        if rng.random() < faults.duplicate_form:
            copies.append(row | {"form_no": str(len(sheet) + 2), "keyed_by": "4"})
        elif rng.random() < faults.same_id_twice:
            sheet.append(row)
        for copy in copies:
            sheet.append(copy)
            key = (site, wave, copy["form_no"])
            mentions += [
                (*key, question, position, part, meant.person, meant.place)
                for question, slots in cells.items()
                for position, cell in enumerate(slots, start=1)
                for part, meant in enumerate(cell.parts, start=1)
            ]
            respondents.append(dict(zip(RESPONDENT_KEY, key, strict=True)) | fact)
    header = _header(form, scales)
    return (
        pd.DataFrame([[row.get(name, "") for name in header] for row in sheet], columns=header, dtype="str"),
        pd.DataFrame(mentions, columns=[*MENTION_KEY, "person", "place"]),
        pd.DataFrame(respondents),
    )


def _everybody(society: Society) -> list[Someone]:
    residents = society.residents
    beside = [
        next((place.beside for place, there in zip(society.places, row, strict=True) if there and place.beside), "")
        for row in society.members.tolist()
    ]
    columns = ("person", "given", "surname", "usual", "sex", "band", "street", "house", "household", "role")
    table = residents.assign(band=age_band(residents["age"].to_numpy()))
    return [Someone._make(values) for values in zip(*(table[name].tolist() for name in columns), beside, strict=True)]


def _facts(residents: pd.DataFrame, interviews: Sequence[Interview]) -> list[dict[str, object]]:
    """Return what is true of each respondent."""
    columns = ["person", "true_degree", "isolated", "role", "change_maker", "wellbeing", "wellbeing_from_ties"]
    facts = residents[columns].rename(columns={"isolated": "is_isolate", "change_maker": "is_change_maker"})
    facts = facts.iloc[[interview.row for interview in interviews]].round({"wellbeing": 2, "wellbeing_from_ties": 2})
    facts.insert(3, "names_nobody", [not any(map(interview.people.get, _LIFELINES)) for interview in interviews])
    facts.insert(4, "no_change_contact", [interview.no_change_contact for interview in interviews])
    return [{str(name): value for name, value in fact.items()} for fact in facts.to_dict("records")]


def _answers(
    rng: np.random.Generator,
    scribe: Scribe,
    form: Form,
    interview: Interview,
    everybody: Sequence[Someone],
    partner: Sequence[int],
    faults: Faults,
) -> tuple[dict[str, list[Cell]], dict[str, dict[str, str]]]:
    """Return the cells of each name generator, and the columns that say why there are none."""
    cells: dict[str, list[Cell]] = {}
    states: dict[str, dict[str, str]] = {}
    for ask in form.asks:
        luck = rng.random()
        if luck < faults.dont_know + faults.refused:
            states[ask.name] = {_slot(ask): "dk" if luck < faults.dont_know else "refused"}
            continue
        if ask.asks == "people":
            named = [(everybody[row], bond) for row, bond in interview.people[ask.name]]
            partners = {
                everybody[row].person: everybody[partner[row]]
                for row, _ in interview.people[ask.name]
                if partner[row] >= 0
            }
            cells[ask.name] = scribe.people(ask, named, partners=partners)
        else:
            cells[ask.name] = scribe.places(ask, interview.places[ask.name])
        if not cells[ask.name] or rng.random() < faults.tick_and_names:
            states[ask.name] = _nobody(rng, ask, faults, empty=not cells[ask.name])
    for added, rate in ((scribe.myself, faults.self_named), (scribe.late, faults.late_relative)):
        if rng.random() < rate:
            room = [
                ask for ask in form.asks[:5] if ask.asks == "people" and 0 < len(cells.get(ask.name, ())) < ask.slots
            ]
            if room:
                cells[room[int(rng.integers(len(room)))].name].append(added())
    return cells, states


def _slot(ask: Ask) -> str:
    return ask.column.replace("{n}", "1")


def _nobody(rng: np.random.Generator, ask: Ask, faults: Faults, *, empty: bool) -> dict[str, str]:
    tick = {f"{ask.prefix}_none": str(rng.choice(["x", "x", "X", "1"]))} if ask.asks == "people" else {}
    luck = rng.random()
    if not empty:
        return tick
    if luck < faults.nobody_silent or (ask.asks != "people" and luck < 0.5):
        return {}
    if luck < faults.nobody_silent + faults.nobody_word or not tick:
        return {_slot(ask): str(rng.choice(["none", "nobody", "no one", "None"]))}
    return tick


def _written(form: Form, cells: dict[str, list[Cell]], states: dict[str, dict[str, str]]) -> dict[str, str]:
    row = {column: text for state in states.values() for column, text in state.items()}
    for ask in form.asks:
        for position, cell in enumerate(cells.get(ask.name, ()), start=1):
            row |= {f"{ask.prefix}_{position}_{name}": text for name, text in cell.beside.items()}
            row[ask.column.replace("{n}", str(position))] = cell.text
    return row


def _head(
    rng: np.random.Generator, form: Form, interview: Interview, who: Mapping[Hashable, Any], *, scribe: Scribe
) -> dict[str, str]:
    given, surname, known_as = scribe.own_name()
    return {
        **_visit(rng, form, interview, street=who["street"]),
        "house": str(who["house"]),
        "household": f"H{who['household'] + 1:04d}",
        "outcome": "complete",
        "mode": str(rng.choice(["self-completed", "read aloud"], p=[0.6, 0.4])),
        "consent_named": str(rng.choice(["Y", "N"], p=[0.7, 0.3])),
        "first_name": given,
        "surname": surname,
        "known_as": known_as,
        "age_band": age_band(np.array([who["age"]]))[0],
        "sex": str(who["sex"]),
        "employment": EMPLOYMENT_CODES[who["employment"]] if form.coded else str(who["employment"]),
        "household_type": str(who["household_type"]),
        "lone_parent": "Y" if who["lone_parent"] else "N",
    }


def _visit(rng: np.random.Generator, form: Form, interview: Interview, *, street: str) -> dict[str, str]:
    day = 6 + int(rng.integers(12))
    speaker = _SPEAKERS[interview.researcher % len(_SPEAKERS)]
    again = interview.researcher // len(_SPEAKERS)
    return {
        "street": street,
        "researcher": f"{speaker} {again + 1}" if again else speaker,
        "visit_date": f"{day:02d}/06/{YEAR}" if form.coded else f"{YEAR}-06-{day:02d}",
    }


def _door(
    rng: np.random.Generator, form: Form, interview: Interview, everybody: Sequence[Someone], *, number: int
) -> dict[str, str]:
    """Return a row for a door of the same street that ended without an interview."""
    outcomes = ["no answer", "no answer", "refused at door", "not in - call back"]
    return {
        **_visit(rng, form, interview, street=everybody[interview.row].street),
        "form_no": str(number),
        "outcome": outcomes[int(rng.integers(len(outcomes)))],
        "keyed_by": str(rng.integers(1, 4)),
    }


def _choices(
    rng: np.random.Generator, form: Form, interview: Interview, who: Mapping[Hashable, Any], *, faults: Faults
) -> dict[str, str]:
    knows = rng.random() < (0.62 if interview.people["linker"] else 0.1)
    belongs = rng.random() < 1 / (1 + np.exp(-(0.2 * (who["true_degree"] - 6) + 0.08 * (who["wellbeing"] - 48))))
    shares = np.array(list(_BARRIERS.values()))
    barrier = list(_BARRIERS)[int(rng.choice(len(shares), p=shares / shares.sum()))]
    told = _BARRIERS_TOLD[barrier]
    return {
        "knows_council": "Y" if knows else "N",
        "part_of_community": "Y" if belongs else "N",
        "stops_engaging": told[int(rng.integers(len(told)))] if form.coded else barrier,
        "notes": MARGINS[int(rng.integers(len(MARGINS)))] if rng.random() < faults.margin_note else "",
    }


def _impossible(rng: np.random.Generator, form: Form) -> dict[str, str]:
    item = f"wem{rng.integers(1, 15)}"
    faults = (
        {"age_band": "199"},
        {item: "6"},
        {item: "3/4"},
        {item: "55"},
        {"visit_date": f"31/06/{YEAR}" if form.coded else f"{YEAR}-06-31"},
    )
    return faults[int(rng.integers(len(faults)))]


def _break_off(rng: np.random.Generator, row: dict[str, str], cells: dict[str, list[Cell]], form: Form) -> None:
    """Empty everything after some question: the respondent had enough."""
    done = int(rng.integers(3, len(form.asks)))
    for ask in form.asks[done:]:
        cells.pop(ask.name, None)
    lost = {ask.prefix for ask in form.asks[done:]}
    row["outcome"] = "partial"
    for column in list(row):
        if column.split("_")[0] in lost or column.startswith(("wem", "ons_", "knows_", "part_of", "stops_")):
            row[column] = ""


def _header(form: Form, scales: pd.DataFrame) -> list[str]:
    columns = ["form_no", *(["wave", "community"] if form.coded else []), *_HEAD]
    for ask in form.asks:
        for slot in range(1, ask.slots + 1):
            columns.append(ask.column.replace("{n}", str(slot)))
            columns += [f"{ask.prefix}_{slot}_{name}" for name in ask.interpreters]
        if ask.asks == "people":
            columns.append(f"{ask.prefix}_none")
    return [*columns, "knows_council", "part_of_community", "stops_engaging", *scales.columns, "notes", "keyed_by"]
