#!/usr/bin/env python3
"""Makes a folder that runs on Windows without being installed: Python, vvrap with its pages, and a file to start it.

    python .ci/windows_bundle.py --wheel dist/vvrap-0.1.0-py3-none-any.whl --python python-3.13.9-embed-amd64.zip

The embeddable package of Python is given, not fetched; the other wheels come by pip from where it always takes them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EMBEDDED = re.compile(r"python-3\.(?P<minor>\d+)\.\d+-embed-amd64\.zip")
START = """\
@echo off
rem Starts the pages of vvrap and opens them in the browser, which waits until they can be there.
rem Plans are kept in the folder outputs beside this file.
cd /d "%~dp0"
start "" /min cmd /c "timeout /t 8 /nobreak >nul & start http://127.0.0.1:8000/"
python\\python.exe -m vvrap serve --outputs outputs %*
pause
"""
ON_WINDOWS_ONLY = ("colorama",)
"""What packages need there and nowhere else: pip looks at the machine it runs on to tell."""
LEFT_OUT = ("tests", "test")
"""Folders inside packages that nobody needs who only uses them."""


def bundle(wheel: Path, python: Path, target: Path) -> None:
    """Write the folder. Raises `ValueError` for a zip that is no embeddable package, `CalledProcessError` by pip."""
    match = EMBEDDED.fullmatch(python.name)
    if match is None:
        raise ValueError(f"{python.name} is not an embeddable package such as python-3.13.9-embed-amd64.zip.")
    shutil.rmtree(target, ignore_errors=True)
    runtime, packages = target / "python", target / "python" / "packages"
    with zipfile.ZipFile(python) as archive:
        archive.extractall(runtime)
    collect(wheel, f"3.{match['minor']}", packages)
    (path_file,) = runtime.glob("python3*._pth")
    path_file.write_text(f"{path_file.stem}.zip\n.\npackages\n", encoding="ascii", newline="\r\n")
    (target / "vvrap.bat").write_text(START, encoding="ascii", newline="\r\n")
    shutil.copy(ROOT / "LICENSE", target / "LICENSE.txt")


def collect(wheel: Path, version: str, packages: Path) -> None:
    """Unpack the wheel and all it needs for 64-bit Windows, without tests."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = [
            f"{wheel}[web]",
            *ON_WINDOWS_ONLY,
            "-c",
            str(ROOT / "constraints.txt"),
            "-d",
            folder,
            "--only-binary",
            ":all:",
        ]
        kind = ["--platform", "win_amd64", "--python-version", version, "--implementation", "cp"]
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", *wanted, *kind], check=True)
        for one in sorted(Path(folder).glob("*.whl")):
            with zipfile.ZipFile(one) as archive:
                archive.extractall(packages)
    for path in sorted(packages.rglob("*"), reverse=True):
        if path.is_dir() and path.name in LEFT_OUT and path.parent.joinpath("__init__.py").is_file():
            shutil.rmtree(path)


def main() -> None:
    """Write the folder, and say how large it is."""
    parser = argparse.ArgumentParser(description="Make a folder that runs on Windows without being installed.")
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel of vvrap")
    parser.add_argument("--python", type=Path, required=True, help="the embeddable package of Python, 64-bit")
    parser.add_argument("--to", type=Path, default=ROOT / "dist" / "vvrap-windows", help="the folder to write")
    given = parser.parse_args()
    bundle(given.wheel.resolve(), given.python, given.to)
    size = sum(path.stat().st_size for path in given.to.rglob("*") if path.is_file())
    sys.stdout.write(f"{given.to}: {size / 1_000_000:.0f} MB\n")


if __name__ == "__main__":
    main()
