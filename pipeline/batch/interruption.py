"""Lets Ctrl-C in where nothing is cut short by it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruptions:
    """Holds an interruption back inside the block, but for the parts where it is let in.

    A second interruption is let in anywhere: the person means it. Outside the main thread Python delivers none.
    """

    def __init__(self) -> None:
        self._wanted = False
        self._allowed = False

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Hold interruptions back; one that came meanwhile is let in at the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._come)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
        if self._wanted:
            raise KeyboardInterrupt

    @contextmanager
    def let_in(self) -> Iterator[None]:
        """Let interruptions in, one that came before first."""
        if self._wanted:
            self._wanted = False
            raise KeyboardInterrupt
        self._allowed = True
        try:
            yield
        finally:
            self._allowed = False

    def _come(self, _number: int, _frame: FrameType | None) -> None:
        if self._allowed or self._wanted:
            self._wanted = False
            raise KeyboardInterrupt
        self._wanted = True
