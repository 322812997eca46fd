"""What letters a file holds, by means that share nothing with the readers that are on trial.

A witness is crude on purpose: it tells that words are in the file, and nothing of where they stand. PDF is read with
PDFium, Word by its runs of text, a page with Python's own parser. Letters and digits alone count, so that line ends,
hyphens and bullets do not matter.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from html.parser import HTMLParser

import pypdfium2  # ships no types; three names of it are used

from hostile.mutators import Kind

_WORD_RUN = re.compile(r"<w:t(?:\s[^<>]*)?>([^<]*)</w:t>")
_NO_LETTER = re.compile(r"[\W_]+")
_UNCLOSED_COMMENT = re.compile(r"<!--(?!.*?-->).*", re.DOTALL)
_BROKEN_TAG = re.compile(r"<[A-Za-z][^<>]*(?=<)")
"""A tag that is not closed before the next: what follows may be the value of an attribute."""
_SILENT = frozenset({"script", "style", "title"})
"""Tags whose words are on no page: whatever tags a title holds are words of the title."""
_SWALLOWING = frozenset(
    [
        "xmp",
        "plaintext",
        "textarea",
        "iframe",
        "noframes",
        "noscript",
        "template",
        "select",
        "svg",
        "math",
        "object",
        "frameset",
        "button",
        "details",
    ]
)
"""Tags after which a page may no longer be what its source says: the witness says no more."""


_OVERRULED = re.compile("[\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}][^\N{POP DIRECTIONAL FORMATTING}\n]*")
"""Text that is shown in another order than the file has it, and read as it is shown."""
_CUT = "\N{OGHAM LETTER BEITH}"
"""In its place: a letter that no document on trial has, so that no passage is found across it."""


def letters(text: str) -> str:
    """The letters and digits of a text, compatibility forms and case folded."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def letters_in(data: bytes, kind: Kind) -> str:
    """The letters that a file holds, in the order in which it holds them; none when the witness cannot open it."""
    match kind:
        case "docx":
            return letters(_OVERRULED.sub(_CUT, _of_word(data)))
        case "pdf":
            return letters(_of_pdf(data))
        case "html":
            return letters(_OVERRULED.sub(_CUT, _of_page(data)))
        case "text":
            return "" if b"\x00" in data else letters(_OVERRULED.sub(_CUT, data.decode("utf-8", "replace")))


def _of_word(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.read("word/document.xml").decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""
    return html.unescape("".join(_WORD_RUN.findall(part)))


def _of_pdf(data: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    texts = []
    try:
        for number in range(len(document)):
            try:
                page = document[number]
                texts.append(str(page.get_textpage().get_text_range()))
            except pypdfium2.PdfiumError:
                continue
    finally:
        document.close()
    return "".join(texts)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self._swallowed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        self._swallowed = self._swallowed or tag in _SWALLOWING

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._swallowed:
            self.texts.append(data)


def _of_page(data: bytes) -> str:
    page = _Page()
    text = _UNCLOSED_COMMENT.sub("", data.decode("utf-8", "replace"))
    broken = _BROKEN_TAG.search(text)
    page.feed(text[: broken.start()] if broken else text)
    page.close()
    return "".join(page.texts)
