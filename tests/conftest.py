"""Makes the builders importable from every test: pytest puts this file's folder on the path."""

from __future__ import annotations

import compileall
import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from builders.nightly import NIGHTLY
from extractors.pdf.scans import source
from pipeline.batch.executors import processors

ROOT = Path(__file__).parents[1]
LONGEST = frozenset(
    {
        "test_generated_pages.py",
        "test_folder.py",
        "test_watching.py",
        "test_kills.py",
        "test_cluster.py",
        "test_converted.py",
    }
)
"""Modules whose tests start many processes and wait for them."""

# A busy machine must not fail a test, nor a new machine one that passed before.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("fresh", deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Heed interrupts: a shell lets what it starts in the background ignore them, and all that the tests start too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Compiled code is kept, also where that is switched off: each process that tests start would compile everything.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):  # once, before the workers start: each of them would compile everything
        for folder in ("models", "extractors", "pipeline", "vvrap"):
            compileall.compile_dir(ROOT / folder, quiet=2)
    settings.load_profile("fresh" if NIGHTLY else "steady")
    gc.disable()  # until all tests are loaded: nothing of what is loaded is garbage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that take or wait longest, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """Look for garbage less often: all that is loaded stays, and looking through it took a quarter of the time."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def without_recognition() -> Iterator[None]:
    """Scans are refused, also where the extra `ocr` is installed, so that tests say the same everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "is_installed", lambda: False)
        yield


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: many tests wait for a process they have started."""
    return processors() + 1
