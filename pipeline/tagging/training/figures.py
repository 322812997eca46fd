"""The figures: what was measured, kept as JSON beside the models, and told in docs/tagging-figures.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import Field

from models.base import Record
from pipeline.tagging.confidence import HIGH, MEDIUM
from pipeline.tagging.training.annotations import (
    HELD_OUT_FOLDER,
    HELD_OUT_FRESH_FOLDER,
    HELD_OUT_FRESH_ROUGH_FOLDER,
    HELD_OUT_LAST_FOLDER,
    HELD_OUT_LAST_ROUGH_FOLDER,
    HELD_OUT_LATER_FOLDER,
    HELD_OUT_NOTES_FOLDER,
    HELD_OUT_ROUGH_FOLDER,
    HELD_OUT_ROUGH_LATER_FOLDER,
    TRAIN_FOLDER,
    TRAIN_ROUGH_FOLDER,
    annotations_folder,
    read_marks,
)
from pipeline.tagging.training.measuring import (
    Outcome,
    level_scores,
    link_scores,
    scores,
    seen_by_someone,
    speaker_scores,
)
from pipeline.tagging.training.scoring import NOTHING, Score, strict

FIGURES_FILE = "figures.json"
_FOLDERS = (
    TRAIN_FOLDER,
    TRAIN_ROUGH_FOLDER,
    HELD_OUT_FOLDER,
    HELD_OUT_LATER_FOLDER,
    HELD_OUT_ROUGH_FOLDER,
    HELD_OUT_ROUGH_LATER_FOLDER,
    HELD_OUT_NOTES_FOLDER,
    HELD_OUT_LAST_FOLDER,
    HELD_OUT_LAST_ROUGH_FOLDER,
    HELD_OUT_FRESH_FOLDER,
    HELD_OUT_FRESH_ROUGH_FOLDER,
)
AGREEMENT_FILE = Path("agreement") / "second-annotator.jsonl"
REREADING_FILE = Path("agreement") / "second-reading.jsonl"
_RARE = 5
"""Combinations of evidence met less often are told together."""


class Measured(Record):
    """Counts of one kind."""

    right: int
    tagged: int
    annotated: int

    @property
    def score(self) -> Score:
        """With precision, recall and F1."""
        return Score(self.right, self.tagged, self.annotated)


class SetFigures(Record):
    """One set of narratives."""

    name: str
    narratives: int
    strict: dict[str, Measured]
    relaxed: dict[str, Measured]
    levels: dict[str, Measured]
    shown: Measured = Field(description="Annotated names tagged or queued; `tagged` is the length of the queue.")
    speakers: Measured
    links: Measured = Field(
        description="Links to the entry the annotated body is; `tagged` counts links whose body the registry knows."
    )


class EvidenceFigures(Record):
    """What a combination of evidence was worth at a level."""

    level: str
    evidence: str
    names: int
    right: int


class Figures(Record):
    """Everything measured."""

    sets: tuple[SetFigures, ...]
    evidence: tuple[EvidenceFigures, ...]
    agreement: Measured
    agreement_narratives: int
    rereading: Measured
    rereading_narratives: int
    ablation: dict[str, dict[str, float]] = Field(description="Left-out step to strict F1 on each set.")
    bytes_shipped: int
    made_from: dict[str, str] = Field(description="SHA-256 of the annotations and registry behind the figures.")


def measured(score: Score) -> Measured:
    """Counts as a record."""
    return Measured(right=score.right, tagged=score.tagged, annotated=score.annotated)


def set_figures(name: str, found: Sequence[Outcome], *, use_boroughs: bool = False) -> SetFigures:
    """Figures of one set, tagged with the boroughs' own registries or without."""
    table = scores(found)
    return SetFigures(
        name=name,
        narratives=len(found),
        strict={label: measured(pair[0]) for label, pair in table.items()},
        relaxed={label: measured(pair[1]) for label, pair in table.items()},
        levels={level: measured(score) for level, score in level_scores(found).items()},
        shown=measured(seen_by_someone(found)),
        speakers=measured(speaker_scores(found)),
        links=measured(link_scores(found, use_boroughs=use_boroughs)),
    )


def evidence_figures(found: Iterable[Outcome]) -> tuple[EvidenceFigures, ...]:
    """For each level the combinations of evidence, the most frequent first."""
    names: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for outcome in found:
        gold = set(outcome.gold())
        for item in outcome.tagged:
            names[item.level, item.method] += 1
            right[item.level, item.method] += item.span in gold
    result = []
    for level in ("high", "medium", "review"):
        here = {method: count for (other, method), count in names.items() if other == level}
        common = sorted(((n, m) for m, n in here.items() if n >= _RARE), key=lambda pair: (-pair[0], pair[1]))
        result += [EvidenceFigures(level=level, evidence=m, names=n, right=right[level, m]) for n, m in common]
        rest = [m for m, n in here.items() if n < _RARE]
        total = sum(here[m] for m in rest)
        if total:
            result.append(
                EvidenceFigures(level=level, evidence="others", names=total, right=sum(right[level, m] for m in rest))
            )
    return tuple(result)


def agreement(readings: Path = AGREEMENT_FILE) -> tuple[Score, int]:
    """Strict agreement of a file of second readings with the first ones, and over how many narratives.

    `AGREEMENT_FILE` is another annotator's, `REREADING_FILE` the same annotator's, some time after.
    """
    folder = annotations_folder()
    first = {
        key: spans
        for name in _FOLDERS
        for path in sorted((folder / name).glob("*.jsonl"))
        for key, spans in read_marks(path)
    }
    total, count = NOTHING, 0
    for key, spans in read_marks(folder / readings):
        total += strict(spans, first[key])
        count += 1
    return total, count


def render(figures: Figures) -> str:
    """The page docs/tagging-figures.md."""
    lines = [
        "# Tagging: the figures",
        "",
        "Made by `python -m pipeline.tagging.report --write`; a test fails if this page no longer matches the models.",
        "How the figures were measured and how far to trust them: [tagging.md](tagging.md).",
        "",
        "## Found",
        "",
        "Strict: same span and same label. Relaxed: overlap and same label. P precision, R recall.",
        "",
        "| set | label | annotated | strict P | R | F1 | relaxed F1 |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in figures.sets:
        for label in ("all", "agency", "panel", "service"):
            exact, near = one.strict[label].score, one.relaxed[label].score
            title = f"{one.name} ({one.narratives} narratives)" if label == "all" else ""
            numbers = f"{_share(exact.precision)} | {_share(exact.recall)} | {_share(exact.f1)} | {_share(near.f1)}"
            lines.append(f"| {title} | {label} | {exact.annotated} | {numbers} |")
    lines += _confidence_lines(figures)
    lines += _other_lines(figures)
    return "\n".join(lines) + "\n"


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.000"


def _confidence_lines(figures: Figures) -> list[str]:
    lines = [
        "",
        "## What a level of confidence is worth",
        "",
        f"high: probability {HIGH} or more and two kinds of evidence agree; medium: from {MEDIUM}; review: the rest.",
        "Right: share of the names at that level that are right. Covers: share of all annotated names.",
        "",
        "| set | high right | covers | medium right | covers | review right | covers |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in figures.sets:
        cells = [
            f"{_share(one.levels[level].score.precision)} | {_share(one.levels[level].score.recall)}"
            for level in one.levels
        ]
        lines.append(f"| {one.name} | {' | '.join(cells)} |")
    lines += [
        "",
        "By kind of evidence, for the boroughs used in cross-validation:",
        "",
        "| level | evidence | names | right |",
        "| --- | --- | ---: | ---: |",
    ]
    lines += [
        f"| {one.level} | {one.evidence.replace('+', ' + ')} | {one.names} | {_share(one.right / one.names)} |"
        for one in figures.evidence
    ]
    return lines


def _other_lines(figures: Figures) -> list[str]:
    agreed = figures.agreement.score
    agreed_line = (
        f"On {figures.agreement_narratives} narratives that were annotated twice, the second time blind: strict F1 "
        f"{_share(agreed.f1)} ({agreed.right} names the same, of {agreed.annotated} and {agreed.tagged})."
    )
    again = figures.rereading.score
    again_line = (
        f"On {figures.rereading_narratives} other narratives, annotated again later from the bare text, most likely by "
        f"the same person: strict F1 {_share(again.f1)} ({again.right} names the same, of {again.annotated} and "
        f"{again.tagged}). This shows how consistent one person is, not how well two people agree."
    )
    lines = [
        "",
        "## Names tagged or waiting for review, speakers, and links",
        "",
        "Shown: share of annotated names that were tagged, or put in the queue for review, with exactly the same span.",
        "Speakers: F1 of blocks with the same start and end. Linked right: share of the links of correct names that go",
        "to the right registry entry or to the one it belongs under. Only names in the registry are counted.",
        "",
        "| set | shown | names in queue | speakers F1 | blocks | linked right | links counted |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in figures.sets:
        speakers = one.speakers.score
        told = _share(speakers.f1) if speakers.annotated else "not annotated"
        lines.append(
            f"| {one.name} | {_share(one.shown.score.recall)} | {one.shown.tagged} | {told} | {speakers.annotated} "
            f"| {_share(one.links.score.precision)} | {one.links.tagged} |"
        )
    lines += [
        "",
        "## Agreement of two annotators",
        "",
        agreed_line,
        "",
        again_line,
        "",
        "## What each step adds",
        "",
        "Strict F1 when the step is left out of the pipeline; the models stay as they were fitted with it.",
        "",
        *_ablation_lines(figures.ablation),
        "",
        "## Size",
        "",
        f"Models in the package: {figures.bytes_shipped / 1000:.0f} kB.",
    ]
    return lines


def _ablation_lines(ablation: Mapping[str, Mapping[str, float]]) -> list[str]:
    names = list(next(iter(ablation.values()), {}))
    lines = [f"| without | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    return lines + [
        f"| {step} | {' | '.join(_share(values[name]) for name in names)} |" for step, values in ablation.items()
    ]
