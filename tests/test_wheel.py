"""What is installed is one package, `vvrap`: it neither hides the `models` of somebody else nor is hidden by it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hatch_build import FOLDERS, FOR_DEVELOPERS, moved

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "hackney-2024.docx"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel is unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def extracted(site: Path, beside: Path, outputs: Path) -> dict[str, bytes]:
    """The outputs of the sample, read with the code of `site` in a folder with modules of somebody else."""
    for name in FOLDERS if site != ROOT else ():
        (beside / f"{name}.py").write_text("raise SystemExit('somebody else was imported')\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "vvrap", "extract", SAMPLE, "--outputs", outputs],
        cwd=beside, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(site)},
    )  # fmt: skip
    files = (path for path in sorted(outputs.rglob("*")) if path.suffix in {".json", ".csv"})
    return {
        path.name: path.read_bytes() for path in files if ".vvrap" not in path.parts and path.name != "manifest.json"
    }


def test_the_wheel_holds_one_package(installed: Path) -> None:
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"vvrap"}


def test_no_module_of_the_wheel_imports_by_a_name_of_the_house(installed: Path) -> None:
    left = [f"{path.name} imports {name}" for path in installed.rglob("*.py") for name in _named(path)]

    assert [one for one in left if one.rpartition(" ")[2].partition(".")[0] in FOLDERS] == []


def _named(path: Path) -> Iterator[str]:
    """What a module imports, also in code that stands in strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (part for part in node.value.split() if part.isidentifier() and f"from {part}." in node.value)
            yield from [node.value] if "." in node.value and all(map(str.isidentifier, node.value.split("."))) else []


def test_every_file_comes_along_but_those_for_developers(installed: Path) -> None:
    ours = {
        path.relative_to(ROOT)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    left_out = {path for path in ours if not (installed / "vvrap" / path).is_file()}

    assert {path for path in ours if any(path.is_relative_to(name) for name in FOR_DEVELOPERS)} == left_out
    assert left_out


def test_a_plan_is_read_alike_beside_modules_of_the_same_names(installed: Path, tmp_path: Path) -> None:
    beside = tmp_path / "notebooks"
    beside.mkdir()

    outputs = extracted(installed, beside, tmp_path / "installed")

    assert outputs["hackney-2024.json"]
    assert outputs == extracted(ROOT, tmp_path, tmp_path / "here")


@pytest.mark.parametrize(
    ("source", "there"),
    [
        ("from models.plan import Plan\n", "from vvrap.models.plan import Plan\n"),
        ("    from pipeline import store\n", "    from vvrap.pipeline import store\n"),
        ('WORK = "pipeline.batch.reading:answer"\n', 'WORK = "vvrap.pipeline.batch.reading:answer"\n'),
        ('config = {"models": models}\n', 'config = {"models": models}\n'),
        ("from modelsdir import x\n", "from modelsdir import x\n"),
    ],
)
def test_imports_and_names_of_modules_move_and_nothing_else(source: str, there: str) -> None:
    assert moved(source) == there
