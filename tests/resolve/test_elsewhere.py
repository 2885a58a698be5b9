"""Where the sites are resolved makes no difference to who is who."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.resolve import resolve

Make = Callable[..., Any]
NOBODY_THERE = "tcp://127.0.0.1:1"


@pytest.fixture
def two_sites(survey_of: Make, strangers: Any) -> Any:
    """Return a survey of two sites that name people alike."""
    forms = {form: {**told, "site": "There" if int(form) > 6 else "Here"} for form, told in strangers.items()}
    names = ("Zebedee Okoro", "Zebedee", "Sarah Lamb", "Sarah")
    return survey_of(forms, [(form, "help", names[int(form) % 4]) for form in forms])


def test_two_processes_say_the_same_as_one(two_sites: Any) -> None:
    alone, together = (resolve(*two_sites, quick=True, workers=workers) for workers in (1, 2))
    for name, table in alone.tables().items():
        pd.testing.assert_frame_equal(table, together.tables()[name])


def test_no_worker_is_an_error(two_sites: Any) -> None:
    with pytest.raises(UsageError, match="workers is a number of 1 or more"):
        resolve(*two_sites, quick=True, workers=0)


@pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra `cluster`")
def test_a_scheduler_that_does_not_answer_is_an_error(two_sites: Any) -> None:
    with pytest.raises(UsageError, match="no dask scheduler answers there"):
        resolve(*two_sites, quick=True, cluster=NOBODY_THERE)


@pytest.mark.skipif(find_spec("distributed") is not None, reason="the extra `cluster` is installed")
def test_a_cluster_without_its_extra_says_what_to_install(two_sites: Any) -> None:
    with pytest.raises(UsageError, match=r"netsurvey\[cluster\]"):
        resolve(*two_sites, quick=True, cluster=NOBODY_THERE)
