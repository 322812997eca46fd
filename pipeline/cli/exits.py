"""Exit codes, and how a command ends with one."""

from __future__ import annotations

DONE = 0
USAGE = 2
SOME_FAILED = 3
ALL_FAILED = 4
INTERRUPTED = 130


class Exit(Exception):  # noqa: N818 - an ending, not an error
    """Ends the command with a code; all there is to say has been said."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def exit_code(succeeded: int, failed: int) -> int:
    """The code for so many inputs that worked and so many that did not."""
    if not failed:
        return DONE
    return SOME_FAILED if succeeded else ALL_FAILED
