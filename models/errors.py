"""Everything that can stop a piece of work, drawn in one place.

    VvrapError
    ├── InputError               a file that cannot be read as a plan; the other files go on
    │   ├── UnreadableFile       missing, a folder, no permission
    │   ├── EmptyFile            no bytes, or nothing in it
    │   ├── UnsupportedKind      of a kind no reader takes
    │   ├── DamagedFile          truncated or broken
    │   ├── EncryptedFile        needs a password
    │   ├── ScannedFile          pictures of pages, no text
    │   ├── OversizedFile        past a limit that protects the machine
    │   ├── ConversionFailed     another program could not make a document of it that we read
    │   ├── NotAPlan             readable, but no plan's table in it
    │   └── CannotBeAnonymised   a copy in other words would be another document, or still tell whose it is
    ├── ReferenceDataError       a data file that people edit holds a fault
    ├── OutputError              results cannot be written
    └── UsageError               the command was asked for something that makes no sense
        └── ChangedMeanwhile     a value is another than the one a person was looking at

Doubts about what was read are findings, not exceptions.
"""

from __future__ import annotations


class VvrapError(Exception):
    """Base of all: what is wrong, and what the person can do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[VvrapError], tuple[str, str]]:
        """Lets it be sent from one process to another."""
        return type(self), (self.problem, self.remedy)


class InputError(VvrapError):
    """A file cannot be read as a plan.

    `problem` and `remedy` are whole sentences without document text, but for the headers of a table.
    """

    code = "input"


class UnreadableFile(InputError):
    """The file is missing, is a folder, or may not be opened."""

    code = "unreadable-file"


class EmptyFile(InputError):
    """The file has no bytes, or a container with nothing in it."""

    code = "empty-file"


class UnsupportedKind(InputError):
    """The content is of a kind that no reader takes."""

    code = "unsupported-kind"


class DamagedFile(InputError):
    """The content is truncated or broken."""

    code = "damaged-file"


class EncryptedFile(InputError):
    """The content needs a password to open."""

    code = "encrypted-file"


class ScannedFile(InputError):
    """Every page is a picture without text."""

    code = "scanned-file"


class OversizedFile(InputError):
    """The content is past a limit that protects the machine, e.g. an archive that unpacks to gigabytes."""

    code = "oversized-file"


class ConversionFailed(InputError):
    """The program that opens files of this kind for us could not, or did not end in time."""

    code = "conversion-failed"


class NotAPlan(InputError):
    """The document was read, but no table in it is a plan's."""

    code = "not-a-plan"


class CannotBeAnonymised(InputError):
    """A copy in other words would be read differently, or a name would stay in it."""

    code = "cannot-be-anonymised"


class ReferenceDataError(VvrapError):
    """A data file that people edit holds a fault: file, line and reason are in `problem`."""


class OutputError(VvrapError):
    """Results cannot be written."""


class UsageError(VvrapError):
    """The command was asked for something that makes no sense, e.g. a borough that does not exist."""


class ChangedMeanwhile(UsageError):
    """Somebody else changed the value that a person was looking at when they corrected it."""
