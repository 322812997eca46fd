"""Names are decided once, over all boroughs, and a decision can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.names import BOROUGH, registry_rows, review
from models.errors import UsageError
from pipeline.names import desk
from pipeline.outputs.store import Outputs


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    """An outputs folder with a review of three names of two boroughs."""
    return review(tmp_path / "outputs")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry folder that holds nothing of its own yet."""
    return tmp_path / "registry"


def test_a_name_that_is_decided_is_entered_for_every_borough_it_was_met_in(outputs: Outputs, registry: Path) -> None:
    desk.decide(outputs, registry, "Blue Lantern", "panel")

    found = next(one for one in desk.names(outputs, registry) if one.name == "Blue Lantern")
    assert (found.entered, found.decision, found.label) == (True, "accept", "panel")
    for borough in ("brent", "camden"):
        assert ("blue-lantern", "panel", "Blue Lantern") in registry_rows(registry, borough)


@pytest.mark.parametrize(
    ("choice", "same_as"), [("service", ""), ("agency", ""), ("none", ""), ("same", "csp"), ("same", "Redthread")]
)
def test_a_decision_that_is_taken_back_leaves_the_registry_as_it_was(
    outputs: Outputs, registry: Path, choice: desk.Choice, same_as: str
) -> None:
    before = registry_rows(registry, BOROUGH)
    desk.decide(outputs, registry, "Zebedee House", choice, same_as)
    decided = registry_rows(registry, BOROUGH)

    desk.undo(outputs, registry, "Zebedee House")

    assert decided != before
    assert registry_rows(registry, BOROUGH) == before
    assert not any(one.entered or one.decision for one in desk.names(outputs, registry))


def test_a_name_that_others_are_the_same_as_is_not_taken_back_before_them(outputs: Outputs, registry: Path) -> None:
    desk.decide(outputs, registry, "Blue Lantern", "service")
    desk.decide(outputs, registry, "Blue Lanterns", "same", "Blue Lantern")

    with pytest.raises(UsageError, match="Blue Lanterns"):
        desk.undo(outputs, registry, "Blue Lantern")

    desk.undo(outputs, registry, "Blue Lanterns")
    desk.undo(outputs, registry, "Blue Lantern")
    assert not any(one.entered for one in desk.names(outputs, registry))


def test_only_a_name_that_is_known_in_all_its_boroughs_can_be_what_another_is(outputs: Outputs, registry: Path) -> None:
    with pytest.raises(UsageError, match="No entry is called “Nobody knows it”"):
        desk.decide(outputs, registry, "Blue Lantern", "same", "Nobody knows it")

    assert not (registry / "boroughs").exists()


def test_a_decision_filled_in_by_hand_waits_until_it_is_entered(outputs: Outputs, registry: Path) -> None:
    path = outputs.folder / "review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("by hand,", "by hand,accept"), encoding="utf-8")

    found = next(one for one in desk.names(outputs, registry) if one.name == "Zebedee House")

    assert (found.decision, found.entered) == ("accept", False)
