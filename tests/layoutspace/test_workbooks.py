"""What is read right today of fixed workbooks stays so."""

from __future__ import annotations

import pytest

from layoutspace.trial import trial

SEEDS = (2, 3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("colours", ["own", "theme", "rules"])
@pytest.mark.parametrize("shape", ["table", "banners"])
def test_a_workbook_is_read_whole(shape: str, colours: str, seed: int) -> None:
    fixed = {"engine": "xlsx", "shape": shape, "colours": colours, "rag": "fill", "names": "common", "size": "few"}

    done = trial(seed, fixed)

    assert [cell for cell in done.score.cells if cell.verdict != "exact"] == []
