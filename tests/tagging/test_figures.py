"""The figures: true to what lies in the repository, told on their page, and not below what was promised."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.tagging.report import (
    HELD_OUT,
    HELD_OUT_FRESH,
    HELD_OUT_FRESH_ROUGH,
    HELD_OUT_LAST,
    HELD_OUT_LAST_OWN,
    HELD_OUT_LAST_ROUGH,
    HELD_OUT_LAST_ROUGH_OWN,
    HELD_OUT_LATER,
    HELD_OUT_NOTES,
    HELD_OUT_ROUGH,
    HELD_OUT_ROUGH_LATER,
    PAGE,
    RICHMOND_GENERAL,
    RICHMOND_OWN,
    UNSEEN,
    UNSEEN_LAST,
    UNSEEN_LAST_ROUGH,
    UNSEEN_ROUGH,
    errors,
    saved_figures,
)
from pipeline.tagging.sequence_model import SequenceModel
from pipeline.tagging.shipped import FOLDER, MANIFEST_FILE, shipped_models
from pipeline.tagging.state import LABELS, Evidence
from pipeline.tagging.train import PACKAGE, inputs
from pipeline.tagging.training import fitting
from pipeline.tagging.training.annotations import TRAIN_FOLDER, Narrative, read_marks, richmond, synthetic
from pipeline.tagging.training.figures import Figures, SetFigures, render
from pipeline.tagging.training.material import held_out, learned_from
from pipeline.tagging.training.measuring import Item, Outcome, level_scores, seen_by_someone
from pipeline.tagging.training.scoring import Score, relaxed, strict
from pipeline.tagging.training.sequence import Example

LARGEST_MODELS = 3_000_000  # bytes


def figures() -> Figures:
    kept = saved_figures()
    assert kept is not None
    return kept


def of(name: str) -> SetFigures:
    return next(one for one in figures().sets if one.name == name)


def test_the_models_and_the_figures_were_made_from_what_lies_in_the_repository() -> None:
    manifest = (PACKAGE / FOLDER / MANIFEST_FILE).read_text(encoding="utf-8")

    assert figures().made_from == inputs()
    assert all(digest in manifest for digest in inputs().values())


def test_the_page_tells_the_figures() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(figures())


# A bit under what was measured, and never under what was aimed at.
@pytest.mark.parametrize(
    ("name", "label", "least"),
    [
        (RICHMOND_OWN, "all", 0.97),
        (RICHMOND_GENERAL, "all", 0.93),
        (UNSEEN, "all", 0.90),
        (UNSEEN, "agency", 0.915),
        (UNSEEN, "panel", 0.94),
        (UNSEEN, "service", 0.85),
        (HELD_OUT, "all", 0.865),
        (HELD_OUT, "agency", 0.91),
        (HELD_OUT, "panel", 0.94),
        (HELD_OUT, "service", 0.74),
        (HELD_OUT_LATER, "all", 0.905),
        (HELD_OUT_LATER, "agency", 0.90),
        (HELD_OUT_LATER, "panel", 0.935),
        (HELD_OUT_LATER, "service", 0.88),
        (UNSEEN_ROUGH, "all", 0.76),
        (HELD_OUT_ROUGH, "all", 0.83),
        (HELD_OUT_ROUGH_LATER, "all", 0.69),
        (HELD_OUT_NOTES, "all", 0.73),
        (HELD_OUT_LAST, "all", 0.845),
        (HELD_OUT_LAST_OWN, "all", 0.93),
        (HELD_OUT_LAST_ROUGH, "all", 0.75),
        (HELD_OUT_LAST_ROUGH_OWN, "all", 0.81),
        (HELD_OUT_FRESH, "all", 0.84),
        (HELD_OUT_FRESH_ROUGH, "all", 0.67),
        (UNSEEN_LAST, "all", 0.78),
        (UNSEEN_LAST_ROUGH, "all", 0.63),
    ],
)
def test_names_are_found_as_well_as_they_were(name: str, label: str, least: float) -> None:
    assert of(name).strict[label].score.f1 >= least


@pytest.mark.parametrize(
    ("name", "least"), [(UNSEEN, 0.915), (HELD_OUT, 0.885), (HELD_OUT_LATER, 0.92), (RICHMOND_OWN, 0.97)]
)
def test_names_are_near_right_as_often_as_they_were(name: str, least: float) -> None:
    assert of(name).relaxed["all"].score.f1 >= least


@pytest.mark.parametrize(
    ("name", "least"),
    [(UNSEEN, 0.98), (HELD_OUT, 0.985), (HELD_OUT_LATER, 0.985), (HELD_OUT_LAST, 0.97), (RICHMOND_OWN, 0.98)],
)
def test_high_is_right_97_times_in_100_at_least_and_covers_59_in_100(name: str, least: float) -> None:
    high = of(name).levels["high"].score

    assert high.precision >= least
    assert high.recall >= 0.59


def test_high_is_right_99_times_in_100_over_all_boroughs() -> None:
    high = of(UNSEEN).levels["high"].score

    assert high.precision >= 0.99
    assert high.recall >= 0.68


def test_a_hundredth_of_the_links_at_most_go_elsewhere() -> None:
    worst = min(one.links.score.precision for one in figures().sets)

    assert worst >= 0.99


def test_levels_are_worth_less_from_high_to_review() -> None:
    levels = of(UNSEEN).levels

    worth = [levels[level].score.precision for level in ("high", "medium", "review")]

    assert worth == sorted(worth, reverse=True)


@pytest.mark.parametrize("name", [UNSEEN, HELD_OUT, HELD_OUT_LATER, RICHMOND_OWN])
def test_nineteen_names_in_twenty_are_tagged_or_shown(name: str) -> None:
    assert of(name).shown.score.recall >= 0.95


def test_speakers_are_found_as_well_as_they_were() -> None:
    assert of(RICHMOND_OWN).speakers.score.f1 >= 0.97
    assert of(UNSEEN).speakers.score.f1 >= 0.87


def test_the_models_are_small() -> None:
    assert figures().bytes_shipped < LARGEST_MODELS


def test_nothing_set_aside_is_learned_from() -> None:
    aside = {narrative.borough for narrative in held_out()}

    learned = {narrative.borough for narrative in learned_from()}

    assert len(aside) >= 3
    assert {part for borough in learned for part in borough.split("/")} & aside == set()


def test_there_are_enough_narratives_of_enough_boroughs() -> None:
    synthetic = [n for n in (*learned_from(), *held_out()) if n.document.startswith("synthetic")]

    assert len(synthetic) >= 255
    assert len({narrative.borough for narrative in synthetic}) >= 30
    assert len(held_out()) / len(synthetic) >= 0.2


def test_marks_are_names_of_the_three_kinds() -> None:
    marks = [
        label
        for path in sorted((PACKAGE / "annotations").glob("*/*.jsonl"))
        for _, spans in read_marks(path)
        for _, _, label in spans
    ]

    assert set(marks) == set(LABELS)


OUTCOME = Outcome(
    narrative=Narrative.model_validate(
        {
            "id": "1",
            "borough": "Brent",
            "document": "d",
            "text": "MPS and Redthread attend.",
            "spans": [
                {"start": 0, "end": 3, "text": "MPS", "label": "agency", "canonical": "mps"},
                {"start": 8, "end": 17, "text": "Redthread", "label": "service", "canonical": "redthread"},
            ],
        }
    ),
    tagged=(
        Item((0, 3, "agency"), "MPS", "high", 0.99, "registry+model", "mps"),
        Item((18, 24, "panel"), "attend", "review", 0.5, "model", None),
    ),
    queued=(Item((8, 17, "agency"), "Redthread", "review", 0.2, "model", None),),
    speakers=(),
)


def test_errors_are_listed_with_what_led_to_them() -> None:
    assert errors([OUTCOME]) == ["extra   1 panel “attend” review, model", "missed  1 service “Redthread”"]


def test_a_level_is_scored_against_all_that_is_annotated() -> None:
    levels = level_scores([OUTCOME])

    assert levels["high"] == Score(1, 1, 2)
    assert levels["review"] == Score(0, 1, 2)


def test_a_queued_span_counts_as_shown_whatever_its_label() -> None:
    assert seen_by_someone([OUTCOME]) == Score(2, 1, 2)


def test_relaxed_counts_an_annotated_name_once() -> None:
    ours = [(0, 3, "agency"), (4, 9, "agency")]

    assert relaxed(ours, [(0, 9, "agency")]) == Score(1, 2, 1)
    assert strict(ours, [(0, 9, "agency")]) == Score(0, 2, 1)


def test_the_models_of_a_group_do_not_learn_from_what_those_of_another_found(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[Evidence] = []

    def fit_nothing(examples: Sequence[Example]) -> SequenceModel:
        met.extend(candidate.evidence for example in examples for candidate in example.state.candidates)
        return shipped_models().sequence

    monkeypatch.setattr(fitting, "fit_sequence_model", fit_nothing)
    fitting.fit_crosswise((*synthetic(TRAIN_FOLDER)[:12], *richmond()[:2]))

    assert Evidence.REGISTRY in met
    assert Evidence.MODEL not in met
