"""Follows random histories of commands twice: smoothly, and with documents in any order of which some fail at first.

python benchmarks/batch_histories.py [HISTORIES] [FIRST_SEED]

Both must give the same outputs: plans, revisions, tables, and rows of the catalogue. Prints each history that does not,
with its seed, and ends with 1 if there is one.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from builders.histories import a_history, follow, inbox, stumble  # noqa: E402 - found only now
from builders.runs import contents  # noqa: E402 - likewise

HISTORIES = 500


def main(histories: int = HISTORIES, first: int = 0) -> int:
    """Try so many histories; gives the exit code."""
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        documents = inbox(Path(folder, "inbox"))
        for seed in range(first, first + histories):
            chance = random.Random(seed)  # noqa: S311 - no secret
            history = a_history(chance)
            with tempfile.TemporaryDirectory() as name:
                smooth, rough = Path(name, "smooth"), Path(name, "rough")
                follow(smooth, documents, history)
                stumble(rough, documents, history, chance)
                one, other = contents(smooth), contents(rough)
            differing = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
            if differing:
                wrong += 1
                print(f"seed {seed}: {history}: {', '.join(differing)}")
    print(f"{histories} histories, {wrong} that depend on order or failures.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
