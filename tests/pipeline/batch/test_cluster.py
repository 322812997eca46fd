"""The same run on a Dask cluster: two workers of this machine, one of which is killed on the way."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import distributed
import pytest

from builders.runs import contents, document, put, run, statuses
from builders.work import WARM_UP
from builders.work import WORK as HARMFUL
from models.errors import OutputError, UsageError
from pipeline.batch import cluster
from pipeline.batch.cluster import ClusterExecutor
from pipeline.batch.executor import Answer, Executor, Lost
from pipeline.batch.limits import Limits
from pipeline.batch.reading import WARM_UP as READING_WARM_UP
from pipeline.batch.reading import WORK
from pipeline.batch.worker import Setup

SETUP = Setup(WORK, READING_WARM_UP, Limits())
WAIT_SECONDS = 120.0  # a busy machine may take long to start a process
PLACES = ("barking", "brent", "camden", "hammersmith", "havering", "kingston", "lewisham", "merton", "southwark")


@pytest.fixture(autouse=True)
def one_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """All have the same build, whoever edits the tool while the tests run."""
    monkeypatch.setattr(cluster, "build", any_build)


def any_build() -> str:
    """A build like any other."""
    return "build"


@contextmanager
def two_workers() -> Iterator[Any]:
    """A scheduler and two workers, each a process of its own."""
    start: Any = distributed.LocalCluster
    with start(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as started:
        yield started


@pytest.fixture(scope="module")
def shared() -> Iterator[Any]:
    """A cluster that the tests of this module share."""
    with two_workers() as started:
        yield started


@pytest.fixture
def workers(shared: Any) -> Any:  # noqa: ANN401 - Dask has no types
    """Its two workers; a new one takes the place of one that a test killed."""
    shared.wait_for_workers(2, timeout=WAIT_SECONDS)
    return shared


def test_a_run_on_a_cluster_makes_the_same_files_as_one_on_this_machine(tmp_path: Path, workers: Any) -> None:  # noqa: ANN401 - likewise
    inbox = tmp_path / "inbox"
    for place in PLACES:
        put(inbox / f"{place}.html", document(place))
    put(inbox / "camden-draft.html", document("camden", offset=5))

    run(tmp_path / "here", inbox)
    outcomes = run(
        f"file://{tmp_path}/there", f"file://{inbox}", executor=ClusterExecutor(workers.scheduler_address, SETUP)
    )

    assert len(outcomes) == len(PLACES) + 1
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def test_workers_of_another_build_are_refused(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - likewise
    monkeypatch.setattr(cluster, "build", process_number)

    with pytest.raises(UsageError, match=r"This computer and 2 workers of .* have different builds of vvrap\."):
        ClusterExecutor(workers.scheduler_address, SETUP)


def process_number() -> str:
    """A build that no two processes share."""
    return str(os.getpid())


def test_a_killed_worker_costs_no_document(
    tmp_path: Path,
    workers: Any,  # noqa: ANN401 - likewise
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # where the workers are not: they must be told of documents by whole paths
    inbox, outputs = Path("inbox"), Path("outputs")
    for place in PLACES:
        for year in (2023, 2024):
            put(inbox / f"{place}-{year}.html", document(place, year))
    victim = next(iter(workers.workers.values())).process.process.pid
    killed: list[int] = []

    def kill_when_the_first_plan_is_there() -> None:
        if not killed and list(outputs.glob("plans/*.json")):
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)

    executor = Watched(ClusterExecutor(workers.scheduler_address, SETUP), kill_when_the_first_plan_is_there)
    outcomes = run(outputs, inbox, executor=executor)

    assert killed == [victim]
    assert list(statuses(outcomes).values()) == ["read"] * len(PLACES) * 2


def test_a_cluster_that_is_lost_ends_the_run_with_what_to_do() -> None:
    with two_workers() as lost:
        executor = ClusterExecutor(lost.scheduler_address, Setup(HARMFUL, WARM_UP, Limits()))
        answers = executor.run([b"one", b"hang", b"hang"])
        first = next(answers)

    with pytest.raises(
        OutputError, match=r"The connection to the cluster was lost\. Restart it and run the same command"
    ):
        next(answers)
    executor.close()

    assert first == (0, b"did one")


class Watched:
    """An executor of which somebody is told after every answer."""

    def __init__(self, executor: Executor, tell: Callable[[], None]) -> None:
        self.executor = executor
        self.tell = tell

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers of the executor."""
        for answer in self.executor.run(tasks):
            yield answer
            self.tell()

    def close(self) -> None:
        """Close the executor."""
        self.executor.close()


def test_a_document_that_harms_its_process_does_not_harm_the_worker(workers: Any) -> None:  # noqa: ANN401 - likewise
    executor = ClusterExecutor(workers.scheduler_address, Setup(HARMFUL, WARM_UP, Limits(seconds=1)))

    answers = dict(executor.run([b"crash", b"one", b"hang", b"two"]))
    executor.close()

    assert answers == {
        0: Lost("crash", "signal 11, Segmentation fault"),
        1: b"did one",
        2: Lost("time", "more than 5 seconds by the clock"),
        3: b"did two",
    }


def test_a_task_that_takes_workers_with_it_is_left_out(workers: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401 - likewise
    monkeypatch.setattr(cluster, "call", kill_the_worker)
    monkeypatch.setattr(workers.scheduler, "allowed_failures", 1)  # the second worker that is lost is the last
    executor = ClusterExecutor(workers.scheduler_address, SETUP)

    answers = list(executor.run([b"any"]))
    executor.close()

    assert answers == [(0, Lost("crash", "it crashed several workers of the cluster"))]


def kill_the_worker(_setup: Setup, _task: bytes) -> bytes:
    """What a document does that gets past its own process."""
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_a_scheduler_that_does_not_answer_is_a_wrong_command() -> None:
    with pytest.raises(UsageError, match=r"“nonsense” is not the address of a scheduler\."):
        ClusterExecutor("nonsense", SETUP)
    with pytest.raises(UsageError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9\."):
        ClusterExecutor("tcp://127.0.0.1:9", SETUP, connect_seconds=0.5)


def test_without_dask_the_remedy_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(cluster, "import_module", missing)

    with pytest.raises(UsageError, match=r"Dask, which is not installed\. .*vvrap\[cluster\]"):
        ClusterExecutor("tcp://127.0.0.1:9", SETUP)
