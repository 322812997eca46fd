"""The folder for Windows: what is written beside the packages, which only a machine with internet can collect."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def making() -> ModuleType:
    spec = importlib.util.spec_from_file_location("windows_bundle", ROOT / ".ci" / "windows_bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_python_finds_the_packages_and_the_start_file_starts_the_pages(
    making: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded = tmp_path / "python-3.13.9-embed-amd64.zip"
    with zipfile.ZipFile(embedded, "w") as archive:
        archive.writestr("python.exe", b"MZ")
        archive.writestr("python313._pth", "python313.zip\n.\n")
    asked: list[object] = []
    monkeypatch.setattr(making, "collect", lambda *given: asked.extend(given))

    making.bundle(tmp_path / "vvrap.whl", embedded, tmp_path / "out")

    out = tmp_path / "out"
    assert asked == [tmp_path / "vvrap.whl", "3.13", out / "python" / "packages"]
    assert (out / "python" / "python313._pth").read_bytes() == b"python313.zip\r\n.\r\npackages\r\n"
    start = (out / "vvrap.bat").read_bytes()
    assert b"python\\python.exe -m vvrap serve --outputs outputs %*\r\n" in start
    assert b'"timeout /t 8 /nobreak >nul & start http://127.0.0.1:8000/"\r\n' in start


def test_another_zip_is_refused(making: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not an embeddable package"):
        making.bundle(tmp_path / "vvrap.whl", tmp_path / "python-3.13.9.zip", tmp_path / "out")
