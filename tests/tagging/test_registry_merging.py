"""Two entries of the registry made one."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UsageError
from models.reference.boroughs import find_borough
from pipeline.tagging import Tagger
from pipeline.tagging.registry.entry import Entry
from pipeline.tagging.registry.files import read_registry, write_registry_file
from pipeline.tagging.registry.merging import merge_entries
from tagging.plans_to_tag import make_action, make_plan


def entry(entry_id: str, name: str, scope: str, **more: object) -> Entry:
    return Entry.model_validate({"id": entry_id, "label": "service", "name": name, "scope": scope, **more})


def registry_of(folder: Path, **boroughs: list[Entry]) -> Path:
    for slug, entries in boroughs.items():
        write_registry_file(folder / "boroughs" / f"{slug}.csv", entries)
    return folder


def own(folder: Path, slug: str) -> dict[str, Entry]:
    return {row.id: row for row in read_registry(folder).borough_entries(slug)}


def test_the_kept_entry_gets_all_names_in_every_borough(tmp_path: Path) -> None:
    folder = registry_of(
        tmp_path,
        brent=[
            entry("blue-lantern", "Blue Lantern", "brent"),
            entry("blue-lamp", "Blue Lamp Project", "brent", aliases=("BLP",)),
        ],
        camden=[entry("blue-lamp", "Blue Lamp Project", "camden")],
    )

    merged = merge_entries("blue-lantern", "blue-lamp", folder)

    assert own(folder, "brent")["blue-lantern"].aliases == ("Blue Lamp Project", "BLP")
    assert own(folder, "camden")["blue-lantern"].name == "Blue Lamp Project"
    assert not {"blue-lamp"} & {*own(folder, "brent"), *own(folder, "camden")}
    assert merged.names == ("Blue Lamp Project", "BLP")


def test_a_name_of_the_entry_that_went_is_linked_to_the_one_kept(tmp_path: Path) -> None:
    folder = registry_of(
        tmp_path,
        camden=[
            entry("blue-lantern", "Blue Lantern Project", "camden"),
            entry("green-lamp", "Green Lamp Project", "camden"),
        ],
    )
    plan = make_plan(make_action(1, "Referrals go to the Green Lamp Project."), borough=find_borough("camden"))

    merge_entries("blue-lantern", "green-lamp", folder)

    (mention,) = Tagger(folder).tag_plan(plan).actions[0].mentions
    assert (mention.entity_id, mention.canonical) == ("blue-lantern", "Blue Lantern Project")


def test_an_entry_of_the_general_file_can_go_and_its_children_get_the_other_for_a_parent(tmp_path: Path) -> None:
    general = read_registry(tmp_path).general_entries()
    gone = next(
        one
        for one in general
        if one.label == "agency" and any(child.parent_id == one.id for child in general) and one.id != "mps"
    )
    children = {one.id for one in general if one.parent_id == gone.id and one.id != "mps"}

    merge_entries("mps", gone.id, tmp_path)

    after = {one.id: one for one in read_registry(tmp_path).general_entries()}
    assert gone.id not in after
    assert gone.name in after["mps"].names()
    assert {after[child].parent_id for child in children} == {"mps"}
    assert read_registry(tmp_path).faults() == ()


@pytest.mark.parametrize(
    ("kept", "gone", "problem"),
    [
        ("mps", "mps", "Both ids are mps."),
        ("mps", "nobody", "There is no entry nobody in the registry."),
        ("mps", "csp", "mps has the label agency and csp the label panel, so they cannot be the same."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    tmp_path: Path, kept: str, gone: str, problem: str
) -> None:
    with pytest.raises(UsageError) as caught:
        merge_entries(kept, gone, tmp_path)

    assert caught.value.problem == problem
    assert list(tmp_path.iterdir()) == []
