"""What to do about a document that cannot be read, in words for people who have a browser and no command line."""

from __future__ import annotations

from pipeline.pages.remedies import said_in_a_browser

_BY_CODE = {
    "time": "Send the plan’s own pages as a file of their own.",
    "memory": "Send the plan’s own pages as a file of their own, or try again when the machine is less busy.",
    "killed": "Nothing is known against the document. Drop it again.",
    "start": "Drop it again when the machine is less busy.",
    "size": "Send the plan’s own pages as a file of their own.",
    "oversized-file": "Send the plan’s own pages as a file of their own.",
    "crash": "Save it again from Word, or as a new PDF, and drop that.",
    "fault": "Save it again from Word, or as a new PDF, and drop that. If that does not help, report the line above.",
}


def remedy_of(code: str, remedy: str) -> str:
    """What to do about a failure, without what only a command line can do."""
    return _BY_CODE.get(code) or said_in_a_browser(remedy)
