"""Files, folders and names of the code that pages speak of exist: a page that outlived them sends people astray."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPS = r"models|extractors|pipeline|tests|docs|benchmarks|\.ci|samples|changes|vvrap"
PAGES = sorted(
    [
        *(path for path in (ROOT / "docs").rglob("*.md") if "source" not in path.relative_to(ROOT).parts),
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "samples/README.md")),
    ]
)
CODE = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(rf"(?:{TOPS})/[\w./*-]*[\w*/]")
MODULE = re.compile(r"(?:models|extractors|pipeline)(?:\.\w+)+")
NAME_IN_FILE = re.compile(r"`(\w+)` (?:in|of)\s`([\w./]+\.\w+)`")
ELSEWHERE = {"extractors/odt/", "models/*_det_*.onnx", "models.py"}
"""What a page asks its reader to make, or speaks of in a package or beside a notebook of the reader's."""


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def exists(place: str) -> bool:
    return any(ROOT.glob(place.rstrip("/"))) if "*" in place else (ROOT / place).exists()


def is_there(module: str) -> bool:
    """Whether a dotted name is a module, or something that a module has."""
    path = ROOT / module.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    owner, name = path.parent, path.name
    files = [owner.with_suffix(".py"), owner / "__init__.py"]
    return any(file.is_file() and re.search(rf"\b{name}\b", text_of(file)) for file in files)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = {place for code in CODE.findall(text_of(page)) for place in PLACE.findall(code) if code.startswith(place)}

    assert {place for place in named - ELSEWHERE if not exists(place)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_module_that_a_page_names_exists(page: Path) -> None:
    named = {code for code in CODE.findall(text_of(page)) if MODULE.fullmatch(code)} - ELSEWHERE

    assert {module for module in named if not is_there(module)} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_name_that_a_page_places_in_a_file_is_in_it(page: Path) -> None:
    named = NAME_IN_FILE.findall(text_of(page))

    assert [(name, file) for name, file in named if exists(file) and name not in text_of(ROOT / file)] == []
