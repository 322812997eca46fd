"""How far the reading of a document is, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

AtPage = Callable[[int, int], None]
"""Called with the page that is being read, from 1, and how many there are."""

MoreTime = Callable[[float], None]
"""Called with the seconds of processor time that work ahead takes over and above what reading a document does."""

_listener: ContextVar[AtPage | None] = ContextVar("listener", default=None)
_timekeeper: ContextVar[MoreTime | None] = ContextVar("timekeeper", default=None)


@contextmanager
def listening(tell: AtPage | None, more_time: MoreTime | None = None) -> Iterator[None]:
    """Have `tell` called for each page that is read while the block runs, `more_time` for work that takes long."""
    tokens = _listener.set(tell), _timekeeper.set(more_time)
    try:
        yield
    finally:
        _listener.reset(tokens[0])
        _timekeeper.reset(tokens[1])


def allow_longer(seconds: float) -> None:
    """Ask for processor time for work that takes more than reading does. A reader calls it before each such piece."""
    more_time = _timekeeper.get()
    if more_time:
        more_time(seconds)


def at_page(page: int, pages: int) -> None:
    """Say that a page is being read. A reader of a format with pages calls it before each."""
    tell = _listener.get()
    if tell:
        tell(page, pages)
