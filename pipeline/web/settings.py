"""How the pages are served."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.column_names import NOTHING_ASKED, Asked

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine that no other machine answers to."""

MOST_FILES = 40
"""Documents in one upload. There are 33 boroughs."""
MOST_FILE_BYTES = 50 * MEGABYTE
"""Of one document. Plans seen are designed PDFs of up to 13 MB."""
MOST_UPLOAD_BYTES = 250 * MEGABYTE
"""Of all documents of one upload together."""
MOST_WAITING = 200
"""Documents that may wait to be read; more are refused until some are done."""
MOST_FORM_BYTES = 512 * 1024
"""Of a form without files: a narrative is a few thousand characters."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served.

    Attributes:
        outputs: the outputs folder.
        read_only: nothing can be changed.
        token: people must know it to come in; empty when everybody who reaches the server may.
        hosts: names by which the server may be addressed; none of them checked when empty.
        user_header: header in which a reverse proxy gives the name of who is signed in; empty without one.
        registry: the folder of names to tag by, in which decisions on names go; None is the built-in one.
        columns: what was asked about columns; a columns.toml is read as it is when a document is.
        limits: what one document may take.
        most_files, most_file_bytes, most_upload_bytes, most_waiting: what may be uploaded.
    """

    outputs: Path
    read_only: bool = False
    token: str = ""
    hosts: frozenset[str] = LOOPBACK
    user_header: str = ""
    registry: Path | None = None
    columns: Asked = NOTHING_ASKED
    limits: Limits = field(default_factory=Limits)
    most_files: int = MOST_FILES
    most_file_bytes: int = MOST_FILE_BYTES
    most_upload_bytes: int = MOST_UPLOAD_BYTES
    most_waiting: int = MOST_WAITING
