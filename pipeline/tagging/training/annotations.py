"""Annotated narratives: read, and laid out as the documents the pipeline takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from pydantic import Field

from models.base import Record
from models.mention import MentionLabel

RICHMOND_FILE = "richmond-2024.jsonl"
OTHERS_FILE = "other-boroughs.jsonl"
SPEAKERS_FILE = "richmond-speakers.jsonl"
TRAIN_FOLDER = "train"
TRAIN_ROUGH_FOLDER = "train-rough"
HELD_OUT_FOLDER = "held-out"
HELD_OUT_LATER_FOLDER = "held-out-later"
HELD_OUT_ROUGH_FOLDER = "held-out-rough"
HELD_OUT_ROUGH_LATER_FOLDER = "held-out-rough-later"
HELD_OUT_NOTES_FOLDER = "held-out-notes"
HELD_OUT_LAST_FOLDER = "held-out-last"
HELD_OUT_LAST_ROUGH_FOLDER = "held-out-last-rough"
HELD_OUT_FRESH_FOLDER = "held-out-fresh"
HELD_OUT_FRESH_ROUGH_FOLDER = "held-out-fresh-rough"


class AnnotatedSpan(Record):
    """A name that a person marked."""

    start: int
    end: int
    text: str
    label: MentionLabel
    canonical: str


class AnnotatedSpeaker(Record):
    """A stretch that a person gave to a speaker, label included."""

    start: int
    end: int
    text: str
    canonical: str


class Narrative(Record):
    """One action's narrative with what people marked in it."""

    id: str
    borough: str
    document: str
    text: str
    spans: tuple[AnnotatedSpan, ...]
    speakers: tuple[AnnotatedSpeaker, ...] | None = Field(
        default=None, description="Null when speakers were not annotated."
    )
    lead_organisations: tuple[str, ...] = ()


def annotations_folder() -> Path:
    """Where the annotations lie."""
    return Path(str(resources.files("pipeline.tagging") / "annotations"))


def read_narratives(path: Path) -> Iterator[Narrative]:
    """Narratives of a file. Raises ValueError when a span does not hold the text it claims to."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        data = json.loads(line)
        spans = [
            {
                "start": span["start"],
                "end": span["end"],
                "text": span["text"],
                "label": span["label"],
                "canonical": span.get("canonical") or span.get("entity") or span["text"],
            }
            for span in data["spans"]
        ]
        narrative = Narrative.model_validate(
            {name: data[name] for name in Narrative.model_fields if name in data and name != "spans"} | {"spans": spans}
        )
        marks: tuple[AnnotatedSpan | AnnotatedSpeaker, ...] = (*narrative.spans, *(narrative.speakers or ()))
        for marked in marks:
            if narrative.text[marked.start : marked.end] != marked.text:
                raise ValueError(
                    f"{path.name}, line {number}: offsets {marked.start} to {marked.end} do not hold their text"
                )
        yield narrative


def read_marks(path: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """(id, spans with labels) of every narrative of a file, text or no text."""
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        yield data["id"], [(span["start"], span["end"], span["label"]) for span in data["spans"]]


def richmond() -> tuple[Narrative, ...]:
    """The Richmond plan of January 2024, with its speakers where they are annotated."""
    folder = annotations_folder()
    narratives = read_narratives(folder / RICHMOND_FILE)
    speakers_path = folder / SPEAKERS_FILE
    if not speakers_path.exists():
        return tuple(narratives)
    speakers = {}
    for line in speakers_path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        speakers[data["id"]] = tuple(AnnotatedSpeaker.model_validate(item) for item in data["speakers"])
    return tuple(n.model_copy(update={"speakers": speakers.get(n.id)}) for n in narratives)


def others() -> tuple[Narrative, ...]:
    """Twenty narratives of other boroughs."""
    return tuple(read_narratives(annotations_folder() / OTHERS_FILE))


def synthetic(folder: str) -> tuple[Narrative, ...]:
    """Synthetic narratives of a folder: those to learn from (`TRAIN_…`) or set aside (`HELD_OUT_…`)."""
    paths = sorted((annotations_folder() / folder).glob("*.jsonl"))
    return tuple(narrative for path in paths for narrative in read_narratives(path))


def by_document(narratives: Iterable[Narrative]) -> dict[str, tuple[Narrative, ...]]:
    """Narratives of one plan together, in order."""
    groups: dict[str, list[Narrative]] = {}
    for narrative in narratives:
        groups.setdefault(narrative.document, []).append(narrative)
    return {document: tuple(group) for document, group in groups.items()}
