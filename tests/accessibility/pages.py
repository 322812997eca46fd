"""Writes the pages that `tests/accessibility/run` opens in a browser."""

from __future__ import annotations

import sys
from pathlib import Path

from compare.comparisons import all_comparisons
from pipeline.compare.page import page


def main(folder: Path) -> None:
    """One file for each comparison the tests know."""
    for name, comparison in all_comparisons().items():
        (folder / f"{name.replace(' ', '-')}.html").write_text(page(comparison), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
