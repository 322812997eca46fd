"""`vvrap history`: the documents a plan was read from, and what changed from each to the next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.outputs.history import Version

SHOWN_DIGITS = 8  # of a SHA-256, to tell documents of one name apart


def history(
    plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="A plan, as in plans.csv.")],
    out: Annotated[str, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = "outputs",
    number: Annotated[
        int | None,
        typer.Option("--restore", min=1, metavar="N", help="Make version N of the list the current one again."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the versions as one JSON value.")] = False,
) -> None:
    """List the documents a plan was read from, oldest first, with what changed from each to the next.

    Plans read from earlier documents are kept in the folder revisions. --restore brings one back; the current one is
    kept like the others.
    """
    from pipeline.catalogue.screen import print_lines, said, wrapped
    from pipeline.outputs.history import history as read_history
    from pipeline.outputs.store import Outputs
    from pipeline.outputs.versions import restore

    if number is not None:
        restore(Outputs(out), plan_id, number, lambda: said(f"Another run is writing to {out}; waiting for it to end."))
        said(f"Version {number} of {plan_id} is the current one again.")
    versions = read_history(Outputs(out), plan_id)
    if as_json:
        values = [version.model_dump(mode="json") for version in versions]
        print(json.dumps(values, ensure_ascii=False, indent=2))  # noqa: T201 - the result
        return
    for version in versions:
        print_lines(wrapped(_line(version), "   ", ""))


def _line(version: Version) -> str:
    from pipeline.batch.names import printable

    mark = "current" if version.current else version.kept
    if version.filename is None:
        return f"{version.number}  {mark}: {version.change}"
    dated = f", {printable(version.date_authored)}" if version.date_authored else ""
    name = f"{printable(version.filename)} {(version.sha256 or '')[:SHOWN_DIGITS]}{dated}"
    return f"{version.number}  {mark}: {name}: {version.actions} actions. {version.change}"
