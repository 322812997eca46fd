"""The files of a zip archive, unpacked one by one within limits and in memory alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import partial

from extractors.containers.contents import MOST_BYTES, Contents, Member
from models.errors import DamagedFile, EncryptedFile, OversizedFile

MOST_RATIO = 200
"""Times a file may grow when unpacked; office files and PDF are packed already, and text grows tenfold."""
RATIO_FLOOR_BYTES = 8 * 1024 * 1024
"""Files smaller than this are harmless whatever their ratio."""
_ENCRYPTED_FLAG = 0x1
_CLUTTER_FOLDER = "__MACOSX"
_CLUTTER = (".", "~$", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


def open_zip(data: bytes) -> Contents:
    """The files of an archive. Raises `DamagedFile`, or `OversizedFile` past a limit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir() and not _is_clutter(member)]
    except _BROKEN as error:
        raise DamagedFile("The archive is damaged or incomplete.", "Download or copy it again.") from error
    return Contents([Member(member.filename, partial(_unpack, data, member)) for member in members])


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    """Whether a file is one that systems leave beside documents."""
    *folders, name = member.filename.replace("\\", "/").split("/")
    return _CLUTTER_FOLDER in folders or name.casefold().startswith(_CLUTTER)


def _unpack(data: bytes, member: zipfile.ZipInfo) -> bytes:
    if member.flag_bits & _ENCRYPTED_FLAG:
        raise EncryptedFile("The archive is password-protected.", "Unpack it and use the plans inside it.")
    grown = member.file_size > RATIO_FLOOR_BYTES and member.file_size > MOST_RATIO * max(member.compress_size, 1)
    if grown or member.file_size > MOST_BYTES:
        raise OversizedFile("The file unpacks to more than can be read safely.", "Unpack it and use the plan itself.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as stream:
            return stream.read(member.file_size)  # no more than its entry says, whatever comes out of it
    except _BROKEN as error:
        raise DamagedFile("This file of the archive is damaged.", "Download or copy the archive again.") from error
