"""Runs the commands that pages show, and puts what they print under them.

A block opened by "```console run" is run line by line: each line that begins with "$ " is a command, and what it
prints, on stdout and stderr alike, stands under it. What a command says that is meant to fail is written by hand. The
blocks of a page share one temporary folder that holds a copy of samples/. A block such as "```python save=read.py" is
saved there under the name given.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.warm import warm_command
from pipeline.cli.exits import SOME_FAILED

_BLOCK = re.compile(
    r"^```(?P<language>\w+) (?P<what>run|save=(?P<name>[\w.-]+))\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_SECONDS = re.compile(r"\b\d+(?:\.\d+)? (?:ms|s|seconds?)\b")
_PYTHON = '#!/bin/sh\nexec "{python}" "$@"\n'
LONGEST_RUN = 600  # seconds for one command


def refresh_consoles(text: str, root: Path, tools: Path) -> str:
    """The page with the output of its commands as it is now.

    tools: a folder with the programs that the commands run beside those of the system.
    """
    if not _BLOCK.search(text):
        return text
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        work = folder / "work"
        work.mkdir()
        shutil.copytree(root / "samples", work / "samples")
        environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(root),
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
        }
        return _BLOCK.sub(lambda block: _refreshed(block, work, environment), text)


@contextlib.contextmanager
def tools_of_the_pages() -> Iterator[Path]:
    """The folder with `vvrap` and `python`. Enter it before this process has threads."""
    with tempfile.TemporaryDirectory() as temporary:
        tools = Path(temporary)
        (tools / "python").write_text(_PYTHON.format(python=sys.executable), encoding="utf-8")
        (tools / "python").chmod(0o755)
        with warm_command(tools / "vvrap"):
            yield tools


def _refreshed(block: re.Match[str], work: Path, environment: dict[str, str]) -> str:
    if block["name"]:
        (work / block["name"]).write_text(block["text"], encoding="utf-8")
        return block.group()
    shown = re.split(r"^(?=\$ )", block["text"], flags=re.MULTILINE)[1:]
    fresh = "".join(_run_again(text, work, environment) for text in shown)
    return f"```{block['language']} run\n{fresh}```"


def _run_again(shown: str, work: Path, environment: dict[str, str]) -> str:
    """A command with what it prints; as it was shown before if only the seconds taken differ."""
    command = shown.partition("\n")[0]
    code, printed = _output(command[2:], work, environment)
    fresh = f"{command}\n{printed}"
    if _SECONDS.sub("", shown) == _SECONDS.sub("", fresh):
        return shown
    if code not in {0, SOME_FAILED}:
        raise RuntimeError(f"{command} failed, and the page does not show that it does:\n{printed}")
    return fresh


def _output(command: str, work: Path, environment: dict[str, str]) -> tuple[int, str]:
    ended = subprocess.run(  # noqa: S603 - the commands are those of the documentation
        ["/bin/sh", "-c", command],
        cwd=work,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST_RUN,
        check=False,
    )
    lines = [line.rstrip() for line in ended.stdout.decode("utf-8", "replace").splitlines()]
    return ended.returncode, "".join(f"{line}\n" for line in lines)
