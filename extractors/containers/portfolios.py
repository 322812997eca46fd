"""The files attached to a PDF: of a portfolio, whose own page is only a cover, or of a document that has some."""

from __future__ import annotations

from extractors.containers.contents import Contents, LeftOut, Member
from extractors.pdf.source.attachments import attachments_of, words_of_short

COVER_PAGES, COVER_WORDS = 3, 150
"""Pages and words up to which a PDF around attached files is their cover: a letter, a title page."""


def open_pdf(data: bytes) -> Contents:
    """The attached files; `itself` when the PDF is a document beside them. Raises `DamagedFile`."""
    found = attachments_of(data)
    contents = Contents(itself=not found.is_portfolio)
    for file in found.files:
        if file.read is None:
            contents.left_out.append(LeftOut(file.name, "It is a link to a file, not the file."))
        else:
            contents.members.append(Member(file.name, file.read))
    words = words_of_short(data, COVER_PAGES) if contents.members and contents.itself else None
    if words is not None and words < COVER_WORDS:
        contents.itself = False
        contents.left_out.append(LeftOut("its own pages", f"They are only a cover page ({words} words)."))
    return contents
