"""What the reader counts on its way, and the findings that come of it."""

from __future__ import annotations

from dataclasses import dataclass

from models.catalogue import finding
from models.finding import Finding


@dataclass(slots=True)
class Counts:
    """Counts of what a Word document holds beside its visible text."""

    inserted: int = 0
    deleted: int = 0
    hidden_words: int = 0
    unreadable: int = 0
    prompts: int = 0
    comments: int = 0
    notes: int = 0
    nested_tables: int = 0
    embedded: int = 0

    def findings(self) -> tuple[Finding, ...]:
        """The findings, most serious first; none for a count of nothing."""
        found = []
        if self.inserted or self.deleted:
            found.append(finding("revisions-in-file", inserted=self.inserted, deleted=self.deleted))
        counts = {
            "embedded-content": self.embedded,
            "unreadable-characters": self.unreadable,
            "hidden-text": self.hidden_words,
            "prompt-left-out": self.prompts,
            "comments-in-file": self.comments,
            "notes-set-apart": self.notes,
        }
        found.extend(finding(code, count=count) for code, count in counts.items() if count)
        if self.nested_tables:
            found.append(finding("nested-table"))
        return tuple(found)
