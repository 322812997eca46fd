"""The one place where a watch hands documents to the rest of the tool and takes back what became of them."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import InputError
from models.plan import Plan
from pipeline.catalogue.build import write_catalogue
from pipeline.catalogue.opening import is_fresh, plan_files
from pipeline.run import Failed, bytes_of, default_stages, extract
from pipeline.store import Outputs


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a document: the plan it gave, or what is wrong and what to do."""

    path: Path
    sha256: str | None
    plan: Plan | None = None
    code: str = ""
    problem: str = ""
    remedy: str = ""


def read_documents(paths: Sequence[Path], outputs: Outputs) -> Generator[Reading]:
    """Read documents as `vvrap extract` does, each one's records in the outputs folder when its reading is given.

    The tables and the catalogue are written when all are read. Raises `OutputError` when the outputs folder cannot be
    written; what was given before is in place.
    """
    with outputs.locked():
        for outcome in extract(paths, default_stages()):
            if isinstance(outcome, Failed):
                sha256 = _sha256(outcome.path)
                yield Reading(outcome.path, sha256, None, outcome.code, outcome.problem, outcome.remedy)
            else:
                outputs.write_plan(outcome.plan)
                yield Reading(outcome.path, outcome.plan.source.sha256, outcome.plan)
        outputs.write_tables()
        write_catalogue(outputs)


def catch_up(outputs: Outputs) -> None:
    """Write the tables and the catalogue if a run that was stopped left them behind the plans. Raises `OutputError`."""
    if not plan_files(outputs.folder) or is_fresh(outputs.folder):
        return
    with outputs.locked():
        outputs.files.mend()
        outputs.write_tables()
        write_catalogue(outputs)


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(bytes_of(path)).hexdigest()
    except InputError:
        return None
