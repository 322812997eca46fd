"""What the pages keep of an outputs folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.records import plan, put_plans
from pipeline.outputs.store import Outputs
from pipeline.web import shelf as module
from pipeline.web.shelf import Shelf


def test_a_board_that_was_made_ready_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(Outputs(put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2024))))

    shelf.prepare(shelf.years()).join()
    monkeypatch.delattr(module, "compare_many_boroughs")

    assert shelf.of_year(2024).comparison.plans == ("barnet-2024", "camden-2024")


def test_a_plan_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    shelf = Shelf(Outputs(put_plans(tmp_path, plan("Camden", 2024), plan("Barnet", 2023))))
    (tmp_path / "plans" / "camden-2024.json").write_text("{", encoding="utf-8")

    shelf.prepare([2024, 2023]).join()

    assert shelf.of_year(2023).comparison.plans == ("barnet-2023",)
