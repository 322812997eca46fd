"""Pictures of pages, drawn in processes with limits and kept for a while."""

from __future__ import annotations

import pickle
import queue
import threading
from collections import OrderedDict
from pathlib import Path

from pydantic import ValidationError

from models.errors import VvrapError
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.pool import CannotStart, Worker
from pipeline.batch.worker import Setup
from pipeline.pages.views.check import PageSize
from pipeline.web.drawing import SIZES, WARM_UP, WORK, Drawing

WIDTH = 1360
"""Pixels: twice the 680 that a page is shown at, for screens with two to one."""
LIMITS = Limits(seconds=20.0, memory=768 * MEGABYTE, output_bytes=16 * MEGABYTE)
"""Of one page. Pages of plans take a tenth of a second and 60 MB."""
PROCESSES = 2
MOST_KEPT = 48 * MEGABYTE


class Pictures:
    """Draws pages, at most two at a time; those drawn last are kept in memory."""

    def __init__(self) -> None:
        setup = Setup(WORK, WARM_UP, LIMITS)
        self._workers = [Worker(setup) for _ in range(PROCESSES)]
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def picture(self, path: Path, page: int) -> bytes:
        """A page as PNG; nothing when it cannot be drawn."""
        return self._ask(path, page)

    def sizes(self, path: Path) -> tuple[PageSize, ...]:
        """The sizes of a document's pages; nothing when it has none or cannot be drawn."""
        try:
            sizes = SIZES.validate_json(self._ask(path, 0) or b"[]")
            return tuple(
                PageSize(number=number, width=size.width, height=size.height) for number, size in enumerate(sizes, 1)
            )
        except ValidationError:
            return ()

    def _ask(self, path: Path, page: int) -> bytes:
        key = (path.name, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        worker = self._idle.get()
        try:
            answer = worker.call(pickle.dumps(Drawing(str(path), page, WIDTH)))
        except (CannotStart, VvrapError):
            return b""
        finally:
            self._idle.put(worker)
        if not isinstance(answer, bytes):
            answer = b""  # too much for the limits: the record is shown without the page
        self._keep(key, answer)
        return answer

    def _keep(self, key: tuple[str, int], data: bytes) -> None:
        with self._lock:
            self._bytes += len(data) - len(self._kept.pop(key, b""))
            self._kept[key] = data
            while self._bytes > MOST_KEPT:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone)

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()
