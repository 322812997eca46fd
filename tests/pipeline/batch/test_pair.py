"""One document alone: read in one child while another loads the tagger, with the answer that a worker would give."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.runs import document, put
from models.errors import ReferenceDataError
from pipeline.batch import pair
from pipeline.batch.executor import Answer, Lost, SerialExecutor
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.pair import PairExecutor
from pipeline.batch.reading import WORK, NotRead, Request, parse_answer
from pipeline.registries import RegistryFolder

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process can fork elsewhere")


def task(path: Path) -> bytes:
    return pickle.dumps(Request(str(path), path.name))


def answer_to(path: Path, executor: PairExecutor | SerialExecutor) -> Answer:
    ((place, answer),) = executor.run([task(path)])
    assert place == 0
    return answer


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return put(tmp_path / "plan.html", document())


def test_the_answer_is_that_of_the_serial_twin(plan: Path) -> None:
    answer = answer_to(plan, PairExecutor(Limits()))
    twin = answer_to(plan, SerialExecutor(WORK))

    assert isinstance(answer, bytes)
    assert isinstance(twin, bytes)
    (said, data), (twin_said, twin_data) = parse_answer(answer), parse_answer(twin)
    assert data == twin_data
    assert said.model_copy(update={"seconds": 0}) == twin_said.model_copy(update={"seconds": 0})


def test_what_is_wrong_with_a_document_is_the_answer(tmp_path: Path) -> None:
    answer = answer_to(put(tmp_path / "plan.docx", b""), PairExecutor(Limits()))

    assert isinstance(answer, bytes)
    said, data = parse_answer(answer)
    assert isinstance(said, NotRead)
    assert (said.code, data) == ("empty-file", b"")


@pytest.mark.parametrize(
    ("limits", "why"), [(Limits(seconds=0.001), "time"), (Limits(output_bytes=100), "size")], ids=["time", "size"]
)
def test_a_document_that_takes_too_much_is_lost(limits: Limits, why: str, plan: Path) -> None:
    answer = answer_to(plan, PairExecutor(limits))

    assert isinstance(answer, Lost)
    assert answer.why == why


def test_memory_runs_out_in_the_half_that_tags_too(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_much(_: bytes) -> bytes:
        return bytes(900 * MEGABYTE)

    monkeypatch.setattr(pair, "complete_task", take_much)

    answer = answer_to(plan, PairExecutor(Limits(memory=300 * MEGABYTE)))

    assert answer == Lost("memory")


def test_a_child_that_somebody_stops_is_told_of(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def be_stopped(_: bytes) -> bytes:
        signal.raise_signal(signal.SIGTERM)
        return b""

    monkeypatch.setattr(pair, "complete_task", be_stopped)

    answer = answer_to(plan, PairExecutor(Limits()))

    assert isinstance(answer, Lost)
    assert answer.why == "killed"


def test_a_registry_that_is_not_the_one_of_the_run_ends_it(plan: Path, tmp_path: Path) -> None:
    gone = RegistryFolder(str(tmp_path / "gone"), "0" * 64)

    with pytest.raises(ReferenceDataError, match="has changed since the run began"):
        answer_to(plan, PairExecutor(Limits(), gone))


def test_closing_stops_both_children(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr(pair, "answer_of", interrupted)
    executor = PairExecutor(Limits())
    with pytest.raises(KeyboardInterrupt):
        answer_to(plan, executor)
    children = [child.process for child in executor.at_work]

    executor.close()

    assert len(children) == 2
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_a_single_document_is_read_so_and_several_are_not() -> None:
    program = (
        "from pipeline.batch.executors import choose_executor\n"
        "from pipeline.batch.limits import Limits\n"
        "for documents in (1, 2, None):\n"
        "    print(type(choose_executor(2, Limits(), documents=documents)).__name__)\n"
    )

    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert ended.stdout.split() == ["PairExecutor", "ProcessExecutor", "ProcessExecutor"]
