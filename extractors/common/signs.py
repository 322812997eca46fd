"""Signs that say something by their colour: dots and squares in a coloured ink, and emoji of a colour of their own."""

from __future__ import annotations

from models.document import Mark

DOTS = frozenset("●⬤■◼◾•⚫⏺⬛▪◆▲▼★▬█")
"""Signs without a colour of their own: alone in one, each is a rating."""
COLOURS = {
    "🔴": "#ff0000", "🟠": "#ffa500", "🟡": "#ffff00", "🟢": "#00b050", "🔵": "#0070c0", "🟣": "#7030a0",
    "🟤": "#8b4513", "🟥": "#ff0000", "🟧": "#ffa500", "🟨": "#ffff00", "🟩": "#00b050", "🟦": "#0070c0",
    "🟪": "#7030a0", "🟫": "#8b4513",
}  # fmt: skip
"""Emoji whose meaning is their colour, with a colour of that name: fonts draw each a little differently."""
SELECTOR = "\ufe0f"
"""Asks for a sign to be drawn in colours."""


def read_marks(text: str) -> tuple[Mark, ...]:
    """A mark for each coloured circle or square among the characters."""
    return tuple(Mark(kind="shape", colour=COLOURS[sign]) for sign in text if sign in COLOURS)


def are_dots(text: str) -> bool:
    """Whether a text is nothing but dots and squares."""
    return DOTS.issuperset("".join(text.split()))
