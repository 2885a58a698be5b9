from __future__ import annotations

import subprocess
import sys

import pytest

import netsurvey

PUBLIC = [
    "Finding",
    "Findings",
    "NetsurveyError",
    "Network",
    "People",
    "Roster",
    "Run",
    "Study",
    "StudyFolder",
    "Survey",
    "Tier",
    "Village",
    "analyse",
    "build_network",
    "ingest",
    "open_study",
    "plot_ego_map",
    "plot_gatherings",
    "plot_groups",
    "plot_importance",
    "plot_pathways",
    "plot_researchers",
    "plot_scatter",
    "plot_sociogram",
    "plot_warm",
    "plot_waves",
    "plot_wellbeing",
    "resolve",
    "run",
    "sample_path",
    "save_figure",
    "show",
    "village",
    "why_not",
]


def test_the_public_names_are_these_and_stand_in_order() -> None:
    assert netsurvey.__all__ == sorted(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_can_be_had(name: str) -> None:
    assert getattr(netsurvey, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error_that_says_which() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = netsurvey.nonsense


def test_dir_lists_the_public_names() -> None:
    assert set(PUBLIC) <= set(dir(netsurvey))


@pytest.mark.parametrize("verb", ["analyse", "ingest", "resolve"])
def test_a_verb_stays_a_function_when_the_room_of_its_name_is_imported(verb: str) -> None:
    program = f"import netsurvey.{verb}, netsurvey as ns; ns.{verb}; import netsurvey.{verb}; print(ns.{verb}.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == verb


def test_importing_netsurvey_loads_nothing_heavy() -> None:
    program = "import netsurvey, sys; print(sorted({'pandas', 'igraph', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
