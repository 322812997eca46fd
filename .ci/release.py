#!/usr/bin/env python3
"""Makes a release: `python3 .ci/release.py 0.2.0` in a clean copy, with nothing installed but Python and git.

Puts the fragments of changes/ into CHANGELOG.md under the version, builds the source archive and from it the wheel,
installs each in an environment of its own, reads the samples with it, and leaves both in dist/ with notes and digests.
Nothing is uploaded and nothing is committed: look at `git diff` and dist/, then commit, tag and publish. When a step
fails, the copy is left as it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
KINDS = ("Added", "Changed", "Fixed", "Removed")
FRAGMENT = re.compile(rf"(?P<kind>{'|'.join(KINDS)}): (?P<text>\S.*)", re.DOTALL)
UNRELEASED = re.compile(r"^## (?:\S+ \(not yet released\)|Unreleased)\n", re.MULTILINE)
VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
SAMPLES = 3


class NotReadyError(Exception):
    """What stands in the way of a release."""


def fragments(folder: Path) -> dict[str, list[str]]:
    """The changes that wait, by kind. Raises `NotReadyError` for a file that does not say what kind it is."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for path in sorted(folder.glob("*.md")):
        if path.name == "README.md":
            continue
        match = FRAGMENT.fullmatch(path.read_text(encoding="utf-8").strip())
        if match is None:
            raise NotReadyError(f"{path.name} must begin with one of {', '.join(KINDS)}, and a colon.")
        text = " ".join(match["text"].split())
        found[match["kind"]].append(text[0].upper() + text[1:])
    return {kind: texts for kind, texts in found.items() if texts}


def released(changelog: str, version: str, day: str, waiting: dict[str, list[str]]) -> str:
    """The changelog with the section of a version: what was unreleased, and what waited in fragments.

    Raises `NotReadyError` when there is nothing to release, or the version is there already.
    """
    title = f"## {version} ({day})\n"
    if f"## {version} (2" in changelog:
        raise NotReadyError(f"CHANGELOG.md has a version {version} already.")
    opening = UNRELEASED.search(changelog)
    if opening is None and not waiting:
        raise NotReadyError("Nothing has changed since the last version.")
    if opening is None:
        first = re.search(r"^## ", changelog, re.MULTILINE)
        start = first.start() if first else len(changelog)
        changelog = f"{changelog[:start]}{title}\n{changelog[start:]}"
    else:
        changelog = changelog[: opening.start()] + title + changelog[opening.end() :]
    head, _, rest = changelog.partition(title)
    section, *older = re.split(r"(?=^## )", rest, maxsplit=1, flags=re.MULTILINE)
    for kind, texts in waiting.items():
        lines = "".join(f"- {text}\n" for text in texts)
        heading = f"### {kind}\n"
        if heading in section:
            before, _, after = section.partition(f"{heading}\n")
            gap = "" if after.startswith("- ") else "\n"  # a line right under a list would belong to its last item
            section = f"{before}{heading}\n{lines}{gap}{after}"
        else:
            section = f"{section.rstrip()}\n\n{heading}\n{lines}\n"
    return head + title + section + "".join(older)


def notes(changelog: str, version: str) -> str:
    """What the changelog says of a version."""
    section = re.search(rf"^## {re.escape(version)} .*?\n(?P<text>.*?)(?=^## |\Z)", changelog, re.MULTILINE | re.DOTALL)
    return section["text"].strip() + "\n" if section else ""


def run(*words: str | Path, cwd: Path = ROOT) -> str:
    """Run a program and give what it prints. Raises `NotReadyError` when it fails."""
    ended = subprocess.run(list(map(str, words)), cwd=cwd, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise NotReadyError(f"{' '.join(map(str, words))} failed:\n{ended.stdout[-3000:]}{ended.stderr[-3000:]}")
    return ended.stdout


def environment(folder: Path) -> Path:
    """The Python of a new environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def build(folder: Path) -> tuple[Path, Path]:
    """Build the source archive, and the wheel from what is in it."""
    python = environment(folder / "builder")
    run(python, "-m", "pip", "install", "-q", "hatchling", "-c", ROOT / "constraints.txt")
    run(python, "-m", "hatchling", "build", "-t", "sdist", "-d", DIST)
    (archive,) = DIST.glob("*.tar.gz")
    shutil.unpack_archive(archive, folder / "unpacked")
    (source,) = (folder / "unpacked").iterdir()
    run(python, "-m", "hatchling", "build", "-t", "wheel", "-d", DIST, cwd=source)
    (wheel,) = DIST.glob("*.whl")
    return archive, wheel


def try_out(package: Path, version: str, folder: Path) -> dict[str, str]:
    """Install a package in an environment of its own and read the samples; gives digests of the plans."""
    python = environment(folder)
    run(python, "-m", "pip", "install", "-q", package, "-c", ROOT / "constraints.txt", cwd=folder)
    said = run(python, "-m", "vvrap", "--version", cwd=folder)
    if f"vvrap {version}," not in said:
        raise NotReadyError(f"{package.name} says it is {said.strip()}.")
    run(python, "-m", "vvrap", "extract", ROOT / "samples", "--outputs", folder / "outputs", cwd=folder)
    plans = sorted((folder / "outputs" / "plans").glob("*.json"))
    if len(plans) != SAMPLES or not all(json.loads(path.read_bytes())["actions"] for path in plans):
        raise NotReadyError(f"{package.name} does not read the samples.")
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in plans}


def release(version: str, day: str) -> None:
    """All of it."""
    if not VERSION.fullmatch(version):
        raise NotReadyError(f"{version} is not a version such as 0.2.0.")
    if run("git", "status", "--porcelain").strip():
        raise NotReadyError("There are changes that are not committed.")
    changelog, project = ROOT / "CHANGELOG.md", ROOT / "pyproject.toml"
    text = released(changelog.read_text(encoding="utf-8"), version, day, fragments(ROOT / "changes"))
    changelog.write_text(text, encoding="utf-8")
    stated = re.sub(
        r'^version = ".*"$', f'version = "{version}"', project.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    project.write_text(stated, encoding="utf-8")
    for path in (ROOT / "changes").glob("*.md"):
        if path.name != "README.md":
            path.unlink()
    try:
        make(version)
    except NotReadyError:
        run("git", "restore", ".")  # nothing waited to be committed, so this is how it was
        raise
    (DIST / "NOTES.md").write_text(notes(text, version), encoding="utf-8")


def make(version: str) -> None:
    """Build both packages in dist/, try each out, and write their digests."""
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        packages = build(folder)
        read = [try_out(package, version, folder / package.suffix.strip(".")) for package in packages]
    if read[0] != read[1]:
        raise NotReadyError("The source archive and the wheel do not read the samples alike.")
    digests = "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in packages)
    (DIST / "SHA256SUMS").write_text(digests, encoding="utf-8")


def main() -> int:
    """Make the release, or say why it cannot be made."""
    parser = argparse.ArgumentParser(description="Build and check a release; nothing is uploaded.")
    parser.add_argument("version", help="such as 0.2.0")
    parser.add_argument("--day", default=dt.datetime.now(tz=dt.UTC).date().isoformat(), help="its date")
    given = parser.parse_args()
    try:
        release(given.version, given.day)
    except NotReadyError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stdout.write("Built and checked in dist/. Look at it and at `git diff`, then commit, tag and publish.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
