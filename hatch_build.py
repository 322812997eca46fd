"""Builds the wheel: the three folders of the house move into the package `vvrap`, and what they import moves along.

In a copy of the project `models`, `extractors` and `pipeline` stand at the top, where people find them. In an
environment that other packages share, names so common would hide a `models` of somebody else, or be hidden by it.
docs/why/how-it-is-built.md says what else was tried.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("models", "extractors", "pipeline")
FOR_DEVELOPERS = frozenset(
    f"pipeline/tagging/{name}" for name in ("annotations", "training", "report.py", "train.py")
)  # fit and measure the taggers; no command uses them
_ONE = "|".join(FOLDERS)
_IMPORT = re.compile(rf"^(\s*(?:from|import) )(?=(?:{_ONE})[.\s])", re.MULTILINE)
_NAMED = re.compile(rf"([\"'])(?=(?:{_ONE})(?:\.\w+)+(?::\w+)?\1)")
"""A module told by its name in a string, also with a function of it: "pipeline.batch.reading:answer"."""
_HOME = re.compile(rf"([\"'])(?=(?:{_ONE})\1: \()")
"""One of the three as a key of the table of homes in `vvrap/__init__.py`."""


def moved(source: str) -> str:
    """The source of a module as it stands in the wheel."""
    source = _IMPORT.sub(r"\1vvrap.", source)
    return _HOME.sub(r"\1vvrap.", _NAMED.sub(r"\1vvrap.", source))


def move(root: Path, target: Path) -> None:
    """Copy the package `vvrap` and the three folders to `target`, as they stand in the wheel."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(root)
        return {name for name in names if name == "__pycache__" or (inside / name).as_posix() in FOR_DEVELOPERS}

    shutil.copytree(root / "vvrap", target, ignore=left_out)
    for folder in FOLDERS:
        shutil.copytree(root / folder, target / folder, ignore=left_out)
    for module in target.rglob("*.py"):
        module.write_text(moved(module.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


class MoveIn(BuildHookInterface[Any]):
    """Hatchling's hook; an editable install leaves everything where it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the wheel is built."""
        if version != "editable":
            self._folder = Path(tempfile.mkdtemp())
            move(Path(self.root), self._folder / "vvrap")
            build_data["force_include"][str(self._folder / "vvrap")] = "vvrap"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Called when the wheel is built."""
        if version != "editable":
            shutil.rmtree(self._folder)
