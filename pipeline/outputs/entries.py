"""The entries of a manifest, of which each is taken apart only when it is asked for.

A run looks at the few that its documents have to do with, and writes all: thousands of others are carried over as they
were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import to_json

from models.errors import DamagedFile
from pipeline.outputs.manifest import Entry

Key = tuple[str, str]
"""Name and content."""

_FIELDS = frozenset(Entry.model_fields)


class Entries:
    """Entries by name and content."""

    def __init__(self, values: Iterable[Mapping[str, Any]] = (), damaged: DamagedFile | None = None) -> None:
        """Take entries as they stand in JSON. Raises ValueError or TypeError for what can be none.

        damaged: what to raise for an entry that turns out to be none when it is asked for.
        """
        self._damaged = damaged
        self._values: dict[Key, Mapping[str, Any]] = {}
        self._entries: dict[Key, Entry] = {}
        self._by_content: dict[str, set[Key]] = {}
        self._by_place: dict[str, set[Key]] = {}
        self._by_plan: dict[str, set[Key]] = {}
        for value in values:
            if not isinstance(value, dict) or not value.keys() <= _FIELDS:
                raise TypeError("an entry has other fields")
            name, content = value["name"], value["sha256"]
            key = (str(name), content or "")
            if key in self._values:
                raise ValueError("an entry occurs twice")
            self._values[key] = value
            self._index(key, content, value.get("kept"), value.get("read_as"))

    def __getitem__(self, key: Key) -> Entry:
        """An entry. Raises `KeyError`, and `DamagedFile` for one that is none."""
        if key not in self._entries:
            try:
                self._entries[key] = Entry.model_validate(self._values[key])
            except ValidationError as error:
                raise (self._damaged or error) from error
        return self._entries[key]

    def __iter__(self) -> Iterator[Entry]:
        """All entries, by name and content. Raises as `__getitem__`."""
        return (self[key] for key in self._keys())

    def of_content(self, sha256: str | None) -> list[Entry]:
        """Those of documents with these bytes, by name; none where the bytes could not be had."""
        return self._all(self._by_content.get(sha256 or "", ()))

    def of_place(self, place: str) -> list[Entry]:
        """Those of documents whose plan is kept there, by name."""
        return self._all(self._by_place.get(place, ()))

    def of_plan(self, read_as: str) -> list[Entry]:
        """Those of documents of a borough and year, by name."""
        return self._all(self._by_plan.get(read_as, ()))

    def kept_documents(self) -> frozenset[str]:
        """SHA-256 of every document that has a plan."""
        return frozenset(content for keys in self._by_place.values() for _, content in keys if content)

    def put(self, entry: Entry) -> None:
        """Take in an entry; the one before of that name and content goes."""
        key = (entry.name, entry.sha256 or "")
        self.drop(key)
        self._entries[key] = entry
        self._index(key, entry.sha256, entry.kept, entry.read_as)

    def drop(self, key: Key) -> None:
        """Take out an entry, if there is one."""
        if key in self._entries or key in self._values:
            entry = self[key]
            self._entries.pop(key)
            self._values.pop(key, None)
            for index, value in self._indexes(entry.sha256, entry.kept, entry.read_as):
                if value is not None:
                    index[value].discard(key)

    def as_json(self) -> Iterator[bytes]:
        """Each entry as JSON, by name and content."""
        for key in self._keys():
            entry = self._entries.get(key)
            yield to_json(self._values[key]) if entry is None else entry.model_dump_json().encode()

    def _keys(self) -> list[Key]:
        return sorted(self._values.keys() | self._entries.keys())

    def _all(self, keys: Iterable[Key]) -> list[Entry]:
        return [self[key] for key in sorted(keys)]

    def _index(self, key: Key, content: str | None, place: str | None, plan: str | None) -> None:
        for index, value in self._indexes(content, place, plan):
            if value in index:
                index[value].add(key)
            elif value is not None:
                index[value] = {key}

    def _indexes(
        self, content: str | None, place: str | None, plan: str | None
    ) -> tuple[tuple[dict[str, set[Key]], str | None], ...]:
        return (self._by_content, content), (self._by_place, place), (self._by_plan, plan)
