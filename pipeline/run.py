"""The main job: documents in, plans out, one document's fault never another's."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors import read_plan
from models.catalogue import finding
from models.errors import InputError
from models.plan import Borough, Plan
from models.reference.boroughs import slug
from pipeline.batch.inputs import bytes_of
from pipeline.stages import Stage, default_stages

log = logging.getLogger(__name__)

__all__ = ["Failed", "Read", "Stage", "bytes_of", "default_stages", "extract"]


@dataclass(frozen=True, slots=True)
class Read:
    """A document that became a plan."""

    path: Path
    plan: Plan


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that did not: what is wrong, and what to do."""

    path: Path
    code: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem} {self.remedy}"


def extract(
    paths: Sequence[Path], stages: Sequence[Stage], *, borough: Borough | None = None, year: int | None = None
) -> Iterator[Read | Failed]:
    """Read each document and run its plan through the stages. What one document does wrong stays with it."""
    taken: dict[str, str] = {}
    for path in paths:
        try:
            outcome: Read | Failed = Read(path, _extract_one(path, stages, borough=borough, year=year))
        except InputError as error:
            outcome = Failed(path, error.code, error.problem, error.remedy)
        except Exception as error:
            log.debug("%s: unexpected fault", path, exc_info=error)
            outcome = Failed(
                path,
                "fault",
                f"A fault of this tool ({type(error).__name__}) stopped the reading.",
                "Report it with the document's layout; the other documents are not affected.",
            )
        if isinstance(outcome, Read):
            outcome = Read(path, _with_own_id(outcome.plan, taken))
        yield outcome


def _extract_one(path: Path, stages: Sequence[Stage], *, borough: Borough | None, year: int | None) -> Plan:
    plan = read_plan(bytes_of(path), path.name, borough=borough, year=year)
    for stage in stages:
        plan = stage(plan)
    return plan


def _with_own_id(plan: Plan, taken: dict[str, str]) -> Plan:
    """The plan under an id of its own, when another document of the run has its borough and year.

    Neither is thrown away, and neither is taken for the newer one: nothing in the documents says which is.
    """
    first = taken.setdefault(plan.plan_id, plan.source.sha256)
    if first == plan.source.sha256:
        return plan
    own = f"{plan.plan_id}-{slug(plan.source.filename)}"
    while taken.setdefault(own, plan.source.sha256) != plan.source.sha256:
        own += "-again"
    doubt = finding("same-plan-twice", filename=plan.source.filename, plan_id=own)
    return plan.model_copy(update={"plan_id": own, "findings": (doubt, *plan.findings)})
