"""Draws the document of a seed, has it read, and scores the reading."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from extractors import read_plan
from layoutspace.axes import Choice
from layoutspace.composed import CannotSetError
from layoutspace.sample import Draft, draft
from layoutspace.score import Score, refusal, score
from models.errors import InputError
from pipeline.check import check


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one seed. `skipped`: what would have to be installed, else empty; seconds are of the processor."""

    seed: int
    choice: Choice
    score: Score
    actions: int
    skipped: str = ""
    drawing_seconds: float = 0.0
    reading_seconds: float = 0.0


def trial(seed: int, fixed: Mapping[str, str] | None = None, keep: Path | None = None) -> Trial:
    """Draws, reads and scores; a document that is not all right goes to the folder `keep` with what is wrong."""
    drawn = draft(seed, fixed)
    missing = drawn.missing()
    if missing:
        return Trial(seed, drawn.choice, Score(()), 0, f"{missing} is not installed")
    began = time.process_time()
    try:
        data = drawn.render()
    except CannotSetError as reason:
        return Trial(seed, drawn.choice, Score(()), 0, str(reason))
    read_from = time.process_time()
    result = read(drawn, data)
    done = time.process_time()
    if keep is not None and not result.all_right:
        _keep(drawn, data, result, keep)
    return Trial(seed, drawn.choice, result, len(drawn.actions), "", read_from - began, done - read_from)


def read(drawn: Draft, data: bytes) -> Score:
    """The score of the document as it is read today."""
    try:
        plan = check(read_plan(data, "document"))
    except InputError as error:
        return refusal(drawn.actions, drawn.themes, f"{error.code}: {error}")
    return score(plan, drawn.actions, drawn.themes)


def _keep(drawn: Draft, data: bytes, result: Score, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{drawn.seed:06d}-{drawn.choice.engine}"
    (folder / f"{stem}.{drawn.kind}").write_bytes(data)
    truth = {
        "choice": drawn.choice.values(),
        "columns": [asdict(column) for column in drawn.sheet.columns],
        "themes": [{"number": number, "title": title} for number, title in drawn.themes.items()],
        "actions": [{"ref": action.ref, **asdict(action)} for action in drawn.actions],
    }
    (folder / f"{stem}.truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False), encoding="utf-8")
    wrong = [
        f"{cell.ref} {cell.field} {cell.verdict}\n  got    {cell.got}\n  wanted {cell.wanted}"
        for cell in result.cells
        if cell.verdict != "exact"
    ]
    opening = [f"{axis}={value}" for axis, value in drawn.choice.values().items()]
    said = f"refused: {result.refused}" if result.refused else f"lost {result.lost}, extra {result.extra}"
    (folder / f"{stem}.wrong.txt").write_text("\n".join([" ".join(opening), said, *wrong]) + "\n", encoding="utf-8")
