"""Findings as a whole: what the headlines say, who may see what, storage, sameness."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from netsurvey.analyse import Finding, Findings, analyse
from netsurvey.errors import UsageError

ASKED: dict[str, dict[str, Any]] = {
    "help": {"asks": "people", "role": "support", "name": "help_{n}", "none_tick": "help_none"},
    "bring": {"asks": "people", "role": "connector", "name": "bring_{n}", "none_tick": "bring_none"},
    "link": {"asks": "people", "role": "linker", "name": "link_{n}", "none_tick": "link_none"},
    "vip": {"asks": "choice", "column": "v", "yes": ["y"], "role": "knows_changer"},
}
CAUSAL = r"\b(cause[sd]?|because|leads? to|due to|results? in|effects? of|impact)\b"


def town(*, people: int = 200, sites: int = 1) -> list[dict[str, Any]]:
    """Return forms of people of whom every fourth is a power isolate who feels worse, on two streets."""
    rng = np.random.default_rng(7)
    forms = []
    for n in range(people):
        alone = n % 4 == 0
        friends = [f"r{int(other)}" for other in rng.choice(people, 3, replace=False) if other != n]
        forms.append(
            {
                "id": f"r{n}",
                "site": f"S{n % sites}",
                "help": "none" if n % 8 == 0 else friends,
                "bring": "none" if alone else [f"r{n % 12}"],
                "link": "none" if alone else [*friends[:1], "Zoe"],
                "vip": "no" if n % 5 < 3 else "yes",
                "street": f"s{n % 2}",
                "researcher": "r1",
                "mode": "read aloud" if n % 10 == 0 else "self-completed",
                "gender": ["f", "m"][n % 2],
                **{f"wemwbs_{item}": float(rng.integers(2, 5) - alone) for item in range(1, 15)},
            }
        )
    return forms


def stated(findings: Findings, name: str, *, site: str | None = None) -> Finding:
    found = [one for one in findings.headlines if one.name == name and site in {None, one.site}]
    assert found, [one.name for one in findings.headlines]
    return found[0]


@pytest.fixture(name="village", scope="module")
def _village(draw: Any, study_of: Any) -> Any:
    asked = study_of(ASKED, population=7500, scales={"wemwbs": {"items": "w{n}"}})
    return draw(town(), asked)


@pytest.fixture(name="before_and_found", scope="module")
def _before_and_found(village: Any) -> tuple[dict[str, pd.DataFrame], Findings]:
    before = {name: table.copy() for name, table in tables_of(village).items()}
    return before, analyse(*village)


@pytest.fixture(name="findings", scope="module")
def _findings(before_and_found: tuple[dict[str, pd.DataFrame], Findings]) -> Findings:
    return before_and_found[1]


@pytest.fixture(name="shown", scope="module")
def _shown(findings: Findings) -> dict[str, Findings]:
    """Return the findings as each tier sees them."""
    return {tier: findings.at(tier) for tier in ("team", "partner", "public")}


def tables_of(village: Any) -> dict[str, pd.DataFrame]:
    network, survey = village
    return {**survey.tables(), "nodes": network.nodes}


def test_the_headline_of_the_power_isolates_says_how_many_of_whom_and_how_surely(findings: Findings) -> None:
    found = stated(findings, "power_isolate_v1")
    # 50 of 200: Wilson's interval is 19.5% to 31.4%
    assert (found.n, found.count, found.value) == (200, 50, 0.25)
    assert found.statement == (
        "About 1 in 4 of the people asked (25%, 95% interval 20% to 31%, n = 200) could name nobody who brings people "
        "together or could reach those with influence."
    )
    assert found.version == "v1"
    assert "said or ticked that they know nobody in both" in found.definition


def test_every_headline_carries_its_definition_n_and_the_coverage(findings: Findings) -> None:
    for found in findings.headlines:
        if found.not_asked:
            continue
        assert found.definition
        assert found.version
        assert found.n is not None
        assert "200 of 7,500 residents (2.7%)" in found.caveat
        assert found.definition in str(found)
        assert found.caveat in str(found)


def test_rates_and_differences_have_an_interval_around_their_value(findings: Findings) -> None:
    for name in ("power_isolate_v1", "graph_isolate", "no_change_contact_v1", "wellbeing_gap:power_isolate_v1"):
        found = stated(findings, name)
        assert found.value is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
        assert "95% interval" in found.statement


def test_wellbeing_of_isolates_is_told_as_a_difference_and_no_diagnosis(findings: Findings) -> None:
    found = stated(findings, "wellbeing_gap:power_isolate_v1")
    people = findings.people[findings.people["status"] == "respondent"]
    means = people.groupby("power_isolate_v1")["wemwbs"].mean()
    assert found.value is not None
    assert found.value == pytest.approx(means[True] - means[False])
    assert f"{abs(found.value):.1f} lower" in found.statement
    assert "diagnosis of nobody" in found.caveat
    assert "read aloud" in found.caveat


def test_no_headline_says_that_one_thing_makes_another(findings: Findings) -> None:
    for found in findings.headlines:
        assert not re.search(CAUSAL, f"{found.statement} {found.definition} {found.caveat}", flags=re.IGNORECASE)


def test_what_caveats_say_of_many_headlines_is_written_once_in_the_text(findings: Findings) -> None:
    text = findings.as_text()
    assert text.count("diagnosis of nobody") == 1
    assert text.count("People nobody asked may be different") == 1
    for found in findings.headlines:
        assert found.not_asked or (found.definition in text and all(note in text for note in found.caveats))
    assert text.count(findings.definitions["power_isolate_v1"].wording) == 1
    assert "People cut off from influence: power_isolate_v1, defined above." in text


def test_bounds_that_read_the_same_are_not_told(draw: Any, study_of: Any) -> None:
    forms = town(people=300)
    forms[1]["vip"] = "blank"
    found = stated(analyse(*draw(forms, study_of(ASKED))), "no_change_contact_v1")
    assert found.bounds is not None
    assert found.bounds[0] < found.bounds[1]
    assert "unclear answers" not in found.statement


def test_isolation_comes_first_and_counts_on_the_map_last(findings: Findings) -> None:
    told = [found.name for found in findings.headlines]
    assert told[:4] == ["power_isolate_v1", "total_isolate_v1", "no_change_contact_v1", "graph_isolate"]
    assert told[-8:-5] == ["change_maker_v1", "familiar_stranger_v1", "broker_v1"]
    assert told[-5:] == ["component", "cut_point", "bridge", "local_bridge", "spread"]


def test_an_attribute_of_one_group_or_of_too_many_is_not_spelt_out(draw: Any, study_of: Any) -> None:
    forms = [{**form, "one": "yes", "many": f"m{n % 50}"} for n, form in enumerate(town(people=120))]
    attributes = {"one": {"column": "one"}, "many": {"column": "many"}}
    findings = analyse(*draw(forms, study_of(ASKED, attributes=attributes)))
    told = [found.statement for found in findings.headlines if found.name.startswith("flag_by_attribute")]
    assert not [one for one in told if "by one" in one.casefold()]
    assert "By many there are 50 groups, too many for a sentence: see the table of groups." in told


def test_doors_without_an_interview_make_no_site_of_their_own(draw: Any, study_of: Any) -> None:
    findings = analyse(*draw([*town(people=40), {"id": "x", "site": "Empty", "interviewed": False}], study_of(ASKED)))
    assert {found.site for found in findings.headlines} == {"S0"}
    assert findings.headlines[0].name == "power_isolate_v1"


def test_partners_cannot_count_hidden_isolates_in_the_table_of_people(draw: Any, study_of: Any) -> None:
    forms = [*town(people=60), *({"id": f"alone{n}", "site": "S0", "help": "none"} for n in range(3))]
    exact = analyse(*draw(forms, study_of(ASKED)))
    assert 1 <= int(exact.people["graph_isolate"].sum()) <= 7
    shown = exact.at("partner")
    assert stated(shown, "graph_isolate").count is None
    assert len(shown.people) > 50
    assert not shown.people["graph_isolate"].any()
    assert not (shown.people["degree"] == 0).any()


def test_change_makers_come_with_what_to_doubt_about_them(findings: Findings) -> None:
    found = stated(findings, "change_maker_v1")
    assert found.count == int(findings.people["change_maker_v1"].sum())
    assert "one and the same researcher" in found.caveat
    assert "ask each of them first" in found.caveat


def test_what_was_not_asked_is_said_once(findings: Findings) -> None:
    found = [one for one in findings.headlines if one.not_asked]
    assert [one.name for one in found] == [
        *("belonging_answers", "barrier_answers", "friends_only_v1", "information_sources", "places_named"),
        "familiar_stranger_v1",
    ]
    assert all(one.statement.startswith("Not asked") for one in found)


def test_unknown_coverage_says_so(draw: Any, study_of: Any) -> None:
    findings = analyse(*draw(town(people=20), study_of(ASKED)))
    assert "how many live there is not known" in findings.headlines[0].caveat


def test_a_form_that_cannot_say_nobody_gives_bounds_and_no_figure(draw: Any, study_of: Any) -> None:
    asked = study_of({"help": {"asks": "people", "role": "support", "name": "h{n}"}})
    forms = [{"id": f"r{n}", "help": "blank" if n < 4 else ["Zoe"]} for n in range(20)]
    found = stated(analyse(*draw(forms, asked)), "total_isolate_v1")
    assert (found.value, found.low, found.n, found.bounds) == (None, None, 20, (0.0, 0.2))
    assert found.statement.startswith("Between 0% and 20% of the people asked (n = 20)")


def test_where_no_public_role_was_written_down_there_is_nothing_to_count(draw: Any, study_of: Any) -> None:
    asked = study_of({"help": ASKED["help"], "chat": {"asks": "people", "role": "talk", "name": "c{n}"}})
    found = stated(analyse(*draw([{"id": "r1", "chat": ["Zoe"]}], asked)), "familiar_stranger_v1")
    assert found.statement.startswith("There were no public roles")
    assert (found.n, found.count) == (0, 0)


def test_several_sites_are_told_together_first_and_then_by_name(draw: Any, study_of: Any) -> None:
    findings = analyse(*draw(town(people=30, sites=2), study_of(ASKED)))
    told = [one for one in findings.headlines if one.name == "no_change_contact_v1"]
    assert [one.site for one in told] == ["all", "S0", "S1"]
    assert [one.statement.split(":")[0] for one in told] == ["All sites", "S0", "S1"]
    unasked = [one.name for one in findings.headlines if one.not_asked]
    assert len(unasked) == len(set(unasked)) > 0


def test_partners_read_rounded_numbers_only(draw: Any, study_of: Any) -> None:
    exact = analyse(*draw(town(people=203), study_of(ASKED, population=7500)))
    shown = exact.at("partner")
    found, before = stated(shown, "power_isolate_v1"), stated(exact, "power_isolate_v1")
    assert (before.n, before.count) == (203, 51)
    assert (found.n, found.count, found.value) == (205, 50, 50 / 205)
    assert found.low == pytest.approx(binomtest(50, 205).proportion_ci(method="wilson").low)
    text = shown.as_text()
    assert "203" not in text
    assert "200 of 7,500" not in text
    assert "205 of 7,500 residents" in text
    assert "Counts are rounded" in found.caveat


def test_every_number_below_the_team_tier_is_rounded_or_absent(shown: dict[str, Findings]) -> None:
    for tier in ("partner", "public"):
        for name, table in shown[tier].tables().items():
            counts = [c for c in table.columns if c in {"n", "count", "blank", "unsure", "n_with", "n_without"}]
            for column in [*counts, *(["interviewed", "named_only", "forms"] if name == "coverage" else [])]:
                assert (table[column].dropna() % 5 == 0).all(), (name, column)
        for found in shown[tier].headlines:
            assert found.n is None or found.n % 5 == 0
            assert found.count is None or found.count % 5 == 0


def test_partners_see_of_single_people_what_the_map_shows_and_the_public_nothing(
    findings: Findings, shown: dict[str, Findings]
) -> None:
    partner = shown["partner"].people
    assert {"mentions", "community", "graph_isolate"} <= set(partner.columns)
    private = {"wemwbs", "swemwbs", "power_isolate_v1", "total_isolate_v1", "no_change_contact_v1", "change_maker_v1"}
    assert private <= set(findings.people.columns)
    assert not [c for c in partner.columns if c in private or c.startswith("change_maker")]
    public = shown["public"].people
    assert public.shape == (0, 0)
    assert list(public.index.names) == ["site", "wave", "person_id"]


def test_a_narrower_tier_cannot_be_had_back(shown: dict[str, Findings]) -> None:
    with pytest.raises(UsageError, match="public tier cannot be turned into those of the team tier"):
        shown["public"].at("team")


def test_the_public_sees_the_same_numbers_by_way_of_the_partner(shown: dict[str, Findings]) -> None:
    assert shown["partner"].at("public").to_dict() == shown["public"].to_dict()


def test_flags_are_nullable_and_unknown_for_people_who_were_only_named(findings: Findings) -> None:
    named_only = findings.people[findings.people["status"] == "named only"]
    assert len(named_only) == 1
    for flag in ("graph_isolate", "power_isolate_v1", "total_isolate_v1", "no_change_contact_v1"):
        assert findings.people[flag].dtype == "boolean"
        assert named_only[flag].isna().all()
    assert named_only["broker_v1"].notna().all()
    assert named_only["change_maker_v1"].notna().all()
    assert named_only["out_degree"].isna().all()


def test_people_stand_on_the_index_of_the_network(findings: Findings, village: Any) -> None:
    pd.testing.assert_index_equal(findings.people.index, village[0].nodes.index)


def test_the_same_seed_gives_the_same_findings(findings: Findings, village: Any) -> None:
    again = analyse(*village)
    assert again.to_dict() == findings.to_dict()
    pd.testing.assert_frame_equal(again.people, findings.people)


def test_nothing_given_to_analyse_is_changed(
    village: Any, before_and_found: tuple[dict[str, pd.DataFrame], Findings]
) -> None:
    for name, table in tables_of(village).items():
        pd.testing.assert_frame_equal(table, before_and_found[0][name])


@pytest.mark.parametrize("tier", ["team", "partner", "public"])
def test_findings_come_back_from_storage_as_they_went(shown: dict[str, Findings], tmp_path: Any, tier: str) -> None:
    kept = shown[tier]
    tables, facts = kept.to_parts()
    for name, table in tables.items():
        table.to_parquet(tmp_path / f"{name}.parquet")
    stored = {name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in tables}
    again = Findings.from_parts(stored, json.loads(json.dumps(facts)))
    assert again.as_text() == kept.as_text()
    assert again.to_dict() == kept.to_dict()
    pd.testing.assert_frame_equal(again.people, kept.people)


def test_findings_are_plain_json_and_leave_single_people_out(findings: Findings) -> None:
    text = json.dumps(findings.to_dict(), allow_nan=False)
    assert "r17" not in text
    assert json.loads(text)["headlines"][0]["name"] == "power_isolate_v1"


def test_jupyter_shows_headlines_with_their_definitions(findings: Findings) -> None:
    shown = findings._repr_html_()
    assert "About 1 in 4" in shown
    assert "Definition v1" in shown
    assert findings.headlines[0]._repr_html_() in shown


def test_a_study_that_asked_for_nobody_still_has_findings(draw: Any, study_of: Any) -> None:
    findings = analyse(*draw([{"id": "r1", "gender": "f"}, {"id": "r2", "gender": "m"}], study_of({})))
    assert all(found.not_asked or found.name == "broker_v1" for found in findings.headlines)
    assert findings.at("public").as_text()


def test_findings_of_real_sentences_never_name_an_item_of_a_scale(findings: Findings) -> None:
    assert not re.search(r"wemwbs_\d", findings.as_text())


def test_of_six_people_nothing_is_published(draw: Any, study_of: Any) -> None:
    asked = study_of(ASKED, population=7500, scales={"wemwbs": {"items": "w{n}"}})
    findings = analyse(*draw(town(people=6), asked))
    shown = findings.at("public")
    assert repr(shown).startswith("Findings(")
    for found in shown.headlines:
        assert (found.value, found.low, found.count) in {(None, None, None), (None, None, 0)}
        assert not re.search(r"\d%", found.statement)
        assert found.not_asked or "too small to show" in found.coverage
    assert "7,500" not in shown.as_text()


def test_isolates_too_few_to_compare_are_said_to_be_so(draw: Any, study_of: Any) -> None:
    forms = town(people=40)
    for number, form in enumerate(forms):
        form["bring"] = form["link"] = "none" if number < 9 else ["r1"]
    shown = analyse(*draw(forms, study_of(ASKED, scales={"wemwbs": {"items": "w{n}"}}))).at("partner")
    assert stated(shown, "power_isolate_v1").count == 10
    assert stated(shown, "wellbeing_gap:power_isolate_v1").value is None
    assert "too small to show" in stated(shown, "wellbeing_gap:power_isolate_v1").statement
    assert "too small to show" in stated(shown, "ties_elsewhere:power_isolate_v1").statement


def test_filled_scores_are_counted_in_a_caveat(draw: Any, study_of: Any) -> None:
    forms = town(people=40)
    for form in forms[:30]:
        form["wemwbs_4"] = None
    asked = study_of(ASKED, scales={"wemwbs": {"items": "w{n}", "prorate": True}})
    found = stated(analyse(*draw(forms, asked)), "wellbeing_gap:power_isolate_v1")
    assert "30 WEMWBS scores have up to 3 missing items filled" in found.caveat


def test_a_headline_of_nobody_says_nought_per_cent_with_its_interval(draw: Any, study_of: Any) -> None:
    forms = [{**form, "vip": "yes"} for form in town()]
    found = stated(analyse(*draw(forms, study_of(ASKED))), "no_change_contact_v1")
    assert found.statement.startswith("0% of the people asked (95% interval 0% to 2%, n = 200)")
