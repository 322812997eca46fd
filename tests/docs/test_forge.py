"""What a forge runs, and what a container is built from, is in step with the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHECKS = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
NIGHTLY = (ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
VERSION = re.compile(r"3\.\d+")


def stated_versions() -> list[str]:
    """The Pythons that the project says it runs on."""
    lines = [line for line in PROJECT["classifiers"] if line.startswith("Programming Language :: Python :: 3.")]
    return [line.rpartition(" ")[2] for line in lines]


def test_the_matrix_has_every_python_the_project_states_from_the_oldest_on() -> None:
    matrix = re.search(r"python: \[(.*)\]", CHECKS)

    assert matrix is not None
    assert VERSION.findall(matrix[1]) == stated_versions()
    assert PROJECT["requires-python"] == f">={stated_versions()[0]}"


def test_windows_and_linux_are_tried() -> None:
    assert "os: [ubuntu-latest, windows-latest]" in CHECKS


def test_the_forge_runs_the_same_checks_as_everybody() -> None:
    assert "run: .ci/run\n" in CHECKS
    assert "run: .ci/nightly\n" in NIGHTLY
    assert all((ROOT / ".ci" / name).is_file() for name in ("run", "nightly"))


def test_the_forge_may_only_read() -> None:
    assert all("permissions: {contents: read}" in workflow for workflow in (CHECKS, NIGHTLY))


def test_the_container_runs_without_root_and_writes_nowhere_but_to_the_outputs() -> None:
    *_, last = DOCKERFILE.split("FROM ")

    assert all(base.startswith("python:3.13-slim") for base in DOCKERFILE.split("FROM ")[1:])
    assert "USER 10001" in last
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", '"127.0.0.1:8000:8000"'):
        assert line in COMPOSE


def test_the_container_is_built_from_what_the_wheel_needs_and_nothing_else() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}

    needed = {"models", "extractors", "pipeline", "vvrap", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE"}
    assert allowed == needed | {"constraints.txt"}
    assert all((ROOT / name).exists() for name in allowed)
