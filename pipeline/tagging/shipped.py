"""The trained models that ship with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

from models.errors import ReferenceDataError
from pipeline.tagging.logistic import LogisticModel
from pipeline.tagging.sequence_model import SequenceModel

FOLDER = "model"
SEQUENCE_FILE = "names.npz"
LOGISTIC_FILE = "judges.json"
MANIFEST_FILE = "made-from.json"


class Shipped(NamedTuple):
    """The sequence model, and the two logistic ones: of speaker labels, and of candidates."""

    sequence: SequenceModel
    speakers: LogisticModel
    candidates: LogisticModel


SHIPPED = "shipped"
_named: dict[str, Shipped] = {}


def name_models(name: str, models: Shipped) -> None:
    """Make models known under a name, for pipelines that are measured with others than those that ship."""
    _named[name] = models


def models_named(name: str) -> Shipped:
    """The models of that name; `SHIPPED` are those of the package."""
    return shipped_models() if name == SHIPPED else _named[name]


@cache
def shipped_models() -> Shipped:
    """Read the models, once. Raises `ReferenceDataError` when they are missing or damaged."""
    folder = resources.files("pipeline.tagging") / FOLDER
    try:
        judges = json.loads((folder / LOGISTIC_FILE).read_text(encoding="utf-8"))
        return Shipped(
            SequenceModel.from_bytes((folder / SEQUENCE_FILE).read_bytes()),
            LogisticModel.model_validate(judges["speakers"]),
            LogisticModel.model_validate(judges["candidates"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise ReferenceDataError(
            f"The tagger's models cannot be read: {error}.",
            "Install vvrap again.",
        ) from error
