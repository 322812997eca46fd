"""A full run opens no socket, as the README promises: nothing is fetched, and nothing is sent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import broken
from builders.content import small_plan
from builders.pdf import render_pdf
from builders.runs import document, plan_ids, put
from builders.word import render_word

ROOT = Path(__file__).parents[2]
GUARD = '''
import os, sys

def asks_for_ipv6(frame):
    """spaCy loads urllib3, which asks the system, not the network, whether it could speak IPv6; "no" will do."""
    while frame and frame.f_code.co_name != "_has_ipv6":
        frame = frame.f_back
    return frame is not None

def watch(event, arguments):
    if event.startswith("socket.") and asks_for_ipv6(sys._getframe()):
        raise PermissionError("no socket is opened, not even for this")
    if event.startswith("socket."):
        with open(os.environ["SOCKETS_SEEN"], "a") as seen:
            seen.write(f"{os.getpid()} {event}\\\\n")
        raise PermissionError(f"{event} is not allowed here")

sys.addaudithook(watch)
with open(os.environ["PROCESSES_SEEN"], "a") as seen:
    seen.write(f"{os.getpid()}\\\\n")
'''


def guarded(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where every use of a socket, in it or in any process it starts, is taken down and refused."""
    put(folder / "guard" / "sitecustomize.py", GUARD.replace("\\\\n", "\\n").encode())
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder / "guard"), str(ROOT)]),
        "SOCKETS_SEEN": str(folder / "sockets"),
        "PROCESSES_SEEN": str(folder / "processes"),
    }
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_run_over_every_format_in_several_processes_opens_no_socket(tmp_path: Path) -> None:
    for year, (kind, render) in enumerate({"docx": render_word, "pdf": render_pdf}.items(), 2021):
        put(tmp_path / "inbox" / f"lewisham.{kind}", render(small_plan("lewisham", year), broken.CASE.layout))
    text = ROOT / "tests" / "files" / "formats" / "richmond-2024.txt"
    put(tmp_path / "inbox" / text.name, text.read_bytes())
    put(tmp_path / "inbox" / "camden.html", document())

    done = guarded(tmp_path, "-c", "from pipeline.cli.app import main; main()", "extract", "inbox", "--jobs", "2")

    assert done.returncode == 0, done.stderr
    assert len(plan_ids(tmp_path / "outputs")) == 4
    assert not (tmp_path / "sockets").exists()
    assert len(set((tmp_path / "processes").read_text(encoding="ascii").split())) == 3


@pytest.mark.parametrize(
    "attempt", ["socket.socket().connect(('127.0.0.1', 9))", "socket.getaddrinfo('localhost', 80)"]
)
def test_the_guard_sees_what_it_guards_against(tmp_path: Path, attempt: str) -> None:
    done = guarded(tmp_path, "-c", f"import socket; {attempt}")

    assert done.returncode != 0
    assert "is not allowed here" in done.stderr
    assert "socket." in (tmp_path / "sockets").read_text(encoding="ascii")
