"""Chooses who does the work of a run."""

from __future__ import annotations

import os

from pipeline.batch.children import CAN_FORK, threads
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
    jobs: int | None,
    limits: Limits,
    cluster: str | None = None,
    registry: RegistryFolder | None = None,
    *,
    documents: int | None = None,
) -> Executor:
    """Workers for documents.

    Args:
        jobs: processes to work in, None for as many as there are processors; 0 to work in this one, where a document
            that hangs or crashes takes all with it.
        limits: what one document may take.
        cluster: address of the scheduler of a Dask cluster; it then does the work, and `jobs` is not used.
        registry: folder of names that the workers load before the first document; None is the built-in one.
        documents: how many there are, at most; None when nobody knows.

    Raises `UsageError` when the cluster cannot be reached or runs another version of the tool.
    """
    jobs = processors() if jobs is None else jobs
    setup = Setup(WORK, WARM_UP, limits, registry=registry)
    if cluster:
        from pipeline.batch.cluster import ClusterExecutor  # noqa: PLC0415 - Dask is an extra

        return ClusterExecutor(cluster, setup)
    if jobs and documents == 1 and CAN_FORK and threads() == 1:
        from pipeline.batch.pair import PairExecutor  # noqa: PLC0415 - not there where no process can fork

        return PairExecutor(limits, registry)
    return ProcessExecutor(jobs, setup) if jobs else SerialExecutor(WORK)
