"""What to do about a finding, in words for people who have a browser and no command line."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"`|--|\.csv|\.toml")
_PARTS = re.compile(r"(?<=[.;]) ")

_COLUMN = (
    "Check a few actions against the document and correct what is wrong. Tell whoever looks after this server what the "
    "column is called, so that it is known the next time."
)
_BY_CODE = {
    "borough-uncertain": "Drop the document again, and choose its borough there.",
    "year-uncertain": "Drop the document again, and write its year there.",
    "same-plan-twice": "Remove the older plan, or drop the document again with its year.",
    "newer-lacks-actions": "If it is the whole plan, nothing. If not, put the version before back on the plan’s page.",
    "rag-not-understood": "Read the cell. If it shows a status, change the RAG to it.",
    "correction-held": "Decide which counts: the document’s value or yours.",
}
_OTHERWISE = "Compare the action with the document, and correct it here if it is wrong."


def in_a_browser(code: str, action: str) -> str:
    """What to do about a finding of a code: what the catalogue says, without what only a command line can do."""
    if code in _BY_CODE:
        return _BY_CODE[code]
    if "--column" in action:
        return _COLUMN
    return _without_commands(action) or _OTHERWISE


def said_in_a_browser(message: str) -> str:
    """What was found, without what a command line can do about it."""
    return _without_commands(message) or message


def _without_commands(text: str) -> str:
    kept = [part for part in _PARTS.split(text) if not _COMMAND.search(part)]
    said = " ".join(kept).rstrip(";")
    return said if not said or said.endswith((".", "?", "!")) else f"{said}."
