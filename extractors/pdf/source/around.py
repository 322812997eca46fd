"""A source of pages around another one, which it asks for all that concerns the file as a whole."""

from __future__ import annotations

from extractors.pdf.source.model import PageSource
from models.finding import Finding


class SourceAround:
    """What a source that changes pages says of the file: the same as the one inside it."""

    def __init__(self, source: PageSource) -> None:
        self._source = source

    @property
    def page_count(self) -> int:
        """Pages of the file."""
        return self._source.page_count

    @property
    def title(self) -> str | None:
        """Title in the file's own properties."""
        return self._source.title

    @property
    def files(self) -> int:
        """Files attached to the document as a whole."""
        return self._source.files

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Doubts about the file as a whole."""
        return self._source.findings
