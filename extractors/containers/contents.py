"""What a mail or an archive holds: the documents to read, and what is left out and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

_DRIVE = re.compile(r"^[A-Za-z]:")
MOST_MEMBERS = 500
"""Documents of one container. A committee's pack has some dozens."""
MOST_BYTES = 500 * 1024 * 1024
"""Bytes of all its documents unpacked."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a container. `read` gives its bytes, and may raise an `InputError`."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something inside a container that is not read, and why."""

    name: str
    reason: str


@dataclass(slots=True)
class Contents:
    """What a container holds; `itself`: it is a document as well, as a PDF with attached files is."""

    members: list[Member] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    itself: bool = False


@dataclass(slots=True)
class Budget:
    """How much a container may still hold, with all that lies in containers inside it."""

    files: int = field(default_factory=lambda: MOST_MEMBERS)
    octets: int = field(default_factory=lambda: MOST_BYTES)

    def spend(self, files: int = 0, octets: int = 0) -> None:
        """Take files and bytes from it."""
        self.files -= files
        self.octets -= octets

    @property
    def is_overspent(self) -> bool:
        """Whether more was taken than there was."""
        return self.files < 0 or self.octets < 0


def with_safe_names(members: Sequence[Member]) -> Iterator[Member]:
    """The members with names that lead nowhere else, no two alike: `folder/plan.docx`, `plan (2).docx`."""
    taken: set[str] = set()
    for member in members:
        parts = [_DRIVE.sub("", part) for part in member.name.replace("\\", "/").split("/") if part.strip(". ")]
        shown = ("".join(sign for sign in part if sign.isprintable() and sign != ":").strip() for part in parts)
        name = "/".join(part for part in shown if part) or "attachment"
        stem, dot, ending = name.rpartition(".")
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number}).{ending}" if dot else f"{ending} ({number})"
        taken.add(name.casefold())
        yield Member(name, member.read)
