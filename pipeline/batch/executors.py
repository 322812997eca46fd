"""Chooses who does the work of a run."""

from __future__ import annotations

import os

from pipeline.batch.executor import Executor, SerialExecutor
from pipeline.batch.limits import Limits
from pipeline.batch.pool import ProcessExecutor
from pipeline.batch.reading import WARM_UP, WORK
from pipeline.batch.worker import Setup
from pipeline.registries import RegistryFolder


def processors() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_executor(
    jobs: int, limits: Limits, cluster: str | None = None, registry: RegistryFolder | None = None
) -> Executor:
    """Workers for documents.

    Args:
        jobs: processes to work in; 0 to work in this one, where a document that hangs or crashes takes all with it.
        limits: what one document may take.
        cluster: address of the scheduler of a Dask cluster; it then does the work, and `jobs` is not used.
        registry: folder of names that the workers load before the first document; None is the built-in one.

    Raises `UsageError` when the cluster cannot be reached or runs another version of the tool.
    """
    setup = Setup(WORK, WARM_UP, limits, registry=registry)
    if cluster:
        from pipeline.batch.cluster import ClusterExecutor  # noqa: PLC0415 - Dask is an extra

        return ClusterExecutor(cluster, setup)
    return ProcessExecutor(jobs, setup) if jobs else SerialExecutor(WORK)
