"""A person's card says why they are flagged, to the team alone."""

from __future__ import annotations

from typing import Any

import pytest

from netsurvey.analyse import Findings, analyse
from netsurvey.errors import UsageError


def forms() -> list[dict[str, Any]]:
    namers = [
        {
            "id": f"r{n}",
            "bring": ["Zoe"],
            "link": "none",
            "help": [f"r{(n + 1) % 8}"],
            "street": "s1",
            "researcher": "v",
        }
        for n in range(8)
    ]
    alone = [{"id": "Ann", "bring": "none", "link": "none", "help": "none", "researcher": "w"}]
    return [{**form, "household": f"h{form['id']}"} for form in namers] + alone


@pytest.fixture(name="findings", scope="module")
def _findings(draw: Any) -> Findings:
    return analyse(*draw(forms()))


def test_a_change_makers_card_says_who_named_them_and_what_it_takes(findings: Findings) -> None:
    reasons = findings.card("Zoe").reasons
    told = next(reason for reason in reasons if reason.startswith("Change-maker"))
    assert "named by 8 different respondents of 1 street" in told
    assert "where it takes 8" in told  # the 95th percentile of those named at all, who is she alone
    assert "But all of them met one and the same researcher and all of them live in one street." in told
    assert "Ask them first." in told
    assert "holds in 100% of plausible resolutions of who is who and in 100% of sets of respondents drawn anew" in told


def test_an_isolates_card_says_in_which_sense(findings: Findings) -> None:
    reasons = findings.card("Ann").reasons
    assert [reason.split(":")[0] for reason in reasons] == [
        "No tie on the map",
        "Cut off from influence",
        "Named nobody for support, trust, talk or making change.",
    ]


def test_a_key_players_card_says_what_anybody_picked_by_lot_would_do(findings: Findings) -> None:
    key = findings.people["key_player"]
    people = findings.people[key].reset_index()
    row = people.iloc[0]
    low, high = (f"{row[f'key_player_random_{end}']:.0%}" for end in ("low", "high"))
    told = next(reason for reason in findings.card(row["person_id"]).reasons if reason.startswith("Key player"))
    assert f"Without as many people with ties picked by lot it would be {low} to {high} in 90% of the picks." in told


def test_whoever_is_not_flagged_has_a_card_that_says_so(draw: Any) -> None:
    people = [{"id": f"r{n}", "bring": ["Zoe"], "link": "none", "help": [f"r{(n + 1) % 20}"]} for n in range(20)]
    found = analyse(*draw(people))
    plain = next(
        str(name)
        for name, flagged in found.people["key_player"].droplevel(["site", "wave"]).items()
        if not flagged and name != "Zoe"
    )
    assert str(found.card(plain)) == f"{plain}\nNot flagged."


def test_in_several_waves_each_reason_says_which(draw: Any) -> None:
    found = analyse(*draw([{**form, "wave": wave} for wave in ("1", "2") for form in forms()]))
    reasons = found.card("Ann").reasons
    assert len(reasons) == 6
    assert reasons[0].startswith("S, 1: No tie")
    assert reasons[-1].startswith("S, 2: Named nobody")


@pytest.mark.parametrize("tier", ["partner", "public"])
def test_others_get_no_card_and_nothing_a_card_is_made_of(findings: Findings, tier: str) -> None:
    shown = findings.at(tier)
    with pytest.raises(UsageError, match=f"{tier} tier have no cards"):
        shown.card("Zoe")
    private = ("_null", "_threshold", "_p", "_resampled", "_share", "_certainty", "stable_communities", "key_player")
    assert not [name for name in shown.people if str(name).endswith(private) or str(name).startswith("key_player")]
    assert shown.researchers.empty
    assert not findings.researchers.empty
    assert "the forms of any one of" in findings.as_text()
    assert "the forms of any one of" not in shown.as_text()


def test_an_id_of_nobody_is_said_to_be_one(findings: Findings) -> None:
    with pytest.raises(UsageError, match='nobody on the map has the id "p-nobody"'):
        findings.card("p-nobody")
