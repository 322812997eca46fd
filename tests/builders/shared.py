"""Slow things that several processes of one test run need: made by the first that asks, read by the others."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

PATIENCE_SECONDS = 600.0
_Value = TypeVar("_Value")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], _Value]) -> _Value:
    """What `make` gives for a folder of this name; in a run of several processes only one of them makes it.

    The value goes through pickle. Raises AssertionError when it is not made in time, and EOFError
    when another process failed to make it.
    """
    several = factory.getbasetemp().name.startswith("popen-")  # a process of pytest-xdist: what is above is of them all
    top = (factory.getbasetemp().parent if several else factory.getbasetemp()) / f"shared-{name}"
    done = top.with_suffix(".pickle")
    try:
        top.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE_SECONDS
        while not done.exists():
            assert time.monotonic() < end, f"{name} was not made"
            time.sleep(0.2)
        value: _Value = pickle.loads(done.read_bytes())  # noqa: S301 - of this run
        return value
    made = b""  # when it fails, it fails for all
    part = top.with_suffix(".part")
    try:
        value = make(top)
        made = pickle.dumps(value)
    finally:
        part.write_bytes(made)
        part.rename(done)
    return value
