"""What to do, in words for people who have no command line: officers with a browser, a folder or a workbook."""

from __future__ import annotations

import re

# What only people at a command line, or with the files of the outputs folder, can do.
COMMANDS = re.compile(r"`|--\w|\.csv|\.toml|the same command|\b[Rr]un again|python -m")
_PARTS = re.compile(r"(?<=[.;])\s+")

ASK_THE_KEEPER = "Tell whoever looks after this tool."


def without_commands(text: str) -> str:
    """The sentences of a message that people without a command line can follow; empty when there are none."""
    said = " ".join(part for part in _PARTS.split(text) if not COMMANDS.search(part)).rstrip(";")
    return said if not said or said.endswith((".", "?", "!")) else f"{said}."
