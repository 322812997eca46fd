"""Which version of the tool this is, told by its number and by what it is made of."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

BUILD_DIGITS = 12  # hexadecimal; enough that two builds never meet by chance

_PACKAGES = ("models", "extractors", "pipeline")
_NOT_OF_THE_TOOL = frozenset({"__pycache__", "annotations", "training"})  # neither is used when a document is read


@cache
def tool_version() -> str:
    """The number of the release, e.g. 0.1.0."""
    try:
        return metadata.version("vvrap")
    except metadata.PackageNotFoundError:
        return "not installed"


@cache
def build() -> str:
    """A digest of the tool's code and data files.

    People edit the data files (names of columns, organisations, words of a rating) so that a document reads better; a
    document must then be read again, although the number of the release has not changed.
    """
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and not _NOT_OF_THE_TOOL.intersection(path.parts):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:BUILD_DIGITS]
