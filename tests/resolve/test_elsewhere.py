"""Where the sites are resolved makes no difference to who is who."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from netsurvey.errors import UsageError
from netsurvey.resolve import resolve
from netsurvey.resolve.elsewhere import resolve_sites

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[..., Any]
NOBODY_THERE = "tcp://127.0.0.1:1"


@pytest.fixture
def two_sites(survey_of: Make, strangers: Any) -> Any:
    """Return a survey of two sites that name people alike."""
    forms = {form: {**told, "site": "There" if int(form) > 6 else "Here"} for form, told in strangers.items()}
    names = ("Zebedee Okoro", "Zebedee", "Sarah Lamb", "Sarah")
    return survey_of(forms, [(form, "help", names[int(form) % 4]) for form in forms])


@pytest.fixture
def scheduler(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the address of a scheduler with so many workers, each a process of its own."""
    pytest.importorskip("distributed", reason="needs the extra `cluster`")
    where = tmp_path / "scheduler.json"
    workers = [["dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]] * request.param
    running = []
    try:
        for part, *options in [["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], *workers]:
            command = [sys.executable, "-m", f"distributed.cli.{part}", *options, "--scheduler-file", str(where)]
            running.append(subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL))  # noqa: S603
        until = time.monotonic() + 60
        while not where.exists() or not where.read_text():
            assert time.monotonic() < until, "the scheduler did not start"
            time.sleep(0.1)
        yield str(json.loads(where.read_text())["address"])
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


def _assert_same(one: Any, other: Any) -> None:
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name])


def test_two_processes_say_the_same_as_one(two_sites: Any) -> None:
    _assert_same(resolve(*two_sites, quick=True), resolve(*two_sites, quick=True, workers=2))


@pytest.mark.parametrize("scheduler", [2], indirect=True)
def test_a_cluster_says_the_same_as_one_process(two_sites: Any, scheduler: str) -> None:
    _assert_same(resolve(*two_sites, quick=True), resolve(*two_sites, quick=True, cluster=scheduler))


def test_no_worker_is_an_error(two_sites: Any) -> None:
    with pytest.raises(UsageError, match="workers is a number of 1 or more"):
        resolve(*two_sites, quick=True, workers=0)


def test_a_process_that_is_killed_is_an_error(two_sites: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "/nowhere/at/all.py", raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    with pytest.raises(UsageError, match="a process that resolved sites came to an end"):
        resolve(*two_sites, quick=True, workers=2)


def test_a_scheduler_that_does_not_answer_is_an_error(two_sites: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs the extra `cluster`")
    monkeypatch.setattr(sys.modules[resolve_sites.__module__], "_PATIENCE", 1)
    with pytest.raises(UsageError, match="no dask scheduler answers there"):
        resolve(*two_sites, quick=True, cluster=NOBODY_THERE)


@pytest.mark.parametrize("scheduler", [0], indirect=True)
def test_a_scheduler_without_workers_is_an_error(
    two_sites: Any, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[resolve_sites.__module__], "_PATIENCE", 1)
    with pytest.raises(UsageError, match="the dask scheduler has no workers"):
        resolve(*two_sites, quick=True, cluster=scheduler)


def test_a_cluster_without_its_extra_says_what_to_install(two_sites: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"netsurvey\[cluster\]"):
        resolve(*two_sites, quick=True, cluster=NOBODY_THERE)


def test_nothing_is_left_for_the_processes_to_compile() -> None:
    looks = (
        "from netsurvey.resolve import kernel, sites; sites.compile_once(); "
        "print({name: len(getattr(kernel, name).signatures) for name in kernel.__all__ if name.islower()})"
    )
    said = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert ast.literal_eval(said) == dict.fromkeys(("begin", "explain", "likeness", "put", "run"), 1)
