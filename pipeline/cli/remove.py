"""`vvrap remove`: take a plan out of the outputs folder."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def remove(
    plan_id: Annotated[str, typer.Argument(metavar="PLAN_ID", help="A plan, as in plans.csv.")],
    out: Annotated[str, typer.Option("--outputs", "--out", metavar="DIR", help="The outputs folder.")] = "outputs",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as one JSON value.")] = False,
) -> None:
    """Remove a plan from the outputs: its JSON, its rows in the tables and its place in the catalogue.

    A copy is kept in the folder revisions; `vvrap history PLAN_ID --restore N` restores it. The plan's documents are
    skipped when given again, unless you use --force.
    """
    from pipeline.catalogue.screen import said
    from pipeline.outputs.store import Outputs
    from pipeline.outputs.versions import remove as take_out

    kept = take_out(Outputs(out), plan_id, lambda: said(f"Another run is writing to {out}; waiting for it to end."))
    if as_json:
        print(json.dumps({"plan_id": plan_id, "kept": kept}, ensure_ascii=False, indent=2))  # noqa: T201 - the result
    else:
        said(f"{plan_id} was removed; a copy is kept as {kept}.")
