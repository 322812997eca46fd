"""`vvrap extract`: read plan documents and write their records."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.column_options import ColumnOption, ReferenceOption, SaveOption
from pipeline.cli.exits import ALL_FAILED, DONE, Exit, exit_code
from pipeline.cli.libreoffice_option import LibreOfficeOption, program_given

MOST_SKIPS_TOLD = 20  # documents of a run in which each one that is skipped gets a line of its own

_YOUNG_OBJECTS = 50_000
"""Objects made before the first look for garbage: after Python's 700, looking took a tenth of what loading takes. Not
for commands that stay, such as `serve`."""

_PUT_ONE_THERE = (
    "Put Word, Excel, PDF or other documents there, or name another folder; hidden files, read-me pages and the "
    "outputs folder are skipped."
)

if TYPE_CHECKING:
    from models.plan import Borough
    from pipeline.batch.limits import Limits
    from pipeline.batch.outcomes import Outcome, Summary
    from pipeline.outputs.store import Outputs


def extract(  # noqa: C901, PLR0913, PLR0915, PLR0917 - each option of the command is a parameter, some with a step
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Plan documents, or folders of them.", show_default=False)
    ],
    out: Annotated[str, typer.Option("--outputs", "--out", metavar="DIR", help="Folder for the results.")] = "outputs",
    borough: Annotated[
        str | None, typer.Option(metavar="NAME", help="Treat the plans as this borough's, whatever they say.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, metavar="YYYY", help="Treat the plans as being for this year.")
    ] = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="Read the documents as parts of one plan, such as a file for each theme.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="N",
            help="Documents to read at once, each in its own process. 0: in this process, without limits."
            "  [default: the number of processors]",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Read every document, even if it was read before and has not changed.")
    ] = False,
    registry: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Registry folder to take names from.  [default: the built-in one]"),
    ] = None,
    column: ColumnOption = None,
    save_columns: SaveOption = False,
    reference: ReferenceOption = None,
    libreoffice: LibreOfficeOption = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="Maximum processor time per document; the maximum elapsed time is five times as long.  [default: 300]",
        ),
    ] = None,
    memory_limit: Annotated[
        int | None, typer.Option(min=64, metavar="MB", help="Maximum memory per document.  [default: 2048]")
    ] = None,
    size_limit: Annotated[
        int | None, typer.Option(min=1, metavar="MB", help="Maximum file size.  [default: 200]")
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read on the Dask cluster with this scheduler. Needs vvrap[cluster]."),
    ] = None,
    redact_names: Annotated[
        bool,
        typer.Option(
            "--redact-names",
            help="Leave the names of leads and authors out of all outputs, which go to a separate folder; roles stay.",
        ),
    ] = False,
    names_removed: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where to list the removed names, for you alone.  [default: beside the outputs folder]",
        ),
    ] = None,
    raw_csv: Annotated[
        bool,
        typer.Option("--raw-csv", help="Write CSV text unescaped, even if a spreadsheet could run it as a formula."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON value.")] = False,
) -> None:
    """Read plan documents (Word, Excel, PDF, web page or text) and write their actions as JSON and CSV.

    With LibreOffice installed, also .doc, .rtf, .odt, .xls, .xlsb, .ods, .ppt, .pptx and .odp. Mails (.eml, .msg),
    archives (.zip) and PDFs with attached files are opened, and the documents inside read.
    Scanned pages are recognised where the extra vvrap[ocr] is installed.

    For each document, prints what was read, what is doubtful and what is missing. Documents already read are skipped.
    A newer version replaces the current one; the old version is kept.
    """
    gc.set_threshold(_YOUNG_OBJECTS)
    from models.errors import UsageError
    from pipeline.batch.containers import open_containers
    from pipeline.batch.executors import choose_executor
    from pipeline.batch.inputs import PassedOver, as_parts, find_inputs
    from pipeline.batch.names import printable
    from pipeline.batch.outcomes import Options
    from pipeline.batch.run import Batch
    from pipeline.column_names import Asked, told_columns
    from pipeline.outputs.remote import folder_here, is_address
    from pipeline.outputs.store import Outputs
    from pipeline.progress import with_progress
    from pipeline.registries import registry_folder
    from pipeline.watch.interruptions import ended_like_ctrl_c

    if not all(text.strip() for text in (*inputs, out)):
        raise UsageError("An input or --outputs is empty.", 'Use "." for the current folder.')
    limits = _limits(time_limit, memory_limit, size_limit)
    names = registry_folder(registry) if registry else None
    told = told_columns(Asked(tuple(column or ()), save_columns, reference), (outputs := Outputs(out)).files)
    options = Options(
        _borough(borough),
        year,
        force,
        not raw_csv,
        limits,
        names,
        told,
        redact_names,
        libreoffice=program_given(libreoffice),
    )
    found = find_inputs(inputs, None if is_address(out) else folder_here(Path(out)))
    candidates = list(open_containers(found, limits, apart=jobs != 0))
    if not candidates:
        _say(f"There is no document in {', '.join(map(printable, inputs))}. {_PUT_ONE_THERE}")
        if as_json:
            _print_json([], outputs)
        raise Exit(ALL_FAILED)
    for line in told.lines:
        _say(line)
    if parts:
        candidates = [as_parts(candidates)]
    executor = choose_executor(jobs, limits, dask, names, documents=len(candidates))
    batch = Batch(outputs, executor, options, lambda: _say(f"Another run is writing to {out}; waiting for it to end."))
    done: list[Outcome] = []
    steps = batch.outcomes(candidates)
    try:
        with ended_like_ctrl_c():
            for outcome in with_progress(steps, len(candidates), "Reading plans", lambda one: one.failed):
                _tell(outcome, many=len(candidates) > MOST_SKIPS_TOLD)
                done.append(outcome)
    except KeyboardInterrupt:
        left = len(candidates) - len(done)
        _say(f"{left} of {len(candidates)} documents not read yet. Run the same command to continue.")
        if as_json:
            _print_json(done, outputs)
        raise
    _tell_summary(batch.summary)
    if redact_names:
        _tell_removed(batch.summary, Path("outputs" if is_address(out) else out), given=names_removed)
    if as_json:
        given = {candidate.location: place for place, candidate in enumerate(candidates)}
        _print_json(sorted(done, key=lambda outcome: given[outcome.location]), outputs)
    left_out = sum(isinstance(candidate, PassedOver) for candidate in candidates)
    _end(batch.summary, len(done) - left_out)


def _end(summary: Summary, documents: int) -> None:
    code = exit_code(documents - summary.failed, summary.failed + len(summary.faults))
    if code != DONE:
        raise Exit(code)


def _limits(seconds: float | None, memory: int | None, size: int | None) -> Limits:
    from pipeline.batch.limits import MEGABYTE, Limits

    default = Limits()
    return Limits(
        seconds=seconds or default.seconds,
        memory=memory * MEGABYTE if memory else default.memory,
        input_bytes=size * MEGABYTE if size else default.input_bytes,
    )


def _borough(name: str | None) -> Borough | None:
    from models.reference.boroughs import borough_meant

    return None if name is None else borough_meant(name)


def _say(line: str) -> None:
    from pipeline.catalogue.screen import said

    said(line)


def _tell(outcome: Outcome, *, many: bool) -> None:
    """What became of a document. Of many that were read before and have not changed, the summary gives the number."""
    from pipeline.batch.choosing import UNCHANGED
    from pipeline.batch.names import printable

    name = printable(outcome.location)
    if outcome.failed:
        _say(f"{name}: {outcome.problem} {outcome.remedy}")
    elif outcome.entry.status == "skipped":
        if not (many and outcome.entry.reason == UNCHANGED):
            _say(f"{name}: skipped. {printable(outcome.entry.reason or '')}")
    else:
        first, *others = outcome.lines
        _say(f"{name}: {first}")
        for line in others:
            _say(line)


def _tell_summary(summary: Summary) -> None:
    """The faults and notes of a run and, of several documents, how many were read and which failed."""
    from pipeline.batch.names import printable

    for fault in summary.faults:
        _say(f"{fault.problem} It was left out of the CSV files. {fault.remedy}")
    for note in summary.notes:
        _say(note)
    if summary.documents < 2:
        return
    read = summary.statuses["read"] + summary.statuses["read with doubts"]
    parts = [
        f"{read} read ({summary.statuses['read with doubts']} with doubts)",
        f"{summary.failed} failed",
        f"{summary.statuses['skipped']} skipped",
    ]
    _say(f"{summary.documents} documents in {summary.seconds:.0f} s: {', '.join(parts)}.")
    for outcome in summary.failures:
        _say(f"  failed: {printable(outcome.location)} ({outcome.entry.code})")


def _tell_removed(summary: Summary, path: Path, *, given: Path | None) -> None:
    """Write the list of the names removed: to the file that was given, or beside the outputs folder."""
    from pipeline.redaction.removed import list_beside, tell_removed

    _say(tell_removed(given or list_beside(path), summary.removed))


def _print_json(done: list[Outcome], outputs: Outputs) -> None:
    """What was done; of a run that is interrupted, what it has done so far."""
    print(json.dumps([_as_json(outcome, outputs) for outcome in done], ensure_ascii=False, indent=2))  # noqa: T201 - the result


def _as_json(outcome: Outcome, outputs: Outputs) -> dict[str, object]:
    from pipeline.batch.names import recorded
    from pipeline.flatten import plan_row

    entry = outcome.entry
    value: dict[str, object] = {"input": recorded(outcome.location), "status": entry.status}
    if outcome.failed:
        return {**value, "code": entry.code, "problem": outcome.problem, "remedy": outcome.remedy}
    if entry.reason:
        value["reason"] = entry.reason
    row = outcome.row or (plan_row(outputs.read_plan(entry.kept)) if entry.kept else None)
    return {**value, **(row.model_dump(by_alias=True) if row else {})}
