"""A registry folder that a run is given, told by what it holds: people edit it, and plans must then be tagged again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ReferenceDataError, UsageError

if TYPE_CHECKING:
    from pipeline.tagging import Tagger


@dataclass(frozen=True, slots=True)
class RegistryFolder:
    """A registry folder as it was when the run began.

    Attributes:
        path: absolute, the same on every machine of a cluster.
        sha256: of all its files and their names.
    """

    path: str
    sha256: str


def registry_folder(path: Path) -> RegistryFolder:
    """The registry at a path. Raises `UsageError` when there is none: the package's must not stand in for it unseen."""
    if not _files(path):
        raise UsageError(
            f"{path} contains no registry: neither general.csv nor boroughs/*.csv.",
            "Check the path, or start one with: vvrap registry new-borough BOROUGH --registry DIR",
        )
    return RegistryFolder(str(path.absolute()), _digest(path))


@cache
def tagger_of(registry: RegistryFolder) -> Tagger:
    """The tagger that uses a registry folder, loaded once.

    Raises `ReferenceDataError` when the folder is not here, holds something else by now, or has faulty rows.
    """
    from pipeline.tagging import Tagger  # noqa: PLC0415 - loading spaCy waits for the first plan that was read
    from pipeline.tagging.registry.files import load_registry  # noqa: PLC0415 - likewise

    load_registry.cache_clear()  # this process may have read the folder before it was edited
    tagger = Tagger(Path(registry.path))
    if _digest(Path(registry.path)) != registry.sha256:
        raise ReferenceDataError(
            f"The registry in {registry.path} has changed since the run began.",
            "Run again when nobody is editing it; on a cluster, give every machine the same files there.",
        )
    return tagger


def _digest(folder: Path) -> str:
    from pipeline.tagging.registry.together import pending  # noqa: PLC0415 - likewise

    texts = {name: text.encode("utf-8") for name, text in pending(folder).items()}
    for path in _files(folder):
        try:
            texts.setdefault(path.relative_to(folder).as_posix(), path.read_bytes())
        except OSError as error:
            raise ReferenceDataError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    digest = hashlib.sha256()
    for name in sorted(texts):
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.sha256(texts[name]).digest())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """The registry's files in a folder, as `pipeline.tagging.registry.files` takes them."""
    return sorted(path for path in (folder / "general.csv", *folder.glob("boroughs/*.csv")) if path.is_file())
