"""The benchmark runs, tells by axis, and compares with a run before."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FEW = ("--seed", "3", "--count", "2", "--only", "engine=html", "--only", "size=few", "--only", "names=odd")


def run(*options: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / "layouts.py"), *FEW, *options]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_the_benchmark_tells_by_axis_and_against_a_run_before(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"

    told = run("--json", str(figures), "--keep", str(tmp_path / "failing"))
    again = run("--against", str(figures))

    whole = json.loads(figures.read_text(encoding="utf-8"))
    assert whole["all"]["documents"] == 2
    assert whole["axes"]["engine=html"]["cells"] == whole["all"]["cells"]
    assert "engine html" in told
    assert "0 documents worse" in again
    failing = [each for each in whole["documents"] if each["exact"] < each["cells"]]
    assert len(list((tmp_path / "failing").glob("*.truth.json"))) == len(failing)
