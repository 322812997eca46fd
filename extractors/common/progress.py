"""How far the reading of a document is, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

AtPage = Callable[[int, int], None]
"""Called with the page that is being read, from 1, and how many there are."""

_listener: ContextVar[AtPage | None] = ContextVar("listener", default=None)


@contextmanager
def listening(tell: AtPage | None) -> Iterator[None]:
    """Have `tell` called for each page that is read while the block runs; None for nobody."""
    token = _listener.set(tell)
    try:
        yield
    finally:
        _listener.reset(token)


def at_page(page: int, pages: int) -> None:
    """Say that a page is being read. A reader of a format with pages calls it before each."""
    tell = _listener.get()
    if tell:
        tell(page, pages)
