"""`vvrap check`: what is doubtful in the text of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def check(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan_id, as in plans.csv, or a plan's JSON.")],
    on: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD", help="Treat dates before this day as past.  [default: the start of the plan's year]"
        ),
    ] = None,
    outputs: Annotated[Path, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = Path(
        "outputs"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as one JSON value.")] = False,
) -> None:
    """Check a plan's text for dates that have passed, promises, funding that ends, and text left in by mistake.

    What is found is printed with the wording and the action. Nothing is saved.
    """
    import json
    from itertools import groupby

    from models.reference.template import using_editions
    from pipeline.catalogue.screen import bold, print_lines, printable, said, wrapped
    from pipeline.outputs.store import Outputs
    from pipeline.quality.remarks import WORDS, remarks
    from pipeline.templates.files import added_editions

    folder = Outputs(outputs)
    read = folder.find_plan(plan)
    with using_editions(added_editions(folder.files)):
        found = remarks(read, _day(on))
    if as_json:
        print_lines([json.dumps([one.model_dump() for one in found], ensure_ascii=False, indent=2)])
        return
    lines: list[str] = []
    for kind, group in groupby(found, key=lambda one: one.kind):
        lines.append(bold(WORDS[kind]))
        for one in group:
            lines += wrapped(printable(f"{one.ref}: “{one.quote}”"), "    ", "  ")
        lines.append("")
    print_lines(lines)
    said(f"{read.plan_id}: {len(found)} to ask about." if found else f"{read.plan_id}: nothing to ask about.")


def _day(text: str | None) -> date | None:
    from models.errors import UsageError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"“{text}” is not a date.", "Write it as 2026-11-30.") from error
