"""Where the sites are resolved, none knowing of another: here, in processes side by side, or on other machines."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pyarrow

from netsurvey.errors import Problem, UsageError
from netsurvey.resolve.sites import compile_once, resolve_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from netsurvey.resolve.answers import Answers
    from netsurvey.resolve.chains import Effort
    from netsurvey.resolve.sites import SiteAnswers
    from netsurvey.resolve.telling import SitePeople

__all__ = ["resolve_sites"]

_PATIENCE = 10
"""Seconds until a scheduler must have answered and a worker be there."""


def resolve_sites(
    sites: Answers, effort: Effort, *, seed: int, workers: int = 1, cluster: str | None = None
) -> Iterator[SitePeople]:
    """Resolve sites one by one or side by side; the result is the same, byte for byte.

    Only a few sites are held at a time, however many there are.

    Parameters
    ----------
    sites
        What was written at each.
    effort, seed
        How carefully, and where chance comes from.
    workers
        How many processes.
    cluster
        Address of a dask scheduler to use instead.

    Yields
    ------
    SitePeople
        In the order of the sites.

    Raises
    ------
    UsageError
        When the number of workers is not positive, a process was killed, or dask.distributed is not installed, finds
        no scheduler or no workers, or loses them.
    """
    if workers < 1:
        raise UsageError(Problem(what="workers is a number of 1 or more", value=str(workers)))
    processors = os.cpu_count() or 1
    pyarrow.default_memory_pool().release_unused()  # tables that were read leave as much again behind
    if cluster is not None:
        with _on_cluster(cluster) as (executor, hands):
            yield from _side_by_side(executor, sites, replace(effort, threads=1), seed, hands)
    elif workers == 1 or len(sites) < 2:
        effort = replace(effort, threads=processors)
        yield from (resolve_site(site, effort, seed) for site in sites)
    else:
        compile_once()
        workers = min(workers, len(sites))
        effort = replace(effort, threads=max(processors // workers, 1))
        with _in_processes(workers) as executor:
            yield from _side_by_side(executor, sites, effort, seed, workers)


def _side_by_side(
    executor: Executor, sites: Iterable[SiteAnswers], effort: Effort, seed: int, hands: int
) -> Iterator[SitePeople]:
    """Yield what sites tell, in order, with one site in every hand and one waiting for it."""
    under_way: deque[Future[SitePeople]] = deque()
    for site in sites:
        under_way.append(executor.submit(resolve_site, site, effort, seed))
        if len(under_way) == 2 * hands:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


@contextmanager
def _in_processes(workers: int) -> Iterator[Executor]:
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool
    except BrokenExecutor as error:
        perhaps = (
            "Perhaps memory ran out: try fewer workers. A script of your own must have its first line of work under "
            '`if __name__ == "__main__":`.'
        )
        raise UsageError(Problem(what="a process that resolved sites came to an end", next_step=perhaps)) from error


@contextmanager
def _on_cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Yield what runs work on the workers of a dask scheduler, and how many sites they can hold in hand."""
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an extra
    except ImportError as error:
        install = 'Install it with `pip install "netsurvey[cluster]"`, or use --workers.'
        raise UsageError(Problem(what="dask.distributed is not installed", next_step=install)) from error
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        unanswered = "no dask scheduler answers there"
        look = "Is it running? See `dask scheduler`."
        raise UsageError(Problem(what=unanswered, value=address, next_step=look)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
            yield client.get_executor(pure=False), sum(client.nthreads().values())
        except TimeoutError as error:
            start = "Start some with `dask worker`."
            raise UsageError(
                Problem(what="the dask scheduler has no workers", value=address, next_step=start)
            ) from error
        except (KilledWorker, CancelledError) as error:
            look = "Look at what its workers and its scheduler say, or use --workers."
            raise UsageError(Problem(what="the dask cluster gave up", value=address, next_step=look)) from error
