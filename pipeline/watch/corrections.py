"""Applies corrections files that people change while a watch runs, once they have stayed the same for a while."""

from __future__ import annotations

from collections.abc import Callable

from models.errors import VvrapError
from pipeline.corrections.ledger import apply_changed, signature
from pipeline.outputs.store import Outputs
from pipeline.registries import RegistryFolder


class CorrectionsWatch:
    """Looks at the corrections files of an outputs folder, again and again."""

    def __init__(
        self, outputs: Outputs, looks: int, tell: Callable[[str], None], registry: RegistryFolder | None = None
    ) -> None:
        """Take files for whole that so many looks in a row have found the same. tell: takes lines for a person."""
        self._outputs = outputs
        self._looks = looks
        self._tell = tell
        self._registry = registry
        self._seen: tuple[tuple[str, str], ...] | None = None
        self._times = 0
        self._applied: tuple[tuple[str, str], ...] | None = None

    def look(self) -> None:
        """Look once; apply what was changed and is whole."""
        now = signature(self._outputs)
        self._times = self._times + 1 if now == self._seen else 1
        self._seen = now
        if self._times < self._looks or now == self._applied:
            return
        if self._applied is None and not now and not self._outputs.files.exists("manifest.json"):
            self._applied = now  # a new outputs folder, in which nothing is to be written before the first plan
            return
        try:
            for plan_id in apply_changed(self._outputs, self._registry, self._waiting):
                self._tell(f"corrections/{plan_id}.csv: applied to {plan_id}.")
        except VvrapError as error:
            self._tell(f"{error.problem} {error.remedy}")
        self._applied = now

    def _waiting(self) -> None:
        self._tell("Another run is writing to the outputs folder; corrections are applied when it ends.")
