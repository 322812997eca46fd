"""A page that says something in a few sentences: not found, changed meanwhile, done."""

from __future__ import annotations

from pydantic import Field

from models.base import Record


class Message(Record):
    """The page."""

    title: str = Field(description="Its heading.")
    lines: tuple[str, ...] = Field(description="What it says.")
    ways: tuple[tuple[str, str], ...] = Field(default=(), description="Where to go on: words and addresses.")
