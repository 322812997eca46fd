"""Reads a web page: what stands on it, in reading order, with its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from extractors.html.content import ContentReader, Context
from extractors.html.html_tables import read_table
from extractors.html.page import Page, open_page
from extractors.html.rewriting import Revisions
from models.catalogue import finding
from models.document import Document
from models.errors import EmptyFile
from models.finding import Finding

MEDIA_TYPE = "text/html"


def read(data: bytes, filename: str) -> Document:
    """Read a page. Nothing is fetched. Raises `EmptyFile` when no words stand on it."""
    page = open_page(data)
    reader = ContentReader(page, read_table)
    reader.read_content(page.body, Context(inked=page.styles.of(page.body).inked))
    items = reader.finish()
    if not items:
        raise EmptyFile(
            "The page itself contains no text.",
            "Open it in a browser, wait until the plan appears, and save it as PDF or as a complete page.",
        )
    return Document(
        filename=filename,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPE,
        reader="html",
        title=page.title,
        items=items,
        findings=tuple(_findings(page)),
    )


def _findings(page: Page) -> Iterator[Finding]:
    if page.revisions != Revisions():
        yield finding("revisions-in-file", inserted=page.revisions.inserted, deleted=page.revisions.deleted)
    if page.embedded:
        yield finding("embedded-content", count=page.embedded)
    if page.hidden_words:
        yield finding("hidden-text", count=page.hidden_words)
    if page.opened_words:
        yield finding("opened-sections", count=page.opened_words)
    if page.prompts:
        yield finding("prompt-left-out", count=page.prompts)
    if page.misplaced:
        yield finding("text-out-of-place", text=" ".join(page.misplaced))
    if page.nested_tables:
        yield finding("nested-table")
