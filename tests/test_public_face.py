"""`import vvrap` gives what others need, and loads it when it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import vvrap
from extractors import read_plan
from pipeline.compare import compare_boroughs, compare_years, to_frames, write_comparison
from pipeline.tagging import tag_plan

ROOT = Path(__file__).parents[1]


def run(*words: str) -> str:
    """What Python prints when it is started with these words in the checkout."""
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return ended.stdout


def test_every_name_of_the_face_is_there() -> None:
    assert dir(vvrap) == sorted(vvrap.__all__)
    assert all(getattr(vvrap, name).__doc__ for name in vvrap.__all__)


def test_the_names_are_those_of_the_stages() -> None:
    assert (vvrap.read_plan, vvrap.tag) == (read_plan, tag_plan)
    assert (vvrap.compare_years, vvrap.compare_boroughs) == (compare_years, compare_boroughs)
    assert (vvrap.to_frames, vvrap.write_comparison) == (to_frames, write_comparison)


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'read_plans'"):
        vvrap.read_plans  # noqa: B018 - that it is asked for is the test


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    loaded = run("-c", "import sys, vvrap; print(sorted({'spacy', 'pandas', 'pdfplumber', 'docx'} & set(sys.modules)))")

    assert loaded.strip() == "[]"


def test_the_command_can_be_run_as_a_module() -> None:
    assert run("-m", "vvrap", "--version").startswith("vvrap ")
