"""The command that serves the pages, before anything is served."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from pipeline.cli.app import run
from pipeline.cli.serve import PACKAGES


@pytest.mark.parametrize("lacking", ["uvicorn", "python_multipart", "starlette.applications"])
def test_without_the_packages_it_says_exactly_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lacking: str
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    for module in ("pipeline.web.app", "pipeline.web.running"):
        monkeypatch.delitem(sys.modules, module, raising=False)

    code = run(["serve", "--outputs", str(tmp_path)])

    said = capsys.readouterr().err
    assert code == 2
    assert f"{sys.executable} -m pip install {' '.join(PACKAGES)}" in said
    assert lacking.partition(".")[0] in said


def test_the_packages_named_are_those_of_the_extra() -> None:
    root = Path(__file__).parents[2]
    extra = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

    assert [one.partition(">=")[0] for one in extra["web"]] == list(PACKAGES)
