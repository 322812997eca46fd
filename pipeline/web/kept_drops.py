"""Documents that were dropped, on the disk from the moment they are taken in, so that a server that ends loses none."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from models.base import Record
from models.errors import OutputError
from pipeline.files import remove_leftovers, write_whole
from pipeline.outputs.folder import STATE
from pipeline.pages.views.inbox import Drop
from pipeline.web.documents import clean_name

FOLDER = f"{STATE}/dropped"
_NOTE = "drop.json"
_DOCUMENT = "document"
ID_BYTES = 9


class KeptDrop(Record):
    """A document that was dropped, with what is needed to read it."""

    drop: Drop = Field(description="What people see of it.")
    order: int = Field(description="Place among all that were dropped.")
    group: str = Field(description="Those that were sent together have the same.")
    borough: str = Field(default="", description="The borough that a person gave.")
    year: int | None = Field(default=None, description="The year that a person gave.")
    force: bool = Field(default=False, description="Whether it is to be read whatever is known of it.")
    place: str = Field(default="", description="Where the document is; empty while it lies beside this note.")
    sha256: str = Field(default="", description="SHA-256 of its bytes, once it is read.")


class KeptDrops:
    """The documents dropped, by id. Every change is on the disk before it is seen."""

    def __init__(self, outputs: Path) -> None:
        self._folder = outputs / FOLDER
        self._lock = threading.Lock()
        self._drops: dict[str, KeptDrop] = {}
        if self._folder.is_dir():
            remove_leftovers(self._folder)
            for note in sorted(self._folder.glob(f"*/{_NOTE}")):
                self._load(note)
            for folder in self._folder.iterdir():
                if folder.is_dir() and folder.name not in self._drops:
                    shutil.rmtree(folder, ignore_errors=True)  # it was never whole: nobody was told that it came

    def _load(self, note: Path) -> None:
        try:
            kept = KeptDrop.model_validate_json(note.read_bytes())
        except (OSError, ValidationError):
            return
        if kept.drop.id == note.parent.name:
            self._drops[kept.drop.id] = kept

    def all(self) -> list[KeptDrop]:
        """All, the newest first."""
        with self._lock:
            return sorted(self._drops.values(), key=lambda kept: -kept.order)

    def get(self, drop_id: str) -> KeptDrop | None:
        """One, by its id."""
        with self._lock:
            return self._drops.get(drop_id)

    def waiting(self) -> int:
        """How many are not read yet."""
        return sum(kept.drop.state in {"waiting", "reading"} for kept in self.all())

    def take(self, files: list[tuple[str, bytes | Path]], borough: str, year: int | None) -> list[KeptDrop]:
        """Take in documents that were sent together: names and bytes, or files that stay where they are."""
        group = secrets.token_hex(ID_BYTES)
        taken = []
        with self._lock:
            order = max((kept.order for kept in self._drops.values()), default=0)
        for number, (given, document) in enumerate(files, start=1):
            drop = Drop(id=secrets.token_hex(ID_BYTES), filename=clean_name(given), state="waiting")
            kept = KeptDrop(drop=drop, order=order + number, group=group, borough=borough, year=year)
            if isinstance(document, bytes):
                write_whole(self._folder / drop.id / _DOCUMENT, document)
            else:
                kept = kept.model_copy(update={"place": str(document)})
            taken.append(kept)
        for kept in taken:  # only when all are on the disk, so that those sent together are read together
            self.put(kept)
        return taken

    def take_inside(self, container: KeptDrop, files: Sequence[tuple[str, Path]]) -> None:
        """Take in the documents of a container, by their names with its own, each moved to a place of its own."""
        for name, file in files:
            inside = name.removeprefix(f"{container.drop.filename}/").split("/")
            called = "/".join([container.drop.filename, *map(clean_name, inside)])
            drop = Drop(id=secrets.token_hex(ID_BYTES), filename=called, state="waiting")
            place = self._folder / drop.id / _DOCUMENT
            place.parent.mkdir(parents=True)
            file.rename(place)
            self.put(container.model_copy(update={"drop": drop, "group": drop.id, "place": ""}))

    def unpacked(self, kept: KeptDrop) -> Path:
        """Where a container is unpacked, until each document has its own place."""
        return self._folder / kept.drop.id / "inside"

    def document(self, kept: KeptDrop) -> Path:
        """Where a document is."""
        return Path(kept.place) if kept.place else self._folder / kept.drop.id / _DOCUMENT

    def pages_note(self, kept: KeptDrop) -> Path:
        """Where the process that reads a document notes the page it is at."""
        return self._folder / kept.drop.id / "pages"

    def put(self, kept: KeptDrop) -> None:
        """Keep a document as it is now."""
        write_whole(self._folder / kept.drop.id / _NOTE, kept.model_dump_json().encode())
        with self._lock:
            self._drops[kept.drop.id] = kept

    def show(self, drop_id: str, **update: object) -> None:
        """Show how far one is, without keeping it: after a stop it begins again."""
        with self._lock:
            if drop_id in self._drops:
                kept = self._drops[drop_id]
                self._drops[drop_id] = kept.model_copy(update={"drop": kept.drop.model_copy(update=update)})

    def forget(self, drop_id: str) -> None:
        """Take one off the list. Its document goes, unless it became a plan: then it is kept elsewhere by now."""
        with self._lock:
            kept = self._drops.get(drop_id)
            if kept is None or kept.drop.state in {"waiting", "reading"}:
                return
            del self._drops[drop_id]
        try:
            shutil.rmtree(self._folder / drop_id)
        except FileNotFoundError:
            return
        except OSError as error:
            raise OutputError("The list of documents cannot be written.", "Check that the disk is not full.") from error
