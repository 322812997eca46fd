"""A document ready to be drawn: what every engine is given."""

from __future__ import annotations

from dataclasses import dataclass

from builders.arrangement import Part
from layoutspace.setting import Setting


@dataclass(frozen=True, slots=True)
class Composed:
    """Title, parts in reading order, and setting. `habit` picks among an engine's own ways of doing the same.

    sheets, colours: how a workbook is parted, and what gives its cells their colours (see `axes`).
    """

    title: str
    parts: tuple[Part, ...]
    setting: Setting
    habit: int = 0
    sheets: str = "none"
    colours: str = "own"


class CannotSetError(Exception):
    """An engine cannot set this document; the message says why."""
