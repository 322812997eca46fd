"""Characters of the symbol fonts, whose codes are no text, to the Unicode characters they draw."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

CHOICES = frozenset("☐☑☒□■○●◉◎◯◌❍◻◼❑❒❏✓✔✗✘")
"""Signs that may stand for a choice, and so keep their form as the marker of a list."""

_PRIVATE = 0xF000
"""Word writes code 0xB7 of a symbol font as U+F0B7 (17.3.3.30)."""
_WORD = re.compile(r"(?!(\w)\1+\b)[A-Za-z]{3}")
"""Letters that make a word, though a symbol font draws them as signs: someone changed the font by mistake."""
_PRIVATE_CODE = re.compile("[\uf000-\uf0ff]")
_LONE_CODE = re.compile("(?<!\\S)[\uf000-\uf0ff](?!\\S)|^[\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf0fe](?=[A-Za-z])")
"""A code that stands alone is a bullet or a box, and those that people paste are of Wingdings."""


def _run(first: int, characters: str) -> dict[int, str]:
    return {first + offset: character for offset, character in enumerate(characters)}


_WINGDINGS = (
    _run(0x21, "✏✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠⚐🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸")
    | _run(0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶❝❞")
    | _run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
    | _run(0x9E, "·•")
    | _run(0xA1, "○◯◉◉◎◯▪☐▲✦★✶✴✹✵")
    | _run(0xD5, "⌫⌦")
    | _run(0xD8, "➢")
    | _run(0xDC, "➲")
    | _run(0xDF, "←→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳")
    | _run(0xFB, "✗✓☒☑")
)
_WINGDINGS_2 = (
    _run(0x4F, "✗✓☒☑☒") | _run(0x95, "·•●") | _run(0xA0, "▪■◼☐☐◻") | {0x81: "⚫", 0x83: "⚪", 0x98: "●", 0x99: "◉"}
)
_WINGDINGS_3 = _run(0x21, "⇠⇢⇡⇣") | {
    0x70: "▲",
    0x71: "▼",
    0x72: "△",
    0x73: "▽",
    0x74: "◀",
    0x75: "▶",
    0x7D: "▶",
    0x84: "➔",
}
_WEBDINGS = {
    0x61: "✔",
    0x63: "□",
    0x67: "■",
    0x6E: "●",
    0x72: "✖",
    0x78: "✖",
    0x34: "▶",
    0x35: "▲",
    0x36: "▼",
    0x33: "◀",
}
_SYMBOL = (
    {code: chr(code) for code in range(0x20, 0x7F)}
    | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼"}
    | _run(0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ")
    | _run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ")
    | _run(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…")
    | _run(0xC5, "⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊")
    | {0xE5: "∑", 0xF2: "∫"}
)

_DINGBATS = (
    _run(0x33, "✓✔✕✖✗✘") | _run(0x48, "★✩") | _run(0x6C, "●❍■❏❐❑❒▲▼◆❖") | _run(0xAC, "①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿")
    | {0xD4: "➔", 0xD8: "➘", 0xD9: "➙", 0xDA: "➚", 0xE0: "➠", 0xE2: "➢", 0xE4: "➤"}
)  # fmt: skip

_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


_GLYPH_FONTS = (
    ("wingdings2", _WINGDINGS_2),
    ("wingdings3", _WINGDINGS_3),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("dingbats", _DINGBATS),
)


def is_symbol_font(font: str | None) -> bool:
    """Whether the font draws signs where its codes say letters."""
    return font is not None and font.lower() in _FONTS


def from_glyph(font: str, number: int) -> str | None:
    """The sign that a glyph of a PDF's symbol font draws, by the font's name there; None when it is not known."""
    name = "".join(char for char in font.lower() if char.isalnum())
    table = next((table for known, table in _GLYPH_FONTS if known in name), None)
    code = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 0x100 else number
    return None if table is None else table.get(code)


def from_code(font: str | None, code: str | None) -> str:
    """The character of a w:sym: its font, and its code in hexadecimal; U+FFFD when it is not known."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return REPLACEMENT
    return _character(font, number) if number <= 0x10FFFF else REPLACEMENT


def from_text(font: str | None, text: str) -> str:
    """Text of a run with its symbol font resolved; private-use codes without a known meaning become U+FFFD."""
    if is_symbol_font(font) and not _WORD.search(text):
        return "".join(_character(font, ord(character)) for character in text)
    # In a font that is no symbol font, Word takes such codes for those of Symbol, but pasted bullets are of Wingdings.
    if text.isascii():
        return text
    text = _LONE_CODE.sub(lambda match: _pasted(ord(match[0])), text)
    return _PRIVATE_CODE.sub(lambda match: _character("symbol", ord(match[0])), text)


def _pasted(number: int) -> str:
    return _WINGDINGS.get(number - _PRIVATE) or _character("symbol", number)


def _character(font: str | None, number: int) -> str:
    code = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 0x100 else number
    table = _FONTS.get((font or "").lower())
    if table is None:
        # An ordinary font: the code is the character itself, unless it lies in the private area.
        return REPLACEMENT if code != number else chr(number)
    if code <= 0x20:
        return " "
    return table.get(code, REPLACEMENT) if code < 0x100 else chr(number)
