"""Names of columns that people give: for one run with --column, or kept in a file columns.toml."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import ReferenceDataError, UsageError
from models.reference.columns import ColumnNames, columns_in_use, fold_header
from models.reference.roles import RoleName
from pipeline.outputs.folder import Folder, LocalFolder
from pipeline.quantities import count

FILENAME = "columns.toml"

_HEAD = (
    "# Headers of columns and the fields they fill, as they were given with --column and --save-columns.\n"
    "# vvrap goes by them, before its own list of names. Case and punctuation do not matter.\n"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks about columns.

    Attributes:
        columns: what was given with --column, each as "HEADER=field".
        save: whether to keep these names for later runs.
        reference: folder of a columns.toml of the user's own; None for the outputs folder alone.
    """

    columns: tuple[str, ...] = ()
    save: bool = False
    reference: Path | None = None


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class Told:
    """What people said about columns, and what to tell them of it.

    Attributes:
        names: what headers mean; None when nobody gave a name.
        sha256: of the names given; None when there are none.
        lines: what to tell a person.
    """

    names: ColumnNames | None = None
    sha256: str | None = None
    lines: tuple[str, ...] = ()


def told_columns(asked: Asked, outputs: Folder | None = None) -> Told:
    """The names that hold in a run: those of the outputs folder, over them those of --reference, then of --column.

    With `save`, those of --column are written to the file.

    Raises `UsageError` for an option that says no header and field, `ReferenceDataError` for a faulty file.
    """
    given = parse_options(asked.columns)
    if asked.save and not given:
        raise UsageError("--save-columns has nothing to save.", "Give at least one --column with it.")
    folders = [*([outputs] if outputs else []), *([_reference(asked)] if asked.reference else [])]
    kept: dict[str, RoleName] = {}
    lines: list[str] = []
    for folder in folders:
        found = read_columns(folder)
        if found:
            lines.append(f"Using {count(len(found), 'column name')} from {folder.place(FILENAME)}.")
        kept = _over(kept, found)
    if asked.save and folders:
        save_columns(folders[-1], given)
        lines.append(f"Saved to {folders[-1].place(FILENAME)}: {_listed(given)}.")
    elif given:
        lines.append(f"{_listed(given)}: for this run only. Add --save-columns to keep it for later runs.")
    everything = {fold_header(header): field for header, field in _over(kept, given).items()}
    if not everything:
        return Told()
    digest = hashlib.sha256(json.dumps(sorted(everything.items())).encode()).hexdigest()
    names = ColumnNames(columns_in_use().roles, everything, asked=tuple(given))
    return Told(names, digest, tuple(lines))


def parse_options(texts: Iterable[str]) -> dict[str, RoleName]:
    """Headers and fields as given with --column. Raises `UsageError` for one that is none."""
    given: dict[str, RoleName] = {}
    for text in texts:
        header, equals, field = text.rpartition("=")
        if not equals:
            raise UsageError(f"--column “{text}” names no field.", _SAY_IT)
        if not fold_header(header):
            raise UsageError(f"--column “{text}” names no header.", _SAY_IT)
        role = _role(field)
        if role is None:
            raise UsageError(f"--column “{text}”: “{field.strip()}” is not a field.", fields_sentence())
        other = next((known for known in given if fold_header(known) == fold_header(header)), None)
        if other is not None and given[other] != role:
            raise UsageError(
                f"--column gives “{header.strip()}” two fields: {given[other]} and {role}.", fields_sentence()
            )
        given.setdefault(other or " ".join(header.split()), role)
    return given


_SAY_IT = 'Write it as --column "HEADER=field", for example --column "VRU Minimum Standard=mandatory_action".'


def fields_sentence() -> str:
    """The fields that a column can fill, for a person who named another."""
    return f"Use one of these fields: {', '.join(role.name for role in columns_in_use().roles)}."


def _role(text: str) -> RoleName | None:
    """The role of a field, by its name or by what people read: named_leads, Named leads."""
    wanted = fold_header(text)
    return next(
        (role.name for role in columns_in_use().roles if wanted in {fold_header(role.name), fold_header(role.label)}),
        None,
    )


def read_columns(folder: Folder) -> dict[str, RoleName]:
    """The headers and fields of a folder's columns.toml; empty without one. Raises `ReferenceDataError`."""
    return parse_columns(folder.read(FILENAME), folder.place(FILENAME)) if folder.exists(FILENAME) else {}


def parse_columns(data: bytes, place: str) -> dict[str, RoleName]:
    """The headers and fields in the bytes of a columns.toml. Raises `ReferenceDataError` that names `place`."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReferenceDataError(f"{place} is not valid TOML: {error}.", "Correct the line named.") from error
    found: dict[str, RoleName] = {}
    for field, headers in tables.items():
        role = _role(field)
        if role is None:
            raise ReferenceDataError(f"{place}: “{field}” is not a field.", fields_sentence())
        for header in headers if isinstance(headers, list) else [headers]:
            if not isinstance(header, str) or not fold_header(header):
                raise ReferenceDataError(
                    f"{place}: under {field}, “{header}” is not a header.", "Correct or delete it."
                )
            claimed = next((known for known in found if fold_header(known) == fold_header(header)), None)
            if claimed is not None and found[claimed] != role:
                raise ReferenceDataError(
                    f"{place}: “{header}” is listed under both {found[claimed]} and {role}.",
                    "Keep it under one of them.",
                )
            found.setdefault(claimed or header, role)
    return found


def save_columns(folder: Folder, given: Mapping[str, RoleName]) -> None:
    """Add headers and fields to a folder's columns.toml. Raises `OutputError`, and `ReferenceDataError` as reading."""
    whole = _over(read_columns(folder), given)
    lines = [_HEAD]
    for role in columns_in_use().roles:
        headers = [header for header, field in whole.items() if field == role.name]
        if headers:
            lines.append(f"{role.name} = [{', '.join(map(_quoted, headers))}]\n")
    with folder.write(FILENAME) as file:
        file.write("".join(lines).encode())


def _reference(asked: Asked) -> Folder:
    """The folder of --reference. Raises `UsageError` when there is none, unless it is to be written to."""
    path = asked.reference or Path()
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder.", "Name the folder that contains columns.toml.")
    if not path.exists() and not asked.save:
        raise UsageError(
            f"There is no folder {path}.", "Check the path, or start one with --column and --save-columns."
        )
    return LocalFolder(path)


def _over(below: Mapping[str, RoleName], above: Mapping[str, RoleName]) -> dict[str, RoleName]:
    """Both, without those below whose header stands above too."""
    taken = {fold_header(header) for header in above}
    return {**{header: field for header, field in below.items() if fold_header(header) not in taken}, **above}


def _quoted(text: str) -> str:
    """A text as a basic string of TOML, which JSON's strings are but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(given: Mapping[str, RoleName]) -> str:
    return ", ".join(f"“{header}” = {field}" for header, field in given.items())
