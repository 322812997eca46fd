"""What to do about a document that cannot be read, in words for people who have a browser and no command line."""

from __future__ import annotations

from pipeline.pages.remedies import said_in_a_browser

_BY_CODE = {
    "time": "Send only the plan’s own pages, as a separate file.",
    "memory": "Send only the plan’s own pages, as a separate file, or try again when the machine is less busy.",
    "killed": "The document is probably not at fault. Drop it again.",
    "start": "Drop it again when the machine is less busy.",
    "size": "Send only the plan’s own pages, as a separate file.",
    "oversized-file": "Send only the plan’s own pages, as a separate file.",
    "crash": "Save it again from Word, or as a new PDF, and drop that.",
    "fault": "Save it again from Word, or as a new PDF, and drop that. If that does not help, report the line above.",
}


def remedy_of(code: str, remedy: str) -> str:
    """What to do about a failure, without what only a command line can do."""
    return _BY_CODE.get(code) or said_in_a_browser(remedy)
