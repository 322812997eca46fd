"""How spaCy is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLIENTS = ("spacy.cli", "httpx", "requests", "typer", "weasel")


@pytest.mark.parametrize("first", ["", "import spacy.tokens", "import pipeline.tagging.words"])
def test_spacys_commands_are_there_for_those_who_want_them(first: str) -> None:
    assert _run(f"{first}\nimport pipeline.tagging, spacy.cli\nprint(callable(spacy.cli.info))") == ["True"]


def test_the_tagger_loads_neither_spacys_commands_nor_their_clients_for_the_web() -> None:
    names = ", ".join(map(repr, CLIENTS))

    loaded = _run(f"import sys, pipeline.tagging\nprint(*(name for name in ({names}) if name in sys.modules))")

    assert loaded == []


def _run(program: str) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-c", program]
    ended = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True)
    return ended.stdout.split()
