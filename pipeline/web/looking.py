"""Looks through the plans for names while the pages go on, one look at a time."""

from __future__ import annotations

import pickle
import threading
from contextlib import suppress

from models.errors import VvrapError
from pipeline.batch.limits import Limits
from pipeline.batch.pool import CannotStart, Worker
from pipeline.batch.worker import Setup
from pipeline.names.looking import WARM_UP, WORK, Look, Looked
from pipeline.pages.views.names import LookState
from pipeline.quantities import count

LIMITS = Limits(seconds=4 * 3600.0)
"""Of looking through a folder: some seconds a plan, and there may be thousands."""
_STOPPED = "Not all of the plans could be looked through. Try again."


class Looking:
    """Looks through the plans when it is asked to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None
        self._state = LookState()

    @property
    def state(self) -> LookState:
        """What becomes of it."""
        return self._state

    def start(self, look: Look) -> None:
        """Begin, unless it is under way."""
        with self._lock:
            if self._worker is not None:
                return
            self._worker = Worker(Setup(WORK, WARM_UP, LIMITS))  # one for each look: it loads the names as they are now
            self._state = LookState(looking="looking")
            worker = self._worker
        threading.Thread(target=self._look, args=(worker, look), name="vvrap-names", daemon=True).start()

    def _look(self, worker: Worker, look: Look) -> None:
        looked = Looked(problem=_STOPPED)
        try:
            with suppress(CannotStart, VvrapError, ValueError):
                answer = worker.call(pickle.dumps(look))
                if isinstance(answer, bytes):
                    looked = Looked.model_validate_json(answer)
        finally:
            worker.close()
            with self._lock:
                self._worker = None
                self._state = LookState(looking="looked", said=_said(looked), problem=looked.problem)

    def close(self) -> None:
        """Stop what is under way: what is written is whole, and the next look does the rest."""
        with self._lock:
            worker = self._worker
        if worker:
            worker.close()


def _said(looked: Looked) -> str:
    if looked.problem:
        return ""
    changed = f"names changed in {looked.changed}" if looked.changed else "no name changed"
    return f"{count(looked.plans, 'plan')} looked through; {changed}."
