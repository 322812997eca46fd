"""Names of bodies that the registry knows: in a lead's cell they are no people's."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def known_bodies(registry: Path | None = None) -> frozenset[str]:
    """All names of all entries of a registry folder; None is the built-in one."""
    from pipeline.tagging.registry.files import read_registry  # noqa: PLC0415 - its package loads spaCy

    found = read_registry(registry)
    rows = [*found.general.rows, *(row for file in found.boroughs.values() for row in file.rows)]
    return frozenset(name for row in rows for name in row.entry.names())
