"""Values kept in memory for as long as what they were made from stays the same, no more than a limit allows."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.batch.limits import MEGABYTE

MOST_BYTES = 32 * MEGABYTE
"""Of the files that plans, or comparisons, held in memory were made from: 80 plans of 53 long answers. In memory a plan
takes twice its file, and a comparison two and a half times both files."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Made(Generic[_Value]):
    value: _Value
    stamp: Hashable
    size: int


class Kept(Generic[_Value]):
    """The values used last, one a key. Each is made once, also when several ask at a time, and anew for a new stamp."""

    def __init__(self, most: int, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._values: OrderedDict[Hashable, _Made[_Value]] = OrderedDict()
        self._bytes = 0
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def keys(self) -> frozenset[Hashable]:
        """Those that have a value."""
        with self._lock:
            return frozenset(self._values)

    def get(self, key: Hashable, stamp: Hashable, make: Callable[[], _Value], size: int = 0) -> _Value:
        """The value of a key as of a stamp, made now when it is not there. What `make` raises goes to whoever asks.

        size: bytes of the files that it is made from.
        """
        with self._lock:
            if found := self._find(key, stamp):
                return found.value
            making = self._making.setdefault((key, stamp), threading.Lock())
        try:
            with making:
                with self._lock:
                    if found := self._find(key, stamp):
                        return found.value
                made = _Made(make(), stamp, size)
                with self._lock:
                    self._keep(key, made)
                return made.value
        finally:
            with self._lock:
                self._making.pop((key, stamp), None)

    def _find(self, key: Hashable, stamp: Hashable) -> _Made[_Value] | None:
        found = self._values.get(key)
        if found is None or found.stamp != stamp:
            return None
        self._values.move_to_end(key)
        return found

    def _keep(self, key: Hashable, made: _Made[_Value]) -> None:
        before = self._values.pop(key, None)
        self._values[key] = made
        self._bytes += made.size - (before.size if before else 0)
        while len(self._values) > self._most or (self._bytes > self._most_bytes and len(self._values) > 1):
            _, oldest = self._values.popitem(last=False)
            self._bytes -= oldest.size
