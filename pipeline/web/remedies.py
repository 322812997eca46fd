"""What to do when something went wrong, in words for people who have a browser and no command line."""

from __future__ import annotations

from models.errors import InputError, VvrapError
from pipeline.remedies import ASK_THE_KEEPER, without_commands

_SEND_LESS = "Send only the plan’s own pages, as a separate file."
_SAVE_AGAIN = "Save it again from Word, or as a new PDF, and drop that."
_BY_CODE = {
    "time": _SEND_LESS,
    "memory": "Send only the plan’s own pages, as a separate file, or try again when the machine is less busy.",
    "killed": "The document is probably not at fault. Drop it again.",
    "start": "Drop it again when the machine is less busy.",
    "size": _SEND_LESS,
    "oversized-file": _SEND_LESS,
    "crash": _SAVE_AGAIN,
    "fault": f"{_SAVE_AGAIN} If that does not help, report the line above.",
    "not-a-plan": (
        "Check that it is the plan itself. If it is, tell whoever looks after this tool what the column of the actions "
        "is called."
    ),
}


def remedy_of(code: str, remedy: str) -> str:
    """What to do about a failure: its remedy, without what only a command line can do."""
    return _BY_CODE.get(code) or without_commands(remedy) or ASK_THE_KEEPER


def in_words(error: VvrapError) -> str:
    """What is wrong and what to do."""
    code = error.code if isinstance(error, InputError) else ""
    return f"{error.problem} {remedy_of(code, error.remedy)}"
