"""Written names and the parts they should come apart into."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from netsurvey.resolve.names import folded, parse_name

PARTS: list[tuple[str, dict[str, object]]] = [
    ("SUE  smith", {"given": "sue", "surname": "smith"}),
    ("David", {"given": "david"}),
    ("Liz Hughes", {"given": "liz", "surname": "hughes"}),
    ("Hughes, Liz", {"given": "liz", "surname": "hughes"}),
    ("Seán O'Neill", {"given": "sean", "surname": "oneill"}),
    ("Bill O Neill", {"given": "bill", "surname": "oneill"}),
    ("Bill O’Neill", {"given": "bill", "surname": "oneill"}),  # noqa: RUF001
    ("Ian MacDonald", {"given": "ian", "surname": "mcdonald"}),
    ("Ian Mc Donald", {"given": "ian", "surname": "mcdonald"}),
    ("Mary-Anne Smith-Jones", {"given": "mary-anne", "surname": "smith-jones"}),
    ("Jan van der Berg", {"given": "jan", "surname": "van-der-berg"}),
    ("Małgorzata Kowalska", {"given": "malgorzata", "surname": "kowalski"}),
    ("Piotr Kowalski", {"given": "piotr", "surname": "kowalski"}),
    ("Gurpreet Kaur", {"given": "gurpreet", "faith": "kaur", "sex": "f"}),
    ("Gurpreet Kaur Sandhu", {"given": "gurpreet", "faith": "kaur", "sex": "f", "surname": "sandhu"}),
    ("Harjit Singh", {"given": "harjit", "faith": "singh", "sex": "m"}),
    ("Nasreen Begum", {"given": "nasreen", "faith": "begum", "sex": "f"}),
    ("Mohammed Khan", {"given": "mohammed", "surname": "khan"}),
    ("Muhammad Ali Khan", {"given": "ali", "surname": "khan", "faith": "mohammed"}),
    ("Wong Mei Ling", {"given": "mei", "surname": "wong"}),
    ("Mei Ling Wong", {"given": "mei", "surname": "wong"}),
    ("Sue H", {"given": "sue", "surname_initial": "h"}),
    ("S. Hughes", {"given_initial": "s", "surname": "hughes"}),
    ("SueSmith", {"given": "sue", "surname": "smith"}),
    ("our Sue", {"given": "sue", "kin": "family"}),
    ("my mum", {"kin": "mother", "sex": "f"}),
    ("My mum Jean", {"given": "jean", "kin": "mother", "sex": "f"}),
    ("Auntie Jean", {"given": "jean", "kin": "aunt", "sex": "f"}),
    ("Kev (brother)", {"given": "kev", "kin": "brother", "sex": "m"}),
    ("Liz, my sister", {"given": "liz", "kin": "sister", "sex": "f"}),
    ("mother in law", {"kin": "mother-in-law", "sex": "f"}),
    ("late husband", {"kin": "husband", "sex": "m"}),
    ("Cllr Brown", {"surname": "brown", "title": "councillor"}),
    ("Clr Brown", {"surname": "brown", "title": "councillor"}),
    ("Coucillor Okoro", {"surname": "okoro", "title": "councillor"}),
    ("Father Tom", {"given": "tom", "title": "clergy"}),
    ("Dr. Anita Patel", {"given": "anita", "surname": "patel", "title": "doctor"}),
    ("Dr Patel", {"surname": "patel", "title": "doctor"}),
    ("Mrs K", {"surname_initial": "k", "sex": "f"}),
    ("Jean at the Glebe", {"given": "jean", "place": "glebe"}),
    ("Jean Hask from the Legion", {"given": "jean", "surname": "hask", "place": "legion"}),
    ("Sue (the Legion)", {"given": "sue", "place": "legion"}),
    ("Dave the postman", {"given": "dave", "place": "postman"}),
    ("Dave next door", {"given": "dave", "nearby": True}),
    ("Dave nxt door", {"given": "dave", "nearby": True}),
    ("Sue Hughes - over the road", {"given": "sue", "surname": "hughes", "nearby": True}),
    ("Tom at number 12", {"given": "tom", "house": "12"}),
    ("Pat (no. 12a)", {"given": "pat", "house": "12a"}),
    ("lady next door", {"sex": "f", "nearby": True}),
    ("Big Dave", {"given": "dave"}),
    ("?", {}),
]


@pytest.mark.parametrize(("written", "parts"), PARTS)
def test_a_written_name_comes_apart_into_its_parts(written: str, parts: dict[str, object]) -> None:
    assert {part: value for part, value in asdict(parse_name(written)).items() if value} == parts


def test_names_of_the_study_settle_what_a_lone_word_is() -> None:
    assert parse_name("Arkle", surnames={"arkle"}).surname == "arkle"
    assert parse_name("Arkle").given == "arkle"
    assert parse_name("Father Brask", surnames={"brask"}).surname == "brask"


def test_names_of_the_study_settle_which_way_round_a_name_is() -> None:
    name = parse_name("Arkle Quentin", givens={"quentin"}, surnames={"arkle"})
    assert (name.given, name.surname) == ("quentin", "arkle")


def test_folding_drops_case_accents_and_spare_spaces() -> None:
    assert folded("  Żaneta   WAŁĘSA ") == "zaneta walesa"
