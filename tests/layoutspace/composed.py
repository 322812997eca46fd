"""A document ready to be drawn: what every engine is given."""

from __future__ import annotations

from dataclasses import dataclass

from builders.arrangement import Part
from layoutspace.setting import Setting


@dataclass(frozen=True, slots=True)
class Composed:
    """Title, parts in reading order, and setting. `habit` picks among an engine's own ways of doing the same."""

    title: str
    parts: tuple[Part, ...]
    setting: Setting
    habit: int = 0


class CannotSetError(Exception):
    """An engine cannot set this document; the message says why."""
