"""Who is meant by names, on surveys small enough to settle by hand from METHODS section 6."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from netsurvey.errors import DecisionError, UsageError
from netsurvey.resolve import resolve
from netsurvey.tables import key_text, mention_keys

Make = Callable[..., Any]


def decision(identity: str, kind: str, a: str, b: str) -> dict[str, str]:
    return {"decision_id": identity, "kind": kind, "a": a, "b": b, "who": "t", "when": "2011-07-01", "why": ""}


def form_key(identity: str, wave: str = "1") -> str:
    return key_text(["Here", wave, identity])


def said(form: str, question: str, position: int = 1) -> str:
    return key_text(["Here", "1", form, question, position, 1])


def test_nine_davids_of_nine_respondents_are_nine_people(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [(str(i), "help", "David") for i in range(1, 10)])
    assert len(set(persons_of(resolve(survey, roster)))) == 9


def test_a_rare_full_name_written_twice_is_one_person(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "David Okoro"), ("2", "help", "DAVID  okoro")])
    assert len(set(persons_of(resolve(survey, roster)))) == 1


def test_two_people_with_different_surnames_stay_two(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "David Okoro"), ("2", "help", "David Shaw")])
    assert len(set(persons_of(resolve(survey, roster)))) == 2


def test_a_short_form_with_the_same_surname_and_street_is_one_person(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    there = {"street": "Mill Lane"}
    survey, roster = survey_of(
        strangers, [("1", "help", "Liz Hughes", there), ("2", "help", "Elizabeth Hughes", there)]
    )
    assert len(set(persons_of(resolve(survey, roster)))) == 1


def test_a_slip_of_the_pen_in_a_rare_surname_is_one_person(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane"}
    wrote = [(str(i), "help", "Sarah Pettifer", there) for i in range(1, 4)]
    survey, roster = survey_of(strangers, [*wrote, ("9", "help", "Sarah Petifer", there)])
    assert len(set(persons_of(resolve(survey, roster)))) == 1


@pytest.mark.parametrize(("slip", "persons"), [("Bth Pettifer", 1), ("Lisaa Pettifer", 2), ("Jan Pettifer", 2)])
def test_a_given_name_of_three_letters_may_be_a_slip_too(
    survey_of: Make, strangers: Any, persons_of: Make, slip: str, persons: int
) -> None:
    there = {"street": "Mill Lane"}
    wrote = [(str(i), "help", "Beth Pettifer", there) for i in range(1, 4)]
    survey, roster = survey_of(strangers, [*wrote, ("9", "help", slip, there)])
    assert len(set(persons_of(resolve(survey, roster)))) == persons


def test_two_different_names_in_one_question_are_two_people(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane", "age": "40"}
    survey, roster = survey_of(strangers, [("1", "help", "Sue Okoro", there), ("1", "help", "Susan Okoro", there)])
    assert len(set(persons_of(resolve(survey, roster)))) == 2


def test_the_same_name_twice_in_one_question_is_a_repeat(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "Sue"), ("1", "help", " sue")])
    assert len(set(persons_of(resolve(survey, roster)))) == 1


def test_the_same_name_under_three_questions_of_one_form_is_one_person(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    survey, roster = survey_of(strangers, [("1", q, "David") for q in ("help", "trust", "talk")])
    people = resolve(survey, roster)
    assert len(set(persons_of(people))) == 1
    assert people.people.set_index("person_id").loc[persons_of(people)[0], "respondents"] == 1


def test_my_mum_of_two_households_is_two_people(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "my mum"), ("2", "help", "my mum")])
    assert len(set(persons_of(resolve(survey, roster)))) == 2


def test_my_mum_of_one_household_is_one_person(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    together = {**strangers, "2": {**strangers["2"], "household": "h1"}}
    survey, roster = survey_of(together, [("1", "help", "my mum"), ("2", "help", "Mum")])
    assert len(set(persons_of(resolve(survey, roster)))) == 1


def test_mum_is_whoever_the_same_form_names_as_mum(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(
        strangers, [("1", "help", "Jean Okoro", {"relation": "mum"}), ("1", "talk", "my mum"), ("2", "talk", "Mum")]
    )
    first, second, third = persons_of(resolve(survey, roster))
    assert first == second != third


def test_a_respondent_who_is_named_is_found_first(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "Xanthe Fothery"), ("2", "talk", "Xanthe F")])
    people = resolve(survey, roster)
    xanthe = people.respondents.set_index("respondent_id").loc["6", "person_id"]
    assert persons_of(people) == [xanthe, xanthe]


def test_nobody_is_taken_for_themselves(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [("6", "help", "Xanthe Fothery")])
    people = resolve(survey, roster)
    assert persons_of(people)[0] not in set(people.respondents["person_id"])


def test_two_respondents_of_one_wave_with_one_name_stay_two_and_are_proposed(survey_of: Make, strangers: Any) -> None:
    twice = {**strangers, "13": {**strangers["6"], "id": "13"}}
    people = resolve(*survey_of(twice, []))
    assert people.respondents["person_id"].nunique() == 13
    assert {form_key("6"), form_key("13")} in [{row.a, row.b} for row in people.doubtful.itertuples()]


def test_who_is_named_goes_with_one_of_two_forms_typed_for_one_person(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    twice = {**strangers, "13": {**strangers["6"], "id": "13"}}
    survey, roster = survey_of(twice, [("1", "help", "Xanthe Fothery"), ("2", "help", "Xanthe Fothery")])
    people = resolve(survey, roster)
    first, second = persons_of(people)
    assert first == second
    assert first in set(people.respondents["person_id"])


def test_a_titled_surname_joins_the_full_name_with_that_title(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    wrote = [(str(i), "linker", "Cllr Graham Okoro") for i in range(1, 5)]
    survey, roster = survey_of(strangers, [*wrote, ("9", "linker", "Cllr Okoro"), ("10", "help", "Dr Okoro")])
    *councillors, doctor = persons_of(resolve(survey, roster))
    assert len(set(councillors)) == 1
    assert doctor not in councillors


def test_next_door_means_the_respondents_street(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    neighbours = {**strangers, "2": {**strangers["2"], "street": "Ash Street"}}
    survey, roster = survey_of(
        neighbours,
        [
            ("1", "help", "Barnabas next door"),
            ("2", "help", "Barnabas", {"street": "Ash St"}),
            ("3", "help", "Barnabas next door"),
        ],
        population=600,
    )
    first, second, third = persons_of(resolve(survey, roster))
    assert first == second != third


def test_gurpreet_kaur_and_gurpreet_singh_are_two_people(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane"}
    survey, roster = survey_of(
        strangers,
        [("1", "help", "Gurpreet Kaur", there), ("2", "help", "Gurpreet Singh", there)]
        + [(str(i), "help", "Gurpreet Kaur Sandhu", there) for i in (3, 4)],
    )
    kaur, singh, sandhu, again = persons_of(resolve(survey, roster))
    assert kaur == sandhu == again
    assert singh != kaur


def test_a_decision_same_joins_against_the_evidence(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(
        strangers, [("1", "help", "David Okoro"), ("2", "help", "Mary Shaw"), ("1", "help", "Tom Ridd")]
    )
    decisions = pd.DataFrame(
        [
            decision("1", "same", said("1", "help"), said("2", "help")),
            decision("2", "same", said("1", "help", 2), form_key("9")),
            decision("3", "same", said("1", "help", 2), said("1", "help", 1)),
        ]
    )
    people = resolve(survey, roster, decisions=decisions)
    assert len(set(persons_of(people))) == 1
    assert set(people.mentions["probability"]) == {1.0}
    assert people.respondents.set_index("respondent_id").loc["9", "person_id"] == persons_of(people)[0]
    assert {"decision 1", "decision 2"} <= set(people.evidence["evidence"])


def test_a_decision_different_splits_against_the_evidence(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane"}
    wrote = [(str(i), "help", "Zebedee Okoro", there) for i in range(1, 5)]
    survey, roster = survey_of(strangers, wrote)
    assert len(set(persons_of(resolve(survey, roster)))) == 1
    decisions = pd.DataFrame([decision("5", "different", said("2", "help"), said("4", "help"))])
    persons = persons_of(resolve(survey, roster, decisions=decisions))
    assert persons[1] != persons[3]


def test_contradictory_decisions_are_named_by_number_and_without_names(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "Zebedee"), ("2", "help", "Zeb"), ("3", "help", "Z Okoro")])
    decisions = pd.DataFrame(
        [
            decision("7", "same", said("1", "help"), said("2", "help")),
            decision("8", "same", said("2", "help"), said("3", "help")),
            decision("9", "different", said("3", "help"), said("1", "help")),
        ]
    )
    with pytest.raises(DecisionError, match=r"decision 9 \(different\) contradicts decisions 7, 8 \(same\)") as caught:
        resolve(survey, roster, decisions=decisions)
    assert "Zeb" not in str(caught.value)


def test_a_decision_about_nobody_is_an_error(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(strangers, [("1", "help", "Zebedee")])
    decisions = pd.DataFrame([decision("4", "same", said("1", "help"), said("1", "talk"))])
    with pytest.raises(DecisionError, match="decision 4 is about a mention or form that is not in the survey"):
        resolve(survey, roster, decisions=decisions)


def test_every_merge_is_explained_without_a_name(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane"}
    survey, roster = survey_of(
        strangers,
        [("1", "help", "Liz Hughes", there), ("2", "help", "Elizabeth Hughes", there), ("1", "talk", "Liz Hughes")],
    )
    people = resolve(survey, roster)
    explanation = people.explain(persons_of(people)[0])
    told = str(explanation)
    kinds = set(explanation.evidence["evidence"])
    assert {"given name: short form", "surname: same", "street: same"} <= kinds
    assert "the respondent wrote the same name elsewhere" in kinds
    assert not any(name in told.lower() for name in ("liz", "hughes", "mill"))
    with pytest.raises(UsageError, match="nobody has this person id"):
        people.explain("p-nobodyxx")


def test_what_is_nearly_certain_is_put_before_a_human(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(
        strangers, [("1", "help", "Sarah Okoro"), ("2", "help", "Sarah", {"street": "Ash Street", "age": "40"})]
    )
    people = resolve(survey, roster)
    assert people.doubtful["probability"].between(0, 1).all()
    assert not people.doubtful["reason"].str.contains("Sarah|Okoro|Ash").any()


def test_an_unclear_answer_with_a_given_name_becomes_a_person(survey_of: Make, strangers: Any) -> None:
    survey, roster = survey_of(
        strangers,
        [("1", "help", "Gosia", {"kind": "unclear"}), ("1", "help", "xx", {"kind": "unclear"})],
    )
    people = resolve(survey, roster)
    assert list(people.mentions["kind"]) == ["person", "unclear"]
    assert list(people.mentions["person_id"].notna()) == [True, False]


def test_places_are_gathered_by_what_was_written_and_households_are_neither(survey_of: Make, strangers: Any) -> None:
    wrote = [
        ("1", "talk", "the Glebe Centre", {"kind": "place"}),
        ("2", "talk", "Glebe ctr", {"kind": "place"}),
        ("3", "talk", "GLEBE", {"kind": "group"}),
        ("4", "talk", "the Legion", {"kind": "place"}),
        ("5", "talk", "the Smiths", {"kind": "household"}),
    ]
    people = resolve(*survey_of(strangers, wrote))
    glebe, ctr, group, legion, smiths = people.mentions["place_id"]
    assert glebe == ctr == group != legion
    assert pd.isna(smiths)
    assert people.mentions["person_id"].isna().all()
    assert dict(people.places[["place_id", "mentions"]].itertuples(index=False)) == {glebe: 3, legion: 1}
    assert people.places.set_index("place_id").loc[glebe, "kind"] == "place"


def test_ids_kept_across_waves_make_one_person_of_two_forms(survey_of: Make, strangers: Any) -> None:
    both = {f"{i}-{w}": {**told, "id": i, "wave": w} for i, told in strangers.items() for w in ("1", "2")}
    kept = resolve(*survey_of(both, [], same_id=True))
    assert kept.respondents["person_id"].nunique() == 12
    apart = resolve(*survey_of(both, []))
    assert apart.respondents["person_id"].nunique() == 24
    assert apart.doubtful["reason"].str.contains("two waves").sum() == 12


def test_a_mention_means_the_form_of_its_own_wave(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    both = {f"{i}-{w}": {**told, "id": i, "wave": w} for i, told in strangers.items() for w in ("1", "2")}
    there = {"street": "Fir Street"}
    wrote = [("1-1", "help", "Xanthe Fothery", there), ("1-2", "help", "Xanthe Fothery", there)]
    people = resolve(*survey_of(both, wrote))
    forms = people.respondents.set_index(["respondent_id", "wave"])["person_id"]
    assert persons_of(people) == [forms["6", "1"], forms["6", "2"]]


def test_sites_are_resolved_apart(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    two = {**strangers, "2": {**strangers["2"], "site": "There"}}
    survey, roster = survey_of(two, [("1", "help", "Zebedee Okoro"), ("2", "help", "Zebedee Okoro")])
    assert len(set(persons_of(resolve(survey, roster)))) == 2


def test_the_order_of_rows_does_not_matter(survey_of: Make, strangers: Any) -> None:
    names = ["Liz Hughes", "Elizabeth Hughes", "Liz", "David", "David Okoro", "D Okoro", "Cllr Okoro", "my mum"]
    wrote = [(str(1 + (i * 5 + j) % 12), "help" if j % 2 else "talk", n) for j in range(3) for i, n in enumerate(names)]
    survey, roster = survey_of(strangers, wrote)
    people = resolve(survey, roster)
    order = list(range(len(wrote)))[::-1]
    shuffled = type(survey)(
        **{
            **{name: getattr(survey, name) for name in ("study", "answers", "mention_ties", "quarantine", "report")},
            "respondents": survey.respondents.iloc[::-1],
            "mentions": survey.mentions.iloc[order],
        }
    )
    other = type(roster)(
        respondents=roster.respondents, mentions=roster.mentions.sample(frac=1, random_state=3), texts=roster.texts
    )
    again = resolve(shuffled, other)
    first = dict(zip(mention_keys(people.mentions), people.mentions["person_id"], strict=True))
    second = dict(zip(mention_keys(again.mentions), again.mentions["person_id"], strict=True))
    assert first == second
    assert list(mention_keys(again.mentions)) == list(mention_keys(shuffled.mentions))
    pd.testing.assert_frame_equal(people.people, again.people)


def test_a_survey_without_mentions_or_forms_has_no_people(survey_of: Make) -> None:
    people = resolve(*survey_of({}, []))
    assert people.people.empty
    assert people.mentions.empty


@pytest.mark.parametrize("name", ["Amina Begum", "Harjit Kaur", "Gurpreet Singh", "Mohammed Ali", "Amina Khan"])
def test_a_respondent_with_a_shared_religious_name_is_found_like_one_with_a_common_surname(
    survey_of: Make, strangers: Any, persons_of: Make, name: str
) -> None:
    forms = {**strangers, "13": {"name": name, "street": "Mill Lane", "household": "h13"}}
    wrote = [(str(i), "help", name, {"street": "Mill Lane"} if i % 2 else {}) for i in range(1, 7)]
    people = resolve(*survey_of(forms, wrote))
    assert set(persons_of(people)) == {people.respondents.set_index("respondent_id").loc["13", "person_id"]}


def test_three_father_toms_do_not_make_a_priest_of_a_respondent_called_thomas(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    forms = {**strangers, "13": {"name": "Tom Lyle", "street": "Mill Lane", "household": "h13"}}
    people = resolve(*survey_of(forms, [(str(i), "help", "Father Tom") for i in (1, 2, 3)], population=40))
    assert not set(persons_of(people)) & set(people.respondents["person_id"])
    assert len(set(persons_of(people))) == 1


def test_a_title_on_the_form_joins_who_is_named_by_it(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    forms = {**strangers, "13": {"name": "Rev. Thomas Lyle", "street": "Mill Lane", "household": "h13"}}
    wrote = [(str(i), "help", "Father Tom", {"street": "Mill Lane"}) for i in (1, 2, 3)]
    people = resolve(*survey_of(forms, wrote, population=300))  # in a town of 600 it would be an even bet
    assert set(persons_of(people)) == {people.respondents.set_index("respondent_id").loc["13", "person_id"]}


def test_evidence_names_the_mention_that_shows_it(survey_of: Make, strangers: Any) -> None:
    forms = {**strangers, "13": {"name": "Thomas Lyle", "street": "Mill Lane", "household": "h13"}}
    there = {"street": "Mill Lane"}
    wrote = [("1", "help", "Father Tom Lyle", there), ("2", "help", "Father Tom Lyle", there)]
    people = resolve(*survey_of(forms, wrote))
    told = people.evidence[people.evidence["mention"] == said("1", "help")].set_index("evidence")["with"]
    assert told["street: same"] == told["surname: same"] == form_key("13")
    assert told["title: same"] == said("2", "help")


def test_being_named_by_many_makes_nobody_somebodys_wife(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Ash Street"}
    wrote = [(str(i), "linker", "Zebedee Okoro", there) for i in range(1, 12)]
    survey, roster = survey_of(strangers, [*wrote, ("1", "help", "the wife", {**there, "broad": "household"})])
    *named, wife = persons_of(resolve(survey, roster))
    assert len(set(named)) == 1
    assert wife not in named


def test_a_rare_given_name_alone_is_one_person(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    survey, roster = survey_of(strangers, [(str(i), "help", "Zebedee") for i in (1, 2, 3)])
    assert len(set(persons_of(resolve(survey, roster)))) == 1


def test_a_role_in_brackets_is_the_role_before_the_surname(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    wrote = [(str(i), "linker", "Cllr Brown") for i in (1, 2, 3)]
    more = [("4", "help", "Sheila Brown (councillor)"), ("5", "help", "Dave Brown", {"street": "Mill Lane"})]
    *councillor, neighbour = persons_of(resolve(*survey_of(strangers, [*wrote, *more])))
    assert len(set(councillor)) == 1
    assert neighbour not in councillor


def test_a_missing_surname_speaks_neither_for_nor_against(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    there = {"street": "Mill Lane", "age": "35-44", "gender": "M"}
    wrote = [
        ("1", "help", "Zebedee Okoro", there),
        ("2", "help", "Zebedee", there),
        ("3", "help", "Zebedee Shaw", {"street": "Oak Road", "age": "75+", "gender": "M"}),
    ]
    people = resolve(*survey_of(strangers, wrote))
    first, second, third = persons_of(people)
    assert first == second != third
    told = people.explain(first).evidence["evidence"]
    assert "given name: same" in set(told)
    assert not told.str.startswith("surname").any()


def test_somebody_named_in_two_waves_is_one_person(survey_of: Make, strangers: Any, persons_of: Make) -> None:
    both = {f"{i}-{w}": {**told, "id": i, "wave": w} for i, told in strangers.items() for w in ("1", "2")}
    wrote = [("1-1", "help", "Zebedee Okoro"), ("2-2", "help", "Zebedee Okoro"), ("3-2", "help", "Zeb Okoro")]
    assert len(set(persons_of(resolve(*survey_of(both, wrote))))) == 1


def test_an_interviewed_respondent_is_found_by_name_initial_and_street(
    survey_of: Make, strangers: Any, persons_of: Make
) -> None:
    wrote = [
        ("1", "help", "Xanthe Fothery"),
        ("2", "help", "Xanthe F"),
        ("3", "help", "Xanthe", {"street": "Fir Street"}),
    ]
    people = resolve(*survey_of(strangers, wrote))
    assert set(persons_of(people)) == {people.respondents.set_index("respondent_id").loc["6", "person_id"]}


def test_a_respondent_who_is_perhaps_meant_is_put_before_a_human(survey_of: Make, strangers: Any) -> None:
    forms = {**strangers, "13": {"name": "Sarah Lamb", "street": "Mill Lane", "household": "h13"}}
    people = resolve(*survey_of(forms, [("1", "help", "Sarah")]))
    together = people.draws.together(list(people.respondents["respondent_id"]).index("13"), len(forms))
    proposed = [{row.a, row.b} for row in people.doubtful.itertuples()]
    assert ({form_key("13"), said("1", "help")} in proposed) == (0.2 <= together < 0.8)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_form_typed_twice_is_proposed_and_takes_the_mentions_of_its_respondent(
    survey_of: Make, strangers: Any, persons_of: Make, seed: int
) -> None:
    twice = {**strangers, "13": {**strangers["6"], "id": "13"}}
    survey, roster = survey_of(twice, [("1", "help", "Xanthe Fothery"), ("2", "help", "Xanthe Fothery")])
    people = resolve(survey, roster, seed=seed)
    assert {form_key("6"), form_key("13")} in [{row.a, row.b} for row in people.doubtful.itertuples()]
    assert people.respondents["person_id"].nunique() == 13
    first, second = persons_of(people)
    assert first == second
    assert first in set(people.respondents["person_id"])
