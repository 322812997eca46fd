"""What the documentation takes from the code, and what its commands print, is as it is now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_page_is_up_to_date_with_the_code() -> None:
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
