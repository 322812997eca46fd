"""Pages of a PDF, those that are pictures replaced by what is recognised on them."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.common.progress import allow_longer
from extractors.pdf.picture import draw_page
from extractors.pdf.scans.engine import is_installed
from extractors.pdf.scans.layer import confirmed
from extractors.pdf.scans.need import needs_recognition
from extractors.pdf.source.around import SourceAround
from extractors.pdf.source.model import PageContent, PageSource

MOST_PAGES = 100
"""Pages of a document that are recognised: fifteen minutes of work. The longest plan seen has 41."""
PAGE_SECONDS = 60.0
"""Of processor time for a page: one of small print takes 12 to 15."""


class RecognisingSource(SourceAround):
    """A source of pages that reads the pictures among them by recognition."""

    def __init__(self, source: PageSource, data: bytes) -> None:
        super().__init__(source)
        self._data = data

    def pages(self) -> Iterator[PageContent]:
        """Every page in order, as the file tells it or as its picture shows it."""
        left = MOST_PAGES if is_installed() else 0
        for content in self._source.pages():
            if left and needs_recognition(content):
                left -= 1
                yield self._recognised(content)
            else:
                yield content

    def _recognised(self, content: PageContent) -> PageContent:
        from extractors.pdf.scans.engine import load_engine  # noqa: PLC0415 - slow to load, seldom needed
        from extractors.pdf.scans.page import DPI, read_page  # noqa: PLC0415 - likewise

        allow_longer(PAGE_SECONDS)
        picture = draw_page(self._data, content.number, round(content.width * DPI / 72))
        if picture is None:
            return content
        dpi = 72 * picture.width / content.width
        return confirmed(read_page(picture, content.number, load_engine(), dpi), content)
