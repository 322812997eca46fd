"""Looks for names in all plans again, as the work of a process of its own: it takes a second a plan."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from models.base import Record
from models.errors import VvrapError
from pipeline.names.desk import gather, use_in_plans
from pipeline.outputs.store import Outputs
from pipeline.registries import RegistryFolder

WORK = "pipeline.names.looking:answer"
WARM_UP = "pipeline.names.looking:warm_up"


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look.

    Attributes:
        outputs: the outputs folder.
        registry: the folder of names; None is the built-in one.
    """

    outputs: Path
    registry: RegistryFolder | None


class Looked(Record):
    """What came of it."""

    plans: int = Field(default=0, ge=0, description="Plans looked through.")
    changed: int = Field(default=0, ge=0, description="Plans in which names changed.")
    waiting: int = Field(default=0, ge=0, description="Names to decide on.")
    problem: str = Field(default="", description="Why it could not be done; else empty.")


def answer(task: bytes) -> bytes:
    """Give the plans the names as they are decided, and gather those that are not."""
    look: Look = pickle.loads(task)  # noqa: S301 - tasks come from the server that started this process
    outputs = Outputs(look.outputs)
    try:
        changed = use_in_plans(outputs, look.registry)
        found = gather(outputs, Path(look.registry.path) if look.registry else None)
    except VvrapError as error:
        return Looked(problem=f"{error.problem} {error.remedy}").model_dump_json().encode()
    return Looked(plans=found.plans, changed=changed, waiting=len(found.rows)).model_dump_json().encode()


def warm_up() -> None:
    """Nothing is loaded before it is known by which names to tag."""
