"""What the headlines about places, answers, groups and the map say, of tables drawn by hand."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from netsurvey.analyse.choices import choices
from netsurvey.analyse.definitions import definitions
from netsurvey.analyse.gatherings import overlaps, places
from netsurvey.analyse.groups import rates
from netsurvey.analyse.headlines import answers, gatherings
from netsurvey.analyse.headlines.isolation import by_attribute, rate
from netsurvey.analyse.headlines.scene import Scene
from netsurvey.analyse.headlines.structure import holds_together
from netsurvey.analyse.isolation import power_isolate
from netsurvey.analyse.means import with_intervals
from netsurvey.analyse.pathways import pathways
from netsurvey.analyse.publish import publish_rates
from netsurvey.analyse.publish_tables import publish_choices, publish_pathways, publish_places
from netsurvey.analyse.structure import structure
from netsurvey.privacy import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from netsurvey.analyse.finding import Finding

ASKED: dict[str, dict[str, Any]] = {
    "bring": {"asks": "people", "role": "connector", "name": "b_{n}", "none_tick": "b_none"},
    "link": {"asks": "people", "role": "linker", "name": "l_{n}", "none_tick": "l_none"},
    "our_groups": {"asks": "groups", "name": "g_{n}", "none_tick": "g_none"},
    "hears": {"asks": "people", "role": "information", "name": "h_{n}", "none_tick": "h_none"},
    "find_out": {"asks": "places", "role": "information", "name": "f_{n}", "none_tick": "f_none"},
    "stops": {"asks": "choice", "column": "s", "role": "barrier"},
}


@pytest.fixture(name="village", scope="module")
def _village(draw: Any, study_of: Any) -> Any:
    """Return 20 people: 8 in the choir of whom 6 are in the club too, 10 who rely on friends, 10 on the board."""
    forms: list[dict[str, Any]] = []
    for n in range(20):
        groups = ["group:choir"] * (n < 8) + ["group:club"] * (n < 6)
        said = "none" if n % 2 == 0 else ["Zoe"]
        forms.append(
            {
                "id": f"r{n}",
                "our_groups": groups or "none",
                "bring": said,
                "link": said,
                "hears": ["Ann"] if n < 10 else "none",
                "find_out": "none" if n < 10 else ["place:board"],
                "stops": "time" if n < 15 else "health",
            }
        )
    return draw(forms, study_of(ASKED))


@pytest.fixture(name="scene", scope="module")
def _scene(study_of: Callable[..., Any]) -> Scene:
    known = definitions(study_of(ASKED))
    return Scene(site="S", wave="1", where="", seen="", aloud=(), definitions=known, published=False, names={})


def only(found: Iterable[Finding]) -> Finding:
    (one,) = found
    return one


def test_groups_that_rounding_puts_below_everybody_are_explained(draw: Any, study_of: Any, scene: Scene) -> None:
    # 12 of 62 and 12 of 52 are 24 of 114; by fives 10 of 60, 10 of 50 and 25 of 115
    said = ["none"] * 12 + [["Zoe"]] * 50 + ["none"] * 12 + [["Zoe"]] * 40
    village = draw([{"id": f"r{n:03}", "bring": one, "link": one} for n, one in enumerate(said)], study_of(ASKED))
    asked = village[0].nodes.index[village[0].interviewed]
    levels = pd.DataFrame({"work": pd.Categorical(["employed"] * 62 + ["retired"] * 52)}, index=asked)
    exact = rates(levels, {"power_isolate_v1": power_isolate(*village)})
    (told,) = by_attribute(replace(scene, published=True), publish_rates(exact, STANDARD))
    assert "employed 17%" in told.statement
    assert "retired 20%" in told.statement
    assert "Every group lies below the 22% of everybody" in told.caveat
    (plain,) = by_attribute(scene, exact)
    assert "Every group" not in plain.caveat


def test_communities_are_called_by_their_sources(village: Any, scene: Scene) -> None:
    found = only(gatherings.pathways(scene, pathways(*village)))
    assert found.statement == (
        "People who find out what is going on from the same sources (n = 20). The largest communities and what they "
        "share: people they know (10 people); place board (10 people). They have no interval."
    )
    assert (found.name, found.version, found.n) == ("information_sources", "v1", 20)


def test_a_place_is_called_by_its_name_where_one_was_handed_in(village: Any, scene: Scene) -> None:
    named = replace(scene, names={"board": "the notice board"})
    assert "the notice board (10 people)" in only(gatherings.pathways(named, pathways(*village))).statement


def test_communities_too_small_to_show_are_said_to_be_so(draw: Any, study_of: Any, scene: Scene) -> None:
    few = pathways(*draw([{"id": "r1", "find_out": ["place:board"]}], study_of(ASKED)))
    found = only(gatherings.pathways(scene, publish_pathways(few, STANDARD)))
    assert found.statement.startswith("Which sources of what is going on people share: too small to show")
    assert found.n is None


def test_what_nobody_named_and_what_was_not_asked_are_two_things(draw: Any, study_of: Any, scene: Scene) -> None:
    nobody = only(gatherings.pathways(scene, pathways(*draw([{"id": "r1", "find_out": "none"}], study_of(ASKED)))))
    unasked = only(gatherings.pathways(scene, pathways(*draw([{"id": "r1"}], study_of({})))))
    assert (nobody.statement, nobody.not_asked) == ("Nobody named a source of what is going on.", False)
    assert unasked.not_asked


def test_groups_are_told_with_those_named_most(village: Any, scene: Scene) -> None:
    network, survey = village
    table = places(network, survey, {}).query("question == 'our_groups'")
    found = only(gatherings.places(scene, table))
    # 8 of 20: Wilson's interval is 21.9% to 61.3%
    assert found.statement == (
        "Our groups: 40% of those who answered named a place or group (95% interval 22% to 61%, n = 20). Named most: "
        "group choir 40%, group club 30%."
    )
    assert (found.about, found.n, found.count, found.value) == ("our_groups", 20, 8, 0.4)


def test_groups_are_told_by_whom_of_the_isolated_they_reach(village: Any, scene: Scene) -> None:
    network, survey = village
    table = places(network, survey, {"power_isolate_v1": power_isolate(network, survey)})
    found = only(gatherings.reach(scene, table.query("question == 'our_groups'")))
    # 4 of 8: Wilson's interval is 21.5% to 78.5%
    assert found.statement == (
        "Our groups: of those who named a place or group, 50% are people cut off from influence (95% interval 22% to "
        "78%, n = 8). They named most: group choir 4 of 8, group club 3 of 6."
    )
    assert found.name == "reach_isolates:power_isolate_v1"
    shown = only(gatherings.reach(scene, publish_places(table, STANDARD).query("question == 'our_groups'")))
    assert "too small to show" in shown.statement
    assert shown.value is None


def test_groups_that_share_most_are_told(village: Any, scene: Scene) -> None:
    network, survey = village
    found = only(gatherings.shared(scene, overlaps(network, survey), places(network, survey, {})))
    assert found.statement.startswith("Our groups: group choir and group club share most people, 6 of the 8 who named")
    assert (found.n, found.count, found.value) == (8, 6, 0.75)


def test_barriers_are_told_with_intervals_and_belonging_was_not_asked(village: Any, scene: Scene) -> None:
    unasked, found = answers.chosen(scene, choices(village[1]))
    assert unasked.statement == "Not asked: whether people feel part of the community."
    # 15 and 5 of 20: Wilson's intervals are 53.1% to 88.8% and 11.2% to 46.9%
    assert found.statement == (
        "What keeps people from joining in: time 75% (53% to 89%), health 25% (11% to 47%) (n = 20). In brackets the "
        "95% interval."
    )
    published = list(answers.chosen(scene, publish_choices(choices(village[1]), STANDARD)))[1]
    assert "too small to show" in published.statement
    assert published.count is None


def described(rows: list[tuple[str, str, int, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["attribute", "level", "n", "mean"])
    return with_intervals(
        table.assign(site="S", wave="1", scale="wemwbs", sd=5.0, status="given").astype({"n": "Int64"})
    )


def test_scores_are_told_by_answer_the_lowest_first(village: Any, scene: Scene) -> None:
    table = described([("stops", "time", 15, 50.0), ("stops", "health", 5, 41.0), ("stops", "not given", 3, 30.0)])
    found = only(answers.scores_by_answer(scene, choices(village[1]), table))
    assert (
        "what keeps people from joining in. health 41.0 (34.8 to 47.2, n = 5), time 50.0 (47.2 to 52.8, n = 15)."
        in (found.statement)
    )
    assert (found.about, found.n) == ("stops", 20)
    assert "diagnosis of nobody" in found.caveat


RATES = pd.DataFrame(
    [
        ("everyone", "everyone", 100, 0.25),
        ("parent", "lone", 20, 0.5),
        ("parent", "other", 80, 0.19),
        ("work", "employed", 70, 0.3),
        ("work", "retired", 30, 0.1),
        ("tiny", "few", 9, 1.0),
        ("tiny", "many", 91, 0.2),
    ],
    columns=["attribute", "level", "n", "share"],
).assign(flag="power_isolate_v1", low=0.1, high=0.9)


def test_a_group_at_both_ends_is_told_beside_everybody(scene: Scene) -> None:
    scored = [("everyone", "everyone", 100, 50.0), ("parent", "lone", 20, 44.0), ("parent", "other", 80, 51.5)]
    rest = [
        ("work", "employed", 70, 51.0),
        ("work", "retired", 30, 47.0),
        ("tiny", "few", 9, 30.0),
        ("tiny", "many", 91, 51.0),
    ]
    found = only(answers.both_tails(scene, RATES, described([*scored, *rest])))
    assert "parent: lone (50%, 95% interval 10% to 90%, n = 20; mean score 44.0, n = 20). Everybody: 25% and 50.0." in (
        found.statement
    )
    assert "few" not in found.statement
    assert "by chance alone" in found.caveat


def test_where_no_group_is_at_both_ends_that_is_said(scene: Scene) -> None:
    scored = [("everyone", "everyone", 100, 50.0), ("parent", "lone", 20, 54.0), ("parent", "other", 80, 49.0)]
    found = only(answers.both_tails(scene, RATES, described(scored)))
    assert found.statement.startswith("No group both has the largest share of people cut off from influence")


def test_what_the_map_hangs_on_is_told_with_the_range(draw: Any, study_of: Any, scene: Scene) -> None:
    forms = [{"id": "a", "help": ["b"]}, {"id": "b", "help": ["c"]}, {"id": "c", "help": ["d"]}]
    parts, cut, bridge, local = holds_together(scene, structure(draw(forms, study_of())[0]))
    assert parts.statement.startswith("The 4 people with a tie on the map form 1 separate part.")
    assert (cut.count, bridge.count, local.count) == (2, 1, 1)


@pytest.mark.parametrize(("ends", "outside"), [((1, 4), 0), ((3, 5), 1)])
def test_a_count_outside_the_range_of_plausible_resolutions_says_why(
    draw: Any, study_of: Any, scene: Scene, ends: tuple[int, int], outside: int
) -> None:
    forms = [{"id": "a", "help": ["b"]}, {"id": "b", "help": ["c"]}, {"id": "c", "help": ["d"]}]
    table = structure(draw(forms, study_of())[0]).assign(draws=50, count_low=ends[0], count_high=ends[1])
    cut = list(holds_together(scene, table))[1]
    assert f"In 90% of 50 plausible resolutions of who is who there are {ends[0]} to {ends[1]}" in cut.caveat
    assert cut.caveat.count("it takes the likeliest answer for every name at once") == outside


def by_one_researcher(icc: float) -> Any:
    return SimpleNamespace(researchers=8, without_low=0.2, without_high=0.26, icc=icc)


@pytest.mark.parametrize(
    ("icc", "said"),
    [
        (0.034, "About 3% of the differences between people's answers here lie between one researcher and another"),
        (-0.01, "Who asked makes hardly any difference beyond chance"),
    ],
)
def test_how_much_it_matters_who_asked_is_said_in_plain_words(
    draw: Any, study_of: Any, scene: Scene, icc: float, said: str
) -> None:
    network, survey = draw([{"id": f"r{n}", "bring": "none", "link": "none"} for n in range(4)], study_of())
    flagged = {"power_isolate_v1": power_isolate(network, survey)}
    row = next(rates(pd.DataFrame(index=network.nodes.index), flagged).itertuples())
    found = rate(scene, row, by_one_researcher(icc))
    assert found is not None
    assert "any one of 8 researchers gives 20% to 26%" in found.caveat
    assert said in found.caveat


def test_without_a_correlation_nothing_is_said_of_it(draw: Any, study_of: Any, scene: Scene) -> None:
    network, survey = draw([{"id": f"r{n}", "bring": "none", "link": "none"} for n in range(4)], study_of())
    row = next(
        rates(
            pd.DataFrame(index=network.nodes.index), {"power_isolate_v1": power_isolate(network, survey)}
        ).itertuples()
    )
    found = rate(scene, row, by_one_researcher(float("nan")))
    assert found is not None
    assert "intraclass" not in found.caveat


def test_a_map_without_ties_hangs_on_nothing(draw: Any, study_of: Any, scene: Scene) -> None:
    assert not list(holds_together(scene, structure(draw([{"id": "a", "help": "none"}], study_of())[0])))
