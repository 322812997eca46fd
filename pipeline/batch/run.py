"""A run over many documents."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from models.errors import UsageError
from pipeline.batch.batch_reader import BatchReader
from pipeline.batch.executor import Executor
from pipeline.batch.inputs import Candidate
from pipeline.batch.interruption import Interruptions
from pipeline.batch.outcomes import Options, Outcome, Summary
from pipeline.outputs.folder import WITHOUT_NAMES
from pipeline.outputs.manifest import MANIFEST
from pipeline.outputs.store import Outputs


class Batch:
    """One run. Use it once.

    Attributes:
        summary: what was done; complete when all outcomes have been taken.
    """

    def __init__(
        self,
        outputs: Outputs,
        executor: Executor,
        options: Options | None = None,
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        """Prepare to read into an outputs folder.

        Args:
            outputs: the folder.
            executor: works on the documents with `pipeline.batch.reading.WORK`; it is closed at the end.
            options: how to read.
            waiting: called once if another run is writing to the folder and must finish first.
        """
        self.summary = Summary()
        self._outputs = outputs
        self._executor = executor
        self._options = options or Options()
        self._waiting = waiting

    def outcomes(self, candidates: Sequence[Candidate]) -> Iterator[Outcome]:
        """Read the documents; gives what became of each as soon as its plan is in the outputs folder.

        The CSV files and the manifest are written at the end, also when the run is interrupted: KeyboardInterrupt is
        let in while documents are read, never while something is written.

        Raises `OutputError` when the outputs folder cannot be written; what was written before is whole, and the next
        run takes it from there.
        """
        began = time.monotonic()
        interruptions = Interruptions()
        try:
            with self._outputs.locked(self._waiting):
                self._outputs.files.mend()
                self._keep_apart()
                reader = BatchReader(self._outputs, self._executor, self._options, interruptions.let_in)
                try:
                    with interruptions.held_back():
                        for outcome in reader.read(candidates):
                            self.summary.count(outcome)
                            yield outcome
                except (KeyboardInterrupt, GeneratorExit):
                    self._executor.close()
                    reader.finish(self.summary, finished=False)
                    raise
                reader.finish(self.summary, finished=True)
        finally:
            self._executor.close()
            self.summary.seconds = time.monotonic() - began

    def _keep_apart(self) -> None:
        """See that plans with names and plans without do not come into one folder. Raises `UsageError`."""
        files = self._outputs.files
        place = files.place("").rstrip("/")
        if files.exists(WITHOUT_NAMES) == self._options.redact_names:
            return
        if not self._options.redact_names:
            raise UsageError(
                f"{place} is for plans without names.", "Add --redact-names, or name another folder with --outputs."
            )
        if self._outputs.plan_ids() or files.exists(MANIFEST):
            raise UsageError(
                f"{place} contains plans with names.",
                "Choose a separate folder for plans without names with --outputs.",
            )
        with files.write(WITHOUT_NAMES) as file:
            file.write(b"Names of people are left out of what is in this folder.\n")
