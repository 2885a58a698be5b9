"""What each published table, headline and map says, written down for an attacker who knows every rule.

A count that stands in several tables is one number, and whatever must add up, or can be no more than something else, is
written down too.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from tests.analyse.attacker import LARGE, Attacker, Cell, rows_of

from netsurvey.analyse.definitions import RESPONDENT_FLAGS
from netsurvey.analyse.importance import NOT_ENOUGH, PEOPLE_A_PARAMETER
from netsurvey.analyse.left_out import on_the_map
from netsurvey.analyse.publish import TOO_SMALL

if TYPE_CHECKING:
    from netsurvey.analyse import Findings
    from netsurvey.network import Network

__all__ = ["attack", "count_dots", "exactly", "small"]

SLOTS = 2
COUNTED = ("broker_v0", "broker_v1", "change_maker_v1", "key_player")


def attack(shown: Findings, *, step: int = 5) -> Attacker:
    """Return all that the published findings say."""
    spy = Attacker(step=step)
    _read_groups(spy, shown)
    _read_comparisons(spy, shown)
    _read_answers(spy, shown)
    _read_sizes(spy, shown)
    _read_places(spy, shown)
    _read_sources(spy, shown)
    _read_map(spy, shown)
    _read_reached(spy, shown)
    _read_models(spy, shown)
    _read_researchers(spy, shown)
    _read_headlines(spy, shown)
    return spy


def _cell(column: str, wave: Any, flag: Any, site: Any, attribute: Any = "everyone", level: Any = "everyone") -> Cell:
    """Return what a count of the table of groups is called; a flag that is known of all has the same n everywhere."""
    if column == "n" and flag in COUNTED:
        return ("asked", site, attribute, level)
    return (column, wave, flag, site, attribute, level)


def _read_groups(spy: Attacker, shown: Findings) -> None:
    table = shown.groups[shown.groups["status"] != "not asked"]
    for row in rows_of(table):
        key = (row.wave, row.flag, row.site, row.attribute, row.level)
        n, count, blank, unsure = (_cell(column, *key) for column in ("n", "count", "blank", "unsure"))
        spy.reads(n, row.n)
        spy.reads(count, row.count)
        if row.status == TOO_SMALL and pd.notna(row.n):
            spy.between(count, 1, LARGE)
        if row.status == "given":
            spy.between(n, *((10, LARGE) if pd.notna(row.share) else (0, 9)))
        spy.no_more(count, n)
        spy.no_more(n, ("asked", row.site, row.attribute, row.level))
        if row.attribute == "everyone":
            spy.reads(blank, row.blank)
            spy.reads(unsure, row.unsure)
            spy.no_more(unsure, count)
            spy.adds_up(("asked", row.site, "everyone", "everyone"), [n, blank], rest=LARGE)
    for (wave, flag), rows in table.groupby(["wave", "flag"]):
        for column in ("n", "count"):
            for site, inside in rows.groupby("site"):
                for attribute, levels in inside[inside["attribute"] != "everyone"].groupby("attribute"):
                    parts = [_cell(column, wave, flag, site, attribute, level) for level in levels["level"]]
                    spy.adds_up(_cell(column, wave, flag, site), parts)
            for of_level, sites in rows.groupby(["attribute", "level"]):
                parts = [_cell(column, wave, flag, place, *of_level) for place in sites["site"] if place != "all"]
                spy.adds_up(_cell(column, wave, flag, "all", *of_level), parts)


def _read_comparisons(spy: Attacker, shown: Findings) -> None:
    """Everybody has ties elsewhere, if none; a score is known of some, so that it says at the least how many."""
    for name, table in (("connections", shown.connections), ("wellbeing", shown.wellbeing)):
        for row in rows_of(table):
            key = (row.wave, row.flag, row.site)
            whole, flagged = _cell("n", *key), _cell("count", *key)
            yes, no = ((name, side, str(row.scale), *key) for side in ("with", "without"))
            spy.reads(yes, row.n_with)
            spy.reads(no, row.n_without)
            if name == "connections":
                spy.adds_up(flagged, [yes])
                spy.adds_up(whole, [yes, no])
            else:
                spy.no_more(yes, flagged)
                spy.adds_up(whole, [flagged, no], rest=LARGE)
        for (wave, flag, scale), rows in table.groupby(["wave", "flag", "scale"]):
            for side in ("with", "without"):
                parts = [(name, side, scale, wave, flag, site) for site in rows["site"] if site != "all"]
                if len(parts) == len(_sites(shown)):
                    spy.adds_up((name, side, scale, wave, flag, "all"), parts)


def _read_answers(spy: Attacker, shown: Findings) -> None:
    """Everybody has a score, so that means tell sizes of groups; who chose nothing is a group there."""
    for row in rows_of(shown.choices):
        cell = _cell("chose", row.wave, row.question, row.site, row.question, row.choice)
        spy.reads(cell, row.count)
    for (wave, question, site), rows in shown.choices.groupby(["wave", "question", "site"]):
        parts = [_cell("chose", wave, question, site, question, one) for one in rows["choice"] if one != "everyone"]
        spy.adds_up(_cell("chose", wave, question, site, question), parts)
    for row in rows_of(shown.means[shown.means["attribute"].isin(set(shown.groups["attribute"]))]):
        spy.reads(("asked", row.site, row.attribute, row.level), row.n)
    for row in rows_of(shown.means[shown.means["attribute"] == "belonging"]):
        cell = _cell("chose", row.wave, row.attribute, row.site, row.attribute, row.level)
        spy.reads(cell, row.n)
    for (wave, question, choice), rows in shown.choices.groupby(["wave", "question", "choice"]):
        parts = [_cell("chose", wave, question, site, question, choice) for site in rows["site"] if site != "all"]
        spy.adds_up(_cell("chose", wave, question, "all", question, choice), parts)


def _read_sizes(spy: Attacker, shown: Findings) -> None:
    for row in rows_of(shown.coverage):
        asked, named = ("asked", row.site, "everyone", "everyone"), ("named_only", row.wave, row.site)
        spy.reads(asked, row.interviewed)
        spy.reads(named, row.named_only)
        spy.reads(("forms", row.wave, row.site), row.forms)
        spy.no_more(asked, ("forms", row.wave, row.site))
        spy.adds_up(("on the map", row.wave, row.site), [asked, named])
    people = shown.tallies[shown.tallies["flag"].isin(COUNTED) & (shown.tallies["status"] != "not asked")]
    for row in rows_of(people):
        key = (row.flag, row.wave, row.site)
        size = ("named", row.wave, row.site) if row.flag == "change_maker_v1" else ("on the map", row.wave, row.site)
        if row.flag == "change_maker_v1":
            spy.reads(size, row.n)
        elif pd.notna(row.n):
            spy.between(size, row.n - 4 * len(_sites(shown)), row.n + 4 * len(_sites(shown)))
        for column in ("count", "one_researcher", "one_street"):
            spy.reads((column, *key), getattr(row, column))
        spy.no_more(("count", *key), size)
        spy.no_more(_cell("count", row.wave, row.flag, row.site), ("count", *key))
        for column in ("one_researcher", "one_street"):
            spy.no_more((column, *key), ("count", *key))
    for (flag, wave), rows in people.groupby(["flag", "wave"]):
        for column in ("count", "one_researcher", "one_street"):
            parts = [(column, flag, wave, site) for site in rows["site"] if site != "all"]
            spy.adds_up((column, flag, wave, "all"), parts)
    for wave in set(people["wave"]):
        for name in ("named", "on the map"):
            spy.adds_up((name, wave, "all"), [(name, wave, site) for site in _sites(shown)])


def _read_places(spy: Attacker, shown: Findings) -> None:
    """Nobody names more than two; who is isolated is known from the rates; two places share what they have in both."""
    for row in rows_of(shown.places):
        block: tuple[Any, ...] = (row.wave, row.question, row.site)
        named, known, isolated = ((column, *block, row.place_id) for column in ("respondents", "known", "isolated"))
        flagged = (row.wave, row.flag, row.site)
        for cell, value in ((named, row.respondents), (known, row.known), (isolated, row.isolated)):
            spy.reads(cell, value)
        spy.reads(("of", *block), row.of)
        for part, whole in ((named, ("of", *block)), (known, named), (isolated, known)):
            spy.no_more(part, whole)
        spy.no_more(isolated, _cell("count", *flagged))
        spy.no_more(known, _cell("n", *flagged))
        spy.adds_up(("unknown", *named), [named, _cell("n", *flagged)])
        spy.adds_up(("asked and known", *named), [known, ("asked", row.site, "everyone", "everyone")])
        spy.no_more(("unknown", *named), ("asked and known", *named))
        spy.no_more(("of", *block), ("asked", row.site, "everyone", "everyone"))
        if row.place_id != "any":
            spy.between(named, 1, LARGE)
            spy.no_more(named, ("respondents", *block, "any"))
    for key, rows in shown.places.groupby(["wave", "question", "site"]):
        block = tuple(map(str, key))
        single = rows.loc[rows["place_id"] != "any", "place_id"]
        if len(single):
            for column in ("respondents", "known", "isolated"):
                parts = [(column, *block, place) for place in single]
                spy.adds_up(("namings", column, *block), parts)
                spy.no_more((column, *block, "any"), ("namings", column, *block))
                spy.adds_up(("at most", column, *block), [(column, *block, "any")] * SLOTS)
                spy.no_more(("namings", column, *block), ("at most", column, *block))
    for (wave, question), rows in shown.places[shown.places["place_id"] == "any"].groupby(["wave", "question"]):
        for column in ("respondents", "known", "isolated"):
            parts = [(column, wave, question, site, "any") for site in rows["site"] if site != "all"]
            spy.adds_up((column, wave, question, "all", "any"), parts)
    for row in rows_of(shown.overlaps):
        block = (row.wave, row.question, row.site)
        one, other, both = (
            ("respondents", *block, name) for name in (row.place_a, row.place_b, (row.place_a, row.place_b))
        )
        for cell, value in ((one, row.members_a), (other, row.members_b), (both, row.both)):
            spy.reads(cell, value)
        spy.between(both, 1, LARGE)
        for end, place in (("a", one), ("b", other)):
            spy.adds_up(place, [both, ("alone", *both, end)])
        spy.adds_up(("either", *both), [both, ("alone", *both, "a"), ("alone", *both, "b")])
        spy.no_more(("either", *both), ("respondents", *block, "any"))


def _read_sources(spy: Attacker, shown: Findings) -> None:
    """Whoever named a source is in one community, which names its sources as often as the places are named."""
    for row in rows_of(shown.pathways):
        size = ("in community", row.wave, row.site, row.community)
        spy.reads(size, row.of)
        spy.between(size, 1, LARGE)
        if row.source != "any":
            named = ("source", row.wave, row.site, row.community, row.source)
            spy.reads(named, row.respondents)
            spy.between(named, 1, LARGE)
            spy.no_more(named, size)
    for (wave, site), rows in shown.pathways.groupby(["wave", "site"]):
        sizes = [("in community", wave, site, number) for number in rows["community"].unique()]
        spy.adds_up(("respondents", wave, "news", site, "any"), sizes)
        for source, of_source in rows[rows["source"] != "any"].groupby("source"):
            parts = [("source", wave, site, number, source) for number in of_source["community"]]
            spy.adds_up(("respondents", wave, "news", site, source), parts)


def count_dots(spy: Attacker, shown: Findings, network: Network) -> None:
    """Take note of the respondents with ties on the maps that go with the tables, dot by dot."""
    drawn = on_the_map(network, shown.groups)
    dots = drawn.nodes[drawn.interviewed].assign(
        tied=np.bincount(drawn.pairs.ravel(), minlength=len(drawn.nodes))[drawn.interviewed] > 0
    )
    rates = shown.groups[(shown.groups["attribute"] == "everyone") & (shown.groups["flag"] == "graph_isolate")]
    told = rates.loc[rates["status"] == TOO_SMALL, ["wave", "site"]]
    hidden = set(told.itertuples(index=False, name=None))
    for (site, wave), people in dots.groupby(["site", "wave"]):
        asked, seen, others = ("asked", site, "everyone", "everyone"), ("drawn", wave, site), ("not drawn", wave, site)
        alone, known = _cell("count", wave, "graph_isolate", site), _cell("n", wave, "graph_isolate", site)
        spy.between(seen, people["tied"].sum(), people["tied"].sum())
        spy.adds_up(asked, [seen, others])
        spy.no_more(alone, others)
        if (wave, site) in hidden:
            spy.reads(asked, people["tied"].sum() + 10)
        else:
            spy.adds_up(("not drawn and known", wave, site), [others, known])
            spy.adds_up(("alone and asked", wave, site), [alone, asked])
            spy.no_more(("not drawn and known", wave, site), ("alone and asked", wave, site))


def _sites(shown: Findings) -> list[str]:
    return sorted(set(shown.coverage["site"]))


def _read_map(spy: Attacker, shown: Findings) -> None:
    """Whoever is on the map has a tie, or is a respondent of whom it is known that there is none, or not known.

    A part has two people or more that it would not fall apart without; a bridge is a local bridge, and its ends are
    cut-points; what spreads stays within the people with a tie, so a share that is reached says how many those are.
    """
    for row in rows_of(shown.structure):
        spy.reads(("map", row.flag, row.wave, row.site), row.count)
        spy.reads(("edges" if "bridge" in row.flag else "tied", row.wave, row.site), row.n)
    for wave, site in sorted(set(zip(shown.structure["wave"], shown.structure["site"], strict=True))):
        here = (wave, site)
        tied, untied, edges = ("tied", *here), ("untied", *here), ("edges", *here)
        part, cut, bridge, local = (
            ("map", name, *here) for name in ("component", "cut_point", "bridge", "local_bridge")
        )
        alone, known = _cell("count", wave, "graph_isolate", site), _cell("n", wave, "graph_isolate", site)
        asked = ("asked", site, "everyone", "everyone")
        spy.adds_up(("on the map", *here), [tied, untied])
        spy.no_more(alone, untied)
        spy.adds_up(("untied and known", *here), [untied, known])
        spy.adds_up(("alone and asked", *here), [alone, asked])
        spy.no_more(("untied and known", *here), ("alone and asked", *here))
        spy.adds_up(tied, [part, part, cut], rest=LARGE)
        spy.adds_up(("tied and parts", *here), [edges, part])
        spy.no_more(tied, ("tied and parts", *here))
        for few, many in ((bridge, local), (local, edges), (bridge, cut)):
            spy.no_more(few, many)
    for (wave, _), rows in shown.structure.groupby(["wave", "flag"]):
        for name in sorted({"tied", "edges", *(f"map {flag}" for flag in rows["flag"])}):
            cell = tuple(name.split(" "))
            spy.adds_up((*cell, wave, "all"), [(*cell, wave, site) for site in rows["site"] if site != "all"])
    for row in rows_of(shown.spread[shown.spread["reached"].notna()]):
        here = (row.wave, row.site)
        spy.reads(("on the map", *here), row.n)
        spy.share_of(("untied", *here), ("on the map", *here), most=1 - _least_tied(row.reached))


def _least_tied(reached: float) -> float:
    """Return which share of ten people or more has a tie at the least, where so large a share of all is reached."""
    least = max(reached - 0.005 - 1 / 10, 0)
    return (1 / 10 + sqrt(1 / 100 + 4 * least)) / 2 if least else 0.0


def _read_reached(spy: Attacker, shown: Findings) -> None:
    """The groups of the census table are those of the other tables."""
    for (wave, site, attribute), rows in shown.reached.groupby(["wave", "site", "attribute"]):
        cells = [("asked", site, attribute, level) for level in rows["level"]]
        for cell, row in zip(cells, rows_of(rows), strict=True):
            spy.reads(cell, row.n)
        spy.reads(("of the census", wave, site, attribute), rows["of"].iloc[0])
        spy.adds_up(("of the census", wave, site, attribute), cells)


def _read_models(spy: Attacker, shown: Findings) -> None:
    """A model holds those who answered all of it: everybody asked but those who left something blank."""
    for (wave, site, scale), rows in shown.importance.groupby(["wave", "site", "scale"]):
        row: Any = next(rows_of(rows))
        cell, asked = ("complete", wave, site, scale), ("asked", site, "everyone", "everyone")
        numbers = rows["parameters"].sum() + (len(_sites(shown)) - 1) * (site == "all")
        spy.reads(cell, row.n)
        spy.no_more(cell, asked)
        if row.status == "given":
            spy.between(cell, PEOPLE_A_PARAMETER * numbers, LARGE)
        elif row.status == NOT_ENOUGH and pd.notna(row.n):
            spy.between(cell, 10, PEOPLE_A_PARAMETER * numbers - 1)
        elif row.status == NOT_ENOUGH:
            spy.between(cell, 0, 9)
        held = [_cell("n", wave, flag, site) for flag in ("power_isolate_v1", "total_isolate_v1")]
        for attribute in rows.loc[rows["block"] != "isolation", "block"]:
            lacking, rest = ("asked", site, attribute, "not given"), ("asked and given", site, attribute)
            spy.adds_up(asked, [lacking, rest])
            held.append(rest)
        for one in held:
            spy.no_more(cell, one)
        spy.adds_up(("held", *cell), held)
        spy.adds_up(("held at the most", *cell), [cell, *[asked] * (len(held) - 1)])
        spy.no_more(("held", *cell), ("held at the most", *cell))
    for (wave, scale), rows in shown.importance.groupby(["wave", "scale"]):
        parts = [("complete", wave, site, scale) for site in rows["site"].unique() if site != "all"]
        if len(parts) == len(_sites(shown)):
            spy.adds_up(("complete", wave, "all", scale), parts)


def _read_researchers(spy: Attacker, shown: Findings) -> None:
    """Each researcher asked somebody, and ten at least are left without any of them."""
    for row in rows_of(shown.researchers):
        known = _cell("n", row.wave, row.flag, row.site)
        spy.reads(known, row.n)
        spy.between(known, row.researchers + 9, LARGE)
        spy.reads(_cell("count", row.wave, row.flag, row.site), round(row.share * row.n))


def _read_headlines(spy: Attacker, shown: Findings) -> None:
    """A headline tells a count again, or a share that only few counts give."""
    for found in shown.headlines:
        if found.name in COUNTED and not found.not_asked:
            spy.reads(("count", found.name, found.wave, found.site), found.count)
        if found.name not in RESPONDENT_FLAGS or found.not_asked or found.n is None:
            continue
        key = (found.wave, found.name, found.site)
        spy.reads(_cell("n", *key), found.n)
        spy.reads(_cell("count", *key), found.count)
        if found.value is not None:
            spy.reads(_cell("count", *key), round(found.value * found.n))


def exactly(exact: Findings) -> dict[Cell, int]:
    """Return the counts as they are."""
    found: dict[Cell, Any] = {}
    for row in rows_of(exact.groups[exact.groups["status"] != "not asked"]):
        key = (row.wave, row.flag, row.site, row.attribute, row.level)
        found |= {_cell("n", *key): row.n, _cell("count", *key): row.count}
    for row in rows_of(exact.coverage):
        found |= {(name, row.wave, row.site): getattr(row, name) for name in ("forms", "named_only")}
    for row in rows_of(exact.choices):
        found[_cell("chose", row.wave, row.question, row.site, row.question, row.choice)] = row.count
    for row in rows_of(exact.tallies[exact.tallies["flag"].isin(COUNTED)]):
        found[("count", row.flag, row.wave, row.site)] = row.count
    for row in rows_of(exact.places):
        for column in ("respondents", "known", "isolated"):
            found[(column, row.wave, row.question, row.site, row.place_id)] = getattr(row, column)
    for row in rows_of(exact.overlaps):
        both = ("respondents", row.wave, row.question, row.site, (row.place_a, row.place_b))
        found |= {both: row.both, ("alone", *both, "a"): row.members_a - row.both}
        found[("alone", *both, "b")] = row.members_b - row.both
    for row in rows_of(exact.pathways):
        found[("in community", row.wave, row.site, row.community)] = row.of
        if row.source != "any":
            found[("source", row.wave, row.site, row.community, row.source)] = row.respondents
    for row in rows_of(exact.structure):
        found[("map", row.flag, row.wave, row.site)] = row.count
        found[("edges" if "bridge" in row.flag else "tied", row.wave, row.site)] = row.n
    for row in rows_of(exact.reached):
        found[("asked", row.site, row.attribute, row.level)] = row.n
    for row in rows_of(exact.importance):
        found[("complete", row.wave, row.site, row.scale)] = row.n
    return {cell: int(count) for cell, count in found.items() if pd.notna(count)}


def small(exact: Findings) -> list[Cell]:
    return [cell for cell, count in exactly(exact).items() if 1 <= count <= 7]
