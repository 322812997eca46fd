"""`vvrap watch`: read what is dropped into a folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.column_options import ColumnOption, ReferenceOption, SaveOption
from pipeline.cli.exits import DONE, Exit, exit_code

if TYPE_CHECKING:
    from pipeline.column_names import Asked
    from pipeline.watch.watcher import Finished, Pace


def watch(  # noqa: PLR0913, PLR0917 - each option of the command is a parameter
    inbox: Annotated[Path, typer.Argument(metavar="INBOX", help="The folder that documents are dropped into.")],
    out: Annotated[Path, typer.Option("--outputs", "--out", help="Folder for the results; outside the inbox.")] = Path(
        "outputs"
    ),
    once: Annotated[bool, typer.Option("--once", help="Stop when the inbox has been processed.")] = False,
    poll: Annotated[
        float,
        typer.Option(min=0.01, max=3600, metavar="SECONDS", help="Seconds between checks of the inbox."),
    ] = 2.0,
    settle: Annotated[
        int,
        typer.Option(
            min=2, max=1000, metavar="LOOKS", help="Number of checks a file must stay unchanged before it is read."
        ),
    ] = 3,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Documents to read at once, each in its own process. 0: in this process, without limits."
            "  [default: the number of processors]",
        ),
    ] = None,
    registry: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Registry folder to take names from.  [default: the built-in one]"),
    ] = None,
    column: ColumnOption = None,
    save_columns: SaveOption = False,
    reference: ReferenceOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON value, at the end.")] = False,
) -> None:
    """Read every document dropped into a folder, then move it to done/ or failed/ with a note beside it.

    Runs until stopped with Ctrl-C or SIGTERM. It can be restarted at any time.
    """
    import json

    from pipeline.batch.executors import processors
    from pipeline.catalogue.screen import print_lines, said
    from pipeline.column_names import Asked, told_columns
    from pipeline.outputs.store import Outputs
    from pipeline.registries import registry_folder
    from pipeline.watch.watcher import Pace

    if registry is not None:
        registry_folder(registry)  # so that a wrong path is told now, and not with the first document
    asked = Asked(tuple(column or ()), save_columns, reference)
    for line in told_columns(asked, Outputs(out).files).lines:
        said(line)
    outcomes: list[dict[str, str | None]] = []
    left: list[Path] = []
    try:
        pace = Pace(poll_seconds=poll, looks=settle, once=once)
        left = _run(
            inbox,
            out,
            pace,
            _Reading(processors() if jobs is None else jobs, registry, replace(asked, save=False)),
            outcomes,
        )
    finally:
        if as_json:
            print_lines([json.dumps(outcomes, ensure_ascii=False, indent=2)])
    failed = sum(outcome["status"] == "failed" for outcome in outcomes)
    if not outcomes and not left:
        said("There was no document in the inbox.")
    code = exit_code(len(outcomes) - failed, failed + len(left))
    if code != DONE:
        raise Exit(code)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How documents are read."""

    jobs: int
    registry: Path | None
    asked: Asked


def _run(inbox: Path, out: Path, pace: Pace, how: _Reading, outcomes: list[dict[str, str | None]]) -> list[Path]:
    from pipeline.batch.names import printable
    from pipeline.catalogue.screen import said
    from pipeline.files import remove_leftovers
    from pipeline.outputs.folder import STATE
    from pipeline.outputs.lock import LOCK, locked
    from pipeline.outputs.store import Outputs
    from pipeline.registries import registry_folder
    from pipeline.watch.corrections import CorrectionsWatch
    from pipeline.watch.inbox import open_inbox
    from pipeline.watch.interruptions import ended_like_ctrl_c
    from pipeline.watch.reading import catch_up, read_documents
    from pipeline.watch.watcher import Watcher

    watched = open_inbox(inbox, out)
    outputs = Outputs(out)
    where = printable(str(inbox))
    with (
        ended_like_ctrl_c(),
        locked(
            watched.path / STATE / LOCK, lambda: said(f"Another watch is running on {where}; waiting for it to end.")
        ),
    ):
        for folder in (watched.done, watched.failed):
            remove_leftovers(folder)
        untold = catch_up(outputs)
        if not pace.once:
            said(f"Watching {where}, results go to {printable(str(out))}. Stop with Ctrl-C.")
        watcher = Watcher(
            watched,
            lambda paths: read_documents(paths, outputs, how.jobs, said, how.registry, how.asked, untold=untold),
            pace,
            tell=said,
            finished=lambda finished: outcomes.append(_as_json(finished, watched.path)),
            between=CorrectionsWatch(
                outputs, 1 if pace.once else pace.looks, said, registry_folder(how.registry) if how.registry else None
            ).look,
        )
        return watcher.run()


def _as_json(finished: Finished, inbox: Path) -> dict[str, str | None]:
    from pipeline.batch.names import recorded

    reading, placed = finished.reading, finished.placed
    return {
        "input": recorded(reading.path.name),
        "status": "failed" if reading.plan is None else "skipped" if reading.known else "read",
        "plan_id": reading.plan.plan_id if reading.plan else None,
        "sha256": reading.sha256,
        "moved_to": recorded(placed.document.relative_to(inbox).as_posix()),
        "note": recorded(placed.note.relative_to(inbox).as_posix()),
        "problem": reading.problem or None,
        "remedy": reading.remedy or None,
    }
