"""The words in headers and cells that tell what a column is for.

English, and in one place, so that a team can add the words of its own forms.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "ALTERS",
    "ASKED",
    "ATTRIBUTES",
    "CHOICES",
    "DONT_KNOW",
    "FIELDS",
    "GROUPS",
    "IDS",
    "INTERVIEWED",
    "LABELS",
    "MACHINERY",
    "MISSING",
    "NEARNESS",
    "NOBODY",
    "NOT_INTERVIEWED",
    "OPEN",
    "PERSONAL",
    "PLACES",
    "REFUSED",
    "RESPONDENT",
    "ROLES",
    "SCALES",
    "SITES",
    "TICK",
    "TIE_ENDS",
    "WAVES",
    "header_words",
    "said_in",
]

_Phrases = tuple[str, ...]


def _phrases(text: str) -> _Phrases:
    return tuple(phrase for line in text.split("\n") for phrase in line.strip().split(", "))


MISSING = frozenset({"n/a", "na", "-", "--", "-99", "-9", "null", "nan", "#n/a", "."})
NOBODY = frozenset(
    {"none", "nobody", "no one", "no-one", "noone", "nobody at all", "no body", "not anyone", "no names", "nowhere"}
)
DONT_KNOW = frozenset({"dk", "d/k", "don't know", "dont know", "do not know", "not sure", "unsure"})
REFUSED = frozenset({"refused", "ref", "prefer not to say", "would not say", "rather not say", "declined to answer"})
TICK = frozenset({"x", "1", "yes", "y", "true", "ticked", "✓", "✔", "selected", "checked"})
INTERVIEWED = frozenset(
    {"complete", "completed", "partial", "partly", "part", "part complete", "partially complete", "interviewed"}
    | {"interview", "done", "full", "full interview", "partial interview", "finished", "answered"}
)
NOT_INTERVIEWED = frozenset(
    {"refused", "refusal", "no answer", "not in", "not at home", "no reply", "no contact", "away", "empty", "vacant"}
    | {"callback", "call back", "declined", "moved", "moved away", "no one in", "nobody in", "incomplete", "not done"}
    | {"ineligible", "none"}
)
LABELS = {
    "gender": {"F": "female", "M": "male"},
    "yes": {"Y": "yes", "N": "no"},
}
"""Codes that everybody uses -> what they stand for."""

FIELDS = {
    "first": _phrases("first name, firstname, forename, given name, first, fname"),
    "last": _phrases("last name, lastname, surname, family name, last, lname"),
    "name": _phrases("name, names, initials, who, person, nickname, alter name, alterid, alter id"),
    "relation": _phrases("relation, relationship, rel, related, how do you know"),
    "street": _phrases("street, road, address, lives, where do they live, lives where"),
    "age": _phrases("age, age band, age group, how old"),
    "gender": _phrases("gender, sex"),
    "closeness": _phrases("closeness, close, how close, intensity, strength"),
    "frequency": _phrases("frequency, often, how often, freq, contact, how often do you see"),
    "local": _phrases("local, nearby, lives locally, live locally, lives nearby, lives here"),
    "place": _phrases("where, place, met, where met, where do you meet, location"),
    "note": _phrases("note, notes, comment, comments"),
}
"""What is asked about a mention -> how its column ends, begins or is called."""

ROLES = (
    ("avoid", _phrases("avoid, avoids, keep clear, dislike, conflict, difficult, fall out, argue, quarrel")),
    (
        "linker",
        _phrases("""linker, linkers, links, influence, power, responsibility, council, change things, reach someone"""),
    ),
    ("connector", _phrases("connector, connectors, connects, brings people, bring people, bringing people, together")),
    ("activist", _phrases("activist, activists, active, gets things done, get things done, leader, leaders")),
    ("information", _phrases("information, info, news, going on, hears, hear, find out, finds out, tells you")),
    ("trust", _phrases("trust, trusts, trusted, advice, advic, confide, rely")),
    ("talk", _phrases("talk, talks, talked, chat, speak, discuss, friend, friends, socialise, spend time")),
    (
        "support",
        _phrases("support, supports, supporter, help, helps, helper, turn to, borrow, care, emergency, lend, money"),
    ),
)
"""Roles of questions that ask for people -> words that tell of them; the particular before the general."""

CHOICES = (
    (
        "knows_changer",
        _phrases(
            """knows council, know council, knows changer, knows councillor, know councillor, can change things
            knows someone, know anyone"""
        ),
    ),
    ("belonging", _phrases("part of community, part of the community, belonging, belong, belongs, feel part of")),
    ("barrier", _phrases("stops engaging, stops you, stops, barrier, barriers, prevents you")),
    ("volunteering", _phrases("volunteer, volunteers, volunteering, volunteered")),
    ("avoids_neighbours", _phrases("avoids neighbours, avoid neighbours, avoid your neighbours")),
    ("loneliness", _phrases("lonely, loneliness, feel lonely")),
)
"""Roles of closed questions -> words that tell of them."""

PLACES = _phrases("place, places, where, venue, venues, location, locations, go out, going out, shops")
GROUPS = _phrases(
    """group, groups, club, clubs, organisation, organisations, societies, association, associations, memberships"""
)
ASKED = _phrases("who, whom, whose, name, names, person, people, friend, friends, neighbour, neighbours")
"""Words of a question that asks for people."""

RESPONDENT = {
    "first": _phrases("first name, firstname, forename, given name, respondent first name, your first name"),
    "last": _phrases("surname, last name, lastname, family name, respondent surname, your surname, your last name"),
    "name": _phrases(
        """name, full name, respondent name, your name, what is your name, respondent, what is your full name"""
    ),
    "known_as": _phrases("known as, nickname, preferred name, what do people call you"),
    "street": _phrases(
        """street, street name, respondent street, road, address, which street do you live on
        what street do you live on"""
    ),
    "house": _phrases("house, house no, house number, house name, door number"),
    "household": _phrases("household, household id, household no, household number, hh, hh id, hhid"),
    "age": _phrases(
        """age, age band, age group, ageband, agegroup, age years, how old are you, your age, what is your age"""
    ),
    "gender": _phrases("gender, sex, m f, what is your gender, your gender, are you"),
    "researcher": _phrases(
        """researcher, interviewer, enumerator, volunteer, surveyor, fieldworker, collector, visited by
        knocked by, interviewed by, collected by, researcher name"""
    ),
    "mode": _phrases("mode, interview mode, survey mode, how completed, completed how"),
    "date": _phrases(
        """visit date, date, interview date, date of visit, date of interview, survey date, visited, today
        session start, start time, start date, startdate, timestamp, submission date, submissiondate, start"""
    ),
    "outcome": _phrases("outcome, result, visit outcome, door outcome, visit result"),
    "weight": _phrases("weight, survey weight, wt, weighting"),
    "consent_named": _phrases("consent named, consent to be named, consent name, happy to be named, may be named"),
    "participant": _phrases("participant, participated, joined group, took part, in programme"),
}
"""What the study file wants to know about a respondent -> how its column may be called."""

IDS = _phrases(
    """id, form no, form number, form id, ref, reference, key, no, number, form, respondent id, respondent no
    responseid, response id, pid, serial, case, case id, egoid, ego id, uuid, puid, participant id, key id
    unique id, index, instanceid, instance id, submission id, respondent number, network canvas ego uuid, ego
    survey id, timestamp"""
)
"""How the column of ids may be called, the likelier first."""

SITES = _phrases("site, community, village, hamlet, parish, town, estate, neighbourhood, ward, city, locality, area")
WAVES = _phrases("wave, round, phase, year of survey, survey year")
ALTERS = _phrases(
    """alterid, alter id, alter number, altid, nameid, name id, network canvas uuid, nodeid, node id, alter
    alter no"""
)
"""How the column that tells the people of one respondent apart may be called."""

TIE_ENDS = (
    ("from", "to"),
    ("source", "target"),
    ("src id", "tgt id"),
    ("srcid", "tgtid"),
    ("alter 1 number", "alter 2 number"),
    ("nameid", "targetid"),
    ("person a", "person b"),
    ("first", "second"),
    ("network canvas source uuid", "network canvas target uuid"),
)
"""How the two columns of a table of ties may be called."""

NEARNESS = {
    "no": 0,
    "none": 0,
    "not at all": 0,
    "do not know each other": 0,
    "strangers": 0,
    "weak": 1,
    "loose": 1,
    "loose contact": 1,
    "slightly": 1,
    "acquaintances": 1,
    "less than good": 2,
    "moderate": 2,
    "quite well": 2,
    "good": 3,
    "strong": 3,
    "well": 3,
    "close": 3,
    "friends": 3,
    "very good": 4,
    "very well": 4,
    "very close": 4,
    "very strong": 4,
}
"""How well two people know one another -> a number in the right order."""

ATTRIBUTES = _phrases(
    """lone parent, single parent, parent, employed, employment, disabled, disability, carer, retired, student
    married, owner, tenure, limiting illness, illness, long term illness, religion, ethnicity, children
    drives, car"""
)
"""What groups are compared by, even where it is answered yes or no."""

PERSONAL = _phrases(
    """name, first name, surname, last name, known as, nickname, phone, telephone, mobile, phone number, email
    e mail, email address, postcode, post code, address, street, house, house number, signature, date of birth, dob
    birthday, nhs number, respondent, initials"""
)
"""Columns that tell who somebody is; groups are never compared by them."""

OPEN = _phrases(
    """notes, note, comment, comments, remarks, margin, anything else, other comments, why, stops engaging
    any other comments, please say more"""
)
"""Columns of free text."""

MACHINERY = _phrases(
    """keyed by, entered by, typed by, checked by, instanceid, instance id, formhub uuid, version
    xform id string, tags, notes kobo, validation status, submission time, submitted by, attachments present
    attachments expected, status, review state, edits, form version, submission date, submissiondate
    completion time, end date, enddate, progress, finished, recorded date, recordeddate, distribution channel
    user language, start language, seed, last page, duration in seconds, network canvas session id
    session finish, session exported, codebook hash, app version, ip address, deviceid, device id, end
    parent table name, parent index, xform id, network canvas protocol name, network canvas case id
    networkcanvas protocol name, submitdate, startlanguage, lastpage, datestamp, startdate, key"""
)
"""Columns that are about the file and not about people."""

SCALES = {
    "life_satisfaction": _phrases("life satisfaction, life sat, ons sat, ons satisfied, satisfaction, satisfied"),
    "worthwhile": _phrases("worthwhile, ons worth, worth"),
    "happy": _phrases("happy, ons happy, happiness, happy yesterday"),
    "anxious": _phrases("anxious, ons anx, anx, anxiety, ons anxious, anxious yesterday"),
    "loneliness": _phrases("loneliness, lonely, how often lonely"),
}
"""Scales of one item -> how its column may be called."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"\{n\}|[^\W\d_]+(?:'[^\W\d_]+)?|\d+")


@lru_cache(maxsize=1 << 14)
def header_words(header: str) -> tuple[str, ...]:
    """Return the words and numbers of a header.

    Examples
    --------
    >>> header_words("Support 3 - name"), header_words("help1name"), header_words("visitDate")
    (('support', '3', 'name'), ('help', '1', 'name'), ('visit', 'date'))
    """
    spaced = _CAMEL.sub(" ", header.replace("\u2019", "'"))
    return tuple(_WORD.findall(spaced.casefold()))


def said_in(words: tuple[str, ...], phrases: _Phrases) -> int:
    """Return how plainly a header says one of these phrases.

    Returns
    -------
    int
        4: it is one; 3: it ends in one after a word or two; 2: it begins with one before a word or two; 1: it is a
        sentence or a long header that holds one; 0: it does not say any.

    Examples
    --------
    >>> said_in(("age", "band"), ("age band",)), said_in(("q", "age"), ("age",)), said_in(("wage",), ("age",))
    (4, 3, 0)
    """
    best = 0
    for phrase in phrases:
        wanted = tuple(phrase.split())
        size = len(wanted)
        if words == wanted or "".join(words) == "".join(wanted):
            return 4
        if size >= len(words):
            continue
        short = len(words) - size <= 2
        if words[-size:] == wanted:
            best = max(best, 3 if short else 1)
        elif words[:size] == wanted:
            best = max(best, 2 if short else 1)
        elif any(words[at : at + size] == wanted for at in range(1, len(words) - size)):
            best = max(best, 1)
    return best
