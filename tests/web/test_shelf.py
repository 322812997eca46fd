"""What the pages keep of an outputs folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import plan, put_plans
from pipeline.outputs.store import Outputs
from pipeline.web import shelf as module
from pipeline.web.kept import Kept
from pipeline.web.shelf import Shelf


def test_a_board_that_was_made_ready_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(Outputs(put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2024))))

    shelf.prepare(shelf.years()).result()
    monkeypatch.delattr(module, "compare_many_boroughs")

    assert shelf.of_year(2024).comparison.plans == ("barnet-2024", "camden-2024")


def test_a_plan_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    shelf = Shelf(Outputs(put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2023))))
    (tmp_path / "plans" / "camden-2024.json").write_text("{", encoding="utf-8")

    shelf.prepare([2024, 2023]).result()

    assert shelf.of_year(2023).comparison.plans == ("barnet-2023",)


def test_only_boards_that_people_open_are_made_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(Outputs(put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2023), plan("Brent", 2022))))
    shelf.of_year(2023)
    made: list[int] = []
    monkeypatch.setattr(shelf, "of_year", made.append)

    shelf.prepare([2022, 2023, 2024]).result()

    assert made == [2023, 2024]


def test_a_value_is_made_anew_for_a_new_stamp_and_takes_the_place_of_the_old_one() -> None:
    kept: Kept[str] = Kept(2)
    kept.get("camden", 1, lambda: "old")
    kept.get("barnet", 1, lambda: "other")

    assert kept.get("camden", 2, lambda: "new") == "new"

    assert kept.get("barnet", 1, lambda: "made again") == "other"
    assert kept.get("camden", 1, lambda: "made again") == "made again"


def test_the_values_used_longest_ago_go_when_there_are_too_many_or_their_files_are_too_large() -> None:
    kept: Kept[str] = Kept(3, most_bytes=100)
    for key, size in (("a", 30), ("b", 30), ("c", 30)):
        kept.get(key, 1, key.upper, size)
    kept.get("a", 1, str, 30)

    kept.get("d", 1, str, 1)
    assert kept.keys() == {"a", "c", "d"}

    kept.get("e", 1, str, 90)
    assert kept.keys() == {"d", "e"}

    kept.get("huge", 1, str, 1000)
    assert kept.keys() == {"huge"}
