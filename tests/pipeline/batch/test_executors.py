"""Who does the work of a run."""

from __future__ import annotations

import pytest

from models.errors import UsageError
from pipeline.batch import cluster
from pipeline.batch.executor import SerialExecutor
from pipeline.batch.executors import choose_executor, processors
from pipeline.batch.limits import Limits
from pipeline.batch.pool import ProcessExecutor
from pipeline.cli.app import run
from pipeline.cli.exits import USAGE


def test_no_jobs_means_this_process_and_some_mean_others() -> None:
    assert isinstance(choose_executor(0, Limits()), SerialExecutor)
    assert isinstance(choose_executor(2, Limits()), ProcessExecutor)


def test_there_is_a_processor() -> None:
    assert processors() >= 1


def test_a_cluster_that_does_not_answer_is_a_wrong_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(address: str, _setup: object) -> object:
        raise UsageError(f"No Dask scheduler answers at {address}.", "Check the address.")

    monkeypatch.setattr(cluster, "ClusterExecutor", refuse)

    code = run(["extract", "samples", "--dask", "tcp://10.0.0.5:8786"])

    assert code == USAGE
    assert capsys.readouterr().err.endswith(
        "vvrap: No Dask scheduler answers at tcp://10.0.0.5:8786. Check the address.\n"
    )
