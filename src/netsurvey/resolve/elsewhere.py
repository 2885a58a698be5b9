"""Where the sites are resolved, none knowing of another: here, in processes side by side, or on other machines."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from netsurvey.errors import Problem, UsageError
from netsurvey.resolve.sites import resolve_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netsurvey.resolve.chains import Effort
    from netsurvey.resolve.sites import SiteAnswers
    from netsurvey.resolve.telling import SitePeople

__all__ = ["resolve_sites"]


def resolve_sites(
    sites: Sequence[SiteAnswers], effort: Effort, *, seed: int, workers: int = 1, cluster: str | None = None
) -> list[SitePeople]:
    """Resolve sites one by one or side by side; the result is the same, byte for byte.

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

    Raises
    ------
    UsageError
        When the number of workers is not positive, or dask.distributed is not installed or finds no scheduler.
    """
    if workers < 1:
        raise UsageError(Problem(what="workers is a number of 1 or more", value=str(workers)))
    if cluster is not None:
        return _on_cluster(sites, replace(effort, threads=1), seed=seed, address=cluster)
    processors = os.cpu_count() or 1
    if workers == 1 or len(sites) < 2:
        effort = replace(effort, threads=processors)
        return [resolve_site(site, effort, seed) for site in sites]
    effort = replace(effort, threads=max(processors // workers, 1))
    with ProcessPoolExecutor(min(workers, len(sites)), mp_context=get_context("spawn")) as pool:
        return list(pool.map(resolve_site, sites, [effort] * len(sites), [seed] * len(sites)))


def _on_cluster(sites: Sequence[SiteAnswers], effort: Effort, *, seed: int, address: str) -> list[SitePeople]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        install = 'Install it with `pip install "netsurvey[cluster]"`, or use --workers.'
        raise UsageError(Problem(what="dask.distributed is not installed", next_step=install)) from error
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(
            Problem(
                what="no dask scheduler answers there", value=address, next_step="Is it running? See `dask scheduler`."
            )
        ) from error
    with client:
        tasks = client.map(resolve_site, list(sites), [effort] * len(sites), [seed] * len(sites), pure=False)
        told: list[SitePeople] = client.gather(tasks)
    return told
