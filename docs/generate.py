#!/usr/bin/env python3
"""Writes into the documentation what can be taken from the code, and what the commands shown really print.

python docs/generate.py            bring every page up to date
python docs/generate.py --quick    leave what the commands shown print as it is: seconds, not minutes
python docs/generate.py --check    change nothing, show what is out of date, end with 1 if anything is
"""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the code of this checkout, wherever the package is installed from

from generator.pages import text_of, up_to_date  # noqa: E402 - found only now


def main() -> int:
    """Bring the pages up to date, or say which are not. Gives the exit code."""
    parser = argparse.ArgumentParser(description="Bring the documentation up to date with the code.")
    parser.add_argument("--check", action="store_true", help="change nothing; show what is out of date")
    parser.add_argument("--quick", action="store_true", help="run none of the commands that pages show")
    given = parser.parse_args()
    check = given.check
    stale = 0
    for path, old, text in up_to_date(ROOT, run_commands=not given.quick):
        if old == text:
            continue
        stale += 1
        name = path.relative_to(ROOT).as_posix()
        if text_of(path) != old:
            sys.stdout.write(f"{name}: changed by somebody else meanwhile, left alone\n")
            continue
        if check:
            lines = difflib.unified_diff(old.splitlines(), text.splitlines(), name, f"{name} (up to date)", lineterm="")
            sys.stdout.write("\n".join(lines) + "\n")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{name}: rewritten\n")
    if check and stale:
        sys.stdout.write(f"{stale} out of date. Run: python docs/generate.py\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
