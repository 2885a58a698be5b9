"""Ego networks: three drawn by hand, networkx as a second opinion, and what was not asked stays unknown."""

from __future__ import annotations

import itertools
import tomllib
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netsurvey import resolve
from netsurvey.analyse.measures import ego_networks
from netsurvey.errors import UsageError
from netsurvey.ingest import read_survey
from netsurvey.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from netsurvey.tables import Roster, Survey

FILES = '["forms.csv", "people.csv", "ties.csv"]'
HEAD = f'[study]\ntitle = "t"\nresponses = {FILES}\nresolve = "within"\n[respondent]\nid = "ref"\n'
NAMED = '[questions.named]\nasks = "people"\ntable = "people"\nname = "alter"\n'
TIES = '[alter_ties]\ntable = "ties"\nbetween = ["a", "b"]\nalter = "alter"\nstrength = "s"\n'


def drawn(
    folder: Path, people: str, ties: str, *, questions: str = NAMED, forms: str = "ABCD"
) -> tuple[Survey, Roster]:
    """Return a survey from words such as `A1 A2` (A names 1 and 2) and `A12` (they are tied)."""
    rows = {
        "forms": ["ref", *forms],
        "people": ["ref,alter,q", *(f"{w[0]},{w[1]},{w[2:]}" for w in people.split())],
        "ties": ["ref,a,b,s", *(f"{w[0]},{w[1]},{w[2]},{w[3:] or 1}" for w in ties.split())],
    }
    for name, lines in rows.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_survey(Study.model_validate(tomllib.loads(HEAD + questions + TIES)), folder)


def test_ego_networks_drawn_by_hand(tmp_path: Path) -> None:
    """A names four: 1-2-3 in a line and 4 apart. B names two who know each other. C names one. D names nobody.

    A's constraint: each alter has a quarter of A. 1 and 3 hang on 2 who shares itself among A, 1 and 3; 2 hangs on 1
    and 3, who share themselves among A and 2.
    """
    survey, _ = drawn(tmp_path, "A1 A2 A3 A4 B1 B2 C1", "A12 A23 B12")
    egos = ego_networks(survey)
    assert egos.index.names == ["site", "wave", "respondent_id"]
    assert egos.index.get_level_values("respondent_id").tolist() == ["A", "B", "C", "D"]
    assert egos["size"].tolist() == [4, 2, 1, 0]
    assert egos["ties"].tolist() == [2, 1, 0, 0]
    assert egos["components"].tolist() == [2, 1, 1, 0]
    assert egos["isolates"].tolist() == [1, 0, 1, 0]
    np.testing.assert_allclose(egos["density"], [1 / 3, 1, np.nan, np.nan])
    np.testing.assert_allclose(egos["effective_size"], [3, 1, 1, np.nan])
    np.testing.assert_allclose(egos["efficiency"], [3 / 4, 1 / 2, 1, np.nan])
    by_hand = 2 * (1 / 4 + 1 / 12) ** 2 + (1 / 4 + 1 / 8 + 1 / 8) ** 2 + (1 / 4) ** 2
    np.testing.assert_allclose(egos["constraint"], [by_hand, 2 * (1 / 2 + 1 / 4) ** 2, 1, np.nan])


@pytest.mark.parametrize("seed", range(3))
def test_effective_size_and_constraint_are_those_of_networkx(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    pairs = [pair for pair in itertools.combinations("1234567", 2) if chance.random() < 0.4]
    survey, _ = drawn(tmp_path, " ".join(f"A{n}" for n in "1234567"), " ".join(f"A{a}{b}" for a, b in pairs))
    graph = nx.Graph([*pairs, *(("ego", n) for n in "1234567")])
    row = ego_networks(survey).iloc[0]
    assert row["effective_size"] == pytest.approx(nx.effective_size(graph)["ego"])
    assert row["constraint"] == pytest.approx(nx.constraint(graph)["ego"])


def test_a_pair_told_twice_is_one_tie_and_one_of_strength_nought_is_none(tmp_path: Path) -> None:
    survey, _ = drawn(tmp_path, "A1 A2 A3", "A12 A21 A130")
    assert ego_networks(survey)["ties"].tolist() == [1, 0, 0, 0]


def test_whoever_is_named_in_two_questions_is_one_alter(tmp_path: Path) -> None:
    questions = "".join(
        NAMED.replace("named", name) + f'when = {{ column = "q", contains = "{name}" }}\n' for name in ("help", "talk")
    )
    survey, roster = drawn(tmp_path, "A1help|talk A2talk A3help B1talk", "A12 A23 A13", questions=questions)
    people = resolve(survey, roster)
    assert ego_networks(survey, people=people)["size"].tolist() == [3, 1, 0, 0]
    assert ego_networks(survey, people=people)["ties"].tolist() == [3, 0, 0, 0]
    talk = ego_networks(survey, people=people, question="talk")
    assert talk["size"].tolist() == [2, 1, 0, 0]
    assert talk["ties"].tolist() == [1, 0, 0, 0]
    with pytest.raises(UsageError, match=r"several questions ask for people.*people = netsurvey\.resolve"):
        ego_networks(survey)
    with pytest.raises(UsageError, match="the ties are between people who were named under other questions"):
        ego_networks(survey, question="talk")


def test_respondents_who_name_themselves_are_not_among_their_alters(tmp_path: Path) -> None:
    (tmp_path / "forms.csv").write_text("ref,n1,n2\nA,A,B\n", encoding="utf-8")
    toml = HEAD.replace(FILES, '"forms.csv"').replace("within", "exact")
    study = Study.model_validate(tomllib.loads(toml + '[questions.q]\nasks = "people"\nname = "n{n}"\n'))
    survey, roster = read_survey(study, tmp_path)
    for people in (None, resolve(survey, roster)):
        assert ego_networks(survey, people=people)["size"].tolist() == [1]


def test_where_ties_were_not_asked_for_only_the_size_is_known(tmp_path: Path) -> None:
    (tmp_path / "forms.csv").write_text("ref,n1,n2\nA,x,y\nB,,\n", encoding="utf-8")
    toml = HEAD.replace(FILES, '"forms.csv"')
    study = Study.model_validate(tomllib.loads(toml + '[questions.q]\nasks = "people"\nname = "n{n}"\n'))
    egos = ego_networks(read_survey(study, tmp_path)[0])
    assert egos["size"].tolist() == [2, 0]
    assert egos.drop(columns="size").isna().all(axis=None)
    assert egos.columns.tolist() == [
        "size",
        "ties",
        "density",
        "components",
        "isolates",
        "effective_size",
        "efficiency",
        "constraint",
    ]


def test_where_nobody_names_anybody_every_size_is_nought(tmp_path: Path) -> None:
    survey, _ = drawn(tmp_path, "", "")
    egos = ego_networks(survey)
    assert egos["size"].tolist() == [0, 0, 0, 0]
    assert egos["constraint"].isna().all()
    assert egos["components"].dtype == pd.Int64Dtype()


def test_an_unknown_question_is_told_with_the_nearest(tmp_path: Path) -> None:
    survey, _ = drawn(tmp_path, "A1", "")
    with pytest.raises(UsageError, match=r'value "nmaed".*Nearest: named'):
        ego_networks(survey, question="nmaed")
