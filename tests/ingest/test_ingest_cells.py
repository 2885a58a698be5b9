from __future__ import annotations

from collections.abc import Callable

import pytest

from netsurvey.ingest.cells import split_list, split_names
from netsurvey.ingest.kinds import kind_of_named
from netsurvey.ingest.naming import NameSense, own_forms
from netsurvey.ingest.relations import broad_relation, relation_in_name
from netsurvey.tables import Roster, Survey

Reader = Callable[..., tuple[Survey, Roster]]

SENSE = NameSense(["Gosia Nowak", "Bartek Nowak", "Mary Farthing"])
PEOPLE = '[questions.help]\nasks = "people"\nname = "help_{n}"\n'


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sue and Dave Smith", ["Sue Smith", "Dave Smith"]),
        ("sue & dave smith", ["sue smith", "dave smith"]),
        ("Sue, Dave & Pat", ["Sue", "Dave", "Pat"]),
        ("Sue; Dave\nPat", ["Sue", "Dave", "Pat"]),
        ("Tom/Jerry", ["Tom", "Jerry"]),
        ("Mr and Mrs Khan", ["Mr Khan", "Mrs Khan"]),
        ("my mum and dad", ["my mum", "dad"]),
        ("mum and dave smith", ["mum", "dave smith"]),
        ("Gosia, Bartek", ["Gosia", "Bartek"]),
        ("Smith, John", ["John Smith"]),
        ("Farthing, Mary", ["Mary Farthing"]),
        ("Brendon, Ralph Nowak", ["Brendon", "Ralph Nowak"]),
        ("neighbour at no 18 & B Quarrel", ["neighbour at no 18", "B Quarrel"]),
        ("Jean at the Glebe", ["Jean at the Glebe"]),
        ("Jean at the Glebe, Murton", ["Jean at the Glebe, Murton"]),
        ("Jean at the Glebe and Tom", ["Jean at the Glebe", "Tom"]),
        ("Sue, my sister", ["Sue, my sister"]),
        ("Sue (Dave's wife, no 4)", ["Sue (Dave's wife, no 4)"]),
        ("Sandy Anderson", ["Sandy Anderson"]),
        ("Ann-Marie O'Neil", ["Ann-Marie O'Neil"]),
        ("Pat and Sue next door", ["Pat", "Sue next door"]),
        ("&", ["&"]),
    ],
)
def test_a_cell_is_split_into_the_people_it_names(cell: str, names: list[str]) -> None:
    assert split_names(cell, SENSE) == names


def test_places_are_split_at_commas_but_not_at_and() -> None:
    assert split_list("the Fox and Hounds, bingo; library") == ["the Fox and Hounds", "bingo", "library"]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        (
            "person",
            "Jean at the Glebe|Cllr Brown|Father Tom|Dr Patel|my mum|our Sue|next door|Jean Church|postman Pat"
            "|Dave the postman|Sandra from the library|the lady across the road|Sue's mum|David|Bobby"
            "|Mr Brown (teacher)",
        ),
        ("household", "the Smiths|The Smith family|the Khans at no 9|my parents|no 25|the kids"),
        ("group", "the council|Murton Parish Council|police|neighbours|Citizens Advice"),
        ("role", "GP|the vicar|our local postman|the local bobby|lollipop lady|doctor at the surgery|my carer"),
        ("medium", "Facebook|the parish newsletter|Murton Facebook group|noticeboard"),
        ("place", "the Legion|library|St Mary's Church|Mary's shop|the Fox and Hounds"),
        ("unclear", "?|3|-?-|as above|my late husband|everyone|Sue or Dave"),
        ("self", "me|myself"),
    ],
)
def test_what_was_written_is_told_from_a_person(kind: str, texts: str) -> None:
    assert {text: kind_of_named(text, SENSE) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), kind)


def test_a_given_name_alone_is_not_oneself() -> None:
    assert "sue" not in own_forms("Sue Smith", None)
    assert "sue" not in own_forms("Sue", "Sue")
    assert "kit" not in own_forms("Christopher Hall", "Kit")
    assert {"kit hall", "kit h"} <= own_forms("Christopher Hall", "Kit")
    assert "kit halliwell" in own_forms("Christopher Hall", "Kit Halliwell")
    assert {"sue smith", "sue s", "s smith"} <= own_forms("Mrs Sue Smith", None)


def test_own_name_with_surname_or_initial_is_oneself_and_a_first_name_alone_is_not(read: Reader) -> None:
    survey, _ = read(
        '[respondent]\nid = "ref"\nname = ["first", "last"]\nknown_as = "known_as"\n'
        + '[study]\ntitle = "t"\nresponses = "responses.csv"\n'
        + PEOPLE,
        responses=(
            "ref,first,last,known_as,help_1,help_2,help_3,help_4\n"
            "1,Susan,Smith,Suzie,susan  SMITH,Susan S.,Suzie,Susan\n"
            "2,Dave,Jones,,Susan Smith,,,\n"
        ),
    )
    assert survey.mentions["kind"].tolist() == ["self", "self", "person", "person", "person"]
    assert survey.report["self_mentions"] == {"help": 2}


def test_parts_of_a_cell_share_its_position_and_its_interpreters(read: Reader) -> None:
    survey, roster = read(
        PEOPLE + 'relation = "rel_{n}"\nfrequency = "often_{n}"\nlocal = "local_{n}"\n',
        responses=(
            "ref,help_1,rel_1,often_1,local_1,help_3,rel_3,often_3,local_3\n"
            "1,Sue and Dave Smith,best mates,weekly,Y,our Jo,,,no\n"
        ),
    )
    rows = survey.mentions[["position", "part", "kind", "relation", "frequency", "local"]]
    assert rows.astype(object).where(rows.notna(), None).to_numpy().tolist() == [
        [1, 1, "person", "friend", "weekly", True],
        [1, 2, "person", "friend", "weekly", True],
        [3, 1, "person", "family", None, False],
    ]
    assert roster.mentions["name"].tolist() == ["Sue Smith", "Dave Smith", "our Jo"]
    assert roster.mentions["cell"].tolist() == ["Sue and Dave Smith", "Sue and Dave Smith", "our Jo"]
    assert roster.mentions["relation"].tolist()[:2] == ["best mates", "best mates"]


def test_an_interpreter_beside_no_name_is_set_aside_without_its_value(read: Reader) -> None:
    survey, _ = read(PEOPLE + 'relation = "rel_{n}"\n', responses="ref,help_1,rel_1\n1,,my carer\n2,nobody,none\n")
    assert survey.quarantine["reason"].tolist() == ["an interpreter with no name beside it"] * 2
    assert survey.quarantine["value"].isna().all()


def test_first_and_last_name_in_two_columns_are_one_name(read: Reader) -> None:
    survey, roster = read(
        '[questions.help]\nasks = "people"\nname = ["h{n}_first", "h{n}_last"]\n',
        responses="ref,h1_first,h1_last,h2_first,h2_last\n1,Sue,Smith,Dave,n/a\n2,nobody,,,\n",
    )
    assert roster.mentions["name"].tolist() == ["Sue Smith", "Dave"]
    assert survey.answers["state"].tolist() == ["answered", "none"]


def test_ids_are_never_split_or_typed_in_an_exact_study(read: Reader) -> None:
    survey, roster = read(
        '[study]\ntitle = "t"\nresponses = "responses.csv"\nresolve = "exact"\nmissing = ["0"]\n'
        '[respondent]\nid = "ref"\n' + PEOPLE,
        responses="ref,help_1,help_2,help_3,help_4\n12,12.0,0,facebook,a and b\n",
    )
    assert roster.mentions["name"].tolist() == ["12", "facebook", "a and b"]
    assert survey.mentions["kind"].tolist() == ["self", "person", "person"]
    assert survey.mentions["position"].tolist() == [1, 3, 4]


def test_a_slot_pattern_means_digits_only(read: Reader) -> None:
    survey, roster = read(
        '[questions.a]\nasks = "people"\nname = "net1{n}"\n[questions.b]\nasks = "people"\nname = "net2{n}"\n',
        responses="ref,net11,net12,net21,net1x,xnet11\n1,Ann,Beth,Cath,no,no\n",
    )
    assert survey.mentions[["question", "position"]].to_numpy().tolist() == [["a", 1], ["a", 2], ["b", 1]]
    assert roster.mentions["name"].tolist() == ["Ann", "Beth", "Cath"]
    assert survey.report["sources"][0]["unused_columns"] == ["net1x", "xnet11"]


def test_places_and_groups_keep_their_kind_in_the_order_of_the_forms(read: Reader) -> None:
    survey, _ = read(
        '[questions.out]\nasks = "places"\nname = "out_{n}"\n[questions.clubs]\nasks = "groups"\nname = "club_{n}"\n',
        responses='ref,out_1,club_1\n1,"the Glebe, Facebook","Fish and Chip Club"\n2,?,\n',
    )
    assert survey.mentions[["question", "kind", "part"]].to_numpy().tolist() == [
        ["out", "place", 1],
        ["out", "place", 2],
        ["clubs", "group", 1],
        ["out", "unclear", 1],
    ]


@pytest.mark.parametrize(
    ("relation", "texts"),
    [
        ("household", "Husband|my partner|lives with me"),
        ("family", "Mum|Our Sue's sister|mother-in-law|cousin"),
        ("friend", "Best mate|friend from work|family friend"),
        ("neighbour", "Neighbour|next door|over the road"),
        ("colleague", "workmate|boss"),
        ("professional", "my carer|GP|social worker|vicar"),
        ("official", "Councillor|housing officer|MP"),
        ("other", "knitting|1"),
    ],
)
def test_relations_are_broadened(relation: str, texts: str) -> None:
    assert {broad_relation(text) for text in texts.split("|")} == {relation}


def test_a_name_may_tell_the_relation() -> None:
    told = {
        text: relation_in_name(text) for text in ("my mum", "our Sue", "next door", "Father Tom", "Sue's mum", "Mum")
    }
    assert told == {
        "my mum": "family",
        "our Sue": "family",
        "next door": "neighbour",
        "Father Tom": None,
        "Sue's mum": None,
        "Mum": "family",
    }
