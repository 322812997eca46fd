"""What a font says of its glyphs: their text, widths, height and weight, looked up once for each."""

from __future__ import annotations

import re

from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType3Font, PDFUnicodeNotDefined

from extractors.common.letters import LIGATURES, MISTAKEN
from extractors.common.symbols import from_glyph

REPLACEMENT = "\ufffd"
"""Stands for a glyph whose text the file does not tell."""

USUAL_DESCENT = 0.21
"""Share of the size below the base line, for fonts that do not say; that of Helvetica and its kin."""

MAX_DESCENT = 0.45
"""Fonts that claim to reach lower than this do not tell the truth."""

_BOLD = re.compile(r"bold|black|heavy|semibold|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_DINGBATS = re.compile(r"wingdings|webdings|dingbats|symbol", re.IGNORECASE)
_MISTAKEN = frozenset("\u019f\u01a9")
"""Those of `MISTAKEN` that no name in Latin letters holds."""
_UNDEFINED = re.compile(r"^\(cid:\d+\)$")
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6

# Codes of Symbol and Wingdings that stand for something more than a bullet; Unicode's own names for these glyphs.
_DINGBAT_TEXT = {
    0xF0FC: "\u2713",
    0xF0FB: "\u2717",
    0xF0FE: "\u2611",
    0xF0FD: "\u2612",
    0xF0A8: "\u25fb",
    0xF06F: "\u25a1",
    0xF0E0: "\u2192",
    0xF0E8: "\u2794",
    0xF06C: "\u25cf",
    0xF06E: "\u25a0",
    0xF0B7: "\u2022",
    0xF0A7: "\u25aa",
    0xF076: "\u2756",
    0xF0D8: "\u27a2",
    0xF071: "\u2751",
    0xF0B0: "\u00b0",
}
# "All unused codes greater than 40 [octal] map to the bullet character" (ISO 32000-1, annex D, WinAnsiEncoding).
_UNUSED = frozenset({0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D})
_PRIVATE_USE = range(0xE000, 0xF900)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), None)


class FontFace:
    """One font as the reader needs it. `height` and `descent` are shares of the size: the glyph box, and below it."""

    __slots__ = ("_font", "_known", "bold", "descent", "dingbats", "height", "italic", "name", "vertical")

    def __init__(self, font: PDFFont) -> None:
        self._font = font
        self._known: dict[int, tuple[str, float]] = {}
        raw = font.fontname
        name = raw.decode("latin-1") if isinstance(raw, bytes) else str(raw)
        self.name = _SUBSET.sub("", name)
        self.bold = bool(_BOLD.search(self.name) or font.flags & _FORCE_BOLD)
        self.italic = bool(_ITALIC.search(self.name) or font.flags & _ITALIC_FLAG)
        self.dingbats = bool(_DINGBATS.search(self.name))
        self.vertical = font.is_vertical()
        self.height = 1.0
        self.descent = -font.descent / 1000
        if isinstance(font, PDFType3Font):
            # Glyphs drawn by programs: the size means nothing without the font's own matrix and box.
            self.height = abs(font.get_height()) or 1.0
            self.descent = -font.get_descent() / self.height
        if not 0 < self.descent <= MAX_DESCENT:
            self.descent = USUAL_DESCENT

    def glyph(self, code: int) -> tuple[str, float]:
        """Text of a character code, and its width as a share of the size. Text is "" for codes that show nothing."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = (self._text(code), self._font.char_width(code))
        return known

    def _text(self, code: int) -> str:
        try:
            text = self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return "\u2022" if code in _UNUSED and isinstance(self._font, PDFSimpleFont) else REPLACEMENT
        if _UNDEFINED.match(text):
            return REPLACEMENT
        return "".join(self._plain(character) for character in text)

    def _plain(self, character: str) -> str:
        code = ord(character)
        if character.isspace():
            return " "
        if code in _INVISIBLE and code != 0xAD:
            return ""
        if character in LIGATURES:
            return LIGATURES[character]
        if character in _MISTAKEN:
            return MISTAKEN[character]
        if self.dingbats and (code < 0x100 or code in _PRIVATE_USE):
            known = _DINGBAT_TEXT.get(code | 0xF000) or from_glyph(self.name, code)
            return known or ("\u2022" if code in _PRIVATE_USE else character)
        if code in _PRIVATE_USE:
            return _DINGBAT_TEXT.get(code, REPLACEMENT)
        if code < 0x20 or 0x7F <= code < 0xA0:
            return REPLACEMENT
        return character


def face_of(font: PDFFont) -> FontFace:
    """The face of a pdfminer font."""
    return FontFace(font)
