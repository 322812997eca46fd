"""Opens mails, archives and PDFs with attached files, in a process with limits: what opens them meets anything."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field

from extractors.containers.contents import Member
from extractors.kinds import is_mail, may_have_attachments
from models.base import Record
from models.errors import InputError, UnsupportedKind
from pipeline.batch.executor import Executor, Lost, SerialExecutor
from pipeline.batch.failures import failure_of
from pipeline.batch.inputs import Candidate, Found, OutOfReach, PassedOver, bytes_of
from pipeline.batch.limits import Limits
from pipeline.batch.pool import ProcessExecutor
from pipeline.batch.worker import Setup
from pipeline.outputs.remote import is_address

WORK = "pipeline.batch.containers:answer"
WARM_UP = "pipeline.batch.containers:warm_up"

_HEAD_BYTES = 64 * 1024
"""Bytes by which a mail is told: its headers stand first."""
_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_WINMAIL = b"\x78\x9f\x3e\x22"
_ZIP_NAME = 30
"""Byte at which the name of the first file of a zip stands."""
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"mimetype")
"""How the first file of an office document is called, which is packed as archives are."""
_WORKBOOK = b"xl/workbook.xml"
"""What the list of files at the end of a workbook names; one with a sheet for each year holds several plans."""
_MAIL_STREAM = "__substg1.0_".encode("utf-16-le")
"""What every mail of Outlook has in it, and no other file of the old Office programs."""


class Held(Record):
    """A document inside a container."""

    name: str = Field(description="Its name, after those of containers between.")
    sha256: str = Field(description="SHA-256 of its bytes.")
    file: str = Field(default="", description="Where it was unpacked, if that was asked for.")


class Left(Record):
    """Something inside a container that is not read."""

    name: str = Field(description="Its name, likewise.")
    reason: str = Field(description="Why.")


class Listing(Record):
    """What a file holds."""

    is_container: bool = Field(default=True, description="False for a document that holds no others.")
    itself: bool = Field(default=False, description="Whether the container is a document as well.")
    held: tuple[Held, ...] = Field(default=(), description="The documents.")
    left_out: tuple[Left, ...] = Field(default=(), description="What is left out.")
    code: str = Field(default="", description="Of a container that cannot be opened, the kind of failure.")
    problem: str = Field(default="", description="What is wrong with it.")
    remedy: str = Field(default="", description="What to do.")


def open_containers(
    candidates: Iterable[Candidate],
    limits: Limits | None = None,
    *,
    apart: bool = True,
    unpack_to: Path | None = None,
) -> Iterator[Candidate]:
    """The candidates, containers among them replaced by the documents inside, named after their container.

    What is left out of a container is passed over with the reason; one that cannot be opened is out of reach.
    apart: open them in a process with these limits; otherwise in this one.
    unpack_to: a folder for the documents inside, whose locations are then files of their own in it.
    """
    limits = limits or Limits()
    executor: Executor | None = None
    try:
        for candidate in candidates:
            if not isinstance(candidate, Found) or candidate.parts or not _may_hold(candidate.location):
                yield candidate
                continue
            if executor is None:
                executor = ProcessExecutor(1, Setup(WORK, WARM_UP, limits)) if apart else SerialExecutor(WORK)
            yield from _inside(candidate, _listing(candidate.location, limits, executor, unpack_to))
    finally:
        if executor:
            executor.close()


def _listing(location: str, limits: Limits, executor: Executor, unpack_to: Path | None) -> Listing:
    task = pickle.dumps((location, limits.input_bytes, unpack_to))
    ((_, said),) = executor.run([task])
    if isinstance(said, Lost):
        failed = failure_of(said, limits)
        return Listing(code=failed.code, problem=failed.problem, remedy=failed.remedy)
    return Listing.model_validate_json(said)


def _inside(found: Found, listing: Listing) -> Iterator[Candidate]:
    if listing.code:
        yield OutOfReach(found.location, found.name, _error(listing))
        return
    if listing.itself or not listing.is_container:
        yield found
    for member in listing.held:
        place = member.file or f"{found.location}/{member.name}"
        yield Found(place, f"{found.name}/{member.name}", sha256=member.sha256)
    for left in listing.left_out:
        yield PassedOver(f"{found.location}/{left.name}", f"{found.name}/{left.name}", left.reason)
    if listing.is_container and not (listing.itself or listing.held):
        empty = UnsupportedKind("It contains no document that can be read.", "Use the plan itself instead.")
        yield OutOfReach(found.location, found.name, empty)


def _error(listing: Listing) -> InputError:
    kinds = {kind.code: kind for kind in InputError.__subclasses__()}
    error = kinds.get(listing.code, InputError)(listing.problem, listing.remedy)
    error.code = listing.code
    return error


def _may_hold(location: str) -> bool:
    """Whether a file looks like an archive, a mail or a PDF with attached files, told without opening it."""
    if is_address(location):
        return False
    try:
        if not Path(location).is_file():  # a pipe that nobody writes to would keep us here for ever
            return False
        with Path(location).open("rb") as file:
            head = file.read(_HEAD_BYTES)
            if head.startswith(_ZIP):
                file.seek(max(0, file.seek(0, os.SEEK_END) - _HEAD_BYTES))
                return not head[_ZIP_NAME:].startswith(_OFFICE) or _WORKBOOK in file.read()
            if head.startswith(_WINMAIL):
                return True
            if head.startswith(_PDF):
                return may_have_attachments(head + file.read())
            if head.startswith(_OLE):
                return _MAIL_STREAM in head + file.read()
    except OSError:
        return False
    return is_mail(head)


# -- in the process with limits ------------------------------------------------------------------------------------


def answer(task: bytes) -> bytes:
    """The listing of a file, as JSON. `task`: its location, the most bytes it may have, where to unpack it or None."""
    from extractors.containers.opening import documents_in, is_container  # noqa: PLC0415 - loads readers

    location, most, unpack_to = pickle.loads(task)  # noqa: S301 - tasks come from the run that started this process
    try:
        data = bytes_of(location, most)
        if not is_container(data):
            return Listing(is_container=False).model_dump_json().encode()
        inside = documents_in(data)
        held = tuple(_held(one, number, unpack_to) for number, one in enumerate(inside.members))
        left = tuple(Left(name=one.name, reason=one.reason) for one in inside.left_out)
        listing = Listing(itself=inside.itself, held=held, left_out=left)
    except InputError as error:
        listing = Listing(code=error.code, problem=error.problem, remedy=error.remedy)
    return listing.model_dump_json().encode()


def _held(member: Member, number: int, unpack_to: Path | None) -> Held:
    content = member.read()
    file = ""
    if unpack_to:
        unpack_to.mkdir(parents=True, exist_ok=True)
        file = str(unpack_to / str(number))  # never a name that the container gives
        Path(file).write_bytes(content)
    return Held(name=member.name, sha256=hashlib.sha256(content).hexdigest(), file=file)


def warm_up() -> None:
    """Nothing: what is needed is loaded with the first container."""
