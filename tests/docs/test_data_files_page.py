"""Every data file that people edit is on its page, and every file on the page is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "data-files.md").read_text(encoding="utf-8")
KINDS = {".csv", ".toml", ".txt"}
FOR_TRAINING = "pipeline/tagging/annotations"


def named() -> set[str]:
    return set(re.findall(r"`([\w./*-]+/[\w.*-]+\.(?:csv|toml|txt))`", PAGE))


def test_every_data_file_is_on_the_page() -> None:
    files = {
        path.relative_to(ROOT)
        for package in ("models", "extractors", "pipeline")
        for path in (ROOT / package).rglob("*")
        if path.suffix in KINDS and FOR_TRAINING not in path.as_posix()
    }

    missing = [path.as_posix() for path in sorted(files) if not any(path.match(pattern) for pattern in named())]

    assert missing == []


def test_every_file_on_the_page_is_there() -> None:
    assert [pattern for pattern in sorted(named()) if not list(ROOT.glob(pattern))] == []
