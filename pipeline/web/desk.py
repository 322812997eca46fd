"""Reads the documents that were dropped, as `vvrap extract` does: each in a process of its own, with its limits."""

from __future__ import annotations

import pickle
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from models.errors import VvrapError
from models.plan import Plan
from models.reference.boroughs import find_borough
from pipeline.batch.choosing import REMOVED
from pipeline.batch.containers import open_containers
from pipeline.batch.executor import Answer, Executor
from pipeline.batch.executors import choose_executor, processors
from pipeline.batch.inputs import Found, OutOfReach, PassedOver
from pipeline.batch.outcomes import Options, Outcome
from pipeline.batch.reading import Request
from pipeline.batch.run import Batch
from pipeline.column_names import told_columns
from pipeline.pages.views.inbox import held_values, in_a_line
from pipeline.pages.words import whose
from pipeline.registries import registry_folder
from pipeline.web.documents import Documents
from pipeline.web.kept_drops import KeptDrop, KeptDrops
from pipeline.web.remedies import remedy_of
from pipeline.web.settings import Settings
from pipeline.web.shelf import Shelf

LOOK_SECONDS = 0.25  # how often the page that is being read is looked up
_TELL = frozenset({"same-plan-twice", "newer-lacks-actions"})
_UNSURE = {"borough-uncertain": "asks_borough", "year-uncertain": "asks_year"}


class _KeptOpen:
    """An executor that several runs use, one after the other: its processes stay warm."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def run(self, tasks: Iterable[bytes]) -> Iterator[tuple[int, Answer]]:
        """As the executor."""
        return self._executor.run(tasks)

    def close(self) -> None:
        """Stays open for the next run."""


class Desk:
    """Takes documents in and reads them, one upload after the other."""

    def __init__(self, settings: Settings, shelf: Shelf) -> None:
        self._settings = settings
        self._shelf = shelf
        self._outputs = shelf.outputs
        self.documents = Documents(settings.outputs)
        self.drops = KeptDrops(settings.outputs)
        self._executor = self._new_executor()
        self._names_changed = threading.Event()
        self._work = threading.Event()
        self._stopped = threading.Event()
        self._years: set[int] = set()
        """Years of the plans read since boards were last made ready."""
        self._thread = threading.Thread(target=self._run, name="vvrap-desk", daemon=True)

    def _new_executor(self) -> Executor:
        folder = self._settings.registry
        registry = registry_folder(folder) if folder else None
        return choose_executor(processors(), self._settings.limits, registry=registry)

    def names_changed(self) -> None:
        """Let processes that load the names as they are now read what comes next."""
        self._names_changed.set()

    def start(self) -> None:
        """Begin to read what is there, and what comes."""
        self._work.set()
        self._thread.start()

    def stop(self) -> None:
        """End; what is not read yet is read when the server is started again."""
        self._stopped.set()
        self._work.set()
        self._executor.close()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def take(self, files: list[tuple[str, bytes | Path]], borough: str = "", year: int | None = None) -> None:
        """Take in documents that were sent together."""
        self.drops.take(files, borough, year)
        self._work.set()

    def read_first(self, files: Sequence[tuple[str, Path]]) -> None:
        """Take in documents that lie on this machine, but for those whose copies are kept here already."""
        listed = {kept.place for kept in self.drops.all()}
        new = [(name, place) for name, place in files if not (str(place) in listed or self.documents.has(place))]
        if new:
            self.take(list(new))

    def again(self, drop_id: str, *, borough: str = "", year: int | None = None, force: bool = False) -> None:
        """Read a document again, with what a person has said of it."""
        kept = self.drops.get(drop_id)
        if kept is None or kept.drop.state in {"waiting", "reading"}:
            return
        drop = kept.drop.model_copy(
            update={
                "state": "waiting",
                "said": "",
                "notes": (),
                "problem": "",
                "remedy": "",
                "replaced": None,
                "held": (),
            }
        )
        update = {
            "drop": drop,
            "borough": borough or kept.borough,
            "year": year or kept.year,
            "force": force,
            "group": kept.drop.id,
        }
        self.drops.put(kept.model_copy(update=update))
        self._work.set()

    def _run(self) -> None:
        self._warm_up()
        while not self._stopped.is_set():
            self._work.wait()
            self._work.clear()
            while not self._stopped.is_set() and (group := self._next()):
                documents = [kept for kept in group if not self._opened(kept)]
                if documents:
                    self._read(documents)
            if self._years:
                self._shelf.prepare(sorted(self._years))
                self._years.clear()

    def _opened(self, kept: KeptDrop) -> bool:
        """Whether a document is a mail, an archive or the like: each document inside is then on the list by itself."""
        place = self.drops.document(kept)
        unpack_to = self.drops.unpacked(kept)
        found = [Found(str(place), kept.drop.filename)]
        inside = list(open_containers(found, self._settings.limits, unpack_to=unpack_to))
        documents = [(one.name, Path(one.location)) for one in inside if isinstance(one, Found) and one != found[0]]
        left = [f"{one.name} was left out. {one.reason}" for one in inside if isinstance(one, PassedOver)]
        failed = next((one.error for one in inside if isinstance(one, OutOfReach)), None)
        self.drops.take_inside(kept, documents)
        shutil.rmtree(unpack_to, ignore_errors=True)
        if found[0] in inside:
            return False
        if failed:
            self._put(
                kept,
                state="failed",
                problem=failed.problem,
                remedy=remedy_of(failed.code, failed.remedy),
                notes=tuple(left),
            )
        else:
            said = "Each document inside is on this list by itself."
            self._put(kept, state="opened", said=said, notes=tuple(left))
        return True

    def _warm_up(self) -> None:
        """Have a process load what reading needs before the first document comes."""
        task = pickle.dumps(Request(__file__, "warm-up", only_fingerprint=True))
        try:
            for _ in self._executor.run([task]):
                pass
        except VvrapError:
            return  # the first document will say what is wrong

    def _next(self) -> list[KeptDrop]:
        """The documents that were sent together the longest ago and are not read yet."""
        waiting = [kept for kept in reversed(self.drops.all()) if kept.drop.state in {"waiting", "reading"}]
        return [kept for kept in waiting if kept.group == waiting[0].group]

    def _read(self, group: Sequence[KeptDrop]) -> None:
        if self._names_changed.is_set():
            self._names_changed.clear()
            self._executor.close()
            self._executor = self._new_executor()
        by_place = {str(self.drops.document(kept)): kept for kept in group}
        for kept in group:
            self.drops.show(kept.drop.id, state="reading")
        found = [Found(place, kept.drop.filename) for place, kept in by_place.items()]
        done = set()
        with _Watching({kept.drop.id: self.drops.pages_note(kept) for kept in group}, self.drops.show):
            try:
                options = self._options(group[0], by_place)
                for outcome in Batch(self._outputs, _KeptOpen(self._executor), options).outcomes(found):
                    self._settle(by_place[outcome.location], outcome)
                    done.add(by_place[outcome.location].drop.id)
            except VvrapError as error:
                if not self._stopped.is_set():
                    self._give_up([kept for kept in group if kept.drop.id not in done], error)

    def _options(self, first: KeptDrop, by_place: Mapping[str, KeptDrop]) -> Options:
        """How documents that were sent together are read. Raises `VvrapError` for a faulty columns.toml."""
        return Options(
            borough=find_borough(first.borough) if first.borough else None,
            year=first.year,
            force=first.force,
            limits=self._settings.limits,
            registry=registry_folder(self._settings.registry) if self._settings.registry else None,
            columns=told_columns(self._settings.columns, self._outputs.files),
            pages_notes={place: str(self.drops.pages_note(kept)) for place, kept in by_place.items()},
        )

    def _give_up(self, group: Iterable[KeptDrop], error: VvrapError) -> None:
        for kept in group:
            self._put(kept, state="failed", problem=error.problem, remedy=remedy_of("", error.remedy))

    def _put(self, kept: KeptDrop, *, sha256: str = "", place: str = "", **update: object) -> None:
        drop = kept.drop.model_copy(update={"page": 0, "pages": 0, "asks_borough": False, "asks_year": False, **update})
        self.drops.put(
            kept.model_copy(update={"drop": drop, "sha256": sha256 or kept.sha256, "place": place or kept.place})
        )

    def _settle(self, kept: KeptDrop, outcome: Outcome) -> None:
        entry = outcome.entry
        if outcome.failed:
            remedy = remedy_of(entry.code or "", outcome.remedy)
            self._put(kept, state="failed", problem=outcome.problem, remedy=remedy)
            return
        place = self._store(kept, entry.sha256 or "")
        if entry.status == "skipped" and (entry.reason == REMOVED or entry.kept is None):
            said = "Its plan was removed."
            self._put(kept, state="same", said=said, sha256=entry.sha256 or "", place=place, plan_id=None)
            return
        plan = self._shelf.outputs.read_plan(entry.kept) if entry.kept else None
        if plan is None or entry.plan_id is None:
            self._put(kept, state="failed", problem="Its plan is missing.", remedy="Drop the document again.")
            return
        if not entry.is_current:
            said = f"{whose(plan)} has been read from a newer document since."
            self._put(kept, state="same", said=said, sha256=entry.sha256 or "", place=place, plan_id=entry.plan_id)
        elif entry.status == "skipped":
            said = f"It was read before as {whose(plan)}."
            self._put(kept, state="same", said=said, sha256=entry.sha256 or "", place=place, plan_id=entry.plan_id)
        else:
            self._tell(kept, plan, entry.sha256 or "", place)

    def _tell(self, kept: KeptDrop, plan: Plan, sha256: str, place: str) -> None:
        self._years |= {plan.plan_year} if plan.plan_year else set()
        asks = {field: any(found.code == code for found in plan.findings) for code, field in _UNSURE.items()}
        asks = {
            "asks_borough": plan.borough is None or (asks["asks_borough"] and not kept.borough),
            "asks_year": plan.plan_year is None or (asks["asks_year"] and not kept.year),
        }
        versions = self._shelf.versions(plan.plan_id)
        before = versions[-2] if len(versions) > 1 else None
        replaced = before.number if before and before.sha256 != plan.source.sha256 else None
        notes = [found.message for found in plan.findings if found.code in _TELL]
        if replaced and before:
            notes.insert(0, f"It replaces version {replaced}, {before.filename}. {versions[-1].change}")
        self._put(
            kept,
            state="asking" if any(asks.values()) else "done",
            said=in_a_line(plan),
            held=held_values(plan),
            plan_id=plan.plan_id,
            notes=tuple(notes),
            replaced=replaced,
            sha256=sha256,
            place=place,
            **asks,
        )

    def _store(self, kept: KeptDrop, sha256: str) -> str:
        """Keep the document where its pages can be shown from; the one that was sent goes when it is off the list."""
        return str(self.documents.keep(self.drops.document(kept), sha256, kept.drop.filename))


class _Watching:
    """Looks up how far documents are while they are read, and shows it."""

    def __init__(self, notes: dict[str, Path], show: Callable[..., None]) -> None:
        self._notes = notes
        self._show = show
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="vvrap-progress", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for note in self._notes.values():
            note.unlink(missing_ok=True)

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            for drop_id, note in self._notes.items():
                try:
                    page, _, pages = note.read_text(encoding="ascii").partition(" ")
                    self._show(drop_id, page=int(page), pages=int(pages))
                except (OSError, ValueError):
                    continue
