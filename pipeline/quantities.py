"""Quantities and lists in words."""

from __future__ import annotations

from collections.abc import Sequence


def count(number: int, noun: str) -> str:
    """A number of things: "1 action", "2 actions"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(things: Sequence[str]) -> str:
    """Things as people list them: "1.1", "1.1 and 1.2", "1.1, 1.2 and 4.7"."""
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else "".join(things)


def first_of(things: Sequence[str], most: int) -> str:
    """The first `most` things, and how many more there are: "1.1, 1.2 and 3 more"."""
    more = len(things) - most
    return ", ".join(things[:most]) + (f" and {more} more" if more > 0 else "")
