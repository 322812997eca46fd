"""Judging mutants in processes of their own, each with limits, for `benchmarks/mutants.py`."""

from __future__ import annotations

import json
import time

from extractors.common.progress import listening
from hostile.originals import originals
from hostile.trial import judge
from pipeline.batch import reading
from pipeline.batch.children import allow_longer

WORK = "hostile.worker:work"
WARM_UP = "hostile.worker:warm_up"
NEVER = 3600.0  # the process has a limit of its own


def warm_up() -> None:
    """Load everything, and read every original."""
    reading.warm_up()
    for original in originals().values():
        if not original.passages:
            raise AssertionError(f"no passage of {original.name} is known, so nothing of it could be missed")


def work(task: bytes) -> bytes:
    """Judge the mutant named in JSON as `[original, seed]`; what became of it, as a JSON object.

    An exception ends the process: the run names the mutant as lost, and the same in one process shows where.
    """
    name, seed = json.loads(task)
    began = time.monotonic()
    with listening(None, allow_longer):  # pages that have to be recognised get more time, as in a run
        verdict = judge(originals()[name], seed, NEVER)
    said = {"outcome": verdict.outcome, "hidden": verdict.hidden, "seconds": time.monotonic() - began}
    return json.dumps(said).encode()
