"""`vvrap extract`: read plan documents and write their records."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.exits import DONE, Exit, exit_code

if TYPE_CHECKING:
    from models.plan import Borough
    from pipeline.run import Failed, Read


def extract(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT...", help="Plan documents, or folders of them.")],
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("outputs"),
    borough: Annotated[
        str | None, typer.Option(metavar="NAME", help="Take the plans as this borough's, whatever they say.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=2000, max=2100, metavar="YYYY", help="Take the plans as of this year.")
    ] = None,
    raw_csv: Annotated[
        bool,
        typer.Option("--raw-csv", help="Write CSV text exactly, also where a spreadsheet would take it for a formula."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON value.")] = False,
) -> None:
    """Read plan documents (Word, PDF, web page or text) and write their actions as JSON and CSV.

    Says for each document what was read, what is doubtful and what is missing.
    """
    from pipeline.progress import with_progress
    from pipeline.run import Failed, default_stages, find_documents
    from pipeline.run import extract as run
    from pipeline.store import Outputs

    paths = list(find_documents(inputs))
    outputs = Outputs(out)
    outcomes: list[Read | Failed] = []
    steps = run(paths, default_stages(), borough=_borough(borough), year=year)
    for outcome in with_progress(steps, len(paths), "Reading plans"):
        if not isinstance(outcome, Failed):
            outputs.write_plan(outcome.plan)
        _tell(outcome)
        outcomes.append(outcome)
    failed = sum(isinstance(outcome, Failed) for outcome in outcomes)
    if len(outcomes) > failed:
        outputs.write_tables(safe=not raw_csv)
    if not outcomes:
        sys.stderr.write("There is no document in the folders named.\n")
    if as_json:
        print(json.dumps([_as_json(outcome) for outcome in outcomes], ensure_ascii=False, indent=2))  # noqa: T201 - the result
    code = exit_code(len(outcomes) - failed, failed) if outcomes else exit_code(0, 1)
    if code != DONE:
        raise Exit(code)


def _borough(name: str | None) -> Borough | None:
    from models.errors import UsageError
    from models.reference.boroughs import find_borough

    if name is None:
        return None
    borough = find_borough(name)
    if borough is None:
        raise UsageError(f"“{name}” is not one of the 33 London authorities.", "Use its name or its GSS code.")
    return borough


def _tell(outcome: Read | Failed) -> None:
    from pipeline.report import summarise
    from pipeline.run import Failed

    lines = [str(outcome)] if isinstance(outcome, Failed) else summarise(outcome.plan, str(outcome.path))
    for line in lines:
        sys.stderr.write(f"{line}\n")


def _as_json(outcome: Read | Failed) -> dict[str, object]:
    from pipeline.flatten import plan_row
    from pipeline.run import Failed

    if isinstance(outcome, Failed):
        return {
            "input": str(outcome.path),
            "status": "failed",
            "code": outcome.code,
            "problem": outcome.problem,
            "remedy": outcome.remedy,
        }
    return {"input": str(outcome.path), "status": "read", **plan_row(outcome.plan).model_dump(by_alias=True)}
