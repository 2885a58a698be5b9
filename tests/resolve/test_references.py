"""What forms and mentions say of people, and how the names of a study help to read its doubtful words."""

from __future__ import annotations

import pandas as pd

from netsurvey.resolve.references import Reference, Vocabulary, references_of_forms, references_of_mentions

FORM = {"key": "f1", "name": "Jean Arkle", "known_as": "", "street": "Mill Lane", "house": "3", "age": "", "gender": ""}
MENTION = {
    "key": "m1", "form": 0, "question": "help", "relation": "", "name": "", "relation_written": "",
    "street": "", "age": "", "gender": "", "place": "",
}  # fmt: skip


def said(*mentions: dict[str, str], names: tuple[str, ...] = ()) -> list[Reference]:
    words = Vocabulary(["Jean Arkle", *names], ["Mill Lane", "Mill Lane", "The Avenue"])
    forms = references_of_forms(pd.DataFrame([FORM]), words)
    rows = [{**MENTION, "key": f"m{n}", **told} for n, told in enumerate(mentions)]
    return references_of_mentions(pd.DataFrame(rows), forms, words, frozenset())


def test_a_house_number_alone_is_on_the_respondents_street() -> None:
    assert said({"name": "Dave at number 12"})[0].seen["house"] == "mill lane 12"


def test_a_street_beside_the_name_is_where_they_live() -> None:
    told = said({"name": "Dave from the Avenue"}, {"name": "Pat (12 Mill Ln)"})
    assert [r.seen["street"] for r in told] == ["avenue", "mill lane"]
    assert told[1].seen["house"] == "mill lane 12"


def test_both_given_names_are_kept() -> None:
    told = said({"name": 'Robert "Bob" Smith'})[0]
    assert (told.seen["given name"], told.known_as) == ("robert", "bob")


def test_a_form_with_two_given_names_can_be_meant_by_either() -> None:
    words = Vocabulary([], [])
    told = references_of_forms(pd.DataFrame([{**FORM, "name": "Robert (Bob) Smith", "known_as": "Bobby"}]), words)
    assert [r.seen["given name"] for r in told] == ["robert", "bob", "bobby"]


def test_a_shared_religious_name_is_a_name() -> None:
    assert [r.is_nameless for r in said({"name": "Mrs Begum"}, {"name": "my mum"}, {"name": "Sue"})] == [
        False,
        True,
        False,
    ]


def test_an_identical_answer_is_the_same_person_and_a_different_one_is_not() -> None:
    told = said({"name": "Sue Smith"}, {"name": "SUE  smith", "question": "trust"}, {"name": "Sue Smyth"})
    assert [(r.keys, r.questions) for r in told] == [(["m0", "m1"], {"help", "trust"}), (["m2"], {"help"})]


def test_a_bare_name_written_of_a_friend_and_of_a_neighbour_may_be_two_people() -> None:
    def of(name: str) -> list[list[str]]:
        friend, neighbour = {"name": name, "relation": "friend"}, {"name": name, "relation": "neighbour"}
        return [r.keys for r in said(friend, {**neighbour, "question": "trust"})]

    assert (of("Sue"), of("Sue Smith")) == ([["m0"], ["m1"]], [["m0", "m1"]])


def test_only_of_their_own_street_is_a_respondent_sure() -> None:
    told = said({"name": "Dave", "street": "Mill Lane"}, {"name": "Pat", "street": "The Avenue"}, {"name": "Jo"})
    assert [r.sure for r in told] == [{"street"}, set(), set()]


def test_how_somebody_is_spoken_of_is_what_they_are_and_which_boxes_were_filled_in() -> None:
    told = said(
        {"name": "Dave", "relation": "household", "age": "40"},
        {"name": "Pat Hask", "relation": "friend", "street": "Mill Lane"},
        {"name": "Pat Hask", "relation": "friend", "age": "30s", "question": "trust"},
    )
    assert [r.seen["standing"] for r in told] == ["family:age", "friend:street:age"]


def test_one_dave_james_does_not_make_every_james_a_surname() -> None:
    words = Vocabulary(["Dave James", "James", "James", "James Arkle"], [])
    assert words.name("James").given == "james"
    assert words.name("Dave James").surname == "james"


def test_a_study_full_of_hussains_reads_mohammed_hussain_as_one_of_them() -> None:
    words = Vocabulary(["Nasreen Hussain", "Tariq Hussain", "Mohammed Hussain"], [])
    name = words.name("Mohammed Hussain")
    assert (name.given, name.surname) == ("mohammed", "hussain")


def test_work_is_not_a_place_two_respondents_share() -> None:
    told = said({"name": "Karen from work"}, {"name": "Karen from the Legion"})
    assert [r.seen["known from"] for r in told] == ["nothing", "legion"]


def test_a_place_beside_a_name_is_one_place_however_it_is_written() -> None:
    told = said({"name": "Mandy (residents assoc)"}, {"name": "Mandy from the residents"}, {"name": "Mandy (library)"})
    first, second, third = (r.seen["known from"] for r in told)
    assert first == second != third


def test_only_a_surname_says_that_there_is_no_religious_name_beside_it() -> None:
    told = said({"name": "Marion Turner"}, {"name": "Manj Singh"}, {"name": "Marion"})
    assert [r.seen.get("religious name") for r in told] == ["nothing", "singh", None]


def test_a_printed_reference_shows_no_name() -> None:
    assert "Jean" not in repr(said({"name": "Jean"})[0])


def test_names_of_every_kind_are_told_from_things() -> None:
    words = Vocabulary(["Sue Arkle"], [])
    assert [words.is_person(text) for text in ("Sue", "Gosia", "my mum", "Cllr Brown", "Zzyzx")] == [
        True,
        True,
        True,
        True,
        False,
    ]


def test_a_name_that_only_the_place_knows_is_read_as_the_one_it_stands_for() -> None:
    words = Vocabulary(["Jean Arkle"], [], {"Titch": "Rob Ashdown", "Big Dave": "David Lyle", "Shaz": "Sharon"})
    parts = {
        text: (name.given, name.surname, name.place)
        for text in ("titch", "Titch Ashdown", "Titch (the Legion)", "Titch Brown", "Big Dave", "Dave", "Shaz Kerr")
        for name in [words.name(text)]
    }
    assert parts == {
        "titch": ("rob", "ashdown", ""),
        "Titch Ashdown": ("rob", "ashdown", ""),
        "Titch (the Legion)": ("rob", "ashdown", "legion"),
        "Titch Brown": ("titch", "brown", ""),
        "Big Dave": ("david", "lyle", ""),
        "Dave": ("dave", "", ""),
        "Shaz Kerr": ("sharon", "kerr", ""),
    }
