"""The version is the number of the release; the build changes with anything the tool is made of."""

from __future__ import annotations

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from pipeline import version
from pipeline.version import build, tool_version

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tool of three packages, whose build is told."""
    for package in ("models", "extractors", "pipeline"):
        (tmp_path / package).mkdir()
    shutil.copy(ROOT / "models" / "reference" / "roles.toml", tmp_path / "models")
    (tmp_path / "pipeline" / "version.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(version, "__file__", str(tmp_path / "pipeline" / "version.py"))
    return tmp_path


def build_now() -> str:
    return build.__wrapped__()


def test_the_build_is_the_same_for_the_same_files(copy: Path) -> None:
    assert copy.exists()
    assert build_now() == build_now()
    assert len(build_now()) == 12


def test_the_build_changes_with_a_data_file_that_people_edit(copy: Path) -> None:
    before = build_now()

    with (copy / "models" / "roles.toml").open("a", encoding="utf-8") as file:
        file.write("# a name of a column\n")

    assert build_now() != before


def test_the_build_changes_with_the_name_of_a_file(copy: Path) -> None:
    before = build_now()

    (copy / "models" / "roles.toml").rename(copy / "models" / "headers.toml")

    assert build_now() != before


@pytest.mark.parametrize("name", ["models/__pycache__/x.pyc", "pipeline/annotations/x.jsonl"])
def test_files_that_no_reading_uses_do_not_count(copy: Path, name: str) -> None:
    before = build_now()

    (copy / name).parent.mkdir()
    (copy / name).write_bytes(b"anything")

    assert build_now() == before


def test_the_version_is_that_of_the_installed_package() -> None:
    assert tool_version() == metadata.version("vvrap")


def test_a_checkout_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)

    assert tool_version.__wrapped__() == "not installed"
