"""Makes the builders importable from every test: pytest puts this file's folder on the path."""

from __future__ import annotations

import signal

from hypothesis import settings

settings.register_profile("without clock", deadline=None)  # a busy machine must not fail a test


def pytest_configure() -> None:
    """Heed interrupts: a shell lets what it starts in the background ignore them, and all that the tests start too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile("without clock")
