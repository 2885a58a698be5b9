"""Places and groups: which ways of writing mean one place, and which must not be taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netsurvey.resolve.places import place_words, places_table, resolve_places, snapper

if TYPE_CHECKING:
    from collections.abc import Sequence


def named(*answers: Sequence[str], times: int = 1, question: str = "going_out") -> pd.DataFrame:
    """Return mentions as resolution passes them on: each answer is one respondent's, given so many times."""
    rows = [
        ("Here", "1", f"r{turn}-{number}", question, "place", text)
        for turn in range(times)
        for number, answer in enumerate(answers)
        for text in answer
    ]
    return pd.DataFrame(rows, columns=["site", "wave", "respondent_id", "question", "kind", "text"])


def places_of(mentions: pd.DataFrame, *, seed: int = 1) -> dict[str, str]:
    found = resolve_places(mentions, seed=seed, draws=100)
    return dict(zip(mentions["text"], found["anchor"], strict=True))


BESIDES = (["Library"], ["Tesco"], ["the Red Lion"], ["bingo"], ["Albert Park"], ["post office"])


@pytest.mark.parametrize(
    "written",
    [
        ("the Glebe", "Glebe Centre", "Glebe ctr", "GLEBE."),
        ("St Oswin's", "St. Oswins Church", "Saint Oswin's"),
        ("WI", "the W.I.", "Womens Institute"),
        ("Residents Association", "RA", "residents assoc"),
        ("Citizens Advice Bureau", "CAB", "citizen's advice"),
        ("Over 60s", "over sixties", "Over 60's club"),
        ("Co-op", "the Coop", "co op"),
        ("Legion", "British Legion", "Royal British Legion club"),
        ("Blue Bell", "the Bluebell", "Bluebell Inn"),
        ("Knit and Natter", "knit & natter", "knit n natter"),
        ("Memorial Hall", "Memorail Hall", "the memorial hall"),
        ("Jamia Mosque", "Jamia Masjid"),
    ],
)
def test_ways_of_writing_one_place_come_together(written: tuple[str, ...]) -> None:
    found = places_of(named(*([text] for text in written), *BESIDES, times=3))
    assert len({found[text] for text in written}) == 1
    assert len({*found.values()}) == 1 + len(BESIDES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Methodist Church", "St Oswin's Church"),
        ("Glebe Centre", "Glebe Street Surgery"),
        ("Albion Arms", "Albion School"),
        ("darts team", "football team"),
        ("Parish Council", "Parish Magazine"),
        ("Rose Cafe", "Ross Chemist"),
    ],
)
def test_another_name_or_another_kind_is_another_place(one: str, other: str) -> None:
    found = places_of(named([one], [other], *BESIDES, times=3))
    assert found[one] != found[other]


def test_a_place_without_a_name_is_the_only_one_of_its_kind() -> None:
    found = places_of(named(["St Oswin's Church"], ["church"], ["the Lamb pub"], *BESIDES, times=5))
    assert found["church"] == found["St Oswin's Church"]
    assert found["church"] != found["the Lamb pub"]


def test_nobody_names_one_place_twice_in_an_answer() -> None:
    mentions = named(["the park", "Beacon Park"], *BESIDES, times=6)
    found = resolve_places(mentions, seed=1, draws=50).assign(answer=mentions["respondent_id"], text=mentions["text"])
    assert not found.duplicated(["answer", "anchor"]).any()


def test_one_careless_answer_parts_itself_and_not_the_place() -> None:
    mentions = pd.concat(
        [named(["Glebe Centre"], ["the Glebe"], *BESIDES, times=20), named(["Glebe Centre", "the Glebe"])],
        ignore_index=True,
    )
    anchors = resolve_places(mentions, seed=1, draws=50)["anchor"]
    assert anchors.iloc[0] == anchors.iloc[1]
    assert anchors.iloc[-1] != anchors.iloc[-2]


def test_sites_are_resolved_apart() -> None:
    mentions = pd.concat([named(["the Glebe"]), named(["Glebe Centre"]).assign(site="There")], ignore_index=True)
    assert resolve_places(mentions, seed=1, draws=10)["anchor"].nunique() == 2


def test_the_same_mentions_and_seed_give_the_same_places_in_any_order() -> None:
    mentions = named(["Glebe Centre", "the Lamb"], ["Glebe", "church"], ["St Oswin's Church"], *BESIDES, times=2)
    first = resolve_places(mentions, seed=7, draws=40)
    shuffled = resolve_places(mentions.sample(frac=1, random_state=1), seed=7, draws=40)
    pd.testing.assert_frame_equal(first, shuffled.sort_index())


def test_a_place_keeps_its_anchor_when_others_name_it_too() -> None:
    few = places_of(named(*[["the Glebe"]] * 3, ["Glebe Centre"], *BESIDES))
    more = places_of(named(*[["the Glebe"]] * 3, ["Glebe Centre"], ["Glebe ctr"], *BESIDES))
    assert few["the Glebe"] == more["the Glebe"] == more["Glebe ctr"]


def test_what_could_be_either_is_less_sure() -> None:
    mentions = named(["St Oswin's Church"], ["St Hilda's Church"], ["church"], *BESIDES, times=4)
    found = resolve_places(mentions, seed=1, draws=200).groupby(mentions["text"].to_numpy())["probability"].first()
    assert found["church"] < 0.9 < found["Library"]


def test_a_study_without_places_has_none() -> None:
    nothing = named()
    found = resolve_places(nothing, seed=1, draws=10)
    assert found.empty
    assert places_table(nothing.assign(place_id="", probability=1.0)).empty


def test_the_table_of_places_tells_the_commonest_kind_and_the_mean_certainty() -> None:
    mentions = pd.DataFrame(
        {
            "place_id": ["pl-1", "pl-1", "pl-1", "pl-2"],
            "site": "Here",
            "kind": ["group", "place", "group", "medium"],
            "probability": [1.0, 0.5, 0.9, 1.0],
        }
    )
    table = places_table(mentions).set_index("place_id")
    assert table["kind"].to_dict() == {"pl-1": "group", "pl-2": "medium"}
    assert table["mentions"].to_dict() == {"pl-1": 3, "pl-2": 1}
    assert table["certainty"].to_dict() == pytest.approx({"pl-1": 0.8, "pl-2": 1.0})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the Ladies' Choir", "choir lady"),
        ("bingo at the Welfare", "bingo"),
        ("church of St Oswin", "oswin saint church"),
        ("Church Road Surgery", "church road surgery"),
        ("Friends of Albert Park", "albert park group"),
        ("PureGym (in town)", "pure gym"),
        ("U 3 A", "u3a"),
        ("", ""),
        ("???", ""),
    ],
)
def test_a_written_place_is_read_to_its_words(text: str, words: str) -> None:
    assert place_words(text) == words


def test_what_stands_beside_a_name_is_led_to_the_places_of_the_site() -> None:
    snap = snapper(["the Glebe", "the Glebe", "Glebe Centre", "Legion", "British Legion", "Legion", "Golden Fry"])
    assert snap("Glebe ctr") == snap("glebe") == snap("the Glebe Centre") == "glebe"
    assert snap("Leigon") == snap("Royal British Legion") == "legion"
    assert snap("postman") == "postman"
    assert snap("") == ""


def test_a_site_without_places_leaves_words_as_they_are() -> None:
    assert snapper([])("the Glebe") == "glebe"
