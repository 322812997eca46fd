"""Workers on other machines: a Dask cluster, through its interface of `concurrent.futures`. Needs the extra `cluster`.

Every machine of the cluster has the same vvrap installed. Inside a Dask worker each document is still read in a
process of its own, with the same limits, so that a document that crashes does not take the worker with it. When a
worker is lost all the same, Dask gives its documents to another; one that loses several workers is named and left out.
"""

from __future__ import annotations

import logging
import queue
import re
from collections import defaultdict
from concurrent import futures
from functools import partial
from importlib import import_module
from typing import Any

from models.errors import OutputError, UsageError
from pipeline.batch.executor import Answer, FuturesExecutor, Lost
from pipeline.batch.pool import CannotStart, Worker
from pipeline.batch.worker import Setup
from pipeline.quantities import count
from pipeline.version import build

WINDOW_PER_THREAD = 4  # tasks given out ahead of the answers taken
SMALLEST_WINDOW = 64  # also for a cluster whose workers are still to come
CONNECT_SECONDS = 30.0

_INSTALL = "Install it with: pip install 'vvrap[cluster]'"

_ENDS_IN_A_PORT = re.compile(r":\d+/?$")
"""Without one Dask looks for a machine of that name, and is found still looking a minute after it was told to stop."""

_idle: defaultdict[Setup, queue.LifoQueue[Worker]] = defaultdict(queue.LifoQueue)
"""On a Dask worker: processes that have nothing to do. They end when the Dask worker does."""


def call(setup: Setup, task: bytes) -> Answer:
    """On a Dask worker: the answer to a task, worked on in a process of its own."""
    try:
        worker = _idle[setup].get_nowait()
    except queue.Empty:
        worker = Worker(setup)
    try:
        return worker.call(task)
    except CannotStart as fault:
        return Lost("start", fault.reason.strip(" ()"))
    finally:
        _idle[setup].put(worker)


class ClusterExecutor(FuturesExecutor):
    """Works on a Dask cluster."""

    def __init__(self, address: str, setup: Setup, connect_seconds: float = CONNECT_SECONDS) -> None:
        """Connect to the scheduler at `address`, e.g. `tcp://10.0.0.5:8786`.

        Raises `UsageError` when Dask is not installed, nobody answers, or a worker has another build of the tool.
        """
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise UsageError("A cluster needs Dask, which is not installed.", _INSTALL) from error
        if not _ENDS_IN_A_PORT.search(address):
            raise UsageError(
                f"“{address}” is not the address of a scheduler.",
                "Give it as `dask scheduler` prints it, such as tcp://10.0.0.5:8786.",
            )
        try:
            self._client = distributed.Client(address, timeout=connect_seconds, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address}.", "Check the address; `dask scheduler` prints it."
            ) from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said here, without tracebacks
        self._lost_worker = (distributed.scheduler.KilledWorker,)
        self._cancelled = (futures.CancelledError, distributed.client.FutureCancelledError)
        self._refuse_other_builds(address)
        threads = sum(self._client.nthreads().values())
        pool = self._client.get_executor(pure=False)
        super().__init__(pool, partial(call, setup), max(SMALLEST_WINDOW, WINDOW_PER_THREAD * threads))

    def _refuse_other_builds(self, address: str) -> None:
        others = {worker: other for worker, other in self._client.run(build).items() if other != build()}
        if others:
            self._client.close()
            raise UsageError(
                f"This computer and {count(len(others), 'worker')} of {address} have different builds of vvrap.",
                "Install the same version, with the same data files, on all of them.",
            )

    def answer_of(self, future: futures.Future[Answer]) -> Answer:
        """The answer of a task that is done."""
        try:
            return future.result()
        except self._lost_worker:
            return Lost("crash", "it crashed several workers of the cluster")
        except self._cancelled as error:
            raise OutputError(
                "The connection to the cluster was lost.",
                "Restart it and run the same command: it continues where it stopped.",
            ) from error

    def close(self) -> None:
        """Leave the cluster; what it still works on is dropped."""
        self._pool.shutdown(wait=False)
        self._client.close()
