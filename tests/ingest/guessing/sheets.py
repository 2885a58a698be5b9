"""Sheets of many shapes, with invented people, and the study file that somebody who knows each would write."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["SHEETS", "Sheet"]

Rows = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A file of answers, what it means, how many names it holds, and lines that init is known not to find."""

    file: str
    rows: Rows
    known: str
    mentions: int
    missed: frozenset[tuple[object, ...]] = field(default_factory=frozenset)

    def put(self, folder: Path) -> Path:
        path = folder / self.file
        if self.file.endswith(".xlsx"):
            book = openpyxl.Workbook()
            for row in self.rows:
                book.worksheets[0].append([cell or None for cell in row])
            book.save(path)
        else:
            path.write_text(_csv(self.rows), encoding="utf-8")
        return path


def _csv(rows: Rows) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


# Who named whom ------------------------------------------------------------------------------------------------------

NAMES = ["Ada Thorne", "Bryn Oakes", "Carys Moor", "Dev Lal", "Elsie Hart", "Finn Reid", "Greta Voss", "Hugh Penn"]
STREETS = ["Mill Row", "Chapel Lane", "Station Road"]
HELP = {
    0: [("Bryn", "friend", "Mill Row"), ("Carys Moor", "sister", "Chapel Lane")],
    1: [("Ada Thorne", "neighbour", "Mill Row")],
    2: [("Ada", "sister", "Mill Row"), ("Dev", "friend", ""), ("Joan Pike", "neighbour", "Chapel Lane")],
    4: [("Finn Reid", "son", "Station Road")],
    5: [("Elsie Hart", "mother", "Mill Row"), ("Hugh", "mate", "")],
    7: [("Greta Voss", "friend", "Chapel Lane")],
}
TRUST = {0: [("Joan Pike", "friend", "")], 2: [("Elsie Hart", "neighbour", "Mill Row"), ("Cllr Marsh", "", "")]}
SLOTS = 3
ABOUT = ("name", "relation", "street")
PLACES = ["the Hub", "Rose Cafe", "", "the library", "", "the Hub", "", "bingo"]
ITEMS = [
    "45342514235432", "33333333333332", "55555445455545", "12121211212212", "22222222222223", "", "44444444444445",
    "34343433434343",
]  # fmt: skip


def asked(said: dict[int, list[tuple[str, str, str]]], form: int, fields: int = 3) -> list[str]:
    """Return the cells of one form's slots: name, relation, street of each."""
    named = [*said.get(form, []), *[("", "", "")] * SLOTS][:SLOTS]
    return [cell for person in named for cell in person[:fields]]


def heads(question: str, pattern: str, fields: Sequence[str]) -> list[str]:
    return [pattern.format(q=question, n=n, f=name) for n in range(1, SLOTS + 1) for name in fields]


def sheet_of(pattern: str, *, questions: Sequence[str] = ("help", "trust"), fields: Sequence[str] = ABOUT) -> Rows:
    """Return a sheet whose slots are called by a pattern."""
    said = {"help": HELP, "trust": TRUST, "Support": HELP, "Trust": TRUST}
    header = ["ref", "respondent name", *(one for q in questions for one in heads(q, pattern, fields))]
    return [header] + [
        [f"R{form}", NAMES[form], *(cell for q in questions for cell in asked(said[q], form, len(fields)))]
        for form in range(8)
    ]


def known(
    questions: str, *, respondent: str = 'id = "ref"\nname = "respondent name"', study: str = "", file: str = "x"
) -> str:
    """Return a study file as somebody who knows the sheet would write it."""
    return f'[study]\ntitle = "Known"\nresponses = "{file}"\n{study}\n[respondent]\n{respondent}\n{questions}'


def people(role: str, name: str, *, relation: str = "", street: str = "", more: str = "") -> str:
    lines = [f"[questions.{role}]", 'asks = "people"', f'role = "{role}"', f"name = {json.dumps(name)}"]
    lines += [f"relation = {json.dumps(relation)}"] if relation else []
    lines += [f"street = {json.dumps(street)}"] if street else []
    return "\n".join([*lines, more, ""])


def in_slots(pattern: str, questions: Sequence[tuple[str, str]] = (("support", "help"), ("trust", "trust"))) -> str:
    """Return the questions of `sheet_of`."""
    return "".join(
        people(role, *(pattern.format(q=q, n="{n}", f=name) for name in ("name",)))
        + "".join(f"{name} = {json.dumps(pattern.format(q=q, n='{n}', f=name))}\n" for name in ABOUT[1:])
        for role, q in questions
    )


# The shapes ----------------------------------------------------------------------------------------------------------


def programme() -> Sheet:
    """Return the spreadsheet that the programme's own volunteers typed."""
    slots = {"support": ("name", "relation", "where", "how_often"), "help": ABOUT, "trust": ABOUT, "connector": ABOUT}
    header = [
        "form_no", "wave", "community", "street", "researcher", "visit_date", "outcome", "mode", "consent_named",
        "first_name", "surname", "known_as", "age_band", "sex", "employment", "household_type", "lone_parent",
        "place_1", "place_2", "group_1",
    ]  # fmt: skip
    for question, fields in slots.items():
        header += [f"{question}_{n}_{name}" for n in (1, 2) for name in fields] + [f"{question}_none"]
    header += ["knows_council", "part_of_community", "stops_engaging", *(f"wem{n}" for n in range(1, 15))]
    header += ["ons_sat", "ons_worth", "ons_happy", "ons_anx", "notes", "keyed_by"]
    rows = [header]
    for form, name in enumerate(NAMES):
        first, last = name.split()
        at_home = form != 6
        row = [
            str(form + 1), "2011", "Murton", STREETS[form % 3], "Anne" if form < 4 else "Bob", f"{form + 3}/5/2011",
            "complete" if at_home else "no answer", "read aloud" if form % 2 else "self-completed", "NY"[form % 2],
            first, last, "", ["16-24", "25-34", "65-74"][form % 3], "MF"[form % 2], ["employed", "retired"][form % 2],
            ["family", "lives alone"][form % 2], "N" if form else "Y", PLACES[form], "", ["choir", "darts"][form % 2],
        ]  # fmt: skip
        for question in slots:
            named = {"support": HELP, "trust": TRUST}.get(question, {}).get(form, [])[:2] if at_home else []
            for n in (0, 1):
                cells = list(named[n]) if n < len(named) else ["", "", ""]
                row += [*cells, "weekly" if cells[0] else ""] if question == "support" else cells
            row.append("" if named or not at_home else "x")
        row += ["YN"[form % 2], "NY"[form % 2], ["time", "health"][form % 2]] if at_home else ["", "", ""]
        row += list(ITEMS[form].ljust(14)) if at_home else [""] * 14
        row += ["7", "6", str(form + 1), "2"] if at_home else [""] * 4
        rows.append([*(cell.strip() for cell in row), "see over" if form == 2 else "", "1"])
    questions = "".join(
        f'[questions.{name}]\nasks = "people"\nrole = "{role}"\nname = "{name}_{{n}}_name"\n'
        f'none_tick = "{name}_none"\nrelation = "{name}_{{n}}_relation"\n'
        + (f'place = "{name}_{{n}}_where"\nfrequency = "{name}_{{n}}_how_often"\n' if name == "support" else "")
        + (f'street = "{name}_{{n}}_street"\n' if name != "support" else "")
        for name, role in (("support", "support"), ("help", "support"), ("trust", "trust"), ("connector", "connector"))
    )
    return Sheet(
        file="murton.csv",
        rows=rows,
        mentions=9 + 3 + 5 + 7,  # support, trust, places, groups: the door that stayed shut counts in none
        known=known(
            questions
            + """
[attributes.age]
column = "age_band"
[attributes.gender]
column = "sex"
[attributes.employment]
column = "employment"
[attributes.household_type]
column = "household_type"
[attributes.lone_parent]
column = "lone_parent"
[questions.places]
asks = "places"
name = "place_{n}"
[questions.groups]
asks = "groups"
name = "group_{n}"
[questions.knows]
asks = "choice"
role = "knows_changer"
column = "knows_council"
yes = ["Y"]
[questions.belonging]
asks = "choice"
role = "belonging"
column = "part_of_community"
yes = ["Y"]
[questions.barrier]
asks = "choice"
role = "barrier"
column = "stops_engaging"
[questions.notes]
asks = "text"
column = "notes"
[scales.wemwbs]
items = "wem{n}"
[scales.ons4]
items = ["ons_sat", "ons_worth", "ons_happy", "ons_anx"]
""",
            study='site = { column = "community" }\nwave = { column = "wave" }',
            respondent="""
id = "form_no"
name = ["first_name", "surname"]
street = "street"
age = "age_band"
gender = "sex"
researcher = "researcher"
mode = "mode"
date = "visit_date"
outcome = { column = "outcome", interviewed = ["complete"] }
consent_named = "consent_named"
""",
        ),
    )


def google() -> Sheet:
    """Return a sheet of Google Forms: whole questions as headers, several names in one box."""
    header = [
        "Timestamp", "What is your name?", "Which street do you live on?", "How old are you?", "What is your gender?",
        "Who would you go to if you needed help?", "Whose advice do you trust?",
        "Who is good at bringing people together?", "Where do you find out what is going on?",
        "Do you feel part of the community?",
        "Do you know anyone who can change things here?", "Any other comments",
    ]  # fmt: skip
    rows = [header]
    for form, name in enumerate(NAMES):
        rows.append(
            [
                f"2026/05/0{form + 1} 10:11:12 am GMT+1", name, STREETS[form % 3], str(30 + form),
                ["Female", "Male"][form % 2],
                " and ".join(one[0] for one in HELP.get(form, [])), ", ".join(one[0] for one in TRUST.get(form, [])),
                ["", "Joan Pike", "nobody"][form % 3], PLACES[form], ["Yes", "No"][form % 2], ["No", "Yes"][form % 2],
                "It rains a lot in our street when I want to go out" if form == 3 else "",
            ]
        )  # fmt: skip
    return Sheet(
        file="Neighbours (Responses).csv",
        rows=rows,
        mentions=10 + 3 + 3 + 5,
        known=known(
            people("support", header[5])
            + people("trust", header[6])
            + people("connector", header[7])
            + f'[questions.hears]\nasks = "places"\nrole = "information"\nname = "{header[8]}"\n'
            f'[questions.belonging]\nasks = "choice"\nrole = "belonging"\ncolumn = "{header[9]}"\nyes = ["Yes"]\n'
            f'[questions.knows]\nasks = "choice"\nrole = "knows_changer"\ncolumn = "{header[10]}"\nyes = ["Yes"]\n'
            f'[questions.comments]\nasks = "text"\ncolumn = "{header[11]}"\n',
            respondent=f'id = "Timestamp"\nname = "{header[1]}"\nstreet = "{header[2]}"\nage = "{header[3]}"\n'
            f'gender = "{header[4]}"',
        ),
    )


def microsoft() -> Sheet:
    """Return a workbook of Microsoft Forms: an account, and a numbered question for each name."""
    header = ["ID", "Start time", "Completion time", "Email", "Name", "Your name", "Your street"]
    header += [f"Person {n} you would turn to for help" for n in (1, 2, 3)]
    header += [f"How do you know person {n}?" for n in (1, 2, 3)]
    header += [f"How often do you see person {n}?" for n in (1, 2, 3)] + ["Do you feel lonely?"]
    rows = [header]
    for form, name in enumerate(NAMES):
        named = [*HELP.get(form, []), *[("", "", "")] * 3][:3]
        rows.append(
            [
                str(form + 1), "2026-05-04", "2026-05-04", "anonymous", "A. Account", name, STREETS[form % 3],
                *(one[0] for one in named), *(one[1] for one in named), *("weekly" if one[0] else "" for one in named),
                ["Yes", "No"][form % 2],
            ]
        )  # fmt: skip
    return Sheet(
        file="Neighbours.xlsx",
        rows=rows,
        mentions=10,
        known=known(
            people("support", "Person {n} you would turn to for help", relation="How do you know person {n}?")
            + 'frequency = "How often do you see person {n}?"\n'
            '[questions.lonely]\nasks = "choice"\nrole = "loneliness"\ncolumn = "Do you feel lonely?"\nyes = ["Yes"]\n',
            respondent='id = "ID"\nname = "Your name"\nstreet = "Your street"\ndate = "Start time"',
        ),
    )


def qualtrics() -> Sheet:
    """Return an export of Qualtrics: numbers of questions as headers, their texts in the second row."""
    header = [
        "StartDate",
        "Status",
        "IPAddress",
        "ResponseId",
        "Q1",
        "Q2_1",
        "Q2_2",
        "Q2_3",
        "Q3_1",
        "Q3_2",
        "Q3_3",
        "Q4",
    ]
    texts = ["Start Date", "Response Type", "IP Address", "Response ID", "How old are you?"]
    texts += [f"Who could help you reach someone with influence? - Person {n}" for n in (1, 2, 3)]
    texts += [f"Where do you go to find out what is going on? - Place {n}" for n in (1, 2, 3)]
    texts += ["Do you feel part of the community?"]
    rows = [header, texts, [json.dumps({"ImportId": f"QID{n}"}) for n in range(len(header))]]
    for form in range(8):
        names = [one[0] for one in HELP.get(form, [])]
        rows.append(
            [
                "2026-05-04 10:11:12",
                "IP Address",
                "192.0.2.7",
                f"R_{form}a",
                str(30 + form),
                *(names + [""] * 3)[:3],
                PLACES[form],
                "",
                "",
                ["Yes", "No"][form % 2],
            ]
        )
    return Sheet(
        file="neighbours_qualtrics.csv",
        rows=rows,
        mentions=10 + 5,
        known=known(
            people("linker", "Q2_{n}") + '[questions.hears]\nasks = "places"\nrole = "information"\nname = "Q3_{n}"\n'
            '[questions.belonging]\nasks = "choice"\nrole = "belonging"\ncolumn = "Q4"\nyes = ["Yes"]\n',
            respondent='id = "ResponseId"\nage = "Q1"\ndate = "StartDate"',
        ),
    )


def limesurvey() -> Sheet:
    """Return an export of LimeSurvey by question code: people in Q1, groups in Q2, yes or no in Q3."""
    header = ["id", "submitdate", "lastpage", "startlanguage", *(f"Q1[SQ00{n}]" for n in (1, 2, 3))]
    header += [*(f"Q2[SQ00{n}]" for n in (1, 2)), "Q3"]
    rows = [header]
    for form in range(8):
        names = [one[0] for one in HELP.get(form, [])]
        groups = [["choir", "the council"], ["darts club", ""], ["", ""], ["history group", "choir"]][form % 4]
        rows.append([str(form + 1), "2026-05-04 10:11:12", "3", "en", *(names + [""] * 3)[:3], *groups, "YN"[form % 2]])
    return Sheet(
        file="results-survey12.csv",
        rows=rows,
        mentions=10,
        known=known(
            '[questions.who]\nasks = "people"\nname = "Q1[SQ{n}]"\n'
            '[questions.q3]\nasks = "choice"\ncolumn = "Q3"\nyes = ["Y"]\n'
            '[questions.groups]\nasks = "groups"\nname = "Q2[SQ{n}]"\n',
            respondent='id = "id"',
        ),
        missed=frozenset({("Q2[SQ{n}]", "asks", "groups")}),
    )


def long() -> Sheet:
    """Return one name a row."""
    rows = [["form_no", "age", "sex", "question", "name", "relation", "street"]]
    for question, said in (("help", HELP), ("trust", TRUST)):
        rows += [
            [str(form + 1), str(30 + form), "MF"[form % 2], question, *one]
            for form, named in said.items()
            for one in named
        ]
    rows.append(["4", "33", "F", "help", "", "", ""])
    return Sheet(
        file="names.csv",
        rows=rows,
        mentions=13,
        known=known(
            "".join(
                f'[questions.{role}]\nasks = "people"\nrole = "{role}"\ntable = "names"\nname = "name"\n'
                f'relation = "relation"\nstreet = "street"\nwhen = {{ column = "question", equals = "{value}" }}\n'
                for role, value in (("support", "help"), ("trust", "trust"))
            )
            + '[attributes.gender]\ncolumn = "sex"\n',
            study='format = "long"',
            respondent='id = "form_no"\nage = "age"\ngender = "sex"',
        ),
    )


def ids() -> Sheet:
    """Return a sheet whose answers are ids: question 1 slot 1 is net11."""
    header = ["village", "id", "age", *(f"net{q}{n}" for q in (1, 2) for n in (1, 2, 3))]
    rows = [header]
    for village in ("1", "2"):
        for woman in range(2, 14):
            named = [str((woman * 5 + step) % 12 + 2) for step in (0, 1)] + ["0"]
            other = [str((woman + 3) % 12 + 2), "0", "0"]
            rows.append([village, str(woman), str(20 + woman), *named, *other])
    return Sheet(
        file="women.csv",
        rows=rows,
        mentions=24 * 3,
        known=known(
            "".join(
                f'[questions.net{q}]\nasks = "people"\nname = "net{q}{{n}}"\nmissing = ["", "0"]\n' for q in (1, 2)
            ),
            study='resolve = "exact"\nsite = { column = "village" }',
            respondent='id = "id"\nage = "age"',
        ),
    )


def _numbered(file: str, pattern: str, **options: Sequence[str]) -> Sheet:
    return Sheet(file=file, rows=sheet_of(pattern, **options), mentions=13, known=known(in_slots(pattern)))


def by_hand() -> Sheet:
    """Return a sheet with headers as somebody thinks of them, a name and a relation at a time."""
    header = ["Resp No", "Interviewer", "Date", "Address", "First name", "Last name", "Age", "M/F"]
    header += ["Who would you ask for help 1", "Relationship 1", "Who would you ask for help 2", "Relationship 2"]
    header += ["No-one to ask", "Groups attended 1", "Groups attended 2", "Know councillor?"]
    header += [*(f"SW{n}" for n in range(1, 8)), "Comments"]
    rows = [header]
    for form, name in enumerate(NAMES):
        row = [str(form + 1), "AB" if form < 4 else "CD", f"{form + 1}/6/2011", STREETS[form % 3], *name.split()]
        row += [str(20 + form), "MF"[form % 2]]
        row += [cell for one in [*HELP.get(form, []), *[("", "", "")] * 2][:2] for cell in one[:2]]
        row += ["" if form in HELP else "x", ["choir", "bingo", ""][form % 3], "", "YN"[form % 2]]
        row += [str((form + n) % 5 + 1) for n in range(7)]
        rows.append([*row, "see over" if form == 3 else ""])
    return Sheet(
        file="by hand.csv",
        rows=rows,
        mentions=9 + 6,
        known=known(
            people("support", "Who would you ask for help {n}", relation="Relationship {n}")
            + 'none_tick = "No-one to ask"\n'
            '[questions.groups]\nasks = "groups"\nname = "Groups attended {n}"\n'
            '[questions.knows]\nasks = "choice"\nrole = "knows_changer"\ncolumn = "Know councillor?"\nyes = ["Y"]\n'
            '[questions.comments]\nasks = "text"\ncolumn = "Comments"\n'
            '[scales.swemwbs]\nitems = "SW{n}"\n[attributes.gender]\ncolumn = "M/F"\n',
            respondent='id = "Resp No"\nname = ["First name", "Last name"]\nstreet = "Address"\nage = "Age"\n'
            'gender = "M/F"\nresearcher = "Interviewer"\ndate = "Date"',
        ),
    )


def put_three_times() -> Sheet:
    """Return a sheet in which the first of three equal questions has no number."""
    question = "Who do you turn to for help?"
    rows = [["ID", "Start time", "Completion time", "Email", "Name", question, f"{question}2", f"{question}3"]]
    for form in range(8):
        names = [one[0] for one in HELP.get(form, [])]
        rows.append([str(form + 1), "2026-05-04", "2026-05-04", "anonymous", "", *(names + [""] * 3)[:3]])
    return Sheet(
        file="three times.xlsx",
        rows=rows,
        mentions=10,
        known=known(people("support", question + "{n}"), respondent='id = "ID"\ndate = "Start time"'),
    )


def first_and_last() -> Sheet:
    """Return a sheet with a column for each part of a name."""
    fields = ("first name", "surname", "lives where")
    rows = [["Questionnaire number", *(f"Support person {n} {name}" for n in (1, 2, 3) for name in fields)]]
    rows[0].append("Support none")
    for form in range(8):
        row = [str(form + 100)]
        for name, _, street in [*HELP.get(form, []), *[("", "", "")] * 3][:3]:
            row += [*[*name.split(), "", ""][:2], street]
        rows.append([*row, "" if form in HELP else "y"])
    return Sheet(
        file="first and last.csv",
        rows=rows,
        mentions=10,
        known=known(
            people("support", "", street="Support person {n} lives where", more='none_tick = "Support none"').replace(
                'name = ""', 'name = ["Support person {n} first name", "Support person {n} surname"]'
            ),
            respondent='id = "Questionnaire number"',
        ),
    )


SHEETS = {
    "by hand": by_hand(),
    "put three times": put_three_times(),
    "first and last": first_and_last(),
    "the programme's own": programme(),
    "help1name": _numbered("help1name.csv", "{q}{n}{f}"),
    "helpname1": _numbered("helpname1.csv", "{q}{f}{n}"),
    "1_help_name": _numbered("1_help_name.csv", "{n}_{q}_{f}"),
    "help[1]/name": _numbered("groups.csv", "{q}[{n}]/{f}"),
    "Support 3 - name": Sheet(
        file="support.xlsx",
        rows=sheet_of("{q} {n} - {f}", questions=("Support", "Trust")),
        mentions=13,
        known=known(in_slots("{q} {n} - {f}", (("support", "Support"), ("trust", "Trust")))),
    ),
    "1_help": Sheet(
        file="1_help.csv",
        rows=sheet_of("{n}_{q}", fields=("name",)),
        mentions=13,
        known=known(people("support", "{n}_help") + people("trust", "{n}_trust")),
    ),
    "help1": Sheet(
        file="help1.csv",
        rows=sheet_of("{q}{n}", fields=("name",)),
        mentions=13,
        known=known(people("support", "help{n}") + people("trust", "trust{n}")),
    ),
    "name.1": Sheet(
        file="name.1.csv",
        rows=sheet_of("{f}.{n}", questions=("help",)),
        mentions=10,
        known=known(
            '[questions.people]\nasks = "people"\nname = "name.{n}"\nrelation = "relation.{n}"\nstreet = "street.{n}"\n'
        ),
    ),
    "net11": ids(),
    "google forms": google(),
    "microsoft forms": microsoft(),
    "qualtrics": qualtrics(),
    "limesurvey": limesurvey(),
    "long": long(),
}
