"""Keeps what slow programs make, so that the same document is made once on a machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

FOLDER = "LAYOUTSPACE_CACHE"
"""Variable that names another folder than the system's for passing files."""


def made_once(program: str, source: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives for this source; taken from the folder when it was made before."""
    folder = Path(os.environ.get(FOLDER) or Path(tempfile.gettempdir()) / "layoutspace") / program
    kept = folder / f"{sha256(source).hexdigest()}.pdf"
    if kept.is_file():
        return kept.read_bytes()
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    part.write_bytes(made)
    part.replace(kept)
    return made
