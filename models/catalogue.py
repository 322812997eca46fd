"""The catalogue of findings: the only place from which a `Finding` is made."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from pydantic import Field, ValidationError, field_validator

from models.base import Record
from models.errors import ReferenceDataError
from models.finding import About, Finding, Severity

FILENAME = "findings.toml"


class CatalogueEntry(Record):
    """One kind of finding, as people read about it in the docs."""

    code: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$", description="Stable code.")
    about: About = Field(
        description="reading: how the document was read; document: what the document says or lacks, as anybody sees.",
    )
    severity: Severity = Field(description="How much it matters.")
    title: str = Field(min_length=3, description="A few words, for headings.")
    message: str = Field(min_length=10, description="What a person reads, with {names} to fill in.")
    action: str = Field(min_length=5, description="What to do about it.")

    @field_validator("message")
    @classmethod
    def _names_are_whole(cls, message: str) -> str:
        """Braces come in pairs, each around a name."""
        names = [name for _, name, _, _ in string.Formatter().parse(message) if name is not None]
        if not all(name.isidentifier() for name in names):
            raise ValueError("each pair of braces must contain a name")
        return message

    def fields(self) -> frozenset[str]:
        """Names that `message` wants filled in."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.message) if name)


def parse_catalogue(text: str) -> dict[str, CatalogueEntry]:
    """Read a catalogue from TOML text. Raises `ReferenceDataError` that names the entry and the fault."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceDataError(
            f"{FILENAME} is not valid TOML: {error}.",
            "If you edited this file, correct it; if not, install vvrap again.",
        ) from error
    entries = {}
    for code, table in tables.items():
        try:
            entries[code] = CatalogueEntry.model_validate({"code": code, **table})
        except (ValidationError, TypeError) as error:
            raise ReferenceDataError(
                f"{FILENAME}, entry {code}: {error}",
                "If you edited this file, correct it; if not, install vvrap again.",
            ) from error
    return entries


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All entries by code, in the order of the file."""
    text = resources.files("models.reference").joinpath(FILENAME).read_text(encoding="utf-8")
    return parse_catalogue(text)


def finding(
    code: str,
    *,
    action_ref: str | None = None,
    page: int | None = None,
    fields: Iterable[str] = (),
    **details: object,
) -> Finding:
    """Make the finding `code`, its message filled from `details` (and `page`).

    fields: those of the action that are in doubt (see `Finding.fields`).
    Raises KeyError for a code that is not in the catalogue or a detail the message needs and did not get: both are
    faults of the caller.
    """
    entry = catalogue()[code]
    message = entry.message.format(**details, page=page)
    return Finding(
        code=code,
        severity=entry.severity,
        message=message,
        action_ref=action_ref,
        page=page,
        fields=tuple(dict.fromkeys(fields)),
    )


def is_doubt(found: Finding) -> bool:
    """Whether a finding throws doubt on the records: a warning or error about how the document was read.

    A code that is not in the catalogue, of a plan that another version wrote, counts as about the reading.
    """
    entry = catalogue().get(found.code)
    return found.severity != "info" and (entry is None or entry.about == "reading")
