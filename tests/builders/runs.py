"""Runs over small documents, for tests of what a run does with them. All plans are synthetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builders.cases import TEMPLATE_CASES
from builders.catalogues import catalogue_rows
from builders.content import small_plan
from builders.html import render_html
from pipeline.batch.executor import Answer, Executor, Lost, SerialExecutor
from pipeline.batch.inputs import find_inputs
from pipeline.batch.outcomes import Options, Outcome, Summary
from pipeline.batch.reading import WORK
from pipeline.batch.run import Batch
from pipeline.outputs.store import Outputs

LAYOUT = TEMPLATE_CASES[0].layout
DERIVED = (
    "plans.csv",
    "actions.csv",
    "mentions.csv",
    "findings.csv",
    "datapackage.json",
    "catalogue.sqlite",
    "datasette.json",
)


def document(place: str = "camden", year: int = 2024, offset: int = 0) -> bytes:
    """A plan of nine actions as a web page; `offset` gives its actions other words."""
    return render_html(small_plan(place, year, offset=offset), LAYOUT)


def put(path: Path, data: bytes) -> Path:
    """Write a document, and the folders it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run(
    outputs: Path | str, *inputs: Path | str, executor: Executor | None = None, options: Options | None = None
) -> list[Outcome]:
    """Read documents into an outputs folder, in this process unless an executor is given."""
    return run_and_sum_up(outputs, *inputs, executor=executor, options=options)[0]


def run_and_sum_up(
    outputs: Path | str, *inputs: Path | str, executor: Executor | None = None, options: Options | None = None
) -> tuple[list[Outcome], Summary]:
    """The same, with the summary."""
    batch = Batch(Outputs(outputs), executor or SerialExecutor(WORK), options)
    folder = outputs if isinstance(outputs, Path) else None
    return list(batch.outcomes(list(find_inputs(inputs, folder)))), batch.summary


def statuses(outcomes: Iterable[Outcome]) -> dict[str, str]:
    """What became of each document, by name."""
    return {outcome.entry.name: outcome.entry.status for outcome in outcomes}


def plan_ids(outputs: Path) -> list[str]:
    """The plans in an outputs folder."""
    return sorted(path.stem for path in (outputs / "plans").glob("*.json"))


def contents(outputs: Path) -> dict[str, bytes]:
    """Every file of data in an outputs folder, by its path inside: what must be the same for the same input.

    Of the catalogue it is the rows.
    """
    return {
        str(path.relative_to(outputs)): _content(path)
        for path in sorted(outputs.rglob("*"))
        if path.is_file() and ".vvrap" not in path.parts and path.name != "manifest.json"
    }


def _content(path: Path) -> bytes:
    return repr(catalogue_rows(path.parent)).encode() if path.name == "catalogue.sqlite" else path.read_bytes()


@dataclass(slots=True)
class ScriptedExecutor:
    """Works in this process, but loses the documents it is told to, and can be stopped as by Ctrl-C.

    Attributes:
        lost: place of the task to the way it is lost.
        interrupted_at: place of the task at which the person presses Ctrl-C.
    """

    lost: dict[int, Lost]
    interrupted_at: int | None = None
    closed: bool = False

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """The answers, in order."""
        work = SerialExecutor(WORK)
        for place, task in enumerate(tasks):
            if place == self.interrupted_at:
                raise KeyboardInterrupt
            if place in self.lost:
                yield place, self.lost[place]
            else:
                yield place, next(work.run([task]))[1]

    def close(self) -> None:
        """Take down that it was closed."""
        self.closed = True
