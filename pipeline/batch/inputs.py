"""The documents to read: found in files and folders, opened with care."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models.errors import InputError, OversizedFile, UnreadableFile, UsageError
from pipeline.batch.limits import MEGABYTE, MOST_INPUT
from pipeline.column_names import FILENAME as COLUMNS
from pipeline.outputs.folder import STATE
from pipeline.outputs.manifest import MANIFEST
from pipeline.outputs.remote import file_system, is_address
from pipeline.parts import parts_name, parts_sha256

OWN_FILES = frozenset({"README.md", "datapackage.json", MANIFEST, COLUMNS})
CLUTTER = frozenset({"thumbs.db", "desktop.ini"})
"""What file managers leave in folders; the hidden ones are passed over for their names."""

_LINK = "It is a link; links in folders are not followed. To read it, name it."
_OUTPUTS = "It is an outputs folder of vvrap: it contains results, not documents."
_NO_FILE = "It is a pipe, a socket or a device, not a file."

# without waiting: a pipe that nobody writes to would keep us here for ever
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A document to read.

    Attributes:
        location: path of this machine, or an address that fsspec opens.
        name: what people call it: its name, with the folders between it and the folder that was given.
        parts: the documents that together are this one; empty for one that stands alone.
        own_name: its file's name where `name` is another, for names are left out; else empty.
        sha256: of its bytes, where they were looked at already; else empty.
    """

    location: str
    name: str
    parts: tuple[Found, ...] = ()
    own_name: str = ""
    sha256: str = ""

    @property
    def filename(self) -> str:
        """The name without folders."""
        return self.own_name or (self.name if self.parts else PurePosixPath(self.name).name)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in a folder that is not read, and why; nothing is wrong with it."""

    location: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Something that ought to have been read and cannot even be listed."""

    location: str
    name: str
    error: InputError


Candidate = Found | PassedOver | OutOfReach


def find_inputs(inputs: Iterable[str | Path], outputs: Path | None = None) -> Iterator[Candidate]:
    """Each file named, and every file below each folder named, in the order of their names; none twice.

    A file that is named is read whatever it is, also through a symbolic link. Inside a folder, links are passed over,
    for they may lead out of it; so are files that are none (pipes, devices), hidden ones, the lock files of word
    processors (`~$plan.docx`), read-me pages, and outputs folders, this run's and others'.
    """
    seen: set[str] = set()
    for given in inputs:
        text = os.fspath(given)
        for candidate in _below_address(text) if is_address(text) else _at_path(Path(text), outputs):
            if isinstance(candidate, Found):
                place = candidate.location if is_address(candidate.location) else os.path.realpath(candidate.location)
                if place in seen:
                    continue
                seen.add(place)
            yield candidate


def _at_path(path: Path, outputs: Path | None) -> Iterator[Candidate]:
    if path.is_dir():
        yield from _below(path, outputs.resolve() if outputs else None)
    else:
        yield Found(str(path), path.name)


def _below(top: Path, outputs: Path | None) -> Iterator[Candidate]:
    """The files below a folder. Goes down by a list of its own: folders may be nested deeper than functions can be."""
    waiting: list[Candidate | _Folder] = [_Folder(top, PurePosixPath())]
    while waiting:
        here = waiting.pop()
        if not isinstance(here, _Folder):
            yield here
        elif outputs and here.path.resolve() == outputs:
            continue
        elif is_outputs_folder(here.path):
            yield PassedOver(str(here.path), str(here.name) if here.name.parts else here.path.name, _OUTPUTS)
        else:
            waiting += reversed(list(_inside(here)))


def is_outputs_folder(path: Path) -> bool:
    """Whether some run has written its results there: what is in it are no documents."""
    return (path / STATE).is_dir() and (path / MANIFEST).is_file()


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    name: PurePosixPath


def _inside(folder: _Folder) -> Iterator[Candidate | _Folder]:
    try:
        with os.scandir(folder.path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        called = str(folder.name) if folder.name.parts else folder.path.name
        yield OutOfReach(str(folder.path), called, _cannot_open(error, "The folder"))
        return
    for entry in entries:
        name = folder.name / entry.name
        if _is_not_meant(entry.name):
            continue
        if entry.is_symlink():
            yield PassedOver(entry.path, str(name), _LINK)
        elif entry.is_dir():
            yield _Folder(Path(entry.path), name)
        elif entry.is_file():
            yield Found(entry.path, str(name))
        else:
            yield PassedOver(entry.path, str(name), _NO_FILE)


def _below_address(address: str) -> Iterator[Candidate]:
    files, root = file_system(address)
    try:
        if files.isfile(root):
            yield Found(files.unstrip_protocol(root), PurePosixPath(root).name)
            return
        paths = sorted(files.find(root))
    except OSError as error:
        yield OutOfReach(address, address, _cannot_open(error, "The address"))
        return
    if not paths:
        yield OutOfReach(address, address, UnreadableFile("There is nothing at this address.", "Check the address."))
    for path in paths:
        name = path.removeprefix(root).strip("/")
        if not any(_is_not_meant(part) for part in name.split("/")):
            yield Found(files.unstrip_protocol(path), name)


def _is_not_meant(name: str) -> bool:
    return name.startswith((".", "~$")) or name in OWN_FILES or name.lower() in CLUTTER


def as_parts(candidates: Iterable[Candidate]) -> Found:
    """All documents as parts of one plan. What is only passed over is left out.

    Raises `UsageError` when there are fewer than two or one is at an address, `InputError` for one that cannot be
    listed: a plan without one of its parts must not pass for the whole.
    """
    parts = []
    for candidate in candidates:
        if isinstance(candidate, OutOfReach):
            raise candidate.error
        if isinstance(candidate, Found):
            parts.append(candidate)
    if len(parts) < 2:
        raise UsageError("--parts needs two documents or more.", "Name all parts of the plan.")
    if any(is_address(part.location) for part in parts):
        raise UsageError(
            "--parts only reads documents on this computer.", "Copy the parts to this computer and name the copies."
        )
    parts.sort(key=lambda part: (part.name, part.location))
    return Found(parts_name(part.location for part in parts), parts_name(part.filename for part in parts), tuple(parts))


def fingerprint_of(found: Found, most: int = MOST_INPUT) -> str:
    """SHA-256 of a document, or of what stands for its parts. Raises as `bytes_of`."""
    if found.parts:
        return parts_sha256(fingerprint(part.location, most) for part in found.parts)
    return found.sha256 or fingerprint(found.location, most)


def bytes_of(location: str | Path, most: int = MOST_INPUT) -> bytes:
    """The bytes of a document.

    Raises `UnreadableFile` when it is missing, is no file, may not be opened or changes while it is read, and
    `OversizedFile` when it has more than `most` bytes.
    """
    text = os.fspath(location)
    return b"".join(_chunks_at_address(text, most) if is_address(text) else _chunks(text, most))


def fingerprint(location: str, most: int = MOST_INPUT) -> str:
    """SHA-256 of a document, hexadecimal. Raises as `bytes_of`."""
    digest = hashlib.sha256()
    for chunk in _chunks_at_address(location, most) if is_address(location) else _chunks(location, most):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: str, most: int) -> Iterator[bytes]:
    try:
        handle = os.open(path, _READ_ONLY)
        try:
            before = os.fstat(handle)
            _refuse_what_is_no_file(before, most)
            while chunk := os.read(handle, MEGABYTE):
                yield chunk
            after = os.fstat(handle)
        finally:
            os.close(handle)
    except NotADirectoryError as error:
        from extractors.containers.opening import document_in  # noqa: PLC0415 - loads readers, seldom needed

        inside = _split_at_file(path)
        if inside is None:
            raise _cannot_open(error, "It") from error
        yield document_in(bytes_of(inside[0], most), inside[1])
        return
    except OSError as error:
        raise _cannot_open(error, "It") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise UnreadableFile("It was changed while it was being read.", "Save and close it, then read it again.")


def _split_at_file(path: str) -> tuple[str, str] | None:
    """A path that leads through a file - a mail, an archive - as that file's and the rest; None when there is none."""
    for parent in Path(path).parents:
        if parent.is_file():
            return str(parent), Path(path).relative_to(parent).as_posix()
    return None


def _refuse_what_is_no_file(state: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise UnreadableFile("It is a folder.", "Name the files in it, or the folder itself.")
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableFile(_NO_FILE, "Save the document as a file first.")
    _refuse_oversized(state.st_size, most)


def _refuse_oversized(size: int, most: int) -> None:
    if size > most:
        raise OversizedFile(
            f"It is {size // MEGABYTE} MB; the limit is {most // MEGABYTE} MB.",
            "Save the plan's own pages as a separate file. You can also raise the limit with --size-limit.",
        )


def _chunks_at_address(address: str, most: int) -> Iterator[bytes]:
    files, path = file_system(address)
    try:
        _refuse_oversized(files.size(path) or 0, most)
        with files.open(path, "rb") as file:
            while chunk := file.read(MEGABYTE):
                yield chunk
    except OSError as error:
        raise _cannot_open(error, "It") from error


def _cannot_open(error: OSError, what: str) -> UnreadableFile:
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("There is no such file.", "Check the path.")
    reason = error.strerror or type(error).__name__
    return UnreadableFile(f"{what} cannot be opened: {reason}.", "Check that you have permission to read it.")
