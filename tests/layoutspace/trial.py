"""Draws the document of a seed, has it read, and scores the reading. The document is of one of two spaces."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

from builders.description import ExpectedAction
from extractors import read_plan
from layoutspace.composed import CannotSetError
from layoutspace.sample import draft
from layoutspace.score import Score, refusal, score, wrong_cells
from models.errors import InputError
from otherhand.sample import draft as other_draft
from pipeline.check import check

Space = Literal["layouts", "other"]


class Truth(Protocol):
    """What must be read of a document."""

    @property
    def actions(self) -> tuple[ExpectedAction, ...]:
        """Its actions."""

    @property
    def themes(self) -> Mapping[int, str]:
        """The titles of its themes by number."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A drawn document that is not yet set. `missing`: what would have to be installed, else empty."""

    seed: int
    kind: str
    values: dict[str, str]
    columns: list[dict[str, object]]
    actions: tuple[ExpectedAction, ...]
    themes: Mapping[int, str]
    missing: str
    render: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one seed. `skipped`: what would have to be installed, else empty; seconds are of the processor."""

    seed: int
    values: dict[str, str]
    score: Score
    actions: int
    skipped: str = ""
    drawing_seconds: float = 0.0
    reading_seconds: float = 0.0


def trial(
    seed: int, fixed: Mapping[str, str] | None = None, keep: Path | None = None, space: Space = "layouts"
) -> Trial:
    """Draws, reads and scores; a document that is not all right goes to the folder `keep` with what is wrong."""
    drawn = subject(seed, fixed, space)
    if drawn.missing:
        return Trial(seed, drawn.values, Score(()), 0, f"{drawn.missing} is not installed")
    began = time.process_time()
    try:
        data = drawn.render()
    except CannotSetError as reason:
        return Trial(seed, drawn.values, Score(()), 0, str(reason))
    read_from = time.process_time()
    result = read(drawn, data)
    done = time.process_time()
    if keep is not None and not result.all_right:
        _keep(drawn, data, result, keep)
    return Trial(seed, drawn.values, result, len(drawn.actions), "", read_from - began, done - read_from)


def subject(seed: int, fixed: Mapping[str, str] | None, space: Space) -> Subject:
    """The document of a seed in a space."""
    if space == "other":
        other = other_draft(seed, fixed)
        columns = [asdict(column) for column in other.columns]
        return Subject(
            seed, other.kind, other.traits, columns, other.actions, other.themes, other.missing(), other.render
        )
    drawn = draft(seed, fixed)
    return Subject(
        seed,
        drawn.kind,
        drawn.choice.values(),
        [asdict(column) for column in drawn.sheet.columns],
        drawn.actions,
        drawn.themes,
        drawn.missing() or "",
        drawn.render,
    )


def read(drawn: Truth, data: bytes) -> Score:
    """The score of the document as it is read today."""
    try:
        plan = check(read_plan(data, "document"))
    except InputError as error:
        return refusal(drawn.actions, drawn.themes, f"{error.code}: {error}")
    return score(plan, drawn.actions, drawn.themes)


def _keep(drawn: Subject, data: bytes, result: Score, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{drawn.seed:06d}-{drawn.values['engine'].replace(' ', '-')}"
    (folder / f"{stem}.{drawn.kind}").write_bytes(data)
    truth = {
        "choice": drawn.values,
        "columns": drawn.columns,
        "themes": [{"number": number, "title": title} for number, title in drawn.themes.items()],
        "actions": [{"ref": action.ref, **asdict(action)} for action in drawn.actions],
    }
    (folder / f"{stem}.truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8")
    wrong = wrong_cells(result)
    opening = [f"{axis}={value}" for axis, value in drawn.values.items()]
    said = f"refused: {result.refused}" if result.refused else f"lost {result.lost}, extra {result.extra}"
    (folder / f"{stem}.wrong.txt").write_text("\n".join([" ".join(opening), said, *wrong]) + "\n", encoding="utf-8")
