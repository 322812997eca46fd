"""Every command is documented, and helps whoever asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli.app import app, run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


def commands(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - Typer's own
    """Every command and group, with the words that call it."""
    for name, child in getattr(command, "commands", {}).items():
        yield (*words, name), child
        yield from commands((*words, name), child)


COMMANDS = dict(commands((), typer.main.get_command(app)))
every_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


@every_command
def test_a_command_says_what_it_does_and_so_does_each_of_its_options(words: tuple[str, ...]) -> None:
    command = COMMANDS[words]

    silent = [parameter.name for parameter in command.params if not parameter.help]

    assert command.help
    assert silent == []


@every_command
def test_a_command_stands_in_the_reference_with_every_option(words: tuple[str, ...]) -> None:
    command = COMMANDS[words]
    is_group = hasattr(command, "commands")

    _, title, rest = PAGE.partition(f"## vvrap {' '.join(words)}\n")

    section = rest.partition("\n## ")[0]
    names = [name for parameter in command.params for name in parameter.opts if name.startswith("-")]
    assert is_group or title, "Run: python docs/generate.py"
    assert is_group or [name for name in names if f"`{name}" not in section] == []


@every_command
def test_a_command_helps_when_asked(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code = run([*words, "--help"])

    assert code == 0
    assert " ".join(words) in capsys.readouterr().out
