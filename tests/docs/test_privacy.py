"""What the README says of privacy: no process of a run opens a network connection."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = "from pipeline.cli.app import main; main()"
WATCHMAN = """
import os
import sys

NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "urllib.Request")


def watch(event, arguments):
    if event.startswith(NETWORK):
        with open(os.environ["WATCHMAN"], "a") as log:
            log.write(f"{event} in {sys.argv}\\n")


sys.addaudithook(watch)
with open(os.environ["WATCHMAN"], "a") as log:
    log.write("")
"""


def watched(folder: Path, code: str, *arguments: str) -> tuple[str, str]:
    """Run Python code in a process that notes, for itself and its children, every way out to the network.

    Binding a port of the machine itself is none: urllib3, which spaCy brings, does so on import to learn about IPv6.
    """
    (folder / "sitecustomize.py").write_text(WATCHMAN, encoding="utf-8")
    log = folder / "network.log"
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "WATCHMAN": str(log)}
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return log.read_text(encoding="utf-8"), ended.stderr


def test_reading_the_samples_opens_no_connection(tmp_path: Path) -> None:
    used, said = watched(tmp_path, SCRIPT, "extract", str(ROOT / "samples"), "--jobs", "2")

    assert used == ""
    assert "53 actions" in said


def test_the_watchman_sees_a_connection_of_a_child(tmp_path: Path) -> None:
    child = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    used, _ = watched(tmp_path, code)

    assert "socket.connect" in used
